"""Errors as boto3 sees them, and as they are on the wire."""

import json
import re
import urllib.error
import urllib.request
import uuid

import pytest
from people import Person, Server, refused

TARGET = "AWSCognitoIdentityProviderService."


def post(target, body, **headers):
    """One request without an SDK: status, headers, body."""
    request = urllib.request.Request(
        Server.endpoint + "/",
        data=body,
        headers={"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target, **headers},
    )
    return exchange(request)


def exchange(request):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


def check_error(answer, name):
    status, headers, body = answer
    assert status == 400
    assert headers["Content-Type"] == "application/x-amz-json-1.1"
    assert headers["x-amzn-ErrorType"].split(":")[0] == name
    assert uuid.UUID(headers["x-amzn-RequestId"])
    error = json.loads(body)
    assert error["__type"] == name
    return error.get("message")


def test_an_error_on_the_wire(pool):
    body = {"ClientId": pool.client.id, "Username": Person().username, "ConfirmationCode": "123456"}
    answer = post(TARGET + "ConfirmSignUp", json.dumps(body).encode())
    assert check_error(answer, "UserNotFoundException") == "Username/client id combination not found."


def test_a_request_that_breaks_constraints_is_told_which(idp, pool):
    with refused(
        "InvalidParameterException",
        "1 validation error detected: Value 'us east' at 'userPoolId' failed to satisfy constraint: "
        r"Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+",
    ):
        idp.describe_user_pool(UserPoolId="us east")
    answer = post(TARGET + "InitiateAuth", json.dumps({"ClientId": pool.client.id}).encode())
    assert check_error(answer, "InvalidParameterException") == (
        "1 validation error detected: Value null at 'authFlow' failed to satisfy constraint: Member must not be null"
    )


def test_every_broken_constraint_is_told_at_once(pool):
    body = {"AccessToken": "x", "AttributeName": "", "Code": "a code with spaces"}
    message = check_error(post(TARGET + "VerifyUserAttribute", json.dumps(body).encode()), "InvalidParameterException")
    assert re.match(r"[0-9]+ validation errors detected: ", message)
    assert "Value '' at 'attributeName' failed to satisfy constraint: " in message
    assert "Value 'a code with spaces' at 'code' failed to satisfy constraint: " in message


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b'{"ClientId": ["x"], "AuthFlow": "USER_SRP_AUTH"}', b'{"ClientId": "\xff"}'],
    ids=["cut off", "a list", "a list for a text", "not UTF-8"],
)
def test_a_body_that_cannot_be_read(body):
    check_error(post(TARGET + "InitiateAuth", body), "SerializationException")


@pytest.mark.parametrize("target", [TARGET + "TurnIntoGold", "SomethingElse.SignUp", ""])
def test_an_operation_that_nobody_knows(target):
    check_error(post(target, b"{}"), "UnknownOperationException")


def test_a_page_in_a_browser_may_call():
    asked = "content-type,x-amz-target,x-amz-user-agent,cache-control"
    preflight = urllib.request.Request(
        Server.endpoint + "/",
        method="OPTIONS",
        headers={
            "Origin": "https://app.example.com",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": asked,
        },
    )
    status, headers, _ = exchange(preflight)
    assert status == 200
    assert headers["access-control-allow-origin"] in ("*", "https://app.example.com")
    assert "POST" in headers["access-control-allow-methods"]
    allowed = {name.strip().lower() for name in headers["access-control-allow-headers"].split(",")}
    assert set(asked.split(",")) <= allowed

    _, headers, _ = post(TARGET + "InitiateAuth", b"{}", Origin="https://app.example.com")
    assert headers["access-control-allow-origin"] in ("*", "https://app.example.com")
    exposed = {name.strip().lower() for name in headers["access-control-expose-headers"].split(",")}
    assert {"x-amzn-requestid", "x-amzn-errortype"} <= exposed
