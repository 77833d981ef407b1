"""SimpleSAMLphp, as Debian has it, as a company's SAML provider: its own pages, its own keys, forms and logouts.

It runs on PHP's own server on this machine; `./check` unpacks it into .env-tests.
"""

import re
import shutil
import socket
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
import requests
from saml_provider import new_key
from test_authlib import CALLBACK, ask
from test_saml import BYE, Corp

HOME = Path(__file__).resolve().parents[3] / ".env-tests/simplesamlphp/usr/share/simplesamlphp/www"
pytestmark = pytest.mark.skipif(
    not (HOME.is_dir() and shutil.which("php")), reason="SimpleSAMLphp is not installed"
)

CONFIG = """<?php
$config = [
    'baseurlpath' => '%(base)s', 'certdir' => '%(folder)s/cert/', 'loggingdir' => '%(folder)s/log/',
    'datadir' => '%(folder)s/data/', 'tempdir' => '%(folder)s/temp', 'metadatadir' => '%(folder)s/metadata',
    'secretsalt' => 'not much of a secret', 'auth.adminpassword' => 'nobody', 'timezone' => 'UTC',
    'technicalcontact_email' => 'nobody@idp.example', 'enable.saml20-idp' => true,
    'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true], 'store.type' => 'phpsession',
    'session.cookie.secure' => false, 'session.phpsession.savepath' => '%(folder)s/temp',
    'session.phpsession.httponly' => true, 'logging.handler' => 'file', 'logging.level' => 7,
    'showerrors' => true, 'metadata.sources' => [['type' => 'flatfile']],
];
"""

SOURCES = """<?php
$config = ['users' => ['exampleauth:UserPass',
    'ann:secret' => ['uid' => ['ann'], 'mail' => ['ann@corp.example'], 'groups' => ['staff', 'a & b']]]];
"""

HOSTED = """<?php
$metadata['__DYNAMIC:1__'] = ['host' => '__DEFAULT__', 'privatekey' => 'idp.key', 'certificate' => 'idp.pem',
    'auth' => 'users', 'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'redirect.sign' => true, 'redirect.validate' => true];
"""

REMOTE = """<?php
$metadata['%(entity)s'] = ['AssertionConsumerService' => '%(origin)s/saml2/idpresponse',
    'SingleLogoutService' => '%(origin)s/saml2/logout', 'simplesaml.nameidattribute' => 'uid',
    'NameIDFormat' => 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    'validate.authnrequest' => true, 'assertion.encryption' => %(is_encrypted)s,
    'keys' => [['type' => 'X509Certificate', 'signing' => true, 'encryption' => false,
                'X509Certificate' => '%(signing)s'],
               ['type' => 'X509Certificate', 'signing' => false, 'encryption' => true,
                'X509Certificate' => '%(encryption)s']]];
"""


class Php(Corp):
    """A pool whose provider is a SimpleSAMLphp of its own."""

    MAIL = "mail"

    def made(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}/"
        for name in ("cert", "log", "data", "temp", "metadata", "config"):
            (self.folder / name).mkdir()
        for file, name in zip(self.key, ("idp.key", "idp.pem"), strict=True):
            shutil.copy(file, self.folder / "cert" / name)
        self.write("config/config.php", CONFIG % {"base": self.base, "folder": self.folder})
        self.write("config/authsources.php", SOURCES)
        self.write("metadata/saml20-idp-hosted.php", HOSTED)
        self.write("metadata/saml20-sp-remote.php", "<?php\n")
        self.server = subprocess.Popen(
            ["php", "-S", f"127.0.0.1:{port}", "-t", str(HOME)],
            env={"PATH": "/usr/bin:/bin", "SIMPLESAMLPHP_CONFIG_DIR": str(self.folder / "config")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        # PHP says when it listens.
        assert "started" in self.server.stderr.readline()

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def metadata(self):
        answer = requests.get(f"{self.base}saml2/idp/metadata.php?output=xml", timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.text

    def details(self, **more):
        details = {"RequestSigningAlgorithm": "rsa-sha256", "IDPSignout": "true", **more}
        return {"MetadataFile": self.metadata(), **details}

    def knows(self, is_encrypted):
        """Tells the provider what the pool says of itself."""
        of = {"UserPoolId": self.pool.id, "ProviderName": "Corp"}
        more = {"EncryptedResponses": "true"} if is_encrypted else {}
        self.idp.update_identity_provider(**of, ProviderDetails=self.details(**more))
        shown = self.idp.describe_identity_provider(**of)["IdentityProvider"]["ProviderDetails"]
        signing = self.idp.get_signing_certificate(UserPoolId=self.pool.id)["Certificate"]
        known = {
            "entity": f"urn:amazon:cognito:sp:{self.pool.id}",
            "origin": self.origin,
            "signing": signing,
            "encryption": shown.get("ActiveEncryptionCertificate", signing),
            "is_encrypted": "true" if is_encrypted else "false",
        }
        self.write("metadata/saml20-sp-remote.php", REMOTE % known)

    def sign_in(self):
        """Goes to the provider, types name and password there, and brings back its form."""
        cookies, visitor = {}, requests.Session()
        query = {"response_type": "code", "client_id": self.client.id, "redirect_uri": CALLBACK}
        asked = f"{self.origin}/oauth2/authorize?{urlencode({**query, 'identity_provider': 'Corp'})}"
        page = visitor.get(ask(asked, cookies).headers["Location"], timeout=30)
        action, fields = form(page.text, "password")
        page = visitor.post(
            urljoin(page.url, action), {**fields, "username": "ann", "password": "secret"}, timeout=30
        )
        action, fields = form(page.text, "SAMLResponse")
        assert action == f"{self.origin}/saml2/idpresponse"
        return cookies, visitor, self.carry(cookies, fields)

    def end(self):
        self.server.terminate()
        self.server.communicate()


def form(page, name):
    """Where a form goes that has a field of this name, and what it holds."""
    one = next((part for part in page.split("<form")[1:] if f'name="{name}"' in part), None)
    assert one, page
    action = re.search(r'action="([^"]*)"', one)
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', one)
    return unescape(action[1] if action else "?"), {unescape(name): unescape(value) for name, value in fields}


@pytest.fixture
def corp(pool, idp, tmp_path):
    corp = Php(pool, idp, tmp_path)
    yield corp
    corp.end()


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_a_person_signs_in_and_out(corp, is_encrypted):
    corp.knows(is_encrypted)
    cookies, visitor, told = corp.sign_in()
    claims = corp.claims(told)
    assert (claims["cognito:username"], claims["email"]) == ("Corp_ann", "ann@corp.example")
    query = urlencode({"client_id": corp.client.id, "logout_uri": BYE})
    to = ask(f"{corp.origin}/logout?{query}", cookies).headers["Location"]
    assert to.startswith(f"{corp.base}saml2/idp/SingleLogoutService.php?SAMLRequest="), to
    back = visitor.get(to, timeout=30, allow_redirects=False)
    while not back.headers["Location"].startswith(corp.origin):
        back = visitor.get(urljoin(back.url, back.headers["Location"]), timeout=30, allow_redirects=False)
    answer = parse_qs(urlsplit(back.headers["Location"]).query)
    assert {"SAMLResponse", "Signature", "RelayState"} <= set(answer)
    assert ask(back.headers["Location"], cookies).headers["Location"] == BYE


def test_the_key_changes(corp):
    corp.knows(False)
    assert "code" in corp.sign_in()[2]
    corp.key = new_key(corp.folder, "second")
    for file, name in zip(corp.key, ("idp.key", "idp.pem"), strict=True):
        shutil.copy(file, corp.folder / "cert" / name)
    assert "signature is invalid" in corp.sign_in()[2]["error_description"][0]
    corp.knows(False)
    assert "code" in corp.sign_in()[2]
