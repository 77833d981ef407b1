"""Forward auth behind nginx, Caddy and HAProxy: a page is seen by who has signed in, and by nobody else."""

import base64
import http.server
import json
import urllib.parse

import pytest
from conftest import run
from proxies import KINDS, App, Proxy, Server, free_port
from test_hosted_paths import hidden, raw

# What apps believe, and clients must not be able to say.
FORGED = {
    "X-Amzn-Oidc-Accesstoken": "forged",
    "X-Amzn-Oidc-Identity": "forged",
    "X-Amzn-Oidc-Data": "forged",
    "X-Auth-Request-User": "forged",
    "X-Auth-Request-Preferred-Username": "forged",
    "X-Auth-Request-Email": "forged",
    "X-Auth-Request-Groups": "forged",
}
# What a proxy says of a request, and clients must not be able to.
ELSEWHERE = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Uri": "https://evil.example/",
    "X-Original-URI": "@evil.example/",
    "X-Forwarded-Proto": "https",
    "Forwarded": "host=evil.example",
}


@pytest.fixture
def ending():
    """Ends what a test has begun."""
    begun = []

    def begin(one):
        begun.append(one)
        return one

    yield begin
    for one in reversed(begun):
        one.stop()


class Stage:
    """Cenote with a gate `app` before an app that stands behind a proxy, alice who is staff, and bob who is not."""

    def __init__(self, start, folder, proxy_port):
        self.start, self.folder, self.proxy_port = start, folder, proxy_port
        self.port = free_port()
        self.origin = f"http://localhost:{proxy_port}"
        self.server = self.begin()
        # The first start alone prints the root key; the port stays.
        idp = self.idp = self.server.client()
        self.pool = idp.create_user_pool(PoolName="p")["UserPool"]["Id"]
        idp.create_user_pool_domain(UserPoolId=self.pool, Domain="acme")
        self.client = idp.create_user_pool_client(
            UserPoolId=self.pool, ClientName="app", GenerateSecret=True, AllowedOAuthFlows=["code"],
            AllowedOAuthFlowsUserPoolClient=True, AllowedOAuthScopes=["openid", "email"],
            CallbackURLs=[f"{self.origin}/oauth2/idpresponse"], LogoutURLs=[f"{self.origin}/bye"],
            SupportedIdentityProviders=["COGNITO"],
        )["UserPoolClient"]["ClientId"]
        idp.create_group(UserPoolId=self.pool, GroupName="staff")
        for name in ("alice", "bob"):
            address = [{"Name": "email", "Value": f"{name}@example.com"}]
            idp.admin_create_user(UserPoolId=self.pool, Username=name, UserAttributes=address, MessageAction="SUPPRESS")
            idp.admin_set_user_password(UserPoolId=self.pool, Username=name, Password="Correct-horse-1", Permanent=True)
        idp.admin_add_user_to_group(UserPoolId=self.pool, Username="alice", GroupName="staff")
        self.again()

    def begin(self, *more):
        base = ["serve", "--json", "--listen", f"127.0.0.1:{self.port}", "--public-url", f"http://127.0.0.1:{self.port}"]
        return self.start(*base, "--data", str(self.folder / "data"), *more)

    def again(self, more=""):
        """Starts Cenote anew with the gate, and more members of it."""
        self.server.stop()
        (self.folder / "cenote.toml").write_text(
            f'trusted_proxies = ["127.0.0.1/32"]\n[forward_auth.app]\nkind = "alb"\nuser_pool = "{self.pool}"\n'
            f'client_id = "{self.client}"\norigins = ["{self.origin}"]\nscope = "openid email"\ngroups = ["staff"]\n'
            f'logout_uri = "{self.origin}/bye"\n{more}\n'
        )
        self.server = self.begin("--config", str(self.folder / "cenote.toml"))


class Person:
    """A browser at the proxy."""

    def __init__(self, stage, proxy, name="alice"):
        self.stage, self.proxy, self.name, self.cookies = stage, proxy, name, {}

    def ask(self, path, **more):
        line = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        status, body, headers = self.proxy.ask(path, cookies=line, **more)
        for cookie in headers.get_all("set-cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            if "Max-Age=0" in cookie:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return status, body, headers

    def prove(self, location):
        """Signs in on the real page that a redirect leads to, and gives the path that the browser comes back to."""
        base = f"http://acme.auth.localhost:{self.stage.port}"
        host = base.removeprefix("http://")
        assert location.startswith(f"{base}/oauth2/authorize?"), location
        status, _, headers = raw(self.stage.server, location.removeprefix(base), host)
        assert status == 302
        page_at = headers["location"].removeprefix(base)
        status, page, headers = raw(self.stage.server, page_at, host)
        assert status == 200, page
        cookies = "; ".join(value.split(";")[0] for value in headers.get_all("set-cookie"))
        form = urllib.parse.urlencode({**hidden(page), "username": self.name, "password": "Correct-horse-1"})
        kind = {"content-type": "application/x-www-form-urlencoded", "cookie": cookies}
        status, page, headers = raw(self.stage.server, page_at, host, "POST", form, kind)
        assert status == 302, page
        assert headers["location"].startswith(f"{self.stage.origin}/oauth2/idpresponse?code="), headers["location"]
        return headers["location"].removeprefix(self.stage.origin)

    def sign_in(self, path):
        status, body, headers = self.ask(path)
        assert status == 302, (status, body)
        status, body, headers = self.ask(self.prove(headers["location"]))
        assert (status, headers["location"]) == (302, self.stage.origin + path), (status, body)

    def page(self, path, **more):
        status, body, _ = self.ask(path, **more)
        assert status == 200, (status, body)
        return json.loads(body)


def read(part):
    return json.loads(base64.urlsafe_b64decode(part))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_seen_by_who_has_signed_in(kind, start, tmp_path, ending):
    app = ending(Server(App))
    proxy_port = free_port()
    stage = Stage(start, tmp_path, proxy_port)
    proxy = ending(Proxy(kind, tmp_path / kind, stage.port, app.port, proxy_port))

    # Signed out: nobody gets to the app, by whichever spelling, method or header.
    stranger = Person(stage, proxy)
    for path in [
        "/", "/orders?page=2", "/oauth2/idpresponsex", "/oauth2/idpresponse/", "/oauth2/idpresponse/../x", "/signoutx",
        "/signout/", "/signout/x", "/auth/alb/app/verify", "/auth/alb/app/idpresponse", "/cenote-verify", "//orders", "/%2e%2e/orders",
        "/oauth2/idpresponse%2f..%2forders", "/oauth2/idpresponse;/../orders",
    ]:
        for more in ({}, {"headers": {**FORGED, **ELSEWHERE}}, {"method": "POST", "body": "x=1"}):
            status, body, headers = stranger.ask(path, **more)
            assert status in (302, 400, 401, 404, 405), (path, more, status, body)
            assert "evil.example" not in (headers["location"] or ""), (path, headers["location"])
    assert app.seen == []
    status, _, _ = stranger.ask("/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert status in (302, 401) and app.seen == []

    # Signed in through the real page: the app is told who it is, by the gate alone.
    alice = Person(stage, proxy)
    alice.sign_in("/orders?page=2&q=a%20b")
    for headers in ({}, FORGED):
        told = alice.page("/orders?page=2&q=a%20b", headers=headers)
        assert told["path"] == "/orders?page=2&q=a%20b"
        seen = told["headers"]
        assert "forged" not in seen.values(), seen
        header, payload, _ = seen["x-amzn-oidc-data"].split(".")
        assert (read(header)["alg"], read(header)["client"]) == ("ES256", stage.client)
        assert read(payload)["email"] == "alice@example.com"
        assert read(payload)["sub"] == seen["x-amzn-oidc-identity"] == seen["x-auth-request-user"]
        assert seen["x-auth-request-groups"] == "staff" and seen["x-auth-request-email"] == "alice@example.com"
    told = alice.page("/orders", method="POST", body="item=1", headers={"content-type": "text/plain"})
    assert (told["method"], told["body"]) == ("POST", "item=1")
    status, key, _ = raw(stage.server, f"/auth/alb/keys/{read(header)['kid']}")
    assert status == 200 and key.startswith("-----BEGIN PUBLIC KEY-----\n")

    # Not staff.
    bob = Person(stage, proxy, "bob")
    bob.sign_in("/")
    before = len(app.seen)
    assert bob.ask("/")[0] == 403 and len(app.seen) == before

    # A cookie with another letter is none.
    mallory = Person(stage, proxy)
    mallory.cookies = dict(alice.cookies)
    value = mallory.cookies["AWSELBAuthSessionCookie-0"]
    mallory.cookies["AWSELBAuthSessionCookie-0"] = value[:50] + ("A" if value[50] != "A" else "B") + value[51:]
    assert mallory.ask("/")[0] == 302 and len(app.seen) == before

    # A sign-in that ends in the pool ends here, and signing out ends both.
    carol = Person(stage, proxy)
    carol.sign_in("/")
    carol.page("/")
    status, _, headers = carol.ask("/signout")
    assert status == 302 and headers["location"].startswith(f"http://acme.auth.localhost:{stage.port}/logout?client_id=")
    assert not any(name.startswith("AWSELB") for name in carol.cookies)
    assert carol.ask("/")[0] == 302
    alice.page("/")
    stage.idp.admin_user_global_sign_out(UserPoolId=stage.pool, Username="alice")
    assert alice.ask("/")[0] == 302
    alice.sign_in("/")

    # The time of a session is over: it is led to the sign-in again.
    stage.again("session_timeout_s = 1")
    for _ in range(100_000):
        status, _, headers = alice.ask("/")
        if status != 200:
            break
    assert status == 302, status
    alice.prove(headers["location"])

    # Where nobody answers nobody gets through.
    stage.server.stop()
    before = len(app.seen)
    assert alice.ask("/")[0] >= 500 and len(app.seen) == before


class Renewing(http.server.BaseHTTPRequestHandler):
    """A gate that lets in and writes the session anew, as Cenote does when an access token has expired."""

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers.items())))
        self.send_response(200)
        # Every header is there, and what is not known is empty.
        for name in FORGED:
            self.send_header(name, "alice" if name == "X-Amzn-Oidc-Identity" else "")
        for at in range(4):
            cookie = f"AWSELBAuthSessionCookie-{at}=new-{at}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800"
            self.send_header(f"x-auth-set-cookie-{at}", cookie if at < 2 else "")
            if at < 2:
                self.send_header("set-cookie", cookie)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.mark.parametrize("kind", KINDS)
def test_a_session_that_was_renewed_reaches_the_browser_whole(kind, tmp_path, ending):
    app, gate = ending(Server(App)), ending(Server(Renewing))
    proxy = ending(Proxy(kind, tmp_path / kind, gate.port, app.port))
    status, body, headers = proxy.ask("/x?y=1", headers=FORGED)
    cookies = sorted(value.split(";")[0] for value in headers.get_all("set-cookie"))
    assert cookies == ["AWSELBAuthSessionCookie-0=new-0", "AWSELBAuthSessionCookie-1=new-1", "own=1"], (status, body)
    seen = json.loads(body)["headers"]
    # What the gate does not tell this time is not the client's to tell.
    assert seen["x-amzn-oidc-identity"] == "alice" and "forged" not in seen.values(), seen
    ((path, asked),) = gate.seen
    asked = {name.lower(): value for name, value in asked.items()}
    assert path.startswith("/auth/alb/app/")
    assert (asked["x-forwarded-host"], asked["x-forwarded-uri"]) == (f"localhost:{proxy.port}", "/x?y=1")


def test_who_is_no_trusted_proxy_is_told_nothing_and_mistakes_are_named(start, tmp_path):
    gate = 'kind = "alb"\nuser_pool = "us-east-1_Abc123"\nclient_id = "c"\norigins = ["https://app.example.com"]\n'
    text = f'public_url = "http://127.0.0.1:0"\nlisten = "127.0.0.1:0"\n{{}}[forward_auth.app]\n{gate}{{}}'
    file = tmp_path / "cenote.toml"

    def doctor(*parts):
        file.write_text(text.format(*parts))
        return run(tmp_path, "doctor", "--config", str(file), "--data", str(tmp_path / "data")).stdout

    assert "forward_auth.app: is asked by nobody: trusted_proxies is empty" in doctor("", "")
    trusted = 'trusted_proxies = ["10.0.0.0/8"]\n'
    said = doctor(trusted, 'scope = "email"\nnonsense = 1\n')
    assert "forward_auth.app.scope: has no openid" in said and "forward_auth.app.nonsense: is not an option" in said, said

    file.write_text(text.format(trusted, ""))
    server = start("serve", "--json", "--config", str(file), "--data", str(tmp_path / "data"))
    for action in ("verify", "auth", "login", "logout", "idpresponse"):
        headers = {"x-forwarded-host": "app.example.com", "x-forwarded-uri": "/", "x-forwarded-for": "10.0.0.1"}
        status, body, headers = raw(server, f"/auth/alb/app/{action}", headers=headers)
        assert (status, headers["location"], headers["set-cookie"]) == (403, None, None), (action, body)
    assert raw(server, "/auth/alb/other/verify")[0] == 404
