"""The gateway before an API, and before functions of its own: who may call what, and what the API is told of them."""

import http.server
import json
import threading
import urllib.error
import urllib.request

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from guarded import REGION, App, statement

CONFIG = """
[gateway]
listen = "127.0.0.1:0"

[gateway.backends.pets]
service = "execute-api"
endpoint = "{endpoint}"
allow_private = true
access_key_id = "APIKEY"
secret_access_key = "secret-of-the-api"

[gateway.backends.functions]
service = "lambda"

[functions."{function}"]
handler = "hello.handler"
runtime = "python"
folder = "{folder}"
"""

FUNCTION = f"arn:aws:lambda:{REGION}:000000000000:function:hello"
API = f"arn:aws:execute-api:{REGION}:000000000000:pets"

HELLO = """
def handler(event, context):
    if event.get("fail"):
        raise ValueError("no such luck")
    return {"hello": event.get("name", "nobody")}
"""


class Api(http.server.BaseHTTPRequestHandler):
    """Tells what it was asked."""

    def answer(self):
        length = int(self.headers.get("content-length") or 0)
        told = {
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": self.rfile.read(length).decode(),
        }
        text = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_DELETE = answer

    def log_message(self, *_):
        pass


@pytest.fixture
def server(serve, tmp_path):
    api = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=api.serve_forever, daemon=True).start()
    folder = tmp_path / "functions"
    folder.mkdir()
    (folder / "hello.py").write_text(HELLO)
    file = tmp_path / "cenote.toml"
    endpoint = f"http://127.0.0.1:{api.server_port}"
    file.write_text(CONFIG.format(endpoint=endpoint, function=FUNCTION, folder=folder))
    file.chmod(0o600)
    yield serve()
    api.shutdown()
    api.server_close()


def send(server, credentials, method, path, headers=None, body=b""):
    """Status, headers and JSON of an answer."""
    request = AWSRequest(method, server.ready["gateway"] + path, headers or {}, body)
    keys = Credentials(credentials["AccessKeyId"], credentials["SecretKey"], credentials["SessionToken"])
    SigV4Auth(keys, "execute-api", REGION).add_auth(request)
    prepared = request.prepare()
    asked = urllib.request.Request(prepared.url, body or None, dict(prepared.headers), method=method)
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, answer.headers, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, error.headers, json.load(error)


def test_an_api_is_called_by_whom_its_paths_let_in_and_told_who_it_is(server):
    allowed = [f"{API}/prod/GET/pets/*", f"{API}/prod/POST/pets"]
    app = App(server, user=[statement("execute-api:Invoke", allowed)], guest=[])
    who, credentials = app.person()
    spoofed = {"x-caller": "root", "X_Caller": "root", "x-cognito-identity-id": "somebody", "x-own": "kept"}
    status, _, told = send(server, credentials, "GET", "/prod/pets/7?colour=dark%20blue", spoofed)
    assert (status, told["method"], told["path"]) == (200, "GET", "/prod/pets/7?colour=dark%20blue")
    headers = told["headers"]
    assert (headers["x-cognito-identity-id"], headers["x-own"]) == (who, "kept")
    assert headers["x-cognito-identity-pool-id"] == app.identity_pool
    assert headers["x-cognito-authentication-type"] == "authenticated"
    assert headers["x-caller-user-arn"].endswith(":assumed-role/user/CognitoIdentityCredentials")
    assert headers["x-caller-access-key"] == credentials["AccessKeyId"]
    assert "x_caller" not in headers and "root" not in headers.values()
    assert "Credential=APIKEY/" in headers["authorization"] and "x-amz-security-token" not in headers
    status, _, told = send(server, credentials, "POST", "/prod/pets", body=b"a dog")
    assert (status, told["body"]) == (200, "a dog")
    for method, path in [
        ("DELETE", "/prod/pets/7"),
        ("POST", "/prod/pets/7"),
        ("GET", "/prod/pets"),
        ("GET", "/test/pets/7"),
        ("GET", "/prod/people/7"),
    ]:
        status, headers, _ = send(server, credentials, method, path)
        assert (status, headers["x-amzn-errortype"]) == (403, "AccessDeniedException"), path
    for path in ("/prod/pets/%2e%2e/people/7", "/prod/pets//7", "/prod/pets/a%2fb"):
        status, _, told = send(server, credentials, "GET", path)
        assert status in (400, 403) and "method" not in told, path


def test_functions_of_the_server_are_invoked_by_whoever_may(server):
    app = App(server, user=[statement("lambda:InvokeFunction", FUNCTION)], guest=[])
    _, credentials = app.person()
    client = boto3.client(
        "lambda",
        endpoint_url=server.ready["gateway"],
        region_name=REGION,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretKey"],
        aws_session_token=credentials["SessionToken"],
        config=Config(retries={"total_max_attempts": 1}),
    )
    for name in ("hello", FUNCTION):
        answer = client.invoke(FunctionName=name, Payload=json.dumps({"name": "Ana"}))
        assert (answer["StatusCode"], json.load(answer["Payload"])) == (200, {"hello": "Ana"})
        assert "FunctionError" not in answer
    answer = client.invoke(FunctionName="hello", Payload=json.dumps({"fail": True}))
    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    assert "no such luck" in json.load(answer["Payload"])["errorMessage"]
    assert client.invoke(FunctionName="hello", InvocationType="Event")["StatusCode"] == 202
    assert client.invoke(FunctionName="hello", InvocationType="DryRun")["StatusCode"] == 204
    for more in ({"FunctionName": "other"}, {"FunctionName": "hello", "Qualifier": "live"}):
        with pytest.raises(ClientError) as error:
            client.invoke(**more)
        assert error.value.response["Error"]["Code"] == "AccessDeniedException", more
    with pytest.raises(ClientError):
        client.list_functions()
