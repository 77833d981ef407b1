"""boto3: choice-based sign-in, and what a user can begin with."""

import pytest
from botocore.exceptions import ClientError
from people import Person, pairs


@pytest.fixture
def open_pool(idp):
    """A pool whose people may begin with a password or a code by mail."""
    factors = {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}
    made = idp.create_user_pool(
        PoolName="choice", AutoVerifiedAttributes=["email"], Policies={"SignInPolicy": factors}
    )
    pool_id = made["UserPool"]["Id"]
    client = idp.create_user_pool_client(
        UserPoolId=pool_id, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    )
    return pool_id, client["UserPoolClient"]["ClientId"]


def begin(idp, client_id, person, **more):
    return idp.initiate_auth(
        ClientId=client_id, AuthFlow="USER_AUTH", AuthParameters={"USERNAME": person.username, **more}
    )


def test_a_code_signs_up_and_in(idp, mail, open_pool):
    pool_id, client_id = open_pool
    person = Person()
    signed_up = idp.sign_up(
        ClientId=client_id, Username=person.username, UserAttributes=pairs(email=person.email)
    )
    confirmed = idp.confirm_sign_up(
        ClientId=client_id,
        Username=person.username,
        ConfirmationCode=mail.latest(person.email)["code"],
        Session=signed_up["Session"],
    )
    tokens = idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_AUTH",
        AuthParameters={"USERNAME": person.username},
        Session=confirmed["Session"],
    )["AuthenticationResult"]
    factors = idp.get_user_auth_factors(AccessToken=tokens["AccessToken"])
    assert factors["ConfiguredUserAuthFactors"] == ["EMAIL_OTP"]

    asked = begin(idp, client_id, person)
    assert (asked["ChallengeName"], asked["AvailableChallenges"]) == ("SELECT_CHALLENGE", ["EMAIL_OTP"])
    sent = idp.respond_to_auth_challenge(
        ClientId=client_id,
        ChallengeName="SELECT_CHALLENGE",
        Session=asked["Session"],
        ChallengeResponses={"USERNAME": person.username, "ANSWER": "EMAIL_OTP"},
    )
    assert sent["ChallengeParameters"]["CODE_DELIVERY_DELIVERY_MEDIUM"] == "EMAIL"
    code = mail.latest(person.email)["code"]

    def answer(code):
        return idp.respond_to_auth_challenge(
            ClientId=client_id,
            ChallengeName="EMAIL_OTP",
            Session=sent["Session"],
            ChallengeResponses={"USERNAME": person.username, "EMAIL_OTP_CODE": code},
        )

    with pytest.raises(ClientError) as wrong:
        answer("0" * 8 if code != "0" * 8 else "1" * 8)
    assert wrong.value.response["Error"]["Code"] == "CodeMismatchException"
    assert answer(code)["AuthenticationResult"]["AccessToken"]


def test_custom_sign_in_ends_at_the_functions(idp, open_pool):
    pool_id, _ = open_pool
    client_id = idp.create_user_pool_client(
        UserPoolId=pool_id, ClientName="custom", ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH"]
    )["UserPoolClient"]["ClientId"]
    person = Person()
    idp.admin_create_user(UserPoolId=pool_id, Username=person.username, MessageAction="SUPPRESS")
    with pytest.raises(ClientError) as refused:
        idp.initiate_auth(
            ClientId=client_id, AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": person.username}
        )
    assert refused.value.response["Error"]["Message"] == (
        "Custom auth lambda trigger is not configured for the user pool."
    )
