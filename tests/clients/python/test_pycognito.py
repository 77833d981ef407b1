"""pycognito: its own SRP, its own check of every token it is given."""

import datetime
import re
import types
import uuid

import jwt
import pycognito
import pytest
from people import SMS_ROLE, Person, Server, new_password, other_code, refused, totp
from pycognito import aws_srp
from pycognito.exceptions import (
    ForceChangePasswordException,
    SMSMFAChallengeException,
    SoftwareTokenMFAChallengeException,
    TokenVerificationException,
)
from pycognito.utils import RequestsSrpAuth


@pytest.fixture(params=["public", "confidential"])
def app(pool, request):
    """pycognito authorises with ADMIN_NO_SRP_AUTH and hashes with the secret where there is one."""
    return pool.client if request.param == "public" else pool.new_client(GenerateSecret=True)


def user_of(app, username=None):
    return pycognito.Cognito(
        app.pool.id,
        app.id,
        username=username,
        client_secret=app.secret,
        boto3_client_kwargs={"endpoint_url": Server.endpoint},
    )


def joined(app, mail):
    """A person who registered through pycognito, and pycognito's view of them."""
    person = Person()
    user = user_of(app, person.username)
    user.set_base_attributes(email=person.email, name="Ada")
    answer = user.register(person.username, person.password)
    assert answer["UserConfirmed"] is False
    user.confirm_sign_up(mail.code(person.email))
    return person, user


def test_the_main_job(app, mail, monkeypatch):
    person, user = joined(app, mail)

    user.authenticate(person.password)
    user.verify_tokens()
    assert user.id_claims["email"] == person.email
    assert user.access_claims["username"] == person.username
    assert user.token_type == "Bearer"
    assert user.check_token() is False

    before = user.access_token
    user.renew_access_token()
    assert user.access_token != before
    user.verify_tokens()

    # Two hours later it renews by itself.
    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.datetime.now(tz) + datetime.timedelta(hours=2)

    before = user.access_token
    with monkeypatch.context() as patch:
        patch.setattr(pycognito, "datetime", types.SimpleNamespace(datetime=Later))
        assert user.check_token() is True
    assert user.access_token != before

    seen = user.get_user()
    assert (seen.email, seen.name, seen.email_verified) == (person.email, "Ada", True)
    assert seen.sub == user.access_claims["sub"]

    access, refresh = user.access_token, user.refresh_token
    user.logout()
    assert user.access_token is None
    user.access_token, user.refresh_token = access, refresh
    with refused("NotAuthorizedException", "Access Token has been revoked"):
        user.get_user()
    with refused("NotAuthorizedException"):
        user.renew_access_token()


def test_a_wrong_password(app, mail):
    _, user = joined(app, mail)
    with refused("NotAuthorizedException", "Incorrect username or password."):
        user.authenticate("Wrong-password-1!")


def test_a_token_of_another_pool_is_not_believed(pool, make_pool, mail):
    person, user = joined(pool.client, mail)
    user.authenticate(person.password)
    elsewhere = make_pool()
    stranger_person, stranger = joined(elsewhere.client, mail)
    stranger.authenticate(stranger_person.password)
    # Told the other pool's keys, it still sees that the issuer is not its own.
    user.pool_jwk = stranger.get_keys()
    with pytest.raises(TokenVerificationException):
        user.verify_token(stranger.access_token, "access_token", "access")
    assert jwt.decode(stranger.access_token, options={"verify_signature": False})["iss"] == elsewhere.issuer


def test_passwords(app, mail):
    person, user = joined(app, mail)
    user.authenticate(person.password)
    changed = new_password()
    user.change_password(person.password, changed)
    user.authenticate(changed)

    user.initiate_forgot_password()
    recovered = new_password()
    user.confirm_forgot_password(mail.code(person.email), recovered)
    user.authenticate(recovered)
    with refused("NotAuthorizedException"):
        user.authenticate(changed)


def test_profile(app, mail):
    person, user = joined(app, mail)
    user.authenticate(person.password)
    user.update_profile({"name": "Ada Lovelace"})
    assert user.get_user().name == "Ada Lovelace"

    address = Person().email
    user.update_profile({"email": address})
    assert user.get_user().email_verified is False
    user.send_verification()
    user.validate_verification(mail.code(address))
    assert user.get_user().email_verified is True

    user.delete_user()
    with refused("UserNotFoundException"):
        user.admin_get_user()


def test_an_invited_user(app):
    person = Person()
    user = user_of(app, person.username)
    user.admin_create_user(
        person.username,
        temporary_password=person.password,
        additional_kwargs={"MessageAction": "SUPPRESS"},
        email=person.email,
    )
    with pytest.raises(ForceChangePasswordException):
        user.authenticate(person.password)
    chosen = new_password()
    user.new_password_challenge(person.password, chosen)
    user.verify_tokens()
    user.authenticate(chosen)


def test_administration(app, mail):
    person = Person()
    user = user_of(app, person.username)
    user.set_base_attributes(email=person.email)
    user.register(person.username, person.password)
    user.admin_confirm_sign_up()
    user.admin_authenticate(person.password)
    user.verify_tokens()

    user.admin_update_profile({"name": "Ada", "email_verified": True})
    seen = user.admin_get_user()
    assert (seen.name, seen.email_verified) == ("Ada", True)
    assert (seen.user_status, seen.enabled) == ("CONFIRMED", True)
    assert [listed.username for listed in user.get_users()] == [person.username]

    user.admin_disable_user(person.username)
    with refused("NotAuthorizedException", "User is disabled."):
        user.authenticate(person.password)
    user.admin_enable_user(person.username)
    user.authenticate(person.password)

    user.admin_reset_password(person.username)
    chosen = new_password()
    user.confirm_forgot_password(mail.code(person.email), chosen)
    user.authenticate(chosen)

    described = user.describe_user_pool_client(app.pool.id, app.id)
    assert described["ClientId"] == app.id
    user.admin_delete_user()
    with refused("UserNotFoundException"):
        user.admin_get_user()


def test_it_signs_requests_of_the_requests_library(pool, mail):
    person, user = joined(pool.client, mail)
    plugin = RequestsSrpAuth(username=person.username, password=person.password, cognito=user)
    request = plugin(types.SimpleNamespace(headers={}))
    assert request.headers["Authorization"] == f"Bearer {user.access_token}"
    pool.client.verify(user.access_token, "access")


def offer_mfa(app):
    app.idp.set_user_pool_mfa_config(
        UserPoolId=app.pool.id,
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
        SmsMfaConfiguration={"SmsConfiguration": {"SnsCallerArn": SMS_ROLE, "ExternalId": "x"}},
    )


def test_an_authenticator_app(app, mail):
    offer_mfa(app)
    person, user = joined(app, mail)
    user.authenticate(person.password)
    secret = user.associate_software_token()
    assert user.verify_software_token(totp(secret, -1), "Phone") is True
    user.set_user_mfa_preference(False, True, "SOFTWARE_TOKEN")

    with pytest.raises(SoftwareTokenMFAChallengeException) as asked:
        user.authenticate(person.password)
    with refused("CodeMismatchException", "Invalid code received for user"):
        user.respond_to_software_token_mfa_challenge(other_code(totp(secret)))
    user.respond_to_software_token_mfa_challenge(totp(secret))
    user.verify_tokens()

    # Another process goes on with what the exception carries.
    with pytest.raises(SoftwareTokenMFAChallengeException) as asked:
        user.authenticate(person.password)
    later = user_of(app, person.username)
    later.respond_to_software_token_mfa_challenge(totp(secret, 1), asked.value.get_tokens())
    later.verify_tokens()
    later.set_user_mfa_preference(False, False)
    later.authenticate(person.password)


def test_a_code_by_text_message(app, mail):
    offer_mfa(app)
    person, user = joined(app, mail)
    user.authenticate(person.password)
    phone = f"+1555{int(uuid.uuid4().hex[:6], 16) % 10_000_000:07}"
    user.update_profile({"phone_number": phone})
    user.set_user_mfa_preference(True, False, "SMS")
    with pytest.raises(SMSMFAChallengeException):
        user.authenticate(person.password)
    user.respond_to_sms_mfa_challenge(mail.code(phone))
    user.verify_tokens()
    assert user.get_user().phone_number_verified is True


@pytest.fixture
def devices_here(monkeypatch):
    """pycognito sends what is about devices to AWS, wherever the pool is, and signs it with the access token."""
    post = aws_srp.requests.post

    def here(url, **options):
        assert re.fullmatch(r"https://cognito-idp\.[a-z0-9-]+\.amazonaws\.com/", url)
        answers.append(post(Server.endpoint, **options))
        return answers[-1]

    answers = []
    monkeypatch.setattr(aws_srp, "requests", types.SimpleNamespace(post=here))
    return answers


def test_devices(make_pool, mail, devices_here):
    pool = make_pool(
        DeviceConfiguration={"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": True}
    )
    person, user = joined(pool.client, mail)
    srp = aws_srp.AWSSRP(person.username, person.password, pool.id, pool.client.id, client=pool.idp)
    tokens = srp.authenticate_user()
    new = tokens["AuthenticationResult"]["NewDeviceMetadata"]
    answer, device_password = srp.confirm_device(tokens, "laptop")
    assert (answer.status_code, answer.json()) == (200, {"UserConfirmationNecessary": True})

    def status():
        device = pool.idp.admin_get_device(UserPoolId=pool.id, Username=person.username, DeviceKey=new["DeviceKey"])
        attributes = {entry["Name"]: entry["Value"] for entry in device["Device"]["DeviceAttributes"]}
        assert attributes["device_name"] == "laptop"
        return attributes["dev:device_remembered_status"]

    access = tokens["AuthenticationResult"]["AccessToken"]
    assert status() == "not_remembered"
    srp.update_device_status(True, access, new["DeviceKey"])
    assert status() == "remembered"
    known = aws_srp.AWSSRP(
        person.username,
        person.password,
        pool.id,
        pool.client.id,
        client=pool.idp,
        device_key=new["DeviceKey"],
        device_group_key=new["DeviceGroupKey"],
        device_password=device_password,
    )
    again = known.authenticate_user()["AuthenticationResult"]
    assert "NewDeviceMetadata" not in again
    srp.update_device_status(False, access, new["DeviceKey"])
    assert status() == "not_remembered"
    srp.forget_device(access, new["DeviceKey"])
    assert [answer.status_code for answer in devices_here] == [200] * 4
    with refused("ResourceNotFoundException"):
        status()


def test_groups(app, mail):
    person, user = joined(app, mail)
    for name in ("readers", "writers"):
        app.idp.create_group(GroupName=name, UserPoolId=app.pool.id, Description=f"the {name}", Precedence=3)
    user.admin_add_user_to_group(person.username, "writers")
    assert user.admin_list_groups_for_user(person.username) == ["writers"]
    user.authenticate(person.password)
    assert user.id_claims["cognito:groups"] == ["writers"]
    assert [group.group_name for group in user.get_groups()] == ["readers", "writers"]
    group = user.get_group("readers")
    assert (group.description, group.precedence) == ("the readers", 3)
    user.admin_remove_user_from_group(person.username, "writers")
    assert user.admin_list_groups_for_user(person.username) == []


def test_identity_providers(pool):
    user = user_of(pool.client)
    details = {"client_id": "one", "client_secret": "two", "authorize_scopes": "openid"}
    user.admin_create_identity_provider(pool.id, "Google", "Google", details)
    user.admin_update_identity_provider(pool.id, "Google", AttributeMapping={"email": "email"})
    shown = user.admin_describe_identity_provider(pool.id, "Google")["IdentityProvider"]
    assert shown["ProviderDetails"]["client_secret"] == "two"
    assert shown["AttributeMapping"]["email"] == "email"
