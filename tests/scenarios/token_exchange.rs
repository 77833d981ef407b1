//! Token exchange: a user's token made narrower for another service, as the user or on the user's behalf.

use serde_json::{Value, json};

use crate::world::{World, claims, merged};

const ADMIN: &str = "aws.cognito.signin.user.admin";

/// A world with a pool, a client whose user is `alice`, and a service that exchanges what she holds.
struct Home {
    world: World,
    pool: String,
    tokens: Value,
    service: String,
}

impl Home {
    async fn new() -> Home {
        Home::with(json!({})).await
    }

    async fn with(service: Value) -> Home {
        let world = World::new();
        let pool = world.pool(json!({})).await;
        let app = world.client(&pool, json!({})).await;
        world.user(&pool, "alice").await;
        let both = ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION", "ALLOW_TOKEN_EXCHANGE_DELEGATION"];
        let exchanges = json!({
            "ExplicitAuthFlows": both, "AllowedOAuthScopes": [ADMIN, "openid"], "AllowedOAuthFlows": ["code"],
            "CallbackURLs": ["https://service.example/back"], "AllowedOAuthFlowsUserPoolClient": true,
        });
        let service = world.client(&pool, merged(exchanges, service)).await;
        let tokens = world.sign_in(&app, "alice").await;
        Home { world, pool, tokens, service }
    }

    /// Exchanges Alice's access token.
    fn asking(&self, over: Value) -> Value {
        let base = json!({
            "ClientId": self.service, "SubjectToken": self.tokens["AccessToken"],
            "SubjectTokenType": "ACCESS_TOKEN",
        });
        merged(base, over)
    }

    async fn exchanged(&self, over: Value) -> Value {
        self.world.ok("GetDerivedToken", self.asking(over)).await
    }

    async fn refused(&self, over: Value) -> String {
        self.world.refused("GetDerivedToken", self.asking(over)).await
    }

    /// The token of a machine of this pool, with its client's id.
    async fn machine(&self) -> (Value, String) {
        machine(&self.world, &self.pool).await
    }
}

async fn machine(world: &World, pool: &str) -> (Value, String) {
    let secret = "machine_secret_machine_secret";
    let settings = json!({ "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"], "ClientSecret": secret });
    let client = world.client(pool, settings).await;
    let answer = world.ok("GetClientToken", json!({ "ClientId": client, "Secret": secret })).await;
    (answer["ClientAuthenticationResult"]["AccessToken"].clone(), client)
}

#[tokio::test]
async fn impersonation_gives_the_users_token_for_another_client() {
    let home = Home::new().await;
    home.world.pass_s(60);
    let answer = home.exchanged(json!({ "Audiences": ["https://orders.example"] })).await;
    let (issued, before) = (claims(&answer["IssuedToken"]), claims(&home.tokens["AccessToken"]));
    assert_eq!(
        (&answer["IssuedTokenType"], &answer["TokenType"]),
        (&json!("ACCESS_TOKEN"), &json!("Bearer"))
    );
    assert_eq!((&answer["Scopes"], &answer["ExpiresIn"]), (&json!([ADMIN]), &json!(3_540)));
    // It ends with what it was made from, and with the same sign-in.
    for name in ["sub", "username", "iss", "exp", "auth_time", "origin_jti", "event_id", "acr", "amr"] {
        assert_eq!(issued[name], before[name], "{name}");
        assert_ne!(issued[name], Value::Null, "{name}");
    }
    assert_ne!(issued["jti"], before["jti"]);
    assert_eq!(issued["client_id"], home.service);
    assert_eq!((&issued["aud"], &issued["scope"]), (&json!("https://orders.example"), &json!(ADMIN)));
    assert_eq!((issued.get("act"), &issued["token_use"]), (None, &json!("access")));
    let user = home.world.ok("GetUser", json!({ "AccessToken": answer["IssuedToken"] })).await;
    assert_eq!(user["Username"], "alice");
}

#[tokio::test]
async fn scopes_are_those_that_all_three_name() {
    let home = Home::new().await;
    let answer = home.exchanged(json!({ "Scopes": [ADMIN, "openid"] })).await;
    assert_eq!(answer["Scopes"], json!([ADMIN]));
    assert_eq!(claims(&answer["IssuedToken"])["scope"], ADMIN);
    assert_eq!(
        home.refused(json!({ "Scopes": ["openid"] })).await,
        "InvalidParameterException: Invalid scope requested: openid"
    );
    // A client that may have none gives none, and such a token serves no operation.
    let bare = Home::with(json!({
        "AllowedOAuthScopes": [], "AllowedOAuthFlows": [], "AllowedOAuthFlowsUserPoolClient": false,
    }))
    .await;
    let answer = bare.exchanged(json!({})).await;
    assert_eq!(answer["Scopes"], json!([]));
    assert_eq!(
        bare.world.refused("GetUser", json!({ "AccessToken": answer["IssuedToken"] })).await,
        "NotAuthorizedException: Access Token does not have required scopes"
    );
}

#[tokio::test]
async fn delegation_tells_who_acts_and_who_acted_before() {
    let home = Home::new().await;
    let (token, client) = home.machine().await;
    let acting = json!({ "ActorToken": token, "ActorTokenType": "ACCESS_TOKEN" });
    let first = home.exchanged(acting.clone()).await["IssuedToken"].clone();
    assert_eq!(claims(&first)["act"], json!({ "sub": client, "client_id": client }));
    let (token, other) = home.machine().await;
    let again = json!({ "SubjectToken": first, "ActorToken": token, "ActorTokenType": "ACCESS_TOKEN" });
    let second = home.exchanged(again).await["IssuedToken"].clone();
    let chain = json!({ "sub": other, "client_id": other, "act": { "sub": client, "client_id": client } });
    assert_eq!(claims(&second)["act"], chain);
    // Exchanging it without an actor does not make it the user's own again.
    let third = home.exchanged(json!({ "SubjectToken": second })).await["IssuedToken"].clone();
    assert_eq!(claims(&third)["act"], chain);
}

#[tokio::test]
async fn a_user_acts_for_another() {
    let home = Home::new().await;
    let app = home.world.client(&home.pool, json!({})).await;
    home.world.user(&home.pool, "bob").await;
    let bob = home.world.sign_in(&app, "bob").await;
    let acting = json!({ "ActorToken": bob["IdToken"], "ActorTokenType": "ID_TOKEN" });
    let issued = home.exchanged(acting.clone()).await["IssuedToken"].clone();
    let expected = json!({ "sub": claims(&bob["IdToken"])["sub"], "client_id": app });
    assert_eq!(claims(&issued)["act"], expected);
    home.world.ok("AdminUserGlobalSignOut", json!({ "UserPoolId": home.pool, "Username": "bob" })).await;
    assert_eq!(home.refused(acting).await, "NotAuthorizedException: Invalid actor token.");
}

#[tokio::test]
async fn an_id_token_is_made_of_either() {
    let home = Home::new().await;
    let wish = json!({ "RequestedTokenType": "ID_TOKEN" });
    let answer = home.exchanged(wish).await;
    assert_eq!((&answer["IssuedTokenType"], &answer["TokenType"]), (&json!("ID_TOKEN"), &json!("N_A")));
    assert_eq!(answer.get("Scopes"), None);
    let issued = claims(&answer["IssuedToken"]);
    assert_eq!((&issued["aud"], &issued["token_use"]), (&json!(home.service), &json!("id")));
    assert_eq!(
        (&issued["cognito:username"], &issued["email"]),
        (&json!("alice"), &json!("alice@example.com"))
    );
    let from_id = json!({ "SubjectToken": home.tokens["IdToken"], "SubjectTokenType": "ID_TOKEN" });
    let issued = claims(&home.exchanged(from_id).await["IssuedToken"]);
    // An ID token allows nothing, and neither does what is made of it.
    assert_eq!((&issued["token_use"], &issued["scope"]), (&json!("access"), &json!("")));
}

#[tokio::test]
async fn tokens_that_do_not_hold_are_not_exchanged() {
    let home = Home::new().await;
    let invalid = "NotAuthorizedException: Invalid subject token.";
    let access = home.tokens["AccessToken"].as_str().unwrap();
    let other_pool = home.world.pool(json!({})).await;
    let stranger = home.world.client(&other_pool, json!({})).await;
    home.world.user(&other_pool, "mallory").await;
    let foreign = home.world.sign_in(&stranger, "mallory").await;
    for token in ["garbage", &access[..access.len() - 4], foreign["AccessToken"].as_str().unwrap()] {
        assert_eq!(home.refused(json!({ "SubjectToken": token })).await, invalid, "{token}");
    }
    // One kind does not pass for the other.
    assert_eq!(home.refused(json!({ "SubjectTokenType": "ID_TOKEN" })).await, invalid);
    assert_eq!(home.refused(json!({ "SubjectToken": home.tokens["IdToken"] })).await, invalid);
    let (machine, _) = home.machine().await;
    assert_eq!(
        home.refused(json!({ "SubjectToken": machine })).await,
        "UserNotFoundException: User does not exist."
    );
    let (abroad, _) = machine_abroad(&home).await;
    let acting = json!({ "ActorToken": abroad, "ActorTokenType": "ACCESS_TOKEN" });
    assert_eq!(home.refused(acting).await, "NotAuthorizedException: Invalid actor token.");
    home.world.pass_s(3_601);
    assert_eq!(home.refused(json!({})).await, invalid);
}

async fn machine_abroad(home: &Home) -> (Value, String) {
    let pool = home.world.pool(json!({})).await;
    machine(&home.world, &pool).await
}

#[tokio::test]
async fn what_was_exchanged_ends_with_the_sign_in() {
    let home = Home::new().await;
    let issued = home.exchanged(json!({})).await["IssuedToken"].clone();
    let app = claims(&home.tokens["AccessToken"])["client_id"].clone();
    let revoking = json!({ "ClientId": app, "Token": home.tokens["RefreshToken"] });
    home.world.ok("RevokeToken", revoking).await;
    assert_eq!(
        home.world.refused("GetUser", json!({ "AccessToken": issued })).await,
        "NotAuthorizedException: Access Token has been revoked"
    );
    assert_eq!(home.refused(json!({})).await, "NotAuthorizedException: Invalid subject token.");
}

#[tokio::test]
async fn users_who_may_not_act_are_not_acted_for() {
    let home = Home::new().await;
    let alice = json!({ "UserPoolId": home.pool, "Username": "alice" });
    home.world.ok("AdminDisableUser", alice.clone()).await;
    assert_eq!(home.refused(json!({})).await, "NotAuthorizedException: Invalid subject token.");
    home.world.ok("AdminDeleteUser", alice).await;
    assert_eq!(home.refused(json!({})).await, "UserNotFoundException: User does not exist.");
}

#[tokio::test]
async fn a_client_exchanges_as_its_flows_say() {
    let off = "InvalidParameterException: Auth flow not enabled for this client";
    let one = Home::with(json!({ "ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION"] })).await;
    let (token, _) = one.machine().await;
    let acting = json!({ "ActorToken": token, "ActorTokenType": "ACCESS_TOKEN" });
    one.exchanged(json!({})).await;
    assert_eq!(one.refused(acting).await, off);
    let other = Home::with(json!({ "ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_DELEGATION"] })).await;
    let (token, _) = other.machine().await;
    other.exchanged(json!({ "ActorToken": token, "ActorTokenType": "ACCESS_TOKEN" })).await;
    assert_eq!(other.refused(json!({})).await, off);
}

#[tokio::test]
async fn a_client_proves_itself_by_its_secret_or_by_a_signature() {
    let secret = "service_secret_service_secret";
    let home = Home::with(json!({ "ClientSecret": secret })).await;
    let wrong = format!("NotAuthorizedException: Unable to verify secret for client {}", home.service);
    assert_eq!(home.refused(json!({})).await, wrong);
    assert_eq!(home.refused(json!({ "ClientSecret": "another_secret_another_secret" })).await, wrong);
    home.exchanged(json!({ "ClientSecret": secret })).await;
    let signed = [("authorization", "AWS4-HMAC-SHA256 Credential=any")];
    let body = home.asking(json!({})).to_string();
    let answer = home.world.send("GetDerivedToken", &signed, body.as_bytes()).await;
    assert_eq!(answer.status, 200);
    // A signature beside a wrong secret does not make it right.
    let body = home.asking(json!({ "ClientSecret": "another_secret_another_secret" })).to_string();
    assert_eq!(home.world.send("GetDerivedToken", &signed, body.as_bytes()).await.status, 400);
    assert_eq!(
        home.refused(json!({ "ClientId": "nobody" })).await,
        "ResourceNotFoundException: User pool client nobody does not exist."
    );
}

#[tokio::test]
async fn what_cannot_be_read_or_does_not_fit_is_refused() {
    let home = Home::new().await;
    let invalid = "InvalidParameterException:";
    assert_eq!(
        home.refused(json!({ "SubjectTokenType": "SAML2" })).await,
        format!("{invalid} The type of the subject token is not supported.")
    );
    assert_eq!(
        home.refused(json!({ "SubjectTokenProviderName": "Google" })).await,
        format!("{invalid} The type of the subject token is not supported.")
    );
    let acting = json!({ "ActorToken": home.tokens["IdToken"], "ActorTokenType": "SAML2" });
    assert_eq!(
        home.refused(acting).await,
        format!("{invalid} The type of the actor token is not supported.")
    );
    let half = json!({ "ActorToken": home.tokens["IdToken"] });
    assert_eq!(
        home.refused(half).await,
        format!("{invalid} ActorToken and ActorTokenType must be specified together.")
    );
    let both = json!({ "Audiences": ["https://a.example"], "Resources": ["https://b.example"] });
    assert_eq!(
        home.refused(both).await,
        format!("{invalid} Only one of Audiences and Resources can be specified.")
    );
}
