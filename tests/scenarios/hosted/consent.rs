//! What people let apps do: asked, remembered, refused, taken back.
//! RFC: 6749 section 10.2, 8252 section 8.6; OpenID Connect Core 1.0 section 3.1.2.4.

use serde_json::{Value, json};

use super::registration::{open_pool, public, register};
use super::{CALLBACK, PREFIX, VERIFIER, authorize, challenge, stage};
use crate::world::browser::{Browser, Told, told};
use crate::world::{PASSWORD, World, claims, merged};

async fn registered(world: &World, more: Value) -> String {
    let answer = register(world, &[], merged(public(), more)).await;
    answer.body["client_id"].as_str().unwrap_or_else(|| panic!("{}", answer.body)).to_owned()
}

/// An authorize request with PKCE.
fn asks(client: &str, more: &[(&str, &str)]) -> String {
    let challenge = challenge();
    let pkce = [("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")];
    authorize(client, &[&pkce[..], more].concat())
}

async fn signs_in(browser: &mut Browser<'_>) {
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
}

async fn redeem(world: &World, client: &str, code: &str) -> Told {
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    world.endpoint(PREFIX, "/oauth2/token", &[], &form).await
}

#[tokio::test]
async fn an_app_that_registered_itself_gets_nothing_unasked() {
    let world = World::new();
    open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let client = registered(&world, json!({ "scope": "openid email profile" })).await;
    let mut browser = world.browser(PREFIX);
    let resource = [("resource", "https://mcp.example.com/a")];
    signs_in(browser.open(&asks(&client, &resource)).await).await;
    assert!(browser.at.starts_with("/consent?") && browser.status == 200, "{}", browser.at);
    let words = ["Desk agent wants to use your account", "know who you are", "see your email address"];
    for words in
        words.into_iter().chain(["alice@example.com", "app.example.com", "https://mcp.example.com/a"])
    {
        assert!(browser.says(words), "{words}: {}", browser.html);
    }
    assert!(!browser.says("the other details"));
    browser.send(&[("answer", "allow")]).await;
    let told = browser.told();
    assert_eq!(told["state"], "s-1");
    let answer = redeem(&world, &client, &told["code"]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let access = claims(&answer.body["access_token"]);
    assert_eq!((&access["scope"], &access["aud"]), (&json!("openid email"), &resource[0].1.into()));
    assert_eq!(access["client_id"], json!(client));

    // Allowed before is not asked again, and more is.
    assert!(browser.open(&asks(&client, &resource)).await.told().contains_key("code"));
    browser.open(&asks(&client, &[("resource", "https://mcp.example.com/b")])).await;
    assert!(browser.at.starts_with("/consent?"));
    browser.open(&asks(&client, &[("scope", "openid profile")])).await;
    assert!(browser.at.starts_with("/consent?"));
    let silent = [("scope", "openid profile"), ("prompt", "none")];
    assert_eq!(browser.open(&asks(&client, &silent)).await.told()["error"], "consent_required");
    browser.open(&asks(&client, &[("prompt", "consent")])).await;
    assert!(browser.at.starts_with("/consent?"));
    // Another browser asks for the password, not for the consent.
    let mut other = world.browser(PREFIX);
    signs_in(other.open(&asks(&client, &[])).await).await;
    assert!(other.told().contains_key("code"));
}

#[tokio::test]
async fn who_says_no_sends_the_app_away() {
    let world = World::new();
    open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let client = registered(&world, json!({})).await;
    let mut browser = world.browser(PREFIX);
    signs_in(browser.open(&asks(&client, &[])).await).await;
    browser.send(&[("answer", "deny")]).await;
    let told = browser.told();
    assert_eq!((told["error"].as_str(), told["state"].as_str()), ("access_denied", "s-1"));
    assert!(!told.contains_key("code"));
    browser.open(&asks(&client, &[])).await;
    assert!(browser.at.starts_with("/consent?"));
}

#[tokio::test]
async fn an_app_on_the_persons_machine_is_asked_about_each_time_and_needs_pkce() {
    let world = World::new();
    open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let uris = json!(["http://127.0.0.1:4000/back", "http://localhost/back", "cursor://agent/back"]);
    let client = registered(&world, json!({ "redirect_uris": uris })).await;
    let mut browser = world.browser(PREFIX);
    // Any port of this machine is right, and nothing else of it.
    let right = [
        "http://127.0.0.1:51234/back",
        "http://localhost:1/back",
        "http://localhost/back",
        "cursor://agent/back",
    ];
    for (at, uri) in right.into_iter().enumerate() {
        browser.open(&asks(&client, &[("redirect_uri", uri)])).await;
        if at == 0 {
            signs_in(&mut browser).await;
        }
        assert!(browser.at.starts_with("/consent?"), "{uri}: {}", browser.at);
        assert!(
            browser.says(&uri[..uri.rfind('/').unwrap()].replace("http://", "").replace("//agent", "")),
            "{uri}"
        );
        browser.send(&[("answer", "allow")]).await;
        assert!(browser.left.as_ref().unwrap().starts_with(&format!("{uri}?code=")));
    }
    let wrong = [
        "http://127.0.0.1:51234/other",
        "http://127.0.0.1:51234/back?x=1",
        "http://127.0.0.1:123456/back",
        "http://127.0.0.1:1@evil.example/back",
        "http://127.0.0.1.evil.example/back",
        "http://[::1]:4000/back",
        "https://localhost:4000/back",
        "cursor://agent:1/back",
    ];
    for uri in wrong {
        browser.open(&asks(&client, &[("redirect_uri", uri)])).await;
        assert_eq!((browser.status, &browser.left), (400, &None), "{uri}");
    }
    browser.open(&authorize(&client, &[("redirect_uri", "http://localhost/back")])).await;
    assert_eq!(browser.told()["error"], "invalid_request");
}

#[tokio::test]
async fn an_app_of_the_pools_own_is_asked_about_when_it_wishes() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    signs_in(browser.open(&authorize(&client, &[])).await).await;
    assert!(browser.told().contains_key("code"));
    browser.open(&authorize(&client, &[("prompt", "consent")])).await;
    assert!(browser.says("web wants to use your account"), "{}", browser.html);
    browser.send(&[("answer", "allow")]).await;
    assert!(browser.told().contains_key("code"));
    assert!(browser.open(&authorize(&client, &[])).await.told().contains_key("code"));
}

#[tokio::test]
async fn the_question_is_of_one_browser_one_request_and_ten_minutes() {
    let world = World::new();
    open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let client = registered(&world, json!({ "scope": "openid email profile" })).await;
    let mut browser = world.browser(PREFIX);
    signs_in(browser.open(&asks(&client, &[])).await).await;
    let at = browser.at.clone();
    // Without the question, with that of another request, in another browser: back to the start.
    let bare = at.split("&consent=").next().unwrap();
    let other = at.replace("scope=openid+email", "scope=openid+profile");
    assert_ne!(at, other);
    for path in [bare, &other] {
        assert_eq!(browser.open(path).await.status, 400, "{path}");
    }
    let mut stranger = world.browser(PREFIX);
    stranger.open(&asks(&client, &[])).await.open(&at).await;
    assert_eq!((stranger.status, &stranger.left), (400, &None));
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let forged = world.hosted(PREFIX, (http::Method::POST, &at), &form, "answer=allow").await;
    assert_eq!(forged.status(), 403);
    assert_eq!(browser.open(&at).await.status, 200);
    world.pass_s(601);
    browser.send(&[("answer", "allow")]).await;
    assert_eq!((browser.status, &browser.left), (400, &None));
}

#[tokio::test]
async fn what_is_taken_back_ends_what_it_gave() {
    let world = World::new();
    let pool = open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let client = registered(&world, json!({})).await;
    let mut browser = world.browser(PREFIX);
    signs_in(browser.open(&asks(&client, &[])).await).await;
    browser.send(&[("answer", "allow")]).await;
    let tokens = redeem(&world, &client, &browser.told()["code"]).await.body;
    let waiting = browser.open(&asks(&client, &[])).await.told()["code"].clone();

    let ctx = world.ctx();
    let pool = rules::pools::get(&ctx, &pool).await.unwrap();
    let sub = claims(&tokens["id_token"])["sub"].as_str().unwrap().to_owned();
    let user = store::users::get(&ctx.read(), pool.id(), &sub).await.unwrap().unwrap();
    let given = rules::hosted::grants::of_user(&ctx, &pool, &user).await.unwrap();
    assert_eq!(
        (given.len(), given[0].client.id(), &given[0].scopes[..]),
        (1, &*client, &["openid".to_owned(), "email".to_owned()][..])
    );
    rules::hosted::grants::revoke(&ctx, &pool, &user, &client).await.unwrap();
    assert!(rules::hosted::grants::of_user(&ctx, &pool, &user).await.unwrap().is_empty());

    let refresh = json!({ "ClientId": client, "RefreshToken": tokens["refresh_token"] });
    let ended = world.refused("GetTokensFromRefreshToken", refresh).await;
    assert_eq!(ended, "NotAuthorizedException: Refresh Token has been revoked");
    // A code that was on its way gives nothing either.
    assert_eq!(redeem(&world, &client, &waiting).await.body["error"], json!("invalid_grant"));
    browser.open(&asks(&client, &[])).await;
    assert!(browser.at.starts_with("/consent?"));
}

#[tokio::test]
async fn an_mcp_client_finds_registers_asks_and_gets_tokens_for_its_server() {
    let world = World::new();
    open_pool(&world, json!({ "OpenDcrEnabled": true })).await;
    let path = (http::Method::GET, "/.well-known/oauth-authorization-server");
    let found = told(world.hosted(PREFIX, path, &[], "").await).body;
    let endpoint = |name: &str| {
        let url = found[name].as_str().unwrap_or_else(|| panic!("{name} in {found}"));
        url[url.find("/oauth2/").expect("an endpoint")..].to_owned()
    };
    assert_eq!(endpoint("registration_endpoint"), "/oauth2/register");
    assert!(found["code_challenge_methods_supported"].as_array().unwrap().contains(&json!("S256")));
    let back = "http://localhost:33418/callback";
    let client = registered(&world, json!({ "redirect_uris": [back], "scope": null })).await;
    let (mut browser, resource) = (world.browser(PREFIX), "https://mcp.example.com/notes");
    let asked = asks(&client, &[("redirect_uri", back), ("resource", resource), ("scope", "")]);
    signs_in(browser.open(&asked.replace("/oauth2/authorize", &endpoint("authorization_endpoint"))).await)
        .await;
    browser.send(&[("answer", "allow")]).await;
    assert!(browser.left.as_ref().unwrap().starts_with(back));
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", &*client),
        ("code", &browser.told()["code"]),
        ("redirect_uri", back),
        ("code_verifier", VERIFIER),
        ("resource", resource),
    ];
    let tokens = world.endpoint(PREFIX, &endpoint("token_endpoint"), &[], &form).await.body;
    assert_eq!(claims(&tokens["access_token"])["aud"], json!(resource), "{tokens}");
    // The refresh token is good once, and its successor keeps the resource.
    let refresh = |token: Value| {
        let (world, client) = (&world, &client);
        async move {
            let token = token.as_str().expect("a token").to_owned();
            let form = [("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", &token)];
            world.endpoint(PREFIX, "/oauth2/token", &[], &form).await.body
        }
    };
    let next = refresh(tokens["refresh_token"].clone()).await;
    assert_eq!(claims(&next["access_token"])["aud"], json!(resource));
    assert_ne!(next["refresh_token"], tokens["refresh_token"]);
    world.pass_s(60);
    assert_eq!(refresh(tokens["refresh_token"].clone()).await["error"], json!("invalid_grant"));
}
