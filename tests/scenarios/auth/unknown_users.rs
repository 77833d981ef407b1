//! Who is not there: with PreventUserExistenceErrors nothing tells, without it everything does.

use serde_json::{Value, json};

use super::{EXCEEDED, Home, WRONG};
use crate::world::{PASSWORD, by_password, srp};

async fn hiding(pool: Value) -> Home {
    Home::with(pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await
}

/// A challenge with each value replaced by its kind and length.
fn shape(challenge: &Value) -> Value {
    let parameters = challenge["ChallengeParameters"].as_object().unwrap();
    let shapes = parameters.iter().map(|(name, value)| {
        let text = value.as_str().unwrap();
        let is_hex = text.bytes().all(|b| b"0123456789abcdef".contains(&b));
        // SRP_B is a number without leading zeros: its length says nothing.
        let length = if name == "SRP_B" { text.len() / 16 } else { text.len() };
        (name.clone(), json!([is_hex, length]))
    });
    let mut shape = challenge.clone();
    shape["ChallengeParameters"] = Value::Object(shapes.collect());
    shape
}

#[tokio::test]
async fn a_client_that_hides_nobody_says_who_is_not_there() {
    for settings in [json!({}), json!({ "PreventUserExistenceErrors": "LEGACY" })] {
        let home = Home::with(json!({}), settings).await;
        let nobody = "UserNotFoundException: User does not exist.";
        let by_password = by_password(&home.client, "nobody", PASSWORD);
        assert_eq!(home.world.refused("InitiateAuth", by_password).await, nobody);
        let by_srp = srp::hello(&home.client, "nobody");
        assert_eq!(home.world.refused("InitiateAuth", by_srp).await, nobody);
    }
}

#[tokio::test]
async fn a_hidden_name_answers_in_every_flow_as_a_known_one_with_a_wrong_password() {
    let home = hiding(json!({})).await;
    for name in ["alice", "nobdy"] {
        let by_password = by_password(&home.client, name, "Wrong-pass-1");
        assert_eq!(home.world.refused("InitiateAuth", by_password).await, WRONG);
        let by_admin = json!({
            "UserPoolId": home.pool, "ClientId": home.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
            "AuthParameters": { "USERNAME": name, "PASSWORD": "Wrong-pass-1" },
        });
        assert_eq!(home.world.refused("AdminInitiateAuth", by_admin).await, WRONG);
        let challenge = home.challenge(name).await;
        assert_eq!(challenge["ChallengeParameters"]["USERNAME"], name);
        assert_eq!(challenge["ChallengeParameters"]["USER_ID_FOR_SRP"], name);
        let proof = home.proof(&challenge, "Wrong-pass-1");
        assert_eq!(home.world.refused("RespondToAuthChallenge", proof).await, WRONG);
    }
    assert_eq!(shape(&home.challenge("alice").await), shape(&home.challenge("nobdy").await));
}

#[tokio::test]
async fn the_salt_of_a_hidden_name_is_stable_and_its_own() {
    let home = hiding(json!({ "UsernameConfiguration": { "CaseSensitive": false } })).await;
    let salt = async |name: &str| home.challenge(name).await["ChallengeParameters"]["SALT"].clone();
    assert_eq!(salt("nobody").await, salt("nobody").await);
    assert_eq!(salt("nobody").await, salt("NOBODY").await);
    assert_ne!(salt("nobody").await, salt("somebody").await);
    let (one, two) = (home.challenge("nobody").await, home.challenge("nobody").await);
    assert_ne!(one["ChallengeParameters"]["SRP_B"], two["ChallengeParameters"]["SRP_B"]);
    // The same name elsewhere has another salt, as a known one would.
    let pool = home.world.pool(json!({})).await;
    let client = home.world.client(&pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    let elsewhere = home.world.ok("InitiateAuth", srp::hello(&client, "nobody")).await;
    assert_ne!(salt("nobody").await, elsewhere["ChallengeParameters"]["SALT"]);
}

#[tokio::test]
async fn a_hidden_address_is_given_a_stable_identifier_as_a_known_one_is() {
    let home = hiding(json!({ "AliasAttributes": ["email"] })).await;
    let uid = async |name: &str| home.challenge(name).await["ChallengeParameters"]["USER_ID_FOR_SRP"].clone();
    let hidden = uid("nobody@example.com").await;
    assert_eq!(hidden, uid("nobody@example.com").await);
    assert_eq!(hidden.as_str().unwrap().len(), 36);

    let home = hiding(json!({ "UsernameAttributes": ["email"] })).await;
    let known = home.challenge("alice@example.com").await;
    let hidden = home.challenge("carol@example.com").await;
    assert_eq!(shape(&known), shape(&hidden));
    // Clients answer with that identifier, and meet the lock of the address that was typed.
    for _ in 0..5 {
        let proof = home.proof(&hidden, PASSWORD);
        assert_eq!(home.world.refused("RespondToAuthChallenge", proof).await, WRONG);
    }
    let proof = home.proof(&hidden, PASSWORD);
    assert_eq!(home.world.refused("RespondToAuthChallenge", proof).await, EXCEEDED);
    let again = srp::hello(&home.client, "carol@example.com");
    assert_eq!(home.world.refused("InitiateAuth", again).await, EXCEEDED);
}

#[tokio::test]
async fn a_hidden_names_block_does_not_serve_who_takes_the_name_later() {
    let home = hiding(json!({})).await;
    let challenge = home.challenge("bob").await;
    home.world.user(&home.pool, "bob").await;
    let proof = home.proof(&challenge, PASSWORD);
    assert_eq!(home.world.refused("RespondToAuthChallenge", proof).await, WRONG);
}

#[tokio::test]
async fn a_disabled_user_is_told_so_in_the_same_words_by_both_kinds_of_client() {
    for settings in [json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })] {
        let home = Home::with(json!({}), settings).await;
        home.admin("AdminDisableUser", "alice", json!({})).await;
        let input = by_password(&home.client, "alice", PASSWORD);
        assert_eq!(
            home.world.refused("InitiateAuth", input).await,
            "NotAuthorizedException: User is disabled."
        );
    }
}
