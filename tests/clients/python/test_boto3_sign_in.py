"""boto3: every way to prove a password, and what the tokens then say."""

import time

import jwt
import pytest
from people import Person, get_json, new_password, refused
from pycognito.aws_srp import AWSSRP


def check_tokens(pool, person, tokens):
    assert tokens["TokenType"] == "Bearer"
    assert tokens["ExpiresIn"] == 3600

    access = pool.client.verify(tokens["AccessToken"], "access")
    identity = pool.client.verify(tokens["IdToken"], "id")
    sub = pool.user(person.username)["UserAttributes"]["sub"]

    assert access["sub"] == identity["sub"] == sub
    assert access["username"] == identity["cognito:username"] == person.username
    assert access["client_id"] == identity["aud"] == pool.client.id
    assert access["scope"] == "aws.cognito.signin.user.admin"
    assert identity["email"] == person.email
    assert identity["email_verified"] is True
    assert access["auth_time"] == identity["auth_time"]
    assert abs(access["auth_time"] - time.time()) < 60
    assert access["origin_jti"] == identity["origin_jti"]
    assert access["event_id"] == identity["event_id"]
    assert access["jti"] != identity["jti"]
    for claims in (access, identity):
        assert claims["exp"] - claims["iat"] == 3600
    assert "email" not in access
    assert "aud" not in access


def test_by_password(pool):
    person = pool.join()
    answer = pool.client.auth("USER_PASSWORD_AUTH", person.username, PASSWORD=person.password)
    assert answer["ChallengeParameters"] == {}
    check_tokens(pool, person, answer["AuthenticationResult"])


def test_by_srp(pool):
    person = pool.join()
    check_tokens(pool, person, pool.client.sign_in_by_srp(person))


def test_by_srp_with_every_length_of_number(pool):
    """Numbers whose first byte is zero or high are padded: a mistake there fails one sign-in in many."""
    person = pool.join()
    for _ in range(24):
        assert pool.client.sign_in_by_srp(person)["AccessToken"]


def test_by_password_through_an_administrator(pool, idp):
    person = pool.join()
    for flow in ("ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"):
        answer = idp.admin_initiate_auth(
            UserPoolId=pool.id,
            ClientId=pool.client.id,
            AuthFlow=flow,
            AuthParameters={"USERNAME": person.username, "PASSWORD": person.password},
        )
        check_tokens(pool, person, answer["AuthenticationResult"])


def test_the_pool_publishes_its_two_keys(pool):
    person = pool.join()
    tokens = pool.client.sign_in(person)
    keys = get_json(f"{pool.issuer}/.well-known/jwks.json")["keys"]
    assert len({key["kid"] for key in keys}) == 2
    for key in keys:
        assert (key["kty"], key["alg"], key["use"], key["e"]) == ("RSA", "RS256", "sig", "AQAB")
        assert set(key) == {"kty", "alg", "use", "e", "n", "kid"}
    kids = {jwt.get_unverified_header(tokens[name])["kid"] for name in ("AccessToken", "IdToken")}
    assert kids == {key["kid"] for key in keys}

    discovery = get_json(f"{pool.issuer}/.well-known/openid-configuration")
    assert discovery["issuer"] == pool.issuer
    assert discovery["jwks_uri"] == f"{pool.issuer}/.well-known/jwks.json"
    assert discovery["id_token_signing_alg_values_supported"] == ["RS256"]


@pytest.mark.parametrize("way", ["sign_in", "sign_in_by_srp"])
def test_a_wrong_password_is_refused(pool, way):
    person = pool.join()
    with refused("NotAuthorizedException", "Incorrect username or password."):
        getattr(pool.client, way)(person, "Wrong-password-1!")
    assert getattr(pool.client, way)(person)["AccessToken"]


@pytest.mark.parametrize("way", ["sign_in", "sign_in_by_srp"])
def test_a_stranger_is_named_unless_the_client_hides_who_exists(pool, way):
    with refused("UserNotFoundException", "User does not exist."):
        getattr(pool.client, way)(Person())

    discreet = pool.new_client(PreventUserExistenceErrors="ENABLED")
    with refused("NotAuthorizedException", "Incorrect username or password."):
        getattr(discreet, way)(Person())


def test_a_discreet_client_gives_a_stranger_the_same_salt_each_time(pool):
    discreet = pool.new_client(PreventUserExistenceErrors="ENABLED")
    known, stranger = pool.join(), Person()

    def challenge(person):
        srp = AWSSRP(person.username, person.password, pool.id, discreet.id, client=pool.idp)
        answer = discreet.auth("USER_SRP_AUTH", person.username, SRP_A=srp.get_auth_params()["SRP_A"])
        assert answer["ChallengeName"] == "PASSWORD_VERIFIER"
        return answer["ChallengeParameters"]

    real, first, second = challenge(known), challenge(stranger), challenge(stranger)
    assert set(real) == set(first)
    assert len(real["SALT"]) == len(first["SALT"])
    assert first["SALT"] == second["SALT"]
    assert first["USER_ID_FOR_SRP"] == second["USER_ID_FOR_SRP"]
    assert first["SRP_B"] != second["SRP_B"]


def test_a_flow_that_the_client_does_not_allow_is_refused(pool, idp):
    person = pool.join()
    narrow = pool.new_client(ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])
    with refused("InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client"):
        narrow.sign_in(person)
    with refused("InvalidParameterException", "Auth flow not enabled for this client"):
        idp.admin_initiate_auth(
            UserPoolId=pool.id,
            ClientId=narrow.id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": person.username, "PASSWORD": person.password},
        )
    assert narrow.sign_in_by_srp(person)["AccessToken"]


def test_a_disabled_user_is_kept_out_until_enabled_again(pool, idp):
    person = pool.join()
    tokens = pool.client.sign_in(person)
    idp.admin_disable_user(UserPoolId=pool.id, Username=person.username)
    with refused("NotAuthorizedException", "User is disabled."):
        pool.client.sign_in(person)
    with refused("NotAuthorizedException"):
        pool.client.refresh(tokens["RefreshToken"])
    with refused("NotAuthorizedException"):
        idp.get_user(AccessToken=tokens["AccessToken"])

    idp.admin_enable_user(UserPoolId=pool.id, Username=person.username)
    assert pool.client.sign_in(person)["AccessToken"]


def invite(pool, idp, person, **members):
    idp.admin_create_user(
        UserPoolId=pool.id,
        Username=person.username,
        TemporaryPassword=person.password,
        UserAttributes=person.attributes,
        **members,
    )


def test_an_invited_user_must_choose_a_password(pool, idp, mail):
    person = Person()
    idp.admin_create_user(
        UserPoolId=pool.id,
        Username=person.username,
        UserAttributes=person.attributes,
        DesiredDeliveryMediums=["EMAIL"],
    )
    assert pool.user(person.username)["UserStatus"] == "FORCE_CHANGE_PASSWORD"

    message = mail.latest(person.email)
    assert person.username in message["text"]
    person.password = message["code"]

    challenge = pool.client.auth("USER_PASSWORD_AUTH", person.username, PASSWORD=person.password)
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert challenge["ChallengeParameters"]["USER_ID_FOR_SRP"] == person.username

    def answer(password):
        return idp.respond_to_auth_challenge(
            ClientId=pool.client.id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": person.username, "NEW_PASSWORD": password},
        )

    with refused("InvalidPasswordException"):
        answer("weak")
    chosen = new_password()
    pool.client.verify(answer(chosen)["AuthenticationResult"]["IdToken"], "id")
    with refused("NotAuthorizedException"):
        answer(new_password())

    assert pool.user(person.username)["UserStatus"] == "CONFIRMED"
    with refused("NotAuthorizedException", "Incorrect username or password."):
        pool.client.sign_in(person)
    person.password = chosen
    assert pool.client.sign_in(person)["AccessToken"]


def test_an_invited_user_chooses_a_password_after_srp(pool, idp):
    person = Person()
    invite(pool, idp, person, MessageAction="SUPPRESS")
    srp = AWSSRP(person.username, person.password, pool.id, pool.client.id, client=idp)
    chosen = new_password()
    tokens = srp.set_new_password_challenge(chosen)["AuthenticationResult"]
    assert pool.client.verify(tokens["AccessToken"], "access")["username"] == person.username
    assert pool.client.sign_in_by_srp(person, chosen)["AccessToken"]


def test_an_invited_user_gives_the_attributes_that_are_missing(make_pool, idp):
    pool = make_pool(Schema=[{"Name": "name", "Required": True}])
    person = Person()
    invite(pool, idp, person, MessageAction="SUPPRESS")
    challenge = pool.client.auth("USER_PASSWORD_AUTH", person.username, PASSWORD=person.password)
    assert challenge["ChallengeParameters"]["requiredAttributes"] == '["userAttributes.name"]'

    responses = {"USERNAME": person.username, "NEW_PASSWORD": new_password()}

    def answer():
        return idp.respond_to_auth_challenge(
            ClientId=pool.client.id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=challenge["Session"],
            ChallengeResponses=responses,
        )

    with refused("InvalidParameterException", "Invalid attributes given, name is missing"):
        answer()
    responses["userAttributes.name"] = "Ada"
    claims = pool.client.verify(answer()["AuthenticationResult"]["IdToken"], "id")
    assert claims["name"] == "Ada"


def test_the_proof_of_one_person_does_not_serve_another(pool):
    ada, eve = pool.join(), pool.join()

    def begin(person):
        srp = AWSSRP(person.username, person.password, pool.id, pool.client.id, client=pool.idp)
        parameters = srp.get_auth_params()
        return srp, pool.idp.initiate_auth(
            ClientId=pool.client.id, AuthFlow="USER_SRP_AUTH", AuthParameters=parameters
        )["ChallengeParameters"]

    srp, of_eve = begin(eve)
    _, of_ada = begin(ada)
    responses = srp.process_challenge(of_eve, {"USERNAME": eve.username})
    responses["USERNAME"] = ada.username
    with refused(("NotAuthorizedException", "InvalidParameterException")):
        pool.idp.respond_to_auth_challenge(
            ClientId=pool.client.id, ChallengeName="PASSWORD_VERIFIER", ChallengeResponses=responses
        )
    responses["PASSWORD_CLAIM_SECRET_BLOCK"] = of_ada["SECRET_BLOCK"]
    with refused("NotAuthorizedException", "Incorrect username or password."):
        pool.idp.respond_to_auth_challenge(
            ClientId=pool.client.id, ChallengeName="PASSWORD_VERIFIER", ChallengeResponses=responses
        )
