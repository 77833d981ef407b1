"""Identity providers whose addresses lead behind the wall: an administrator of a pool is no way in to where the server stands; and
what a provider's settings hold is in no log.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import botocore.exceptions
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

# Loopback by its names, the address at which clouds tell a machine its keys, and networks of companies.
LOOPBACK = ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"]
INSIDE = [*LOOPBACK, "[::1]", "169.254.169.254", "[fe80::1]", "10.0.0.1", "172.16.0.1", "192.168.1.1", "[fd00::1]"]
SILENT = {"authorize_scopes": "openid", "attributes_request_method": "GET", "client_id": "cenote", "client_secret": "s"}


class Inside:
    """A server on loopback that would tell whoever comes all that a provider tells, and notes who comes."""

    def __init__(self):
        inside = self
        self.visits = []

        class Counting(ThreadingHTTPServer):
            def get_request(self):
                visit = super().get_request()
                inside.visits.append(visit[1])
                return visit

            def handle_error(self, request, client_address):
                pass

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                issuer = f"http://{self.headers['Host']}"
                names = ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"]
                text = json.dumps({"issuer": issuer, **{name: f"{issuer}/{name}" for name in names}}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *arguments):
                pass

        self.server = Counting(("127.0.0.1", 0), Answer)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def inside():
    inside = Inside()
    yield inside
    inside.server.shutdown()


def refused(call, **more):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**more)
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]


def test_a_provider_whose_address_leads_inside_is_refused_unasked_and_nothing_is_kept(serve, inside):
    server = serve()
    idp = server.client()
    pool = idp.create_user_pool(PoolName="p")["UserPool"]["Id"]
    given = {name: f"https://idp.example/{name}" for name in ["authorize_url", "token_url", "attributes_url", "jwks_uri"]}
    named = {"UserPoolId": pool, "ProviderName": "Corp"}
    # At the usual port, which public servers may be asked at, and where somebody listens.
    urls = [f"https://{host}" for host in INSIDE] + [f"https://{host}:{inside.port}" for host in LOOPBACK]
    for url in urls:
        document, issuer = {"MetadataURL": f"{url}/metadata"}, {**SILENT, "oidc_issuer": url}
        unfetched = ("InvalidParameterException", f"Error retrieving metadata from {url}/metadata")
        unfound = ("InvalidParameterException", f"Unable to discover the endpoints of {url}.")
        for kind, details, why in [("SAML", document, unfetched), ("OIDC", issuer, unfound)]:
            told = refused(idp.create_identity_provider, **named, ProviderType=kind, ProviderDetails=details)
            assert told == why
        assert idp.list_identity_providers(UserPoolId=pool)["Providers"] == []
        assert idp.list_groups(UserPoolId=pool)["Groups"] == []

    # One that is there stays as it was.
    details = {**SILENT, **given, "oidc_issuer": "https://idp.example"}
    idp.create_identity_provider(**named, ProviderType="OIDC", ProviderDetails=details)
    before = idp.describe_identity_provider(**named)["IdentityProvider"]
    for issuer in urls:
        told = refused(idp.update_identity_provider, **named, ProviderDetails={**SILENT, "oidc_issuer": issuer})
        assert told == ("InvalidParameterException", f"Unable to discover the endpoints of {issuer}.")
    assert idp.describe_identity_provider(**named)["IdentityProvider"] == before

    # Plain addresses are not even looked up.
    for url in [f"http://127.0.0.1:{inside.port}", "http://169.254.169.254"]:
        told = refused(idp.update_identity_provider, **named, ProviderDetails={**SILENT, "oidc_issuer": url})
        assert told == ("InvalidParameterException", "Invalid URL for oidc_issuer in ProviderDetails.")
    assert inside.visits == []
    # The caller does not learn whether somebody is there; the operator reads why nobody was asked.
    whys = [line["why"] for line in server.logs() if line["message"] in ("discovery failed", "metadata was not fetched")]
    assert len(whys) == 3 * len(urls) and all(why.startswith("it may not be asked") for why in whys), whys


def test_a_network_that_the_operator_names_is_asked(serve, inside, tmp_path):
    settings = tmp_path / "cenote.toml"
    settings.write_text('outbound_private_addresses = ["127.0.0.0/8"]\n')
    settings.chmod(0o600)
    idp = serve("--config", str(settings)).client()
    pool = idp.create_user_pool(PoolName="p")["UserPool"]["Id"]
    issuer = f"http://127.0.0.1:{inside.port}"
    details = {**SILENT, "oidc_issuer": issuer}
    made = idp.create_identity_provider(UserPoolId=pool, ProviderName="Corp", ProviderType="OIDC", ProviderDetails=details)
    assert made["IdentityProvider"]["ProviderDetails"]["token_url"] == f"{issuer}/token_endpoint"
    assert len(inside.visits) == 1
    # One network is not all of them.
    elsewhere = {**SILENT, "oidc_issuer": f"https://10.0.0.1:{inside.port}"}
    told = refused(idp.update_identity_provider, UserPoolId=pool, ProviderName="Corp", ProviderDetails=elsewhere)
    assert told[0] == "InvalidParameterException" and len(inside.visits) == 1


def test_secrets_of_a_provider_are_in_no_log(serve):
    server = serve("--log", "trace")
    idp = server.client()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    given = {name: f"https://idp.example/{name}" for name in ["authorize_url", "token_url", "attributes_url", "jwks_uri"]}
    details = {**SILENT, **given, "oidc_issuer": "https://idp.example", "client_secret": "the secret of a client"}
    details |= {"token_endpoint_auth_method": "private_key_jwt", "key_id": "own", "private_key": pem}
    named = {"UserPoolId": idp.create_user_pool(PoolName="p")["UserPool"]["Id"], "ProviderName": "Corp"}
    idp.create_identity_provider(**named, ProviderType="OIDC", ProviderDetails=details)
    idp.update_identity_provider(**named, ProviderDetails=details)
    broken = {**details, "private_key": pem[:300]}
    assert refused(idp.update_identity_provider, **named, ProviderDetails=broken)[0] == "InvalidParameterException"
    assert "private_key" not in idp.describe_identity_provider(**named)["IdentityProvider"]["ProviderDetails"]
    assert server.stop() == 0
    log = server.log_file.read_text()
    assert "UpdateIdentityProvider" in log
    assert "the secret of a client" not in log and not any(line in log for line in pem.splitlines()[1:-1])
