"""The AWS CLI: the same main job, typed in a shell."""

import json
import subprocess
import sys
from pathlib import Path

import jwt
import pytest
from people import Person, get_json, new_password, other_code

AWS = Path(sys.executable).parent / "aws"


def aws(operation, **options):
    """What `aws cognito-idp OPERATION --options` printed, as an object."""
    done = run(operation, **options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout.strip() else {}


def refusal(operation, **options):
    """What the CLI said when the server refused."""
    done = run(operation, **options)
    assert done.returncode != 0
    return done.stderr


def run(operation, **options):
    command = [AWS, "cognito-idp", operation, "--output", "json"]
    for name, value in options.items():
        command.append("--" + name.replace("_", "-"))
        if value is not True:
            command += value if isinstance(value, list) else [value]
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)


@pytest.fixture
def typed():
    """A pool and a client made by the CLI: their ids."""
    pool = aws("create-user-pool", pool_name="cli", auto_verified_attributes="email")["UserPool"]["Id"]
    client = aws(
        "create-user-pool-client",
        user_pool_id=pool,
        client_name="shell",
        explicit_auth_flows=[
            "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ALLOW_REFRESH_TOKEN_AUTH",
        ],
    )["UserPoolClient"]["ClientId"]
    return pool, client


def test_the_main_job(typed, mail):
    pool, client = typed
    person = Person()
    answer = aws(
        "sign-up",
        client_id=client,
        username=person.username,
        password=person.password,
        user_attributes=[f"Name=email,Value={person.email}", "Name=name,Value=Ada"],
    )
    assert answer["UserConfirmed"] is False
    code = mail.code(person.email)
    named = {"client_id": client, "username": person.username}
    wrong = refusal("confirm-sign-up", confirmation_code=other_code(code), **named)
    assert "(CodeMismatchException) when calling the ConfirmSignUp operation" in wrong
    aws("confirm-sign-up", confirmation_code=code, **named)

    tokens = aws(
        "admin-initiate-auth",
        user_pool_id=pool,
        client_id=client,
        auth_flow="ADMIN_USER_PASSWORD_AUTH",
        auth_parameters=f"USERNAME={person.username},PASSWORD={person.password}",
    )["AuthenticationResult"]
    keys = get_json(
        f"{jwt.decode(tokens['IdToken'], options={'verify_signature': False})['iss']}/.well-known/jwks.json"
    )
    kid = jwt.get_unverified_header(tokens["IdToken"])["kid"]
    key = next(key for key in keys["keys"] if key["kid"] == kid)
    claims = jwt.decode(tokens["IdToken"], jwt.PyJWK(key).key, algorithms=["RS256"], audience=client)
    assert claims["email"] == person.email

    assert aws("get-user", access_token=tokens["AccessToken"])["Username"] == person.username
    refreshed = aws(
        "initiate-auth",
        client_id=client,
        auth_flow="REFRESH_TOKEN_AUTH",
        auth_parameters=f"REFRESH_TOKEN={tokens['RefreshToken']}",
    )["AuthenticationResult"]
    assert refreshed["AccessToken"] != tokens["AccessToken"]

    aws("revoke-token", token=tokens["RefreshToken"], client_id=client)
    assert "(NotAuthorizedException)" in refusal("get-user", access_token=refreshed["AccessToken"])


def test_administration(typed):
    pool, client = typed
    people = [Person() for _ in range(3)]
    for person in people:
        aws(
            "admin-create-user",
            user_pool_id=pool,
            username=person.username,
            message_action="SUPPRESS",
            user_attributes=f"Name=email,Value={person.email}",
        )
    chosen = people[1]
    aws(
        "admin-set-user-password",
        user_pool_id=pool,
        username=chosen.username,
        password=new_password(),
        permanent=True,
    )
    found = aws("list-users", user_pool_id=pool, filter=f'email = "{chosen.email}"')["Users"]
    assert [(user["Username"], user["UserStatus"]) for user in found] == [(chosen.username, "CONFIRMED")]
    # The CLI follows the pages by itself.
    assert len(aws("list-users", user_pool_id=pool, page_size="2")["Users"]) == 3

    assert aws("describe-user-pool", user_pool_id=pool)["UserPool"]["Name"] == "cli"
    described = aws("describe-user-pool-client", user_pool_id=pool, client_id=client)["UserPoolClient"]
    assert described["ClientName"] == "shell"

    aws("admin-delete-user", user_pool_id=pool, username=chosen.username)
    assert "(UserNotFoundException)" in refusal("admin-get-user", user_pool_id=pool, username=chosen.username)
    aws("delete-user-pool-client", user_pool_id=pool, client_id=client)
    aws("delete-user-pool", user_pool_id=pool)
    gone = refusal("describe-user-pool", user_pool_id=pool)
    assert (
        f"(ResourceNotFoundException) when calling the DescribeUserPool operation: User pool {pool} does not exist."
        in gone
    )
