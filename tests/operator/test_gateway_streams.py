"""Bodies on their way through the gateway: proved before the store has them whole, and never held whole."""

import base64
import hashlib
import os
import socket
import threading
import zlib
from pathlib import Path

from guarded import BUCKET, Raw, s3


def test_chunks_are_proved_before_the_store_has_them_all(app, server, store):
    who, credentials = app.person()
    raw = Raw(server.ready["gateway"], credentials)
    chunks = [os.urandom(65_536), os.urandom(65_536), os.urandom(1_000)]
    whole = b"".join(chunks)
    status, code, text = raw.stream(f"{who}/good", chunks)
    assert status == 200, (code, text)
    assert store.s3.get_object(Bucket=BUCKET, Key=f"{who}/good")["Body"].read() == whole
    checksum = base64.b64encode(zlib.crc32(whole).to_bytes(4, "big")).decode()
    status, code, text = raw.stream(f"{who}/trailed", chunks, ("x-amz-checksum-crc32", checksum))
    assert status == 200, (code, text)
    assert store.s3.get_object(Bucket=BUCKET, Key=f"{who}/trailed")["Body"].read() == whole

    def flipped(at):
        return lambda body: body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]

    end = 3 * 90 + len(whole)
    for name, spoil in {
        "first-byte": flipped(100),
        "second-chunk": flipped(70_000),
        "last-chunk": flipped(131_072 + 3 * 90 + 500),
        "signature": flipped(30),
        "last-signature": lambda body: flipped(len(body) - 10)(body),
    }.items():
        status, code, _ = raw.stream(f"{who}/{name}", chunks, spoil=spoil)
        assert (status, code) == (403, "SignatureDoesNotMatch"), name
    for name, spoil in {
        "short": lambda body: body[:end],
        "longer": lambda body: body + b"more",
        "other-size": lambda body: body.replace(b"10000;", b"10001;", 1),
    }.items():
        status, code, _ = raw.stream(f"{who}/{name}", chunks, spoil=spoil)
        assert status in (400, 403) and code in ("IncompleteBody", "SignatureDoesNotMatch"), (name, status, code)
    # A trailer that was changed on the way, and one with a wrong checksum that was signed so.
    status, code, _ = raw.stream(
        f"{who}/trailer", chunks, ("x-amz-checksum-crc32", checksum), lambda body: body.replace(b"crc32:", b"crc32:A")
    )
    assert (status, code) == (403, "SignatureDoesNotMatch")
    status, code, _ = raw.stream(f"{who}/checksum", chunks, ("x-amz-checksum-crc32", "AAAAAA=="))
    assert status == 400, code
    # The store tells of the checksum, and keeps what it belongs to all the same.
    assert store.keys() - {f"{who}/checksum"} == {f"{who}/good", f"{who}/trailed"}


def test_a_body_of_another_hash_is_not_stored(app, server, store):
    who, credentials = app.person()
    raw = Raw(server.ready["gateway"], credentials)
    right = hashlib.sha256(b"a" * 200_000).hexdigest()
    path = f"/{BUCKET}/{who}/a"
    headers, _ = raw.sign("PUT", path, right)
    assert raw.send("PUT", path, headers, b"a" * 199_999 + b"b")[:2] == (400, "XAmzContentSHA256Mismatch")
    assert store.keys() == set()
    assert raw.send("PUT", path, headers, b"a" * 200_000)[0] == 200
    # What nobody signs must come by TLS.
    headers, _ = raw.sign("PUT", path, "UNSIGNED-PAYLOAD")
    assert raw.send("PUT", path, headers, b"b")[:2] == (400, "InvalidRequest")
    assert store.s3.get_object(Bucket=BUCKET, Key=f"{who}/a")["Body"].read() == b"a" * 200_000


def test_what_may_be_read_in_two_ways_is_refused(app, server, store):
    who, credentials = app.person()
    other, _ = app.person()
    store.s3.put_object(Bucket=BUCKET, Key=f"{other}/a", Body=b"secret")
    raw = Raw(server.ready["gateway"], credentials)
    for path, query, code in [
        (f"/{BUCKET}/{who}/../{other}/a", "", "InvalidURI"),
        (f"/{BUCKET}/{who}/./a", "", "InvalidURI"),
        (f"/{BUCKET}/{who}//a", "", "InvalidURI"),
        (f"/{BUCKET}/{who}/a", "torrent=", "NotImplemented"),
        (f"/{BUCKET}/{who}/a", "acl=&tagging=", "NotImplemented"),
        (f"/{BUCKET}/{who}/a", "analytics=", "NotImplemented"),
    ]:
        headers, _ = raw.sign("GET", path, "UNSIGNED-PAYLOAD", query=query)
        status, found, _ = raw.send("GET", f"{path}?{query}" if query else path, headers)
        assert (found, status >= 400) == (code, True), (path, query, status)
    for header in ("x-amz-meta-snowball-auto-extract", "x-amz-rename-source"):
        empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        headers, _ = raw.sign("PUT", f"/{BUCKET}/{who}/a", empty, {header: "true"})
        assert raw.send("PUT", f"/{BUCKET}/{who}/a", headers)[:2] == (501, "NotImplemented")
    # Framing that hides a second request.
    host, port = raw.host.split(":")
    headers, _ = raw.sign("PUT", f"/{BUCKET}/{who}/a", "UNSIGNED-PAYLOAD")
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    for framing in (
        "content-length: 4\r\ntransfer-encoding: chunked\r\n",
        "content-length: 4\r\ncontent-length: 5\r\n",
        "transfer-encoding: chunked, identity\r\n",
        "transfer-encoding: xchunked\r\n",
        "host: elsewhere\r\n",
    ):
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            request = f"PUT /{BUCKET}/{who}/a HTTP/1.1\r\n{lines}{framing}\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"
            connection.sendall(request.encode())
            connection.shutdown(socket.SHUT_WR)
            answers = connection.makefile("rb").read()
            assert b"HTTP/1.1 2" not in answers, (framing, answers)
    assert store.keys() == {f"{other}/a"}


def resident(server):
    """The most memory that the server has held, in bytes."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def test_memory_does_not_grow_with_what_streams_by(app, server, tmp_path):
    who, credentials = app.person()
    client = s3(server.ready["gateway"], credentials)
    client.put_object(Bucket=BUCKET, Key=f"{who}/warm", Body=b"x")
    before = resident(server)
    file = tmp_path / "large"
    with open(file, "wb") as large:
        for _ in range(192):
            large.write(os.urandom(1 << 20))
    threads, failed = [], []

    def both(name):
        try:
            mine = s3(server.ready["gateway"], credentials)
            with open(file, "rb") as body:
                mine.put_object(Bucket=BUCKET, Key=f"{who}/{name}", Body=body)
            stream = mine.get_object(Bucket=BUCKET, Key=f"{who}/{name}")["Body"]
            assert sum(len(piece) for piece in stream.iter_chunks(1 << 20)) == 192 << 20
        except Exception as error:  # Told by the test itself.
            failed.append(error)

    for name in ("one", "two"):
        threads.append(threading.Thread(target=both, args=(name,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert not failed
    grown = resident(server) - before
    assert grown < 2 * (32 << 20), f"{grown >> 20} MB for two streams of 192 MB"
