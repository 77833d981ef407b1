"""boto3: tokens after the sign-in: refresh, rotation, revocation, sign-out."""

import pytest
from people import ALL_FLOWS, Person, dictionary, pairs, refused

ROTATING = [flow for flow in ALL_FLOWS if flow != "ALLOW_REFRESH_TOKEN_AUTH"]


def rotating_client(pool, grace):
    return pool.new_client(
        ExplicitAuthFlows=ROTATING,
        RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": grace},
    )


def exchange(client, token):
    """Tokens by GetTokensFromRefreshToken."""
    members = {"ClientSecret": client.secret} if client.secret else {}
    return client.idp.get_tokens_from_refresh_token(ClientId=client.id, RefreshToken=token, **members)[
        "AuthenticationResult"
    ]


def check_refreshed(client, before, after):
    for name, use in (("AccessToken", "access"), ("IdToken", "id")):
        old, new = client.verify(before[name], use), client.verify(after[name], use)
        assert new["jti"] != old["jti"]
        for claim in ("sub", "auth_time", "origin_jti", "iss"):
            assert new[claim] == old[claim]


def test_refresh_gives_new_tokens_of_the_same_sign_in(pool, idp):
    person = pool.join()
    before = pool.client.sign_in_by_srp(person)
    for _ in range(2):
        after = pool.client.refresh(before["RefreshToken"])
        assert "RefreshToken" not in after
        assert after["ExpiresIn"] == 3600
        check_refreshed(pool.client, before, after)
        assert idp.get_user(AccessToken=after["AccessToken"])["Username"] == person.username


def test_refresh_shows_what_has_changed(pool, idp):
    person = pool.join(name="Ada")
    tokens = pool.client.sign_in(person)
    idp.admin_update_user_attributes(
        UserPoolId=pool.id, Username=person.username, UserAttributes=pairs(name="Ada Lovelace")
    )
    after = pool.client.refresh(tokens["RefreshToken"])
    assert pool.client.verify(after["IdToken"], "id")["name"] == "Ada Lovelace"


def test_tokens_from_a_refresh_token_without_rotation(pool):
    before = pool.client.sign_in(pool.join())
    after = exchange(pool.client, before["RefreshToken"])
    assert "RefreshToken" not in after
    check_refreshed(pool.client, before, after)


def test_a_rotated_token_is_spent(pool):
    client = rotating_client(pool, grace=0)
    first = client.sign_in(pool.join())
    second = exchange(client, first["RefreshToken"])
    assert second["RefreshToken"] != first["RefreshToken"]
    check_refreshed(client, first, second)

    with refused("RefreshTokenReuseException"):
        exchange(client, first["RefreshToken"])
    third = exchange(client, second["RefreshToken"])
    assert third["RefreshToken"] != second["RefreshToken"]


def test_within_the_grace_period_a_rotated_token_gives_the_same_successor(pool):
    client = rotating_client(pool, grace=60)
    first = client.sign_in(pool.join())
    second = exchange(client, first["RefreshToken"])
    again = exchange(client, first["RefreshToken"])
    third = exchange(client, second["RefreshToken"])
    # What the repeated call gave stands in the place of what the first one gave, not beside it.
    assert exchange(client, again["RefreshToken"])["AccessToken"]
    assert exchange(client, third["RefreshToken"])["AccessToken"]


def test_a_rotating_client_cannot_refresh_the_old_way(pool):
    client = rotating_client(pool, grace=0)
    tokens = client.sign_in(pool.join())
    with refused(("InvalidParameterException", "NotAuthorizedException")):
        client.refresh(tokens["RefreshToken"])


def test_a_client_that_rotates_may_not_allow_the_old_refresh(pool):
    with refused("InvalidParameterException"):
        pool.new_client(RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": 0})


def test_revoking_ends_one_sign_in_and_no_other(pool, idp):
    person = pool.join()
    phone, laptop = pool.client.sign_in(person), pool.client.sign_in(person)
    idp.revoke_token(Token=phone["RefreshToken"], ClientId=pool.client.id)

    with refused("NotAuthorizedException"):
        pool.client.refresh(phone["RefreshToken"])
    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.get_user(AccessToken=phone["AccessToken"])
    assert pool.client.refresh(laptop["RefreshToken"])["AccessToken"]
    assert idp.get_user(AccessToken=laptop["AccessToken"])["Username"] == person.username


def test_revoking_covers_what_was_refreshed_from_it(pool, idp):
    tokens = pool.client.sign_in(pool.join())
    refreshed = pool.client.refresh(tokens["RefreshToken"])
    idp.revoke_token(Token=tokens["RefreshToken"], ClientId=pool.client.id)
    with refused("NotAuthorizedException", "Access Token has been revoked"):
        idp.get_user(AccessToken=refreshed["AccessToken"])


@pytest.mark.parametrize("by", ["the user", "an administrator"])
def test_signing_out_everywhere(pool, idp, by):
    person = pool.join()
    phone, laptop = pool.client.sign_in(person), pool.client.sign_in_by_srp(person)
    if by == "the user":
        idp.global_sign_out(AccessToken=phone["AccessToken"])
    else:
        idp.admin_user_global_sign_out(UserPoolId=pool.id, Username=person.username)

    for tokens in (phone, laptop):
        with refused("NotAuthorizedException", "Access Token has been revoked"):
            idp.get_user(AccessToken=tokens["AccessToken"])
        with refused("NotAuthorizedException"):
            pool.client.refresh(tokens["RefreshToken"])

    # In the same second as the sign-out, as a test or an eager user does.
    again = pool.client.sign_in(person)
    assert idp.get_user(AccessToken=again["AccessToken"])["Username"] == person.username
    assert pool.client.refresh(again["RefreshToken"])["AccessToken"]


def test_tokens_of_a_deleted_user_are_dead(pool, idp):
    person = pool.join()
    tokens = pool.client.sign_in(person)
    idp.delete_user(AccessToken=tokens["AccessToken"])
    with refused("UserNotFoundException", "User does not exist."):
        idp.get_user(AccessToken=tokens["AccessToken"])
    with refused(("NotAuthorizedException", "UserNotFoundException")):
        pool.client.refresh(tokens["RefreshToken"])
    with refused("UserNotFoundException", "User does not exist."):
        pool.user(person.username)


def test_only_an_access_token_of_the_pool_is_an_access_token(pool, idp):
    tokens = pool.client.sign_in(pool.join())
    head, body, signature = tokens["AccessToken"].split(".")
    flipped = ("A" if signature[0] != "A" else "B") + signature[1:]
    for token in (tokens["IdToken"], f"{head}.{body}.{flipped}", f"{head}.{body}.", "not-a-token"):
        with refused("NotAuthorizedException"):
            idp.get_user(AccessToken=token)


def test_a_refresh_token_belongs_to_its_client(pool):
    tokens = pool.client.sign_in(pool.join())
    other = pool.new_client()
    with refused("NotAuthorizedException", "Invalid Refresh Token."):
        other.refresh(tokens["RefreshToken"])
    with refused("NotAuthorizedException", "Invalid Refresh Token."):
        pool.client.refresh("eyJjdHkiOiJKV1QifQ.not.a.refresh.token")


def test_the_lives_of_tokens_are_the_clients(pool):
    client = pool.new_client(
        AccessTokenValidity=5,
        IdTokenValidity=2,
        RefreshTokenValidity=1,
        TokenValidityUnits={"AccessToken": "minutes", "IdToken": "hours", "RefreshToken": "days"},
    )
    tokens = client.sign_in(pool.join())
    assert tokens["ExpiresIn"] == 300
    access = client.verify(tokens["AccessToken"], "access")
    identity = client.verify(tokens["IdToken"], "id")
    assert access["exp"] - access["iat"] == 300
    assert identity["exp"] - identity["iat"] == 7200


class TestConfidentialClient:
    """A client with a secret: every call carries a hash made with it."""

    @pytest.fixture
    def app(self, pool):
        return pool.new_client(GenerateSecret=True)

    def test_the_whole_round(self, pool, app, idp):
        person = Person()
        app.sign_up(person)
        app.confirm(person)
        for tokens in (app.sign_in(person), app.sign_in_by_srp(person)):
            app.verify(tokens["IdToken"], "id")
            hashed = app.secret_hash(person.username)
            refreshed = app.refresh(tokens["RefreshToken"], SECRET_HASH=hashed)
            app.verify(refreshed["AccessToken"], "access")
            app.verify(exchange(app, tokens["RefreshToken"])["AccessToken"], "access")
            idp.revoke_token(Token=tokens["RefreshToken"], ClientId=app.id, ClientSecret=app.secret)
            with refused("NotAuthorizedException"):
                app.refresh(tokens["RefreshToken"], SECRET_HASH=hashed)

    def test_without_the_hash_nothing_goes(self, pool, app, idp):
        person = pool.join()
        text = f"Client {app.id} is configured with secret but SECRET_HASH was not received"
        with refused("NotAuthorizedException", text):
            idp.initiate_auth(
                ClientId=app.id,
                AuthFlow="USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": person.username, "PASSWORD": person.password},
            )
        with refused("NotAuthorizedException"):
            idp.sign_up(ClientId=app.id, Username=Person().username, Password=person.password)
        with refused("NotAuthorizedException"):
            idp.forgot_password(ClientId=app.id, Username=person.username)
        tokens = app.sign_in(person)
        with refused("NotAuthorizedException"):
            app.refresh(tokens["RefreshToken"])

    def test_a_wrong_hash_is_refused(self, pool, app, idp):
        person = pool.join()
        wrong = app.secret_hash("somebody-else")
        text = f"Unable to verify secret hash for client {app.id}"
        with refused("NotAuthorizedException", text):
            idp.initiate_auth(
                ClientId=app.id,
                AuthFlow="USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": person.username, "PASSWORD": person.password, "SECRET_HASH": wrong},
            )
        with refused("NotAuthorizedException", text):
            idp.sign_up(ClientId=app.id, Username=Person().username, Password=person.password, SecretHash=wrong)

    def test_its_secret_can_be_read_again(self, pool, app, idp):
        described = idp.describe_user_pool_client(UserPoolId=pool.id, ClientId=app.id)["UserPoolClient"]
        assert described["ClientSecret"] == app.secret


def test_what_a_client_may_read_is_what_it_sees(pool, idp):
    narrow = pool.new_client(ReadAttributes=["email"])
    person = pool.join(name="Ada")
    tokens = narrow.sign_in(person)
    assert "name" not in narrow.verify(tokens["IdToken"], "id")
    seen = dictionary(idp.get_user(AccessToken=tokens["AccessToken"])["UserAttributes"])
    assert seen["email"] == person.email
    assert "name" not in seen
