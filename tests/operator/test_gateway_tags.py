"""The gateway and the tags that objects already have: it asks the store for them where a policy looks at them."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from guarded import BUCKET, STORE_KEY, App, refused, s3, statement


class Tagged(BaseHTTPRequestHandler):
    """A store that tells tags, and has an object wherever it is asked for one."""

    protocol_version = "HTTP/1.1"

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        url = urlsplit(self.path)
        query = parse_qs(url.query, keep_blank_values=True)
        key = unquote(url.path).removeprefix(f"/{BUCKET}/")
        if "location" in query:
            return self.answer(200, b"<LocationConstraint/>")
        if "tagging" not in query:
            return self.answer(200, b"content")
        store = self.server.store
        store.asked.append((key, query.get("versionId", [None])[0]))
        assert f"Credential={STORE_KEY[0]}/" in self.headers["authorization"]
        assert "x-amz-security-token" not in self.headers
        if key in store.broken:
            status, body = store.broken[key]
            return self.answer(status, body)
        if key not in store.tags:
            return self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        tags = "".join(f"<Tag><Key>{name}</Key><Value>{value}</Value></Tag>" for name, value in store.tags[key].items())
        return self.answer(200, f"<Tagging><TagSet>{tags}</TagSet></Tagging>".encode())

    def do_PUT(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.server.store.changed.append(unquote(self.path))
        self.answer(200, b"<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>")

    def log_message(self, *_):
        pass


class TaggedStore:
    def __init__(self):
        self.tags, self.broken, self.asked, self.changed = {}, {}, [], []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Tagged)
        self.server.store = self
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def store():
    store = TaggedStore()
    yield store
    store.stop()


OBJECTS = f"arn:aws:s3:::{BUCKET}/*"


def begin(server, *statements):
    """An app whose users may do this, and one of them."""
    app = App(server, user=list(statements), guest=[])
    _, credentials = app.person()
    return app, s3(server.ready["gateway"], credentials)


def test_what_an_object_is_tagged_with_decides_who_reads_it(server, store):
    store.tags = {"mine": {"team": "blue", "level": "1"}, "theirs": {"team": "red"}, "bare": {}}
    reads = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObjectTagging"]
    blue = {"s3:ExistingObjectTag/team": "blue"}
    app, mine = begin(server, statement(reads, OBJECTS, StringEquals=blue), statement("s3:PutObject", OBJECTS))
    assert mine.get_object(Bucket=BUCKET, Key="mine")["Body"].read() == b"content"
    mine.get_object(Bucket=BUCKET, Key="mine", VersionId="v 1")
    assert store.asked == [("mine", None), ("mine", "v 1")]
    for key in ("theirs", "bare", "nowhere"):
        with refused("AccessDenied"):
            mine.get_object(Bucket=BUCKET, Key=key)
    # So do the tags of what is copied, and of what is to have others.
    mine.copy_object(Bucket=BUCKET, Key="copy", CopySource=f"{BUCKET}/mine")
    with refused("AccessDenied"):
        mine.copy_object(Bucket=BUCKET, Key="copy", CopySource=f"{BUCKET}/theirs")
    tags = {"TagSet": [{"Key": "team", "Value": "blue"}]}
    mine.put_object_tagging(Bucket=BUCKET, Key="mine", Tagging=tags)
    with refused("AccessDenied"):
        mine.put_object_tagging(Bucket=BUCKET, Key="theirs", Tagging=tags)
    assert store.changed == [f"/{BUCKET}/copy", f"/{BUCKET}/mine?tagging="]
    # Nothing is asked where no policy looks.
    store.asked.clear()
    mine.put_object(Bucket=BUCKET, Key="theirs", Body=b"x")
    app.grant("user", [statement("s3:GetObject", OBJECTS)])
    mine.get_object(Bucket=BUCKET, Key="theirs")
    assert store.asked == []


def test_a_denial_by_tags_holds_where_they_cannot_be_told(server, store):
    store.tags = {"secret": {"class": "secret"}, "open": {"class": "open"}}
    store.broken = {
        "dumb": (501, b"<Error><Code>NotImplemented</Code></Error>"),
        "gone": (404, b"not here"),
        "strange": (200, b"<Tagging><TagSet><Tag><Key>class</Key></Tag></TagSet></Tagging>"),
        "large": (200, b"<Tagging>" + b" " * 100_000 + b"</Tagging>"),
    }
    denial = statement("s3:GetObject", OBJECTS, StringEquals={"s3:ExistingObjectTag/class": "secret"})
    _, reader = begin(server, statement("s3:GetObject", OBJECTS), {**denial, "Effect": "Deny"})
    reader.get_object(Bucket=BUCKET, Key="open")
    for key in ("secret", "dumb", "gone", "strange", "large"):
        with refused("AccessDenied"):
            reader.get_object(Bucket=BUCKET, Key=key)


def test_the_tags_of_a_bucket_decide_who_lists_it_and_not_who_reads(server, store):
    bucket = f"arn:aws:s3:::{BUCKET}"
    blue = {"StringEquals": {"aws:ResourceTag/team": "blue"}}
    app, mine = begin(server, statement("s3:GetBucketLocation", bucket, **blue))
    with refused("AccessDenied"):
        mine.get_bucket_location(Bucket=BUCKET)
    store.tags[f"/{BUCKET}"] = {"team": "blue"}
    mine.get_bucket_location(Bucket=BUCKET)
    assert [key for key, _ in store.asked] == [f"/{BUCKET}"] * 2
    # Of an object they cannot be told: what hangs on them is denied.
    for key in ("aws:ResourceTag/team", "s3:BucketTag/team"):
        denial = {**statement("s3:GetObject", OBJECTS, StringEquals={key: "red"}), "Effect": "Deny"}
        app.grant("user", [statement("s3:GetObject", OBJECTS), denial])
        with refused("AccessDenied"):
            mine.get_object(Bucket=BUCKET, Key="mine")
