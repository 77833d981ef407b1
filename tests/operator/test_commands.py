"""The commands beside `serve` and `dev`, as whoever types them for the first time meets them."""

import json

import pytest
from conftest import run


@pytest.mark.parametrize(
    "command",
    [
        ["access-key", "list"],
        ["access-key", "delete", "AKIAEXAMPLE"],
        ["domain", "list"],
        ["client", "logout-uri", "someclient"],
        ["idp", "test", "us-east-1_Example01", "Corp"],
        ["trigger", "test", "us-east-1_Example01", "PreSignUp"],
        ["mail", "log", "--pool", "us-east-1_Example01"],
    ],
    ids=" ".join,
)
def test_a_command_in_the_wrong_folder_says_so_and_leaves_nothing_there(tmp_path, command):
    asked = run(tmp_path, *command)
    assert asked.returncode == 1, asked.stdout
    assert "no database in `cenote-data`" in asked.stderr and "--data" in asked.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_of_a_small_command_shows_what_it_needs_and_takes_the_rest(tmp_path):
    shown = run(tmp_path, "access-key", "list", "--help").stdout
    for option in ("--config", "--data", "--database-url", "--json"):
        assert f"{option}" in shown
    assert "--sms-per-prefix" not in shown and "cenote serve" in shown
    assert run(tmp_path, "access-key", "create", "--sms-per-prefix", "7").returncode == 0


def test_the_log_of_messages_needs_no_more_than_the_data(tmp_path):
    run(tmp_path, "access-key", "create")
    unknown = run(tmp_path, "mail", "log", "--pool", "us-east-1_Example01")
    assert unknown.returncode == 1 and "no user pool us-east-1_Example01" in unknown.stderr


def test_of_a_settings_file_that_does_not_parse_nothing_else_is_told(tmp_path):
    (tmp_path / "cenote.toml").write_text('public_url = "https://id.example.com"\nlisten = [\n')
    refused = run(tmp_path, "serve")
    assert refused.returncode == 2 and "line 2" in refused.stderr
    assert "public_url" not in refused.stderr
    checks = json.loads(run(tmp_path, "doctor", "--json").stdout)["checks"]
    assert [check["message"] for check in checks if "public_url" in check["message"]] == []


def test_a_name_unlike_every_option_is_told_where_they_are_listed(tmp_path):
    (tmp_path / "cenote.toml").write_text("bogus = 3\n")
    refused = run(tmp_path, "serve").stderr
    assert "bogus: is not an option. Take it out; `cenote serve --help` lists the options" in refused


def test_a_secret_that_is_not_there_is_told_once_and_by_its_place(tmp_path):
    (tmp_path / "cenote.toml").write_text(
        'public_url = "https://id.example.com"\n[gateway]\nlisten = "127.0.0.1:0"\n[gateway.backends.files]\nservice = "s3"\n'
        'endpoint = "https://store.example.com"\naccess_key_id = "store"\nsecret_access_key = { file = "/no/such/key" }\n'
    )
    (tmp_path / "cenote.toml").chmod(0o600)
    refused = run(tmp_path, "serve").stderr
    assert "secret_access_key: names the file `/no/such/key`, which cannot be read" in refused
    assert refused.count("\n  ") == 1, refused
