"""`cenote dev` and the small commands as a developer meets them."""

import gzip
import json
import urllib.error
import urllib.request

import pytest
from conftest import run

CLIENT = "cenotedemopublicclient0000"


def sign_up(server, name):
    attributes = [{"Name": "email", "Value": f"{name}@example.com"}]
    idp = server.client()
    idp.sign_up(ClientId=CLIENT, Username=name, Password="Right-pass-1", UserAttributes=attributes)
    return idp


def test_loopback_only(tmp_path):
    refused = run(tmp_path, "dev", "--listen", "0.0.0.0:0")
    assert refused.returncode == 2 and "loopback" in refused.stderr or "127.0.0.1" in refused.stderr


def test_data_stays_in_its_folder_and_the_demo_is_seeded_once(start, tmp_path):
    server = start("dev", "--json", "--listen", "127.0.0.1:0")
    sign_up(server, "carol")
    assert server.stop() == 0
    assert (tmp_path / ".cenote").is_dir()
    again = start("dev", "--json", "--listen", "127.0.0.1:0")
    assert again.ready["demo"] == server.ready["demo"]
    users = again.client().list_users(UserPoolId=again.ready["demo"]["user_pool_id"])["Users"]
    assert sorted(user["Username"] for user in users) == ["alice", "bob", "carol"]


def test_in_memory_nothing_is_left_on_disk(start, tmp_path):
    server = start("dev", "--json", "--memory", "--listen", "127.0.0.1:0")
    sign_up(server, "carol")
    server.stop()
    assert [entry.name for entry in tmp_path.iterdir()] == ["server.log"]


def test_a_fixed_code_confirms(start):
    server = start("dev", "--json", "--memory", "--fixed-code", "123456", "--listen", "127.0.0.1:0")
    idp = sign_up(server, "carol")
    idp.confirm_sign_up(ClientId=CLIENT, Username="carol", ConfirmationCode="123456")


def test_a_page_elsewhere_cannot_read_the_mailbox(start):
    server = start("dev", "--json", "--memory", "--listen", "127.0.0.1:0")
    url = f"{server.endpoint}/mailbox/messages"
    assert json.loads(urllib.request.urlopen(url).read()) == []
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(url, headers={"Host": "evil.example.com"}))
    assert refused.value.code in (403, 404)


def test_the_environment_is_printed_for_a_shell_and_as_json(tmp_path):
    shell = run(tmp_path, "env").stdout
    line = "export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=http://127.0.0.1:7665"
    assert line in shell.splitlines()
    values = json.loads(run(tmp_path, "env", "--json", "--listen", "127.0.0.1:7000").stdout)
    assert values["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"] == "http://127.0.0.1:7000"


def test_what_is_public_is_packed_and_a_page_never(start):
    server = start("dev", "--json", "--memory", "--listen", "127.0.0.1:0")
    pool = server.ready["demo"]["user_pool_id"]

    def fetch(path, **headers):
        answer = urllib.request.urlopen(urllib.request.Request(server.endpoint + path, headers=headers))
        return answer.headers, answer.read()

    for path in ("/assets/hosted.css", "/assets/demo.js", f"/{pool}/.well-known/openid-configuration"):
        plain_headers, plain = fetch(path)
        headers, packed = fetch(path, **{"Accept-Encoding": "gzip, br"})
        assert headers["Vary"] == plain_headers["Vary"] == "accept-encoding"
        assert plain_headers["Content-Encoding"] is None
        if len(plain) < 1024:
            assert packed == plain
            continue
        assert headers["Content-Encoding"] == "gzip" and len(packed) < len(plain)
        assert gzip.decompress(packed) == plain and int(headers["Content-Length"]) == len(packed)
    for path in ("/", "/demo", "/mailbox"):
        assert fetch(path, **{"Accept-Encoding": "gzip"})[0]["Content-Encoding"] is None
