//! SECRET_HASH: needed where the client has a secret, over the name that was typed or the one that is kept.

use serde_json::{Value, json};

use super::{Home, by_get_tokens, by_refresh, invite, with, without};
use crate::world::{PASSWORD, by_password, srp};

struct Secretive {
    home: Home,
    client: String,
    secret: String,
}

impl Secretive {
    async fn new(pool: Value) -> Secretive {
        let home = Home::with(pool, json!({})).await;
        let client = home.world.client(&home.pool, json!({ "GenerateSecret": true })).await;
        let input = json!({ "UserPoolId": home.pool, "ClientId": client });
        let described = home.world.ok("DescribeUserPoolClient", input).await;
        let secret = described["UserPoolClient"]["ClientSecret"].as_str().unwrap().to_owned();
        Secretive { home, client, secret }
    }

    fn hash(&self, name: &str) -> String {
        crypto::mac::secret_hash(&self.secret, name, &self.client)
    }

    fn missing(&self) -> String {
        let client = &self.client;
        format!(
            "NotAuthorizedException: Client {client} is configured with secret but SECRET_HASH was not received"
        )
    }

    fn wrong(&self) -> String {
        format!("NotAuthorizedException: Unable to verify secret hash for client {}", self.client)
    }

    fn mismatch(&self) -> String {
        format!("NotAuthorizedException: SecretHash does not match for the client: {}", self.client)
    }

    async fn tokens(&self, name: &str) -> Value {
        let input = with(
            by_password(&self.client, name, PASSWORD),
            "AuthParameters",
            "SECRET_HASH",
            &self.hash(name),
        );
        self.home.world.ok("InitiateAuth", input).await["AuthenticationResult"].clone()
    }
}

#[tokio::test]
async fn the_first_step_of_each_flow_needs_the_hash() {
    let it = Secretive::new(json!({})).await;
    for input in [by_password(&it.client, "alice", PASSWORD), srp::hello(&it.client, "alice")] {
        let hashed = |hash: &str| with(input.clone(), "AuthParameters", "SECRET_HASH", hash);
        let world = &it.home.world;
        assert_eq!(world.refused("InitiateAuth", input.clone()).await, it.missing());
        for wrong in ["x", "", &it.hash("bob"), &it.secret] {
            assert_eq!(world.refused("InitiateAuth", hashed(wrong)).await, it.wrong(), "{wrong}");
        }
        world.ok("InitiateAuth", hashed(&it.hash("alice"))).await;
    }
    // The parameters are looked at before the hash, the hash before the user.
    let nameless = without(by_password(&it.client, "alice", PASSWORD), "AuthParameters", "USERNAME");
    assert_eq!(
        it.home.world.refused("InitiateAuth", nameless).await,
        "InvalidParameterException: Missing required parameter USERNAME"
    );
    let nobody = by_password(&it.client, "nobody", PASSWORD);
    assert_eq!(it.home.world.refused("InitiateAuth", nobody).await, it.missing());
}

#[tokio::test]
async fn administrators_need_it_too() {
    let it = Secretive::new(json!({})).await;
    let input = json!({
        "UserPoolId": it.home.pool, "ClientId": it.client, "AuthFlow": "ADMIN_NO_SRP_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD },
    });
    assert_eq!(it.home.world.refused("AdminInitiateAuth", input.clone()).await, it.missing());
    let hashed = with(input, "AuthParameters", "SECRET_HASH", &it.hash("alice"));
    it.home.world.ok("AdminInitiateAuth", hashed).await;
}

#[tokio::test]
async fn it_may_be_over_an_alias_and_later_over_the_name_that_is_kept() {
    let it = Secretive::new(json!({ "AliasAttributes": ["email"] })).await;
    let world = &it.home.world;
    let address = "alice@example.com";
    let hello = with(srp::hello(&it.client, address), "AuthParameters", "SECRET_HASH", &it.hash(address));
    let answered_as = [
        ("alice", "alice", true),
        (address, address, true),
        (address, "alice", true),
        ("alice", address, false),
    ];
    for (name, hashed, is_right) in answered_as {
        let challenge = world.ok("InitiateAuth", hello.clone()).await;
        let proof = srp::proof(world, &it.home.pool, &it.client, &challenge, PASSWORD);
        let proof = with(proof, "ChallengeResponses", "USERNAME", name);
        assert_eq!(world.refused("RespondToAuthChallenge", proof.clone()).await, it.missing());
        let proof = with(proof, "ChallengeResponses", "SECRET_HASH", &it.hash(hashed));
        match is_right {
            true => drop(world.ok("RespondToAuthChallenge", proof).await),
            false => assert_eq!(world.refused("RespondToAuthChallenge", proof).await, it.wrong()),
        }
    }
}

#[tokio::test]
async fn the_answer_to_a_challenge_needs_it() {
    let it = Secretive::new(json!({})).await;
    invite(&it.home.world, &it.home.pool, "bob", json!([])).await;
    let input =
        with(by_password(&it.client, "bob", PASSWORD), "AuthParameters", "SECRET_HASH", &it.hash("bob"));
    let challenge = it.home.world.ok("InitiateAuth", input).await;
    let answer = json!({
        "ClientId": it.client, "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": challenge["Session"],
        "ChallengeResponses": { "USERNAME": "bob", "NEW_PASSWORD": "Lasting-pass-2" },
    });
    let world = &it.home.world;
    assert_eq!(world.refused("RespondToAuthChallenge", answer.clone()).await, it.missing());
    let wrong = with(answer.clone(), "ChallengeResponses", "SECRET_HASH", &it.hash("alice"));
    assert_eq!(world.refused("RespondToAuthChallenge", wrong).await, it.wrong());
    let right = with(answer, "ChallengeResponses", "SECRET_HASH", &it.hash("bob"));
    world.ok("RespondToAuthChallenge", right).await;
}

#[tokio::test]
async fn a_refresh_takes_it_over_the_username_or_the_sub_of_the_tokens_user_alone() {
    let it = Secretive::new(json!({ "AliasAttributes": ["email"] })).await;
    let tokens = it.tokens("alice").await;
    let sub = crate::world::claims(&tokens["AccessToken"])["sub"].as_str().unwrap().to_owned();
    let world = &it.home.world;
    let refresh = by_refresh(&it.client, &tokens["RefreshToken"]);
    assert_eq!(world.refused("InitiateAuth", refresh.clone()).await, it.missing());
    for right in ["alice", &sub] {
        let input = with(refresh.clone(), "AuthParameters", "SECRET_HASH", &it.hash(right));
        world.ok("InitiateAuth", input).await;
    }
    for wrong in ["bob", "", "alice@example.com"] {
        let input = with(refresh.clone(), "AuthParameters", "SECRET_HASH", &it.hash(wrong));
        assert_eq!(world.refused("InitiateAuth", input.clone()).await, it.mismatch());
        // Naming another user does not make that one's hash serve.
        let input = with(input, "AuthParameters", "USERNAME", wrong);
        assert_eq!(world.refused("InitiateAuth", input).await, it.mismatch());
    }
    let garbage = by_refresh(&it.client, &json!("garbage"));
    assert_eq!(world.refused("InitiateAuth", garbage).await, it.missing());
}

#[tokio::test]
async fn the_newer_operations_take_the_secret_itself() {
    let it = Secretive::new(json!({})).await;
    let tokens = it.tokens("alice").await;
    let world = &it.home.world;
    let input = by_get_tokens(&it.client, &tokens["RefreshToken"]);
    let with_secret = |secret: &str| crate::world::merged(input.clone(), json!({ "ClientSecret": secret }));
    let wrong = format!("NotAuthorizedException: Unable to verify secret for client {}", it.client);
    assert_eq!(world.refused("GetTokensFromRefreshToken", input.clone()).await, wrong);
    let other = "a".repeat(52);
    assert_eq!(world.refused("GetTokensFromRefreshToken", with_secret(&other)).await, wrong);
    world.ok("GetTokensFromRefreshToken", with_secret(&it.secret)).await;
}

#[tokio::test]
async fn a_client_without_a_secret_ignores_a_hash() {
    let home = Home::new().await;
    let input = with(by_password(&home.client, "alice", PASSWORD), "AuthParameters", "SECRET_HASH", "x");
    home.world.ok("InitiateAuth", input).await;
}
