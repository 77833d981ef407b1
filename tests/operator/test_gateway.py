"""The gateway before an S3-compatible store: whose credentials reach what."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from conftest import BINARY, ENVIRONMENT, make_certificate
from guarded import BUCKET, REGION, App, Raw, own_prefix, refused, s3, statement

AWS = Path(sys.executable).parent / "aws"


def test_users_and_guests_reach_their_own_prefix_and_nothing_else(app, server, store):
    people = [app.person(), app.person(), app.guest()]
    for who, credentials in people:
        client = s3(server.ready["gateway"], credentials)
        key = f"{who}/notes/ä b~c(1)&.txt"
        client.put_object(Bucket=BUCKET, Key=key, Body=b"hello", Metadata={"colour": "blue"})
        got = client.get_object(Bucket=BUCKET, Key=key)
        assert (got["Body"].read(), got["Metadata"]) == (b"hello", {"colour": "blue"})
        assert client.head_object(Bucket=BUCKET, Key=key)["ContentLength"] == 5
        assert store.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() == b"hello"
        listed = client.list_objects_v2(Bucket=BUCKET, Prefix=f"{who}/")["Contents"]
        assert [one["Key"] for one in listed] == [key]
    mine = s3(server.ready["gateway"], people[0][1])
    before = store.keys()
    for who, _ in people[1:]:
        for name in (f"{who}/notes/ä b~c(1)&.txt", f"{who}x/a", "a", f"{who}/", f"X{who}/a"):
            with refused("AccessDenied"):
                mine.get_object(Bucket=BUCKET, Key=name)
            with refused("AccessDenied"):
                mine.put_object(Bucket=BUCKET, Key=name, Body=b"x")
            with refused("AccessDenied"):
                mine.delete_object(Bucket=BUCKET, Key=name)
        with refused("AccessDenied"):
            mine.list_objects_v2(Bucket=BUCKET, Prefix=f"{who}/")
        with refused("AccessDenied"):
            mine.copy_object(
                Bucket=BUCKET, Key=f"{people[0][0]}/stolen", CopySource=f"{BUCKET}/{who}/notes/ä b~c(1)&.txt"
            )
    for prefix in ("", people[0][0][:-1], f"{people[0][0]}"):
        with refused("AccessDenied"):
            mine.list_objects_v2(Bucket=BUCKET, Prefix=prefix)
    with refused("AccessDenied"):
        mine.list_objects_v2(Bucket=BUCKET)
    with refused("AccessDenied"):
        mine.list_buckets()
    with refused("AccessDenied"):
        mine.create_bucket(Bucket="another")
    assert store.keys() == before
    # Their own can be copied, and taken away.
    who = people[0][0]
    mine.copy_object(Bucket=BUCKET, Key=f"{who}/copy", CopySource=f"{BUCKET}/{who}/notes/ä b~c(1)&.txt")
    assert mine.get_object(Bucket=BUCKET, Key=f"{who}/copy")["Body"].read() == b"hello"
    mine.delete_object(Bucket=BUCKET, Key=f"{who}/copy")
    mine.put_object(Bucket=BUCKET, Key=f"{who}/1+1 %2B", Body=b"two")
    assert store.s3.get_object(Bucket=BUCKET, Key=f"{who}/1+1 %2B")["Body"].read() == b"two"
    # Whoever may not list everything does not learn what is not there.
    with refused("AccessDenied"):
        mine.get_object(Bucket=BUCKET, Key=f"{who}/copy")


def cli(server, credentials, *arguments):
    environment = {
        **ENVIRONMENT,
        "AWS_ENDPOINT_URL_S3": server.ready["gateway"],
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": credentials["SecretKey"],
        "AWS_SESSION_TOKEN": credentials["SessionToken"],
        "AWS_MAX_ATTEMPTS": "1",
    }
    command = [str(part) for part in (AWS, "s3", *arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_the_cli_copies_small_and_large_files(app, server, store, tmp_path):
    who, credentials = app.person()
    other, _ = app.person()
    small, large, back = tmp_path / "small", tmp_path / "large", tmp_path / "back"
    small.write_bytes(b"small")
    large.write_bytes(os.urandom(20 << 20))
    for file in (small, large):
        to = f"s3://{BUCKET}/{who}/{file.name}"
        done = cli(server, credentials, "cp", file, to)
        assert done.returncode == 0, done.stderr
        assert (store.root / BUCKET / who / file.name).read_bytes() == file.read_bytes()
        done = cli(server, credentials, "cp", to, back)
        assert done.returncode == 0 and back.read_bytes() == file.read_bytes(), done.stderr
        done = cli(server, credentials, "cp", file, f"s3://{BUCKET}/{other}/{file.name}")
        assert done.returncode == 1 and "AccessDenied" in done.stderr
    done = cli(server, credentials, "ls", f"s3://{BUCKET}/{who}/")
    assert done.returncode == 0 and "large" in done.stdout and "small" in done.stdout
    done = cli(server, credentials, "rm", "--recursive", f"s3://{BUCKET}/{who}/")
    assert done.returncode == 0 and store.keys(who) == set(), done.stderr
    assert store.keys(other) == set()
    # The large one went in parts.
    kinds = {line["action"] for line in server.logs() if line.get("target") == "cenote::gateway" and "action" in line}
    assert "s3:PutObject" in kinds


def test_ranges_and_presigned_requests(app, server, store):
    who, credentials = app.person()
    other, _ = app.guest()
    client = s3(server.ready["gateway"], credentials)
    content = os.urandom(300_000)
    client.put_object(Bucket=BUCKET, Key=f"{who}/a", Body=content)
    part = client.get_object(Bucket=BUCKET, Key=f"{who}/a", Range="bytes=1000-200999")
    assert part["Body"].read() == content[1000:201_000]
    assert part["ResponseMetadata"]["HTTPStatusCode"] == 206
    url = client.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": f"{who}/a"}, ExpiresIn=60)
    assert urllib.request.urlopen(url, timeout=30).read() == content

    def status(url, **more):
        try:
            return urllib.request.urlopen(urllib.request.Request(url, **more), timeout=30).status
        except urllib.error.HTTPError as error:
            return error.code

    assert status(url.replace("/a?", "/b?")) == 403
    assert status(url.replace("Expires=60", "Expires=600")) == 403
    assert status(url + "&versionId=1") == 403
    assert status(url, method="DELETE") == 403
    put = client.generate_presigned_url("put_object", {"Bucket": BUCKET, "Key": f"{who}/put"}, ExpiresIn=60)
    assert status(put, method="PUT", data=content) == 200
    assert store.s3.get_object(Bucket=BUCKET, Key=f"{who}/put")["Body"].read() == content
    elsewhere = client.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": f"{other}/a"}, ExpiresIn=60)
    assert status(elsewhere) == 403
    # A header that is not signed with it is no part of it.
    assert status(put, method="PUT", data=b"", headers={"x-amz-copy-source": f"{BUCKET}/{other}/a"}) == 403


def test_many_keys_are_deleted_each_by_its_own_right(app, server, store):
    who, credentials = app.person()
    other, _ = app.person()
    for name in (f"{who}/a&b", f"{who}/c", f"{other}/d"):
        store.s3.put_object(Bucket=BUCKET, Key=name, Body=b"x")
    client = s3(server.ready["gateway"], credentials)
    objects = [{"Key": f"{who}/a&b"}, {"Key": f"{other}/d"}, {"Key": f"{who}/c"}]
    done = client.delete_objects(Bucket=BUCKET, Delete={"Objects": objects})
    assert {one["Key"] for one in done["Deleted"]} == {f"{who}/a&b", f"{who}/c"}
    assert [(one["Key"], one["Code"]) for one in done["Errors"]] == [(f"{other}/d", "AccessDenied")]
    assert store.keys() == {f"{other}/d"}
    done = client.delete_objects(Bucket=BUCKET, Delete={"Objects": objects[1:2]})
    assert [one["Key"] for one in done["Errors"]] == [f"{other}/d"] and not done.get("Deleted")
    store.s3.put_object(Bucket=BUCKET, Key=f"{who}/c", Body=b"x")
    done = client.delete_objects(Bucket=BUCKET, Delete={"Objects": objects[2:]})
    assert len(done["Deleted"]) == 1 and store.keys() == {f"{other}/d"}


def test_credentials_that_prove_nothing_are_refused(app, server, store, start, tmp_path):
    who, credentials = app.person()
    _, others = app.guest()
    gateway = server.ready["gateway"]

    def put(**changed):
        s3(gateway, {**credentials, **changed}).put_object(Bucket=BUCKET, Key=f"{who}/a", Body=b"x")

    put()
    token = credentials["SessionToken"]
    with refused("InvalidToken", 400):
        put(SessionToken=token[:40] + ("A" if token[40] != "A" else "B") + token[41:])
    with refused("InvalidToken", 400):
        put(SessionToken=others["SessionToken"])
    with refused("SignatureDoesNotMatch"):
        put(SecretKey=others["SecretKey"])
    with refused("InvalidAccessKeyId"):
        put(SessionToken=None)
    with refused("InvalidAccessKeyId"):
        put(AccessKeyId="AKIAAAAAAAAAAAAAAAAA", SessionToken=None)
    # Nobody who signs nothing gets in.
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{gateway}/{BUCKET}/{who}/a", timeout=30)
    assert error.value.code == 403 and b"<Code>AccessDenied</Code>" in error.value.read()
    assert error.value.headers["x-amz-request-id"]
    # Another server's tokens are not ours, with roles of the same names.
    other = start(*"serve --json --listen 127.0.0.1:0 --public-url http://127.0.0.1:0".split(), "--data", str(tmp_path / "other"))
    _, foreign = App(other).person()
    with refused("InvalidToken", 400):
        put(**foreign)
    assert store.keys() == {f"{who}/a"}
    raw = Raw(gateway, credentials)
    raw.now = raw.now.replace(year=raw.now.year - 1)
    headers, _ = raw.sign("GET", f"/{BUCKET}/{who}/a", "UNSIGNED-PAYLOAD")
    assert raw.send("GET", f"/{BUCKET}/{who}/a", headers)[:2] == (403, "RequestTimeTooSkewed")


def test_rights_that_are_taken_away_count_at_once(app, server):
    who, credentials = app.person()
    client = s3(server.ready["gateway"], credentials)
    client.put_object(Bucket=BUCKET, Key=f"{who}/a", Body=b"x")
    app.grant("user", own_prefix()[:1] + [{"Effect": "Deny", "Action": "s3:Get*", "Resource": "*"}])
    with refused("AccessDenied") as _:
        client.get_object(Bucket=BUCKET, Key=f"{who}/a")
    client.put_object(Bucket=BUCKET, Key=f"{who}/a", Body=b"y")
    tls_alone = statement("s3:*", "*", Bool={"aws:SecureTransport": "true"})
    app.grant("user", [tls_alone])
    with refused("AccessDenied"):
        client.put_object(Bucket=BUCKET, Key=f"{who}/a", Body=b"y")
    near = statement("s3:*", "*", IpAddress={"aws:SourceIp": "127.0.0.0/8"})
    app.grant("user", [near])
    assert client.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 1
    small = statement("s3:ListBucket", "*", NumericLessThanEquals={"s3:max-keys": "10"}, StringEquals={"s3:delimiter": "/"})
    app.grant("user", [small])
    client.list_objects_v2(Bucket=BUCKET, MaxKeys=10, Delimiter="/")
    with refused("AccessDenied"):
        client.list_objects_v2(Bucket=BUCKET, MaxKeys=11, Delimiter="/")
    app.client("iam").delete_role_policy(RoleName="user", PolicyName="reach")
    with refused("AccessDenied"):
        client.list_objects_v2(Bucket=BUCKET, MaxKeys=10, Delimiter="/")


def test_keys_of_iam_users_and_of_the_account(app, server):
    iam = app.client("iam")
    iam.create_user(UserName="worker")
    key = iam.create_access_key(UserName="worker")["AccessKey"]
    credentials = {"AccessKeyId": key["AccessKeyId"], "SecretKey": key["SecretAccessKey"]}
    client = s3(server.ready["gateway"], credentials)
    with refused("AccessDenied"):
        client.put_object(Bucket=BUCKET, Key="worker/a", Body=b"x")
    policy = {"Version": "2012-10-17", "Statement": own_prefix("${aws:username}")}
    iam.put_user_policy(UserName="worker", PolicyName="reach", PolicyDocument=json.dumps(policy))
    client.put_object(Bucket=BUCKET, Key="worker/a", Body=b"x")
    with refused("AccessDenied"):
        client.put_object(Bucket=BUCKET, Key="other/a", Body=b"x")
    iam.update_access_key(UserName="worker", AccessKeyId=key["AccessKeyId"], Status="Inactive")
    with refused("InvalidAccessKeyId"):
        client.put_object(Bucket=BUCKET, Key="worker/a", Body=b"x")
    root = server.ready["root_access_key"]
    account = {"AccessKeyId": root["access_key_id"], "SecretKey": root["secret_access_key"]}
    assert s3(server.ready["gateway"], account).list_buckets()["Buckets"][0]["Name"] == BUCKET


def test_every_decision_leaves_a_line_and_a_count(app, server):
    who, credentials = app.person()
    client = s3(server.ready["gateway"], credentials)
    client.put_object(Bucket=BUCKET, Key=f"{who}/a", Body=b"x")
    with refused("AccessDenied"):
        client.get_object(Bucket=BUCKET, Key="other/a")
    lines = [line for line in server.logs() if line.get("target") == "cenote::gateway"]
    decided = [line for line in lines if "outcome" in line.get("fields", line)]
    told = [line.get("fields", line) for line in decided]
    assert [(one["outcome"], one["action"]) for one in told] == [
        ("allowed", "s3:PutObject"),
        ("denied", "s3:GetObject"),
    ]
    assert told[0]["resource"] == f"arn:aws:s3:::{BUCKET}/{who}/a"
    assert told[1]["principal"].startswith("arn:aws:sts::000000000000:assumed-role/user/")
    assert "because no identity-based policy allows the s3:GetObject action" in told[1]["why"]
    text = urllib.request.urlopen(f"{server.ready['gateway']}/-/metrics", timeout=30).read().decode()
    assert 'cenote_gateway_decisions_total{service="s3",outcome="denied"} 1' in text
    log = server.log_file.read_text()
    assert credentials["SecretKey"] not in log and credentials["SessionToken"] not in log


def test_a_gateway_of_its_own_and_a_browsers_question(configure, serve, tmp_path, store):
    file = configure()
    server = serve()
    app = App(server)
    who, credentials = app.person()
    file.write_text(
        file.read_text().replace('listen = "127.0.0.1:0"', 'cors_origins = ["https://app.example.com"]')
    )
    command = ["gateway", "--json", "--listen", "127.0.0.1:0", "--public-url", "http://127.0.0.1:0"]
    process = subprocess.Popen(
        [BINARY, *command, "--gateway-listen", "127.0.0.1:0", "--data", str(tmp_path / "data")],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=open(tmp_path / "gateway.log", "wb"),
    )
    try:
        gateway = json.loads(process.stdout.readline())["gateway"]
        client = s3(gateway, credentials)
        client.put_object(Bucket=BUCKET, Key=f"{who}/a", Body=b"x")
        with refused("AccessDenied"):
            client.put_object(Bucket=BUCKET, Key="other/a", Body=b"x")
        # What changes in the other process counts here at once.
        app.client("iam").delete_role_policy(RoleName="user", PolicyName="reach")
        with refused("AccessDenied"):
            client.put_object(Bucket=BUCKET, Key=f"{who}/a", Body=b"x")
        assert urllib.request.urlopen(f"{gateway}/-/health/live", timeout=30).read() == b"live"
        asked = {"access-control-request-method": "PUT", "access-control-request-headers": "authorization"}
        for origin, status in (("https://app.example.com", 200), ("https://evil.example.com", 403)):
            question = urllib.request.Request(
                f"{gateway}/{BUCKET}/{who}/a", method="OPTIONS", headers={"origin": origin, **asked}
            )
            try:
                answer = urllib.request.urlopen(question, timeout=30)
            except urllib.error.HTTPError as error:
                answer = error
            assert answer.status == status
            assert answer.headers.get("access-control-allow-origin") == (origin if status == 200 else None)
    finally:
        process.terminate()
        assert process.wait(30) == 0
        process.stdout.close()


def test_checksums_come_after_the_body_over_tls(configure, serve, tmp_path, store):
    configure()
    certificate, key = make_certificate(tmp_path, "gateway")
    server = serve("--tls-cert", str(certificate), "--tls-key", str(key), scheme="https")
    app = App(server, verify=str(certificate))
    who, credentials = app.person()
    client = s3(server.ready["gateway"], credentials, verify=str(certificate))
    content = os.urandom(300_000)
    client.put_object(Bucket=BUCKET, Key=f"{who}/a", Body=content)
    assert store.s3.get_object(Bucket=BUCKET, Key=f"{who}/a")["Body"].read() == content
    client.put_object(Bucket=BUCKET, Key=f"{who}/b", Body=content, ChecksumAlgorithm="SHA256")
    got = client.get_object(Bucket=BUCKET, Key=f"{who}/b")
    assert got["Body"].read() == content
    client.put_object(Bucket=BUCKET, Key=f"{who}/empty", Body=b"")
    assert client.get_object(Bucket=BUCKET, Key=f"{who}/empty")["Body"].read() == b""
    app.grant("user", [statement("s3:*", "*", Bool={"aws:SecureTransport": "true"})])
    assert client.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 3


def test_a_store_that_is_away_is_said_to_be(app, server, store):
    who, credentials = app.person()
    client = s3(server.ready["gateway"], credentials)
    client.put_object(Bucket=BUCKET, Key=f"{who}/a", Body=b"x")
    store.process.kill()
    store.process.wait()
    with refused("ServiceUnavailable", 503):
        client.get_object(Bucket=BUCKET, Key=f"{who}/a")
    with refused("AccessDenied"):
        client.get_object(Bucket=BUCKET, Key="other/a")
