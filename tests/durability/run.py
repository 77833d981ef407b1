#!/usr/bin/env python3
"""Durability: what was acknowledged is there after a crash.

Kill: a server under a load of sign-ups gets SIGKILL, is started again, and every user whose SignUp was
answered must be there; the users whose answer never came may be or not. Several rounds on one store: each
asks for its own users and some of the earlier ones, the last for all.

Sync (with --sync, SQLite, needs strace): a killed process keeps the page cache, so the recording of
system calls shows what a power cut would have left: every answer to a SignUp leaves after a sync of
the log that holds its user.

    python tests/durability/run.py --binary target/release/cenote --rounds 5
    python tests/durability/run.py --binary target/release/cenote --rounds 50 --sync

PostgreSQL takes part when CENOTE_TEST_POSTGRES is set. Only the standard library is used here.
"""

import argparse
import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "clients"))
from run import database, own_environment  # noqa: E402

CLIENT = "cenotedemopublicclient0000"
POOL = "us-east-1_CenoteDem"
WORKERS = 8

# Users of earlier rounds that a round asks for too.
EARLIER = 500


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/release/cenote")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--sync", action="store_true", help="also record system calls")
    options = parser.parse_args()
    binary = str(Path(options.binary).resolve())
    chance = random.Random(options.seed)
    passed = failed = 0
    stores = ["sqlite"] + (["postgres"] if os.environ.get("CENOTE_TEST_POSTGRES") else [])
    for store in stores:
        good, bad = kill_rounds(binary, store, options.rounds, chance)
        passed, failed = passed + good, failed + bad
    if options.sync:
        good, bad = sync_recording(binary)
        passed, failed = passed + good, failed + bad
    print(f"durability: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


def kill_rounds(binary, store, rounds, chance):
    """Counts rounds in which nothing acknowledged was lost, and those in which something was."""
    good = 0
    with tempfile.TemporaryDirectory(prefix="cenote-durability.") as folder:
        admin = os.environ.get("CENOTE_TEST_POSTGRES") if store == "postgres" else None
        with database(admin) as url:
            known = set()
            for turn in range(1, rounds + 1):
                began = time.monotonic()
                server = Server(binary, folder, url)
                acknowledged = server.load_and_kill(f"{store}-{turn}", chance.uniform(0.3, 1.2))
                known |= acknowledged
                asked = known if turn == rounds else acknowledged | earlier(known - acknowledged, chance)
                lost = Server(binary, folder, url).missing_after_restart(asked)
                seconds = time.monotonic() - began
                print(f"{store} round {turn}: {len(acknowledged)} acknowledged, {len(lost)} lost, {seconds:.1f} s")
                if lost or not acknowledged:
                    print(f"  lost: {sorted(lost)[:10]}" if lost else "  no sign-up was acknowledged")
                else:
                    good += 1
    return good, rounds - good


def earlier(usernames, chance):
    """Some of them."""
    return set(chance.sample(sorted(usernames), min(EARLIER, len(usernames))))


class Server:
    """One `cenote dev` process on a store that outlives it."""

    def __init__(self, binary, folder, url=None, prefix=()):
        where = ["--database-url", url] if url else []
        command = [*prefix, binary, "dev", "--json", "--listen", "127.0.0.1:0", "--data", f"{folder}/data", *where]
        self.log = open(f"{folder}/log", "ab")
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.log, env=own_environment(), cwd=folder
        )
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"The server did not start:\n{Path(folder, 'log').read_text(errors='replace')[-2000:]}")
        endpoint = urllib.parse.urlsplit(json.loads(line)["endpoint"])
        self.address = (endpoint.hostname, endpoint.port)

    def load_and_kill(self, name, seconds):
        """Signs people up from several connections at once, kills the server so long after the first of them was
        acknowledged; who was."""
        acknowledged, lock, begun = set(), threading.Lock(), threading.Event()

        def work(worker):
            try:
                connection = http.client.HTTPConnection(*self.address, timeout=10)
                for count in range(1_000_000):
                    username = f"{name}-{worker}-{count}"
                    status, _ = call(connection, "SignUp", sign_up(username))
                    if status != 200:
                        return
                    with lock:
                        acknowledged.add(username)
                    begun.set()
            except (OSError, http.client.HTTPException):
                return  # The server is gone, as it was meant to be.

        threads = [threading.Thread(target=work, args=(worker,)) for worker in range(WORKERS)]
        for thread in threads:
            thread.start()
        begun.wait(10)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGKILL)
        for thread in threads:
            thread.join()
        self.process.wait()
        return acknowledged

    def missing_after_restart(self, usernames):
        """Which of these users are not there; ends the server."""
        asked, lost = list(usernames), set()

        def work(share):
            connection = http.client.HTTPConnection(*self.address, timeout=30)
            for username in share:
                try:
                    status, _ = call(connection, "AdminGetUser", {"UserPoolId": POOL, "Username": username})
                except (OSError, http.client.HTTPException):
                    status = None
                if status != 200:
                    lost.add(username)

        threads = [threading.Thread(target=work, args=(asked[at::WORKERS],)) for at in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.stop()
        return lost

    def stop(self):
        # Under strace the server is the child of our child, and strace keeps signals to itself.
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        inner = children.read_text().split() if children.exists() else []
        os.kill(int(inner[0]) if inner else self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=60)
        self.log.close()


def sync_recording(binary):
    """Records a server's system calls under concurrent sign-ups; 1 passed or 1 failed, with what was wrong."""
    prove_judge()
    with tempfile.TemporaryDirectory(prefix="cenote-durability.") as folder:
        trace = f"{folder}/trace"
        strace = ["strace", "-f", "-y", "-s", "16384", "-o", trace]
        strace += ["-e", "trace=pwrite64,write,fdatasync,fsync,sendto,writev,sendmsg"]
        server = Server(binary, folder, prefix=strace)
        threads = [threading.Thread(target=sign_up_many, args=(server.address, w)) for w in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        server.stop()
        wrong, answers = judge_trace(Path(trace).read_text(errors="replace").splitlines())
    for line in wrong[:10]:
        print(f"  {line}")
    is_good = not wrong and answers >= WORKERS * PER_WORKER
    print(f"sync: {answers} answers after the sync of their users, {len(wrong)} before it")
    return (1, 0) if is_good else (0, 1)


PER_WORKER = 10


def sign_up_many(address, worker):
    connection = http.client.HTTPConnection(*address, timeout=60)
    for count in range(PER_WORKER):
        status, answer = call(connection, "SignUp", sign_up(f"traced-{worker}-{count}"))
        assert status == 200, answer


UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def judge_trace(lines):
    """Goes through the calls in order: which answers left before the log with their user was synced; how many did."""
    unsynced, synced, under_way, wrong, answers = set(), set(), {}, [], 0
    for line in lines:
        process = line.split(" ", 1)[0]
        if "pwrite64(" in line and "-wal>" in line:
            unsynced |= set(UUID.findall(line)) - synced
        elif re.search(r"f(data)?sync\(\d+<[^>]*-wal>", line):
            # What the log held when the call began is what its end vouches for.
            under_way[process] = set(unsynced)
        if re.search(r"f(data)?sync(\(| resumed>)", line) and line.rstrip().endswith("= 0"):
            synced |= under_way.get(process, set())
            unsynced -= under_way.pop(process, set())
        answer = re.search(r"\b(?:write|writev|sendto|sendmsg)\(.*UserSub\W+(" + UUID.pattern + ")", line)
        if answer:
            answers += 1
            if answer.group(1) not in synced:
                wrong.append(f"the answer with {answer.group(1)} left before its sync")
    return wrong, answers


def prove_judge():
    """A judge that cannot find fault is worth nothing: an answer before its sync is one, after it is none."""
    user = "01234567-89ab-4def-8123-456789abcdef"
    log = f'7 pwrite64(9</d/cenote.db-wal>, "{user}", 36, 0) = 36'
    begun, ended = "7 fdatasync(9</d/cenote.db-wal> <unfinished ...>", "7 <... fdatasync resumed>) = 0"
    answer = f'8 writev(12<TCP:[1]>, [{{"UserSub\\":\\"{user}"}}]) = 99'
    assert judge_trace([log, begun, ended, answer]) == ([], 1)
    for early in ([log, answer, begun, ended], [log, begun, answer, ended], [begun, log, ended, answer]):
        assert len(judge_trace(early)[0]) == 1, early


def sign_up(username):
    email = {"Name": "email", "Value": f"{username}@example.com"}
    return {"ClientId": CLIENT, "Username": username, "Password": "Right-pass-1", "UserAttributes": [email]}


def call(connection, operation, body):
    headers = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": f"AWSCognitoIdentityProviderService.{operation}",
    }
    connection.request("POST", "/", json.dumps(body), headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


if __name__ == "__main__":
    main()
