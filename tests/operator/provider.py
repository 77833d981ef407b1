"""A provider of OpenID Connect on loopback, whose people are whoever the test says, and a browser that goes there and back."""

import http.server
import json
import threading
import time
import uuid
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

CALLBACK = "https://app.example/back"


class Provider:
    """What it was asked for is kept by code; everybody there is the one of `person`."""

    def __init__(self):
        self.person, self.codes = {}, {}
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        provider = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                provider.answer(self)

            do_POST = do_GET

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, request):
        path, query = urlsplit(request.path).path, parse_qs(urlsplit(request.path).query)
        body = request.rfile.read(int(request.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if path == "/authorize":
            code = uuid.uuid4().hex
            self.codes[code] = query.get("nonce", [None])[0]
            request.send_response(302)
            back = urlencode({"code": code, "state": query["state"][0]})
            request.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
            request.end_headers()
            return
        told = {
            "/.well-known/openid-configuration": self.document,
            "/keys": self.keys,
            "/token": lambda: self.tokens(self.codes.pop(form["code"])),
            "/userinfo": lambda: self.person,
        }[path]()
        text = json.dumps(told).encode()
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(text)))
        request.end_headers()
        request.wfile.write(text)

    def document(self):
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/keys",
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in places.items()},
        }

    def keys(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**key, "kid": "1", "use": "sig", "alg": "RS256"}]}

    def tokens(self, nonce):
        now = int(time.time())
        self.claims = {"iss": self.issuer, "aud": "cenote", "iat": now, "exp": now + 300, "sub": self.person["sub"]}
        if nonce:
            self.claims["nonce"] = nonce
        signed = jwt.encode(self.claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "of the provider", "token_type": "Bearer", "expires_in": 3600, "id_token": signed}

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def ask(browser, url):
    """One request of a browser. Names below `localhost` lead to this machine, as in every browser."""
    where = urlsplit(url)
    headers = {"Host": where.netloc}
    there = where._replace(netloc=f"127.0.0.1:{where.port}").geturl()
    kept = browser.setdefault(where.netloc, {})
    answer = requests.get(there, headers=headers, cookies=kept, allow_redirects=False, timeout=60)
    kept.update(answer.cookies.items())
    return answer


def led(url):
    """What the app is told, once a browser has gone from here to the provider and back."""
    browser = {}
    for _ in range(10):
        answer = ask(browser, url)
        assert "Location" in answer.headers, answer.text
        url = urljoin(url, answer.headers["Location"])
        if url.startswith(CALLBACK):
            return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    raise AssertionError(f"it leads nowhere: {url}")
