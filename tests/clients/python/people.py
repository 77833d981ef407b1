"""The server, its mail, and what every test starts from: a pool, an app client, a person."""

import base64
import hmac
import json
import os
import re
import secrets
import struct
import time
import urllib.parse
import urllib.request
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field

import jwt
import pytest
from botocore.exceptions import ClientError
from pycognito.aws_srp import AWSSRP

ALL_FLOWS = (
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
)


class Server:
    """Where the server is and how it was started, as the launcher says."""

    endpoint = os.environ["CENOTE_ENDPOINT"]
    mode = os.environ["CENOTE_MODE"]
    ready = json.loads(os.environ["CENOTE_READY"])
    mail_file = os.environ.get("CENOTE_MAIL_FILE")


class Mail:
    """What the server has sent: the mailbox of `dev`, the delivery file of `serve`."""

    def to(self, address):
        """The messages to an address, newest first."""
        if Server.mode == "dev":
            query = urllib.parse.urlencode({"to": address})
            return get_json(f"{Server.endpoint}/mailbox/messages?{query}")
        if not os.path.exists(Server.mail_file):
            return []  # The first message makes the file.
        with open(Server.mail_file, encoding="utf-8") as lines:
            messages = [json.loads(line) for line in lines]
        return [message for message in reversed(messages) if message["to"] == address]

    def latest(self, address):
        messages = self.to(address)
        assert messages, f"nothing was sent to {address}"
        return messages[0]

    def code(self, address):
        """The code in the newest message, which also stands in its text."""
        message = self.latest(address)
        assert re.fullmatch(r"[0-9]{6}", message["code"])
        assert message["code"] in message["text"]
        return message["code"]


@dataclass
class Person:
    """Somebody nobody else in the run is."""

    username: str = field(default_factory=lambda: f"person-{uuid.uuid4().hex[:12]}")
    password: str = field(default_factory=lambda: new_password())
    email: str = ""

    def __post_init__(self):
        self.email = self.email or f"{self.username}@example.com"

    @property
    def attributes(self):
        return pairs(email=self.email)


class Pool:
    """A user pool with one app client, made for one test."""

    def __init__(self, idp, mail, client_settings=None, **settings):
        self.idp = idp
        self.mail = mail
        settings = {"PoolName": "suite", "AutoVerifiedAttributes": ["email"], **settings}
        self.id = idp.create_user_pool(**settings)["UserPool"]["Id"]
        self.issuer = f"{Server.endpoint}/{self.id}"
        self.client = self.new_client(**(client_settings or {}))

    def new_client(self, **settings):
        settings = {"ClientName": "app", "ExplicitAuthFlows": list(ALL_FLOWS), **settings}
        return App(self, self.idp.create_user_pool_client(UserPoolId=self.id, **settings)["UserPoolClient"])

    def join(self, person=None, **attributes):
        """A person who has signed up and confirmed with the code from their mail."""
        person = person or Person()
        self.client.sign_up(person, **attributes)
        self.client.confirm(person)
        return person

    def user(self, username):
        """AdminGetUser, with its attributes as a dictionary."""
        answer = self.idp.admin_get_user(UserPoolId=self.id, Username=username)
        return {**answer, "UserAttributes": dictionary(answer["UserAttributes"])}


class App:
    """An app client of a pool, and what a person does through it."""

    def __init__(self, pool, description):
        self.pool = pool
        self.idp = pool.idp
        self.id = description["ClientId"]
        self.secret = description.get("ClientSecret")

    def secret_hash(self, username):
        return AWSSRP.get_secret_hash(username, self.id, self.secret)

    def named(self, username, **members):
        """The members that every unsigned call about a user carries."""
        if self.secret:
            members["SecretHash"] = self.secret_hash(username)
        return {"ClientId": self.id, "Username": username, **members}

    def sign_up(self, person, **attributes):
        return self.idp.sign_up(
            **self.named(person.username),
            Password=person.password,
            UserAttributes=person.attributes + pairs(**attributes),
        )

    def confirm(self, person):
        code = self.pool.mail.code(person.email)
        return self.idp.confirm_sign_up(**self.named(person.username), ConfirmationCode=code)

    def auth(self, flow, username, **parameters):
        """InitiateAuth: the whole answer."""
        parameters = {"USERNAME": username, **parameters}
        if self.secret:
            parameters["SECRET_HASH"] = self.secret_hash(username)
        return self.idp.initiate_auth(ClientId=self.id, AuthFlow=flow, AuthParameters=parameters)

    def sign_in(self, person, password=None):
        """Tokens by USER_PASSWORD_AUTH."""
        return self.auth("USER_PASSWORD_AUTH", person.username, PASSWORD=password or person.password)[
            "AuthenticationResult"
        ]

    def sign_in_by_srp(self, person, password=None):
        """Tokens by USER_SRP_AUTH, with the arithmetic of pycognito."""
        srp = AWSSRP(
            username=person.username,
            password=password or person.password,
            pool_id=self.pool.id,
            client_id=self.id,
            client_secret=self.secret,
            client=self.idp,
        )
        return srp.authenticate_user()["AuthenticationResult"]

    def refresh(self, token, **parameters):
        parameters = {"REFRESH_TOKEN": token, **parameters}
        return self.idp.initiate_auth(ClientId=self.id, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters=parameters)[
            "AuthenticationResult"
        ]

    def verify(self, token, use):
        """The claims of a token, its signature, issuer and life checked against the pool's JWKS."""
        header = jwt.get_unverified_header(token)
        assert set(header) == {"kid", "alg"}
        keys = {key["kid"]: key for key in get_json(f"{self.pool.issuer}/.well-known/jwks.json")["keys"]}
        claims = jwt.decode(
            token,
            jwt.PyJWK(keys[header["kid"]]).key,
            algorithms=["RS256"],
            issuer=self.pool.issuer,
            audience=self.id if use == "id" else None,
            options={"require": ["iss", "exp", "iat", "sub", "jti"]},
        )
        assert claims["token_use"] == use
        return claims


@contextmanager
def refused(code, message=None):
    """The block must end with this error, of this text where one is given, as AWS shapes its errors.

    Several codes are given where the published behaviour leaves the choice open.
    """
    codes = (code,) if isinstance(code, str) else code
    with pytest.raises(ClientError) as caught:
        yield
    answer = caught.value.response
    assert answer["Error"]["Code"] in codes, answer["Error"]
    if message is not None:
        assert answer["Error"]["Message"] == message
    metadata = answer["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 400
    assert uuid.UUID(metadata["RequestId"])
    assert metadata["HTTPHeaders"]["x-amzn-errortype"].split(":")[0] == answer["Error"]["Code"]


def get_json(url):
    # Only our own server is asked; a proxy of this machine has no business there.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url) as answer:
        return json.load(answer)


def pairs(**attributes):
    """Attributes as the API takes them."""
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def dictionary(attributes):
    return {attribute["Name"]: attribute["Value"] for attribute in attributes}


def new_password():
    return f"Aa1!{secrets.token_urlsafe(12)}"


def other_code(code):
    """A code of the same form that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06}"


# The role that text messages go by; nothing asks whether it is there.
SMS_ROLE = "arn:aws:iam::000000000000:role/sms"


def totp(secret, steps=0):
    """What an authenticator app shows so many steps from now. Near the end of a step it waits for the next one, so that
    the step that a test means is the one that the server sees."""
    left = 30 - time.time() % 30
    if left < 2:
        time.sleep(left)
    counter = int(time.time() // 30) + steps
    mac = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), struct.pack(">Q", counter), "sha1").digest()
    offset = mac[-1] & 15
    return f"{(int.from_bytes(mac[offset : offset + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"
