"""boto3: an administrator's view of users."""

import pytest
from people import Person, dictionary, pairs, refused


def create(pool, person, **members):
    answer = pool.idp.admin_create_user(
        UserPoolId=pool.id,
        Username=person.username,
        UserAttributes=person.attributes,
        MessageAction="SUPPRESS",
        **members,
    )
    return answer["User"]


def names(users):
    return sorted(user["Username"] for user in users)


def test_create_read_delete(pool, idp, mail):
    person = Person()
    created = create(pool, person)
    assert created["Username"] == person.username
    assert created["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    assert created["Enabled"] is True
    assert dictionary(created["Attributes"])["email"] == person.email
    assert mail.to(person.email) == []

    read = pool.user(person.username)
    assert read["UserAttributes"] == dictionary(created["Attributes"])
    assert read["UserCreateDate"] == created["UserCreateDate"]
    assert pool.user(read["UserAttributes"]["sub"])["Username"] == person.username

    with refused("UsernameExistsException"):
        create(pool, person)
    idp.admin_delete_user(UserPoolId=pool.id, Username=person.username)
    for gone in (idp.admin_get_user, idp.admin_delete_user):
        with refused("UserNotFoundException", "User does not exist."):
            gone(UserPoolId=pool.id, Username=person.username)
    assert create(pool, person)["Username"] == person.username


def test_an_invitation_can_be_sent_again(pool, idp, mail):
    person = Person()
    members = {"UserPoolId": pool.id, "Username": person.username, "DesiredDeliveryMediums": ["EMAIL"]}
    idp.admin_create_user(UserAttributes=person.attributes, **members)
    idp.admin_create_user(MessageAction="RESEND", **members)
    invitations = mail.to(person.email)
    assert len(invitations) == 2

    challenge = pool.client.auth("USER_PASSWORD_AUTH", person.username, PASSWORD=invitations[0]["code"])
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"


def test_pages_hold_every_user_once(pool, idp):
    people = [Person() for _ in range(7)]
    for person in people:
        create(pool, person)
    pages = list(idp.get_paginator("list_users").paginate(UserPoolId=pool.id, PaginationConfig={"PageSize": 3}))
    assert [len(page["Users"]) for page in pages][:2] == [3, 3]
    assert names(user for page in pages for user in page["Users"]) == sorted(p.username for p in people)


def test_a_page_token_serves_its_own_query_alone(pool, idp):
    for _ in range(3):
        create(pool, Person())
    token = idp.list_users(UserPoolId=pool.id, Limit=1)["PaginationToken"]
    with refused("InvalidParameterException"):
        idp.list_users(UserPoolId=pool.id, Limit=1, Filter='username ^= "a"', PaginationToken=token)
    with refused("InvalidParameterException"):
        idp.list_users(UserPoolId=pool.id, Limit=1, PaginationToken="made-up")
    assert len(idp.list_users(UserPoolId=pool.id, Limit=1, PaginationToken=token)["Users"]) == 1


class TestFilters:
    """One pool with three users, asked in every way."""

    @pytest.fixture
    def found(self, pool, idp):
        ada, bob = pool.join(Person(email="ada@example.com"), name="Ada"), Person(email="bob@example.com")
        carol = Person(email="carol@example.com")
        create(pool, bob)
        pool.client.sign_up(carol, name='Carol "C"')
        idp.admin_disable_user(UserPoolId=pool.id, Username=bob.username)
        sub = pool.user(ada.username)["UserAttributes"]["sub"]
        short = {ada.username: "ada", bob.username: "bob", carol.username: "carol"}

        def found(text, **members):
            text = text.format(ada=ada.username, sub=sub)
            users = idp.list_users(UserPoolId=pool.id, Filter=text, **members)["Users"]
            return sorted(short[user["Username"]] for user in users)

        return found

    def test_each_attribute_and_operator(self, found):
        assert found("") == ["ada", "bob", "carol"]
        assert found('username = "{ada}"') == ["ada"]
        assert found('username ^= "person-"') == ["ada", "bob", "carol"]
        assert found('sub = "{sub}"') == ["ada"]
        assert found('email = "bob@example.com"') == ["bob"]
        assert found('email ^= "ca"') == ["carol"]
        assert found('email ^= "x"') == []
        assert found('name = "Ada"') == ["ada"]
        assert found(r'name = "Carol \"C\""') == ["carol"]
        assert found('cognito:user_status = "CONFIRMED"') == ["ada"]
        assert found('cognito:user_status = "UNCONFIRMED"') == ["carol"]
        assert found('status = "Disabled"') == ["bob"]
        assert found('status = "Enabled"') == ["ada", "carol"]

    def test_nonsense_is_refused(self, found):
        for text in ("email", 'email ~ "x"', 'email = "x', 'custom:none = "x"', 'email = "x" and name = "y"'):
            with refused("InvalidParameterException"):
                found(text)


def test_only_the_asked_attributes_come_back(pool, idp):
    person = Person()
    create(pool, person)
    answer = idp.list_users(UserPoolId=pool.id, AttributesToGet=["email"])
    assert [user["Attributes"] for user in answer["Users"]] == [pairs(email=person.email)]
    with refused("InvalidParameterException"):
        idp.list_users(UserPoolId=pool.id, AttributesToGet=["custom:none"])


def test_users_of_one_pool_are_strangers_to_another(pool, make_pool, idp):
    person = pool.join()
    other = make_pool()
    assert idp.list_users(UserPoolId=other.id)["Users"] == []
    with refused("UserNotFoundException"):
        other.client.sign_in(person)
    with refused("ResourceNotFoundException"):
        idp.admin_initiate_auth(
            UserPoolId=other.id,
            ClientId=pool.client.id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": person.username, "PASSWORD": person.password},
        )
