"""boto3: pools and app clients."""

import uuid

from people import refused


def test_a_pool_is_what_it_was_made(idp):
    name = f"suite-{uuid.uuid4().hex}"
    made = idp.create_user_pool(
        PoolName=name,
        AutoVerifiedAttributes=["email"],
        Policies={"PasswordPolicy": {"MinimumLength": 12, "RequireSymbols": False}},
        UserPoolTags={"team": "identity"},
    )["UserPool"]
    assert made["Name"] == name
    assert made["Id"].startswith("us-east-1_")
    assert made["Arn"].endswith(f":userpool/{made['Id']}")
    assert made["Policies"]["PasswordPolicy"]["MinimumLength"] == 12
    assert made["Policies"]["PasswordPolicy"]["RequireSymbols"] is False
    assert made["MfaConfiguration"] == "OFF"
    assert made["DeletionProtection"] == "INACTIVE"
    assert made["UserPoolTags"] == {"team": "identity"}
    assert {"sub", "email", "name"} <= {entry["Name"] for entry in made["SchemaAttributes"]}
    assert idp.describe_user_pool(UserPoolId=made["Id"])["UserPool"] == made


def test_an_update_replaces_the_settings(pool, idp):
    idp.update_user_pool(
        UserPoolId=pool.id,
        PoolName="renamed",
        Policies={"PasswordPolicy": {"MinimumLength": 10}},
        DeletionProtection="ACTIVE",
    )
    described = idp.describe_user_pool(UserPoolId=pool.id)["UserPool"]
    assert described["Name"] == "renamed"
    assert described["Policies"]["PasswordPolicy"]["MinimumLength"] == 10
    assert described.get("AutoVerifiedAttributes", []) == []

    with refused("InvalidParameterException"):
        idp.delete_user_pool(UserPoolId=pool.id)
    idp.update_user_pool(UserPoolId=pool.id, DeletionProtection="INACTIVE")
    idp.delete_user_pool(UserPoolId=pool.id)
    for gone in (idp.describe_user_pool, idp.delete_user_pool):
        with refused("ResourceNotFoundException", f"User pool {pool.id} does not exist."):
            gone(UserPoolId=pool.id)


def test_a_deleted_pool_takes_its_users_along(pool, idp):
    person = pool.join()
    tokens = pool.client.sign_in(person)
    idp.delete_user_pool(UserPoolId=pool.id)
    with refused("ResourceNotFoundException"):
        pool.client.sign_in(person)
    with refused(("NotAuthorizedException", "ResourceNotFoundException")):
        idp.get_user(AccessToken=tokens["AccessToken"])


def test_the_list_of_pools_holds_each_once(make_pool, idp):
    made = {make_pool().id for _ in range(3)}
    pages = idp.get_paginator("list_user_pools").paginate(PaginationConfig={"PageSize": 2})
    listed = [pool["Id"] for page in pages for pool in page["UserPools"]]
    assert len(listed) == len(set(listed))
    assert made <= set(listed)


def test_an_app_client_is_what_it_was_made(pool, idp):
    made = idp.create_user_pool_client(
        UserPoolId=pool.id,
        ClientName="web",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        ReadAttributes=["email", "name"],
        PreventUserExistenceErrors="ENABLED",
    )["UserPoolClient"]
    assert made["UserPoolId"] == pool.id
    assert made["ClientName"] == "web"
    assert made["ClientSecret"]
    assert sorted(made["ReadAttributes"]) == ["email", "name"]
    assert made["RefreshTokenValidity"] == 30
    assert made["EnableTokenRevocation"] is True

    ids = {"UserPoolId": pool.id, "ClientId": made["ClientId"]}
    assert idp.describe_user_pool_client(**ids)["UserPoolClient"] == made

    updated = idp.update_user_pool_client(ClientName="web 2", AccessTokenValidity=2, **ids)["UserPoolClient"]
    assert (updated["ClientName"], updated["AccessTokenValidity"]) == ("web 2", 2)
    assert updated["ClientSecret"] == made["ClientSecret"]
    assert "ReadAttributes" not in updated

    idp.delete_user_pool_client(**ids)
    with refused("ResourceNotFoundException", f"User pool client {made['ClientId']} does not exist."):
        idp.describe_user_pool_client(**ids)


def test_the_list_of_app_clients_holds_each_once(pool, idp):
    made = {pool.client.id} | {pool.new_client(ClientName=f"app-{number}").id for number in range(4)}
    pages = idp.get_paginator("list_user_pool_clients").paginate(UserPoolId=pool.id, PaginationConfig={"PageSize": 2})
    listed = [client for page in pages for client in page["UserPoolClients"]]
    assert len(listed) == 5
    assert {client["ClientId"] for client in listed} == made
    assert all(client["UserPoolId"] == pool.id for client in listed)


def test_tokens_of_a_deleted_app_client_are_dead(pool, idp):
    client = pool.new_client()
    tokens = client.sign_in(pool.join())
    idp.delete_user_pool_client(UserPoolId=pool.id, ClientId=client.id)
    with refused("NotAuthorizedException"):
        idp.get_user(AccessToken=tokens["AccessToken"])
    with refused("ResourceNotFoundException", f"User pool client {client.id} does not exist."):
        client.refresh(tokens["RefreshToken"])
