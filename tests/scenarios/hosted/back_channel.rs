//! Apps that are told when somebody signs out. OpenID: Connect Back-Channel Logout 1.0.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Method;
use rules::clients;
use rules::hosted::back_channel;
use rules::messages::redeliver;
use serde_json::{Value, json};

use super::token::{EXCHANGE, another, text};
use super::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::{Browser, parameters, told};
use crate::world::{PASSWORD, World, claims, config, merged};

const PARTY: &str = "https://app.example.com/logged-out";

fn world() -> World {
    let decided = rules::Config { back_channel_logout: true, ..config() };
    let world = World::with(store::Store::open_memory().unwrap(), decided);
    world.internet.serve(PARTY, "");
    world
}

async fn tell_at(world: &World, client: &str, uri: Option<&str>) -> Result<(), String> {
    let ctx = world.ctx();
    let (_, client) = clients::with_pool(&ctx, client).await.unwrap();
    back_channel::set(&ctx, &client, uri).await.map_err(|error| error.message())
}

/// Signs alice in to a client in a browser; gives the app's tokens.
async fn enter(world: &World, browser: &mut Browser<'_>, client: &str, more: &[(&str, &str)]) -> Value {
    let mut asked = vec![("scope", "openid email")];
    asked.extend_from_slice(more);
    browser.open(&authorize(client, &asked)).await;
    if browser.left.is_none() {
        browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    }
    let code = browser.told()["code"].clone();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", &code),
        ("redirect_uri", CALLBACK),
    ];
    world.endpoint(PREFIX, "/oauth2/token", &[], &form).await.body
}

/// The logout tokens that go out now, with where.
async fn heard(world: &World) -> Vec<(String, String)> {
    redeliver(&world.ctx()).await.unwrap();
    let told = world.internet.told().into_iter();
    told.map(|(uri, form)| (uri, parameters(&format!("?{form}"))["logout_token"].clone())).collect()
}

#[tokio::test]
async fn an_app_is_told_of_a_sign_out_by_a_token_that_is_nothing_else() {
    let world = world();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let silent = another(&world, &pool, json!({})).await;
    tell_at(&world, &client, Some(PARTY)).await.unwrap();
    let mut browser = world.browser(PREFIX);
    let tokens = enter(&world, &mut browser, &client, &[("nonce", "n-1")]).await;
    enter(&world, &mut browser, &silent, &[]).await;
    let id = claims(&tokens["id_token"]);
    let sid = text(&id, "sid").to_owned();
    assert!(sid.starts_with("sso"));
    let refresh = [
        ("client_id", &*client),
        ("grant_type", "refresh_token"),
        ("refresh_token", text(&tokens, "refresh_token")),
    ];
    let again = world.endpoint(PREFIX, "/oauth2/token", &[], &refresh).await.body;
    assert_eq!(claims(&again["id_token"])["sid"], json!(sid));
    assert_eq!(claims(&tokens["access_token"])["sid"], Value::Null);
    assert_eq!(heard(&world).await, []);

    browser.open(&format!("/logout?client_id={client}&logout_uri=https://app.example.com/bye")).await;
    let told_now = heard(&world).await;
    let [(uri, token)] = told_now.as_slice() else { panic!("{told_now:?}") };
    assert_eq!(uri, PARTY);
    let header: Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap()).unwrap();
    assert_eq!((&header["typ"], &header["alg"]), (&json!("logout+jwt"), &json!("RS256")));
    let said = claims(&json!(token));
    let now_s = world.now() / 1_000;
    assert_eq!(
        said,
        json!({
            "iss": id["iss"], "aud": client, "sub": id["sub"], "sid": sid, "jti": said["jti"],
            "iat": now_s, "exp": now_s + 120,
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        })
    );
    // Once, and to nobody else.
    world.pass_s(3_600);
    assert_eq!(heard(&world).await, []);

    // The pool's key has signed it, and still nothing takes it for anything.
    world.pass_s(-3_600);
    let bearer = format!("Bearer {token}");
    let info = told(
        world.hosted(PREFIX, (Method::GET, "/oauth2/userInfo"), &[("authorization", &bearer)], "").await,
    );
    assert_eq!(info.status, 401);
    let refused = world.refused("GetUser", json!({ "AccessToken": token })).await;
    assert_eq!(refused, "NotAuthorizedException: Invalid Access Token");
    let mut browser = world.browser(PREFIX);
    enter(&world, &mut browser, &client, &[]).await;
    let body = crate::world::browser::encoded(&[("logout_token", token)]);
    let hint = world.hosted(PREFIX, (Method::GET, &format!("/logout?id_token_hint={token}")), &[], "").await;
    assert_eq!(hint.status(), 400);
    browser.open(&format!("/logout?{body}")).await;
    assert!(browser.html.contains("name=\"account\""), "nobody is signed out unasked: {}", browser.html);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(world.hosted(PREFIX, (Method::POST, "/logout"), &form, &body).await.status(), 403);
    browser.open(&authorize(&client, &[("prompt", "none")])).await;
    assert!(browser.told().contains_key("code"));
    let service =
        another(&world, &pool, json!({ "ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION"] })).await;
    for kind in ["access_token", "id_token"] {
        let kind = format!("urn:ietf:params:oauth:token-type:{kind}");
        let form = [
            ("grant_type", EXCHANGE),
            ("client_id", &service),
            ("subject_token", token),
            ("subject_token_type", &kind),
        ];
        assert_eq!(world.endpoint(PREFIX, "/oauth2/token", &[], &form).await.status, 400);
    }
}

#[tokio::test]
async fn every_end_of_a_sign_in_is_told() {
    let world = world();
    let scope = json!({ "AllowedOAuthScopes": ["openid", "email", "aws.cognito.signin.user.admin"] });
    let (pool, client) = stage(&world, json!({}), scope).await;
    tell_at(&world, &client, Some(PARTY)).await.unwrap();
    let user = json!({ "UserPoolId": pool, "Username": "alice" });
    let all = ("scope", "openid email aws.cognito.signin.user.admin");
    let ends = [
        "logout",
        "rp",
        "forget",
        "GlobalSignOut",
        "AdminUserGlobalSignOut",
        "AdminSetUserPassword",
        "AdminDisableUser",
        "DeleteUser",
    ];
    for ends in ends {
        let mut browser = world.browser(PREFIX);
        let tokens = enter(&world, &mut browser, &client, &[all]).await;
        let access = json!({ "AccessToken": tokens["access_token"] });
        match ends {
            "logout" => {
                browser.open("/logout").await.send(&[("account", "all")]).await;
            }
            "rp" => {
                browser.open(&format!("/logout?id_token_hint={}", text(&tokens, "id_token"))).await;
            }
            "forget" => {
                let sub = claims(&tokens["id_token"])["sub"].as_str().unwrap().to_owned();
                browser
                    .open(&authorize(&client, &[("prompt", "select_account")]))
                    .await
                    .send(&[("remove", &sub)])
                    .await;
            }
            "GlobalSignOut" | "DeleteUser" => _ = world.ok(ends, access).await,
            "AdminSetUserPassword" => {
                let new = json!({ "Password": PASSWORD, "Permanent": true });
                world.ok(ends, merged(user.clone(), new)).await;
            }
            _ => _ = world.ok(ends, user.clone()).await,
        }
        // Those before it too, where it ends the refresh tokens that a sign-out leaves.
        let sid = claims(&tokens["id_token"])["sid"].clone();
        let told = heard(&world).await;
        let sids: Vec<Value> = told.iter().map(|(_, token)| claims(&json!(token))["sid"].clone()).collect();
        assert!(sids.contains(&sid), "{ends}: {sids:?}");
        let leaves_others = ["logout", "rp", "forget"].contains(&ends);
        assert!(!leaves_others || sids.len() == 1, "{ends}: {sids:?}");
        if ends == "AdminDisableUser" {
            world.ok("AdminEnableUser", user.clone()).await;
        }
    }
}

#[tokio::test]
async fn who_signs_in_again_has_not_signed_out() {
    let world = world();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    tell_at(&world, &client, Some(PARTY)).await.unwrap();
    let (mut here, mut there) = (world.browser(PREFIX), world.browser(PREFIX));
    let tokens = enter(&world, &mut here, &client, &[]).await;
    enter(&world, &mut there, &client, &[]).await;
    // Who signs in again in the same browser has not signed out, and is the same session to nobody but us.
    here.open(&authorize(&client, &[("prompt", "login")])).await;
    here.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert_eq!(heard(&world).await, []);
    here.open("/logout").await.send(&[("account", "all")]).await;
    let told = heard(&world).await;
    let sids: Vec<Value> = told.iter().map(|(_, token)| claims(&json!(token))["sid"].clone()).collect();
    assert_eq!(sids, [claims(&tokens["id_token"])["sid"].clone()], "{pool}");
}

#[tokio::test]
async fn a_session_that_is_revoked_is_told() {
    let world = world();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let tracking = json!({
        "UserPoolId": pool, "UserSessionTracking": "ENABLED", "TokenSession": { "MaxPerUser": 20 },
    });
    world.ok("SetUserPoolSessionConfiguration", tracking).await;
    tell_at(&world, &client, Some(PARTY)).await.unwrap();
    let mut browser = world.browser(PREFIX);
    let tokens = enter(&world, &mut browser, &client, &[]).await;
    let sid = claims(&tokens["id_token"])["sid"].clone();
    let revoking = json!({ "UserPoolId": pool, "Username": "alice", "SessionId": sid });
    world.ok("AdminRevokeUserSession", revoking).await;
    let told = heard(&world).await;
    let sids: Vec<Value> = told.iter().map(|(_, token)| claims(&json!(token))["sid"].clone()).collect();
    assert_eq!(sids, [sid]);
}

#[tokio::test]
async fn an_app_that_is_away_is_told_later() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    tell_at(&world, &client, Some(PARTY)).await.unwrap();
    world.internet.fail(PARTY, 503);
    let mut browser = world.browser(PREFIX);
    enter(&world, &mut browser, &client, &[]).await;
    browser.open("/logout").await.send(&[("account", "all")]).await;
    let first = heard(&world).await;
    assert_eq!((first.len(), heard(&world).await.len()), (1, 0));
    world.pass_s(31);
    world.internet.serve(PARTY, "");
    let second = heard(&world).await;
    let of = |told: &[(String, String)], name: &str| claims(&json!(told[0].1))[name].clone();
    assert_eq!(of(&first, "jti"), of(&second, "jti"));
    assert_ne!(of(&first, "iat"), of(&second, "iat"));
    world.pass_s(7_200);
    assert_eq!(heard(&world).await, []);
    // What says no is not asked again.
    world.internet.fail(PARTY, 400);
    enter(&world, &mut browser, &client, &[]).await;
    browser.open("/logout").await.send(&[("account", "all")]).await;
    assert_eq!(heard(&world).await.len(), 1);
    world.pass_s(7_200);
    assert_eq!(heard(&world).await, []);
}

#[tokio::test]
async fn where_an_app_is_told_is_a_safe_address_or_none() {
    let world = world();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    for uri in [
        "http://app.example.com/x",
        "https://u@app.example.com/x",
        "https://app.example.com/x#y",
        "https:///x",
        "ftp://app.example.com/",
        "app.example.com",
        "https://app.example.com/ x",
        &format!("https://app.example.com/{}", "x".repeat(1_024)),
    ] {
        assert!(tell_at(&world, &client, Some(uri)).await.is_err(), "{uri}");
    }
    tell_at(&world, &client, Some(PARTY)).await.unwrap();
    tell_at(&world, &client, None).await.unwrap();
    let mut browser = world.browser(PREFIX);
    enter(&world, &mut browser, &client, &[]).await;
    browser.open("/logout").await.send(&[("account", "all")]).await;
    assert_eq!(heard(&world).await, []);
}

#[tokio::test]
async fn an_app_that_registers_itself_says_where() {
    let world = world();
    let pool = super::registration::open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let asking = |uri: &str| {
        let more = json!({ "backchannel_logout_uri": uri, "backchannel_logout_session_required": true });
        merged(super::registration::public(), more)
    };
    let elsewhere =
        ["https://victim.example/x", "http://app.example.com/x", "https://app.example.com.evil/x"];
    for uri in elsewhere {
        let answer = super::registration::register(&world, &[], asking(uri)).await;
        assert_eq!((answer.status, &answer.body["error"]), (400, &json!("invalid_client_metadata")), "{uri}");
    }
    let made = super::registration::register(&world, &[], asking(PARTY)).await;
    assert_eq!((made.status, &made.body["backchannel_logout_uri"]), (201, &json!(PARTY)), "{}", made.body);
    assert_eq!(made.body["backchannel_logout_session_required"], json!(true));
    let client = text(&made.body, "client_id");
    let ctx = world.ctx();
    let (_, row) = clients::with_pool(&ctx, client).await.unwrap();
    assert_eq!(back_channel::uri(&ctx, &row).await.unwrap().as_deref(), Some(PARTY));
    world.ok("DeleteUserPoolClient", json!({ "UserPoolId": pool, "ClientId": client })).await;
    assert_eq!(back_channel::uri(&ctx, &row).await.unwrap(), None);
}

#[tokio::test]
async fn without_the_option_nobody_is_told() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    world.internet.serve(PARTY, "");
    tell_at(&world, &client, Some(PARTY)).await.unwrap();
    let mut browser = world.browser(PREFIX);
    let tokens = enter(&world, &mut browser, &client, &[]).await;
    assert_eq!(claims(&tokens["id_token"])["sid"], Value::Null);
    browser.open("/logout").await.send(&[("account", "all")]).await;
    assert_eq!(heard(&world).await, []);
    let path = (Method::GET, "/.well-known/openid-configuration");
    let off = told(world.hosted(PREFIX, path.clone(), &[], "").await);
    assert_eq!(off.body["backchannel_logout_supported"], Value::Null);
    let on = self::world();
    stage(&on, json!({}), json!({})).await;
    let on = told(on.hosted(PREFIX, path, &[], "").await);
    let (is_on, has_sid) =
        (&on.body["backchannel_logout_supported"], &on.body["backchannel_logout_session_supported"]);
    assert_eq!((is_on, has_sid), (&json!(true), &json!(true)));
}

#[tokio::test]
async fn an_app_is_told_when_what_it_was_allowed_is_taken_back() {
    let world = world();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let other = another(&world, &pool, json!({})).await;
    for each in [&client, &other] {
        tell_at(&world, each, Some(PARTY)).await.unwrap();
    }
    let mut browser = world.browser(PREFIX);
    enter(&world, &mut browser, &other, &[]).await;
    browser.open(&authorize(&client, &[("scope", "openid email"), ("prompt", "consent")])).await;
    browser.send(&[("answer", "allow")]).await;
    let tokens = enter(&world, &mut browser, &client, &[]).await;
    browser.open(&format!("/account/apps?client_id={client}")).await.send(&[("remove", &client)]).await;
    assert!(browser.says("The app can no longer use your account."), "{}", browser.html);
    let told = heard(&world).await;
    let said: Vec<Value> = told.iter().map(|(_, token)| claims(&json!(token))).collect();
    let sid = &claims(&tokens["id_token"])["sid"];
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!((&said[0]["aud"], &said[0]["sid"]), (&json!(client), sid));
    // Nothing is left to be told of at the sign-out.
    browser.open("/logout").await.send(&[("account", "all")]).await;
    let told = heard(&world).await;
    let said: Vec<Value> = told.iter().map(|(_, token)| claims(&json!(token))["aud"].clone()).collect();
    assert!(said.contains(&json!(other)), "{said:?}");
    assert_eq!(said.iter().filter(|aud| **aud == json!(client)).count(), 0, "{said:?}");
}
