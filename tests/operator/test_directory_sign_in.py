"""People of a directory sign in: by USER_PASSWORD_AUTH, on the pages, while servers fail, and after a sync."""

import base64
import json
import re
import sqlite3
import time
import urllib.parse
import urllib.request
from contextlib import closing

import pytest
from botocore.exceptions import ClientError
from conftest import LogWatch
from slapd import COUNT, GROUPS, PEOPLE, Authority, Silent, Slapd, password, person
from test_directory import authority, ending, small, table  # noqa: F401
from test_hosted_paths import hidden, raw


class Stage:
    """Cenote with a pool that has a directory, and a user of its own."""

    def __init__(self, start, folder, authority):
        self.start, self.folder, self.authority = start, folder, authority
        self.server = self.begin()
        idp = self.idp = self.server.client()
        self.pool = idp.create_user_pool(PoolName="p")["UserPool"]["Id"]
        idp.create_user_pool_domain(UserPoolId=self.pool, Domain="acme")
        self.client = idp.create_user_pool_client(
            UserPoolId=self.pool, ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
            AllowedOAuthFlows=["code"], AllowedOAuthFlowsUserPoolClient=True, AllowedOAuthScopes=["openid", "email"],
            CallbackURLs=["http://localhost:9/back"], SupportedIdentityProviders=["COGNITO"], PreventUserExistenceErrors="ENABLED",
        )["UserPoolClient"]["ClientId"]
        idp.admin_create_user(UserPoolId=self.pool, Username="local", MessageAction="SUPPRESS")
        idp.admin_set_user_password(UserPoolId=self.pool, Username="local", Password="Correct-horse-1", Permanent=True)

    def begin(self):
        port = getattr(self, "port", 0)
        at = f"127.0.0.1:{port}"
        server = self.start("serve", "--json", "--listen", at, "--public-url", f"http://{at}", "--data", str(self.folder / "data"))
        self.port = server.port
        return server

    def serve(self, servers, **more):
        """Begins anew with a directory."""
        self.server.stop()
        file = self.folder / "cenote.toml"
        file.write_text(table(servers, self.authority, pool=self.pool, **more))
        file.chmod(0o600)
        self.server = self.begin()
        self.idp = self.server.client(self.idp_key)

    @property
    def idp_key(self):
        credentials = self.idp._request_signer._credentials
        return {"access_key_id": credentials.access_key, "secret_access_key": credentials.secret_key}

    def sign_in(self, name, secret):
        return self.idp.initiate_auth(
            ClientId=self.client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters={"USERNAME": name, "PASSWORD": secret}
        )["AuthenticationResult"]

    def refused(self, name, secret):
        with pytest.raises(ClientError) as refused:
            self.sign_in(name, secret)
        error = refused.value.response["Error"]
        return f"{error['Code']}: {error['Message']}"

    def user(self, name):
        found = self.idp.admin_get_user(UserPoolId=self.pool, Username=name)
        return found, {one["Name"]: one["Value"] for one in found["UserAttributes"]}

    def ready(self):
        with urllib.request.urlopen(f"{self.server.endpoint}/health/ready") as answer:
            return json.load(answer)


@pytest.fixture
def stage(start, tmp_path, authority):
    return Stage(start, tmp_path, authority)


def claims(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


WRONG = "NotAuthorizedException: Incorrect username or password."


def test_people_sign_in_as_the_directory_has_them(stage, small):
    server = small()
    stage.serve([server.safe], verified=["email"])
    tokens = stage.sign_in("user00042", password(42))
    access, id = claims(tokens["AccessToken"]), claims(tokens["IdToken"])
    groups = ["circle-a", "circle-b", "department-0", "staff", "team-000"]
    assert sorted(access["cognito:groups"]) == groups
    assert (id["email"], id["email_verified"], id["given_name"]) == ("user00042@example.com", True, "User")
    for wrong in ("Wrong-horse-1", " ", password(43)):
        assert stage.refused("user00042", wrong) == WRONG
    assert stage.refused("nobody", "Wrong-horse-1") == WRONG
    for name in ("*", "user0004*", "x)(uid=*"):
        assert stage.refused(name, password(42)) == WRONG

    # What changes there is what the next tokens say.
    server.change(
        f"dn: uid=user00042,{PEOPLE}\nchangetype: modify\nreplace: mail\nmail: new@example.com\n\n"
        f"dn: cn=team-000,{GROUPS}\nchangetype: modify\ndelete: member\nmember: uid=user00042,{PEOPLE}\n\n"
        f"dn: cn=lone,{GROUPS}\nchangetype: add\nobjectClass: groupOfNames\ncn: lone\nmember: uid=user00042,{PEOPLE}\n\n"
    )
    tokens = stage.sign_in("user00042", password(42))
    again = claims(tokens["IdToken"])
    assert (again["sub"], again["email"], again["cognito:groups"]) == (id["sub"], "new@example.com", ["lone"])

    # Users of the pool's own are as ever.
    stage.sign_in("local", "Correct-horse-1")


def test_an_account_that_may_not_be_used_is_not(stage, small):
    server = small()
    stage.serve([server.safe])
    for number in (1, 2):
        stage.sign_in(f"user0000{number}", password(number))
    # Switched off for good there: it is the server that says no to the right password.
    server.change(f"dn: uid=user00001,{PEOPLE}\nchangetype: modify\nadd: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n\n")
    assert "exceeded" in stage.refused("user00001", password(1))
    # Must be changed first.
    server.change(f"dn: uid=user00002,{PEOPLE}\nchangetype: modify\nadd: pwdReset\npwdReset: TRUE\n\n")
    assert stage.refused("user00002", password(2)).startswith("PasswordResetRequiredException: The password has expired.")


def test_the_next_server_is_asked(stage, small, ending):
    first, second = small(), small()
    stage.serve([first.safe, second.plain.replace("ldap:", "ldaps:").replace(str(second.plain_port), str(second.safe_port))])
    stage.sign_in("user00001", password(1))
    assert "failing_directories" not in stage.ready()
    first.stop()
    # The connection that rests is broken, the server gone: people notice nothing.
    stage.sign_in("user00001", password(1))
    stage.sign_in("user00002", password(2))
    failing = stage.ready()["failing_directories"]
    assert failing == [f"{stage.pool}: server 1 of 2"], failing
    assert stage.refused("user00002", "Wrong-horse-1") == WRONG
    second.stop()
    down = stage.refused("user00002", password(2))
    assert down.startswith("InternalErrorException: The directory that keeps the password does not answer"), down
    assert stage.sign_in("local", "Correct-horse-1")["AccessToken"]
    health = stage.ready()
    assert health["status"] == "degraded" and len(health["failing_directories"]) == 2, health
    with urllib.request.urlopen(f"{stage.server.endpoint}/metrics") as answer:
        metrics = answer.read().decode()
    for outcome in ("proved", "wrong", "unreachable"):
        assert f'cenote_directory_asks_total{{pool="{stage.pool}",asked="prove",outcome="{outcome}"}}' in metrics, metrics
    # One that is back is asked when its time aside is over, or at once where there is no other.
    first.start()
    second.start()
    assert stage.sign_in("user00002", password(2))["AccessToken"]


def test_servers_that_are_not_safe_are_not_asked(stage, small, tmp_path):
    stranger, clear = Authority(tmp_path, "stranger"), small(tls=False)
    server = small()
    for servers, more in (([server.safe], {"ca_file": str(stranger.file)}), ([clear.plain], {"start_tls": True}), ([small(host="other.example.com").safe], {})):
        stage.serve(servers, **more)
        assert stage.refused("user00001", password(1)).startswith("InternalErrorException: ")
        assert stage.sign_in("local", "Correct-horse-1")["AccessToken"]


def test_a_silent_server_holds_nobody_for_long(stage, small, ending):
    silent, server = ending(Silent()), small()
    stage.serve([silent.safe, server.safe])
    began = time.monotonic()
    stage.sign_in("user00001", password(1))
    first = time.monotonic() - began
    assert first < 8, first
    # It is aside now.
    began = time.monotonic()
    stage.sign_in("user00002", password(2))
    assert time.monotonic() - began < 1


def test_people_bind_as_themselves(stage, small):
    server = small()
    own = {"bind": "user", "user_dn": f"uid={{name}},{PEOPLE}", "bind_dn": None, "bind_password": None}
    # Nobody may look at groups but the service account.
    stage.serve([server.plain], start_tls=True, groups=None, group_base_dn=None, **own)
    tokens = stage.sign_in("user00007", password(7))
    assert claims(tokens["IdToken"])["email"] == "user00007@example.com"
    assert stage.refused("user00007", password(8)) == WRONG
    assert stage.refused(f"user00007,{PEOPLE}", password(7)) == WRONG


def test_people_sign_in_on_the_pages(stage, small):
    server = small()
    stage.serve([server.safe])
    host = f"acme.auth.localhost:{stage.port}"
    query = urllib.parse.urlencode({
        "client_id": stage.client, "response_type": "code", "scope": "openid", "redirect_uri": "http://localhost:9/back",
    })
    status, _, headers = raw(stage.server, f"/oauth2/authorize?{query}", host)
    assert status == 302
    at = headers["location"].removeprefix(f"http://{host}")

    def prove(secret):
        status, page, headers = raw(stage.server, at, host)
        assert status == 200, page
        cookies = "; ".join(value.split(";")[0] for value in headers.get_all("set-cookie"))
        form = urllib.parse.urlencode({**hidden(page), "username": "user00003", "password": secret})
        kind = {"content-type": "application/x-www-form-urlencoded", "cookie": cookies}
        return raw(stage.server, at, host, "POST", form, kind)

    status, page, headers = prove(password(4))
    assert status != 302 or "code=" not in headers["location"], headers["location"]
    status, page, headers = prove(password(3))
    assert status == 302 and headers["location"].startswith("http://localhost:9/back?code="), page


def synced(stage, times=1):
    """The line that a sync ends with; the second, where two have been."""
    return json.loads(LogWatch(stage.server).until("a directory was looked at", within_s=600, times=times))


def memory(server):
    lines = open(f"/proc/{server.process.pid}/status").read().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) // 1024


def test_everybody_is_looked_at(stage, authority, tmp_path, ending, capsys):
    server = ending(Slapd(tmp_path / "everybody", authority))
    began = time.monotonic()
    stage.serve([server.safe], sync_minutes=60)
    line = synced(stage)
    took = time.monotonic() - began
    assert (line["seen"], line["made"], line["refused"]) == (COUNT, COUNT, 0), line
    with capsys.disabled():
        print(f"\n{COUNT} people of a directory became users in {took:.1f} s; at most {memory(stage.server)} MB held")
    found, attributes = stage.user("user09999")
    assert found["Enabled"] and attributes["email"] == "user09999@example.com"
    groups = stage.idp.admin_list_groups_for_user(UserPoolId=stage.pool, Username="user09999")["Groups"]
    assert sorted(one["GroupName"] for one in groups) == ["circle-a", "circle-b", "department-9", "staff", "team-099"]


def test_who_is_gone_is_kept_out_after_the_next_look(stage, small):
    server = small()
    stage.serve([server.safe], sync_minutes=60)
    assert synced(stage)["made"] == 100
    tokens = stage.sign_in("user00005", password(5))
    server.change(f"dn: uid=user00005,{PEOPLE}\nchangetype: delete\n\n")
    assert stage.refused("user00005", password(5)) == WRONG
    with pytest.raises(ClientError) as refused:
        stage.idp.initiate_auth(
            ClientId=stage.client, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]}
        )
    assert refused.value.response["Error"]["Code"] == "NotAuthorizedException"


def due(stage):
    """The time of the next look has come: that of the last is turned back."""
    with closing(sqlite3.connect(stage.folder / "data/cenote.db", timeout=30)) as store, store:
        turned = "UPDATE configurations SET settings = json_set(settings, '$.ended_at', 0) WHERE kind = 'directory_sync'"
        assert store.execute(turned).rowcount == 1


def test_who_leaves_is_disabled_by_the_next_sync_and_let_in_again_by_the_one_after_coming_back(stage, small):
    server = small()
    leavers = "ou=leavers,dc=example,dc=com"
    server.change(f"dn: {leavers}\nchangetype: add\nobjectClass: organizationalUnit\nou: leavers\n\n")

    def moved(name, old, new):
        server.change(
            f"dn: uid={name},{old}\nchangetype: moddn\nnewrdn: uid={name}\ndeleteoldrdn: 0\nnewsuperior: {new}\n\n"
        )

    stage.serve([server.safe], sync_minutes=60)
    assert synced(stage)["made"] == 100
    deleted, away = stage.sign_in("user00005", password(5)), stage.sign_in("user00006", password(6))
    server.change(f"dn: uid=user00005,{PEOPLE}\nchangetype: delete\n\n")
    moved("user00006", PEOPLE, leavers)
    assert stage.user("user00005")[0]["Enabled"] and stage.user("user00006")[0]["Enabled"]
    due(stage)
    line = synced(stage, times=2)
    assert (line["outcome"], line["seen"], line["out"], line["made"]) == ("done", 98, 2, 0), line
    for name, secret, tokens in [("user00005", password(5), deleted), ("user00006", password(6), away)]:
        assert not stage.user(name)[0]["Enabled"]
        assert stage.refused(name, secret).startswith("NotAuthorizedException: ")
        with pytest.raises(ClientError) as refused:
            stage.idp.get_user(AccessToken=tokens["AccessToken"])
        assert refused.value.response["Error"]["Code"] == "NotAuthorizedException"
    assert stage.user("user00007")[0]["Enabled"]
    # One is the same entry as before. The other is a new one of the same name, and so another person.
    moved("user00006", leavers, PEOPLE)
    again = re.sub("entryUUID: .*\n", "", person(5)).replace("\nobjectClass", "\nchangetype: add\nobjectClass", 1)
    server.change(again)
    due(stage)
    line = synced(stage, times=3)
    assert (line["outcome"], line["seen"], line["out"], line["made"], line["refused"]) == ("done", 100, 0, 0, 1), line
    assert stage.user("user00006")[0]["Enabled"] and not stage.user("user00005")[0]["Enabled"]
    assert claims(stage.sign_in("user00006", password(6))["IdToken"])["cognito:username"] == "user00006"
    assert stage.refused("user00005", password(5)).startswith("NotAuthorizedException: ")
