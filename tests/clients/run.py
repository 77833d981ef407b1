#!/usr/bin/env python3
"""Runs the client suites against Cenote, once for each way of running it.

A cell is one server: `cenote dev` or `cenote serve`, on SQLite or on PostgreSQL. Each cell gets a
fresh folder or database, one server on loopback and a free port, then the Python suite and the Node
suite, told by environment variables where the server is. Cells run one after another. The suite of the
pages, in a browser, runs in the first of them only: what it looks at is the same everywhere.

    python tests/clients/run.py --binary target/release/cenote
    python tests/clients/run.py --cell serve-sqlite --suite python -- -k refresh

PostgreSQL cells need CENOTE_TEST_POSTGRES, the URL of a role that may create databases, and `psql`.
What follows `--` goes to pytest. Only the standard library is used here.
"""

import argparse
import json
import os
import random
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOLS = ROOT / ".env-tests"

CELLS = ("dev-sqlite", "dev-postgres", "serve-sqlite", "serve-postgres")
SUITES = ("python", "node", "pages")
PAGES_CELLS = ("dev-sqlite",)

READY_SECONDS = 60
STOP_SECONDS = 30
REGION = "us-east-1"
FUNCTION = f"arn:aws:lambda:{REGION}:000000000000:function:triggers"


class Trouble(Exception):
    """Something that keeps a cell from running; its text is for the person who reads the log."""


@dataclass
class Result:
    """What one suite did in one cell."""

    cell: str
    suite: str
    seconds: float
    passed: int = 0
    failed: int = 0
    # What is wrong beside failed tests.
    notes: list = field(default_factory=list)
    # What is worth knowing and not wrong.
    said: list = field(default_factory=list)

    @property
    def ok(self):
        return self.failed == 0 and self.passed > 0 and not self.notes


def main():
    options = arguments()
    binary = Path(options.binary).resolve()
    if not binary.is_file():
        sys.exit(f"There is no server at {binary}: build it with `cargo build --release --bin cenote`.")

    cells = options.cell or list(CELLS)
    postgres = os.environ.get("CENOTE_TEST_POSTGRES")
    left_out = []
    if not postgres:
        left_out = [cell for cell in cells if cell.endswith("postgres")]
        cells = [cell for cell in cells if cell not in left_out]

    results = []
    for cell in cells:
        results += run_cell(cell, binary, postgres, options)
    return report(results, left_out)


def arguments():
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(target / "release" / "cenote"), help="the server to test")
    parser.add_argument("--cell", action="append", choices=CELLS, help="only this cell; may be repeated")
    parser.add_argument("--suite", action="append", choices=SUITES, help="only this suite; may be repeated")
    parser.add_argument("-k", dest="named", metavar="NAME", help="only tests with this in their name, in every suite")
    parser.add_argument("pytest", nargs="*", help="arguments for pytest, after `--`")
    return parser.parse_args()


def run_cell(cell, binary, postgres, options):
    """The results of every asked suite in one cell."""
    print(f"\n=== client suites: {cell}", flush=True)
    mode, store = cell.split("-")
    suites = options.suite or [suite for suite in SUITES if suite != "pages" or cell in PAGES_CELLS]
    results = []
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix=f"cenote-{cell}-"))
    try:
        with database(postgres if store == "postgres" else None) as database_url:
            server = Server(binary, mode, folder, database_url)
            try:
                ready = server.start()
                print(f"    {ready['endpoint']} after {time.monotonic() - started:.1f} s", flush=True)
                for suite in suites:
                    results.append(
                        run_suite(cell, suite, client_environment(mode, store, server, ready), folder, options)
                    )
                server.stop()
            finally:
                server.kill()
    except Trouble as trouble:
        print(f"    FAILED: {trouble}", flush=True)
        results.append(Result(cell, "server", time.monotonic() - started, failed=1, notes=[str(trouble)]))
    if not all(result.ok for result in results):
        show_log(folder / "server.log")
    shutil.rmtree(folder, ignore_errors=True)
    return results


class Server:
    """One Cenote process. Its log goes to a file in the cell's folder, where it also runs."""

    def __init__(self, binary, mode, folder, database_url):
        self.mode = mode
        self.folder = folder
        self.mail_file = folder / "mail.jsonl" if mode == "serve" else None
        self.events_file = folder / "events.jsonl"
        # So that a suite can turn the time of what lies in it.
        self.database = database_url or folder / "data" / "cenote.db"
        self.process = None
        if mode == "serve":
            self.command = [binary, "serve", "--json", "--config", self.write_config(database_url)]
        else:
            # `cenote dev` takes functions, and nothing else, from the file of its folder.
            (folder / "cenote.toml").write_text(self.functions())
            where = ["--database-url", database_url] if database_url else ["--data", str(folder / "data")]
            self.command = [binary, "dev", "--json", "--listen", "127.0.0.1:0", "--device-grant", *where]

    def write_config(self, database_url):
        port = free_port()
        # With a database elsewhere the folder holds the key ring.
        where = f'data = "{self.folder / "data"}"'
        if database_url:
            where += f'\ndatabase_url = "{database_url}"'
        path = self.folder / "cenote.toml"
        path.write_text(
            f'listen = "127.0.0.1:{port}"\n'
            f'public_url = "http://127.0.0.1:{port}"\n'
            # Nobody makes the roles of the suites' identity pools.
            "trust_unknown_roles = true\n"
            # Providers of the suites are on this machine.
            'outbound_private_addresses = ["127.0.0.0/8"]\n'
            f"{where}\n"
            "\n[delivery]\n"
            'kind = "file"\n'
            f'path = "{self.mail_file}"\n'
            f"\n{self.functions()}"
        )
        return path

    def functions(self):
        """The function that pools of the suites may name. It keeps what it is told in the events file."""
        return (
            f'[functions."{FUNCTION}"]\n'
            'handler = "triggers.handler"\n'
            'runtime = "node"\n'
            f'folder = "{HERE / "functions"}"\n'
            f'environment = {{ EVENTS = "{self.events_file}" }}\n'
        )

    def start(self):
        """The ready line, as an object."""
        with open(self.folder / "server.log", "wb") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=own_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        line = self.first_line()
        try:
            ready = json.loads(line)
            ready["endpoint"] = ready["endpoint"].rstrip("/")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Trouble(f"the server's first line is not the ready line: {line!r}") from error
        # What follows is not ours to read, but a full pipe would stop the server.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        return ready

    def first_line(self):
        """The first line on standard output, read as it comes."""
        stdout = self.process.stdout.fileno()
        text = b""
        deadline = time.monotonic() + READY_SECONDS
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            while b"\n" not in text:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise Trouble(f"the server printed no ready line within {READY_SECONDS} s")
                read = os.read(stdout, 65536)
                if not read:
                    raise Trouble(f"the server ended with {self.process.wait()} before it was ready")
                text += read
        return text.split(b"\n", 1)[0].decode()

    def stop(self):
        """Asks the server to stop as an operator would, and sees that it does so cleanly."""
        if self.process.poll() is not None:
            raise Trouble(f"the server ended by itself with {self.process.returncode}")
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Trouble(f"the server did not stop within {STOP_SECONDS} s of SIGTERM") from error
        if code != 0:
            raise Trouble(f"the server answered SIGTERM by ending with {code}")

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def own_environment():
    """The caller's environment without settings that would reach a server or client by chance."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CENOTE_"))}


def client_environment(mode, store, server, ready):
    """What a person would export before pointing their programs at this server."""
    key = ready.get("root_access_key") or {}
    environment = own_environment()
    environment.update(
        AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=ready["endpoint"],
        AWS_ENDPOINT_URL_COGNITO_IDENTITY=ready["endpoint"],
        AWS_ENDPOINT_URL_COGNITO_SYNC=ready["endpoint"],
        AWS_ENDPOINT_URL_IAM=ready["endpoint"],
        AWS_ENDPOINT_URL_STS=ready["endpoint"],
        AWS_REGION=REGION,
        AWS_DEFAULT_REGION=REGION,
        AWS_ACCESS_KEY_ID=key.get("access_key_id", "anything"),
        AWS_SECRET_ACCESS_KEY=key.get("secret_access_key", "anything at all"),
        # A retry would hide a fault.
        AWS_MAX_ATTEMPTS="1",
        # Nothing that this machine holds for AWS is read.
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
        AWS_EC2_METADATA_DISABLED="true",
        AWS_PAGER="",
        NO_PROXY="127.0.0.1,localhost",
        no_proxy="127.0.0.1,localhost",
        CENOTE_BINARY=str(server.command[0]),
        CENOTE_ENDPOINT=ready["endpoint"],
        CENOTE_MODE=mode,
        CENOTE_STORE=store,
        CENOTE_READY=json.dumps(ready),
        CENOTE_FUNCTION=FUNCTION,
        CENOTE_EVENTS_FILE=str(server.events_file),
        CENOTE_DATABASE=str(server.database),
    )
    if os.environ.get("CENOTE_TEST_CHROMIUM"):
        environment["CENOTE_TEST_CHROMIUM"] = os.environ["CENOTE_TEST_CHROMIUM"]
    for name in ("CENOTE_SHOTS", "CENOTE_TEST_STATES"):
        if os.environ.get(name):
            environment[name] = os.environ[name]
    if mode == "serve":
        if not key.get("access_key_id") or not key.get("secret_access_key"):
            raise Trouble("the ready line of `cenote serve` holds no root access key")
        environment["CENOTE_MAIL_FILE"] = str(server.mail_file)
    return environment


def run_suite(cell, suite, environment, folder, options):
    report_file = folder / f"{suite}.xml"
    if suite == "python":
        python = TOOLS / "venv" / "bin" / "python"
        if not python.is_file():
            raise Trouble(f"the Python suite is not installed at {python}: run `./check clients`")
        named = ["-k", options.named] if options.named else []
        command = [python, "-m", "pytest", "-q", "--junitxml", report_file, *named, *options.pytest, HERE / "python"]
    else:
        if not (HERE / "node" / "node_modules").is_dir():
            raise Trouble("the Node suite is not installed: run `./check clients`")
        folder_of_tests = HERE / "node" / "pages" if suite == "pages" else HERE / "node"
        command = [
            "node",
            "--test",
            # Browsers are large: one at a time.
            *(["--test-concurrency=1"] if suite == "pages" else []),
            *([f"--test-name-pattern={options.named}"] if options.named else []),
            "--test-reporter=spec",
            "--test-reporter-destination=stdout",
            "--test-reporter=junit",
            f"--test-reporter-destination={report_file}",
            *sorted(folder_of_tests.glob("*.test.mjs")),
        ]
    print(f"--- {cell}: {suite}", flush=True)
    started = time.monotonic()
    where = HERE / ("python" if suite == "python" else "node")
    code = subprocess.run([str(part) for part in command], cwd=where, env=environment).returncode
    result = Result(cell, suite, time.monotonic() - started)
    count(report_file, result)
    if result.passed == 0:
        result.notes.append("no test passed")
    if code != 0 and result.failed == 0:
        result.notes.append(f"the runner ended with {code}")
    return result


def count(report_file, result):
    """Counts the cases of a JUnit report. A case that was skipped has failed in CI; elsewhere it is noted."""
    skipped = 0
    try:
        cases = ElementTree.parse(report_file).getroot().iter("testcase")
    except (OSError, ElementTree.ParseError) as error:
        result.notes.append(f"no report: {error}")
        return
    for case in cases:
        if case.find("skipped") is not None and os.environ.get("CI") != "true":
            skipped += 1
        elif any(case.find(tag) is not None for tag in ("failure", "error", "skipped")):
            result.failed += 1
        else:
            result.passed += 1
    if skipped:
        result.said.append(f"{skipped} SKIPPED")


@contextmanager
def database(admin_url):
    """The URL of a new, empty database, dropped at the end; None without a PostgreSQL."""
    if not admin_url:
        yield None
        return
    name = f"cenote_clients_{os.getpid()}_{random.randrange(10**9)}"
    psql(admin_url, f"CREATE DATABASE {name}")
    try:
        yield urllib.parse.urlsplit(admin_url)._replace(path=f"/{name}").geturl()
    finally:
        psql(admin_url, f"DROP DATABASE {name} WITH (FORCE)")


def psql(url, statement):
    command = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command", statement, url]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise Trouble("`psql` is not in PATH") from error
    except subprocess.CalledProcessError as error:
        raise Trouble(f"psql: {error.stderr.strip()}") from error


def free_port():
    """A free port below those that systems hand out by themselves, so that none takes it meanwhile."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def show_log(path):
    try:
        lines = path.read_text(errors="replace").splitlines()
    except OSError:
        return
    print(f"--- the end of the server's log ({len(lines)} lines)")
    print("\n".join(lines[-60:]), flush=True)


def report(results, left_out):
    """Prints the table and the closing line; the exit code."""
    print("\ncell            suite    seconds  passed  failed")
    for result in results:
        print(f"{result.cell:15} {result.suite:8} {result.seconds:7.1f} {result.passed:7} {result.failed:7}", end="")
        print("".join(f"  {note}" for note in result.notes + result.said))
    for cell in left_out:
        print(f"{cell:15} SKIPPED: CENOTE_TEST_POSTGRES is not set")
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    print(f"client suites: {passed} passed, {failed} failed", flush=True)

    in_ci = os.environ.get("CI") == "true"
    good = bool(results) and all(result.ok for result in results) and not (left_out and in_ci)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
