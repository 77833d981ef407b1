"""Devices with pycognito's SRP, sessions and machines' tokens with boto3."""

import base64
import hashlib
import hmac
import struct
import time

import jwt
from people import refused
from pycognito.aws_srp import AWSSRP, generate_hash_device
from pycognito.exceptions import SoftwareTokenMFAChallengeException

TRACKS = {"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": False}


def totp(secret, steps=0):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    moment = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(key, moment, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def srp(app, person, **device):
    return AWSSRP(person.username, person.password, app.pool.id, app.id, client=app.pool.idp, **device)


def claims(token):
    return jwt.decode(token, options={"verify_signature": False})


def test_a_remembered_device_signs_in_without_the_app(idp, make_pool):
    pool = make_pool(DeviceConfiguration=TRACKS)
    idp.set_user_pool_mfa_config(
        UserPoolId=pool.id,
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    person, app = pool.join(), pool.client
    first = srp(app, person).authenticate_user()["AuthenticationResult"]
    token = first["AccessToken"]
    secret = idp.associate_software_token(AccessToken=token)["SecretCode"]
    idp.verify_software_token(AccessToken=token, UserCode=totp(secret, -1))
    idp.set_user_mfa_preference(
        AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    try:
        srp(app, person).authenticate_user()
        raise AssertionError("no code was asked for")
    except SoftwareTokenMFAChallengeException as asked:
        challenge = asked.get_tokens()
    tokens = idp.respond_to_auth_challenge(
        ClientId=app.id,
        ChallengeName="SOFTWARE_TOKEN_MFA",
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": person.username, "SOFTWARE_TOKEN_MFA_CODE": totp(secret)},
    )["AuthenticationResult"]
    new = tokens["NewDeviceMetadata"]
    password, verifier = generate_hash_device(new["DeviceGroupKey"], new["DeviceKey"])
    confirmed = idp.confirm_device(
        AccessToken=tokens["AccessToken"],
        DeviceKey=new["DeviceKey"],
        DeviceName="laptop",
        DeviceSecretVerifierConfig=verifier,
    )
    assert confirmed["UserConfirmationNecessary"] is False

    device = {
        "device_key": new["DeviceKey"],
        "device_group_key": new["DeviceGroupKey"],
        "device_password": password,
    }
    again = srp(app, person, **device).authenticate_user()["AuthenticationResult"]
    assert claims(again["AccessToken"])["device_key"] == new["DeviceKey"]
    app.refresh(again["RefreshToken"], DEVICE_KEY=new["DeviceKey"])
    with refused("NotAuthorizedException", "Invalid Refresh Token."):
        app.refresh(again["RefreshToken"])
    with refused("NotAuthorizedException", "Incorrect username or password."):
        srp(app, person, **{**device, "device_password": "another"}).authenticate_user()

    listed = idp.list_devices(AccessToken=again["AccessToken"])["Devices"]
    assert [entry["DeviceKey"] for entry in listed] == [new["DeviceKey"]]
    theirs = idp.admin_get_device(
        UserPoolId=pool.id, Username=person.username, DeviceKey=new["DeviceKey"]
    )["Device"]
    attributes = {entry["Name"]: entry["Value"] for entry in theirs["DeviceAttributes"]}
    assert attributes["dev:device_remembered_status"] == "remembered"
    idp.forget_device(AccessToken=again["AccessToken"], DeviceKey=new["DeviceKey"])
    with refused("ResourceNotFoundException", "Device does not exist."):
        srp(app, person, **device).authenticate_user()


def test_sessions(idp, pool):
    idp.set_user_pool_session_configuration(
        UserPoolId=pool.id, UserSessionTracking="ENABLED", TokenSession={"MaxPerUser": 2}
    )
    person = pool.join()
    one, two = pool.client.sign_in(person), pool.client.sign_in(person)
    sessions = idp.list_user_sessions(AccessToken=two["AccessToken"])["Sessions"]
    other = next(session for session in sessions if not session["IsCurrentSession"])
    assert other["SessionType"] == "TOKEN"
    idp.revoke_user_session(AccessToken=two["AccessToken"], SessionId=other["SessionId"])
    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.get_user(AccessToken=one["AccessToken"])
    idp.get_user(AccessToken=two["AccessToken"])


def test_a_machine_acts_for_a_person(idp, pool):
    person = pool.join()
    machine = pool.new_client(GenerateSecret=True, ExplicitAuthFlows=["ALLOW_CLIENT_TOKEN_AUTH"])
    actor = idp.get_client_token(ClientId=machine.id, Secret=machine.secret)["ClientAuthenticationResult"]
    assert claims(actor["AccessToken"])["sub"] == machine.id
    service = pool.new_client(
        GenerateSecret=True, ExplicitAuthFlows=["ALLOW_TOKEN_EXCHANGE_DELEGATION"]
    )
    answer = idp.get_derived_token(
        ClientId=service.id,
        ClientSecret=service.secret,
        SubjectToken=pool.client.sign_in(person)["AccessToken"],
        SubjectTokenType="ACCESS_TOKEN",
        ActorToken=actor["AccessToken"],
        ActorTokenType="ACCESS_TOKEN",
        Audiences=["https://orders.example"],
    )
    issued = claims(answer["IssuedToken"])
    assert (issued["username"], issued["aud"]) == (person.username, "https://orders.example")
    assert issued["act"]["sub"] == machine.id
