"""The gateway before a DynamoDB-compatible store: each person reaches their own rows, whatever the request."""

import contextlib
import json
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from guarded import REGION, SUB, App, statement

# The store, from npm.
SUITE = Path(__file__).resolve().parents[1] / "clients/node"
BEGIN = """
const store = require('dynalite')({ createTableMs: 0 });
store.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${store.address().port}`));
"""

CONFIG = """
[gateway]
listen = "127.0.0.1:0"

[gateway.backends.tables]
service = "dynamodb"
endpoint = "{endpoint}"
allow_private = true
access_key_id = "STOREKEY"
secret_access_key = "secret-of-the-store"
"""

GAMES = f"arn:aws:dynamodb:{REGION}:000000000000:table/Games"
OWN = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": [SUB]}}


def dynamodb(endpoint, credentials):
    return boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretKey"],
        aws_session_token=credentials.get("SessionToken"),
        config=Config(retries={"total_max_attempts": 1}),
    )


def row(who, title="chess", **more):
    return {"UserId": {"S": who}, "Title": {"S": title}, **more}


@pytest.fixture
def store(tmp_path):
    process = subprocess.Popen(["node", "-e", BEGIN], cwd=SUITE, stdout=subprocess.PIPE, text=True)
    endpoint = process.stdout.readline().strip()
    assert endpoint, f"dynalite did not start: is the Node suite at {SUITE} installed?"
    client = dynamodb(endpoint, {"AccessKeyId": "STOREKEY", "SecretKey": "secret-of-the-store"})
    index = {
        "IndexName": "ByTitle",
        "KeySchema": [
            {"AttributeName": "Title", "KeyType": "HASH"},
            {"AttributeName": "UserId", "KeyType": "RANGE"},
        ],
        "Projection": {"ProjectionType": "ALL"},
    }
    for table in ("Games", "Other"):
        client.create_table(
            TableName=table,
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("UserId", "Title")],
            KeySchema=[
                {"AttributeName": "UserId", "KeyType": "HASH"},
                {"AttributeName": "Title", "KeyType": "RANGE"},
            ],
            GlobalSecondaryIndexes=[index],
            BillingMode="PAY_PER_REQUEST",
        )
        client.get_waiter("table_exists").wait(TableName=table)
    yield client
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def server(store, serve, tmp_path):
    file = tmp_path / "cenote.toml"
    file.write_text(CONFIG.format(endpoint=store.meta.endpoint_url))
    file.chmod(0o600)
    return serve()


@contextlib.contextmanager
def refused(code="AccessDeniedException", status=400):
    with pytest.raises(ClientError) as error:
        yield
    response = error.value.response
    assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == (code, status)


def everything(store, table="Games"):
    return sorted(json.dumps(item, sort_keys=True) for item in store.scan(TableName=table)["Items"])


def test_each_person_reaches_their_own_rows_and_no_others(server, store):
    app = App(server, user=[statement("dynamodb:*", [GAMES, f"{GAMES}/index/*"], **OWN)], guest=[])
    (me, mine), (other, theirs) = app.person(), app.person()
    me_client, other_client = dynamodb(server.ready["gateway"], mine), dynamodb(server.ready["gateway"], theirs)
    for who, client in ((me, me_client), (other, other_client)):
        client.put_item(TableName="Games", Item=row(who, Wins={"N": "1"}))
        got = client.get_item(TableName="Games", Key=row(who))["Item"]
        assert got["Wins"] == {"N": "1"}
        change = client.update_item(
            TableName="Games",
            Key=row(who),
            UpdateExpression="SET #w = #w + :one",
            ExpressionAttributeNames={"#w": "Wins"},
            ExpressionAttributeValues={":one": {"N": "1"}},
            ReturnValues="UPDATED_NEW",
        )
        assert change["Attributes"] == {"Wins": {"N": "2"}}
        found = client.query(
            TableName="Games",
            KeyConditionExpression="#u = :u AND begins_with(Title, :t)",
            ExpressionAttributeNames={"#u": "UserId"},
            ExpressionAttributeValues={":u": {"S": who}, ":t": {"S": "ch"}},
        )
        assert [item["UserId"]["S"] for item in found["Items"]] == [who]
    before = everything(store)
    assert len(before) == 2

    client = me_client
    key = row(other)
    with refused():
        client.get_item(TableName="Games", Key=key)
    with refused():
        client.put_item(TableName="Games", Item=row(other, "stolen"))
    with refused():
        client.delete_item(TableName="Games", Key=key)
    with refused():
        client.update_item(
            TableName="Games",
            Key=key,
            UpdateExpression="SET Wins = :n",
            ExpressionAttributeValues={":n": {"N": "9"}},
        )
    values = {":u": {"S": other}, ":me": {"S": me}, ":t": {"S": "chess"}}

    def query(condition, *names, **more):
        given = {name: values[name] for name in names}
        return client.query(
            TableName="Games", KeyConditionExpression=condition, ExpressionAttributeValues=given, **more
        )

    for condition, names, more in [
        ("UserId = :u", (":u",), {}),
        ("(UserId = :u)", (":u",), {}),
        ("#k = :u AND Title = :t", (":u", ":t"), {"ExpressionAttributeNames": {"#k": "UserId"}}),
        ("Title = :t", (":t",), {"IndexName": "ByTitle"}),
        ("Title = :t AND UserId = :me", (":t", ":me"), {"IndexName": "ByTitle"}),
    ]:
        with refused():
            query(condition, *names, **more)
    with refused():
        client.query(
            TableName="Games",
            KeyConditions={"UserId": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": other}]}},
        )
    # Whose rows a scan touches cannot be told.
    with refused():
        client.scan(TableName="Games")
    with refused():
        client.scan(TableName="Games", FilterExpression="UserId = :me", ExpressionAttributeValues={":me": {"S": me}})
    # Of a plain statement they can: it goes on to the store, which does not know statements.
    for text, parameters in [
        (f"SELECT * FROM Games WHERE UserId = '{me}'", None),
        ('DELETE FROM "Games" WHERE Title = ? AND "UserId" = ?', ["chess", me]),
        ("UPDATE Games SET Wins = ? WHERE UserId = ? AND Title = 'chess'", ["9", me]),
        (f"INSERT INTO Games VALUE {{'UserId': '{me}', 'Title': ?}}", ["go"]),
    ]:
        given = {"Parameters": [{"S": one} for one in parameters]} if parameters else {}
        with refused("UnknownOperationException"):
            client.execute_statement(Statement=text, **given)
    for text, parameters in [
        ("SELECT * FROM Games", None),
        (f"SELECT * FROM Games WHERE UserId = '{other}'", None),
        (f"SELECT * FROM Games WHERE UserId = '{me}' OR Title = 'chess'", None),
        (f"SELECT * FROM Games WHERE NOT UserId = '{me}'", None),
        ('DELETE FROM "Games" WHERE Title = ? AND "UserId" = ?', [me, other]),
        (f"INSERT INTO Games VALUE {{'UserId': '{me}', 'UserId': '{other}'}}", None),
    ]:
        given = {"Parameters": [{"S": one} for one in parameters]} if parameters else {}
        with refused():
            client.execute_statement(Statement=text, **given)
    statements = [{"Statement": f"SELECT * FROM Games WHERE UserId = '{who}'"} for who in (me, other)]
    with refused():
        client.batch_execute_statement(Statements=statements)
    with refused():
        client.get_item(TableName="Other", Key=row(me))
    with refused():
        client.list_tables()

    # One foreign key refuses the whole batch.
    write = [{"PutRequest": {"Item": row(me, "go")}}, {"PutRequest": {"Item": row(other, "go")}}]
    with refused():
        client.batch_write_item(RequestItems={"Games": write})
    with refused():
        client.batch_write_item(RequestItems={"Games": write[:1], "Other": write[:1]})
    with refused():
        client.batch_get_item(RequestItems={"Games": {"Keys": [row(me), row(other)]}})
    with refused():
        client.transact_write_items(
            TransactItems=[
                {"Put": {"TableName": "Games", "Item": row(me, "go")}},
                {"Delete": {"TableName": "Games", "Key": row(other)}},
            ]
        )
    with refused():
        client.transact_get_items(
            TransactItems=[{"Get": {"TableName": "Games", "Key": row(who)}} for who in (me, other)]
        )
    assert everything(store) == before

    client.batch_write_item(RequestItems={"Games": write[:1]})
    got = client.batch_get_item(RequestItems={"Games": {"Keys": [row(me), row(me, "go")]}})
    assert len(got["Responses"]["Games"]) == 2
    client.delete_item(TableName="Games", Key=row(me, "go"))
    assert everything(store) == before
    _, guest = app.guest()
    with refused():
        dynamodb(server.ready["gateway"], guest).get_item(TableName="Games", Key=row(me))


def test_a_guest_reaches_their_own_rows_and_no_others(server, store):
    app = App(server, guest=[statement("dynamodb:*", GAMES, **OWN)])
    (me, mine), (other, theirs) = app.guest(), app.guest()
    client = dynamodb(server.ready["gateway"], mine)
    client.put_item(TableName="Games", Item=row(me))
    dynamodb(server.ready["gateway"], theirs).put_item(TableName="Games", Item=row(other))
    assert client.get_item(TableName="Games", Key=row(me))["Item"] == row(me)
    with refused():
        client.get_item(TableName="Games", Key=row(other))
    with refused():
        client.put_item(TableName="Games", Item=row(other, "stolen"))
    assert len(everything(store)) == 2


def test_policies_say_which_attributes_are_read_and_given_back(server, store):
    reads = {
        "ForAllValues:StringEquals": {
            "dynamodb:LeadingKeys": [SUB],
            "dynamodb:Attributes": ["UserId", "Title", "Wins"],
        },
        "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES", "dynamodb:ReturnValues": "NONE"},
    }
    actions = [f"dynamodb:{name}" for name in ("GetItem", "Query", "UpdateItem", "BatchGetItem")]
    app = App(server, user=[statement(actions, GAMES, **reads)], guest=[])
    who, credentials = app.person()
    client = dynamodb(server.ready["gateway"], credentials)
    store.put_item(TableName="Games", Item=row(who, Wins={"N": "3"}, Secret={"S": "s"}))
    got = client.get_item(TableName="Games", Key=row(who), ProjectionExpression="Wins")
    assert got["Item"] == {"Wins": {"N": "3"}}
    for more in ({}, {"ProjectionExpression": "Wins, Secret"}, {"AttributesToGet": ["Secret"]}):
        with refused():
            client.get_item(TableName="Games", Key=row(who), **more)
    with refused():
        client.get_item(
            TableName="Games",
            Key=row(who),
            ProjectionExpression="#s",
            ExpressionAttributeNames={"#s": "Secret"},
        )
    one = {":n": {"N": "4"}}
    client.update_item(
        TableName="Games", Key=row(who), UpdateExpression="SET Wins = :n", ExpressionAttributeValues=one
    )
    for more in (
        {"UpdateExpression": "SET Secret = :n"},
        {"UpdateExpression": "SET Wins = :n", "ConditionExpression": "Secret > :n"},
        {"UpdateExpression": "SET Wins = :n", "ReturnValues": "ALL_NEW"},
    ):
        with refused():
            client.update_item(TableName="Games", Key=row(who), ExpressionAttributeValues=one, **more)
    assert store.get_item(TableName="Games", Key=row(who))["Item"]["Secret"] == {"S": "s"}


def test_a_scan_is_for_whom_no_policy_ties_to_their_rows(server, store):
    other = GAMES.replace("Games", "Other")
    app = App(
        server,
        user=[statement("dynamodb:*", GAMES, **OWN), statement("dynamodb:Scan", [other, f"{other}/index/*"])],
        guest=[],
    )
    _, credentials = app.person()
    client = dynamodb(server.ready["gateway"], credentials)
    store.put_item(TableName="Other", Item=row("anybody"))
    assert client.scan(TableName="Other")["Count"] == 1
    assert client.scan(TableName="Other", IndexName="ByTitle")["Count"] == 1
    with refused():
        client.scan(TableName="Games")
    # Tables that are not there are nobody's to find out about.
    with refused():
        client.get_item(TableName="Nowhere", Key=row("x"))


def test_two_readings_of_one_request_are_none(server, store):
    app = App(server, user=[statement("dynamodb:GetItem", GAMES, **OWN)], guest=[])
    who, credentials = app.person()
    store.put_item(TableName="Games", Item=row("other", Wins={"N": "1"}))
    mine, theirs = json.dumps(row(who)), json.dumps(row("other"))

    def send(body):
        url = server.ready["gateway"] + "/"
        headers = {"content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.GetItem"}
        request = AWSRequest("POST", url, headers, body.encode())
        keys = Credentials(credentials["AccessKeyId"], credentials["SecretKey"], credentials["SessionToken"])
        SigV4Auth(keys, "dynamodb", REGION).add_auth(request)
        prepared = request.prepare()
        try:
            with urllib.request.urlopen(
                urllib.request.Request(url, prepared.body, dict(prepared.headers), method="POST"), timeout=30
            ) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    assert send(f'{{"TableName":"Games","Key":{mine}}}') == (200, {})
    for body in (
        f'{{"TableName":"Games","Key":{theirs},"Key":{mine}}}',
        f'{{"TableName":"Games","Key":{mine},"\\u004bey":{theirs}}}',
        f'{{"TableName":"Games","Key":{mine},"key":{theirs}}}',
        f'{{"TableName":"Games","Key":{{"UserId":{{"S":"{who}","S":"other"}},"Title":{{"S":"chess"}}}}}}',
    ):
        status, answer = send(body)
        assert status == 400 and "Item" not in answer, (body, answer)


def test_the_tags_of_a_table_decide(server, store):
    def tag(table, value):
        arn = store.describe_table(TableName=table)["Table"]["TableArn"]
        store.tag_resource(ResourceArn=arn, Tags=[{"Key": "team", "Value": value}])

    tag("Games", "blue")
    tables = GAMES.replace("Games", "*")
    actions = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem"]
    app = App(server, user=[statement(actions, tables, StringEquals={"aws:ResourceTag/team": "blue"})], guest=[])
    me, credentials = app.person()
    client = dynamodb(server.ready["gateway"], credentials)
    for table in ("Games", "Other"):
        store.put_item(TableName=table, Item=row(me))
    query = {
        "IndexName": "ByTitle",
        "KeyConditionExpression": "Title = :t",
        "ExpressionAttributeValues": {":t": {"S": "chess"}},
    }
    assert client.get_item(TableName="Games", Key=row(me))["Item"] == row(me)
    assert client.query(TableName="Games", **query)["Count"] == 1
    for table in ("Other", "Nowhere"):
        with refused():
            client.get_item(TableName=table, Key=row(me))
    with refused():
        client.batch_get_item(RequestItems={table: {"Keys": [row(me)]} for table in ("Games", "Other")})
    # A denial holds for what is tagged so, and for nothing else.
    secret = {**statement("dynamodb:*", "*", StringEquals={"aws:ResourceTag/team": "red"}), "Effect": "Deny"}
    app.grant("user", [statement(actions, tables), secret])
    assert client.get_item(TableName="Other", Key=row(me))["Item"] == row(me)
    tag("Other", "red")
    with refused():
        client.get_item(TableName="Other", Key=row(me))
    client.get_item(TableName="Games", Key=row(me))
