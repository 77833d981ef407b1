"""boto3: datasets of an identity, by its own temporary credentials and by an administrator's."""

import json
import uuid

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

OWN = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "cognito-sync:*",
            "Resource": "arn:aws:cognito-sync:*:*:identitypool/${cognito-identity.amazonaws.com:aud}"
            "/identity/${cognito-identity.amazonaws.com:sub}/*",
        }
    ],
}


@pytest.fixture(scope="module")
def sync():
    return boto3.client("cognito-sync")


@pytest.fixture
def identity_pool():
    identity = boto3.client("cognito-identity")
    made = identity.create_identity_pool(IdentityPoolName="app", AllowUnauthenticatedIdentities=True)
    pool = made["IdentityPoolId"]
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": pool}},
            }
        ],
    }
    iam, name = boto3.client("iam"), f"guests-{uuid.uuid4()}"
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    iam.put_role_policy(RoleName=name, PolicyName="sync", PolicyDocument=json.dumps(OWN))
    identity.set_identity_pool_roles(IdentityPoolId=pool, Roles={"unauthenticated": role})
    return pool


class Guest:
    """A guest of a pool with a client of its own."""

    def __init__(self, pool):
        app = boto3.client("cognito-identity", config=Config(signature_version=UNSIGNED))
        who = app.get_id(IdentityPoolId=pool)["IdentityId"]
        got = app.get_credentials_for_identity(IdentityId=who)["Credentials"]
        self.where = {"IdentityPoolId": pool, "IdentityId": who}
        self.sync = boto3.client(
            "cognito-sync",
            aws_access_key_id=got["AccessKeyId"],
            aws_secret_access_key=got["SecretKey"],
            aws_session_token=got["SessionToken"],
        )

    def push(self, dataset, *patches, **more):
        where = {**self.where, "DatasetName": dataset}
        token = self.sync.list_records(**where)["SyncSessionToken"]
        return self.sync.update_records(**where, SyncSessionToken=token, RecordPatches=list(patches), **more)


def refused(call):
    with pytest.raises(ClientError) as caught:
        call()
    return caught.value


def put(key, value, count=0):
    return {"Op": "replace", "Key": key, "Value": value, "SyncCount": count}


def test_a_guest_synchronises_its_datasets(identity_pool, sync):
    guest = Guest(identity_pool)
    where = {**guest.where, "DatasetName": "prefs"}
    changed = guest.push("prefs", put("theme/dark +%", "1 \u00fc \U0001f600"), put("size", "7"))["Records"]
    assert [record["SyncCount"] for record in changed] == [1, 1]
    listed = guest.sync.list_records(**where, LastSyncCount=0, MaxResults=1)
    assert (listed["Count"], listed["DatasetSyncCount"], listed["DatasetExists"]) == (1, 1, True)
    rest = guest.sync.list_records(**where, LastSyncCount=0, NextToken=listed["NextToken"])
    records = {record["Key"]: record["Value"] for record in listed["Records"] + rest["Records"]}
    assert records == {"theme/dark +%": "1 \u00fc \U0001f600", "size": "7"}
    conflict = refused(lambda: guest.push("prefs", put("size", "8")))
    assert conflict.response["Error"]["Code"] == "ResourceConflictException"
    assert conflict.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    guest.push("prefs", {"Op": "remove", "Key": "size", "SyncCount": 1})
    dataset = guest.sync.describe_dataset(**where)["Dataset"]
    assert (dataset["NumRecords"], dataset["LastModifiedBy"]) == (1, guest.where["IdentityId"])
    assert [found["DatasetName"] for found in guest.sync.list_datasets(**guest.where)["Datasets"]] == ["prefs"]
    # An administrator sees what there is, and the usage.
    assert sync.list_records(**where)["Count"] == 1
    assert sync.describe_identity_usage(**guest.where)["IdentityUsage"]["DatasetCount"] == 1
    usage = sync.describe_identity_pool_usage(IdentityPoolId=identity_pool)["IdentityPoolUsage"]
    assert usage["DataStorage"] == dataset["DataStorage"] and usage["SyncSessionsCount"] >= 3
    pools = [usage["IdentityPoolId"] for usage in sync.list_identity_pool_usage(MaxResults=60)["IdentityPoolUsages"]]
    assert pools
    guest.sync.delete_dataset(**where)
    gone = refused(lambda: guest.sync.describe_dataset(**where))
    assert gone.response["Error"]["Code"] == "ResourceNotFoundException"
    assert gone.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_a_guest_reaches_nobody_else(identity_pool):
    guest, other = Guest(identity_pool), Guest(identity_pool)
    other.push("prefs", put("a", "1"))
    denied = refused(lambda: guest.sync.list_records(**other.where, DatasetName="prefs"))
    assert denied.response["Error"]["Code"] in ("NotAuthorizedException", "AccessDeniedException")
    assert denied.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    denied = refused(lambda: guest.sync.list_identity_pool_usage())
    assert denied.response["ResponseMetadata"]["HTTPStatusCode"] == 403
