"""nginx, Caddy and HAProxy as docs/forward-auth/ sets them up, before an app that tells what it was sent.

They are the system's own, or those that ./check has unpacked into .env-tests/proxies.
"""

import http.client
import http.server
import json
import os
import shutil
import socket
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNPACKED = ROOT / ".env-tests/proxies"
SAMPLES = ROOT / "docs/forward-auth"
KINDS = ["nginx", "caddy", "haproxy"]


def program(name):
    """Where a proxy is, and the environment that it runs in."""
    folders = [UNPACKED / "usr/sbin", UNPACKED / "usr/bin"]
    path = os.pathsep.join([*map(str, folders), os.environ["PATH"], "/usr/sbin"])
    found = shutil.which(name, path=path)
    assert found, f"{name} is not installed: ./check unpacks it into .env-tests/proxies"
    libraries = sorted({str(library.parent) for library in UNPACKED.glob("usr/lib/**/*.so*")})
    return found, {**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(libraries)}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A server of the test's own, on loopback."""

    def __init__(self, handler):
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.seen = []
        self.port = self.http.server_port
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def seen(self):
        return self.http.seen

    def stop(self):
        self.http.shutdown()
        self.http.server_close()


class App(http.server.BaseHTTPRequestHandler):
    """Answers with what it was sent."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        # As apps read them: empty is as good as not there.
        headers = {name.lower(): value for name, value in self.headers.items() if value}
        self.server.seen.append((self.command, self.path))
        text = json.dumps({"method": self.command, "path": self.path, "headers": headers, "body": body}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(text)))
        self.send_header("set-cookie", "own=1")
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PUT = answer

    def log_message(self, *_):
        pass


class Proxy:
    """One of them, asking the gate at one port for the app at another."""

    def __init__(self, kind, folder, gate_port, app_port, port=None):
        self.kind, self.folder, self.port = kind, folder, port or free_port()
        folder.mkdir(parents=True)
        places = {"127.0.0.1:7665": gate_port, "127.0.0.1:9000": app_port, "127.0.0.1:8080": self.port}
        for sample in SAMPLES.iterdir():
            text = sample.read_text()
            for place, to in places.items():
                text = text.replace(place, f"127.0.0.1:{to}")
            # Caddy takes a site by its host: the browser calls this one localhost.
            text = text.replace(f"http://127.0.0.1:{self.port} {{", f"http://localhost:{self.port} {{")
            (folder / sample.name).write_text(text)
        self.pid_file = folder / "pid"
        self.program, self.environment = program(kind)
        self.environment |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        # Each of these ends when it listens, and leaves the proxy behind.
        log = folder / "log"
        with open(log, "wb") as out:
            code = subprocess.run(
                self.command(), cwd=folder, env=self.environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL, timeout=60
            ).returncode
        assert code == 0, log.read_text()

    def command(self):
        if self.kind == "caddy":
            return [self.program, "start", "--config", "Caddyfile", "--adapter", "caddyfile", "--pidfile", str(self.pid_file)]
        if self.kind == "haproxy":
            return [self.program, "-D", "-p", str(self.pid_file), "-f", "haproxy.cfg"]
        temporary = "".join(
            f"{name}_temp_path {self.folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if os.geteuid() == 0 else ""
        (self.folder / "whole.conf").write_text(
            f"{user}pid {self.pid_file};\nerror_log {self.folder}/error.log;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{temporary}include {self.folder}/nginx.conf;\n}}\n"
        )
        return [self.program, "-p", str(self.folder), "-c", str(self.folder / "whole.conf")]

    def stop(self):
        for pid in self.pid_file.read_text().split():
            os.kill(int(pid), 15)

    def ask(self, path, method="GET", body=None, headers=None, cookies=""):
        """One request of a browser, the path byte for byte; nothing is followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("host", f"localhost:{self.port}")
        if cookies:
            connection.putheader("cookie", cookies)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body.encode() if body is not None else None)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, answer.headers
