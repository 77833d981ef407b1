"""boto3: from a new pool to a confirmed user."""

import uuid

import pytest
from people import Person, dictionary, other_code, pairs, refused


def test_a_user_signs_up_confirms_by_mail_and_signs_in(pool, idp, mail):
    person = Person()

    answer = pool.client.sign_up(person, name="Ada")
    assert answer["UserConfirmed"] is False
    assert uuid.UUID(answer["UserSub"])
    assert answer["CodeDeliveryDetails"] == {
        "Destination": "p***@e***",
        "DeliveryMedium": "EMAIL",
        "AttributeName": "email",
    }
    assert pool.user(person.username)["UserStatus"] == "UNCONFIRMED"

    message = mail.latest(person.email)
    assert message["subject"]
    assert message["user_pool_id"] == pool.id
    assert message["username"] == person.username
    pool.client.confirm(person)

    user = pool.user(person.username)
    assert user["UserStatus"] == "CONFIRMED"
    assert user["Enabled"] is True
    assert user["UserAttributes"] == {
        "sub": answer["UserSub"],
        "email": person.email,
        "email_verified": "true",
        "name": "Ada",
    }

    tokens = pool.client.sign_in(person)
    seen = idp.get_user(AccessToken=tokens["AccessToken"])
    assert seen["Username"] == person.username
    assert dictionary(seen["UserAttributes"])["sub"] == answer["UserSub"]


def test_a_wrong_code_is_refused_and_the_right_one_still_works(pool, idp, mail):
    person = Person()
    pool.client.sign_up(person)
    code = mail.code(person.email)

    with refused("CodeMismatchException", "Invalid verification code provided, please try again."):
        idp.confirm_sign_up(ClientId=pool.client.id, Username=person.username, ConfirmationCode=other_code(code))
    pool.client.confirm(person)

    with refused("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED"):
        idp.confirm_sign_up(ClientId=pool.client.id, Username=person.username, ConfirmationCode=code)


def test_a_new_code_can_be_asked_for(pool, idp, mail):
    person = Person()
    pool.client.sign_up(person)

    answer = idp.resend_confirmation_code(ClientId=pool.client.id, Username=person.username)
    assert answer["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
    assert len(mail.to(person.email)) == 2
    pool.client.confirm(person)

    with refused("InvalidParameterException", "User is already confirmed."):
        idp.resend_confirmation_code(ClientId=pool.client.id, Username=person.username)


def test_an_administrator_can_confirm_instead(pool, idp):
    person = Person()
    pool.client.sign_up(person)
    idp.admin_confirm_sign_up(UserPoolId=pool.id, Username=person.username)

    user = pool.user(person.username)
    assert user["UserStatus"] == "CONFIRMED"
    assert user["UserAttributes"].get("email_verified") != "true"
    assert pool.client.sign_in(person)["AccessToken"]


def test_an_unconfirmed_user_is_told_so_only_with_the_right_password(pool):
    person = Person()
    pool.client.sign_up(person)
    with refused("UserNotConfirmedException", "User is not confirmed."):
        pool.client.sign_in(person)
    with refused("UserNotConfirmedException", "User is not confirmed."):
        pool.client.sign_in_by_srp(person)
    with refused("NotAuthorizedException", "Incorrect username or password."):
        pool.client.sign_in(person, "Wrong-password-1!")


def test_a_taken_name_is_refused(pool):
    person = Person()
    pool.client.sign_up(person)
    with refused("UsernameExistsException", "User already exists"):
        pool.client.sign_up(person)


@pytest.mark.parametrize(
    ("password", "complaint"),
    [
        ("Aa1!", "Password not long enough"),
        ("lower-case-1!", "Password must have uppercase characters"),
        ("UPPER-CASE-1!", "Password must have lowercase characters"),
        ("No-digits-here!", "Password must have numeric characters"),
        ("NoSymbols123", "Password must have symbol characters"),
    ],
)
def test_a_weak_password_is_refused_by_the_first_rule_it_breaks(pool, password, complaint):
    with refused("InvalidPasswordException", f"Password did not conform with policy: {complaint}"):
        pool.client.sign_up(Person(password=password))


def test_a_pool_can_be_closed_to_sign_up(make_pool):
    pool = make_pool(AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})
    with refused("NotAuthorizedException", "SignUp is not permitted for this user pool"):
        pool.client.sign_up(Person())


def test_an_address_can_be_the_user_name(make_pool):
    pool = make_pool(UsernameAttributes=["email"])
    address = Person().email
    person = Person(username=address, email=address)

    sub = pool.client.sign_up(person)["UserSub"]
    pool.client.confirm(person)
    assert pool.user(address)["Username"] == sub
    for signed_in in (pool.client.sign_in(person), pool.client.sign_in_by_srp(person)):
        claims = pool.client.verify(signed_in["IdToken"], "id")
        assert claims["cognito:username"] == claims["sub"] == sub

    with refused("UsernameExistsException", "An account with the given email already exists."):
        pool.client.sign_up(person)
    with refused("InvalidParameterException", "Username should be an email."):
        pool.client.sign_up(Person())


def test_a_verified_address_can_be_an_alias(make_pool):
    pool = make_pool(AliasAttributes=["email"])
    person = Person()
    pool.client.sign_up(person)
    by_address = Person(username=person.email, password=person.password)
    with refused("UserNotFoundException", "User does not exist."):
        pool.client.sign_in(by_address)

    pool.client.confirm(person)
    for signed_in in (pool.client.sign_in(by_address), pool.client.sign_in_by_srp(by_address)):
        assert pool.client.verify(signed_in["AccessToken"], "access")["username"] == person.username

    rival = Person(email=person.email)
    pool.client.sign_up(rival)
    with refused("AliasExistsException", "An account with the email already exists."):
        pool.client.confirm(rival)


def test_names_differ_by_case_only_where_the_pool_says_so(make_pool):
    person = Person()
    shouting = Person(username=person.username.upper(), password=person.password)

    folding = make_pool(UsernameConfiguration={"CaseSensitive": False})
    folding.join(person)
    assert folding.client.sign_in(shouting)["AccessToken"]
    assert folding.client.sign_in_by_srp(shouting)["AccessToken"]

    exact = make_pool(UsernameConfiguration={"CaseSensitive": True})
    exact.join(person)
    with refused("UserNotFoundException", "User does not exist."):
        exact.client.sign_in(shouting)


def test_the_schema_of_the_pool_holds(make_pool):
    pool = make_pool(
        Schema=[
            {"Name": "name", "Required": True},
            {"Name": "plan", "AttributeDataType": "String", "StringAttributeConstraints": {"MaxLength": "4"}},
        ]
    )
    with refused("InvalidParameterException"):
        pool.client.sign_up(Person())
    with refused("InvalidParameterException"):
        pool.client.sign_up(Person(), name="Ada", **{"custom:plan": "too long"})
    with refused("InvalidParameterException"):
        pool.client.sign_up(Person(), name="Ada", **{"custom:unheard-of": "x"})

    person = pool.join(name="Ada", **{"custom:plan": "gold"})
    assert pool.user(person.username)["UserAttributes"]["custom:plan"] == "gold"
    claims = pool.client.verify(pool.client.sign_in(person)["IdToken"], "id")
    assert (claims["name"], claims["custom:plan"]) == ("Ada", "gold")


def test_a_malformed_address_is_refused(pool, idp):
    person = Person()
    with refused("InvalidParameterException", "Invalid email address format."):
        idp.sign_up(
            ClientId=pool.client.id,
            Username=person.username,
            Password=person.password,
            UserAttributes=pairs(email="not an address"),
        )
