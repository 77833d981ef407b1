"""A function that sends, in each language: e-mail and text messages are its own affair, and its codes count, by boto3."""

import html

import pytest
from triggered import ARN, PASSWORD, check_shape, pairs

SENDER = {"LambdaVersion": "V1_0", "LambdaArn": ARN}
SENDERS = {
    "CustomEmailSender": SENDER,
    "CustomSMSSender": SENDER,
    "KMSKeyID": "arn:aws:kms:us-east-1:000000000000:key/codes",
}
SMS = {"SnsCallerArn": "arn:aws:iam::000000000000:role/sms", "ExternalId": "x"}
PHONE = "+15550001111"


@pytest.fixture
def here(asking):
    """The server, a pool whose function sends, and its app client."""
    return asking, *asking.pool(senders=SENDERS, SmsConfiguration=SMS)


def sent(asking, kind, suffix, pool, client, name):
    """The code that the function was given to send."""
    event = asking.first(f"Custom{kind}Sender_{suffix}")
    check_shape(event, f"Custom{kind}Sender_{suffix}", pool, client, name)
    request = event["request"]
    assert request["type"] == f"custom{kind}SenderRequestV1"
    assert request["clientMetadata"] == {"colour": "blue"}
    return request


METADATA = {"ClientMetadata": {"colour": "blue"}}


def test_codes_go_by_the_function_alone(here):
    asking, pool, client = here
    attributes = pairs({"email": "alice@example.com", "phone_number": PHONE})
    asking.idp.sign_up(ClientId=client, Username="alice", Password=PASSWORD, UserAttributes=attributes, **METADATA)
    request = sent(asking, "Email", "SignUp", pool, client, "alice")
    assert request["userAttributes"]["email"] == "alice@example.com"
    asking.idp.confirm_sign_up(ClientId=client, Username="alice", ConfirmationCode=request["code"])
    access = {"AccessToken": asking.sign_in(client, "alice")["AuthenticationResult"]["AccessToken"]}

    asking.idp.get_user_attribute_verification_code(AttributeName="phone_number", **access, **METADATA)
    request = sent(asking, "SMS", "VerifyUserAttribute", pool, client, "alice")
    assert request["userAttributes"]["phone_number"] == PHONE
    asking.idp.verify_user_attribute(AttributeName="phone_number", Code=request["code"], **access)
    kept = {one["Name"]: one["Value"] for one in asking.idp.get_user(**access)["UserAttributes"]}
    assert kept["phone_number_verified"] == "true" and kept["email_verified"] == "true"
    assert asking.mails("alice@example.com") == [] and asking.mails(PHONE) == []


def test_a_temporary_password_goes_by_the_function_alone(here):
    asking, pool, client = here
    dora = {"UserPoolId": pool, "Username": "dora", "UserAttributes": pairs({"email": "dora@example.com"})}
    asking.idp.admin_create_user(**dora, DesiredDeliveryMediums=["EMAIL"], **METADATA)
    request = sent(asking, "Email", "AdminCreateUser", pool, "CLIENT_ID_NOT_APPLICABLE", "dora")
    challenge = asking.sign_in(client, "dora", html.unescape(request["code"]))
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert asking.mails("dora@example.com") == []
