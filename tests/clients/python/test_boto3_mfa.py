"""boto3: second factors of every kind, set up, preferred, asked for, chosen and taken away."""

import json

import pytest
from people import SMS_ROLE, Person, other_code, refused, totp

PHONE = "+15550001234"
ALL = {
    "SmsMfaConfiguration": {"SmsConfiguration": {"SnsCallerArn": SMS_ROLE, "ExternalId": "x"}},
    "SoftwareTokenMfaConfiguration": {"Enabled": True},
    "EmailMfaConfiguration": {"Subject": "Your code", "Message": "It is {####}."},
}


def set_mfa(pool, demand, *names):
    chosen = {name: value for name, value in ALL.items() if not names or name in names}
    return pool.idp.set_user_pool_mfa_config(UserPoolId=pool.id, MfaConfiguration=demand, **chosen)


def enter(pool, person):
    return pool.client.auth("USER_PASSWORD_AUTH", person.username, PASSWORD=person.password)


def answer(pool, person, challenge, **responses):
    return pool.idp.respond_to_auth_challenge(
        ClientId=pool.client.id,
        ChallengeName=challenge["ChallengeName"],
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": person.username, **responses},
    )


def with_app(pool, person):
    """An authenticator app of a person who is not yet asked for one; its secret."""
    token = enter(pool, person)["AuthenticationResult"]["AccessToken"]
    secret = pool.idp.associate_software_token(AccessToken=token)["SecretCode"]
    verified = pool.idp.verify_software_token(
        AccessToken=token, UserCode=totp(secret, -1), FriendlyDeviceName="Phone"
    )
    assert verified["Status"] == "SUCCESS"
    return secret, token


def test_what_a_pool_offers_comes_back(pool):
    assert pool.idp.get_user_pool_mfa_config(UserPoolId=pool.id)["MfaConfiguration"] == "OFF"
    passkeys = {"RelyingPartyId": "example.com", "UserVerification": "preferred"}
    pool.idp.set_user_pool_mfa_config(
        UserPoolId=pool.id, MfaConfiguration="OPTIONAL", WebAuthnConfiguration=passkeys, **ALL
    )
    kept = pool.idp.get_user_pool_mfa_config(UserPoolId=pool.id)
    kept.pop("ResponseMetadata")
    assert kept == {"MfaConfiguration": "OPTIONAL", "WebAuthnConfiguration": passkeys, **ALL}
    with refused("InvalidParameterException"):
        pool.idp.set_user_pool_mfa_config(UserPoolId=pool.id, MfaConfiguration="ON")


def test_an_authenticator_app(pool):
    set_mfa(pool, "OPTIONAL")
    person = pool.join()
    secret, token = with_app(pool, person)
    pool.idp.set_user_mfa_preference(
        AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    assert pool.user(person.username)["PreferredMfaSetting"] == "SOFTWARE_TOKEN_MFA"
    assert pool.idp.get_user(AccessToken=token)["UserMFASettingList"] == ["SOFTWARE_TOKEN_MFA"]
    challenge = enter(pool, person)
    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    assert challenge["ChallengeParameters"]["FRIENDLY_DEVICE_NAME"] == "Phone"
    code = totp(secret)
    with refused("CodeMismatchException", "Invalid code received for user"):
        answer(pool, person, challenge, SOFTWARE_TOKEN_MFA_CODE=other_code(code))
    tokens = answer(pool, person, challenge, SOFTWARE_TOKEN_MFA_CODE=code)["AuthenticationResult"]
    pool.client.verify(tokens["AccessToken"], "access")
    with refused("ExpiredCodeException", "Your software token has already been used once."):
        answer(pool, person, enter(pool, person), SOFTWARE_TOKEN_MFA_CODE=code)
    pool.idp.admin_delete_software_token(UserPoolId=pool.id, Username=person.username)
    assert "AuthenticationResult" in enter(pool, person)


@pytest.mark.parametrize(
    "name, member, key",
    [
        ("SMS_MFA", "SMSMfaSettings", "SMS_MFA_CODE"),
        ("EMAIL_OTP", "EmailMfaSettings", "EMAIL_OTP_CODE"),
    ],
)
def test_a_code_by_message(pool, mail, name, member, key):
    set_mfa(pool, "OPTIONAL")
    person = pool.join(phone_number=PHONE + str(len(pool.id)))
    to = person.email if name == "EMAIL_OTP" else PHONE + str(len(pool.id))
    pool.idp.admin_set_user_mfa_preference(
        UserPoolId=pool.id, Username=person.username, **{member: {"Enabled": True, "PreferredMfa": True}}
    )
    challenge = enter(pool, person)
    assert challenge["ChallengeName"] == name
    code = mail.code(to)
    with refused("CodeMismatchException", "Invalid code or auth state for the user."):
        answer(pool, person, challenge, **{key: other_code(code)})
    assert answer(pool, person, challenge, **{key: code})["AuthenticationResult"]["AccessToken"]
    if name == "EMAIL_OTP":
        assert mail.latest(to)["subject"] == "Your code"


def test_a_choice(pool, mail):
    set_mfa(pool, "OPTIONAL")
    person = pool.join()
    secret, token = with_app(pool, person)
    pool.idp.set_user_mfa_preference(
        AccessToken=token,
        SoftwareTokenMfaSettings={"Enabled": True},
        EmailMfaSettings={"Enabled": True},
    )
    select = enter(pool, person)
    assert json.loads(select["ChallengeParameters"]["MFAS_CAN_CHOOSE"]) == ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]
    challenge = answer(pool, person, select, ANSWER="EMAIL_OTP")
    assert challenge["ChallengeName"] == "EMAIL_OTP"
    assert answer(pool, person, challenge, EMAIL_OTP_CODE=mail.code(person.email))["AuthenticationResult"]
    challenge = answer(pool, person, enter(pool, person), ANSWER="SOFTWARE_TOKEN_MFA")
    assert answer(pool, person, challenge, SOFTWARE_TOKEN_MFA_CODE=totp(secret))["AuthenticationResult"]


def test_one_that_must_be_set_up(pool):
    set_mfa(pool, "ON", "SoftwareTokenMfaConfiguration")
    person = pool.join()
    challenge = enter(pool, person)
    assert json.loads(challenge["ChallengeParameters"]["MFAS_CAN_SETUP"]) == ["SOFTWARE_TOKEN_MFA"]
    given = pool.idp.associate_software_token(Session=challenge["Session"])
    with refused("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA"):
        pool.idp.verify_software_token(Session=given["Session"], UserCode=other_code(totp(given["SecretCode"])))
    verified = pool.idp.verify_software_token(
        Session=given["Session"], UserCode=totp(given["SecretCode"], -1)
    )
    setup = {"ChallengeName": "MFA_SETUP", "Session": verified["Session"]}
    assert answer(pool, person, setup)["AuthenticationResult"]["AccessToken"]
    challenge = enter(pool, person)
    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    assert answer(pool, person, challenge, SOFTWARE_TOKEN_MFA_CODE=totp(given["SecretCode"]))


def test_the_older_operations(pool, mail):
    set_mfa(pool, "OPTIONAL", "SmsMfaConfiguration")
    person = Person()
    person = pool.join(person, phone_number="+15550004321")
    options = [{"DeliveryMedium": "SMS", "AttributeName": "phone_number"}]
    pool.idp.admin_set_user_settings(UserPoolId=pool.id, Username=person.username, MFAOptions=options)
    assert pool.user(person.username)["MFAOptions"] == options
    challenge = enter(pool, person)
    assert challenge["ChallengeName"] == "SMS_MFA"
    tokens = answer(pool, person, challenge, SMS_MFA_CODE=mail.code("+15550004321"))["AuthenticationResult"]
    pool.idp.set_user_settings(AccessToken=tokens["AccessToken"], MFAOptions=[])
    assert "AuthenticationResult" in enter(pool, person)
