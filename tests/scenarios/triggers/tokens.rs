//! PreTokenGeneration: what functions add to tokens, change and take away, and what they cannot.

use serde_json::{Value, json};

use super::{Place, arn};
use crate::world::devices::{Phone, SECRET};
use crate::world::mfa::respond;
use crate::world::{PASSWORD, by_password, claims, merged};

const TRIGGER: &str = "PreTokenGeneration";
const NO: &str = "InvalidLambdaResponseException: Unrecognizable lambda output";
const ADMIN: &str = "aws.cognito.signin.user.admin";

/// A pool with the trigger in a version, and alice in a group with a role.
async fn place(version: &str, pool: Value) -> Place {
    let config = json!({ "LambdaVersion": version, "LambdaArn": arn(TRIGGER) });
    let functions = json!({ "LambdaConfig": { "PreTokenGenerationConfig": config } });
    let place = Place::with(&[], merged(pool, functions), json!({})).await;
    let world = &place.world;
    world.functions.set(&arn(TRIGGER), |event| Ok(event.clone()));
    world.user(&place.pool, "alice").await;
    let group = json!({ "UserPoolId": place.pool, "GroupName": "staff", "RoleArn": role("staff") });
    world.ok("CreateGroup", group).await;
    let joins = json!({ "UserPoolId": place.pool, "GroupName": "staff", "Username": "alice" });
    world.ok("AdminAddUserToGroup", joins).await;
    place
}

fn role(name: &str) -> String {
    format!("arn:aws:iam::000000000000:role/{name}")
}

impl Place {
    /// The claims of both tokens of a sign-in by alice: ID, access.
    async fn both(&self) -> (Value, Value) {
        let tokens = self.world.sign_in(&self.client, "alice").await;
        (claims(&tokens["IdToken"]), claims(&tokens["AccessToken"]))
    }
}

#[tokio::test]
async fn the_first_version_is_shown_groups_and_changes_the_id_token() {
    let place = place("V1_0", json!({})).await;
    let world = &place.world;
    let (id, access) = place.both().await;
    assert_eq!(id["cognito:preferred_role"], role("staff"));
    let configuration = json!({
        "groupsToOverride": ["staff"], "iamRolesToOverride": [role("staff")], "preferredRole": role("staff"),
    });
    let request =
        json!({ "userAttributes": place.attributes("alice").await, "groupConfiguration": configuration });
    let event = place.event(
        "alice",
        "TokenGeneration_Authentication",
        request,
        json!({ "claimsOverrideDetails": null }),
    );
    assert_eq!(world.functions.events(), [event]);
    let details = json!({
        "claimsToAddOrOverride": {
            "tier": "gold", "email": "shown@example.com", "sub": "forged", "aud": "forged", "token_use": "access",
            "cognito:username": "forged", "cognito:groups": "forged", "iss": "forged", "both": "never",
        },
        "claimsToSuppress": ["email_verified", "both", "sub", "exp"],
    });
    place.answer(TRIGGER, json!({ "claimsOverrideDetails": details }));
    let (changed, same) = place.both().await;
    assert_eq!((&changed["tier"], &changed["email"]), (&json!("gold"), &json!("shown@example.com")));
    assert_eq!((&changed["email_verified"], &changed["both"]), (&Value::Null, &Value::Null));
    for name in ["sub", "aud", "token_use", "cognito:username", "cognito:groups", "iss"] {
        assert_eq!(changed[name], id[name], "{name}");
    }
    assert!(changed["exp"].is_i64());
    assert_eq!((&same["tier"], &same["cognito:groups"]), (&Value::Null, &access["cognito:groups"]));
}

#[tokio::test]
async fn groups_are_replaced_taken_away_or_left() {
    let place = place("V1_0", json!({})).await;
    let groups = |details: Value| json!({ "claimsOverrideDetails": { "groupOverrideDetails": details } });
    let other = json!({
        "groupsToOverride": ["guests", "night"], "iamRolesToOverride": [role("guests")],
        "preferredRole": role("guests"),
    });
    place.answer(TRIGGER, groups(other));
    let (id, access) = place.both().await;
    assert_eq!(id["cognito:groups"], json!(["guests", "night"]));
    assert_eq!(access["cognito:groups"], json!(["guests", "night"]));
    assert_eq!(id["cognito:roles"], json!([role("guests")]));
    assert_eq!(id["cognito:preferred_role"], role("guests"));
    for nothing in [json!({}), json!(null)] {
        place.answer(TRIGGER, groups(nothing));
        let (id, access) = place.both().await;
        for claim in ["cognito:groups", "cognito:roles", "cognito:preferred_role"] {
            assert_eq!((&id[claim], &access[claim]), (&Value::Null, &Value::Null), "{claim}");
        }
    }
    place.answer(TRIGGER, json!({ "claimsOverrideDetails": {} }));
    assert_eq!(place.both().await.0["cognito:groups"], json!(["staff"]));
    let suppressed = json!({ "claimsToSuppress": ["cognito:groups"] });
    place.answer(TRIGGER, json!({ "claimsOverrideDetails": suppressed }));
    let (id, access) = place.both().await;
    assert_eq!((&id["cognito:groups"], &id["cognito:roles"]), (&Value::Null, &Value::Null));
    assert_eq!(access["cognito:groups"], json!(["staff"]));
}

#[tokio::test]
async fn later_versions_change_both_tokens_and_take_any_value() {
    for (version, number) in [("V2_0", "2"), ("V3_0", "3")] {
        let place = place(version, json!({})).await;
        let world = &place.world;
        place.both().await;
        let events = world.functions.events();
        assert_eq!(events[0]["version"], number);
        assert_eq!(events[0]["request"]["scopes"], json!([ADMIN]));
        assert_eq!(events[0]["response"], json!({ "claimsAndScopeOverrideDetails": null }));
        let complex = json!({ "list": [1, "two", { "three": true }], "none": null });
        let added = json!({
            "orders": complex, "count": 7, "yes": true, "email_verified": { "not": "plain" },
            "username": "forged", "client_id": "forged", "scope": "forged", "aud": place.client,
        });
        let access = json!({
            "claimsToAddOrOverride": added, "claimsToSuppress": ["cognito:groups"],
            "scopesToAdd": ["orders/read", "openid"], "scopesToSuppress": ["openid"],
        });
        let id = json!({ "claimsToAddOrOverride": added, "claimsToSuppress": ["email"] });
        let details = json!({ "idTokenGeneration": id, "accessTokenGeneration": access });
        place.answer(TRIGGER, json!({ "claimsAndScopeOverrideDetails": details }));
        let (id, access) = place.both().await;
        for token in [&id, &access] {
            assert_eq!(
                (&token["orders"], &token["count"], &token["yes"]),
                (&complex, &json!(7), &json!(true))
            );
        }
        assert_eq!((&id["email_verified"], &id["email"]), (&json!(true), &Value::Null));
        assert_eq!((&access["username"], &access["client_id"]), (&json!("alice"), &json!(place.client)));
        assert_eq!(access["scope"], format!("{ADMIN} orders/read"));
        assert_eq!((&access["cognito:groups"], &access["aud"]), (&Value::Null, &json!(place.client)));
        assert_eq!(id["cognito:groups"], json!(["staff"]));
        // A token without the scope of the user's own operations is good for none of them.
        let without = json!({ "accessTokenGeneration": { "scopesToSuppress": [ADMIN] } });
        place.answer(TRIGGER, json!({ "claimsAndScopeOverrideDetails": without }));
        let token = world.access_token(&place.client, "alice").await;
        assert_eq!(claims(&token)["scope"], Value::Null);
        assert_eq!(
            world.refused("GetUser", json!({ "AccessToken": token })).await,
            "NotAuthorizedException: Access Token does not have required scopes"
        );
    }
}

#[tokio::test]
async fn what_makes_no_sense_gives_no_tokens() {
    let first = place("V1_0", json!({})).await;
    let input = by_password(&first.client, "alice", PASSWORD);
    for details in [
        json!({ "claimsToAddOrOverride": { "count": 7 } }),
        json!({ "claimsToSuppress": "email" }),
        json!({ "groupOverrideDetails": { "groupsToOverride": "staff" } }),
        json!("nothing"),
    ] {
        first.answer(TRIGGER, json!({ "claimsOverrideDetails": details }));
        assert_eq!(first.world.refused("InitiateAuth", input.clone()).await, NO, "{details}");
    }
    let second = place("V2_0", json!({})).await;
    let input = by_password(&second.client, "alice", PASSWORD);
    let many: Vec<String> = (0..5_001).map(|at| format!("claim{at}")).collect();
    for access in [
        json!({ "scopesToAdd": ["two words"] }),
        json!({ "scopesToAdd": [""] }),
        json!({ "claimsToSuppress": many }),
    ] {
        let details = json!({ "accessTokenGeneration": access });
        second.answer(TRIGGER, json!({ "claimsAndScopeOverrideDetails": details }));
        assert_eq!(second.world.refused("InitiateAuth", input.clone()).await, NO);
    }
    let (client, pool) = (&second.client, &second.pool);
    second.fails(TRIGGER, "InitiateAuth", async |_| by_password(client, "alice", PASSWORD)).await;
    let tokens = second.world.sign_in(client, "alice").await;
    let refresh = json!({ "ClientId": client, "RefreshToken": tokens["RefreshToken"] });
    second.fails(TRIGGER, "GetTokensFromRefreshToken", async |_| refresh.clone()).await;
    // What failed has cost nothing.
    second.world.ok("GetTokensFromRefreshToken", refresh).await;
    let exchanges = json!({
        "ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION"], "AllowedOAuthScopes": [ADMIN],
        "AllowedOAuthFlows": ["code"], "CallbackURLs": ["https://service.example/back"],
        "AllowedOAuthFlowsUserPoolClient": true,
    });
    let service = second.world.client(pool, exchanges).await;
    let exchange = json!({
        "ClientId": service, "SubjectToken": tokens["AccessToken"], "SubjectTokenType": "ACCESS_TOKEN",
    });
    second.fails(TRIGGER, "GetDerivedToken", async |_| exchange.clone()).await;
    let added =
        json!({ "accessTokenGeneration": { "claimsToAddOrOverride": { "tier": "gold", "act": "forged" } } });
    second.answer(TRIGGER, json!({ "claimsAndScopeOverrideDetails": added }));
    let derived = claims(&second.world.ok("GetDerivedToken", exchange).await["IssuedToken"]);
    assert_eq!((&derived["tier"], &derived["act"]), (&json!("gold"), &Value::Null));
}

#[tokio::test]
async fn the_source_tells_why_tokens_are_made() {
    let tracks = json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true } });
    let place = place("V1_0", tracks).await;
    let (world, client) = (&place.world, &place.client);
    let tokens = world.sign_in(client, "alice").await;
    assert_eq!(world.functions.sources(), ["TokenGeneration_Authentication"]);
    let refresh = json!({
        "ClientId": client, "RefreshToken": tokens["RefreshToken"], "DeviceKey": world.confirm_device(&tokens).await,
        "ClientMetadata": { "from": "the refresh" },
    });
    world.ok("GetTokensFromRefreshToken", refresh).await;
    let events = world.functions.events();
    assert_eq!(events[0]["triggerSource"], "TokenGeneration_RefreshTokens");
    assert_eq!(events[0]["request"]["clientMetadata"], json!({ "from": "the refresh" }));
    let invited = json!({
        "UserPoolId": place.pool, "Username": "bob", "TemporaryPassword": "Temp-pass-1", "MessageAction": "SUPPRESS",
    });
    world.ok("AdminCreateUser", invited).await;
    let asked = world.ok("InitiateAuth", by_password(client, "bob", "Temp-pass-1")).await;
    assert!(world.functions.events().is_empty());
    world
        .ok("RespondToAuthChallenge", respond(client, &asked, "bob", &[("NEW_PASSWORD", "Lasting-pass-1")]))
        .await;
    assert_eq!(world.functions.sources(), ["TokenGeneration_NewPasswordChallenge"]);
    // A device that is remembered stands for the second factor, and comes last.
    const APP: &str = "SOFTWARE_TOKEN_MFA";
    world.set_mfa(&place.pool, "OPTIONAL", &[APP]).await;
    let secret = world.set_up_app(&tokens["AccessToken"]).await;
    world.turn_on(&place.pool, "alice", &[APP], true).await;
    let challenge = world.after_password(client, "alice").await;
    world.pass_s(30);
    let answer =
        respond(client, &challenge, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &world.totp(&secret, 0))]);
    let tokens = world.ok("RespondToAuthChallenge", answer).await["AuthenticationResult"].clone();
    assert_eq!(world.functions.sources(), ["TokenGeneration_Authentication"]);
    world.confirm_device(&tokens).await;
    let phone = Phone(tokens["NewDeviceMetadata"].clone());
    let challenge = world.ok("InitiateAuth", phone.sign_in(client, "alice")).await;
    let asked = world.ok("RespondToAuthChallenge", phone.hello(client, "alice", &challenge)).await;
    assert!(world.functions.events().is_empty());
    let proof = phone.proof(world, client, "alice", &asked, SECRET);
    world.ok("RespondToAuthChallenge", proof).await;
    assert_eq!(world.functions.sources(), ["TokenGeneration_AuthenticateDevice"]);
}

#[tokio::test]
async fn machines_are_known_to_the_third_version_alone() {
    for (version, is_asked) in [("V2_0", false), ("V3_0", true)] {
        let place = place(version, json!({})).await;
        let world = &place.world;
        let server = json!({
            "UserPoolId": place.pool, "Identifier": "orders", "Name": "orders",
            "Scopes": [{ "ScopeName": "read", "ScopeDescription": "r" }],
        });
        world.ok("CreateResourceServer", server).await;
        let secret = "machine_secret_machine_secret";
        let machine = json!({
            "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"], "ClientSecret": secret,
            "AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthFlowsUserPoolClient": true,
            "AllowedOAuthScopes": ["orders/read"],
        });
        let machine = world.client(&place.pool, machine).await;
        let details = json!({
            "accessTokenGeneration": {
                "claimsToAddOrOverride": { "tenant": "a", "sub": "forged" }, "scopesToAdd": ["orders/audit"],
            },
        });
        place.answer(TRIGGER, json!({ "claimsAndScopeOverrideDetails": details }));
        let input =
            json!({ "ClientId": machine, "Secret": secret, "ClientMetadata": { "from": "the machine" } });
        let answer = world.ok("GetClientToken", input.clone()).await;
        let token = claims(&answer["ClientAuthenticationResult"]["AccessToken"]);
        let events = world.functions.events();
        if !is_asked {
            assert!(events.is_empty());
            assert_eq!((&token["tenant"], &token["scope"]), (&Value::Null, &json!("orders/read")));
            continue;
        }
        assert_eq!((&token["tenant"], &token["sub"]), (&json!("a"), &json!(machine)));
        assert_eq!(token["scope"], "orders/read orders/audit");
        let request = json!({
            "userAttributes": {}, "scopes": ["orders/read"], "clientMetadata": { "from": "the machine" },
            "groupConfiguration": { "groupsToOverride": [], "iamRolesToOverride": [], "preferredRole": null },
        });
        let mut event = place.event(
            &machine,
            "TokenGeneration_ClientCredentials",
            request,
            json!({ "claimsAndScopeOverrideDetails": null }),
        );
        (event["version"], event["callerContext"]["clientId"]) = (json!("3"), json!(machine));
        assert_eq!(events, [event]);
        world.functions.set(&arn(TRIGGER), |_| Err(rules::outside::Failed::Thrown("no".to_owned())));
        assert_eq!(
            world.refused("GetClientToken", input).await,
            "InvalidParameterException: PreTokenGeneration failed with error no."
        );
    }
}

#[tokio::test]
async fn who_is_signed_out_while_a_function_runs_gets_nothing() {
    let place = place("V2_0", json!({})).await;
    let world = &place.world;
    let tokens = world.sign_in(&place.client, "alice").await;
    let refresh = json!({ "ClientId": place.client, "RefreshToken": tokens["RefreshToken"] });
    let named = json!({ "UserPoolId": place.pool, "Username": "alice" });
    world.calls_back(&arn(TRIGGER), "AdminUserGlobalSignOut", named.clone(), json!({}));
    assert_eq!(
        world.refused("GetTokensFromRefreshToken", refresh).await,
        "NotAuthorizedException: Invalid Refresh Token."
    );
    world.calls_back(&arn(TRIGGER), "AdminDisableUser", named, json!({}));
    assert_eq!(
        world.no_sign_in(&place.client, "alice", PASSWORD).await,
        "NotAuthorizedException: User is disabled."
    );
}
