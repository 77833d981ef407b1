//! Which methods the endpoints take, and how often a second a domain may be asked where rates are judged.
//! AWS: the developer guide, "Quotas in Amazon Cognito".

use http::Method;
use rules::rates::{Category, RateLimits};
use serde_json::json;

use super::token::{another, text, tokens};
use super::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::told;
use crate::world::{PASSWORD, World, config};

#[tokio::test]
async fn endpoints_that_take_forms_say_so_to_whoever_comes_without() {
    let all = rules::Config { introspection: true, pushed_requests: true, device_grant: true, ..config() };
    let world = World::with(store::Store::open_memory().unwrap(), all);
    stage(&world, json!({}), json!({})).await;
    let always = ["/oauth2/token", "/oauth2/revoke", "/oauth2/register"];
    let ours = ["/oauth2/introspect", "/oauth2/par", "/oauth2/device_authorization"];
    for path in always.iter().chain(&ours) {
        for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
            let answer = told(world.hosted(PREFIX, (method.clone(), path), &[], "").await);
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.body["error"], json!("method_not_allowed"), "{method} {path}");
            assert_eq!(answer.headers["allow"], "POST, OPTIONS", "{method} {path}");
        }
    }
    let shown = [
        (Method::POST, "/oauth2/authorize", "GET, HEAD, OPTIONS"),
        (Method::POST, "/signed-out", "GET, HEAD, OPTIONS"),
        (Method::PUT, "/login", "GET, HEAD, POST, OPTIONS"),
        (Method::DELETE, "/oauth2/userInfo", "GET, HEAD, POST, OPTIONS"),
    ];
    for (method, path, allowed) in shown {
        let answer = world.hosted(PREFIX, (method.clone(), path), &[], "").await;
        let told = (answer.status().as_u16(), answer.headers()["allow"].to_str().unwrap());
        assert_eq!(told, (405, allowed), "{method} {path}");
    }
    let world = World::new();
    stage(&world, json!({}), json!({})).await;
    for path in ours {
        assert_eq!(world.hosted(PREFIX, (Method::GET, path), &[], "").await.status(), 404, "{path}");
    }
}

fn limited(own: &[(Category, u32)]) -> World {
    let mut rates = RateLimits::unlimited();
    for (category, rate) in own {
        rates.set(*category, *rate, None);
    }
    World::with(store::Store::open_memory().unwrap(), rules::Config { rates, ..config() })
}

#[tokio::test]
async fn each_grant_counts_to_its_category() {
    let world = limited(&[
        (Category::ClientAuthentication, 2),
        (Category::UserAuthentication, 3),
        (Category::UserRead, 1),
        (Category::UserToken, 1),
    ]);
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let secret = "machine_secret_machine_secret";
    let made = json!({ "ClientSecret": secret, "AllowedOAuthFlows": ["client_credentials"],
        "AllowedOAuthScopes": ["aws.cognito/dcr/register"], "CallbackURLs": [] });
    let machine = another(&world, &pool, made).await;
    let first = tokens(&world, &client, "openid", &[]).await;
    world.pass_s(2);
    let bearer = format!("Bearer {}", text(&first, "access_token"));
    let refresh = text(&first, "refresh_token");
    let of_machine =
        [("client_id", &*machine), ("client_secret", secret), ("grant_type", "client_credentials")];
    let refreshing = [("client_id", &*client), ("grant_type", "refresh_token"), ("refresh_token", refresh)];
    let redeeming = [
        ("client_id", &*client),
        ("grant_type", "authorization_code"),
        ("code", "nobodys"),
        ("redirect_uri", CALLBACK),
    ];
    let revoking = [("client_id", &*client), ("token", "nobodys")];
    type Form<'a> = &'a [(&'a str, &'a str)];
    let cases: [(&str, Form<'_>, u16, usize); 4] = [
        ("/oauth2/token", &of_machine, 200, 2),
        ("/oauth2/token", &refreshing, 200, 3),
        ("/oauth2/token", &redeeming, 400, 3),
        ("/oauth2/revoke", &revoking, 200, 1),
    ];
    for (path, form, status, most) in cases {
        for _ in 0..most {
            assert_eq!(world.endpoint(PREFIX, path, &[], form).await.status, status, "{form:?}");
        }
        let beyond = world.endpoint(PREFIX, path, &[], form).await;
        assert_eq!((beyond.status, beyond.body), (429, json!({ "error": "too_many_requests" })), "{form:?}");
    }
    let info = async || {
        let headers = [("authorization", bearer.as_str())];
        told(world.hosted(PREFIX, (Method::GET, "/oauth2/userInfo"), &headers, "").await)
    };
    assert_eq!(info().await.status, 200);
    let beyond = info().await;
    assert_eq!((beyond.status, &beyond.body["error"]), (429, &json!("too_many_requests")));
    // Who has proved nothing uses up nobody's.
    world.pass_s(1);
    let wrong = [("client_id", &*machine), ("client_secret", "wrong"), ("grant_type", "client_credentials")];
    for _ in 0..5 {
        assert_eq!(world.endpoint(PREFIX, "/oauth2/token", &[], &wrong).await.status, 400);
    }
    assert_eq!(world.endpoint(PREFIX, "/oauth2/token", &[], &of_machine).await.status, 200);
    assert_eq!(info().await.status, 200);
}

#[tokio::test]
async fn one_address_does_not_keep_a_domain_from_others() {
    let aws = rules::Config { rates: RateLimits::aws(), ..config() };
    let world = World::with(store::Store::open_memory().unwrap(), aws);
    let (_, client) = stage(&world, json!({}), json!({})).await;
    world.pass_s(2);
    // What the address has asked in this instant, the rate's number at most.
    let (rates, now) = (&world.inner.rates, world.now());
    let asked = (0..500).take_while(|_| rates.take_of_domain(PREFIX, "203.0.113.7", None, now).is_ok());
    assert_eq!(asked.count(), 300);
    let beyond = world.hosted(PREFIX, (Method::GET, "/error"), &[], "").await;
    assert_eq!(beyond.status(), 429);
    assert_eq!(beyond.headers()["content-type"], "text/html; charset=utf-8");
    let path = (Method::GET, "/.well-known/jwks.json");
    assert_eq!(world.hosted(PREFIX, path, &[], "").await.status(), 200);
    world.pass_s(1);
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    assert_ne!(browser.told().get("code"), None);
}
