"""People whom a provider proves, of a pool that asks a function what to make of them, in each language: a browser's way."""

from urllib.parse import urlencode

import jwt
import pytest
import requests
from provider import CALLBACK, Provider, led
from test_functions import PREFIX, TIMEOUT
from triggered import ARN, attributes_of, check_shape

SOURCE = "InboundFederation_ExternalProvider"


@pytest.fixture
def corp():
    provider = Provider()
    yield provider
    provider.stop()


class Federated:
    """A pool that people enter through the provider, and an app there."""

    def __init__(self, asking, corp, function=ARN, triggers=()):
        self.asking, self.corp, self.idp = asking, corp, asking.idp
        config = {trigger: ARN for trigger in triggers}
        config["InboundFederation"] = {"LambdaVersion": "V1_0", "LambdaArn": function}
        self.pool = self.idp.create_user_pool(PoolName="p", LambdaConfig=config)["UserPool"]["Id"]
        self.idp.create_user_pool_domain(UserPoolId=self.pool, Domain="acme")
        details = {"client_id": "cenote", "client_secret": "a secret of the provider", "oidc_issuer": corp.issuer}
        self.idp.create_identity_provider(
            UserPoolId=self.pool,
            ProviderName="Corp",
            ProviderType="OIDC",
            ProviderDetails={**details, "authorize_scopes": "openid email", "attributes_request_method": "GET"},
            AttributeMapping={"email": "email", "name": "name", "nickname": "nickname"},
        )
        self.client = asking.app(
            self.pool,
            AllowedOAuthFlowsUserPoolClient=True,
            AllowedOAuthFlows=["code"],
            AllowedOAuthScopes=["openid", "email", "profile"],
            CallbackURLs=[CALLBACK],
            SupportedIdentityProviders=["Corp"],
        )
        self.domain = f"{asking.server.endpoint}/domain/acme/oauth2"

    def enter(self, **person):
        """What the app is told at the end of somebody's sign-in."""
        self.corp.person = person
        app = {"client_id": self.client, "redirect_uri": CALLBACK}
        query = {**app, "response_type": "code", "scope": "openid email profile", "identity_provider": "Corp"}
        return led(f"{self.domain}/authorize?{urlencode(query)}")

    def claims(self, told):
        form = {"grant_type": "authorization_code", "client_id": self.client, "redirect_uri": CALLBACK, "code": told["code"]}
        tokens = requests.post(f"{self.domain}/token", data=form, timeout=30).json()
        return jwt.decode(tokens["id_token"], options={"verify_signature": False})

    def kept(self, subject):
        return attributes_of(self.idp.admin_get_user(UserPoolId=self.pool, Username=f"Corp_{subject}"))

    def users(self):
        return self.idp.list_users(UserPoolId=self.pool)["Users"]


def test_the_function_says_what_is_kept_of_whom_a_provider_proves(asking, corp):
    here = Federated(asking, corp)
    person = {"sub": "A-1", "email": "alice@corp.example", "email_verified": True, "nickname": "Al", "age": 42}
    claims = here.claims(here.enter(**person))
    assert (claims["cognito:username"], claims["email"], claims["name"]) == ("Corp_A-1", "alice@ours.example.com", "alice of Corp")
    # What the function leaves out of its map is not taken from the provider.
    assert "nickname" not in claims and "nickname" not in here.kept("A-1")
    (event,) = asking.told()
    check_shape(event, SOURCE, here.pool, here.client, "Corp_A-1")
    request = event["request"]
    token = request["attributes"]["tokenResponse"]
    assert (token["access_token"], token["token_type"], token["expires_in"]) == ("of the provider", "Bearer", "3600")
    texts = {name: str(value) for name, value in corp.claims.items()}
    info = {**person, "email_verified": "true", "age": "42"}
    attributes = {"tokenResponse": token, "idToken": texts, "userInfo": info}
    assert request == {"providerName": "Corp", "providerType": "OIDC", "attributes": attributes}
    assert event["response"] == {"userAttributesToMap": {}}

    # It is asked at every sign-in, before the profile is brought up to date.
    here.enter(**{**person, "email": "alicia@corp.example"})
    assert here.kept("A-1")["email"] == "alicia@ours.example.com"
    assert asking.sources() == [SOURCE]


def test_all_functions_are_asked_in_their_turn(asking, corp):
    triggers = ["PreSignUp", "PostConfirmation", "PreAuthentication", "PostAuthentication", "PreTokenGeneration"]
    here = Federated(asking, corp, triggers=triggers)
    person = {"sub": "C-3", "email": "carl@corp.example"}
    claims = here.claims(here.enter(**person))
    assert (claims["tier"], claims["source"]) == ("gold", "HostedAuth")
    judged = ["PreSignUp_ExternalProvider", "PostConfirmation_ConfirmSignUp"]
    events = asking.told()
    assert [event["triggerSource"] for event in events] == [SOURCE, *judged, "TokenGeneration_HostedAuth"]
    for event in events:
        check_shape(event, event["triggerSource"], here.pool, here.client, "Corp_C-3")
    # What the first function made of the provider's words is what the next one is shown.
    assert events[1]["request"]["userAttributes"]["email"] == "carl@ours.example.com"
    here.claims(here.enter(**person))
    judged = ["PreAuthentication_Authentication", "PostAuthentication_Authentication"]
    assert asking.sources() == [SOURCE, *judged, "TokenGeneration_HostedAuth"]


def test_an_empty_map_changes_nothing(asking, corp):
    here = Federated(asking, corp)
    here.enter(sub="B-2", email="as-is@corp.example", name="Bob", nickname="Bo")
    kept = here.kept("B-2")
    assert (kept["email"], kept["name"], kept["nickname"]) == ("as-is@corp.example", "Bob", "Bo")


def test_whom_the_function_refuses_does_not_enter(asking, corp):
    here = Federated(asking, corp)
    told = here.enter(sub="E-5", email="eve@refused.example.com")
    refusal = "InboundFederation failed with error Nobody comes from there."
    assert (told["error"], told["error_description"]) == ("invalid_request", refusal)
    assert here.users() == []
    here.enter(sub="E-5", email="eve@corp.example")
    told = here.enter(sub="E-5", email="eve@refused.example.com")
    assert told["error_description"] == refusal and here.kept("E-5")["email"] == "eve@ours.example.com"


def test_a_function_that_takes_too_long_lets_nobody_in(asking, corp):
    here = Federated(asking, corp, PREFIX + "impatient")
    told = here.enter(sub="S-6", email="sam@slow.example.com")
    assert told["error_description"] == f"InboundFederation invocation failed due to error {TIMEOUT}"
    assert here.users() == []
    failures = [line for line in asking.lines() if line.get("message") == "a function failed"]
    assert [line["attempt"] for line in failures] == [1, 2, 3]
    # The next sign-in has a program that works.
    assert "code" in here.enter(sub="S-6", email="sam@corp.example")
