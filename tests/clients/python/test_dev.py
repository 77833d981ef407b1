"""`cenote dev`: any credentials, a demo pool, a mailbox."""

import json
import urllib.parse
import urllib.request

import boto3
import pytest
from people import Person, Server, get_json
from pycognito.aws_srp import AWSSRP

DEMO = Server.ready["demo"]


def test_any_credentials_will_do():
    client = boto3.client("cognito-idp", aws_access_key_id="made-up", aws_secret_access_key="made up as well")
    assert "UserPools" in client.list_user_pools(MaxResults=1)


def test_the_demo_users_sign_in(idp):
    assert len(DEMO["users"]) == 2
    for user in DEMO["users"]:
        for client_id, secret in (
            (DEMO["client_id"], None),
            (DEMO["confidential_client_id"], DEMO["confidential_client_secret"]),
        ):
            srp = AWSSRP(
                user["username"],
                user["password"],
                DEMO["user_pool_id"],
                client_id,
                client=idp,
                client_secret=secret,
            )
            tokens = srp.authenticate_user()["AuthenticationResult"]
            assert idp.get_user(AccessToken=tokens["AccessToken"])["Username"]


def mailbox(method, **query):
    url = f"{Server.endpoint}/mailbox/messages"
    if query:
        url += "?" + urllib.parse.urlencode(query)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(url, method=method)) as answer:
        return answer.read()


def test_the_mailbox(pool, idp, mail):
    person = Person(email=f"plus+sign-{Person().username}@example.com")
    pool.client.sign_up(person)
    idp.resend_confirmation_code(ClientId=pool.client.id, Username=person.username)
    pool.client.sign_up(Person())

    newest, oldest = get_json(f"{Server.endpoint}/mailbox/messages?" + urllib.parse.urlencode({"to": person.email}))
    assert " ".join(sorted(newest)) == "at channel code html id kind link subject text to user_pool_id username"
    assert newest["at"] >= oldest["at"]
    assert newest["id"] != oldest["id"]
    assert (newest["to"], newest["username"], newest["user_pool_id"]) == (person.email, person.username, pool.id)
    pool.client.confirm(person)

    everything = json.loads(mailbox("GET"))
    assert len(everything) >= 3
    assert newest in everything

    mailbox("DELETE")
    assert json.loads(mailbox("GET")) == []


def test_the_mailbox_page_can_be_read(pool):
    pool.client.sign_up(Person())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(Server.ready["mailbox"]) as answer:
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "<" in answer.read().decode()


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_it_says_that_it_is_well(path):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(Server.endpoint + path) as answer:
        assert answer.status == 200


def test_attributes_come_back_as_they_were_given(pool):
    """What a test on a laptop most often checks: any script, any line."""
    person = Person()
    given = {"name": "Ægir Þór 水井 🜁", "address": "1 Well Lane\nSpring", "email": person.email}
    pool.client.sign_up(person, name=given["name"], address=given["address"])
    assert given.items() <= pool.user(person.username)["UserAttributes"].items()
