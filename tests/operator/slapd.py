"""OpenLDAP's server with 10,000 people and groups within groups, one or several of them alike.

It is Debian's package, which ./check has unpacked into .env-tests/slapd.
"""

import os
import select
import signal
import socket
import subprocess
import uuid
from pathlib import Path

from proxies import free_port

UNPACKED = Path(__file__).resolve().parents[2] / ".env-tests/slapd"
SUFFIX = "dc=example,dc=com"
PEOPLE = f"ou=people,{SUFFIX}"
GROUPS = f"ou=groups,{SUFFIX}"
SERVICE = f"cn=cenote,{SUFFIX}"
SERVICE_PASSWORD = "service-Secret-1"
ROOT, ROOT_PASSWORD = f"cn=root,{SUFFIX}", "root-Secret-1"
COUNT = 10_000
# Wrong passwords until an account is locked for good.
MOST_WRONG = 4


def environment():
    libraries = sorted({str(library.parent) for library in UNPACKED.glob("usr/lib/**/*.so*")})
    return {**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(libraries)}


def program(name):
    for folder in ("usr/sbin", "usr/bin"):
        if (UNPACKED / folder / name).exists():
            return str(UNPACKED / folder / name)
    raise AssertionError(f"{name} is not there: ./check unpacks it into .env-tests/slapd")


def password(number):
    return f"Correct-horse-{number}"


def person(number):
    """One entry. People of a hundred are a team, ten teams a department, and all departments the staff."""
    name = f"user{number:05}"
    return (
        f"dn: uid={name},{PEOPLE}\nobjectClass: inetOrgPerson\nuid: {name}\ncn: User {number}\nsn: {number}\n"
        f"givenName: User\nmail: {name}@example.com\nuserPassword: {password(number)}\n"
        # Servers of one directory have one entry of somebody.
        f"entryUUID: {uuid.uuid5(uuid.NAMESPACE_X500, name)}\n\n"
    )


def group(name, members):
    return f"dn: cn={name},{GROUPS}\nobjectClass: groupOfNames\ncn: {name}\n" + "".join(
        f"member: {member}\n" for member in members
    ) + "\n"


def entries(count=COUNT):
    """All of it, as LDIF."""
    parts = [
        f"dn: {SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n\n",
        f"dn: {PEOPLE}\nobjectClass: organizationalUnit\nou: people\n\n",
        f"dn: {GROUPS}\nobjectClass: organizationalUnit\nou: groups\n\n",
        f"dn: {SERVICE}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: cenote\n"
        f"userPassword: {SERVICE_PASSWORD}\n\n",
        f"dn: cn=policy,{SUFFIX}\nobjectClass: person\nobjectClass: pwdPolicy\ncn: policy\nsn: policy\n"
        f"pwdAttribute: userPassword\npwdLockout: TRUE\npwdMaxFailure: {MOST_WRONG}\npwdLockoutDuration: 0\n\n",
    ]
    parts += [person(number) for number in range(count)]
    teams = [range(at, min(at + 100, count)) for at in range(0, count, 100)]
    for at, team in enumerate(teams):
        parts.append(group(f"team-{at:03}", [f"uid=user{number:05},{PEOPLE}" for number in team]))
    departments = [range(at, min(at + 10, len(teams))) for at in range(0, len(teams), 10)]
    for at, department in enumerate(departments):
        parts.append(group(f"department-{at}", [f"cn=team-{team:03},{GROUPS}" for team in department]))
    parts.append(group("staff", [f"cn=department-{at},{GROUPS}" for at in range(len(departments))]))
    # A circle: each is in the other, and the staff in one of them.
    parts.append(group("circle-a", [f"cn=staff,{GROUPS}", f"cn=circle-b,{GROUPS}"]))
    parts.append(group("circle-b", [f"cn=circle-a,{GROUPS}"]))
    return "".join(parts)


class Authority:
    """A certificate authority of the test's own."""

    def __init__(self, folder, name="authority"):
        self.folder, self.name = folder, name
        self.key, self.file = folder / f"{name}.key", folder / f"{name}.pem"
        self.run("req", "-x509", *NEW_KEY, "-keyout", self.key, "-out", self.file, "-days", "2", "-subj", f"/CN={name}")

    def run(self, *arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)

    def issue(self, host):
        """Certificate and key of a host."""
        base = self.folder / f"{self.name}-{host}"
        key, request, certificate, more = (base.with_name(f"{base.name}.{end}") for end in ("key", "csr", "crt", "ext"))
        more.write_text(f"subjectAltName=DNS:{host}\nbasicConstraints=CA:FALSE\n")
        self.run("req", *NEW_KEY, "-keyout", key, "-out", request, "-subj", f"/CN={host}")
        self.run(
            "x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self.key, "-CAcreateserial", "-out", certificate,
            "-days", "2", "-extfile", more,
        )
        return certificate, key


NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]


class Slapd:
    """One server: `plain` is its address for StartTLS, `safe` the one for TLS from the first byte."""

    def __init__(self, folder, authority, host="localhost", ldif=None, tls=True):
        self.folder, self.authority = folder, authority
        (folder / "data").mkdir(parents=True)
        self.plain_port, self.safe_port = free_port(), free_port()
        self.plain, self.safe = f"ldap://localhost:{self.plain_port}", f"ldaps://localhost:{self.safe_port}"
        self.tls = tls
        certificate, key = authority.issue(host)
        schemas = "".join(f"include {UNPACKED}/etc/ldap/schema/{name}.schema\n" for name in ("core", "cosine", "inetorgperson"))
        safety = f"TLSCACertificateFile {authority.file}\nTLSCertificateFile {certificate}\nTLSCertificateKeyFile {key}\n"
        (folder / "slapd.conf").write_text(
            f"{schemas}modulepath {UNPACKED}/usr/lib/ldap\nmoduleload back_mdb\nmoduleload memberof\nmoduleload ppolicy\n"
            f"pidfile {folder}/pid\nargsfile {folder}/args\n{safety if tls else ''}"
            f"database mdb\nsuffix {SUFFIX}\nrootdn {ROOT}\nrootpw {ROOT_PASSWORD}\ndirectory {folder}/data\n"
            f"maxsize 536870912\ndbnosync\nindex objectClass,uid,member,uniqueMember,mail,entryUUID eq\n"
            f"limits dn.exact={SERVICE} size=unlimited size.pr=unlimited size.prtotal=unlimited\n"
            f"overlay memberof\noverlay ppolicy\nppolicy_default cn=policy,{SUFFIX}\n"
            f"access to attrs=userPassword by anonymous auth by * none\n"
            f"access to dn.base={PEOPLE} by dn.exact={SERVICE} read by users search by * none\n"
            f"access to * by dn.exact={SERVICE} read by self read by * none\n"
        )
        file = folder / "all.ldif"
        file.write_text(ldif if ldif is not None else entries())
        self.done("slapadd", "-q", "-f", folder / "slapd.conf", "-l", file)
        self.start()

    def done(self, name, *arguments, text=None):
        """Runs a program to its end."""
        told = subprocess.run(
            [program(name), *map(str, arguments)], env=environment() | {"LDAPTLS_CACERT": str(self.authority.file)},
            input=text, capture_output=True, text=True, timeout=120,
        )
        assert told.returncode == 0, told.stdout + told.stderr
        return told.stdout

    def start(self):
        # It ends when it listens, and leaves the server behind.
        urls = self.plain.replace("localhost", "127.0.0.1") + "/"
        if self.tls:
            urls += f" {self.safe.replace('localhost', '127.0.0.1')}/"
        with open(self.folder / "log", "ab") as log:
            code = subprocess.run(
                [program("slapd"), "-f", str(self.folder / "slapd.conf"), "-h", urls], env=environment(),
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, timeout=60,
            ).returncode
        assert code == 0, (self.folder / "log").read_text()
        self.pid = int((self.folder / "pid").read_text())

    def stop(self, how=signal.SIGKILL):
        """Ends it at once."""
        if self.pid:
            # Its end is told by its handle, whoever its parent is.
            handle = os.pidfd_open(self.pid)
            os.kill(self.pid, how)
            assert select.select([handle], [], [], 30)[0], "slapd does not end"
            os.close(handle)
            self.pid = None

    def change(self, ldif):
        """Changes entries as LDIF says."""
        self.done("ldapmodify", "-x", "-H", self.plain.replace("localhost", "127.0.0.1"), "-D", ROOT, "-w", ROOT_PASSWORD, text=ldif)


class Silent:
    """A server that takes connections and says nothing."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        self.plain, self.safe = f"ldap://localhost:{self.port}", f"ldaps://localhost:{self.port}"

    def stop(self):
        self.listener.close()
