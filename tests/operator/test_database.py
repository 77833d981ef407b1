"""PostgreSQL as an operator has it: encrypted and verified on the way. CENOTE_TEST_POSTGRES names a server,
CENOTE_TEST_POSTGRES_CA whom to believe about its certificate."""

import os
import subprocess
import uuid

import pytest
from conftest import make_certificate, run

SERVER = os.environ.get("CENOTE_TEST_POSTGRES")
AUTHORITY = os.environ.get("CENOTE_TEST_POSTGRES_CA")
IN_CI = os.environ.get("CI") == "true"


@pytest.fixture
def database():
    """The URL of an empty database, gone after the test."""
    if not (SERVER and AUTHORITY):
        assert not IN_CI, "CI needs CENOTE_TEST_POSTGRES and CENOTE_TEST_POSTGRES_CA"
        pytest.skip("no PostgreSQL with TLS: CENOTE_TEST_POSTGRES and CENOTE_TEST_POSTGRES_CA name one")
    name = f"operator_{uuid.uuid4().hex}"
    ask = ["psql", SERVER, "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--command"]
    subprocess.run([*ask, f"CREATE DATABASE {name}"], check=True)
    yield SERVER.rsplit("/", 1)[0] + "/" + name
    subprocess.run([*ask, f"DROP DATABASE {name} WITH (FORCE)"], check=True)


def encrypted(database):
    """How many connections of Cenote to this database are encrypted, and how many there are."""
    name = database.rsplit("/", 1)[1]
    sql = (
        "SELECT count(*) FILTER (WHERE ssl), count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) "
        f"WHERE datname = '{name}' AND application_name = 'cenote'"
    )
    out = subprocess.run(["psql", SERVER, "-At", "-c", sql], check=True, capture_output=True, text=True)
    return tuple(int(count) for count in out.stdout.split("|"))


def test_the_way_to_the_database_is_encrypted(serve, database):
    server = serve("--database-url", f"{database}?sslmode=require", "--database-ca-file", AUTHORITY)
    assert server.client().list_user_pools(MaxResults=1)["UserPools"] == []
    safe, all_of_them = encrypted(database)
    assert safe == all_of_them > 0
    assert server.stop() == 0


def test_nothing_is_said_to_a_database_that_somebody_else_answers_for(tmp_path, database):
    stranger, _ = make_certificate(tmp_path, "stranger")
    settings = ["serve", "--listen", "127.0.0.1:0", "--public-url", "http://127.0.0.1:0", "--data", str(tmp_path / "data")]
    mail = ["--delivery-kind", "file", "--delivery-path", str(tmp_path / "mail.jsonl")]
    url = ["--database-url", f"{database}?sslmode=require"]
    for believed in ([], ["--database-ca-file", str(stranger)]):
        ended = run(tmp_path, *settings, *mail, *url, *believed)
        assert ended.returncode != 0
        assert "invalid peer certificate" in ended.stderr, ended.stderr
        assert "database_ca_file" in ended.stderr, ended.stderr
    assert encrypted(database) == (0, 0)
