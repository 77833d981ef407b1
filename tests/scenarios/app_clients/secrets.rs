//! A client's secrets: a second one is added, both prove it, and the old one goes.

use serde_json::{Value, json};

use super::{described, pool};
use crate::world::{PASSWORD, World, by_password, merged};

struct Confidential {
    world: World,
    pool: String,
    client: String,
    first: String,
}

async fn confidential() -> Confidential {
    let world = World::new();
    let pool = pool(&world).await;
    let client = world.client(&pool, json!({ "GenerateSecret": true })).await;
    let shown = described(&world, &pool, &client).await;
    let first = shown["ClientSecret"].as_str().unwrap().to_owned();
    world.user(&pool, "alice").await;
    Confidential { world, pool, client, first }
}

impl Confidential {
    fn input(&self, more: Value) -> Value {
        merged(json!({ "UserPoolId": self.pool, "ClientId": self.client }), more)
    }

    async fn add(&self, more: Value) -> Value {
        self.world.ok("AddUserPoolClientSecret", self.input(more)).await["ClientSecretDescriptor"].clone()
    }

    async fn list(&self) -> Value {
        self.world.ok("ListUserPoolClientSecrets", self.input(json!({}))).await["ClientSecrets"].clone()
    }

    async fn delete(&self, id: &Value) -> Result<Value, String> {
        self.world.call("DeleteUserPoolClientSecret", self.input(json!({ "ClientSecretId": id }))).await
    }

    /// A sign-in that proves this secret.
    async fn sign_in(&self, secret: &str) -> Result<Value, String> {
        let mut input = by_password(&self.client, "alice", PASSWORD);
        let hash = crypto::mac::secret_hash(secret, "alice", &self.client);
        input["AuthParameters"]["SECRET_HASH"] = json!(hash);
        let answer = self.world.call("InitiateAuth", input).await?;
        Ok(answer["AuthenticationResult"].clone())
    }

    fn wrong(&self) -> String {
        format!("NotAuthorizedException: Unable to verify secret hash for client {}", self.client)
    }
}

#[tokio::test]
async fn a_second_secret_is_shown_once_and_named_by_its_second() {
    let it = confidential().await;
    let before = it.list().await;
    let created = described(&it.world, &it.pool, &it.client).await["CreationDate"].clone();
    let first = json!({
        "ClientSecretId": format!("{}--{}", it.client, created.as_f64().unwrap().floor()),
        "ClientSecretCreateDate": created,
    });
    assert_eq!(before, json!([first]));

    it.world.pass_s(60);
    let added = it.add(json!({})).await;
    let value = added["ClientSecretValue"].as_str().unwrap();
    assert_eq!(value.len(), 52);
    let seconds = added["ClientSecretCreateDate"].as_f64().unwrap();
    assert_eq!(added["ClientSecretId"], format!("{}--{}", it.client, seconds.floor()));
    assert!(seconds >= created.as_f64().unwrap() + 60.0);

    let second = json!({
        "ClientSecretId": added["ClientSecretId"], "ClientSecretCreateDate": added["ClientSecretCreateDate"],
    });
    assert_eq!(it.list().await, json!([first, second]));
    // Describe goes on with the one that the client was made with.
    assert_eq!(described(&it.world, &it.pool, &it.client).await["ClientSecret"], it.first);
}

#[tokio::test]
async fn both_secrets_prove_the_client_until_one_is_deleted() {
    let it = confidential().await;
    let added = it.add(json!({})).await;
    let second = added["ClientSecretValue"].as_str().unwrap();
    let tokens = it.sign_in(second).await.unwrap();
    it.sign_in(&it.first).await.unwrap();
    assert_eq!(it.sign_in("0123456789abcdef01234567").await, Err(it.wrong()));
    // In clear, too.
    let revoke = |secret: &str| json!({ "ClientId": it.client, "Token": tokens["RefreshToken"], "ClientSecret": secret });
    it.world.ok("RevokeToken", revoke(second)).await;
    it.world.ok("RevokeToken", revoke(&it.first)).await;
    assert_eq!(
        it.world.refused("RevokeToken", revoke("0123456789abcdef01234567")).await,
        "UnauthorizedException: The client is not authorized to revoke this token."
    );

    let old = it.list().await[0]["ClientSecretId"].clone();
    assert_eq!(it.delete(&old).await, Ok(json!({})));
    assert_eq!(it.sign_in(&it.first).await, Err(it.wrong()));
    it.sign_in(second).await.unwrap();
    assert_eq!(
        it.world.refused("RevokeToken", revoke(&it.first)).await,
        "UnauthorizedException: The client is not authorized to revoke this token."
    );
    assert_eq!(described(&it.world, &it.pool, &it.client).await["ClientSecret"], second);
    assert_eq!(it.list().await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_secret_that_is_brought_is_not_repeated() {
    let it = confidential().await;
    let own = "0123456789abcdefABCDEF_+";
    let added = it.add(json!({ "ClientSecret": own })).await;
    assert_eq!(added.get("ClientSecretValue"), None);
    it.sign_in(own).await.unwrap();
    let input = it.input(json!({ "ClientSecret": "short" }));
    assert_eq!(
        it.world.refused("AddUserPoolClientSecret", input).await,
        "InvalidParameterException: 1 validation error detected: Value at 'clientSecret' failed to satisfy \
         constraint: Member must have length greater than or equal to 24"
    );
}

#[tokio::test]
async fn a_client_has_one_or_two_secrets_each_of_a_second_of_its_own() {
    let it = confidential().await;
    let first = it.list().await[0]["ClientSecretId"].clone();
    let added = it.add(json!({})).await;
    assert_ne!(added["ClientSecretId"], first);
    assert_eq!(
        it.world.refused("AddUserPoolClientSecret", it.input(json!({}))).await,
        "LimitExceededException: A client can have at most 2 secrets."
    );
    let none = json!("none--1");
    assert_eq!(
        it.delete(&none).await,
        Err("ResourceNotFoundException: Client secret none--1 does not exist.".to_owned())
    );
    it.delete(&first).await.unwrap();
    assert_eq!(
        it.delete(&first).await,
        Err(format!("ResourceNotFoundException: Client secret {} does not exist.", first.as_str().unwrap()))
    );
    assert_eq!(
        it.delete(&added["ClientSecretId"]).await,
        Err("InvalidParameterException: The last secret of a client cannot be deleted.".to_owned())
    );
}

#[tokio::test]
async fn of_two_that_add_at_once_one_is_refused() {
    let it = confidential().await;
    let add = || it.world.call("AddUserPoolClientSecret", it.input(json!({})));
    let (one, two) = tokio::join!(add(), add());
    let limit = "LimitExceededException: A client can have at most 2 secrets.";
    let refused: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
    assert_eq!(refused, [limit]);
    assert_eq!(it.list().await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_changed_setting_keeps_both_secrets() {
    let it = confidential().await;
    let added = it.add(json!({})).await;
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"] });
    it.world.ok("UpdateUserPoolClient", it.input(flows)).await;
    it.sign_in(&it.first).await.unwrap();
    it.sign_in(added["ClientSecretValue"].as_str().unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_public_client_stays_public() {
    let it = confidential().await;
    let public = it.world.client(&it.pool, json!({})).await;
    let input = json!({ "UserPoolId": it.pool, "ClientId": public });
    assert_eq!(
        it.world.refused("AddUserPoolClientSecret", input.clone()).await,
        "InvalidParameterException: Client secrets can only be added to a client that was created with one."
    );
    assert_eq!(it.world.ok("ListUserPoolClientSecrets", input).await, json!({ "ClientSecrets": [] }));
}

#[tokio::test]
async fn pool_client_and_token_must_be_right() {
    let it = confidential().await;
    for operation in ["AddUserPoolClientSecret", "ListUserPoolClientSecrets", "DeleteUserPoolClientSecret"] {
        let id = json!({ "ClientSecretId": "x--1" });
        let id = if operation.starts_with("Delete") { id } else { json!({}) };
        let no_pool = it.input(merged(id.clone(), json!({ "UserPoolId": "us-east-1_none" })));
        assert_eq!(
            it.world.refused(operation, no_pool).await,
            "ResourceNotFoundException: User pool us-east-1_none does not exist."
        );
        let no_client = it.input(merged(id, json!({ "ClientId": "none" })));
        assert_eq!(
            it.world.refused(operation, no_client).await,
            "ResourceNotFoundException: User pool client none does not exist."
        );
    }
    assert_eq!(
        it.world.refused("ListUserPoolClientSecrets", it.input(json!({ "NextToken": "x" }))).await,
        "InvalidParameterException: Invalid pagination token."
    );
}
