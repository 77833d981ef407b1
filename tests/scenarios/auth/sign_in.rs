//! The ways in: which flow a client allows, what each must be given, and who is turned away after which proof.

use serde_json::{Value, json};

use super::{Home, WRONG, invite, with, without};
use crate::world::{PASSWORD, World, by_password, srp};

/// The input of AdminInitiateAuth by password.
fn by_admin(home: &Home, flow: &str, name: &str, password: &str) -> Value {
    json!({
        "UserPoolId": home.pool, "ClientId": home.client, "AuthFlow": flow,
        "AuthParameters": { "USERNAME": name, "PASSWORD": password },
    })
}

fn flow_of(client: &str, flow: &str) -> Value {
    json!({
        "ClientId": client, "AuthFlow": flow,
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD, "SRP_A": "2", "REFRESH_TOKEN": "r" },
    })
}

fn is_signed_in(answer: &Value) -> bool {
    let members: Vec<&String> = answer.as_object().unwrap().keys().collect();
    let result = answer["AuthenticationResult"].as_object().unwrap();
    let tokens: Vec<&String> = result.keys().collect();
    members == ["AuthenticationResult", "ChallengeParameters"]
        && tokens == ["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"]
        && answer["ChallengeParameters"] == json!({})
}

#[tokio::test]
async fn every_password_flow_lets_the_right_password_in() {
    let home = Home::new().await;
    assert!(is_signed_in(&home.world.ok("InitiateAuth", by_password(&home.client, "alice", PASSWORD)).await));
    for flow in ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] {
        let input = by_admin(&home, flow, "alice", PASSWORD);
        assert!(is_signed_in(&home.world.ok("AdminInitiateAuth", input).await), "{flow}");
        let input = by_admin(&home, flow, "alice", "Wrong-pass-1");
        assert_eq!(home.world.refused("AdminInitiateAuth", input).await, WRONG, "{flow}");
    }
    let wrong = by_password(&home.client, "alice", "Wrong-pass-1");
    assert_eq!(home.world.refused("InitiateAuth", wrong).await, WRONG);
}

#[tokio::test]
async fn srp_works_through_both_doors_and_across_them() {
    let home = Home::new().await;
    let mut hello = srp::hello(&home.client, "alice");
    hello["UserPoolId"] = json!(home.pool);
    for door in ["RespondToAuthChallenge", "AdminRespondToAuthChallenge"] {
        let challenge = home.world.ok("AdminInitiateAuth", hello.clone()).await;
        let mut proof = home.proof(&challenge, PASSWORD);
        if door.starts_with("Admin") {
            proof["UserPoolId"] = json!(home.pool);
        }
        assert!(is_signed_in(&home.world.ok(door, proof).await), "{door}");
    }
}

#[tokio::test]
async fn a_flow_that_the_client_does_not_list_is_refused_in_its_own_words() {
    let home = Home::new().await;
    let listed = |flows: &[&str]| json!({ "ExplicitAuthFlows": flows });
    let refresh_only = home.world.client(&home.pool, listed(&["ALLOW_REFRESH_TOKEN_AUTH"])).await;
    for (flow, text) in [
        ("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH flow not enabled for this client"),
        ("USER_SRP_AUTH", "USER_SRP_AUTH is not enabled for the client."),
        ("CUSTOM_AUTH", "Auth flow not enabled for this client"),
        ("USER_AUTH", "USER_AUTH flow not enabled for this client"),
        ("ADMIN_NO_SRP_AUTH", "Initiate Auth method not supported."),
        ("ADMIN_USER_PASSWORD_AUTH", "Initiate Auth method not supported."),
    ] {
        let refused = home.world.refused("InitiateAuth", flow_of(&refresh_only, flow)).await;
        assert_eq!(refused, format!("InvalidParameterException: {text}"), "{flow}");
    }
    for (flow, text) in [
        ("ADMIN_NO_SRP_AUTH", "Auth flow not enabled for this client"),
        ("ADMIN_USER_PASSWORD_AUTH", "Auth flow not enabled for this client"),
        ("USER_PASSWORD_AUTH", "Initiate Auth method not supported."),
    ] {
        let mut input = flow_of(&refresh_only, flow);
        input["UserPoolId"] = json!(home.pool);
        let refused = home.world.refused("AdminInitiateAuth", input).await;
        assert_eq!(refused, format!("InvalidParameterException: {text}"), "{flow}");
    }
    let no_refresh = home.world.client(&home.pool, listed(&["ALLOW_USER_PASSWORD_AUTH"])).await;
    for flow in ["REFRESH_TOKEN", "REFRESH_TOKEN_AUTH"] {
        let refused = home.world.refused("InitiateAuth", flow_of(&no_refresh, flow)).await;
        assert_eq!(refused, "InvalidParameterException: Auth flow not enabled for this client", "{flow}");
    }
}

#[tokio::test]
async fn what_a_client_allows_follows_from_what_it_lists() {
    let home = Home::new().await;
    let all = ["USER_SRP_AUTH", "USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"];
    for (listed, allowed) in [
        (json!([]), [true, false, true]),
        (json!(["USER_PASSWORD_AUTH"]), [true, true, true]),
        (json!(["ADMIN_NO_SRP_AUTH"]), [true, false, true]),
        (json!(["CUSTOM_AUTH_FLOW_ONLY"]), [false, false, true]),
        (json!(["ALLOW_USER_SRP_AUTH"]), [true, false, false]),
        (json!(["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]), [false, true, true]),
    ] {
        let client = home.world.client(&home.pool, json!({ "ExplicitAuthFlows": listed })).await;
        for (flow, is_allowed) in all.into_iter().zip(allowed) {
            let answer = home.world.call("InitiateAuth", flow_of(&client, flow)).await;
            let is_enabled = answer.as_ref().map_or_else(|error| !error.contains("enabled for"), |_| true);
            assert_eq!(is_enabled, is_allowed, "{listed} {flow}: {answer:?}");
        }
    }
    let custom = json!({ "ExplicitAuthFlows": ["CUSTOM_AUTH_FLOW_ONLY"] });
    let custom = home.world.client(&home.pool, custom).await;
    for flow in ["USER_SRP_AUTH", "USER_PASSWORD_AUTH", "USER_AUTH"] {
        assert_eq!(
            home.world.refused("InitiateAuth", flow_of(&custom, flow)).await,
            "InvalidParameterException: Only custom auth (lambda driven) is enabled for this client.",
            "{flow}"
        );
    }
    let bare = json!({ "UserPoolId": home.pool, "ClientName": "bare" });
    let made = home.world.ok("CreateUserPoolClient", bare).await;
    let client = made["UserPoolClient"]["ClientId"].as_str().unwrap();
    home.world.ok("InitiateAuth", srp::hello(client, "alice")).await;
}

#[tokio::test]
async fn each_flow_names_the_parameter_it_misses() {
    let home = Home::new().await;
    let missing = |name: &str| format!("InvalidParameterException: Missing required parameter {name}");
    let password = by_password(&home.client, "alice", PASSWORD);
    let srp = srp::hello(&home.client, "alice");
    let refresh = super::by_refresh(&home.client, &json!("x"));
    for (input, name) in [
        (&password, "USERNAME"),
        (&password, "PASSWORD"),
        (&srp, "USERNAME"),
        (&srp, "SRP_A"),
        (&refresh, "REFRESH_TOKEN"),
    ] {
        let gone = without(input.clone(), "AuthParameters", name);
        assert_eq!(home.world.refused("InitiateAuth", gone).await, missing(name));
        let empty = with(input.clone(), "AuthParameters", name, "");
        assert_eq!(home.world.refused("InitiateAuth", empty).await, missing(name));
    }
    let nothing = json!({ "ClientId": home.client, "AuthFlow": "USER_PASSWORD_AUTH" });
    assert_eq!(home.world.refused("InitiateAuth", nothing).await, missing("USERNAME"));

    let proof = home.proof(&home.challenge("alice").await, PASSWORD);
    for name in ["USERNAME", "PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE", "TIMESTAMP"] {
        let gone = without(proof.clone(), "ChallengeResponses", name);
        assert_eq!(home.world.refused("RespondToAuthChallenge", gone).await, missing(name));
    }
    let nothing = json!({ "ClientId": home.client, "ChallengeName": "PASSWORD_VERIFIER" });
    assert_eq!(home.world.refused("RespondToAuthChallenge", nothing).await, missing("USERNAME"));
}

#[tokio::test]
async fn the_client_is_looked_at_before_the_flow_and_the_flow_before_its_parameters() {
    let home = Home::new().await;
    let no_client = "ResourceNotFoundException: User pool client nobody does not exist.";
    let input = json!({ "ClientId": "nobody", "AuthFlow": "ADMIN_NO_SRP_AUTH" });
    assert_eq!(home.world.refused("InitiateAuth", input).await, no_client);
    let answer = json!({ "ClientId": "nobody", "ChallengeName": "PASSWORD_VERIFIER" });
    assert_eq!(home.world.refused("RespondToAuthChallenge", answer).await, no_client);
    let input = json!({ "ClientId": home.client, "AuthFlow": "ADMIN_NO_SRP_AUTH" });
    assert_eq!(
        home.world.refused("InitiateAuth", input).await,
        "InvalidParameterException: Initiate Auth method not supported."
    );

    // An administrator names the pool too, and it must be the client's.
    let other = home.world.pool(json!({})).await;
    let refused = format!("ResourceNotFoundException: User pool client {} does not exist.", home.client);
    let mut input = by_admin(&home, "ADMIN_NO_SRP_AUTH", "alice", PASSWORD);
    input["UserPoolId"] = json!(other);
    assert_eq!(home.world.refused("AdminInitiateAuth", input.clone()).await, refused);
    let mut proof = home.proof(&home.challenge("alice").await, PASSWORD);
    proof["UserPoolId"] = json!(other);
    assert_eq!(home.world.refused("AdminRespondToAuthChallenge", proof).await, refused);
    input["UserPoolId"] = json!("us-east-1_Nothing00");
    assert_eq!(
        home.world.refused("AdminInitiateAuth", input).await,
        "ResourceNotFoundException: User pool us-east-1_Nothing00 does not exist."
    );
}

#[tokio::test]
async fn that_a_user_is_unconfirmed_is_told_only_to_who_knows_the_password() {
    let home = Home::new().await;
    let input = json!({ "ClientId": home.client, "Username": "bob", "Password": PASSWORD });
    home.world.ok("SignUp", input).await;
    let unconfirmed = "UserNotConfirmedException: User is not confirmed.";
    let wrong = by_password(&home.client, "bob", "Wrong-pass-1");
    assert_eq!(home.world.refused("InitiateAuth", wrong).await, WRONG);
    let right = by_password(&home.client, "bob", PASSWORD);
    assert_eq!(home.world.refused("InitiateAuth", right).await, unconfirmed);
    let challenge = home.challenge("bob").await;
    let wrong = home.proof(&challenge, "Wrong-pass-1");
    assert_eq!(home.world.refused("RespondToAuthChallenge", wrong).await, WRONG);
    let right = home.proof(&challenge, PASSWORD);
    assert_eq!(home.world.refused("RespondToAuthChallenge", right).await, unconfirmed);
}

#[tokio::test]
async fn a_user_who_must_reset_or_is_disabled_is_told_so_at_the_first_step() {
    let home = Home::new().await;
    let before = home.challenge("alice").await;
    home.admin("AdminResetUserPassword", "alice", json!({})).await;
    let reset = "PasswordResetRequiredException: Password reset required for the user";
    for password in [PASSWORD, "Wrong-pass-1"] {
        let input = by_password(&home.client, "alice", password);
        assert_eq!(home.world.refused("InitiateAuth", input).await, reset);
    }
    assert_eq!(home.world.refused("InitiateAuth", srp::hello(&home.client, "alice")).await, reset);
    assert_eq!(home.world.refused("RespondToAuthChallenge", home.proof(&before, PASSWORD)).await, reset);

    home.world.user(&home.pool, "bob").await;
    let before = home.challenge("bob").await;
    home.admin("AdminDisableUser", "bob", json!({})).await;
    let disabled = "NotAuthorizedException: User is disabled.";
    for password in [PASSWORD, "Wrong-pass-1"] {
        let input = by_password(&home.client, "bob", password);
        assert_eq!(home.world.refused("InitiateAuth", input).await, disabled);
    }
    assert_eq!(home.world.refused("InitiateAuth", srp::hello(&home.client, "bob")).await, disabled);
    assert_eq!(home.world.refused("RespondToAuthChallenge", home.proof(&before, PASSWORD)).await, disabled);
    home.admin("AdminEnableUser", "bob", json!({})).await;
    home.world.sign_in(&home.client, "bob").await;
}

#[tokio::test]
async fn a_temporary_password_ends_on_its_day() {
    let home = Home::with(
        json!({ "Policies": { "PasswordPolicy": { "MinimumLength": 8, "TemporaryPasswordValidityDays": 2 } } }),
        json!({}),
    )
    .await;
    invite(&home.world, &home.pool, "bob", json!([])).await;
    home.world.pass_s(2 * 86_400 - 60);
    let asked = home.world.ok("InitiateAuth", by_password(&home.client, "bob", PASSWORD)).await;
    assert_eq!(asked["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    home.world.pass_s(60);
    let input = by_password(&home.client, "bob", PASSWORD);
    assert_eq!(
        home.world.refused("InitiateAuth", input).await,
        "NotAuthorizedException: Temporary password has expired and must be reset by an administrator."
    );
    let wrong = by_password(&home.client, "bob", "Wrong-pass-1");
    assert_eq!(home.world.refused("InitiateAuth", wrong).await, WRONG);
}

#[tokio::test]
async fn people_sign_in_by_verified_alias_by_sub_and_in_any_case_where_the_pool_ignores_it() {
    let home = Home::with(
        json!({
            "AliasAttributes": ["email", "phone_number", "preferred_username"],
            "UsernameConfiguration": { "CaseSensitive": false },
        }),
        json!({}),
    )
    .await;
    let named = |list: &[(&str, &str)]| {
        let list = list.iter().map(|(name, value)| json!({ "Name": name, "Value": value }));
        json!({ "UserAttributes": list.collect::<Vec<_>>() })
    };
    home.admin(
        "AdminUpdateUserAttributes",
        "alice",
        named(&[("phone_number", "+15551234567"), ("preferred_username", "Wonder")]),
    )
    .await;
    let user = home.admin("AdminGetUser", "alice", json!({})).await;
    let sub = user["UserAttributes"][0]["Value"].as_str().unwrap().to_owned();
    for name in ["alice", "ALICE", "Alice@Example.com", "wonder", "WONDER", &sub] {
        home.world.sign_in(&home.client, name).await;
        let challenge = home.challenge(name).await;
        assert_eq!(challenge["ChallengeParameters"]["USER_ID_FOR_SRP"], "alice");
        let mut proof = home.proof(&challenge, PASSWORD);
        proof["ChallengeResponses"]["USERNAME"] = json!(name);
        home.world.ok("RespondToAuthChallenge", proof).await;
    }
    let by_phone = by_password(&home.client, "+15551234567", PASSWORD);
    let nobody = "UserNotFoundException: User does not exist.";
    assert_eq!(home.world.refused("InitiateAuth", by_phone.clone()).await, nobody);
    home.admin("AdminUpdateUserAttributes", "alice", named(&[("phone_number_verified", "true")])).await;
    home.world.ok("InitiateAuth", by_phone).await;
    home.admin("AdminUpdateUserAttributes", "alice", named(&[("email_verified", "false")])).await;
    let by_email = by_password(&home.client, "alice@example.com", PASSWORD);
    assert_eq!(home.world.refused("InitiateAuth", by_email).await, nobody);
}

#[tokio::test]
async fn names_that_differ_in_case_are_different_where_the_pool_minds_it() {
    let home = Home::new().await;
    let input = by_password(&home.client, "Alice", PASSWORD);
    assert_eq!(
        home.world.refused("InitiateAuth", input).await,
        "UserNotFoundException: User does not exist."
    );
}

#[tokio::test]
async fn who_signs_up_with_an_address_signs_in_with_it_at_once_and_is_known_by_an_identifier() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameAttributes": ["email"] })).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "bob@example.com").await;
    let challenge = world.ok("InitiateAuth", srp::hello(&client, "bob@example.com")).await;
    let uid = challenge["ChallengeParameters"]["USER_ID_FOR_SRP"].as_str().unwrap();
    let tokens =
        world.ok("RespondToAuthChallenge", srp::proof(&world, &pool, &client, &challenge, PASSWORD)).await;
    let access = crate::world::claims(&tokens["AuthenticationResult"]["AccessToken"]);
    assert_eq!((&access["sub"], &access["username"]), (&json!(uid), &json!(uid)));
}

#[tokio::test]
async fn the_first_leg_writes_nothing_and_a_sign_in_is_one_batch() {
    let home = Home::new().await;
    // The pool's keys are made at its first sign-in.
    home.tokens().await;
    let before = home.batches();
    let challenge = home.challenge("alice").await;
    assert_eq!(home.batches(), before);
    home.world.ok("RespondToAuthChallenge", home.proof(&challenge, PASSWORD)).await;
    assert_eq!(home.batches(), before + 1);
    home.tokens().await;
    assert_eq!(home.batches(), before + 2);
}

#[tokio::test]
async fn the_administrators_doors_need_a_signature_and_the_public_ones_none() {
    let home = Home::new().await;
    let strict = World::on(home.world.inner.store.clone()).strict();
    let unsigned = "MissingAuthenticationTokenException: Missing Authentication Token";
    let input = by_admin(&home, "ADMIN_NO_SRP_AUTH", "alice", PASSWORD);
    assert_eq!(strict.refused("AdminInitiateAuth", input).await, unsigned);
    let answer = json!({
        "UserPoolId": home.pool, "ClientId": home.client, "ChallengeName": "PASSWORD_VERIFIER",
    });
    assert_eq!(strict.refused("AdminRespondToAuthChallenge", answer).await, unsigned);
    let sign_out = json!({ "UserPoolId": home.pool, "Username": "alice" });
    assert_eq!(strict.refused("AdminUserGlobalSignOut", sign_out).await, unsigned);
    strict.sign_in(&home.client, "alice").await;
}
