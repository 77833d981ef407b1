"""Changes of datasets on their way out: streams to a file, a server and what speaks as Kinesis does, over kills; push by
signed requests and server-sent events."""

import base64
import hashlib
import hmac
import json
import os
import subprocess
import threading
import time
import urllib.error
import urllib.request
import uuid

import boto3
import pytest
from botocore.config import Config
from test_functions_elsewhere import SECRET, StandIn

STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/changes"
APPLICATION = "arn:aws:sns:us-east-1:000000000000:app/GCM/app"
KEYS = {"access_key_id": "AKIAEXAMPLE", "secret_access_key": "a secret"}
PATIENCE = 90


@pytest.fixture
def there():
    stand_in = StandIn()
    yield stand_in
    stand_in.close()


def settings(tmp_path, arn, **values):
    lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in values.items())
    path = tmp_path / "cenote.toml"
    path.write_text(f'[functions."{arn}"]\n{lines}\n')
    path.chmod(0o600)
    return ["--config", str(path)]


class App:
    """An identity of a pool, by the key of the account."""

    def __init__(self, server, key):
        self.server, self.key = server, key
        self.where = None

    def client(self, service):
        return boto3.client(
            service,
            endpoint_url=self.server.endpoint,
            region_name="us-east-1",
            aws_access_key_id=self.key["access_key_id"],
            aws_secret_access_key=self.key["secret_access_key"],
            config=Config(retries={"total_max_attempts": 1}),
        )

    def begin(self, **configuration):
        identity = self.client("cognito-identity")
        made = identity.create_identity_pool(IdentityPoolName="app", AllowUnauthenticatedIdentities=True)
        pool = made["IdentityPoolId"]
        who = identity.get_id(IdentityPoolId=pool)["IdentityId"]
        self.where = {"IdentityPoolId": pool, "IdentityId": who}
        self.client("cognito-sync").set_identity_pool_configuration(IdentityPoolId=pool, **configuration)
        return self

    def put(self, dataset, key, value, count=0, **more):
        sync = self.client("cognito-sync")
        where = {**self.where, "DatasetName": dataset}
        token = sync.list_records(**where)["SyncSessionToken"]
        patch = {"Op": "replace", "Key": key, "Value": value, "SyncCount": count}
        sync.update_records(**where, SyncSessionToken=token, RecordPatches=[patch], **more)


STREAMING = {"CognitoStreams": {"StreamName": "changes", "StreamingStatus": "ENABLED"}}


def until(look, what):
    """Waits for what another process does in its own time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        threading.Event().wait(0.05)
    raise AssertionError(f"{what} did not come")


def test_a_stream_survives_kills_in_order(serve, tmp_path):
    changes = tmp_path / "changes.jsonl"
    more = settings(tmp_path, STREAM, file=str(changes))
    server = serve(*more)
    app = App(server, server.ready["root_access_key"]).begin(**STREAMING)
    for round_ in range(4):
        for count in range(5):
            app.put("prefs", "k", f"{round_}-{count}", round_ * 5 + count)
        # What was acknowledged is told, whenever the process ends.
        server.process.kill()
        server.process.wait()
        server = app.server = serve(*more)

    def told():
        lines = changes.read_text().splitlines() if changes.exists() else []
        counts = [json.loads(line)["syncCount"] for line in lines]
        return counts if 20 in counts else None

    counts = until(told, "the last change")
    # At least once, and each for the first time after all before it.
    assert list(dict.fromkeys(counts)) == list(range(1, 21))
    values = [json.loads(line)["kinesisSyncRecords"][0]["value"] for line in changes.read_text().splitlines()]
    assert values[-1] == "3-4"


def test_a_stream_goes_to_what_speaks_as_kinesis_does(serve, tmp_path, there):
    more = settings(tmp_path, STREAM, kinesis=there.url, region="eu-west-1", allow_private=True, **KEYS)
    server = serve(*more)
    app = App(server, server.ready["root_access_key"]).begin(**STREAMING)
    put = lambda _: b'{"SequenceNumber":"1","ShardId":"shard-0"}'
    there.answers = [(400, {}, b'{"__type":"ProvisionedThroughputExceededException"}'), (200, {}, put), (200, {}, put)]
    app.put("prefs", "a", "1")
    app.put("prefs", "b", "2")
    until(lambda: len(there.requests) >= 3, "the changes")
    bodies = [json.loads(body) for _, _, body in there.requests]
    assert {(body["StreamName"], body["PartitionKey"]) for body in bodies} == {("changes", app.where["IdentityId"])}
    assert [json.loads(base64.b64decode(body["Data"]))["syncCount"] for body in bodies] == [1, 1, 2]
    _, headers, _ = there.requests[0]
    assert headers["x-amz-target"] == "Kinesis_20131202.PutRecord"
    assert "/eu-west-1/kinesis/aws4_request" in headers["authorization"]


def test_devices_are_told_by_signed_requests_and_by_events(serve, tmp_path, there):
    more = settings(tmp_path, APPLICATION, url=there.url, secret=SECRET, allow_private=True)
    server = serve(*more, "--sync-devices-by-administrators")
    app = App(server, server.ready["root_access_key"])
    app.begin(PushSync={"ApplicationArns": [APPLICATION], "RoleArn": "arn:aws:iam::000000000000:role/push"})
    there.answers = [(200, {}, b""), (200, {}, b"")]
    app.put("prefs", "a", "1")
    sync = app.client("cognito-sync")
    devices = [
        sync.register_device(**app.where, Platform="GCM", Token=token)["DeviceId"] for token in ("one", "two")
    ]
    for device in devices:
        sync.subscribe_to_dataset(**app.where, DatasetName="prefs", DeviceId=device)
    events = urllib.request.urlopen(f"{server.endpoint}/sync/devices/{devices[0]}/events", timeout=30)
    assert events.headers["content-type"] == "text/event-stream"

    def next_event():
        for line in events:
            if line.startswith(b"data: "):
                return json.loads(line[6:])
        raise AssertionError("the events have ended")

    assert next_event()["syncCount"] == 1
    app.put("prefs", "a", "2", 1, DeviceId=devices[1])
    expected = {"source": "CognitoSync", "datasetName": "prefs", "syncCount": 2}
    expected |= {"identityPoolId": app.where["IdentityPoolId"], "identityId": app.where["IdentityId"]}
    assert next_event() == expected
    until(lambda: there.requests, "the request")
    _, headers, body = there.requests[0]
    told = json.loads(body)
    assert (told["token"], told["deviceId"], told["message"]) == ("one", devices[0], {"data": expected})
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = base64.b64encode(hmac.new(base64.b64decode(SECRET), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mac}"
    unknown = pytest.raises(urllib.error.HTTPError, urllib.request.urlopen, f"{server.endpoint}/sync/devices/none/events")
    assert unknown.value.code == 404


SERVER = os.environ.get("CENOTE_TEST_POSTGRES")


def test_a_stream_goes_to_a_table_once(serve, tmp_path):
    if not SERVER:
        assert not os.environ.get("CI"), "CI needs CENOTE_TEST_POSTGRES"
        pytest.skip("no PostgreSQL: CENOTE_TEST_POSTGRES names one")

    def ask(sql):
        command = ["psql", SERVER, "--no-psqlrc", "--set=ON_ERROR_STOP=1", "-qAt", "-c", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()

    table = f"changes_{uuid.uuid4().hex}"
    server = serve(*settings(tmp_path, STREAM, postgres=SERVER, table=table))
    app = App(server, server.ready["root_access_key"]).begin(**STREAMING)
    try:
        app.put("prefs", "a", "1\u0000")
        app.put("notes", "b", "2")

        def rows():
            found = ask(f"SELECT dataset, sync_count, operation, identity_id FROM {table} ORDER BY arrived")
            return found if len(found) == 2 else None

        until(lambda: ask(f"SELECT to_regclass('{table}')") != [""], "the table")
        who = app.where["IdentityId"]
        assert until(rows, "the rows") == [f"prefs|1|replace|{who}", f"notes|1|replace|{who}"]
        (event,) = ask(f"SELECT event FROM {table} WHERE dataset = 'prefs'")
        assert json.loads(event)["kinesisSyncRecords"][0]["value"] == "1\u0000"
    finally:
        ask(f"DROP TABLE IF EXISTS {table}")
