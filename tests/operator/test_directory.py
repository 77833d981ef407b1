"""Pools with a directory, before a real slapd: what `cenote directory test` tells, who signs in, and what happens when servers fail."""

import json
import time

import pytest
from conftest import run
from slapd import GROUPS, PEOPLE, SERVICE, SERVICE_PASSWORD, Authority, Silent, Slapd, entries

POOL = "us-east-1_Abc123456"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def big(tmp_path_factory, authority):
    """One server with everybody, which no test changes."""
    server = Slapd(tmp_path_factory.mktemp("big") / "slapd", authority)
    yield server
    server.stop()


@pytest.fixture
def ending():
    """Ends what a test has begun."""
    begun = []

    def begin(one):
        begun.append(one)
        return one

    yield begin
    for one in reversed(begun):
        one.stop()


@pytest.fixture
def small(tmp_path, authority, ending):
    """Starts servers with a hundred people."""
    made = []

    def begin(**more):
        made.append(None)
        return ending(Slapd(tmp_path / f"slapd-{len(made)}", authority, ldif=entries(100), **more))

    return begin


def table(servers, authority, pool=POOL, **more):
    """The settings of one directory."""
    rows = {
        "servers": servers, "ca_file": str(authority.file), "base_dn": PEOPLE, "bind_dn": SERVICE,
        "bind_password": SERVICE_PASSWORD, "groups": "all", "group_base_dn": GROUPS,
        "connect_timeout_s": 1, "ask_timeout_s": 2, **more,
    }
    lines = [f"{name} = {toml(value)}" for name, value in rows.items() if value is not None]
    return f'[directories."{pool}"]\n' + "\n".join(lines) + "\n"


def toml(value):
    """A text, number, flag, list or table as the settings file writes it."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(name)} = {toml(one)}" for name, one in value.items()) + " }"
    return json.dumps(value)


def configure(folder, text):
    file = folder / "cenote.toml"
    file.write_text(text)
    file.chmod(0o600)
    return file


def look(folder, *more):
    """What the command tells: its code, its findings by server and what, its user, and what it says at the end."""
    told = run(folder, "directory", "test", POOL, "--json", *more)
    assert told.stdout, told.stderr
    all = json.loads(told.stdout)
    findings = {(one["server"], one["what"]): (one["state"], one["text"]) for one in all["findings"]}
    return told.returncode, findings, all["user"], told.stderr


def test_the_command_tells_what_there_is(big, authority, tmp_path):
    configure(tmp_path, table([big.safe, big.plain], authority, start_tls=True))
    code, findings, user, _ = look(tmp_path, "--user", "USER00342")
    assert code == 0, findings
    assert [findings[server, what][0] for server in (big.safe, big.plain) for what in ("bind", "search", "groups")] == ["ok"] * 6
    # Its certificate is of two days.
    for server, how in ((big.safe, "from the first byte"), (big.plain, "by StartTLS")):
        state, text = findings[server, "connect"]
        assert state == "warn" and text.startswith(f"TLS 1.3 {how}; its certificate ends "), text
    assert user["name"] == "user00342" and user["dn"] == f"uid=user00342,{PEOPLE}" and len(user["id"]) == 36
    assert user["state"] == "active"
    assert user["groups"] == ["circle-a", "circle-b", "department-0", "staff", "team-003"] == user["pool_groups"]
    values = {one["name"]: one["values"] for one in user["attributes"]}
    assert values == {"email": ["user00342@example.com"], "name": ["User 342"], "given_name": ["User"], "family_name": ["342"]}

    text = run(tmp_path, "directory", "test", POOL, "--user", "user00342")
    assert text.returncode == 0 and "groups        circle-a, circle-b, department-0, staff, team-003" in text.stdout, text.stdout
    assert SERVICE_PASSWORD not in text.stdout + text.stderr


def test_no_name_means_anybody_else(big, authority, tmp_path):
    configure(tmp_path, table([big.safe], authority))
    for name in ["*", "user0000*", "x)(uid=*", "user00001)(mail=*", ")(", "\\2a", "user00001\u0301", "名前", "a" * 5_000, " "]:
        code, _, user, said = look(tmp_path, "--user", name)
        assert (code, user) == (1, None), name
        assert "no one entry for the name" in said, said


def test_several_entries_for_one_name_are_none(big, authority, tmp_path):
    configure(tmp_path, table([big.safe], authority, user_filter="(&(objectClass=inetOrgPerson)(givenName={name}))"))
    code, _, user, said = look(tmp_path, "--user", "User")
    assert (code, user) == (1, None)
    assert "no one entry" in said, said


def test_what_is_wrong_is_told_with_what_to_do(big, small, authority, tmp_path):
    other = Authority(tmp_path, "stranger")
    elsewhere = small(host="other.example.com")
    clear = small(tls=False)
    down = "ldaps://localhost:1"
    for servers, more, what, wanted in [
        ([big.safe], {"ca_file": str(other.file)}, "connect", "is from nobody whom ca_file, or the system, names. Name the PEM file"),
        ([big.safe], {"ca_file": None}, "connect", "is from nobody whom ca_file"),
        ([elsewhere.safe], {}, "connect", "is for another host than the settings name. Name the server as"),
        ([elsewhere.plain], {"start_tls": True}, "connect", "is for another host than the settings name"),
        ([clear.plain], {"start_tls": True}, "connect", "it does not offer StartTLS: code "),
        ([down], {}, "connect", "it cannot be reached: "),
        ([big.plain.replace("ldap:", "ldaps:")], {}, "connect", ""),
        ([big.safe], {"bind_password": "wrong"}, "bind", "code 49 (invalidCredentials). Check bind_dn"),
        ([big.safe], {"base_dn": "ou=nobody,dc=example,dc=com"}, "search", "code 32 (noSuchObject). Check base_dn"),
        ([big.safe], {"group_base_dn": "ou=nobody,dc=example,dc=com"}, "groups", "code 32 (noSuchObject). Check group_base_dn"),
    ]:
        configure(tmp_path, table(servers, authority, **more))
        code, findings, _, said = look(tmp_path)
        state, text = findings[servers[0], what]
        assert (code, state) == (1, "bad") and wanted in text, (wanted, text)
        assert "Mend what is marked" in said


def test_a_directory_in_clear_is_named_out_loud(small, authority, tmp_path):
    clear = small(tls=False)
    configure(tmp_path, table([clear.plain], authority))
    told = run(tmp_path, "directory", "test", POOL)
    assert told.returncode == 2 and "sends passwords in clear" in told.stderr, told.stderr
    configure(tmp_path, table([clear.plain], authority, allow_plaintext=True))
    code, findings, _, _ = look(tmp_path)
    assert code == 0 and findings[clear.plain, "connect"] == ("warn", "in clear: passwords can be read on the way")
    configure(tmp_path, table(["ldap://ldap.example.com"], authority, allow_plaintext=True))
    told = run(tmp_path, "directory", "test", POOL)
    assert told.returncode == 2 and "outbound_private_addresses" in told.stderr, told.stderr


def test_wrong_settings_are_all_named(authority, tmp_path):
    configure(tmp_path, table(["https://x"], authority, base_dn=None, user_filter="(uid=x", bind_password=None, extra=1))
    told = run(tmp_path, "directory", "test", POOL)
    assert told.returncode == 2
    for member in ("servers", "base_dn", "user_filter", "bind_password", "extra"):
        assert f"directories.{POOL}.{member}: " in told.stderr, told.stderr
    file = configure(tmp_path, table(["ldaps://x"], authority))
    file.chmod(0o644)
    told = run(tmp_path, "directory", "test", POOL)
    assert "can be read by other users" in told.stderr, told.stderr
    configure(tmp_path, "")
    told = run(tmp_path, "directory", "test", POOL)
    assert told.returncode == 1 and f"name no directory of {POOL}" in told.stderr


def test_a_server_that_says_nothing_costs_its_time_and_no_more(big, authority, tmp_path, ending):
    silent = ending(Silent())
    for servers, more in (([silent.safe], {}), ([silent.plain], {"start_tls": True}), ([silent.plain], {"allow_plaintext": True})):
        configure(tmp_path, table(servers, authority, **more))
        began = time.monotonic()
        code, findings, _, _ = look(tmp_path)
        took = time.monotonic() - began
        assert code == 1 and any("took too long" in text for _, text in findings.values()), findings
        assert took < 10, took
    # The next server is asked.
    configure(tmp_path, table([silent.safe, big.safe], authority))
    code, _, user, _ = look(tmp_path, "--user", "user00001")
    assert (code, user["name"]) == (1, "user00001")


def test_groups_by_what_entries_say(small, authority, tmp_path):
    server = small()
    # What the overlay writes into entries.
    server.change(
        f"dn: cn=inner,{GROUPS}\nchangetype: add\nobjectClass: groupOfNames\ncn: inner\nmember: uid=user00001,{PEOPLE}\n\n"
        f"dn: cn=outer,{GROUPS}\nchangetype: add\nobjectClass: groupOfNames\ncn: outer\nmember: cn=inner,{GROUPS}\n\n"
        f"dn: cn=inner,{GROUPS}\nchangetype: modify\nadd: member\nmember: cn=outer,{GROUPS}\n\n"
    )
    configure(tmp_path, table([server.safe], authority, group_lookup="member_of", groups={"inner": "own"}))
    code, _, user, _ = look(tmp_path, "--user", "user00001")
    assert (code, user["groups"], user["pool_groups"]) == (0, ["inner", "outer"], ["own"])


def test_an_account_that_is_locked_is_told(small, authority, tmp_path):
    server = small()
    server.change(f"dn: uid=user00001,{PEOPLE}\nchangetype: modify\nadd: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n\n")
    configure(tmp_path, table([server.safe], authority))
    code, _, user, _ = look(tmp_path, "--user", "user00001")
    assert (code, user["state"]) == (0, "locked")


def test_doctor_looks_at_directories(big, authority, tmp_path):
    configure(tmp_path, 'public_url = "https://id.example.com"\n' + table([big.safe, "ldaps://localhost:1"], authority))
    told = run(tmp_path, "doctor", "--json", "--data", str(tmp_path / "data"))
    checks = [one for one in json.loads(told.stdout)["checks"] if one["name"] == "directory"]
    states = {one["status"] for one in checks if big.safe in one["message"]}
    assert states <= {"ok", "warning"} and states, checks
    assert any(one["status"] == "failed" and "ldaps://localhost:1" in one["message"] for one in checks), checks
