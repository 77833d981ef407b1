"""What real functions make of sign-ups and sign-ins: one handler for every trigger, in Python."""

import base64
import json
import socket

import jwt
import pytest
from botocore.exceptions import ClientError
from test_functions import PREFIX, Place

EVERY = """
import json, os, socket

def every(event, context):
    source, request, response = event["triggerSource"], event["request"], event["response"]
    if source == "PreSignUp_SignUp":
        if request["userAttributes"]["email"].endswith("@blocked.example"):
            raise ValueError("that address is not welcome")
        response["autoConfirmUser"] = response["autoVerifyEmail"] = True
    elif source == "TokenGeneration_Authentication":
        response["claimsOverrideDetails"] = {"claimsToAddOrOverride": {"favourite": "blue"}}
    elif source == "UserMigration_Authentication" and request["password"] == "Right-pass-1":
        response.update(userAttributes={"email": "old@example.com", "email_verified": "true"}, finalUserStatus="CONFIRMED", messageAction="SUPPRESS")
    elif source.startswith("CustomEmailSender_"):
        with socket.create_connection(("127.0.0.1", int(os.environ["TEST_PORT"]))) as line:
            line.sendall(json.dumps([source, request["code"], event["userName"]]).encode())
    return event
"""

TRIGGERS = ["PreSignUp", "PostConfirmation", "PreAuthentication", "PostAuthentication", "PreTokenGeneration", "UserMigration"]


@pytest.fixture
def here(start, tmp_path):
    (tmp_path / "fn").mkdir()
    (tmp_path / "fn/index.py").write_text(EVERY)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        environment = {"TEST_PORT": str(listener.getsockname()[1])}
        function = {"handler": "index.every", "folder": "fn", "environment": environment}
        place = Place(start, tmp_path, {"every": function}, flags=["--allow-plain-codes"])
        place.listener = listener
        yield place


def pool_with(here, config):
    pool = here.idp.create_user_pool(PoolName="p", LambdaConfig=config, AutoVerifiedAttributes=["email"])["UserPool"]["Id"]
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    client = here.idp.create_user_pool_client(UserPoolId=pool, ClientName="c", ExplicitAuthFlows=flows)["UserPoolClient"]
    return pool, client["ClientId"]


def sign_up(here, client, name, domain="example.com"):
    attributes = [{"Name": "email", "Value": f"{name}@{domain}"}]
    return here.idp.sign_up(ClientId=client, Username=name, Password="Right-pass-1", UserAttributes=attributes)


def test_functions_judge_confirm_migrate_and_add_claims(here):
    pool, client = pool_with(here, {trigger: PREFIX + "every" for trigger in TRIGGERS})
    with pytest.raises(ClientError) as refused:
        sign_up(here, client, "mallory", "blocked.example")
    error = refused.value.response["Error"]
    assert error["Code"] == "UserLambdaValidationException"
    assert error["Message"] == "PreSignUp failed with error that address is not welcome."
    assert sign_up(here, client, "alice")["UserConfirmed"] is True
    for name in ("alice", "moved"):
        parameters = {"USERNAME": name, "PASSWORD": "Right-pass-1"}
        tokens = here.idp.initiate_auth(ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters)
        identity = jwt.decode(tokens["AuthenticationResult"]["IdToken"], options={"verify_signature": False})
        assert identity["favourite"] == "blue" and identity["cognito:username"] == name
    users = here.idp.list_users(UserPoolId=pool)["Users"]
    assert sorted(user["Username"] for user in users) == ["alice", "moved"]


def test_a_function_sends_the_code_and_nobody_waits_for_it(here):
    sender = {"LambdaVersion": "V1_0", "LambdaArn": PREFIX + "every"}
    key = "arn:aws:kms:us-east-1:000000000000:key/1a2b3c4d"
    client = pool_with(here, {"CustomEmailSender": sender, "KMSKeyID": key})[1]
    sign_up(here, client, "alice")
    here.listener.settimeout(30)
    line, _ = here.listener.accept()
    with line, line.makefile("rb") as read:
        source, code, name = json.loads(read.read())
    assert (source, name) == ("CustomEmailSender_SignUp", "alice")
    code = code if code.isdigit() else base64.b64decode(code).decode()
    here.idp.confirm_sign_up(ClientId=client, Username="alice", ConfirmationCode=code)
