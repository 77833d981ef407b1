"""Functions at a server's address and behind Lambda's Invoke API, against stand-ins that check what they are sent."""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from post import is_signed
from test_functions import PREFIX, TIMEOUT, Place

SECRET = base64.b64encode(bytes(range(32))).decode()
KEYS = {"access_key_id": "AKIAEXAMPLE", "secret_access_key": "a secret", "session_token": "a token"}
CREDENTIALS = Credentials(KEYS["access_key_id"], KEYS["secret_access_key"], KEYS["session_token"])
MINUTES_5 = 300


class StandIn:
    """A server that notes each request and answers as it is told: status, headers, body or a function of the event."""

    def __init__(self):
        self.requests, self.answers = [], []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stand_in.requests.append((self.path, dict(self.headers), body))
                status, headers, answer = stand_in.answers.pop(0) if stand_in.answers else (200, {}, asks)
                if answer is hangs:
                    stand_in.released.wait(30)
                    return
                answer = answer(json.loads(body)) if callable(answer) else answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.released = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


def asks(event):
    event["response"]["challengeName"] = "CUSTOM_CHALLENGE"
    return json.dumps(event).encode()


def hangs():
    """Answers nothing."""


@pytest.fixture
def there():
    stand_in = StandIn()
    yield stand_in
    stand_in.close()


@pytest.fixture
def here(start, tmp_path, there):
    functions = {
        "hook": {"url": f"{there.url}/hook?x=1", "secret": SECRET, "allow_private": True, "timeout_ms": 2000},
        "lambda": {"invoke": there.url, **KEYS, "allow_private": True, "timeout_ms": 2000},
        "renamed": {"invoke": f"{there.url}/base/", "function": "other-name", **KEYS, "allow_private": True},
        "once": {"url": there.url, "secret": SECRET, "allow_private": True, "timeout_ms": 2000, "attempts": 1},
    }
    return Place(start, tmp_path, functions, flags=["--allow-plain-codes"])


class Receiver:
    """The verification of docs/functions.md."""

    def __init__(self):
        self.seen = set()

    def accepts(self, headers, body, now):
        identifier, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
        if abs(now - int(timestamp)) > MINUTES_5:
            return False
        signed = f"{identifier}.{timestamp}.".encode() + body
        right = base64.b64encode(hmac.new(base64.b64decode(SECRET), signed, hashlib.sha256).digest()).decode()
        is_signed = any(hmac.compare_digest(f"v1,{right}", one) for one in headers["webhook-signature"].split(" "))
        is_new = (identifier, timestamp) not in self.seen
        self.seen.add((identifier, timestamp))
        return is_signed and is_new


def test_an_endpoint_is_sent_a_signed_event(here, there):
    pool, client = here.pool("hook", "hook")
    here.begin(client)
    (path, headers, body), *_ = there.requests
    event = json.loads(body)
    assert path == "/hook?x=1" and headers["x-cenote-trigger"] == "DefineAuthChallenge"
    assert headers["x-cenote-function-arn"] == PREFIX + "hook"
    assert event["userPoolId"] == pool and event["triggerSource"] == "DefineAuthChallenge_Authentication"
    receiver, now = Receiver(), time.time()
    assert receiver.accepts(headers, body, now)
    # What was recorded, delayed or changed is not accepted.
    assert not receiver.accepts(headers, body, now)
    assert not Receiver().accepts(headers, body, now + 301)
    assert not Receiver().accepts(headers, body + b" ", now)
    for name in ("webhook-id", "webhook-timestamp"):
        assert not Receiver().accepts({**headers, name: headers[name] + "1"}, body, now)


def test_attempts_of_one_call_have_one_id(here, there):
    client = here.pool("hook", "hook")[1]
    there.answers += [(503, {}, b""), (200, {}, asks)]
    here.begin(client)
    identifiers = [headers["webhook-id"] for _, headers, _ in there.requests]
    assert identifiers[0] == identifiers[1] != identifiers[2]


def test_an_endpoint_that_hangs_is_given_up(here, there):
    client = here.pool("hook")[1]
    there.answers += [(200, {}, hangs)] * 3
    assert here.refused(client) == f"UnexpectedLambdaException: DefineAuthChallenge invocation failed due to error {TIMEOUT}"
    assert len(there.requests) == 3


def test_an_endpoint_has_its_own_patience(here, there):
    client = here.pool("once")[1]
    there.answers += [(200, {}, hangs), (503, {}, b"")]
    assert here.refused(client) == f"UnexpectedLambdaException: DefineAuthChallenge invocation failed due to error {TIMEOUT}"
    assert here.refused(client) == FAILED + "ServiceException."
    assert len(there.requests) == 2


@pytest.mark.parametrize("function,kind", [("hook", "x-cenote-invocation-type"), ("lambda", "x-amz-invocation-type")])
def test_a_sender_is_handed_a_code_and_nobody_waits_for_its_answer(here, there, function, kind):
    sender = {"LambdaVersion": "V1_0", "LambdaArn": PREFIX + function}
    config = {"CustomEmailSender": sender, "KMSKeyID": "arn:aws:kms:us-east-1:000000000000:key/codes"}
    pool = here.idp.create_user_pool(PoolName="p", AutoVerifiedAttributes=["email"], LambdaConfig=config)["UserPool"]["Id"]
    client = here.idp.create_user_pool_client(UserPoolId=pool, ClientName="c")["UserPoolClient"]["ClientId"]
    alice = {"ClientId": client, "Username": "alice"}
    email = [{"Name": "email", "Value": "alice@example.com"}]
    # What a function answers that has only been begun is no answer.
    there.answers += [(202, {}, b""), (403, {}, b""), (202, {}, b"")]
    here.idp.sign_up(**alice, Password="Right-pass-1", UserAttributes=email)
    ((_, headers, body),) = there.requests
    event = json.loads(body)
    assert headers[kind] == "Event" and event["triggerSource"] == "CustomEmailSender_SignUp"
    # A function that cannot be begun sends nothing, which the caller is told.
    with pytest.raises(ClientError) as refused:
        here.idp.resend_confirmation_code(**alice)
    assert refused.value.response["Error"]["Code"] == "CodeDeliveryFailureException"
    here.idp.resend_confirmation_code(**alice)
    event = json.loads(there.requests[-1][2])
    assert event["triggerSource"] == "CustomEmailSender_ResendCode"
    here.idp.confirm_sign_up(**alice, ConfirmationCode=event["request"]["code"])


FAILED = "UnexpectedLambdaException: DefineAuthChallenge invocation failed due to error "
THREW = "UserLambdaValidationException: DefineAuthChallenge failed with error "
UNREADABLE = "InvalidLambdaResponseException: Unrecognizable lambda output"
ANSWERS = [
    ((200, {}, b"<html>"), UNREADABLE, 1),
    ((204, {}, b""), UNREADABLE, 1),
    ((200, {}, b"{}"), UNREADABLE, 1),
    ((302, {"Location": "/elsewhere"}, b""), FAILED + "ServiceException.", 1),
    ((403, {}, b"go away"), FAILED + "AccessDeniedException.", 1),
    ((422, {}, b'{"errorMessage": "Not on Sundays"}'), THREW + "Not on Sundays.", 1),
    ((200, {"X-Amz-Function-Error": "Unhandled"}, b'{"errorMessage": "Oh"}'), THREW + "Oh.", 1),
    ((500, {}, b""), FAILED + "ServiceException.", 1),
    ((502, {}, b""), FAILED + "ServiceException.", 3),
    ((429, {}, b""), FAILED + "TooManyRequestsException.", 3),
    ((200, {}, b'"' + b"x" * 6_300_000 + b'"'), THREW + "Response payload size exceeded maximum allowed payload size (6291556 bytes)..", 1),
]


@pytest.mark.parametrize("answer,told,attempts", ANSWERS, ids=range(len(ANSWERS)))
def test_what_an_endpoint_answers_is_told_as_by_aws(here, there, answer, told, attempts):
    client = here.pool("hook")[1]
    there.answers += [answer] * 3
    assert here.refused(client) == told
    assert len(there.requests) == attempts


def test_a_server_that_is_gone_is_tried_three_times(here, there):
    client = here.pool("hook")[1]
    there.server.shutdown()
    there.server.server_close()
    assert here.refused(client) == FAILED + "ServiceException."
    failures = [line for line in here.lines() if line.get("message") == "a function failed"]
    assert [line["attempt"] for line in failures] == [1, 2, 3]


def test_the_invoke_api_is_asked_as_the_sdks_ask_it(here, there):
    client = here.pool("lambda", "renamed")[1]
    here.begin(client)
    (path, headers, body), (other, other_headers, other_body) = there.requests[:2]
    assert path == f"/2015-03-31/functions/{(PREFIX + 'lambda').replace(':', '%3A')}/invocations"
    assert other == "/base/2015-03-31/functions/other-name/invocations"
    assert headers["x-amz-invocation-type"] == "RequestResponse"
    for path, headers, body in ((path, headers, body), (other, other_headers, other_body)):
        headers = {name.lower(): value for name, value in headers.items()}
        assert headers["authorization"].startswith("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/")
        assert is_signed(CREDENTIALS, "lambda", there.url + path, headers, body)


INVOKED = [
    ((200, {"X-Amz-Function-Error": "Unhandled"}, b'{"errorMessage": "Oh", "errorType": "Error"}'), THREW + "Oh.", 1),
    ((404, {"x-amzn-ErrorType": "ResourceNotFoundException:http://x/"}, b"{}"), FAILED + "ResourceNotFoundException.", 1),
    ((403, {}, b'{"__type": "AccessDeniedException"}'), FAILED + "AccessDeniedException.", 1),
    ((429, {"x-amzn-ErrorType": "TooManyRequestsException"}, b"{}"), FAILED + "TooManyRequestsException.", 3),
    ((500, {"x-amzn-ErrorType": "ServiceException"}, b"{}"), FAILED + "ServiceException.", 1),
    ((503, {}, b""), FAILED + "ServiceException.", 1),
    ((200, {}, hangs), FAILED + TIMEOUT, 3),
    ((200, {}, b"null"), UNREADABLE, 1),
]


@pytest.mark.parametrize("answer,told,attempts", INVOKED, ids=range(len(INVOKED)))
def test_errors_of_the_invoke_api_are_told_as_by_aws(here, there, answer, told, attempts):
    client = here.pool("lambda")[1]
    there.answers += [answer] * 3
    assert here.refused(client) == told
    assert len(there.requests) == attempts


def test_a_private_address_needs_leave(start, tmp_path, there):
    hook = {"url": "https://127.0.0.1:1/", "secret": SECRET}
    (tmp_path / "cenote.toml").write_text("")
    here = Place(start, tmp_path, {"hook": hook})
    # In dev loopback is open, so another private address stands for all.
    assert here.refused(here.pool("hook")[1]) == FAILED + "ServiceException."
    here.server.stop()
    here = Place(start, tmp_path, {"hook": {**hook, "url": "https://169.254.169.254/"}})
    assert here.refused(here.pool("hook")[1]) == FAILED + "AccessDeniedException."
