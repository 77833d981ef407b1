"""`cenote dev` and the small commands as a developer meets them."""

import gzip
import json
import urllib.error
import urllib.parse
import urllib.request

import pytest
from botocore.exceptions import ClientError
from conftest import run

CLIENT = "cenotedemopublicclient0000"


def sign_up(server, name):
    attributes = [{"Name": "email", "Value": f"{name}@example.com"}]
    idp = server.client()
    idp.sign_up(ClientId=CLIENT, Username=name, Password="Right-pass-1", UserAttributes=attributes)
    return idp


def test_loopback_only(tmp_path):
    refused = run(tmp_path, "dev", "--listen", "0.0.0.0:0")
    assert refused.returncode == 2 and "other machines" in refused.stderr, refused.stderr


def test_data_stays_in_its_folder_and_the_demo_is_seeded_once(start, tmp_path):
    server = start("dev", "--json", "--listen", "127.0.0.1:0")
    sign_up(server, "carol")
    assert server.stop() == 0
    assert (tmp_path / ".cenote").is_dir()
    again = start("dev", "--json", "--listen", "127.0.0.1:0")
    assert again.ready["demo"] == server.ready["demo"]
    users = again.client().list_users(UserPoolId=again.ready["demo"]["user_pool_id"])["Users"]
    assert sorted(user["Username"] for user in users) == ["alice", "bob", "carol"]


def test_the_demo_app_and_the_sign_in_page_are_where_it_says(start):
    server = start("dev", "--json", "--memory", "--listen", "127.0.0.1:0")
    assert b"demo" in urllib.request.urlopen(server.ready["demo_app"]).read()
    # Its name leads to this machine in every browser, not in every program.
    at = urllib.parse.urlsplit(server.ready["sign_in_page"])
    assert at.hostname == "demo.auth.localhost"
    asked = urllib.request.Request(f"{server.endpoint}{at.path}?{at.query}", headers={"Host": at.netloc})
    page = urllib.request.urlopen(asked).read().decode()
    assert 'name="password"' in page


def test_what_the_documentation_tells_everybody_opens_nothing_to_others(start, tmp_path):
    start("dev", "--json", "--listen", "127.0.0.1:0").stop()
    data = tmp_path / ".cenote"
    for settings in (["--listen", "127.0.0.1:0", "--public-url", "https://id.example.com"],
                     ["--listen", "0.0.0.0:0", "--allow-plaintext", "--public-url", "http://127.0.0.1:8000"]):
        refused = run(tmp_path, "serve", "--data", str(data), *settings)
        assert refused.returncode == 1 and "demo pool" in refused.stderr, refused.stderr
    # On this machine it serves, and the keys of `cenote env` are nobody's.
    server = start("serve", "--json", "--listen", "127.0.0.1:0", "--public-url", "http://127.0.0.1:0", "--data", str(data))
    values = json.loads(run(tmp_path, "env", "--json").stdout)
    key = {"access_key_id": values["AWS_ACCESS_KEY_ID"], "secret_access_key": values["AWS_SECRET_ACCESS_KEY"]}
    with pytest.raises(ClientError) as stranger:
        server.client(key).list_user_pools(MaxResults=1)
    assert stranger.value.response["Error"]["Code"] == "UnrecognizedClientException"


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
