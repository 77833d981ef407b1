"""A gateway before a store with S3's API, and people with credentials of an identity pool."""

import contextlib
import hashlib
import hmac
import http.client
import json
import os
import subprocess
import urllib.parse
import uuid
from datetime import datetime, timezone
from pathlib import Path

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

PEER = os.environ.get("CENOTE_TEST_S3") or str(
    Path(__file__).resolve().parents[2] / "target/s3-peer/debug/s3-peer"
)
REGION = "us-east-1"
BUCKET = "bucket"
SUB = "${cognito-identity.amazonaws.com:sub}"
STORE_KEY = ("STOREKEY", "secret-of-the-store")

CONFIG = """
[gateway]
listen = "127.0.0.1:0"

[gateway.backends.files]
service = "s3"
endpoint = "{endpoint}"
allow_private = true
access_key_id = "{id}"
secret_access_key = "{secret}"
"""


def statement(action, resource, **condition):
    more = {"Condition": condition} if condition else {}
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def own_prefix(prefix=SUB):
    """What lets somebody reach what begins with their own name, and nothing else."""
    return [
        statement(
            ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
            f"arn:aws:s3:::{BUCKET}/{prefix}/*",
        ),
        statement("s3:ListBucket", f"arn:aws:s3:::{BUCKET}", StringLike={"s3:prefix": [f"{prefix}/*"]}),
    ]


class Store:
    """The store itself, which anybody with its key may use as they like."""

    def __init__(self, folder):
        root = folder / "objects"
        (root / BUCKET).mkdir(parents=True)
        self.root = root
        self.process = subprocess.Popen([PEER, root, *STORE_KEY], stdout=subprocess.PIPE, text=True)
        self.endpoint = self.process.stdout.readline().strip()
        assert self.endpoint, "the store did not start"
        self.s3 = s3(self.endpoint, {"AccessKeyId": STORE_KEY[0], "SecretKey": STORE_KEY[1]})

    def keys(self, prefix=""):
        return {one["Key"] for one in self.s3.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])}

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def s3(endpoint, credentials, **more):
    """boto3's client with credentials as GetCredentialsForIdentity gives them."""
    config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, signature_version="s3v4")
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretKey"],
        aws_session_token=credentials.get("SessionToken"),
        config=config,
        **more,
    )


class App:
    """An app on a server: a user pool, an identity pool, and the roles of its users and guests."""

    def __init__(self, server, user=None, guest=None, **more):
        self.server = server
        self.clients = {}
        self.more = more
        self.role = self.make_role("user", user or own_prefix())
        self.guest_role = self.make_role("guest", guest or own_prefix())
        idp = self.client("cognito-idp")
        self.pool = idp.create_user_pool(PoolName="app")["UserPool"]["Id"]
        made = idp.create_user_pool_client(
            UserPoolId=self.pool,
            ClientName="app",
            ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        )
        self.app = made["UserPoolClient"]["ClientId"]
        self.login = f"cognito-idp.{REGION}.amazonaws.com/{self.pool}"
        identity = self.client("cognito-identity")
        made = identity.create_identity_pool(
            IdentityPoolName="app",
            AllowUnauthenticatedIdentities=True,
            CognitoIdentityProviders=[{"ProviderName": self.login, "ClientId": self.app}],
        )
        self.identity_pool = made["IdentityPoolId"]
        roles = {"authenticated": self.role, "unauthenticated": self.guest_role}
        identity.set_identity_pool_roles(IdentityPoolId=self.identity_pool, Roles=roles)

    def client(self, service):
        key = self.server.ready["root_access_key"]
        if service not in self.clients:
            self.clients[service] = boto3.client(
                service,
                endpoint_url=self.server.endpoint,
                region_name=REGION,
                aws_access_key_id=key["access_key_id"],
                aws_secret_access_key=key["secret_access_key"],
                **self.more,
            )
        return self.clients[service]

    def make_role(self, name, statements):
        iam = self.client("iam")
        trust = {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                    "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
                    "Condition": {"StringLike": {"cognito-identity.amazonaws.com:aud": f"{REGION}:*"}},
                }
            ],
        }
        made = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
        self.grant(name, statements)
        return made["Role"]["Arn"]

    def grant(self, role, statements):
        policy = {"Version": "2012-10-17", "Statement": statements}
        self.client("iam").put_role_policy(RoleName=role, PolicyName="reach", PolicyDocument=json.dumps(policy))

    def anybody(self):
        return boto3.client(
            "cognito-identity",
            endpoint_url=self.server.endpoint,
            region_name=REGION,
            config=Config(signature_version=UNSIGNED),
            **self.more,
        )

    def person(self):
        """Somebody who signs in: the id of their identity, and credentials."""
        idp, name = self.client("cognito-idp"), f"p-{uuid.uuid4().hex[:8]}"
        idp.admin_create_user(UserPoolId=self.pool, Username=name, MessageAction="SUPPRESS")
        idp.admin_set_user_password(UserPoolId=self.pool, Username=name, Password="Right-1-horse", Permanent=True)
        tokens = idp.initiate_auth(
            ClientId=self.app,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": name, "PASSWORD": "Right-1-horse"},
        )["AuthenticationResult"]
        return self.credentials({self.login: tokens["IdToken"]})

    def guest(self):
        return self.credentials({})

    def credentials(self, logins):
        anybody = self.anybody()
        who = anybody.get_id(IdentityPoolId=self.identity_pool, Logins=logins)["IdentityId"]
        return who, anybody.get_credentials_for_identity(IdentityId=who, Logins=logins)["Credentials"]


class Raw:
    """Requests that no SDK would send, signed by hand."""

    def __init__(self, endpoint, credentials):
        self.host = endpoint.split("//")[1]
        self.credentials = credentials
        self.now = datetime.now(timezone.utc)

    @property
    def time(self):
        return self.now.strftime("%Y%m%dT%H%M%SZ")

    @property
    def scope(self):
        return f"{self.time[:8]}/{REGION}/s3/aws4_request"

    def key(self):
        key = ("AWS4" + self.credentials["SecretKey"]).encode()
        for part in self.scope.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        return key

    def sign(self, method, path, payload, headers=None, query=""):
        """All headers, signed; the signature of the head begins the chain of chunks."""
        headers = {
            "host": self.host,
            "x-amz-content-sha256": payload,
            "x-amz-date": self.time,
            "x-amz-security-token": self.credentials["SessionToken"],
            **(headers or {}),
        }
        names = ";".join(sorted(headers))
        lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
        canonical = "\n".join([method, urllib.parse.quote(path), query, lines, names, payload])
        text = f"AWS4-HMAC-SHA256\n{self.time}\n{self.scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        signature = hmac.new(self.key(), text.encode(), "sha256").hexdigest()
        credential = f"{self.credentials['AccessKeyId']}/{self.scope}"
        headers["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
        )
        return headers, signature

    def chunk(self, previous, data, kind="PAYLOAD"):
        hashes = [hashlib.sha256(data).hexdigest()]
        if kind == "PAYLOAD":
            hashes.insert(0, hashlib.sha256(b"").hexdigest())
        text = "\n".join([f"AWS4-HMAC-SHA256-{kind}", self.time, self.scope, previous, *hashes])
        return hmac.new(self.key(), text.encode(), "sha256").hexdigest()

    def send(self, method, path, headers, body=b""):
        """Status, S3's code and the body of the answer."""
        connection = http.client.HTTPConnection(self.host, timeout=30)
        try:
            connection.putrequest(method, urllib.parse.quote(path, safe="/?&=%"), skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            if "content-length" not in headers:
                connection.putheader("content-length", str(len(body)))
            connection.endheaders()
            try:
                connection.send(body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # Refused before its end.
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        code = text.split(b"<Code>")[1].split(b"</Code>")[0].decode() if b"<Code>" in text else ""
        return response.status, code, text

    def stream(self, key, chunks, trailer=None, spoil=lambda body: body):
        """PUT in signed chunks."""
        kind = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" + ("-TRAILER" if trailer else "")
        more = {
            "content-encoding": "aws-chunked",
            "x-amz-decoded-content-length": str(sum(map(len, chunks))),
        }
        if trailer:
            more["x-amz-trailer"] = trailer[0]
        headers, previous = self.sign("PUT", f"/{BUCKET}/{key}", kind, more)
        body = b""
        for data in [*chunks, b""]:
            previous = self.chunk(previous, data)
            body += f"{len(data):x};chunk-signature={previous}\r\n".encode() + data
            body += b"\r\n" if data else b""
        if trailer:
            line = f"{trailer[0]}:{trailer[1]}\n".encode()
            signature = self.chunk(previous, line, "TRAILER")
            body += line.replace(b"\n", b"\r\n") + f"x-amz-trailer-signature:{signature}\r\n".encode()
        return self.send("PUT", f"/{BUCKET}/{key}", headers, spoil(body + b"\r\n"))


@contextlib.contextmanager
def refused(code, status=403):
    with pytest.raises(ClientError) as error:
        yield
    response = error.value.response
    assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == (code, status)
