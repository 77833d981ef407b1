"""pysaml2 as a company's SAML provider: what it is made of, and, run as a program, a place on this machine that browsers can visit.

    python saml_provider.py FOLDER

The first line that it prints is its address. It has a login form of its own and sessions, signs people in whether an app or it
begins, and out likewise. `PUT /service` tells it of the pool (its metadata), `PUT /people` of its people: by name, JSON, each with
`password` and what it says of them.
"""

import base64
import datetime
import json
import sys
import uuid
from html import escape
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.config import IdPConfig
from saml2.metadata import create_metadata_string
from saml2.saml import NAMEID_FORMAT_EMAILADDRESS, NameID
from saml2.samlp import STATUS_REQUEST_DENIED
from saml2.server import Server as Provider
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
# The library's own choice is SHA-1.
SHA256 = {"sign_alg": SIG_RSA_SHA256, "digest_alg": DIGEST_SHA256}


def new_key(folder, name):
    """A key and its certificate, as files."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    files = folder / f"{name}.key", folder / f"{name}.pem"
    files[0].write_bytes(private)
    files[1].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return tuple(str(file) for file in files)


def configured(at, key, folder, service=None):
    """The settings of a provider at an address, by its key and what the pool says of itself."""
    settings = {
        "entityid": f"{at}/saml",
        "service": {
            "idp": {
                "endpoints": {
                    "single_sign_on_service": [(f"{at}/sso", BINDING_HTTP_REDIRECT)],
                    "single_logout_service": [(f"{at}/slo", BINDING_HTTP_REDIRECT)],
                },
                "policy": {"default": {"lifetime": {"minutes": 5}, "attribute_restrictions": None}},
                "want_authn_requests_signed": True,
                "subject_data": str(folder / f"subjects-{uuid.uuid4().hex}"),
            }
        },
        "metadata": {"inline": [service] if service else []},
        "key_file": key[0],
        "cert_file": key[1],
        "signing_algorithm": SIG_RSA_SHA256,
        "digest_algorithm": DIGEST_SHA256,
        "allow_unknown_attributes": True,
    }
    return IdPConfig().load(settings)


class Site:
    """What the program keeps."""

    def __init__(self, folder, at):
        self.folder, self.at = folder, at
        self.key = new_key(folder, "site")
        self.people, self.sessions, self.asked = {}, {}, {}
        self.knows(None)

    def knows(self, service):
        self.config = configured(self.at, self.key, self.folder, service)
        self.provider = Provider(config=self.config)

    def service(self):
        """The entity id of the pool, the only one it knows."""
        return next(iter(self.provider.metadata.service_providers()))

    def sign_in(self, query):
        """The question of an app, verified; None where there is none and it begins here."""
        if "SAMLRequest" not in query:
            return None
        request = self.provider.parse_authn_request(
            query["SAMLRequest"], BINDING_HTTP_REDIRECT, query["RelayState"], query["SigAlg"], query["Signature"]
        )
        return request.message

    def says(self, request, name):
        """Where the answer goes, and what it is: who has signed in; that somebody may not, where there is no name."""
        where = {"in_response_to": None, "sp_entity_id": self.service()}
        services = self.provider.metadata.assertion_consumer_service(self.service(), BINDING_HTTP_POST)
        where["destination"] = services[0]["location"]
        if request is not None:
            told = self.provider.response_args(request)
            where = {key: told[key] for key in where}
        if name is None:
            del where["sp_entity_id"]
            no = (STATUS_REQUEST_DENIED, "Not with this company.")
            return where["destination"], self.provider.create_error_response(info=no, sign=True, **where, **SHA256)
        said = {key: [value] for key, value in self.people[name].items() if key != "password"}
        of = {"name_id": NameID(format=NAMEID_FORMAT_EMAILADDRESS, text=name), "authn": {"class_ref": PASSWORD}}
        answer = self.provider.create_authn_response(identity=said, sign_assertion=True, **of, **where, **SHA256)
        return where["destination"], answer

    def answered(self, query):
        """Somebody has been signed out by an app: who, and where the answer goes."""
        said = {"relay_state": query["RelayState"], "sigalg": query["SigAlg"], "signature": query["Signature"]}
        request = self.provider.parse_logout_request(query["SAMLRequest"], BINDING_HTTP_REDIRECT, **said)
        response = self.provider.create_logout_response(request.message, [BINDING_HTTP_REDIRECT], **SHA256)
        return request.message.name_id.text, self.led(response, query["RelayState"], True)

    def leaves(self, name):
        """Where a browser goes whose person signs out here."""
        of = {"name_id": NameID(format=NAMEID_FORMAT_EMAILADDRESS, text=name)}
        _, request = self.provider.create_logout_request(self.place(), self.service(), **of, **SHA256)
        return self.led(request, "from here", False)

    def place(self):
        return self.provider.metadata.single_logout_service(self.service(), BINDING_HTTP_REDIRECT, "spsso")[0]["location"]

    def led(self, message, state, is_answer):
        """The address of the pool with a signed message in its query."""
        how = {"response": is_answer, "sign": True, "sigalg": SIG_RSA_SHA256}
        told = self.provider.apply_binding(BINDING_HTTP_REDIRECT, str(message), self.place(), state, **how)
        return dict(told["headers"])["Location"]


LOGIN = """<form method="post" action="/sso"><input type="hidden" name="question" value="{question}"><p>{wrong}</p>
<label>Name <input name="username"></label><label>Password <input name="password" type="password"></label>
<button name="enter" value="yes">Sign in</button><button name="refuse" value="yes">No</button></form>"""
SENT = """<form method="post" action="{place}"><input type="hidden" name="SAMLResponse" value="{answer}">
<input type="hidden" name="RelayState" value="{state}"></form><script>document.forms[0].submit()</script>"""


class Visit(BaseHTTPRequestHandler):
    """One request."""

    site = None

    def log_message(self, *_):
        """The tests look at what browsers see."""

    def tell(self, body, status=200, **headers):
        page = f'<!doctype html><html lang="en"><title>provider</title><link rel="icon" href="data:,">{body}'.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(page)

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()

    def visitor(self):
        return SimpleCookie(self.headers.get("Cookie", "")).get("session")

    def name(self):
        session = self.visitor()
        return session and self.site.sessions.get(session.value)

    def do_PUT(self):
        if self.path == "/service":
            self.site.knows(self.body())
        else:
            self.site.people = json.loads(self.body())
        self.tell("done")

    def do_GET(self):
        at = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(at.query).items()}
        if at.path == "/metadata":
            self.metadata()
        elif at.path == "/sso":
            request = self.site.sign_in(query)
            if self.name():
                self.send(request, query.get("RelayState", ""), self.name())
                return
            question = uuid.uuid4().hex
            self.site.asked[question] = request, query.get("RelayState", "")
            self.tell(LOGIN.format(question=question, wrong=""))
        elif at.path == "/slo" and "SAMLRequest" in query:
            name, to = self.site.answered(query)
            for session in [key for key, value in self.site.sessions.items() if value == name]:
                del self.site.sessions[session]
            self.tell("", 302, Location=to)
        elif at.path == "/slo":
            response = self.site.provider.parse_logout_request_response(query["SAMLResponse"], BINDING_HTTP_REDIRECT)
            self.tell(f"<h1>Signed out: {escape(str(response.status_ok()))}</h1>")
        elif at.path == "/leave":
            self.tell("", 302, Location=self.site.leaves(self.site.sessions.pop(self.visitor().value)))
        else:
            self.tell("nothing", 404)

    def metadata(self):
        text = create_metadata_string("", config=self.site.config)
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self):
        form = {name: values[0] for name, values in parse_qs(self.body()).items()}
        request, state = self.site.asked[form["question"]]
        name = form.get("username")
        if "refuse" in form:
            self.send(request, state, None)
        elif self.site.people.get(name, {}).get("password") != form.get("password", "-"):
            self.tell(LOGIN.format(question=form["question"], wrong="Wrong name or password."))
        else:
            session = uuid.uuid4().hex
            self.site.sessions[session] = name
            self.send(request, state, name, Set_Cookie=f"session={session}; HttpOnly")

    def send(self, request, state, name, **headers):
        place, answer = self.site.says(request, name)
        encoded = base64.b64encode(str(answer).encode()).decode()
        self.tell(SENT.format(place=escape(place), answer=encoded, state=escape(state)), **headers)


def main():
    folder = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Visit)
    at = f"http://127.0.0.1:{server.server_address[1]}"
    Visit.site = Site(folder, at)
    print(at, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
