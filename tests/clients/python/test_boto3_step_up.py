"""boto3: signing in towards a level, and from one level to the next."""

import pytest
from people import ALL_FLOWS, refused, totp

LEVEL = "urn:cognito:loa:"


@pytest.fixture
def pool(make_pool):
    return make_pool(client_settings={"ExplicitAuthFlows": [*ALL_FLOWS, "ALLOW_USER_AUTH"]})


def respond(pool, person, challenge, **responses):
    return pool.idp.respond_to_auth_challenge(
        ClientId=pool.client.id,
        ChallengeName=challenge["ChallengeName"],
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": person.username, **responses},
    )


def place(pool):
    """A person with an authenticator app that no sign-in asks for, and the app's secret."""
    pool.idp.set_user_pool_mfa_config(
        UserPoolId=pool.id, MfaConfiguration="OPTIONAL", SoftwareTokenMfaConfiguration={"Enabled": True}
    )
    person = pool.join()
    token = pool.client.sign_in(person)["AccessToken"]
    secret = pool.idp.associate_software_token(AccessToken=token)["SecretCode"]
    pool.idp.verify_software_token(AccessToken=token, UserCode=totp(secret, -1))
    return person, secret


def test_from_a_password_to_an_app(pool):
    person, secret = place(pool)
    weak = pool.client.sign_in(person)["AccessToken"]
    claims = pool.client.verify(weak, "access")
    assert (claims["acr"], claims["amr"]) == (LEVEL + "1", ["pwd"])
    step = {"TARGET_ACR_VALUES": f"{LEVEL}4 {LEVEL}3", "ACCESS_TOKEN": weak, "MAX_AGE": "600"}
    challenge = pool.client.auth("USER_AUTH", person.username, **step)
    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    code = totp(secret)
    tokens = respond(pool, person, challenge, SOFTWARE_TOKEN_MFA_CODE=code)["AuthenticationResult"]
    for use, name in [("access", "AccessToken"), ("id", "IdToken")]:
        strong = pool.client.verify(tokens[name], use)
        assert (strong["acr"], strong["amr"]) == (LEVEL + "4", ["pwd", "otp", "mfa"])
        assert strong["auth_time"] >= claims["auth_time"]
    pool.idp.get_user(AccessToken=tokens["AccessToken"])
    with refused("InvalidParameterException"):
        pool.client.auth("USER_AUTH", person.username, **{**step, "ACCESS_TOKEN": tokens["AccessToken"]})


def test_from_scratch(pool):
    person, secret = place(pool)
    challenge = pool.client.auth(
        "USER_AUTH",
        person.username,
        TARGET_ACR_VALUES=LEVEL + "4",
        PREFERRED_CHALLENGE="PASSWORD",
        PASSWORD=person.password,
    )
    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    code = totp(secret)
    tokens = respond(pool, person, challenge, SOFTWARE_TOKEN_MFA_CODE=code)["AuthenticationResult"]
    assert pool.client.verify(tokens["IdToken"], "id")["acr"] == LEVEL + "4"


def test_what_cannot_be_reached(pool):
    person = pool.join()
    token = pool.client.sign_in(person)["AccessToken"]
    with refused("NotAuthorizedException"):
        pool.client.auth("USER_AUTH", person.username, TARGET_ACR_VALUES=LEVEL + "4")
    with refused("InvalidParameterException", "TARGET_ACR_VALUES has no level of the user pool."):
        pool.client.auth("USER_AUTH", person.username, TARGET_ACR_VALUES="urn:other:1")
    with refused("InvalidParameterException", "Missing required parameter TARGET_ACR_VALUES"):
        pool.client.auth("USER_AUTH", person.username, ACCESS_TOKEN=token)
    with refused("InvalidParameterException", "MAX_AGE must be a non-negative integer."):
        pool.client.auth("USER_AUTH", person.username, TARGET_ACR_VALUES=LEVEL + "1", MAX_AGE="soon")
