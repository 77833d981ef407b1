"""boto3's paginators and waiters: every list of the service page by page, each thing once."""

import re
from pathlib import Path

import pytest
from people import Person, new_password

PAGE = Path(__file__).resolve().parents[3] / "docs" / "compatibility.md"
COUNT = 5


class Shelf:
    """A pool with five of everything that can be listed; `people[0]` is in each group."""

    def __init__(self, idp, pool):
        self.idp = idp
        self.pool = pool.id
        self.client = pool.client
        self.people = [Person() for _ in range(COUNT)]

    def users(self):
        for person in self.people:
            self.idp.admin_create_user(UserPoolId=self.pool, Username=person.username, MessageAction="SUPPRESS")
        return {"UserPoolId": self.pool}, "Username", {person.username for person in self.people}

    def groups(self):
        names = {f"group-{number}" for number in range(COUNT)}
        for name in names:
            self.idp.create_group(UserPoolId=self.pool, GroupName=name)
        return {"UserPoolId": self.pool}, "GroupName", names

    def groups_of_a_user(self):
        self.users()
        asked, key, names = self.groups()
        person = {"UserPoolId": self.pool, "Username": self.people[0].username}
        for name in names:
            self.idp.admin_add_user_to_group(**person, GroupName=name)
        return person, key, names

    def users_of_a_group(self):
        _, key, names = self.users()
        self.idp.create_group(UserPoolId=self.pool, GroupName="all")
        for name in names:
            self.idp.admin_add_user_to_group(UserPoolId=self.pool, Username=name, GroupName="all")
        return {"UserPoolId": self.pool, "GroupName": "all"}, key, names

    def pools(self):
        # Other tests have made pools too, and make more meanwhile: ours are among them, each once.
        made = [self.idp.create_user_pool(PoolName="page")["UserPool"]["Id"] for _ in range(COUNT)]
        return {}, "Id", set(made)

    def clients(self):
        made = [self.idp.create_user_pool_client(UserPoolId=self.pool, ClientName="c") for _ in range(COUNT)]
        return {"UserPoolId": self.pool}, "ClientId", {one["UserPoolClient"]["ClientId"] for one in made}

    def providers(self):
        names = {f"partner-{number}" for number in range(COUNT)}
        details = {
            "client_id": "client",
            "client_secret": "secret",
            "attributes_request_method": "GET",
            "authorize_scopes": "openid",
            "oidc_issuer": "https://partner.example.com",
            "authorize_url": "https://partner.example.com/authorize",
            "token_url": "https://partner.example.com/token",
            "attributes_url": "https://partner.example.com/userinfo",
            "jwks_uri": "https://partner.example.com/keys",
        }
        for name in names:
            self.idp.create_identity_provider(
                UserPoolId=self.pool, ProviderName=name, ProviderType="OIDC", ProviderDetails=details
            )
        return {"UserPoolId": self.pool}, "ProviderName", names

    def resource_servers(self):
        names = {f"https://api-{number}.example.com" for number in range(COUNT)}
        for name in names:
            self.idp.create_resource_server(UserPoolId=self.pool, Identifier=name, Name="api")
        return {"UserPoolId": self.pool}, "Identifier", names

    def events(self):
        add_ons = {"AdvancedSecurityMode": "AUDIT"}
        self.idp.update_user_pool(UserPoolId=self.pool, AutoVerifiedAttributes=["email"], UserPoolAddOns=add_ons)
        person = Person(password=new_password())
        asked = {"UserPoolId": self.pool, "Username": person.username}
        self.idp.admin_create_user(**asked, MessageAction="SUPPRESS")
        self.idp.admin_set_user_password(**asked, Password=person.password, Permanent=True)
        for _ in range(COUNT):
            self.client.sign_in(person)
        return asked, "EventId", None


SHELVES = {
    "AdminListGroupsForUser": Shelf.groups_of_a_user,
    "AdminListUserAuthEvents": Shelf.events,
    "ListGroups": Shelf.groups,
    "ListIdentityProviders": Shelf.providers,
    "ListResourceServers": Shelf.resource_servers,
    "ListUserPoolClients": Shelf.clients,
    "ListUserPools": Shelf.pools,
    "ListUsers": Shelf.users,
    "ListUsersInGroup": Shelf.users_of_a_group,
}


def operations(idp):
    return {idp.meta.method_to_api_mapping[method] for method in dir(idp) if method in idp.meta.method_to_api_mapping}


def built():
    return set(re.findall(r"^\| (\w+) \| built \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_paginator_is_tried_and_there_is_no_waiter(idp):
    methods = idp.meta.method_to_api_mapping
    paginated = {methods[method] for method in methods if idp.can_paginate(method)}
    assert paginated == set(SHELVES)
    assert idp.waiter_names == []


@pytest.mark.parametrize("operation", sorted(set(SHELVES) & built()))
def test_pages_give_each_thing_once(idp, make_pool, operation):
    method = next(name for name, api in idp.meta.method_to_api_mapping.items() if api == operation)
    asked, key, expected = SHELVES[operation](Shelf(idp, make_pool()))
    paginator = idp.get_paginator(method)
    result = paginator.result_keys[0].parsed["value"]
    pages = [page[result] for page in paginator.paginate(**asked, PaginationConfig={"PageSize": 2})]
    seen = [thing[key] for page in pages for thing in page]
    assert len(pages) > 1 and max(map(len, pages)) == 2
    assert len(seen) == len(set(seen)), "something was given twice"
    if expected is None:
        assert len(seen) == COUNT
    elif operation in ("ListUserPools", "ListUserPoolClients"):
        assert expected <= set(seen)
    else:
        assert set(seen) == expected
