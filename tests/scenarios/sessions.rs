//! Sessions: the sign-ins of a pool that tracks them, listed, limited and revoked.

use serde_json::{Value, json};

use crate::world::{PASSWORD, World, by_password, claims, merged};

const REVOKED: &str = "NotAuthorizedException: Access Token has been revoked";
const UNTRACKED: &str = "OperationNotEnabledException: Session tracking is not enabled for the user pool.";
const UNKNOWN: &str = "ResourceNotFoundException: Session does not exist.";

/// A world with a pool that tracks sessions, a client and `alice`.
struct Home {
    world: World,
    pool: String,
    client: String,
}

impl Home {
    async fn new() -> Home {
        Home::with(json!({})).await
    }

    async fn with(client: Value) -> Home {
        let world = World::new();
        let pool = world.pool(json!({})).await;
        let client = world.client(&pool, client).await;
        world.user(&pool, "alice").await;
        let home = Home { world, pool, client };
        home.track("ENABLED", 20).await;
        home
    }

    async fn track(&self, tracking: &str, max: i32) -> Value {
        let input = json!({
            "UserPoolId": self.pool, "UserSessionTracking": tracking, "TokenSession": { "MaxPerUser": max },
        });
        self.world.ok("SetUserPoolSessionConfiguration", input).await
    }

    async fn tokens(&self) -> Value {
        self.world.sign_in(&self.client, "alice").await
    }

    fn by_admin(&self, more: Value) -> Value {
        merged(json!({ "UserPoolId": self.pool, "Username": "alice" }), more)
    }

    /// Alice's sessions as an administrator sees them.
    async fn sessions(&self) -> Vec<Value> {
        let answer = self.world.ok("AdminListUserSessions", self.by_admin(json!({}))).await;
        answer["Sessions"].as_array().unwrap().clone()
    }

    async fn get_user(&self, tokens: &Value) -> Result<Value, String> {
        self.world.call("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await
    }

    async fn refresh(&self, tokens: &Value) -> Result<Value, String> {
        let input = json!({ "ClientId": self.client, "RefreshToken": tokens["RefreshToken"] });
        self.world.call("GetTokensFromRefreshToken", input).await
    }
}

/// The world's time, in seconds.
fn seconds(home: &Home) -> f64 {
    let millis = u32::try_from(home.world.now() % 1_000).unwrap();
    f64::from(u32::try_from(home.world.now() / 1_000).unwrap()) + f64::from(millis) / 1_000.0
}

fn mine(tokens: &Value, more: Value) -> Value {
    merged(json!({ "AccessToken": tokens["AccessToken"] }), more)
}

#[tokio::test]
async fn tracking_is_off_until_it_is_turned_on() {
    let home = Home::new().await;
    let other = home.world.pool(json!({})).await;
    let asked = json!({ "UserPoolId": other });
    assert_eq!(
        home.world.ok("GetUserPoolSessionConfiguration", asked).await,
        json!({
            "UserPoolId": other, "UserSessionTracking": "DISABLED", "TokenSession": { "MaxPerUser": 20 },
        })
    );
    let set = home.track("ENABLED", 5).await;
    assert_eq!(set["TokenSession"]["MaxPerUser"], 5);
    let asked = json!({ "UserPoolId": home.pool });
    assert_eq!(home.world.ok("GetUserPoolSessionConfiguration", asked.clone()).await, set);
    // An update of the pool leaves it alone.
    home.world
        .ok("UpdateUserPool", merged(asked.clone(), json!({ "AutoVerifiedAttributes": ["email"] })))
        .await;
    assert_eq!(home.world.ok("GetUserPoolSessionConfiguration", asked).await, set);

    home.track("DISABLED", 5).await;
    let tokens = home.tokens().await;
    let id = format!("tkn{}", "0".repeat(25));
    assert_eq!(home.world.refused("ListUserSessions", mine(&tokens, json!({}))).await, UNTRACKED);
    let revoking = json!({ "SessionId": id });
    assert_eq!(home.world.refused("RevokeUserSession", mine(&tokens, revoking.clone())).await, UNTRACKED);
    for (operation, more) in [("AdminListUserSessions", json!({})), ("AdminRevokeUserSession", revoking)] {
        assert_eq!(home.world.refused(operation, home.by_admin(more)).await, UNTRACKED, "{operation}");
    }
}

#[tokio::test]
async fn each_sign_in_is_a_session_and_says_where_it_came_from() {
    let home = Home::new().await;
    let body = by_password(&home.client, "alice", PASSWORD).to_string();
    let agent = [("user-agent", "Firefox/150 (Linux)")];
    let began = seconds(&home);
    let answer = home.world.send("InitiateAuth", &agent, body.as_bytes()).await;
    let first: Value = serde_json::from_slice(&answer.body).unwrap();
    let first = &first["AuthenticationResult"];
    home.world.pass_s(60);
    let second = home.tokens().await;
    let listed = home.world.ok("ListUserSessions", mine(&second, json!({}))).await;
    assert_eq!(listed.get("NextToken"), None);
    let sessions = listed["Sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    // The last used is the first, and the caller's own.
    assert_eq!(sessions[0]["IsCurrentSession"], true);
    let id = sessions[1]["SessionId"].as_str().unwrap();
    assert!(id.len() == 28 && id.starts_with("tkn"), "{id}");
    let at = |name: &str| sessions[1][name].as_f64().unwrap();
    assert!((at("CreateDate") - began).abs() < 1.0 && (at("LastActiveDate") - began).abs() < 1.0);
    assert_eq!(
        sessions[1],
        json!({
            "SessionId": id, "SessionType": "TOKEN", "ClientId": home.client,
            "CreateDate": sessions[1]["CreateDate"], "LastActiveDate": sessions[1]["LastActiveDate"],
            "DeviceType": "Firefox/150 (Linux)", "LastIPAddress": "203.0.113.7",
            "IsCurrentSession": false,
        })
    );
    let listed = home.world.ok("ListUserSessions", mine(first, json!({}))).await;
    assert_eq!(listed["Sessions"][1]["IsCurrentSession"], true);
    for session in home.sessions().await {
        assert_eq!(session["IsCurrentSession"], false);
    }
    let paged = home.by_admin(json!({ "NextToken": "x" }));
    let refused = "InvalidParameterException: Invalid pagination token.";
    assert_eq!(home.world.refused("AdminListUserSessions", paged).await, refused);
    assert_eq!(
        home.world.refused("ListUserSessions", mine(&second, json!({ "NextToken": "x" }))).await,
        refused
    );
}

#[tokio::test]
async fn revoking_a_session_ends_its_tokens_and_no_others() {
    let home = Home::new().await;
    let (one, two) = (home.tokens().await, home.tokens().await);
    let listed = home.world.ok("ListUserSessions", mine(&two, json!({}))).await;
    let id = |is_current: bool| {
        let sessions = listed["Sessions"].as_array().unwrap();
        sessions.iter().find(|s| s["IsCurrentSession"] == is_current).unwrap()["SessionId"].clone()
    };
    assert_eq!(
        home.world.refused("RevokeUserSession", mine(&two, json!({ "SessionId": id(true) }))).await,
        "InvalidParameterException: The current session cannot be revoked."
    );
    let revoking = mine(&two, json!({ "SessionId": id(false), "RevokeAssociatedSessions": "LINKED" }));
    assert_eq!(home.world.ok("RevokeUserSession", revoking.clone()).await, json!({}));
    assert_eq!(home.get_user(&one).await.unwrap_err(), REVOKED);
    assert_eq!(
        home.refresh(&one).await.unwrap_err(),
        "NotAuthorizedException: Refresh Token has been revoked"
    );
    home.get_user(&two).await.unwrap();
    assert_eq!(home.sessions().await.len(), 1);
    assert_eq!(home.world.refused("RevokeUserSession", revoking).await, UNKNOWN);

    let own = home.by_admin(json!({ "SessionId": id(true), "RevokeAssociatedSessions": "NONE" }));
    assert_eq!(home.world.ok("AdminRevokeUserSession", own.clone()).await, json!({}));
    assert_eq!(home.get_user(&two).await.unwrap_err(), REVOKED);
    assert_eq!(home.world.refused("AdminRevokeUserSession", own).await, UNKNOWN);
    assert_eq!(home.sessions().await, Vec::<Value>::new());
}

#[tokio::test]
async fn nobody_ends_the_session_of_another() {
    let home = Home::new().await;
    home.tokens().await;
    let id = home.sessions().await[0]["SessionId"].clone();
    home.world.user(&home.pool, "bob").await;
    let bob = home.world.sign_in(&home.client, "bob").await;
    assert_eq!(
        home.world.refused("RevokeUserSession", mine(&bob, json!({ "SessionId": id }))).await,
        UNKNOWN
    );
    let of_bob = json!({ "UserPoolId": home.pool, "Username": "bob", "SessionId": id });
    assert_eq!(home.world.refused("AdminRevokeUserSession", of_bob).await, UNKNOWN);
    for unknown in ["sso", "tkn"].map(|kind| format!("{kind}{}", "z".repeat(25))) {
        let named = json!({ "SessionId": unknown });
        assert_eq!(home.world.refused("RevokeUserSession", mine(&bob, named.clone())).await, UNKNOWN);
        assert_eq!(home.world.refused("AdminRevokeUserSession", home.by_admin(named)).await, UNKNOWN);
    }
    assert_eq!(home.sessions().await.len(), 1);
}

#[tokio::test]
async fn a_session_ends_even_where_the_client_keeps_no_revocation() {
    let home = Home::with(json!({ "EnableTokenRevocation": false })).await;
    let tokens = home.tokens().await;
    assert!(claims(&tokens["AccessToken"])["origin_jti"].is_string());
    let id = home.sessions().await[0]["SessionId"].clone();
    home.world.ok("AdminRevokeUserSession", home.by_admin(json!({ "SessionId": id }))).await;
    assert_eq!(home.get_user(&tokens).await.unwrap_err(), REVOKED);
}

#[tokio::test]
async fn the_least_recently_used_makes_room() {
    let home = Home::new().await;
    home.track("ENABLED", 2).await;
    let one = home.tokens().await;
    home.world.pass_s(10);
    let two = home.tokens().await;
    // An hour later the first is used again: from then on the second is the one that was used least recently.
    home.world.pass_s(3_600);
    home.refresh(&one).await.unwrap();
    let last = home.sessions().await[0]["LastActiveDate"].as_f64().unwrap();
    assert!((last - seconds(&home)).abs() < 1.0, "{last}");
    let three = home.tokens().await;
    assert_eq!(home.sessions().await.len(), 2);
    assert!(home.refresh(&two).await.is_err());
    home.refresh(&one).await.unwrap();
    // A lower limit counts at the next sign-in.
    home.track("ENABLED", 1).await;
    assert_eq!(home.sessions().await.len(), 2);
    home.get_user(&three).await.unwrap();
    home.tokens().await;
    assert_eq!(home.sessions().await.len(), 1);
    assert_eq!(home.get_user(&three).await.unwrap_err(), REVOKED);
}

#[tokio::test]
async fn a_refresh_is_written_down_once_an_hour() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let batches = || home.world.inner.store.stats().batches;
    let before = batches();
    home.world.pass_s(3_599);
    home.refresh(&tokens).await.unwrap();
    assert_eq!(batches(), before);
    home.world.pass_s(1);
    home.refresh(&tokens).await.unwrap();
    assert_eq!(batches(), before + 1);
    home.refresh(&tokens).await.unwrap();
    assert_eq!(batches(), before + 1);
}

#[tokio::test]
async fn sessions_end_with_what_ends_their_tokens() {
    let home = Home::new().await;
    for _ in 0..2 {
        home.tokens().await;
    }
    home.world.ok("AdminUserGlobalSignOut", home.by_admin(json!({}))).await;
    assert_eq!(home.sessions().await, Vec::<Value>::new());
    let tokens = home.tokens().await;
    let revoking = json!({
        "ClientId": home.client, "Token": tokens["RefreshToken"], "RevokeAssociatedSessions": "LINKED",
    });
    home.world.ok("RevokeToken", revoking).await;
    assert_eq!(home.sessions().await, Vec::<Value>::new());
    home.tokens().await;
    home.world.pass_s(30 * 86_400);
    assert_eq!(home.sessions().await, Vec::<Value>::new());
}

#[tokio::test]
async fn sign_ins_from_before_are_no_sessions() {
    let home = Home::new().await;
    home.track("DISABLED", 1).await;
    let before = home.tokens().await;
    home.track("ENABLED", 1).await;
    assert_eq!(home.sessions().await, Vec::<Value>::new());
    home.tokens().await;
    home.get_user(&before).await.unwrap();
}

#[tokio::test]
async fn a_client_says_how_long_managed_login_remembers() {
    let home = Home::new().await;
    let named = json!({ "UserPoolId": home.pool, "ClientId": home.client });
    let told =
        |minutes: i32| merged(named.clone(), json!({ "SSOSession": { "MaxValidityMinutes": minutes } }));
    let get = async || home.world.ok("GetUserPoolClientSessionConfiguration", named.clone()).await;
    assert_eq!(get().await, told(60));
    for minutes in [0, 129_600] {
        let set = home.world.ok("SetUserPoolClientSessionConfiguration", told(minutes)).await;
        assert_eq!((&set, &get().await), (&told(minutes), &set));
    }
    // It is kept, and can be read, where tracking is turned off; only setting it needs tracking.
    home.track("DISABLED", 20).await;
    assert_eq!(home.world.refused("SetUserPoolClientSessionConfiguration", told(5)).await, UNTRACKED);
    assert_eq!(get().await, told(129_600));
    home.track("ENABLED", 20).await;
    for operation in ["GetUserPoolClientSessionConfiguration", "SetUserPoolClientSessionConfiguration"] {
        assert_eq!(
            home.world.refused(operation, merged(told(1), json!({ "ClientId": "nobody" }))).await,
            "ResourceNotFoundException: User pool client nobody does not exist."
        );
    }
    for operation in [
        "GetUserPoolClientSessionConfiguration",
        "SetUserPoolClientSessionConfiguration",
        "GetUserPoolSessionConfiguration",
        "SetUserPoolSessionConfiguration",
        "AdminListUserSessions",
        "AdminRevokeUserSession",
    ] {
        let all = merged(
            told(1),
            json!({ "UserPoolId": "us-east-1_nowhere", "UserSessionTracking": "ENABLED", "Username": "alice",
                    "TokenSession": { "MaxPerUser": 1 }, "SessionId": format!("tkn{}", "0".repeat(25)) }),
        );
        assert_eq!(
            home.world.refused(operation, all).await,
            "ResourceNotFoundException: User pool us-east-1_nowhere does not exist.",
            "{operation}"
        );
    }
    let nobody = json!({ "Username": "nobody", "SessionId": format!("tkn{}", "0".repeat(25)) });
    for operation in ["AdminListUserSessions", "AdminRevokeUserSession"] {
        assert_eq!(
            home.world.refused(operation, home.by_admin(nobody.clone())).await,
            "UserNotFoundException: User does not exist.",
            "{operation}"
        );
    }
}
