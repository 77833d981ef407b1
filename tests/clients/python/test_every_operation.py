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

import boto3
import pytest
from awscli.clidriver import create_clidriver
from botocore import xform_name
from people import new_password

PAGE = Path(__file__).resolve().parents[3] / "docs" / "compatibility.md"

# What any operation may answer, whatever its model declares.
PROTOCOL = {
    "InvalidParameterException",
    "TooManyRequestsException",
    "AccessDeniedException",
    "ValidationException",
    "ValidationError",
    "AccessDenied",
}

# What is called, and how far each has come at least.
SERVICES = {"cognito-idp": 130, "cognito-identity": 23, "iam": 94, "sts": 7}


def built(service):
    """The operations of a service that are built, as the page of documentation has them."""
    (section,) = re.findall(rf"^## [^`]*: `{service}`$(.*?)(?=^## |\Z)", PAGE.read_text(), re.MULTILINE | re.DOTALL)
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
def sense(idp):
    """Values that make sense, by service and the name of the member: what stands here is there."""
    return {
        "cognito-idp": of_user_pools(idp),
        "cognito-identity": of_identity_pools(),
        "iam": of_iam(),
        "sts": {"RoleArn": role("assumed", {"AWS": "000000000000"}), "RoleSessionName": "session", "Policy": DOCUMENT},
    }


DOCUMENT = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/*"}]}'


def trust(principal):
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def role(name, principal):
    """The ARN of a role that these may assume."""
    made = boto3.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust(principal))
    return made["Role"]["Arn"]


def of_identity_pools():
    identity = boto3.client("cognito-identity")
    pool = identity.create_identity_pool(
        IdentityPoolName="skeletons",
        AllowUnauthenticatedIdentities=True,
        AllowClassicFlow=True,
        DeveloperProviderName="login.example",
    )["IdentityPoolId"]
    return {
        "IdentityPoolId": pool,
        "IdentityId": identity.get_id(IdentityPoolId=pool)["IdentityId"],
        "ResourceArn": f"arn:aws:cognito-identity:us-east-1:000000000000:identitypool/{pool}",
        "DeveloperProviderName": "login.example",
        "IdentityProviderName": "accounts.google.com",
        "AccountId": "000000000000",
    }


def of_iam():
    iam = boto3.client("iam")
    role("role", {"Service": "lambda.amazonaws.com"})
    iam.create_user(UserName="user")
    iam.create_group(GroupName="group")
    url = "https://id.example.com"
    return {
        "RoleName": "role",
        "UserName": "user",
        "NewUserName": "user",
        "GroupName": "group",
        "NewGroupName": "group",
        "PolicyName": "policy",
        "Path": "/",
        "NewPath": "/",
        "PathPrefix": "/",
        "VersionId": "v1",
        "Url": f"{url}/made",
        "PolicyDocument": DOCUMENT,
        "PolicyInputList": DOCUMENT,
        "AssumeRolePolicyDocument": trust({"Service": "lambda.amazonaws.com"}),
        "ActionNames": "s3:GetObject",
        "ResourceArns": "arn:aws:s3:::b/x",
        "PolicyArn": iam.create_policy(PolicyName="policy", PolicyDocument=DOCUMENT)["Policy"]["Arn"],
        "PolicySourceArn": "arn:aws:iam::000000000000:user/user",
        "OpenIDConnectProviderArn": iam.create_open_id_connect_provider(Url=url)["OpenIDConnectProviderArn"],
        "AccessKeyId": iam.create_access_key(UserName="user")["AccessKey"]["AccessKeyId"],
        "AWSServiceName": "cognito-idp.amazonaws.com",
    }


def of_user_pools(idp):
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
        code = driver.main([*arguments])
    return code, out.getvalue(), complaints.getvalue()


def filled(shape, skeleton, sense, name=""):
    """The skeleton with values that its model allows, as far as a machine can tell."""
    if shape.type_name == "structure":
        if getattr(shape, "is_tagged_union", False):
            skeleton = dict(list(skeleton.items())[:1])
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


def in_order(service):
    """What takes away comes last, and the pool that all else is of after that."""
    return sorted(built(service), key=lambda name: (deletes(name), name.endswith("Pool"), name))


CALLS = [(service, name) for service in SERVICES for name in in_order(service)]


@pytest.mark.parametrize(("service", "operation"), CALLS)
def test_a_skeleton_is_answered(driver, sketcher, sense, service, operation):
    described = driver.session.get_service_model(service).operation_model(operation)
    command = xform_name(operation, "-")
    code, skeleton, complaints = aws(sketcher, service, command, "--generate-cli-skeleton", "input")
    assert code == 0, complaints
    # Some have no input, and no skeleton.
    sent = filled(described.input_shape, json.loads(skeleton), sense[service]) if described.input_shape else {}
    code, answer, complaints = aws(driver, service, command, "--cli-input-json", json.dumps(sent), "--no-paginate")
    if code == 0:
        assert not answer.strip() or isinstance(json.loads(answer), dict)
        return
    refused = re.search(r"An error occurred \((\w+)\) when calling the (\w+) operation", complaints)
    assert refused, complaints
    # On the wire some errors are not called as their shapes are.
    declared = {shape.metadata.get("error", {}).get("code", shape.name) for shape in described.error_shapes}
    assert refused.group(2) == operation and refused.group(1) in declared | PROTOCOL, complaints


@pytest.mark.parametrize(("service", "least"), SERVICES.items())
def test_every_operation_that_is_built_is_one_of_the_model(driver, service, least):
    names = built(service)
    assert len(names) >= least and set(names) <= set(driver.session.get_service_model(service).operation_names)
