"""What an operator does with the binary: starts, refuses, reloads, ends. CENOTE_BINARY names the server to test."""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

BINARY = os.environ.get("CENOTE_BINARY") or str(Path(__file__).resolve().parents[2] / "target/release/cenote")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CENOTE_"))}
# Functions run on the Python that runs the tests: what stands for it on PATH may look for settings in HOME.
ENVIRONMENT["PATH"] = os.path.dirname(os.path.realpath(sys.executable)) + os.pathsep + ENVIRONMENT["PATH"]


class Cenote:
    """One process, its ready line and its log."""

    def __init__(self, folder, *arguments):
        self.log_file = folder / "server.log"
        self.log = open(self.log_file, "ab")
        self.process = subprocess.Popen(
            [BINARY, *arguments], cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=self.log
        )
        line = self.process.stdout.readline()
        assert line, self.log_file.read_text()
        self.ready = json.loads(line)
        self.endpoint = self.ready["endpoint"]
        self.port = int(self.endpoint.rsplit(":", 1)[1])

    def client(self, key=None, **more):
        """boto3 with this access key, the root key if there is one, else any."""
        key = key or self.ready.get("root_access_key") or {"access_key_id": "any", "secret_access_key": "any"}
        return boto3.client(
            "cognito-idp",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=key["access_key_id"],
            aws_secret_access_key=key["secret_access_key"],
            config=Config(retries={"total_max_attempts": 1}),
            **more,
        )

    def logs(self):
        return [json.loads(line) for line in self.log_file.read_text().splitlines() if line.startswith("{")]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(30)
        self.log.close()
        return code


@pytest.fixture
def start(tmp_path):
    """Starts servers in the test's folder and ends those that the test left running."""
    running = []

    def begin(*arguments):
        server = Cenote(tmp_path, *arguments)
        running.append(server)
        return server

    yield begin
    for server in running:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


@pytest.fixture
def serve(start, tmp_path):
    """Starts `cenote serve` on loopback and a free port, with more flags."""

    def begin(*more, scheme="http"):
        base = ["serve", "--json", "--listen", "127.0.0.1:0", "--public-url", f"{scheme}://127.0.0.1:0"]
        mail = ["--delivery-kind", "file", "--delivery-path", str(tmp_path / "mail.jsonl")]
        return start(*base, "--data", str(tmp_path / "data"), *mail, *more)

    return begin


@pytest.fixture(params=["python", "node", "rust"])
def asking(request, start, tmp_path):
    """A server whose pools ask one function of every trigger, once in each language."""
    from triggered import Triggered

    return Triggered(start, tmp_path, request.param)


@pytest.fixture
def store(tmp_path):
    """A store with S3's API."""
    from guarded import Store

    store = Store(tmp_path)
    yield store
    store.stop()


@pytest.fixture
def configure(tmp_path, store):
    """Writes the settings of a gateway before the store, whose key they hold."""
    from guarded import CONFIG, STORE_KEY

    def write(more=""):
        file = tmp_path / "cenote.toml"
        file.write_text(CONFIG.format(endpoint=store.endpoint, id=STORE_KEY[0], secret=STORE_KEY[1]) + more)
        file.chmod(0o600)
        return file

    return write


@pytest.fixture
def server(configure, serve):
    """`cenote serve` with a gateway."""
    configure()
    return serve()


@pytest.fixture
def app(server):
    """An app there, whose users and guests reach what begins with their own name."""
    from guarded import App

    return App(server)


def run(folder, *arguments):
    """A command that ends by itself."""
    return subprocess.run(
        [BINARY, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )


def make_certificate(folder, name):
    """A self-signed certificate and its key, in PEM."""
    key, certificate = folder / f"{name}.key", folder / f"{name}.crt"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", f"/CN={name}"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def served_certificate(port):
    """The certificate that a new connection is shown, in PEM."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        with context.wrap_socket(raw) as connection:
            return ssl.DER_cert_to_PEM_cert(connection.getpeercert(binary_form=True))


class LogWatch:
    """Reads a log file as it grows until a line holds a text, or so many have: waiting for an event, not for a time."""

    def __init__(self, server):
        self.server = server
        self.reader = subprocess.Popen(
            ["tail", "-n", "+1", "-F", str(server.log_file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def until(self, text, within_s=30, times=1):
        guard = threading.Timer(within_s, self.reader.kill)
        guard.start()
        try:
            for line in self.reader.stdout:
                times -= text in line.decode()
                if times == 0:
                    return line.decode()
            raise AssertionError(f"no line of the log said {text!r}")
        finally:
            guard.cancel()
            self.reader.kill()
            self.reader.wait()
