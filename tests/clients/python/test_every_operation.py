"""Every operation that is built, called by the AWS CLI with its own skeleton: a success, or an error that the
operation declares, and never an answer that the CLI cannot read.

One process makes all the calls: the CLI takes a second to start. The server answers the same in every cell, so one
cell is enough.
"""

import contextlib
import io
import json
import re
from pathlib import Path

import pytest
from awscli.clidriver import create_clidriver
from botocore import xform_name
from people import new_password

PAGE = Path(__file__).resolve().parents[3] / "docs" / "compatibility.md"

# What any operation may answer, whatever its model declares.
PROTOCOL = {"InvalidParameterException", "TooManyRequestsException", "AccessDeniedException"}


def built():
    """The operations of cognito-idp that are built, as the page of documentation has them."""
    section = PAGE.read_text(encoding="utf-8").split("## Identity pools")[0]
    return re.findall(r"^\| (\w+) \| built \|$", section, re.MULTILINE)


@pytest.fixture(scope="module")
def driver():
    return create_clidriver()


@pytest.fixture
def sketcher(driver):
    """Another one for each skeleton: whoever has once been asked for one goes on giving it."""
    sketcher = create_clidriver()
    sketcher.session.register_component("data_loader", driver.session.get_component("data_loader"))
    return sketcher


@pytest.fixture(scope="module")
def model(driver):
    return driver.session.get_service_model("cognito-idp")


@pytest.fixture(scope="module")
def sense(idp):
    """Values that make sense, by the name of the member: a pool, a client, a user and a token that are there."""
    pool = idp.create_user_pool(PoolName="skeletons")["UserPool"]
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    client = idp.create_user_pool_client(UserPoolId=pool["Id"], ClientName="app", ExplicitAuthFlows=flows)
    client = client["UserPoolClient"]["ClientId"]
    password = new_password()
    idp.sign_up(ClientId=client, Username="alice", Password=password)
    idp.admin_confirm_sign_up(UserPoolId=pool["Id"], Username="alice")
    parameters = {"USERNAME": "alice", "PASSWORD": password}
    tokens = idp.initiate_auth(ClientId=client, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters)
    idp.create_group(UserPoolId=pool["Id"], GroupName="group")
    return {
        "UserPoolId": pool["Id"],
        "ResourceArn": pool["Arn"],
        "ClientId": client,
        "Username": "alice",
        "GroupName": "group",
        "AccessToken": tokens["AuthenticationResult"]["AccessToken"],
        "Token": tokens["AuthenticationResult"]["RefreshToken"],
        "RefreshToken": tokens["AuthenticationResult"]["RefreshToken"],
        "ProviderType": "OIDC",
    }


def aws(driver, *arguments):
    """What the CLI ends with, prints, and complains of."""
    out, complaints = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(complaints):
        code = driver.main(["cognito-idp", *arguments])
    return code, out.getvalue(), complaints.getvalue()


def filled(shape, skeleton, sense, name=""):
    """The skeleton with values that its model allows, as far as a machine can tell."""
    if shape.type_name == "structure":
        return {key: filled(shape.members[key], part, sense, key) for key, part in skeleton.items()}
    if shape.type_name == "list":
        return [filled(shape.member, part, sense, name) for part in skeleton[: shape.metadata.get("max", 1)]]
    if shape.type_name == "map":
        return {"name": filled(shape.value, part, sense, name) for part in list(skeleton.values())[:1]}
    if shape.type_name == "string":
        return sense.get(name) or text(shape)
    if shape.type_name == "blob":
        return "bytes"
    if shape.type_name in ("integer", "long", "float", "double"):
        return max(shape.metadata.get("min", 1), 1)
    return skeleton


def text(shape):
    """A text that the shape allows: of its enum, or the first of some usual ones that its pattern takes."""
    if shape.enum:
        return shape.enum[0]
    least = shape.metadata.get("min", 0)
    usual = ["name", "123456", "#ffffff", "https://example.com/in", "arn:aws:iam::000000000000:role/role"]
    usual += ["help@example.com", "It is {####}.", "{username}: {####}", "00000000-0000-4000-8000-000000000000"]
    fitting = [candidate for candidate in usual if len(candidate) >= least]
    return fitting[0] if fitting else "n" * least


def deletes(operation):
    """Whether it takes away what the others stand on."""
    return operation.startswith(("Delete", "AdminDelete", "Revoke")) or "SignOut" in operation or "Disable" in operation


@pytest.mark.parametrize("operation", sorted(built(), key=lambda name: (deletes(name), name == "DeleteUserPool", name)))
def test_a_skeleton_is_answered(driver, sketcher, model, sense, operation):
    described = model.operation_model(operation)
    command = xform_name(operation, "-")
    code, skeleton, complaints = aws(sketcher, command, "--generate-cli-skeleton", "input")
    assert code == 0, complaints
    sent = filled(described.input_shape, json.loads(skeleton), sense)
    code, answer, complaints = aws(driver, command, "--cli-input-json", json.dumps(sent), "--no-paginate")
    if code == 0:
        assert not answer.strip() or isinstance(json.loads(answer), dict)
        return
    refused = re.search(r"An error occurred \((\w+)\) when calling the (\w+) operation", complaints)
    assert refused, complaints
    declared = {shape.name for shape in described.error_shapes}
    assert refused.group(2) == operation and refused.group(1) in declared | PROTOCOL, complaints


def test_every_operation_that_is_built_is_one_of_the_model(model):
    assert len(built()) > 50 and set(built()) <= set(model.operation_names)
