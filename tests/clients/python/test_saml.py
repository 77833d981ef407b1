"""pysaml2 as a company's SAML provider: it reads our metadata and requests, and what xmlsec signs for it lets people in."""

import base64
import json
import os
import uuid
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
from people import get_json
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.metadata import create_metadata_string
from saml2.saml import NAMEID_FORMAT_EMAILADDRESS, NameID
from saml2.server import Server as Provider
from saml_provider import PASSWORD, SHA256, configured, new_key
from test_authlib import CALLBACK, ask

IDP = "https://idp.example"
BYE = "http://localhost:3000/bye"


class Corp:
    """A pool with a domain, and pysaml2 as its provider."""

    # pysaml2 calls attributes by their OIDs.
    MAIL = "urn:oid:0.9.2342.19200300.100.1.3"

    def __init__(self, pool, idp, folder):
        self.pool, self.idp, self.folder = pool, idp, folder
        self.prefix = f"suite-{uuid.uuid4().hex[:12]}"
        idp.create_user_pool_domain(UserPoolId=pool.id, Domain=self.prefix)
        document = get_json(f"{pool.issuer}/.well-known/openid-configuration")
        self.origin = document["authorization_endpoint"].removesuffix("/oauth2/authorize")
        self.key = new_key(folder, "first")
        self.provider = self.made()
        idp.create_identity_provider(
            UserPoolId=pool.id,
            ProviderName="Corp",
            ProviderType="SAML",
            ProviderDetails=self.details(),
            AttributeMapping={"email": self.MAIL},
        )
        self.client = pool.new_client(
            AllowedOAuthFlowsUserPoolClient=True,
            AllowedOAuthFlows=["code"],
            AllowedOAuthScopes=["openid", "email"],
            CallbackURLs=[CALLBACK],
            LogoutURLs=[BYE],
            SupportedIdentityProviders=["Corp"],
        )

    def details(self, **more):
        return {
            "MetadataFile": create_metadata_string("", config=self.config).decode(),
            "RequestSigningAlgorithm": "rsa-sha256",
            "IDPInit": "true",
            "IDPSignout": "true",
            **more,
        }

    def made(self):
        """The provider with its key and what the pool says of itself."""
        service = ask(f"{self.origin}/saml2/metadata?identity_provider=Corp", {}).text
        self.config = configured(IDP, self.key, self.folder, service)
        return Provider(config=self.config)

    def asked(self, cookies):
        """What a browser is sent to the provider with, verified by it."""
        query = {
            "response_type": "code",
            "client_id": self.client.id,
            "redirect_uri": CALLBACK,
            "identity_provider": "Corp",
        }
        answer = ask(f"{self.origin}/oauth2/authorize?{urlencode(query)}", cookies)
        to = answer.headers["Location"]
        assert to.startswith(f"{IDP}/sso?SAMLRequest="), to
        said = {name: values[0] for name, values in parse_qs(urlsplit(to).query).items()}
        request = self.provider.parse_authn_request(
            said["SAMLRequest"], BINDING_HTTP_REDIRECT, said["RelayState"], said["SigAlg"], said["Signature"]
        )
        return request.message, said["RelayState"]

    def says(self, name, mail, request=None, **how):
        """What the provider says of somebody, base64."""
        own = {"in_response_to": None, "destination": f"{self.origin}/saml2/idpresponse"}
        own["sp_entity_id"] = f"urn:amazon:cognito:sp:{self.pool.id}"
        if request is not None:
            own = {key: value for key, value in self.provider.response_args(request).items() if key in own}
        response = self.provider.create_authn_response(
            identity={"mail": [mail]},
            name_id=NameID(format=NAMEID_FORMAT_EMAILADDRESS, text=name),
            authn={"class_ref": PASSWORD},
            **{"sign_assertion": True, "sign_response": False, **how},
            **own,
            **SHA256,
        )
        return base64.b64encode(str(response).encode()).decode()

    def carry(self, cookies, fields):
        """A form of the provider's page, which comes without cookies; the address to which it leads in the end."""
        url, form, sent = f"{self.origin}/saml2/idpresponse", fields, {}
        for _ in range(10):
            answer = ask(url, sent, form)
            cookies.update(sent)
            sent, form = cookies, None
            assert "Location" in answer.headers, answer.text
            url = urljoin(url, answer.headers["Location"])
            if not url.startswith(self.origin):
                return parse_qs(urlsplit(url).query)
        raise AssertionError(f"it leads nowhere: {url}")

    def sign_in(self, name, mail, **how):
        cookies = {}
        request, state = self.asked(cookies)
        fields = {"SAMLResponse": self.says(name, mail, request, **how), "RelayState": state}
        return cookies, self.carry(cookies, fields)

    def claims(self, told):
        form = {
            "grant_type": "authorization_code",
            "client_id": self.client.id,
            "redirect_uri": CALLBACK,
            "code": told["code"][0],
        }
        token = ask(f"{self.origin}/oauth2/token", {}, form).json()["id_token"]
        payload = token.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


@pytest.fixture
def corp(pool, idp, tmp_path):
    return Corp(pool, idp, tmp_path)


def test_a_person_signs_in_and_again_with_another_address(corp):
    first = corp.claims(corp.sign_in("ann@corp.example", "ann@corp.example")[1])
    assert first["cognito:username"] == "Corp_ann@corp.example"
    assert first["email"] == "ann@corp.example"
    both = {"sign_assertion": True, "sign_response": True}
    second = corp.claims(corp.sign_in("ann@corp.example", "ann@new.example", **both)[1])
    assert (second["sub"], second["email"]) == (first["sub"], "ann@new.example")
    around = {"sign_assertion": False, "sign_response": True}
    assert corp.claims(corp.sign_in("ann@corp.example", "ann@new.example", **around)[1])["sub"] == first["sub"]
    unsigned = corp.sign_in("ann@corp.example", "eve@corp.example", sign_assertion=False)[1]
    assert unsigned["error_description"] == [
        "Invalid SAML response received: SAML Response signature is invalid"
    ]


def test_a_sign_in_begins_at_the_provider(corp):
    relay = {
        "identity_provider": "Corp",
        "client_id": corp.client.id,
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": "openid email",
    }
    fields = {"SAMLResponse": corp.says("ann", "ann@corp.example"), "RelayState": urlencode(relay)}
    assert corp.claims(corp.carry({}, fields))["email"] == "ann@corp.example"
    assert "used before" in corp.carry({}, fields)["error_description"][0]


def test_a_logout_goes_to_the_provider_and_back(corp):
    cookies, _ = corp.sign_in("ann@corp.example", "ann@corp.example")
    query = urlencode({"client_id": corp.client.id, "logout_uri": BYE})
    to = ask(f"{corp.origin}/logout?{query}", cookies).headers["Location"]
    assert to.startswith(f"{IDP}/slo?SAMLRequest="), to
    said = {name: values[0] for name, values in parse_qs(urlsplit(to).query).items()}
    request = corp.provider.parse_logout_request(
        said["SAMLRequest"],
        BINDING_HTTP_REDIRECT,
        relay_state=said["RelayState"],
        sigalg=said["SigAlg"],
        signature=said["Signature"],
    )
    assert request.message.name_id.text == "ann@corp.example"
    # Its answer is a form, signed by xmlsec.
    answer = corp.provider.create_logout_response(request.message, [BINDING_HTTP_POST], sign=True, **SHA256)
    fields = {"SAMLResponse": base64.b64encode(str(answer).encode()).decode(), "RelayState": said["RelayState"]}
    back = ask(f"{corp.origin}/saml2/logout", {}, fields)
    assert back.headers["Location"] == BYE


def test_a_provider_ends_a_session(corp):
    cookies, _ = corp.sign_in("ann@corp.example", "ann@corp.example")
    query = urlencode(
        {"response_type": "code", "client_id": corp.client.id, "redirect_uri": CALLBACK, "prompt": "none"}
    )
    silent = f"{corp.origin}/oauth2/authorize?{query}"
    assert "code=" in ask(silent, cookies).headers["Location"]
    place = f"{corp.origin}/saml2/logout"
    name = NameID(format=NAMEID_FORMAT_EMAILADDRESS, text="ann@corp.example")
    _, request = corp.provider.create_logout_request(place, corp.config.entityid, name_id=name, sign=True, **SHA256)
    fields = {"SAMLRequest": base64.b64encode(str(request).encode()).decode(), "RelayState": "its own"}
    answer = ask(place, {}, fields)
    to = answer.headers["Location"]
    assert to.startswith(f"{IDP}/slo?SAMLResponse="), to
    said = {name: values[0] for name, values in parse_qs(urlsplit(to).query).items()}
    assert said["RelayState"] == "its own"
    assert "login_required" in ask(silent, cookies).headers["Location"]


def test_a_provider_changes_its_key(corp):
    corp.key = new_key(corp.folder, "second")
    old, corp.provider = corp.provider, corp.made()
    refused = corp.sign_in("ann@corp.example", "ann@corp.example")[1]
    assert "signature is invalid" in refused["error_description"][0]
    corp.idp.update_identity_provider(UserPoolId=corp.pool.id, ProviderName="Corp", ProviderDetails=corp.details())
    assert "code" in corp.sign_in("ann@corp.example", "ann@corp.example")[1]
    corp.provider = old
    refused = corp.sign_in("ann@corp.example", "ann@corp.example")[1]
    assert "signature is invalid" in refused["error_description"][0]


def test_a_function_is_told_what_the_provider_says(corp, idp):
    function = {"LambdaVersion": "V1_0", "LambdaArn": os.environ["CENOTE_FUNCTION"]}
    idp.update_user_pool(UserPoolId=corp.pool.id, LambdaConfig={"InboundFederation": function})
    # What the function calls the address counts, not what the provider does.
    mapped = {"UserPoolId": corp.pool.id, "ProviderName": "Corp", "AttributeMapping": {"email": "email"}}
    idp.update_identity_provider(**mapped)
    told = corp.sign_in("ann@corp.example", "ann@corp.example")[1]
    with open(os.environ["CENOTE_EVENTS_FILE"], encoding="utf-8") as lines:
        (event,) = [event for event in map(json.loads, lines) if event.get("userPoolId") == corp.pool.id]
    assert event["request"] == {
        "providerName": "Corp",
        "providerType": "SAML",
        "attributes": {"samlResponse": {corp.MAIL: "ann@corp.example"}},
    }
    assert (event["triggerSource"], event["userName"]) == ("InboundFederation_ExternalProvider", "Corp_ann@corp.example")
    assert event["response"] == {"userAttributesToMap": {}}
    assert corp.claims(told)["email"] == "ann@ours.example.com"
