"""`cenote domain`: custom domains and the certificates that TLS shows for them."""

import json
import socket
import ssl
import subprocess
import urllib.request
from datetime import datetime, timezone

from conftest import LogWatch, make_certificate, run


def make_for(folder, name, host, days=90):
    """A self-signed certificate for a host and its key, in PEM."""
    key, certificate = folder / f"{name}.key", folder / f"{name}.crt"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(key), "-out", str(certificate), "-days", str(days), "-subj", "/CN=any"]
    subprocess.run([*command, "-addext", f"subjectAltName=DNS:{host}"], check=True, capture_output=True)
    return certificate, key


def shown(port, host):
    """The certificate that a client is shown that asks for this name; without one, that asks for none."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        with context.wrap_socket(raw, server_hostname=host) as connection:
            return ssl.DER_cert_to_PEM_cert(connection.getpeercert(binary_form=True))


def ready(server, certificate):
    context = ssl.create_default_context(cafile=str(certificate))
    return json.loads(urllib.request.urlopen(f"{server.endpoint}/health/ready", context=context).read())


def domain(tmp_path, *words):
    return run(tmp_path, "domain", *words, "--data", str(tmp_path / "data"))


def test_a_domain_gets_its_certificate_without_a_restart(serve, tmp_path):
    own, own_key = make_certificate(tmp_path, "own")
    server = serve("--tls-cert", str(own), "--tls-key", str(own_key), scheme="https")
    idp = server.client(verify=str(own))
    pool = idp.create_user_pool(PoolName="p")["UserPool"]["Id"]
    first, first_key = make_for(tmp_path, "first", "login.example.com")
    files = ["--cert", str(first), "--key", str(first_key)]

    # What cannot be used makes nothing.
    for words, why in (
        (["add", "login.example.com", *files], "--pool"),
        (["add", "login.example.com", "--pool", pool, "--cert", str(first)], "--key"),
        (["add", "login.example.com", "--pool", pool, "--cert", str(first), "--key", str(own_key)], "does not fit"),
        (["add", "id.example.com", "--pool", pool, *files], "not for id.example.com"),
        (["add", "login.example.com", "--pool", "us-east-1_AAAAAAAAA", *files], "us-east-1_AAAAAAAAA"),
        (["add", "*.example.com", "--pool", pool, *files], "no --pool"),
        (["remove", "login.example.com"], "no custom domain"),
    ):
        refused = domain(tmp_path, *words)
        assert refused.returncode != 0 and why in refused.stderr, (words, refused.stderr)
    assert "There are no custom domains." in domain(tmp_path, "list").stdout

    watch = LogWatch(server)
    added = domain(tmp_path, "add", "Login.example.com", "--pool", pool, *files, "--json")
    added = json.loads(added.stdout)
    assert (added["host"], added["user_pool_id"]) == ("login.example.com", pool)
    watch.until("login.example.com")
    assert shown(server.port, "login.example.com") == first.read_text()
    assert shown(server.port, "other.example.com") == own.read_text() == shown(server.port, None)
    described = idp.describe_user_pool_domain(Domain="login.example.com")["DomainDescription"]
    assert described["UserPoolId"] == pool and described["ManagedLoginVersion"] == 1
    assert json.loads(domain(tmp_path, "list", "--json").stdout) == [added]
    # The settings' own certificate of these tests is good for two days.
    assert ready(server, own) == {"status": "ok", "store": "ok", "expiring_certificates": ["tls_cert"]}

    # A newer one needs no pool, and takes the place.
    second, second_key = make_for(tmp_path, "second", "login.example.com", 20)
    watch = LogWatch(server)
    renewed = domain(tmp_path, "add", "login.example.com", "--cert", str(second), "--key", str(second_key), "--json")
    watch.until(str(datetime.fromtimestamp(json.loads(renewed.stdout)["certificate"]["expires_at"] / 1000, timezone.utc).date()))
    assert shown(server.port, "login.example.com") == second.read_text()
    assert ready(server, own)["expiring_certificates"] == ["login.example.com", "tls_cert"]
    doctor = run(tmp_path, "doctor", "--json", "--data", str(tmp_path / "data"), "--public-url", "https://id.example.com")
    checks = [check for check in json.loads(doctor.stdout)["checks"] if "login.example.com" in check["message"]]
    assert [check["status"] for check in checks] == ["warning"], doctor.stdout

    # With the domain its certificate is gone.
    idp.delete_user_pool_domain(UserPoolId=pool, Domain="login.example.com")
    assert "There are no custom domains." in domain(tmp_path, "list").stdout


def test_one_certificate_for_all_names_below_one(serve, tmp_path):
    wild, key = make_for(tmp_path, "wild", "*.auth.example.com")
    serve().stop()
    files = ["--cert", str(wild), "--key", str(key)]
    assert domain(tmp_path, "add", "*.auth.example.com", *files).returncode == 0
    own, own_key = make_certificate(tmp_path, "own")
    server = serve("--tls-cert", str(own), "--tls-key", str(own_key), scheme="https")
    assert shown(server.port, "demo.auth.example.com") == wild.read_text()
    assert "no pool" in domain(tmp_path, "list").stdout
    assert domain(tmp_path, "remove", "*.auth.example.com").returncode == 0
    assert domain(tmp_path, "remove", "*.auth.example.com").returncode == 1


def test_a_host_of_the_servers_own_is_no_domain(serve, tmp_path):
    server = serve()
    pool = server.client().create_user_pool(PoolName="p")["UserPool"]["Id"]
    (tmp_path / "own.toml").write_text('public_url = "https://id.example.com"\nextra_origins = ["https://cenote.internal:8443"]\n')
    settings = ["--pool", pool, "--config", str(tmp_path / "own.toml")]
    for host, why in (
        ("id.example.com", "a host of the server's own"),
        ("cenote.internal", "a host of the server's own"),
        ("login.auth.id.example.com", "the names below auth.id.example.com are those of prefixes"),
    ):
        refused = domain(tmp_path, "add", host, *settings)
        assert refused.returncode == 1 and why in refused.stderr, (host, refused.stderr)
    assert domain(tmp_path, "add", "auth.id.example.com", *settings).returncode == 0


def test_what_a_request_says_of_hosts_changes_no_link_and_no_issuer(serve, tmp_path):
    # CVE-2023-49097: a forged host led the mail of a reset to a stranger's server.
    server = serve()
    idp = server.client()
    link = {"DefaultEmailOption": "CONFIRM_WITH_LINK"}
    pool = idp.create_user_pool(PoolName="p", AutoVerifiedAttributes=["email"], VerificationMessageTemplate=link)
    pool = pool["UserPool"]["Id"]
    assert domain(tmp_path, "add", "login.example.com", "--pool", pool).returncode == 0
    client = idp.create_user_pool_client(
        UserPoolId=pool, ClientName="c", AllowedOAuthFlowsUserPoolClient=True, AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid"], CallbackURLs=["https://app.example.com/"], SupportedIdentityProviders=["COGNITO"],
    )["UserPoolClient"]["ClientId"]

    def ask(path, body=None, **more):
        target = {"X-Amz-Target": f"AWSCognitoIdentityProviderService.{more.pop('operation')}"} if body else {}
        forged = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example;proto=https", "X-Forwarded-Proto": "ftp",
                  "X-Original-Host": "evil.example", "Host": "evil.example", "Content-Type": "application/x-amz-json-1.1"}
        data = json.dumps(body).encode() if body else None
        request = urllib.request.Request(server.endpoint + path, data, {**forged, **target, **more})
        return urllib.request.urlopen(request)

    user = {"Username": "alice", "Password": "Right-pass-1", "UserAttributes": [{"Name": "email", "Value": "a@example.com"}]}
    ask("/", {"ClientId": client, **user}, operation="SignUp")
    ask("/", {"ClientId": client, "Username": "alice"}, operation="ResendConfirmationCode")
    for line in (tmp_path / "mail.jsonl").read_text().splitlines():
        assert "evil.example" not in line and f"http://login.example.com:{server.port}/confirmUser" in line, line
    document = json.load(ask(f"/{pool}/.well-known/openid-configuration"))
    assert document["issuer"] == f"{server.endpoint}/{pool}" and "evil.example" not in json.dumps(document)
    query = f"client_id={client}&response_type=code&redirect_uri=https%3A%2F%2Fapp.example.com%2F&scope=openid"
    page = ask(f"/login?{query}", Host=f"login.example.com:{server.port}").read().decode()
    assert 'name="password"' in page and "evil.example" not in page
