"""Fixtures of the Python suite. Run it by `tests/clients/run.py`, which starts the servers."""

import functools
import os

import boto3
import pytest

if "CENOTE_ENDPOINT" not in os.environ:
    pytest.exit("start this suite with tests/clients/run.py, which starts a server first", returncode=2)

from people import Mail, Pool, Server

# What only one way of running has: signatures are checked by `serve`, the demo pool (and the README) is `dev`.
collect_ignore = ["test_serve.py"] if Server.mode == "dev" else ["test_dev.py", "test_readme.py"]
# One cell sends the skeletons of all operations.
if (Server.mode, os.environ["CENOTE_STORE"]) != ("dev", "sqlite"):
    collect_ignore.append("test_every_operation.py")


@pytest.fixture(scope="session")
def idp():
    """boto3's client, told where the server is by the environment alone."""
    return boto3.client("cognito-idp")


@pytest.fixture(scope="session")
def mail():
    return Mail()


@pytest.fixture
def make_pool(idp, mail):
    """Makes a pool: settings of CreateUserPool, and `client_settings` of CreateUserPoolClient."""
    return functools.partial(Pool, idp, mail)


@pytest.fixture
def pool(make_pool):
    """A pool that confirms e-mail addresses, with a public client that may use every flow."""
    return make_pool()
