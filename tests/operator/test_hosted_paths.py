"""Hosted domains over a socket: no spelling of a path reaches what another spelling does not, and apps hear of sign-outs."""

import http.client
import http.server
import json
import queue
import re
import threading
import urllib.parse

import pytest
from conftest import run


def raw(server, path, host=None, method="GET", body=None, headers=None):
    """One request with the path byte for byte, as no client library sends it."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("host", host or f"127.0.0.1:{server.port}")
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("content-length", str(len(body)))
    connection.endheaders(body.encode() if body is not None else None)
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), answer.headers


def stage(idp, **more):
    pool = idp.create_user_pool(PoolName="p")["UserPool"]["Id"]
    idp.create_user_pool_domain(UserPoolId=pool, Domain="acme")
    client = idp.create_user_pool_client(
        UserPoolId=pool, ClientName="web", AllowedOAuthFlows=["code"], AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthScopes=["openid"], CallbackURLs=["https://app.example/back"], SupportedIdentityProviders=["COGNITO"],
    )["UserPoolClient"]["ClientId"]
    return pool, client


# Each names another path than it seems to, or the same one in another spelling.
ODD = [
    "//{}", "/.//{}", "/./{}", "/../{}", "/x/../{}", "/oauth2/../{}", "/.well-known/../{}", "/.well-known/%2e%2e/{}",
    "/.well-known/..%2f{}", "/assets/../{}", "/assets/%2e%2e/{}", "/%2e%2e/{}", "/%2E%2E%2F{}", "/%2f{}", "/;/{}",
    "/{};x=1", "/{}/", "/{}%2f", "/{}%00", "/{}%20", "/{}/.", "/{}/..", "/{}%3fx=1", "/{}%23", "/x/..%5c{}", "/domain/acme/{}",
]


def spellings(path):
    name = path.lstrip("/")
    for odd in ODD:
        yield odd.format(name)
    first = name[0]
    yield "/" + f"%{ord(first):02x}" + name[1:]
    yield path.replace("/", "%2f", 2).replace("%2f", "/", 1)
    yield path.replace("/", "//")
    yield path.upper()


@pytest.mark.parametrize("by", ["host", "path"])
def test_no_spelling_of_a_path_reaches_what_it_does_not_name(serve, by):
    server = serve()
    stage(server.client())
    host = f"acme.auth.localhost:{server.port}" if by == "host" else None
    before = "" if by == "host" else "/domain/acme"
    form = {"content-type": "application/x-www-form-urlencoded"}

    def token(path):
        return raw(server, before + path, host, "POST", "grant_type=x&client_id=nobody", form)

    assert token("/oauth2/token")[0] == 400 and '"invalid_client"' in token("/oauth2/token")[1]
    for path in spellings("/oauth2/token"):
        status, body, _ = token(path)
        assert status in (400, 404, 405) and "invalid_client" not in body, (path, status, body)
    for page in ("/login", "/logout", "/account"):
        for path in [page, *spellings(page)] if by == "path" else spellings(page):
            if by == "host" and path in (page, "/domain/acme" + page):
                continue
            status, body, headers = raw(server, before + path, host)
            # `cenote serve` shows no page below a path, however it is spelt; at the host only the one spelling is the page.
            assert status in (400, 404) and 'method="post"' not in body, (path, status, body[:200])
            assert not any("cognito." in value for value in headers.get_all("set-cookie") or []), path
    # The pool's other paths are not reached through the domain, nor the server's own.
    for path in ("/metrics", "/%6detrics", "/health/../metrics", "/x/../metrics", "/domain/acme/../../metrics", "//metrics"):
        status, body, _ = raw(server, before + path, host)
        assert status in (400, 404) and "cenote_" not in body, (path, status)


def test_forwarded_headers_of_strangers_say_nothing(serve):
    server = serve()
    stage(server.client())
    bad = ["", "a", "203.0.113.9", "203.0.113.9, 10.0.0.1", "' OR 1", "\u00e9".encode().decode("latin-1")]
    for value in bad:
        for name in ("x-forwarded-for", "forwarded", "x-forwarded-host", "x-real-ip", "x-forwarded-proto", "x-forwarded-uri"):
            path = "/domain/acme/.well-known/openid-configuration"
            status, body, _ = raw(server, path, headers={name: value})
            assert status == 200, (name, value, status)
            assert "203.0.113.9" not in body and f"http://127.0.0.1:{server.port}/domain/acme/oauth2/token" in body
    peers = {line.get("fields", line).get("peer") for line in server.logs() if "peer" in json.dumps(line)}
    assert "203.0.113.9" not in peers, peers


class Party(http.server.BaseHTTPRequestHandler):
    """An app that notes what it is told; at first it is out of order."""

    def do_POST(self):
        said = self.rfile.read(int(self.headers["content-length"])).decode()
        self.send_response(503 if self.server.is_out_of_order else 200)
        self.server.is_out_of_order = False
        self.send_header("content-length", "0")
        self.end_headers()
        self.server.said.put((self.path, self.headers["content-type"], said))

    def log_message(self, *_):
        pass


def hidden(page):
    fields = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    named = [(re.search(r'name="([^"]*)"', f), re.search(r'value="([^"]*)"', f)) for f in fields]
    return {name.group(1): value.group(1) for name, value in named if name and value}


def test_an_app_is_told_of_a_sign_out_over_a_socket(serve, tmp_path):
    party = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Party)
    party.said, party.is_out_of_order = queue.Queue(), True
    threading.Thread(target=party.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{party.server_port}/logged-out"
    private = ["--outbound-private-addresses", "127.0.0.0/8"]
    server = serve("--back-channel-logout", *private)
    idp = server.client()
    pool, client = stage(idp)
    words = ["client", "logout-uri", client, "--data", str(tmp_path / "data")]
    # Without the network being named the address is no address.
    assert run(tmp_path, *words, url).returncode != 0
    assert run(tmp_path, *words, "https://app.example/x#y").returncode != 0
    said = run(tmp_path, *words, url, *private, "--json")
    assert json.loads(said.stdout) == {"client_id": client, "backchannel_logout_uri": url}, said.stderr
    assert url in run(tmp_path, *words).stdout

    idp.admin_create_user(UserPoolId=pool, Username="alice", MessageAction="SUPPRESS")
    idp.admin_set_user_password(UserPoolId=pool, Username="alice", Password="Correct-horse-1", Permanent=True)
    host = f"acme.auth.localhost:{server.port}"
    query = urllib.parse.urlencode({
        "response_type": "code", "client_id": client, "redirect_uri": "https://app.example/back", "scope": "openid",
    })
    _, page, headers = raw(server, f"/login?{query}", host)
    cookies = "; ".join(value.split(";")[0] for value in headers.get_all("set-cookie"))
    form = urllib.parse.urlencode({**hidden(page), "username": "alice", "password": "Correct-horse-1"})
    kind = {"content-type": "application/x-www-form-urlencoded"}
    status, page, headers = raw(server, f"/login?{query}", host, "POST", form, {**kind, "cookie": cookies})
    assert status == 302, (status, page)
    code = urllib.parse.parse_qs(urllib.parse.urlparse(headers["location"]).query)["code"][0]
    form = urllib.parse.urlencode({
        "grant_type": "authorization_code", "client_id": client, "code": code, "redirect_uri": "https://app.example/back",
    })
    status, body, _ = raw(server, "/oauth2/token", host, "POST", form, kind)
    assert status == 200 and "id_token" in json.loads(body), body

    idp.admin_user_global_sign_out(UserPoolId=pool, Username="alice")
    first, second = party.said.get(timeout=90), party.said.get(timeout=90)
    assert first[:2] == second[:2] == ("/logged-out", "application/x-www-form-urlencoded")
    assert first[2].startswith("logout_token=eyJ") and second[2].startswith("logout_token=eyJ")
    party.shutdown()
