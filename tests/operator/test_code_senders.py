"""A function that sends e-mail, as docs/triggers.md has it: the code comes encrypted, and AWS's own library opens it."""

import base64
import json
import os
from types import SimpleNamespace

import aws_encryption_sdk
import pytest
from aws_encryption_sdk.identifiers import EncryptionKeyType, WrappingAlgorithm
from aws_encryption_sdk.internal.crypto.wrapping_keys import WrappingKey
from aws_encryption_sdk.key_providers.raw import RawMasterKeyProvider
from botocore.exceptions import ClientError
from conftest import LogWatch
from test_functions import PREFIX, Place, handler

KMS_KEY_ID = "arn:aws:kms:us-east-1:000000000000:key/codes"

# Keeps what it is told, a line an event.
PYTHON = """
import json

def send(event, context):
    with open("events", "a") as events:
        events.write(json.dumps(event) + "\\n")
    return event
"""


class Sending(Place):
    """A pool whose function sends e-mail."""

    def __init__(self, start, folder, **environment):
        (folder / "fn").mkdir()
        (folder / "fn/index.py").write_text(PYTHON)
        super().__init__(start, folder, {"send": handler("send")}, **environment)
        self.events_file = folder / "fn/events"
        sender = {"LambdaVersion": "V1_0", "LambdaArn": PREFIX + "send"}
        self.pool_id = self.idp.create_user_pool(
            PoolName="p",
            AutoVerifiedAttributes=["email"],
            LambdaConfig={"CustomEmailSender": sender, "KMSKeyID": KMS_KEY_ID},
        )["UserPool"]["Id"]
        client = self.idp.create_user_pool_client(UserPoolId=self.pool_id, ClientName="c")
        self.client_id = client["UserPoolClient"]["ClientId"]

    def sign_up(self):
        email = {"Name": "email", "Value": "alice@example.com"}
        self.idp.sign_up(ClientId=self.client_id, Username="alice", Password="Right-pass-1", UserAttributes=[email])

    def event(self):
        """The one event. Nobody waits for the function, so it may come a moment later."""
        return json.loads(LogWatch(SimpleNamespace(log_file=self.events_file)).until("{"))

    def confirm(self, code):
        self.idp.confirm_sign_up(ClientId=self.client_id, Username="alice", ConfirmationCode=code)


def opened(message, key):
    class Keys(RawMasterKeyProvider):
        provider_id = "cenote"

        def _get_raw_key(self, key_id):
            return WrappingKey(WrappingAlgorithm.AES_256_GCM_IV12_TAG16_NO_PADDING, key, EncryptionKeyType.SYMMETRIC)

    keys = Keys()
    keys.add_master_key(KMS_KEY_ID)
    return aws_encryption_sdk.EncryptionSDKClient().decrypt(source=message, key_provider=keys)


def test_a_code_comes_encrypted_and_confirms(start, tmp_path):
    key = os.urandom(32)
    (tmp_path / "codes.key").write_text(base64.b64encode(key).decode())
    here = Sending(start, tmp_path, CENOTE_CODE_KEYS=f"{KMS_KEY_ID}={tmp_path}/codes.key")
    here.sign_up()
    event = here.event()
    assert event["triggerSource"] == "CustomEmailSender_SignUp"
    assert event["request"]["type"] == "customEmailSenderRequestV1"
    code, header = opened(base64.b64decode(event["request"]["code"]), key)
    assert header.encryption_context == {"userpool-id": here.pool_id}
    here.confirm(code.decode())


def test_a_code_comes_bare_where_the_operator_says_so(start, tmp_path):
    here = Sending(start, tmp_path, CENOTE_ALLOW_PLAIN_CODES="true")
    here.sign_up()
    here.confirm(here.event()["request"]["code"])


def test_without_a_key_no_code_goes_out(start, tmp_path):
    here = Sending(start, tmp_path)
    with pytest.raises(ClientError) as refused:
        here.sign_up()
    assert refused.value.response["Error"]["Code"] == "CodeDeliveryFailureException"
    assert not here.events_file.exists()
