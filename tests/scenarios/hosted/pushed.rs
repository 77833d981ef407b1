//! Requests that a client pushes before it sends a browser. RFC: 9126.

use serde_json::json;

use super::{CALLBACK, PREFIX, stage};
use crate::world::browser::encoded;
use crate::world::{PASSWORD, World, config};

fn world() -> World {
    World::with(store::Store::open_memory().unwrap(), rules::Config { pushed_requests: true, ..config() })
}

#[tokio::test]
async fn a_pushed_request_serves_its_client_once() {
    let world = world();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let other = world.client(&pool, json!({ "ClientName": "other" })).await;
    let form = [
        ("response_type", "code"),
        ("client_id", &client),
        ("redirect_uri", CALLBACK),
        ("scope", "openid email"),
        ("state", "s & 1"),
    ];
    let push = || world.endpoint(PREFIX, "/oauth2/par", &[], &form);
    let answer = push().await;
    assert_eq!((answer.status, &answer.body["expires_in"]), (201, &json!(90)), "{}", answer.body);
    let path = |client: &str, uri: &serde_json::Value| {
        let pairs =
            [("client_id", client), ("request_uri", uri.as_str().expect("a text")), ("scope", "phone")];
        format!("/oauth2/authorize?{}", encoded(&pairs))
    };
    let uri = answer.body["request_uri"].clone();
    assert!(uri.as_str().unwrap().starts_with("urn:ietf:params:oauth:request_uri:"));
    let mut browser = world.browser(PREFIX);
    // Another client's browser gets nothing, and takes nothing away.
    browser.open(&path(&other, &uri)).await;
    assert_eq!((browser.status, &browser.left), (400, &None));
    assert!(browser.says("request_uri"), "{}", browser.html);
    browser.open(&path(&client, &uri)).await.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert_eq!(browser.told()["state"], "s & 1");
    browser.open(&path(&client, &uri)).await;
    assert_eq!((browser.status, &browser.left), (400, &None));
    // It does not wait for ever.
    let uri = push().await.body["request_uri"].clone();
    world.pass_s(91);
    browser.open(&path(&client, &uri)).await;
    assert_eq!((browser.status, &browser.left), (400, &None));
}

#[tokio::test]
async fn what_would_be_refused_is_refused_when_it_is_pushed() {
    let world = world();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let made = json!({
        "UserPoolId": pool, "ClientName": "safe", "GenerateSecret": true, "AllowedOAuthFlows": ["code"],
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthScopes": ["openid"], "CallbackURLs": [CALLBACK], "SupportedIdentityProviders": ["COGNITO"],
    });
    let safe = world.ok("CreateUserPoolClient", made).await["UserPoolClient"].clone();
    let safe_id = safe["ClientId"].as_str().unwrap();
    let base =
        [("response_type", "code"), ("client_id", &*client), ("redirect_uri", CALLBACK), ("scope", "openid")];
    let cases = [
        (("redirect_uri", "https://evil.example"), "invalid_request"),
        (("scope", "nothing"), "invalid_scope"),
        (("response_type", "id_token"), "invalid_request"),
        (("code_challenge", "x"), "invalid_request"),
        (("request_uri", "urn:ietf:params:oauth:request_uri:x"), "invalid_request"),
        (("request", "eyJhbGciOiJub25lIn0.e30."), "request_not_supported"),
        (("client_id", "nobody"), "invalid_client"),
        (("client_id", safe_id), "invalid_client"),
    ];
    for ((name, value), error) in cases {
        let mut form: Vec<(&str, &str)> = base.into_iter().filter(|pair| pair.0 != name).collect();
        form.push((name, value));
        let answer = world.endpoint(PREFIX, "/oauth2/par", &[], &form).await;
        assert_eq!((answer.status, &answer.body["error"]), (400, &json!(error)), "{name}");
    }
    let mut form = base.to_vec();
    form[1] = ("client_id", safe_id);
    form.push(("client_secret", safe["ClientSecret"].as_str().unwrap()));
    assert_eq!(world.endpoint(PREFIX, "/oauth2/par", &[], &form).await.status, 201);
}

#[tokio::test]
async fn without_the_option_there_is_nothing_of_it() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let answer = world.endpoint(PREFIX, "/oauth2/par", &[], &[("client_id", &client)]).await;
    assert_eq!(answer.status, 404);
    // AWS: `request_uri` says nothing.
    let uri = [("request_uri", "urn:ietf:params:oauth:request_uri:x")];
    let mut browser = world.browser(PREFIX);
    browser.open(&super::authorize(&client, &uri)).await;
    assert!(browser.at.starts_with("/login?"));
}
