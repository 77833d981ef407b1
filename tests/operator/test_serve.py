"""`cenote serve` as an operator meets it."""

import json
import os
import shutil
import signal
import socket
import stat
import urllib.error
import urllib.parse
import urllib.request

import pytest
from botocore.exceptions import ClientError
from conftest import LogWatch, make_certificate, run, served_certificate

SIGN_UP = {"Password": "Right-pass-1", "UserAttributes": [{"Name": "email", "Value": "alice@example.com"}]}


def test_every_weak_setting_is_named_at_once(tmp_path):
    refused = run(tmp_path, "serve", "--listen", "0.0.0.0:0", "--account", "12", "--public-url", "http://id.example.com")
    assert refused.returncode == 2
    for option in ("listen", "account", "public_url"):
        assert f"\n  {option}: " in refused.stderr, refused.stderr
    assert not (tmp_path / "cenote-data").exists()


def test_a_fixed_code_is_for_development_only(tmp_path):
    assert run(tmp_path, "serve", "--fixed-code", "123456").returncode == 2
    (tmp_path / "cenote.toml").write_text('fixed_code = "123456"\n')
    refused = run(tmp_path, "serve")
    assert refused.returncode == 2 and "fixed_code" in refused.stderr


def test_an_option_that_is_misspelt_is_refused_with_the_right_name(tmp_path):
    (tmp_path / "cenote.toml").write_text('public_ulr = "https://id.example.com"\n')
    refused = run(tmp_path, "serve")
    assert refused.returncode == 2 and "public_ulr" in refused.stderr and "public_url" in refused.stderr


def test_the_root_key_is_shown_once_and_data_stays(serve, tmp_path):
    first = serve()
    key = first.ready["root_access_key"]
    pool = first.client().create_user_pool(PoolName="kept")["UserPool"]["Id"]
    assert first.stop() == 0
    second = serve()
    assert second.ready["root_access_key"] is None
    assert second.client(key).describe_user_pool(UserPoolId=pool)["UserPool"]["Name"] == "kept"
    for name, mode in (("data", 0o700), ("data/keyring.json", 0o600)):
        assert stat.S_IMODE(os.stat(tmp_path / name).st_mode) == mode, name


def test_data_without_its_key_ring_is_not_opened(serve, tmp_path):
    server = serve()
    server.client().create_user_pool(PoolName="sealed")
    server.stop()
    (tmp_path / "data/keyring.json").rename(tmp_path / "elsewhere.json")
    refused = run(tmp_path, "serve", "--public-url", "https://id.example.com", "--data", str(tmp_path / "data"))
    assert refused.returncode != 0 and "key" in refused.stderr
    assert not (tmp_path / "data/keyring.json").exists()


def test_access_keys_open_and_close(serve, tmp_path):
    server = serve()
    settings = ["--json", "--data", str(tmp_path / "data"), "--public-url", "https://id.example.com"]
    made = json.loads(run(tmp_path, "access-key", "create", "--name", "deploy", *settings).stdout)
    idp = server.client(made)
    assert idp.list_user_pools(MaxResults=1)["UserPools"] == []
    listed = run(tmp_path, "access-key", "list", *settings).stdout
    assert made["access_key_id"] in listed and made["secret_access_key"] not in listed
    assert run(tmp_path, "access-key", "delete", made["access_key_id"], *settings).returncode == 0
    with pytest.raises(ClientError) as refused:
        idp.list_user_pools(MaxResults=1)
    assert refused.value.response["Error"]["Code"] == "UnrecognizedClientException"


def test_doctor_finds_health_and_faults(serve, tmp_path):
    serve().stop()
    settings = ["doctor", "--json", "--data", str(tmp_path / "data"), "--public-url", "https://id.example.com"]
    well = run(tmp_path, *settings)
    assert well.returncode == 0 and json.loads(well.stdout)["ok"] is True, well.stdout
    (tmp_path / "data/keyring.json").chmod(0o644)
    ill = run(tmp_path, *settings)
    assert ill.returncode == 1 and json.loads(ill.stdout)["ok"] is False


def test_text_that_is_hard_to_read_is_told_in_the_log_and_by_the_doctor(serve, tmp_path):
    server = serve()
    idp = server.client()
    pool = idp.create_user_pool(PoolName="looks")["UserPool"]["Id"]
    client = idp.create_user_pool_client(UserPoolId=pool, ClientName="web")["UserPoolClient"]["ClientId"]
    faint = {"components": {"pageText": {"lightMode": {"bodyColor": "ddddddff"}}}}
    watch = LogWatch(server)
    made = idp.create_managed_login_branding(UserPoolId=pool, ClientId=client, Settings=faint)
    watch.until("hard to read")
    server.stop()
    doctor = run(tmp_path, "doctor", "--json", "--data", str(tmp_path / "data"), "--public-url", "https://id.example.com")
    told = [check for check in json.loads(doctor.stdout)["checks"] if check["name"] == "looks"]
    style = made["ManagedLoginBranding"]["ManagedLoginBrandingId"]
    assert doctor.returncode == 0 and [check["status"] for check in told] == ["warning"], doctor.stdout
    assert style in told[0]["message"] and "ink on card, lightMode, 1.4:1" in told[0]["message"]


def test_tls_and_a_certificate_that_is_changed_under_way(serve, tmp_path):
    certificate, key = make_certificate(tmp_path, "first")
    server = serve("--tls-cert", str(certificate), "--tls-key", str(key), scheme="https")
    assert server.client(verify=str(certificate)).list_user_pools(MaxResults=1)["UserPools"] == []
    assert served_certificate(server.port) == certificate.read_text()

    # A pair that does not fit changes nothing.
    other_certificate, other_key = make_certificate(tmp_path, "second")
    shown = certificate.read_text()
    shutil.copy(other_certificate, certificate)
    watch = LogWatch(server)
    server.process.send_signal(signal.SIGHUP)
    watch.until("tls_key")
    assert served_certificate(server.port) == shown

    shutil.copy(other_key, key)
    watch = LogWatch(server)
    server.process.send_signal(signal.SIGHUP)
    watch.until("certificate")
    assert served_certificate(server.port) == other_certificate.read_text()


def test_a_request_under_way_is_finished_before_the_end(serve):
    server = serve()
    body = b'{"ClientId": "nobody", "Username": "x", "Password": "Right-pass-1"}'
    head = (
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n"
        f"X-Amz-Target: AWSCognitoIdentityProviderService.SignUp\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(head.encode() + body[:10])
        # Another request has been answered: so the server has seen the first one's beginning.
        urllib.request.urlopen(f"{server.endpoint}/health/live").read()
        watch = LogWatch(server)
        server.process.send_signal(signal.SIGTERM)
        watch.until("stopping")
        connection.sendall(body[10:])
        answer = connection.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 400") and b"ResourceNotFoundException" in answer
    assert server.process.wait(20) == 0


def test_logs_tell_of_requests_and_never_of_secrets(serve, tmp_path):
    server = serve()
    idp = server.client()
    pool = idp.create_user_pool(PoolName="p", AutoVerifiedAttributes=["email"])["UserPool"]["Id"]
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    client = idp.create_user_pool_client(UserPoolId=pool, ClientName="c", ExplicitAuthFlows=flows)
    client = client["UserPoolClient"]["ClientId"]
    idp.sign_up(ClientId=client, Username="alice", **SIGN_UP)
    code = json.loads((tmp_path / "mail.jsonl").read_text().splitlines()[-1])["code"]
    idp.confirm_sign_up(ClientId=client, Username="alice", ConfirmationCode=code)
    parameters = {"USERNAME": "alice", "PASSWORD": "Right-pass-1"}
    signed_in = idp.initiate_auth(ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters)
    tokens = signed_in["AuthenticationResult"]
    with pytest.raises(ClientError):
        wrong = {**parameters, "PASSWORD": "Wrong-pass-1"}
        idp.initiate_auth(ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=wrong)
    server.stop()
    text = server.log_file.read_text()
    secrets = [*tokens.values(), "Right-pass-1", "Wrong-pass-1", code, "alice@example.com"]
    secrets.append(server.ready["root_access_key"]["secret_access_key"])
    for secret in secrets:
        if isinstance(secret, str) and secret != "Bearer":
            assert secret not in text
    lines = {line.get("fields", line).get("request_id"): line.get("fields", line) for line in server.logs()}
    line = lines[signed_in["ResponseMetadata"]["RequestId"]]
    assert (line["op"], line["status"]) == ("InitiateAuth", 200)


@pytest.mark.parametrize("form", ["json", "text"])
def test_ends_of_lines_make_no_lines_of_the_log(serve, form):
    server = serve("--log-format", form)
    idp = server.client()
    pool = idp.create_user_pool(PoolName="p")["UserPool"]["Id"]
    idp.create_user_pool_domain(UserPoolId=pool, Domain="acme")
    client = idp.create_user_pool_client(UserPoolId=pool, ClientName="c")["UserPoolClient"]["ClientId"]
    forged = "x\r\nforged line"
    for name, address in ((forged, "a@example.com"), ("bob", f"b@example.com{forged}")):
        with pytest.raises(ClientError):
            attributes = [{"Name": "email", "Value": address}]
            idp.sign_up(ClientId=client, Username=name, Password="Right-pass-1", UserAttributes=attributes)
    with pytest.raises(ClientError):
        idp.initiate_auth(ClientId=forged, AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"USERNAME": forged, "PASSWORD": "x"})
    quoted = urllib.parse.quote(forged)
    host = {"Host": f"acme.auth.localhost:{server.port}"}
    for path in (f"/error?error={quoted}&client_id={quoted}", f"/{quoted}", f"/oauth2/authorize?client_id={quoted}"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(urllib.request.Request(server.endpoint + path, headers=host))
    form = urllib.parse.urlencode({"grant_type": forged, "client_id": client, "code": forged}).encode()
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(urllib.request.Request(f"{server.endpoint}/oauth2/token", data=form, headers=host))
    server.stop()
    lines = server.log_file.read_text().splitlines()
    assert all(any(word in line for line in lines) for word in ("InitiateAuth", "unsupported_grant_type"))
    assert not [line for line in lines if line.startswith("forged")]


def test_metrics_count_by_operation_and_error(serve):
    server = serve()
    with pytest.raises(ClientError):
        server.client().describe_user_pool(UserPoolId="us-east-1_AAAAAAAAA")
    text = urllib.request.urlopen(f"{server.endpoint}/metrics").read().decode()
    assert 'cenote_requests_total{operation="DescribeUserPool",error="ResourceNotFoundException"} 1' in text


def test_a_mailbox_is_for_development_only(serve):
    server = serve()
    for path in ("/mailbox", "/mailbox/messages"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(server.endpoint + path)
        assert refused.value.code == 404
