"""The AWS CLI: roles, users and temporary credentials, typed in a shell."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from people import Server

AWS = Path(sys.executable).parent / "aws"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "cognito-idp:ListUserPools", "Resource": "*"}],
}


def run(service, operation, keys=None, **options):
    command = [AWS, service, operation, "--output", "json"]
    for name, value in options.items():
        command += ["--" + name.replace("_", "-"), value if isinstance(value, str) else json.dumps(value)]
    environment = dict(os.environ)
    if keys:
        environment["AWS_ACCESS_KEY_ID"] = keys["AccessKeyId"]
        environment["AWS_SECRET_ACCESS_KEY"] = keys.get("SecretAccessKey") or keys["SecretKey"]
        environment.pop("AWS_SESSION_TOKEN", None)
        if "SessionToken" in keys:
            environment["AWS_SESSION_TOKEN"] = keys["SessionToken"]
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, env=environment
    )


def aws(service, operation, keys=None, **options):
    """What the CLI printed, as an object."""
    done = run(service, operation, keys, **options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout.strip() else {}


def trust(principal, action="sts:AssumeRole", condition=None):
    statement = {"Effect": "Allow", "Principal": principal, "Action": action}
    return {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}


@pytest.fixture
def clean():
    """Takes away what a test has made: IAM is one for all."""
    undo = []
    yield lambda *arguments, **options: undo.append((arguments, options))
    for arguments, options in reversed(undo):
        aws(*arguments, **options)


def test_a_user_assumes_a_role(clean):
    aws("iam", "create-role", role_name="cli", assume_role_policy_document=trust({"AWS": "000000000000"}))
    clean("iam", "delete-role", role_name="cli")
    aws("iam", "put-role-policy", role_name="cli", policy_name="p", policy_document=POLICY)
    clean("iam", "delete-role-policy", role_name="cli", policy_name="p")
    role = aws("iam", "get-role", role_name="cli")["Role"]
    assert role["AssumeRolePolicyDocument"]["Statement"][0]["Action"] == "sts:AssumeRole"

    aws("iam", "create-user", user_name="cli")
    clean("iam", "delete-user", user_name="cli")
    may = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}
    aws("iam", "put-user-policy", user_name="cli", policy_name="p", policy_document=may)
    clean("iam", "delete-user-policy", user_name="cli", policy_name="p")
    keys = aws("iam", "create-access-key", user_name="cli")["AccessKey"]
    clean("iam", "delete-access-key", user_name="cli", access_key_id=keys["AccessKeyId"])
    never = aws("iam", "get-access-key-last-used", access_key_id=keys["AccessKeyId"])
    assert never == {"UserName": "cli", "AccessKeyLastUsed": {"ServiceName": "N/A", "Region": "N/A"}}

    session = aws("sts", "assume-role", keys, role_arn=role["Arn"], role_session_name="shell")["Credentials"]
    who = aws("sts", "get-caller-identity", session)
    assert who["Arn"] == "arn:aws:sts::000000000000:assumed-role/cli/shell"
    assert "UserPools" in aws("cognito-idp", "list-user-pools", session, max_results="1")
    told = aws(
        "iam",
        "simulate-principal-policy",
        policy_source_arn=role["Arn"],
        action_names=["cognito-idp:ListUserPools", "cognito-idp:CreateUserPool"],
    )
    assert [one["EvalDecision"] for one in told["EvaluationResults"]] == ["allowed", "implicitDeny"]
    if Server.mode == "serve":
        refused = run("cognito-idp", "create-user-pool", session, pool_name="none")
        assert "AccessDeniedException" in refused.stderr
        used = aws("iam", "get-access-key-last-used", access_key_id=keys["AccessKeyId"])["AccessKeyLastUsed"]
        assert (used["ServiceName"], used["Region"]) == ("sts", "us-east-1") and used["LastUsedDate"]


def test_a_user_of_a_pool_assumes_a_role_by_their_token(clean, pool):
    token = pool.client.sign_in(pool.join())["IdToken"]
    issuer = f"{Server.endpoint}/{pool.id}"
    made = aws("iam", "create-open-id-connect-provider", url=issuer, client_id_list=[pool.client.id])
    provider = made["OpenIDConnectProviderArn"]
    clean("iam", "delete-open-id-connect-provider", open_id_connect_provider_arn=provider)
    key = issuer.split("://")[1]
    document = trust(
        {"Federated": provider}, "sts:AssumeRoleWithWebIdentity", {"StringEquals": {f"{key}:aud": pool.client.id}}
    )
    role = aws("iam", "create-role", role_name="cli-web", assume_role_policy_document=document)["Role"]["Arn"]
    clean("iam", "delete-role", role_name="cli-web")
    wanted = {"role_arn": role, "role_session_name": "web"}
    made = aws("sts", "assume-role-with-web-identity", **wanted, web_identity_token=token)
    assert made["Provider"] == provider and made["Audience"] == pool.client.id
    who = aws("sts", "get-caller-identity", made["Credentials"])
    assert who["Arn"] == "arn:aws:sts::000000000000:assumed-role/cli-web/web"
    bent = run("sts", "assume-role-with-web-identity", **wanted, web_identity_token=token[:-3])
    assert "(InvalidIdentityToken)" in bent.stderr


def test_a_user_and_a_guest_of_an_identity_pool_get_credentials(clean, pool):
    login = f"cognito-idp.us-east-1.amazonaws.com/{pool.id}"
    made = aws(
        "cognito-identity",
        "create-identity-pool",
        identity_pool_name="cli",
        cognito_identity_providers=[{"ProviderName": login, "ClientId": pool.client.id}],
        cli_input_json={"AllowUnauthenticatedIdentities": True},
    )["IdentityPoolId"]
    clean("cognito-identity", "delete-identity-pool", identity_pool_id=made)
    roles = {kind: f"arn:aws:iam::000000000000:role/{kind}" for kind in ("authenticated", "unauthenticated")}
    aws("cognito-identity", "set-identity-pool-roles", identity_pool_id=made, roles=roles)
    logins = {login: pool.client.sign_in(pool.join())["IdToken"]}
    for kind, given in (("authenticated", {"logins": logins}), ("unauthenticated", {})):
        identity = aws("cognito-identity", "get-id", identity_pool_id=made, **given)["IdentityId"]
        got = aws("cognito-identity", "get-credentials-for-identity", identity_id=identity, **given)
        who = aws("sts", "get-caller-identity", got["Credentials"])
        assert who["Arn"] == f"arn:aws:sts::000000000000:assumed-role/{kind}/CognitoIdentityCredentials"


def test_an_assertion_that_is_none_is_refused():
    done = run(
        "sts",
        "assume-role-with-saml",
        role_arn="arn:aws:iam::000000000000:role/none",
        principal_arn="arn:aws:iam::000000000000:saml-provider/none",
        saml_assertion=base64.b64encode(b"<none/>").decode(),
    )
    assert "(InvalidIdentityToken)" in done.stderr
