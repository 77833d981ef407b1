"""Stand-ins for the outside: a relay that speaks SMTP, and a gateway that takes HTTP requests."""

import asyncio
import email
import email.policy
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest


class Relay:
    """A relay on loopback that keeps what it accepts; `answers` are given to DATA before it accepts, `rcpt` to RCPT."""

    def __init__(self, tls=None, login=None, implicit=None):
        self.mails, self.answers, self.rcpt, self.ids = [], [], None, []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.may_take = threading.Event()
        self.may_take.set()
        self.asked = threading.Event()
        self.arrived = threading.Condition()
        self.connections = set()
        options = {"ssl_context": implicit} if implicit else {}
        if tls:
            options |= {"tls_context": tls, "require_starttls": True}
        if login:
            options |= {"authenticator": self.judge, "auth_required": True, "auth_require_tls": bool(tls)}
        self.login = login
        # The controller must be told a port: it connects to its own to see that it listens.
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self.controller.start()

    def judge(self, server, session, envelope, mechanism, data):
        right = tuple(text.encode() for text in self.login)
        return AuthResult(success=(data.login, data.password) == right, handled=False)

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.connections.add(session.peer)
        self.asked.set()
        await asyncio.get_running_loop().run_in_executor(None, self.may_take.wait)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        answer = self.answers.pop(0) if self.answers else "250 queued as 7"
        with self.arrived:
            self.ids.append(mail["Message-ID"])
            if answer.startswith("250"):
                mail.recipients = envelope.rcpt_tos
                self.mails.append(mail)
            self.arrived.notify_all()
        await asyncio.get_running_loop().run_in_executor(None, self.may_answer.wait)
        return answer

    def wait(self, count, seconds=60):
        """The mails, once there are so many."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.mails) >= count, seconds), self.mails
            return list(self.mails)

    def stop(self):
        self.may_answer.set()
        self.may_take.set()
        self.controller.stop()


class Gateway:
    """Keeps requests; `answers` are (status, body), the last one for ever."""

    def __init__(self, *answers):
        self.requests, self.answers = [], list(answers)
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                gateway.requests.append((self.path, headers, body))
                answers = gateway.answers
                status, text = answers.pop(0) if len(answers) > 1 else answers[0]
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()


def is_signed(credentials, service, url, headers, body):
    """Whether botocore signs this POST in the same way."""
    lower = {name.lower(): value for name, value in headers.items()}
    signed = lower["authorization"].split("SignedHeaders=")[1].split(",")[0].split(";")
    kept = {name: lower[name] for name in signed if name not in ("x-amz-date", "x-amz-security-token")}
    request = AWSRequest(method="POST", url=url, data=body, headers=kept)
    auth = SigV4Auth(credentials, service, lower["authorization"].split("/")[2])
    request.context["timestamp"] = request.headers["X-Amz-Date"] = lower["x-amz-date"]
    if credentials.token:
        request.headers["X-Amz-Security-Token"] = credentials.token
    signature = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    return lower.get("x-amz-security-token") == credentials.token and lower["authorization"].endswith(f"Signature={signature}")
