"""boto3: a sign-in to a user pool becomes temporary credentials at an identity pool, and so does being a guest."""

import uuid

import boto3
import jwt
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError
from people import Server, get_json, refused

ROLES = {kind: f"arn:aws:iam::000000000000:role/{kind}" for kind in ("authenticated", "unauthenticated")}


@pytest.fixture(scope="module")
def identity():
    return boto3.client("cognito-identity")


@pytest.fixture(scope="module")
def app():
    """The client of an app: it signs nothing."""
    return boto3.client("cognito-identity", config=Config(signature_version=UNSIGNED))


@pytest.fixture
def identity_pool(identity, pool):
    provider = {"ProviderName": login_of(pool), "ClientId": pool.client.id, "ServerSideTokenCheck": True}
    made = identity.create_identity_pool(
        IdentityPoolName="app",
        AllowUnauthenticatedIdentities=True,
        AllowClassicFlow=True,
        CognitoIdentityProviders=[provider],
        DeveloperProviderName="login.example",
    )
    identity.set_identity_pool_roles(IdentityPoolId=made["IdentityPoolId"], Roles=ROLES)
    return made["IdentityPoolId"]


def login_of(pool):
    return f"cognito-idp.us-east-1.amazonaws.com/{pool.id}"


def check(credentials):
    assert credentials["AccessKeyId"].startswith("ASIA") and len(credentials["AccessKeyId"]) == 20
    assert len(credentials["SecretKey"]) == 40
    assert 300 <= len(credentials["SessionToken"]) <= 1500


def test_a_user_and_a_guest_get_credentials(app, identity, identity_pool, pool):
    person = pool.join()
    logins = {login_of(pool): pool.client.sign_in(person)["IdToken"]}
    who = app.get_id(IdentityPoolId=identity_pool, Logins=logins)["IdentityId"]
    assert app.get_id(IdentityPoolId=identity_pool, Logins=logins)["IdentityId"] == who
    got = app.get_credentials_for_identity(IdentityId=who, Logins=logins)
    assert got["IdentityId"] == who
    check(got["Credentials"])
    guest = app.get_id(IdentityPoolId=identity_pool)["IdentityId"]
    check(app.get_credentials_for_identity(IdentityId=guest)["Credentials"])
    listed = identity.list_identities(IdentityPoolId=identity_pool, MaxResults=60)["Identities"]
    assert {one["IdentityId"] for one in listed} == {who, guest}
    assert identity.describe_identity(IdentityId=who)["Logins"] == [login_of(pool)]


def test_the_user_pool_is_asked_whether_the_user_is_still_there(app, identity_pool, pool, idp):
    person = pool.join()
    logins = {login_of(pool): pool.client.sign_in(person)["IdToken"]}
    who = app.get_id(IdentityPoolId=identity_pool, Logins=logins)["IdentityId"]
    idp.admin_disable_user(UserPoolId=pool.id, Username=person.username)
    with pytest.raises(ClientError) as error:
        app.get_credentials_for_identity(IdentityId=who, Logins=logins)
    assert error.value.response["Error"]["Code"] == "NotAuthorizedException"


def test_the_token_of_an_identity_is_verified_with_the_published_key(app, identity, identity_pool):
    user = str(uuid.uuid4())
    got = identity.get_open_id_token_for_developer_identity(
        IdentityPoolId=identity_pool, Logins={"login.example": user}, TokenDuration=60
    )
    discovery = get_json(f"{Server.endpoint}/identity/.well-known/openid-configuration")
    keys = jwt.PyJWKClient(discovery["jwks_uri"])
    key = keys.get_signing_key_from_jwt(got["Token"])
    claims = jwt.decode(
        got["Token"], key.key, algorithms=["RS512"], audience=identity_pool, issuer=discovery["issuer"]
    )
    assert claims["sub"] == got["IdentityId"]
    assert claims["amr"] == ["authenticated", "login.example", f"login.example:{identity_pool}:{user}"]
    logins = {"cognito-identity.amazonaws.com": got["Token"]}
    check(app.get_credentials_for_identity(IdentityId=got["IdentityId"], Logins=logins)["Credentials"])


def test_an_id_of_another_form_is_refused_as_aws_does(app):
    with pytest.raises(ClientError) as error:
        app.get_id(IdentityPoolId="us-east-1_AbCdEfGhI")
    assert error.value.response["Error"]["Code"] == "ValidationException"
