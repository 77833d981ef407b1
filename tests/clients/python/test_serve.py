"""`cenote serve`: an administrator's call counts only with a good signature of a key it knows."""

import contextlib
import datetime
import json
import urllib.error
import urllib.request

import boto3
import botocore.auth
import pytest
from botocore import UNSIGNED
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.exceptions import ClientError
from people import Server

KNOWN = Server.ready["root_access_key"]["access_key_id"]
SECRET = Server.ready["root_access_key"]["secret_access_key"]


@contextlib.contextmanager
def unauthenticated(code):
    with pytest.raises(ClientError) as caught:
        yield
    assert caught.value.response["Error"]["Code"] == code, caught.value.response["Error"]
    assert 400 <= caught.value.response["ResponseMetadata"]["HTTPStatusCode"] < 500


def client(key=KNOWN, secret=SECRET, **settings):
    return boto3.client("cognito-idp", aws_access_key_id=key, aws_secret_access_key=secret, **settings)


def test_the_root_key_opens():
    assert "UserPools" in client().list_user_pools(MaxResults=1)


def test_no_credentials():
    with unauthenticated("MissingAuthenticationTokenException"):
        client(config=Config(signature_version=UNSIGNED)).list_user_pools(MaxResults=1)


def test_an_unknown_key():
    with unauthenticated("UnrecognizedClientException"):
        client(key="AKIAIOSFODNN7EXAMPLE").list_user_pools(MaxResults=1)


def test_a_wrong_secret():
    with unauthenticated("InvalidSignatureException"):
        client(secret=SECRET[::-1]).list_user_pools(MaxResults=1)


@pytest.mark.parametrize("minutes", [-60, 60])
def test_a_clock_that_is_wrong(monkeypatch, minutes):
    now = botocore.auth.get_current_datetime
    shift = datetime.timedelta(minutes=minutes)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda **of: now(**of) + shift)
    with unauthenticated("InvalidSignatureException"):
        client().list_user_pools(MaxResults=1)


def test_a_clock_that_is_a_little_off(monkeypatch):
    now = botocore.auth.get_current_datetime
    shift = datetime.timedelta(minutes=3)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda **of: now(**of) - shift)
    assert "UserPools" in client().list_user_pools(MaxResults=1)


def signed(body=b'{"MaxResults":1}', service="cognito-idp"):
    request = AWSRequest(
        method="POST",
        url=Server.endpoint + "/",
        data=body,
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "AWSCognitoIdentityProviderService.ListUserPools",
        },
    )
    credentials = boto3.Session(KNOWN, SECRET).get_credentials()
    SigV4Auth(credentials, service, "us-east-1").add_auth(request)
    return request.prepare()


def send(prepared, body=None):
    """The error's name, or None."""
    headers = {name: value for name, value in prepared.headers.items() if name != "Content-Length"}
    request = urllib.request.Request(prepared.url, data=body or prepared.body, headers=headers, method="POST")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request):
            return None
    except urllib.error.HTTPError as answer:
        return json.load(answer)["__type"]


def test_the_signature_covers_the_body_the_operation_and_the_service():
    assert send(signed()) is None
    assert send(signed(), body=b'{"MaxResults":2}') == "InvalidSignatureException"

    another = signed()
    another.headers["X-Amz-Target"] = "AWSCognitoIdentityProviderService.CreateUserPool"
    assert send(another, body=b'{"PoolName":"p"}') == "InvalidSignatureException"

    assert send(signed(service="s3")) == "InvalidSignatureException"


def test_a_signature_with_a_part_missing():
    broken = signed()
    broken.headers["Authorization"] = broken.headers["Authorization"].split(", Signature=")[0]
    assert send(broken) == "IncompleteSignatureException"
