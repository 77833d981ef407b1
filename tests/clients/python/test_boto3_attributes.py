"""boto3: what a user is told to be, by themselves and by an administrator."""

from people import Person, dictionary, other_code, pairs, refused


def seen_by_self(idp, token):
    return dictionary(idp.get_user(AccessToken=token)["UserAttributes"])


def test_a_user_changes_attributes(pool, idp):
    person = pool.join(name="Ada", locale="en")
    token = pool.client.sign_in(person)["AccessToken"]

    idp.update_user_attributes(AccessToken=token, UserAttributes=pairs(name="Ada Lovelace", nickname="ada"))
    idp.delete_user_attributes(AccessToken=token, UserAttributeNames=["locale"])
    seen = seen_by_self(idp, token)
    assert (seen["name"], seen["nickname"]) == ("Ada Lovelace", "ada")
    assert "locale" not in seen


def test_a_new_address_is_verified_by_mail(pool, idp, mail):
    person = pool.join()
    token = pool.client.sign_in(person)["AccessToken"]
    address = Person().email

    answer = idp.update_user_attributes(AccessToken=token, UserAttributes=pairs(email=address))
    assert answer["CodeDeliveryDetailsList"] == [
        {"Destination": "p***@e***", "DeliveryMedium": "EMAIL", "AttributeName": "email"}
    ]
    seen = seen_by_self(idp, token)
    assert (seen["email"], seen["email_verified"]) == (address, "false")

    code = mail.code(address)
    with refused("CodeMismatchException"):
        idp.verify_user_attribute(AccessToken=token, AttributeName="email", Code=other_code(code))
    idp.verify_user_attribute(AccessToken=token, AttributeName="email", Code=code)
    assert seen_by_self(idp, token)["email_verified"] == "true"


def test_a_code_for_an_address_can_be_asked_for(pool, idp, mail):
    person = Person()
    pool.client.sign_up(person)
    idp.admin_confirm_sign_up(UserPoolId=pool.id, Username=person.username)
    token = pool.client.sign_in(person)["AccessToken"]

    answer = idp.get_user_attribute_verification_code(AccessToken=token, AttributeName="email")
    assert answer["CodeDeliveryDetails"]["AttributeName"] == "email"
    idp.verify_user_attribute(AccessToken=token, AttributeName="email", Code=mail.code(person.email))
    assert pool.user(person.username)["UserAttributes"]["email_verified"] == "true"


def test_a_pool_can_keep_the_old_address_until_the_new_one_is_verified(make_pool, idp, mail):
    pool = make_pool(
        UsernameAttributes=["email"],
        UserAttributeUpdateSettings={"AttributesRequireVerificationBeforeUpdate": ["email"]},
    )
    old, new = Person().email, Person().email
    person = pool.join(Person(username=old, email=old))
    token = pool.client.sign_in(person)["AccessToken"]

    idp.update_user_attributes(AccessToken=token, UserAttributes=pairs(email=new))
    seen = seen_by_self(idp, token)
    assert (seen["email"], seen["email_verified"]) == (old, "true")
    assert pool.client.sign_in(person)["AccessToken"]

    idp.verify_user_attribute(AccessToken=token, AttributeName="email", Code=mail.code(new))
    seen = seen_by_self(idp, token)
    assert (seen["email"], seen["email_verified"]) == (new, "true")
    moved = Person(username=new, password=person.password)
    assert pool.client.sign_in_by_srp(moved)["AccessToken"]
    with refused("UserNotFoundException"):
        pool.client.sign_in(person)


def test_a_client_writes_only_what_it_may(pool, idp):
    person = pool.join()
    narrow = pool.new_client(WriteAttributes=["name"])
    token = narrow.sign_in(person)["AccessToken"]
    idp.update_user_attributes(AccessToken=token, UserAttributes=pairs(name="Ada"))

    text = "A client attempted to write unauthorized attribute"
    with refused("NotAuthorizedException", text):
        idp.update_user_attributes(AccessToken=token, UserAttributes=pairs(nickname="ada"))
    token = pool.client.sign_in(person)["AccessToken"]
    with refused("NotAuthorizedException", text):
        idp.update_user_attributes(AccessToken=token, UserAttributes=pairs(email_verified="true"))


def test_a_pool_gains_attributes(pool, idp):
    idp.add_custom_attributes(
        UserPoolId=pool.id,
        CustomAttributes=[
            {
                "Name": "age",
                "AttributeDataType": "Number",
                "NumberAttributeConstraints": {"MinValue": "0", "MaxValue": "150"},
            },
            {"Name": "badge", "AttributeDataType": "String", "Mutable": False},
        ],
    )
    schema = {
        entry["Name"]: entry for entry in idp.describe_user_pool(UserPoolId=pool.id)["UserPool"]["SchemaAttributes"]
    }
    assert schema["custom:age"]["NumberAttributeConstraints"] == {"MinValue": "0", "MaxValue": "150"}
    assert schema["custom:badge"]["Mutable"] is False

    person = pool.join(**{"custom:age": "36", "custom:badge": "blue"})
    assert pool.user(person.username)["UserAttributes"]["custom:age"] == "36"

    def update(**attributes):
        idp.admin_update_user_attributes(
            UserPoolId=pool.id, Username=person.username, UserAttributes=pairs(**attributes)
        )

    update(**{"custom:age": "37"})
    with refused("InvalidParameterException"):
        update(**{"custom:age": "151"})
    with refused("InvalidParameterException"):
        update(**{"custom:badge": "red"})
    attributes = pool.user(person.username)["UserAttributes"]
    assert (attributes["custom:age"], attributes["custom:badge"]) == ("37", "blue")


def test_an_administrator_changes_and_removes_attributes(pool, idp):
    person = pool.join(name="Ada")
    idp.admin_update_user_attributes(
        UserPoolId=pool.id,
        Username=person.username,
        UserAttributes=pairs(nickname="ada", email="ada@example.com", email_verified="true"),
    )
    idp.admin_delete_user_attributes(UserPoolId=pool.id, Username=person.username, UserAttributeNames=["name"])
    attributes = pool.user(person.username)["UserAttributes"]
    del attributes["sub"]
    assert attributes == {"nickname": "ada", "email": "ada@example.com", "email_verified": "true"}
