"""A `cenote dev` whose pools have one function for every trigger, that of tests/clients/functions, and boto3 to use them."""

import json
import os
import urllib.parse
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import jwt
import pytest
from botocore.exceptions import ClientError
from conftest import LogWatch
from test_functions import PREFIX, Place

HANDLERS = Path(__file__).resolve().parent.parent / "clients/functions"
ARN = PREFIX + "triggers"
PASSWORD = "Right-pass-1"
TRIGGERS = [
    "PreSignUp",
    "PostConfirmation",
    "PreAuthentication",
    "PostAuthentication",
    "CustomMessage",
    "DefineAuthChallenge",
    "CreateAuthChallenge",
    "VerifyAuthChallengeResponse",
    "UserMigration",
]
FLOWS = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
# AWS takes a function's words for e-mail where the pool sends by an account of its own.
SENDER = {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com"}


def program(language):
    """What runs the function, as cenote.toml says it."""
    if language == "rust":
        if "CENOTE_TEST_PEER" not in os.environ:
            pytest.skip("./check builds it and names it")
        return {"command": [str(Path(os.environ["CENOTE_TEST_PEER"]).with_name("triggers"))]}
    return {"handler": "triggers.handler", "runtime": language, "folder": str(HANDLERS)}


class Triggered(Place):
    """The server, the pools that a test makes, and what their function was told."""

    def __init__(self, start, folder, language):
        self.events_file = folder / "events.jsonl"
        function = {**program(language), "environment": {"EVENTS": str(self.events_file)}}
        # Codes come bare; test_code_senders.py opens encrypted ones.
        functions = {"triggers": function, "impatient": {**function, "timeout_ms": 2000}}
        super().__init__(start, folder, functions, CENOTE_ALLOW_PLAIN_CODES="true")
        self.read = 0

    def pool(self, version=None, senders=None, **settings):
        """A pool that asks of everything, of tokens in this version; its id and an app client's."""
        config = {trigger: ARN for trigger in TRIGGERS} | (senders or {})
        if version:
            config["PreTokenGenerationConfig"] = {"LambdaVersion": version, "LambdaArn": ARN}
        pool = self.idp.create_user_pool(
            PoolName="p",
            AutoVerifiedAttributes=["email"],
            EmailConfiguration=SENDER,
            LambdaConfig=config,
            **settings,
        )["UserPool"]["Id"]
        return pool, self.app(pool)

    def app(self, pool, **settings):
        settings = {"ClientName": "c", "ExplicitAuthFlows": FLOWS, **settings}
        client = self.idp.create_user_pool_client(UserPoolId=pool, **settings)
        return client["UserPoolClient"]["ClientId"]

    def user(self, pool, name, **attributes):
        """A confirmed user; what the function was told of that is passed over."""
        attributes = {"email": f"{name}@example.com", "email_verified": "true", **attributes}
        self.idp.admin_create_user(UserPoolId=pool, Username=name, UserAttributes=pairs(attributes), MessageAction="SUPPRESS")
        self.idp.admin_set_user_password(UserPoolId=pool, Username=name, Password=PASSWORD, Permanent=True)
        self.told()

    def sign_in(self, client, name, password=PASSWORD, **more):
        parameters = {"USERNAME": name, "PASSWORD": password}
        return self.idp.initiate_auth(ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters, **more)

    def told(self):
        """The events since the last look, in their order."""
        lines = self.events_file.read_text().splitlines() if self.events_file.exists() else []
        new, self.read = lines[self.read :], len(lines)
        return [json.loads(line) for line in new]

    def sources(self):
        return [event["triggerSource"] for event in self.told()]

    def first(self, source):
        """The first event of this source, waited for: nobody waits for a sender."""
        return json.loads(LogWatch(SimpleNamespace(log_file=self.events_file)).until(f'"{source}"'))

    def mails(self, address):
        """The messages to an address, newest first."""
        url = f"{self.server.endpoint}/mailbox/messages?{urllib.parse.urlencode({'to': address})}"
        return json.loads(urllib.request.urlopen(url).read())

    def mail(self, address):
        return self.mails(address)[0]


def pairs(attributes):
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def attributes_of(user):
    return {one["Name"]: one["Value"] for one in user["UserAttributes"]}


def refused(operation, **given):
    """Code and message with which an operation is refused."""
    with pytest.raises(ClientError) as error:
        operation(**given)
    return f"{error.value.response['Error']['Code']}: {error.value.response['Error']['Message']}"


def claims(answer):
    """The claims of the ID token and of the access token."""
    tokens = answer["AuthenticationResult"]
    return [jwt.decode(tokens[name], options={"verify_signature": False}) for name in ("IdToken", "AccessToken")]


def check_shape(event, source, pool, client, name, version="1"):
    """What every event holds beside its request and response."""
    rest = {key: value for key, value in event.items() if key not in ("request", "response")}
    assert rest == {
        "version": version,
        "triggerSource": source,
        "region": "us-east-1",
        "userPoolId": pool,
        "userName": name,
        "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": client},
    }
