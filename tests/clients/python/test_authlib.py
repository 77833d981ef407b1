"""authlib: an app that signs people in by the endpoints of a pool's domain, and a machine that speaks for itself."""

import re
import uuid
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from people import get_json

CALLBACK = "http://localhost:3000/callback"


def discovered(pool, idp):
    """What the pool's document says, once it has a domain."""
    idp.create_user_pool_domain(UserPoolId=pool.id, Domain=f"suite-{uuid.uuid4().hex[:12]}")
    return get_json(f"{pool.issuer}/.well-known/openid-configuration")


def ask(url, cookies, form=None):
    """One request of a browser. Names below `localhost` lead to this machine, as in every browser."""
    where = urlsplit(url)
    headers = {"Host": where.netloc, "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    if form is not None:
        headers["Origin"] = f"{where.scheme}://{where.netloc}"
    there = where._replace(netloc=f"127.0.0.1:{where.port}").geturl()
    method = "POST" if form is not None else "GET"
    answer = requests.request(method, there, headers=headers, data=form, allow_redirects=False, timeout=30)
    for name, value in answer.cookies.items():
        cookies[name] = value
    return answer


def signed_in(url, person):
    """The address of the app to which a person is sent who signs in on the pages."""
    cookies, form = {}, None
    for _ in range(10):
        answer = ask(url, cookies, form)
        if "Location" in answer.headers:
            url, form = urljoin(url, answer.headers["Location"]), None
            if url.startswith(CALLBACK):
                return url
            continue
        page = next(part for part in answer.text.split("<form ") if 'name="password"' in part)
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
        form = {unescape(name): unescape(value) for name, value in hidden}
        form |= {"username": person.username, "password": person.password}
        url = urljoin(url, unescape(re.search(r'action="([^"]*)"', page)[1]))
    raise AssertionError(f"it leads nowhere: {url}")


def test_a_person_signs_in_with_pkce(pool, idp):
    person = pool.join()
    document = discovered(pool, idp)
    client = pool.new_client(
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid", "email"],
        CallbackURLs=[CALLBACK],
        SupportedIdentityProviders=["COGNITO"],
    )
    verifier = generate_token(64)
    app = OAuth2Session(
        client.id,
        scope="openid email",
        redirect_uri=CALLBACK,
        code_challenge_method="S256",
        token_endpoint=document["token_endpoint"],
        token_endpoint_auth_method="none",
    )
    url, state = app.create_authorization_url(document["authorization_endpoint"], code_verifier=verifier)
    back = signed_in(url, person)
    assert dict(parse_qsl(urlsplit(back).query))["state"] == state
    tokens = app.fetch_token(authorization_response=back, code_verifier=verifier)
    assert client.verify(tokens["id_token"], "id")["email"] == person.email
    assert client.verify(tokens["access_token"], "access")["scope"] == "openid email"
    told = app.get(document["userinfo_endpoint"]).json()
    assert (told["username"], told["email_verified"]) == (person.username, "true")
    refreshed = app.refresh_token(document["token_endpoint"], tokens["refresh_token"])
    assert refreshed["access_token"] != tokens["access_token"]
    assert app.revoke_token(document["revocation_endpoint"], tokens["refresh_token"]).status_code == 200
    try:
        app.refresh_token(document["token_endpoint"], tokens["refresh_token"])
        raise AssertionError("a revoked token was taken")
    except OAuthError as error:
        assert error.error == "invalid_grant"


def test_a_machine_gets_its_token(pool, idp):
    document = discovered(pool, idp)
    scopes = [{"ScopeName": "read", "ScopeDescription": "r"}]
    idp.create_resource_server(UserPoolId=pool.id, Identifier="orders", Name="orders", Scopes=scopes)
    client = pool.new_client(
        GenerateSecret=True,
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthScopes=["orders/read"],
    )
    for method in ("client_secret_basic", "client_secret_post"):
        app = OAuth2Session(client.id, client.secret, token_endpoint_auth_method=method)
        token = app.fetch_token(document["token_endpoint"], grant_type="client_credentials", scope="orders/read")
        assert client.verify(token["access_token"], "access")["scope"] == "orders/read"
