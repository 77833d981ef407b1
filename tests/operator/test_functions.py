"""Functions of pools as their developer meets them: programs of this machine, their limits and their ends."""

import concurrent.futures
import json
import os
import re
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from conftest import ENVIRONMENT, run

PREFIX = "arn:aws:lambda:us-east-1:000000000000:function:"
TIMEOUT = "Socket timeout while invoking Lambda function."

# A riddle: what is asked, whether the answer is right, and that one right answer is enough.
PYTHON = """
import os
print("loading")

def define(event, context):
    session = event["request"]["session"]
    done = bool(session) and session[-1]["challengeResult"]
    event["response"] = {"issueTokens": done, "failAuthentication": False, "challengeName": None if done else "CUSTOM_CHALLENGE"}
    return event

def files():
    # What it has open, but for the folder that it reads for this.
    return " ".join(os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{n}") or os.path.islink(f"/proc/self/fd/{n}"))

def create(event, context):
    assert context.aws_request_id and 0 < context.get_remaining_time_in_millis() <= 5000
    assert context.invoked_function_arn.endswith(":create")
    print("asking", context.aws_request_id)
    event["response"] = {"publicChallengeParameters": {"riddle": "6 x 7", "environment": " ".join(sorted(os.environ)), "files": files(), "colour": os.environ.get("COLOUR", "")},
                         "privateChallengeParameters": {"solution": "42"}, "challengeMetadata": "sum"}
    return event

def verify(event, context):
    request = event["request"]
    event["response"]["answerCorrect"] = request["challengeAnswer"] == request["privateChallengeParameters"]["solution"]
    return event
"""


def written(value):
    """A value as TOML has it."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {written(inner)}" for name, inner in value.items()) + " }"
    return json.dumps(value)


def toml(functions):
    """The settings file of these functions."""
    lines = []
    for name, settings in functions.items():
        lines.append(f'[functions."{PREFIX}{name}"]')
        lines += [f"{key} = {written(value)}" for key, value in settings.items()]
    return "\n".join(lines) + "\n"


class Place:
    """A `cenote dev` with functions, and a pool whose custom sign-in asks them."""

    def __init__(self, start, folder, functions, flags=(), **environment):
        (folder / "cenote.toml").write_text(toml(functions))
        ENVIRONMENT.update(environment)
        try:
            self.server = start("dev", "--json", "--memory", "--log-format", "json", "--listen", "127.0.0.1:0", *flags)
        finally:
            for name in environment:
                del ENVIRONMENT[name]
        self.idp = self.server.client()

    def pool(self, define="define", create="create", verify="verify"):
        named = {"DefineAuthChallenge": define, "CreateAuthChallenge": create, "VerifyAuthChallengeResponse": verify}
        config = {trigger: PREFIX + name for trigger, name in named.items()}
        pool = self.idp.create_user_pool(PoolName="p", LambdaConfig=config)["UserPool"]["Id"]
        client = self.idp.create_user_pool_client(UserPoolId=pool, ClientName="c", ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])
        self.idp.admin_create_user(UserPoolId=pool, Username="alice", MessageAction="SUPPRESS")
        self.idp.admin_set_user_password(UserPoolId=pool, Username="alice", Password="Right-pass-1", Permanent=True)
        return pool, client["UserPoolClient"]["ClientId"]

    def begin(self, client, name="alice"):
        return self.idp.initiate_auth(ClientId=client, AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": name})

    def answer(self, client, challenge, answer):
        responses = {"USERNAME": "alice", "ANSWER": answer}
        return self.idp.respond_to_auth_challenge(
            ClientId=client, ChallengeName="CUSTOM_CHALLENGE", Session=challenge["Session"], ChallengeResponses=responses
        )

    def refused(self, client, name="alice"):
        """Code and message with which a custom sign-in fails to begin."""
        with pytest.raises(ClientError) as refused:
            self.begin(client, name)
        error = refused.value.response["Error"]
        return f"{error['Code']}: {error['Message']}"

    def lines(self):
        return [line.get("fields", line) for line in self.server.logs()]


@pytest.fixture
def place(start, tmp_path):
    """Functions by name; `index.py` holds the riddle unless a test writes another one."""

    def begin(functions, python=PYTHON, **environment):
        (tmp_path / "fn").mkdir(exist_ok=True)
        (tmp_path / "fn/index.py").write_text(python)
        return Place(start, tmp_path, functions, **environment)

    return begin


def handler(name, **more):
    return {"handler": f"index.{name}", "folder": "fn", **more}


RIDDLE = {name: handler(name) for name in ("define", "create", "verify")}


def test_python_handlers_sign_in(place):
    here = place(RIDDLE)
    pool, client = here.pool()
    challenge = here.begin(client)
    assert challenge["ChallengeParameters"]["riddle"] == "6 x 7"
    challenge = here.answer(client, challenge, "41")
    assert here.answer(client, challenge, "42")["AuthenticationResult"]["AccessToken"]
    # What a function prints is in the log, with the pool and the request it was for.
    asked = [line for line in here.lines() if line.get("message", "").startswith("asking")]
    assert asked and asked[0]["pool"] == pool and asked[0]["function"] == PREFIX + "create"
    assert asked[0]["message"] == f"asking {asked[0]['request_id']}"


def test_the_last_calls_are_kept_without_secrets(place):
    here = place(RIDDLE)
    pool, client = here.pool()
    here.answer(client, here.begin(client), "42")
    url = f"{here.server.endpoint}/triggers/calls?pool={pool}"
    calls = json.loads(urllib.request.urlopen(url).read())
    names = ["DefineAuthChallenge", "VerifyAuthChallengeResponse", "CreateAuthChallenge", "DefineAuthChallenge"]
    assert [call["trigger"] for call in calls] == names
    assert all(call["outcome"] == "ok" and call["event"]["userPoolId"] == pool for call in calls)
    verified = calls[1]["event"]["request"]
    assert verified["challengeAnswer"] == "***" and verified["privateChallengeParameters"] == "***"
    # AWS's own sample keeps the code of a sign-in in its metadata.
    shown = calls[2]["answer"]["response"]
    assert shown["privateChallengeParameters"] == shown["challengeMetadata"] == "***"
    assert calls[0]["event"]["request"]["session"][0]["challengeMetadata"] == "***"
    assert calls[2]["answer"]["response"]["publicChallengeParameters"]["riddle"] == "6 x 7"
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(urllib.request.Request(url, headers={"Host": "evil.example.com"}))
    counts = urllib.request.urlopen(f"{here.server.endpoint}/metrics").read().decode()
    assert 'cenote_function_calls_total{trigger="DefineAuthChallenge",outcome="ok"} 2' in counts
    assert 'cenote_function_seconds_count{trigger="DefineAuthChallenge"} 2' in counts


def test_a_function_inherits_nothing_of_ours(place, tmp_path):
    (tmp_path / "token").write_text("from a file\n")
    create = handler("create", environment={"COLOUR": {"env": "COLOUR_OF_THE_DAY"}, "TOKEN": {"file": str(tmp_path / "token")}})
    secrets = {"COLOUR_OF_THE_DAY": "blue", "CENOTE_ROOT_KEY": "A" * 43 + "=", "AWS_SECRET_ACCESS_KEY": "ours", "OTHER": "ours"}
    here = place({**RIDDLE, "create": create}, **secrets)
    seen = here.begin(here.pool()[1])["ChallengeParameters"]
    assert seen["colour"] == "blue"
    names = set(seen["environment"].split())
    assert {"AWS_LAMBDA_RUNTIME_API", "AWS_LAMBDA_FUNCTION_NAME", "AWS_REGION", "PATH", "TOKEN"} <= names
    ours = {name for name in names if not name.startswith("AWS_LAMBDA_")}
    allowed = {"PATH", "LANG", "TZ", "AWS_REGION", "AWS_DEFAULT_REGION", "COLOUR", "TOKEN", "LAMBDA_TASK_ROOT", "_HANDLER"}
    # Nothing to read, two pipes for what it prints, and its connection to the Runtime API.
    kinds = sorted(file.split(":")[0] for file in seen["files"].split())
    assert kinds == ["/dev/null", "pipe", "pipe", "socket"], kinds
    # Python itself may add LC_CTYPE.
    assert ours <= allowed | {"_X_AMZN_TRACE_ID", "LC_CTYPE"}


@pytest.mark.skipif("CENOTE_TEST_PEER" not in os.environ, reason="./check builds it and names it")
def test_a_program_on_the_rust_runtime_of_aws_runs_as_it_is(place):
    here = place({**RIDDLE, "define": {"command": [os.environ["CENOTE_TEST_PEER"]]}})
    pool, client = here.pool()
    for _ in range(2):
        assert here.begin(client)["ChallengeName"] == "CUSTOM_CHALLENGE"
    here.idp.admin_create_user(UserPoolId=pool, Username="mallory", MessageAction="SUPPRESS")
    here.idp.admin_set_user_password(UserPoolId=pool, Username="mallory", Password="Right-pass-1", Permanent=True)
    refused = here.refused(client, "mallory")
    assert refused == "UserLambdaValidationException: DefineAuthChallenge failed with error mallory is not welcome."
    asked = [line for line in here.lines() if line.get("message", "").startswith(f"asked as {PREFIX}define by ")]
    assert len(asked) == 3 and all(line["message"].endswith(line["request_id"]) for line in asked)


NODE = {
    "async.js": "exports.define = async (event, context) => { console.log('hello', context.awsRequestId); event.response.challengeName = 'CUSTOM_CHALLENGE'; return event; };",
    "callback.cjs": "exports.define = (event, context, done) => { event.response.challengeName = 'CUSTOM_CHALLENGE'; setTimeout(() => done(null, event), 1); };",
    "module.mjs": "export const define = async (event) => ({ ...event, response: { challengeName: 'CUSTOM_CHALLENGE' } });",
}


@pytest.mark.parametrize("file", NODE)
def test_node_handlers(place, tmp_path, file):
    write(tmp_path, file, NODE[file])
    here = place({**RIDDLE, "define": {"handler": f"{file.split('.')[0]}.define", "folder": "js"}})
    assert here.begin(here.pool()[1])["ChallengeParameters"]["riddle"] == "6 x 7"


def write(folder, name, text):
    (folder / "js").mkdir(exist_ok=True)
    (folder / "js" / name).write_text(text)


FAILING = {
    "throws": ("exports.define = async () => { throw new Error('No riddles today'); };", "No riddles today"),
    "calls back": ("exports.define = (event, context, done) => done(new Error('Not you'));", "Not you"),
    "throws a text": ("exports.define = async () => { throw 'plain'; };", "plain"),
    "throws later": ("exports.define = () => new Promise(() => setTimeout(() => { throw new Error('late'); }, 1));", "late"),
    "has no handler": ("exports.other = async () => {};", "missing.define is undefined or not exported"),
    "does not load": ("throw new Error('broken module');", "broken module"),
}


@pytest.mark.parametrize("how", FAILING)
def test_what_a_node_handler_throws_is_told(place, tmp_path, how):
    text, message = FAILING[how]
    write(tmp_path, "missing.js", text)
    here = place({**RIDDLE, "define": {"handler": "missing.define", "folder": "js"}})
    client = here.pool()[1]
    for _ in range(2):
        assert here.refused(client) == f"UserLambdaValidationException: DefineAuthChallenge failed with error {message}."


def test_a_handler_that_returns_nothing_is_no_answer(place, tmp_path):
    write(tmp_path, "empty.js", "exports.define = () => {};")
    here = place({**RIDDLE, "define": {"handler": "empty.define", "folder": "js"}})
    assert here.refused(here.pool()[1]) == "InvalidLambdaResponseException: Unrecognizable lambda output"


ROUGH = """
import os, pathlib, signal
count = pathlib.Path("count")

def note():
    with count.open("a") as file:
        file.write(f"{os.getpid()}\\n")

def exits(event, context):
    note()
    os._exit(3)

def sleeps(event, context):
    note()
    if not pathlib.Path("awake").exists():
        signal.pause()
    event["response"]["challengeName"] = "CUSTOM_CHALLENGE"
    return event

def large(event, context):
    return {**event, "padding": "x" * 7_000_000}

def greedy(event, context):
    note()
    hoard = bytearray(400_000_000)
    for at in range(0, len(hoard), 4096):
        hoard[at] = 1
    signal.pause()

def works(event, context):
    note()
    # Until another program works too: none is alone, where as many as are allowed begin.
    while len(set(count.read_text().split())) < 2:
        os.sched_yield()
    event["response"]["challengeName"] = "CUSTOM_CHALLENGE"
    return event
"""


def counted(folder):
    path = folder / "fn/count"
    return path.read_text().split() if path.exists() else []


def test_a_slow_function_is_tried_three_times_and_ended(place, tmp_path):
    here = place({**RIDDLE, "define": handler("sleeps", timeout_ms=2000)}, ROUGH + PYTHON)
    client = here.pool()[1]
    assert here.refused(client) == f"UnexpectedLambdaException: DefineAuthChallenge invocation failed due to error {TIMEOUT}"
    pids = counted(tmp_path)
    assert 1 <= len(pids) == len(set(pids)) <= 3
    failures = [line for line in here.lines() if line.get("message") == "a function failed"]
    assert [line["attempt"] for line in failures] == [1, 2, 3]
    # The last one is ended before the caller is told.
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
    (tmp_path / "fn/awake").touch()
    assert here.begin(client)["ChallengeName"] == "CUSTOM_CHALLENGE"


def test_a_crash_is_told_once_and_the_next_call_has_a_new_program(place, tmp_path):
    here = place({**RIDDLE, "define": handler("exits")}, ROUGH + PYTHON)
    client = here.pool()[1]
    for calls in (1, 2):
        told = here.refused(client)
        assert told.startswith("UserLambdaValidationException: DefineAuthChallenge failed with error RequestId: ")
        assert told.endswith(" Error: Runtime exited with error: exit status 3.")
        assert len(set(counted(tmp_path))) == calls


def test_a_program_that_takes_too_much_memory_is_ended(place, tmp_path):
    here = place({**RIDDLE, "define": handler("greedy", memory_mb=96)}, ROUGH + PYTHON)
    assert here.refused(here.pool()[1]).endswith(" Error: Runtime exited with error: signal: killed.")
    assert len(counted(tmp_path)) == 1


def test_an_answer_past_six_megabytes_is_an_error(place):
    here = place({**RIDDLE, "define": handler("large")}, ROUGH + PYTHON)
    message = "Response payload size exceeded maximum allowed payload size (6291556 bytes).."
    assert here.refused(here.pool()[1]) == f"UserLambdaValidationException: DefineAuthChallenge failed with error {message}"


# A program on the Runtime API as it is documented, with an answer of its own.
RAW = """
import http.client, os, sys
api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
while True:
    api.request("GET", "/2018-06-01/runtime/invocation/next")
    event = api.getresponse()
    event.read()
    api.request("POST", f"/2018-06-01/runtime/invocation/{event.headers['Lambda-Runtime-Aws-Request-Id']}/response", body=sys.argv[1])
    assert api.getresponse().read()
"""


@pytest.mark.parametrize("answer", ["{", "", "null", "[]", '"text"', "{}", '{"response": 1}'])
def test_what_is_no_answer_is_refused(place, tmp_path, answer):
    (tmp_path / "raw.py").write_text(RAW)
    here = place({**RIDDLE, "define": {"command": [sys.executable, str(tmp_path / "raw.py"), answer]}})
    client = here.pool()[1]
    for _ in range(2):
        assert here.refused(client) == "InvalidLambdaResponseException: Unrecognizable lambda output"


# What the documentation of the Runtime API promises a program, told back as what is asked.
STRICT = """
import http.client, json, os, sys, time
api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
base = "/2018-06-01/runtime/invocation/"
def call(method, path, body=None):
    api.request(method, base + path, body=body)
    answer = api.getresponse()
    return answer, answer.read()
while True:
    next, body = call("GET", "next")
    event, own = json.loads(body), next.headers["Lambda-Runtime-Aws-Request-Id"]
    left = int(next.headers["Lambda-Runtime-Deadline-Ms"]) - time.time() * 1000
    again, why = call("GET", "next")
    other, unknown = call("POST", "somebody-elses/response", b"{}")
    seen = {"left": left, "trace": next.headers["Lambda-Runtime-Trace-Id"], "arn": next.headers["Lambda-Runtime-Invoked-Function-Arn"],
            "kind": next.headers["Content-Type"], "again": [again.status, json.loads(why)["errorType"]],
            "other": [other.status, json.loads(unknown)["errorType"]]}
    event["response"] = {"publicChallengeParameters": {name: json.dumps(value) for name, value in seen.items()},
                         "privateChallengeParameters": {}, "challengeMetadata": "x"}
    call("POST", own + "/response", json.dumps(event))
    # Answered twice, it is answered once.
    assert call("POST", own + "/response", b"{}")[0].status == 400
"""


def test_the_runtime_api_keeps_what_it_promises(place, tmp_path):
    (tmp_path / "strict.py").write_text(STRICT)
    here = place({**RIDDLE, "create": {"command": [sys.executable, str(tmp_path / "strict.py")], "timeout_ms": 20_000}})
    client = here.pool()[1]
    for _ in range(2):
        told = here.begin(client)["ChallengeParameters"]
        seen = {name: json.loads(told[name]) for name in ("left", "trace", "arn", "kind", "again", "other")}
        # The first call waits for the program's start too.
        assert 5_000 < seen["left"] <= 20_000, seen
        assert re.fullmatch(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0", seen["trace"]), seen
        assert (seen["arn"], seen["kind"]) == (PREFIX + "create", "application/json")
        assert seen["again"] == [403, "InvalidStateTransition"] and seen["other"] == [400, "InvalidRequestID"]


def test_what_is_not_there_does_not_run(place):
    here = place({**RIDDLE, "gone": {"command": ["./not-there"]}})
    missing = "UnexpectedLambdaException: DefineAuthChallenge invocation failed due to error ResourceNotFoundException."
    assert here.refused(here.pool("nobody")[1]) == missing
    assert here.refused(here.pool("gone")[1]).endswith(" Error: Couldn't find valid bootstrap(s).")


def test_many_calls_share_the_instances_that_are_allowed(place, tmp_path):
    here = place({**RIDDLE, "define": handler("works", instances=2)}, ROUGH + PYTHON)
    client = here.pool()[1]
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        begun = list(threads.map(lambda _: here.begin(client), range(24)))
    assert all(challenge["ChallengeName"] == "CUSTOM_CHALLENGE" for challenge in begun)
    assert len(counted(tmp_path)) == 24 and len(set(counted(tmp_path))) == 2


# A function that holds a connection to the test as long as it runs, and has started a program that does too.
HOLDING = """
import os, socket, subprocess
line = socket.create_connection(("127.0.0.1", int(os.environ["TEST_PORT"])))
os.set_inheritable(line.fileno(), True)
child = subprocess.Popen(["sleep", "600"], close_fds=False)
"""


@pytest.mark.parametrize("ends", ["idle", "server"])
def test_an_idle_program_is_ended_and_none_outlives_the_server(place, ends):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        environment = {"TEST_PORT": str(listener.getsockname()[1])}
        define = handler("define", idle_s=1 if ends == "idle" else 600, environment=environment)
        here = place({**RIDDLE, "define": define}, HOLDING + PYTHON)
        client = here.pool(create="nobody")[1]
        here.refused(client)
        line, _ = listener.accept()
        line.settimeout(30)
        if ends == "server":
            assert here.server.stop() == 0
        assert line.recv(1) == b""


def test_a_version_or_an_alias_is_found_by_its_function(place):
    here = place(RIDDLE)
    challenge = here.begin(here.pool(define="define:live")[1])
    assert challenge["ChallengeName"] == "CUSTOM_CHALLENGE"


def test_a_trigger_is_tried_from_the_command_line(start, tmp_path):
    (tmp_path / "fn").mkdir()
    (tmp_path / "fn/index.py").write_text(PYTHON + "\ndef refuses(event, context):\n    raise ValueError('never')\n")
    (tmp_path / "cenote.toml").write_text(toml({**RIDDLE, "refuses": handler("refuses")}))
    server = start("dev", "--json", "--listen", "127.0.0.1:0")
    config = {"CreateAuthChallenge": PREFIX + "create", "PreSignUp": PREFIX + "refuses"}
    pool = server.client().create_user_pool(PoolName="p", LambdaConfig=config)["UserPool"]["Id"]
    test = ["trigger", "test", "--data", ".cenote"]
    tried = run(tmp_path, *test, pool, "CreateAuthChallenge")
    assert tried.returncode == 0 and '"riddle": "6 x 7"' in tried.stdout, tried.stderr
    tried = json.loads(run(tmp_path, *test, "--json", pool, "CreateAuthChallenge").stdout)
    assert tried["answer"]["response"]["challengeMetadata"] == "sum" and tried["ms"] > 0
    assert tried["event"]["triggerSource"] == "CreateAuthChallenge_Authentication"
    (tmp_path / "event.json").write_text('{"response": {}, "mine": 1}')
    tried = json.loads(run(tmp_path, *test, "--json", "--event", "event.json", pool, "CreateAuthChallenge").stdout)
    assert tried["answer"]["mine"] == 1
    refused = run(tmp_path, *test, pool, "PreSignUp_AdminCreateUser")
    assert refused.returncode == 1 and "UserLambdaValidationException: PreSignUp failed with error never." in refused.stderr
    for wrong in ([pool, "PreSignIn"], [pool, "PostConfirmation"], ["us-east-1_AAAAAAAAA", "PreSignUp"]):
        assert run(tmp_path, *test, *wrong).returncode == 1


def test_faults_of_functions_are_told_at_once(tmp_path):
    (tmp_path / "cenote.toml").write_text(
        toml({
            "two": {"command": ["x"], "url": "https://hooks.example.com"},
            "none": {"timeout_ms": 5},
            "clear": {"url": "http://hooks.example.com", "secret": "short"},
            "odd": {"command": ["x"], "secret": "x"},
            "nowhere": {"handler": "index.handler", "folder": "not-there"},
        })
    )
    refused = run(tmp_path, "dev", "--memory", "--listen", "127.0.0.1:0")
    assert refused.returncode == 2
    for option in ('two"', 'none"', 'none".timeout_ms', 'clear".url', 'clear".secret', 'odd".secret', 'nowhere".folder'):
        assert f'functions."{PREFIX}{option}: ' in refused.stderr, refused.stderr


def test_a_secret_in_a_file_that_others_read_is_refused(tmp_path):
    secret = {"hook": {"url": "https://hooks.example.com/x", "secret": "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}
    (tmp_path / "cenote.toml").write_text(toml(secret))
    for mode, is_fault in ((0o644, True), (0o600, False)):
        os.chmod(tmp_path / "cenote.toml", mode)
        told = run(tmp_path, "doctor", "--public-url", "https://id.example.com").stdout
        assert ("chmod 600" in told) == is_fault
