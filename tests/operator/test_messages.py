"""Messages on their way out of `cenote serve`: to a real SMTP server, and to a gateway's stand-in."""

import base64
import contextlib
import json
import re
import signal
import sqlite3
import ssl
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import pytest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from conftest import make_certificate, run
from post import Gateway, Relay, is_signed

ALICE = {"Password": "Right-pass-1", "UserAttributes": [{"Name": "email", "Value": "alice@example.com"}]}
TEMPLATE = {"EmailMessage": "<p>Grüß dich, {####}</p>", "EmailSubject": "Dein Code für {username}"}


@pytest.fixture
def relay():
    relay = Relay()
    yield relay
    relay.stop()


def settings(tmp_path, port, more="", sms=""):
    text = f"""
[delivery]
email = "relay"
{sms}
[channels.relay]
kind = "smtp"
host = "127.0.0.1"
port = {port}
from = "Cenote <no-reply@id.example.com>"
{more or 'tls = "none"'}
"""
    (tmp_path / "cenote.toml").write_text(text)


def make_signed_certificate(folder):
    """An authority's certificate, and one of 127.0.0.1 that it has signed, with its key."""
    authority, authority_key = make_certificate(folder, "authority")
    key, request, certificate = (folder / f"relay.{end}" for end in ("key", "csr", "crt"))
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
    made = ["openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=relay"]
    subprocess.run([*made, "-keyout", key, "-out", request], check=True, capture_output=True)
    sign = ["openssl", "x509", "-req", "-in", request, "-CA", authority, "-CAkey", authority_key, "-CAcreateserial"]
    sign += ["-days", "2", "-extfile", folder / "names", "-out", certificate]
    subprocess.run(sign, check=True, capture_output=True)
    return authority, certificate, key


def a_client(idp, **pool):
    pool = {"AutoVerifiedAttributes": ["email"], "VerificationMessageTemplate": TEMPLATE} | pool
    pool_id = idp.create_user_pool(PoolName="post", **pool)["UserPool"]["Id"]
    client = idp.create_user_pool_client(UserPoolId=pool_id, ClientName="app")
    return pool_id, client["UserPoolClient"]["ClientId"]


def test_mail_arrives_as_the_pool_has_it(serve, relay, tmp_path):
    settings(tmp_path, relay.port)
    server = serve()
    idp = server.client()
    email = {"From": "Pool <pool@example.org>", "ReplyToEmailAddress": "help@example.org"}
    pool, client = a_client(idp, EmailConfiguration=email)
    idp.sign_up(ClientId=client, Username="alice", **ALICE)
    (mail,) = relay.wait(1)
    assert mail.recipients == ["alice@example.com"]
    assert (mail["From"], mail["Reply-To"], mail["To"]) == (
        "Pool <pool@example.org>",
        "help@example.org",
        "alice@example.com",
    )
    assert mail["Subject"] == "Dein Code für alice" and mail["Auto-Submitted"] == "auto-generated"
    html = mail.get_body(("html",)).get_content().strip()
    code = re.fullmatch(r"<p>Grüß dich, (\d{6})</p>", html).group(1)
    assert mail.get_body(("plain",)).get_content().strip() == f"Grüß dich, {code}"
    idp.confirm_sign_up(ClientId=client, Username="alice", ConfirmationCode=code)

    listed = run(tmp_path, "mail", "log", "--json", "--pool", pool, "--data", str(tmp_path / "data"),
                 "--public-url", "https://id.example.com")
    (row,) = json.loads(listed.stdout)
    assert (row["state"], row["destination"], row["kind"]) == ("sent", "a***@e***", "sign_up")
    assert "queued as 7" in row["answer"] and code not in listed.stdout
    page = urllib.request.urlopen(f"{server.endpoint}/metrics").read().decode()
    assert 'cenote_deliveries_total{channel="relay",outcome="sent"} 1' in page


def test_a_refused_address_fails_the_call_and_a_busy_relay_does_not(serve, relay, tmp_path):
    settings(tmp_path, relay.port)
    server = serve()
    idp = server.client()
    pool, client = a_client(idp)
    relay.rcpt = "550 5.1.1 no such user"
    with pytest.raises(ClientError) as refused:
        idp.sign_up(ClientId=client, Username="alice", **ALICE)
    assert refused.value.response["Error"]["Code"] == "CodeDeliveryFailureException"
    relay.rcpt = "451 4.7.1 try later"
    idp.resend_confirmation_code(ClientId=client, Username="alice")
    ready = json.load(urllib.request.urlopen(f"{server.endpoint}/health/ready"))
    assert ready == {"status": "degraded", "store": "ok", "failing_channels": ["relay"]}
    relay.rcpt = None
    idp.resend_confirmation_code(ClientId=client, Username="alice")
    assert json.load(urllib.request.urlopen(f"{server.endpoint}/health/ready")) == {"status": "ok", "store": "ok"}
    # The one that waited never comes: its code is no longer good.
    listed = run(tmp_path, "mail", "log", "--json", "--pool", pool, "--data", str(tmp_path / "data"),
                 "--public-url", "https://id.example.com")
    assert [row["state"] for row in json.loads(listed.stdout)] == ["sent", "replaced", "refused"]
    (mail,) = relay.wait(1)
    code = re.search(r"\d{6}", mail.get_body(("plain",)).get_content()).group()
    idp.confirm_sign_up(ClientId=client, Username="alice", ConfirmationCode=code)


def test_a_kill_before_the_mail_is_out_loses_nothing_and_the_id_stays(serve, relay, tmp_path):
    settings(tmp_path, relay.port)
    server = serve()
    key = server.ready["root_access_key"]
    _, client = a_client(server.client())
    relay.answers = ["451 busy"]
    server.client().sign_up(ClientId=client, Username="alice", **ALICE)
    assert relay.mails == [] and len(relay.ids) == 1
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    server = serve()
    (mail,) = relay.wait(1)
    assert mail["Message-ID"] == relay.ids[0]
    code = re.search(r"\d{6}", mail.get_body(("plain",)).get_content()).group()
    server.client(key).confirm_sign_up(ClientId=client, Username="alice", ConfirmationCode=code)
    assert len(relay.mails) == 1


def test_a_kill_between_the_commit_and_the_first_try_loses_nothing(serve, relay, tmp_path):
    settings(tmp_path, relay.port)
    server = serve()
    key = server.ready["root_access_key"]
    _, client = a_client(server.client())
    relay.may_take.clear()
    # The user is there and the call is answered, and nobody has been told a word of the mail.
    server.client().sign_up(ClientId=client, Username="alice", **ALICE)
    assert relay.asked.is_set() and relay.ids == []
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "cenote.db")) as store:
        ((letter,),) = store.execute("SELECT id FROM outbox").fetchall()
    relay.may_take.set()
    server = serve()
    (mail,) = relay.wait(1)
    assert letter in mail["Message-ID"]
    code = re.search(r"\d{6}", mail.get_body(("plain",)).get_content()).group()
    server.client(key).confirm_sign_up(ClientId=client, Username="alice", ConfirmationCode=code)
    assert len(relay.mails) == 1 and len(relay.ids) == 1


def test_what_was_accepted_without_a_word_comes_again_under_its_id(serve, relay, tmp_path):
    settings(tmp_path, relay.port)
    server = serve()
    _, client = a_client(server.client())
    relay.may_answer.clear()
    # The relay has the mail and says nothing: the call does not wait for long.
    server.client().sign_up(ClientId=client, Username="alice", **ALICE)
    assert len(relay.mails) == 1
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    relay.may_answer.set()
    serve()
    first, second = relay.wait(2)
    assert first["Message-ID"] == second["Message-ID"]


def test_starttls_and_a_login(serve, tmp_path):
    authority, certificate, key = make_signed_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    relay = Relay(tls=context, login=("cenote", "hunter2 is long"))
    (tmp_path / "secret").write_text("hunter2 is long\n")
    more = f'user = "cenote"\npassword_file = "secret"\nca_file = "{authority}"'
    settings(tmp_path, relay.port, more)
    common = ["--public-url", "https://id.example.com", "--data", str(tmp_path / "data")]
    sent = run(tmp_path, "mail", "test", "--to", "me@example.com", *common)
    assert sent.returncode == 0, sent.stdout + sent.stderr
    assert relay.mails[0]["Subject"] == "A test message"
    doctor = run(tmp_path, "doctor", *common).stdout
    assert re.search(r"ok +delivery +relay: 127.0.0.1:\d+ answers and lets us in", doctor), doctor

    (tmp_path / "secret").write_text("wrong\n")
    failed = run(tmp_path, "mail", "test", "--to", "me@example.com", *common)
    assert failed.returncode == 1
    for line in ("* connected to 127.0.0.1:", "S 220 ", "C STARTTLS", "* encrypted from here on", "C AUTH PLAIN ***", "S 535 "):
        assert f"\n{line}" in failed.stdout, failed.stdout
    for secret in ("wrong", base64.b64encode(b"\0cenote\0wrong").decode()):
        assert secret not in failed.stdout + failed.stderr
    assert "the login fails" in run(tmp_path, "doctor", *common).stdout
    relay.stop()


def test_tls_from_the_first_byte_and_one_connection_for_all_mails(serve, tmp_path):
    authority, certificate, key = make_signed_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    relay = Relay(implicit=context)
    settings(tmp_path, relay.port, f'tls = "implicit"\nca_file = "{authority}"')
    idp = serve().client()
    _, client = a_client(idp)
    idp.sign_up(ClientId=client, Username="alice", **ALICE)
    for _ in range(2):
        idp.resend_confirmation_code(ClientId=client, Username="alice")
    assert len(relay.mails) == 3 and len(relay.connections) == 1
    relay.stop()


def test_nothing_goes_in_clear_or_to_a_stranger(relay, tmp_path):
    common = ["--public-url", "https://id.example.com", "--data", str(tmp_path / "data")]
    settings(tmp_path, relay.port, 'tls = "starttls"')
    failed = run(tmp_path, "mail", "test", "--to", "me@example.com", *common)
    assert failed.returncode == 1 and "STARTTLS" in failed.stdout + failed.stderr, failed.stdout + failed.stderr

    _, certificate, key = make_signed_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    stranger = Relay(tls=context)
    settings(tmp_path, stranger.port, 'tls = "starttls"')
    failed = run(tmp_path, "mail", "test", "--to", "me@example.com", *common)
    assert failed.returncode == 1 and "* TLS fails: " in failed.stdout, failed.stdout
    assert relay.mails == stranger.mails == [] and not relay.asked.is_set() and not stranger.asked.is_set()
    stranger.stop()


def test_a_pool_has_a_relay_of_its_own(serve, relay, tmp_path):
    settings(tmp_path, relay.port)
    server = serve()
    key = server.ready["root_access_key"]
    (own, own_client), (_, other_client) = a_client(server.client()), a_client(server.client())
    assert server.stop() == 0
    special = Relay()
    settings(tmp_path, relay.port)
    with open(tmp_path / "cenote.toml", "a") as file:
        file.write(f'[channels.special]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {special.port}\ntls = "none"\n')
        file.write(f'from = "special@id.example.com"\n[pools."{own}"]\nemail = "special"\n')
    idp = serve().client(key)
    idp.sign_up(ClientId=own_client, Username="alice", **ALICE)
    assert [mail["From"] for mail in special.mails] == ["special@id.example.com"] and relay.mails == []
    idp.sign_up(ClientId=other_client, Username="alice", **ALICE)
    assert len(special.mails) == len(relay.mails) == 1
    special.stop()


def test_text_messages_go_by_a_gateway(serve, relay, tmp_path):
    gateway = Gateway((201, '{"sid": "SM1"}'), (400, '{"code": 21211}'), (503, "busy"))
    settings(tmp_path, relay.port, sms='sms = "twilio"')
    with open(tmp_path / "cenote.toml", "a") as file:
        file.write(
            '[channels.twilio]\nkind = "http"\npreset = "twilio"\nuser = "AC1"\npassword_file = "token"\n'
            f'from = "+15005550006"\nurl = "{gateway.url}/2010-04-01/Accounts/{{user}}/Messages.json"\n'
        )
    (tmp_path / "token").write_text("a secret token")
    server = serve()
    idp = server.client()
    sms = {"SnsCallerArn": "arn:aws:iam::000000000000:role/sms", "ExternalId": "x"}
    pool, client = a_client(idp, AutoVerifiedAttributes=["phone_number"], SmsConfiguration=sms)
    bob = ALICE | {"UserAttributes": [{"Name": "phone_number", "Value": "+12065550123"}]}
    idp.sign_up(ClientId=client, Username="bob", **bob)
    path, headers, body = gateway.requests[0]
    assert path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert headers["authorization"].startswith("Basic ")
    form = urllib.parse.parse_qs(body)
    assert form["To"] == ["+12065550123"] and form["From"] == ["+15005550006"]
    code = re.fullmatch(r"Your confirmation code is (\d{6})", form["Body"][0]).group(1)
    with pytest.raises(ClientError) as refused:
        idp.resend_confirmation_code(ClientId=client, Username="bob")
    assert refused.value.response["Error"]["Code"] == "CodeDeliveryFailureException"
    idp.resend_confirmation_code(ClientId=client, Username="bob")
    listed = run(tmp_path, "mail", "log", "--json", "--pool", pool, "--data", str(tmp_path / "data"),
                 "--public-url", "https://id.example.com").stdout
    assert [row["state"] for row in json.loads(listed)] == ["waiting", "refused", "sent"]
    assert code not in listed and "a secret token" not in listed + server.log_file.read_text()
    gateway.stop()


def test_text_messages_go_by_the_gateway_of_their_sender(serve, relay, tmp_path):
    # Vonage answers 200 to everything.
    said = [(200, json.dumps({"messages": [{"status": status}]})) for status in ("0", "6", "1")]
    gateway = Gateway(*said)
    arn = "arn:aws:iam::000000000000:role/vonage"
    settings(tmp_path, relay.port)
    with open(tmp_path / "cenote.toml", "a") as file:
        file.write(
            '[channels.texts]\nkind = "http"\npreset = "vonage"\nuser = "k1"\npassword_file = "secret"\n'
            f'from = "Cenote"\nurl = "{gateway.url}/sms/json"\n[senders]\n"{arn}" = "texts"\n'
        )
    (tmp_path / "secret").write_text("p&q")
    idp = serve().client()
    sms = {"SnsCallerArn": arn, "ExternalId": "x"}
    _, client = a_client(idp, AutoVerifiedAttributes=["phone_number"], SmsConfiguration=sms)
    bob = ALICE | {"UserAttributes": [{"Name": "phone_number", "Value": "+12065550123"}]}
    idp.sign_up(ClientId=client, Username="bob", **bob)
    path, headers, body = gateway.requests[0]
    form = {name: values[0] for name, values in urllib.parse.parse_qs(body, strict_parsing=True).items()}
    assert path == "/sms/json" and headers["content-type"] == "application/x-www-form-urlencoded"
    code = re.fullmatch(r"Your confirmation code is (\d{6})", form.pop("text")).group(1)
    assert form == {"api_key": "k1", "api_secret": "p&q", "to": "12065550123", "from": "Cenote", "type": "unicode"}
    idp.confirm_sign_up(ClientId=client, Username="bob", ConfirmationCode=code)
    with pytest.raises(ClientError) as refused:
        idp.forgot_password(ClientId=client, Username="bob")
    assert refused.value.response["Error"]["Code"] == "CodeDeliveryFailureException"
    # What is only put off is tried again.
    assert idp.forgot_password(ClientId=client, Username="bob")["CodeDeliveryDetails"]["DeliveryMedium"] == "SMS"
    gateway.stop()


def test_mail_goes_by_the_service_of_its_sender(serve, relay, tmp_path):
    gateway = Gateway((200, '{"MessageId": "m-1"}'))
    arn = "arn:aws:ses:us-east-1:000000000000:identity/pool@example.org"
    settings(tmp_path, relay.port)
    with open(tmp_path / "cenote.toml", "a") as file:
        file.write(
            f'[channels.ses]\nkind = "ses"\nregion = "us-east-1"\nuser = "AKIAEXAMPLE"\nurl = "{gateway.url}"\n'
            f'password_file = "secret"\n[senders]\n"{arn}" = "ses"\n'
        )
    (tmp_path / "secret").write_text("secret")
    server = serve()
    _, client = a_client(server.client(), EmailConfiguration={"EmailSendingAccount": "DEVELOPER", "SourceArn": arn})
    server.client().sign_up(ClientId=client, Username="alice", **ALICE)
    path, headers, body = gateway.requests[0]
    sent = json.loads(body)
    assert path == "/v2/email/outbound-emails" and relay.mails == []
    assert re.match(r"AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/\d{8}/us-east-1/ses/aws4_request, ", headers["authorization"])
    assert is_signed(Credentials("AKIAEXAMPLE", "secret"), "ses", gateway.url + path, headers, body)
    assert sent["FromEmailAddress"] == "pool@example.org" and sent["FromEmailAddressIdentityArn"] == arn
    assert sent["Destination"] == {"ToAddresses": ["alice@example.com"]}
    gateway.stop()


def test_a_link_asks_before_it_confirms(serve, relay, tmp_path):
    settings(tmp_path, relay.port)
    server = serve()
    idp = server.client()
    pool, client = a_client(idp, VerificationMessageTemplate={"DefaultEmailOption": "CONFIRM_WITH_LINK"})
    idp.create_user_pool_domain(UserPoolId=pool, Domain="our-app")
    idp.sign_up(ClientId=client, Username="alice", **ALICE)
    (mail,) = relay.wait(1)
    text = mail.get_body(("plain",)).get_content()
    link = re.search(r"https?://\S+", text).group()
    assert link.startswith(f"{server.endpoint}/domain/our-app/confirmUser?client_id={client}&user_name=alice&")

    def status():
        return idp.admin_get_user(UserPoolId=pool, Username="alice")["UserStatus"]

    for _ in range(2):
        page = urllib.request.urlopen(link)
        assert "<script>" not in page.read().decode() and "no-store" in page.headers["Cache-Control"]
        assert status() == "UNCONFIRMED"
    fields = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(link).query))
    target = link.split("?")[0]

    def post(**changed):
        body = urllib.parse.urlencode(fields | changed).encode()
        try:
            answer = urllib.request.urlopen(target, body)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.read().decode()

    assert post(confirmation_code="000000")[0] == 400 and post(client_id="nonsense")[0] == 400
    assert post(user_name="al\0ice")[0] == 400 and post(user_name="x" * 1000)[0] == 400
    assert post(user_name="nobody")[0] == 400 and status() == "UNCONFIRMED"
    code, page = post()
    assert code == 200 and "is confirmed" in page and status() == "CONFIRMED"
    assert post()[0] == 400
    try:
        urllib.request.urlopen(f"{target}?client_id=x")
        raise AssertionError("an incomplete link was shown")
    except urllib.error.HTTPError as error:
        assert error.status == 400 and "incomplete" in error.read().decode()
