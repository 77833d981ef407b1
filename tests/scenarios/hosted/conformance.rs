//! What the OpenID conformance suite looks at and no other scenario does: docs/conformance.md names each.
//! OpenID: Connect Core 1.0, sections 3.1.2, 5.3 and 5.5; RFC 6749 section 4.1.2.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Method;
use serde_json::{Value, json};

use super::token::{another, ask, text, word};
use super::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::{Browser, told};
use crate::world::{PASSWORD, World, claims};

const SECRET: &str = "a_secret_of_a_client_that_is_long";

async fn sign_in(browser: &mut Browser<'_>) {
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
}

/// The tokens of the code that a browser was sent back with.
async fn redeemed(world: &World, client: &str, browser: &Browser<'_>) -> Value {
    let code = browser.told()["code"].clone();
    let form = [("grant_type", "authorization_code"), ("code", &*code), ("redirect_uri", CALLBACK)];
    let answer = ask(world, client, &form).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

#[tokio::test]
async fn a_code_gives_an_id_token_that_openid_would_take() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    // The order of scopes says nothing, and a nonce may be left out.
    for (scope, nonce) in [("openid email", "n-1"), ("email openid", "")] {
        browser.open(&authorize(&client, &[("scope", scope), ("nonce", nonce), ("prompt", "login")])).await;
        sign_in(&mut browser).await;
        assert_eq!(browser.told()["state"], "s-1");
        let body = redeemed(&world, &client, &browser).await;
        assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(3_600)));
        let id = claims(&body["id_token"]);
        assert_eq!(id["nonce"], if nonce.is_empty() { Value::Null } else { json!(nonce) });
        assert_eq!(
            (&id["aud"], &id["iss"]),
            (&json!(client), &json!(format!("http://127.0.0.1:7665/{pool}")))
        );
        let (now, at) = (world.now() / 1_000, |name: &str| id[name].as_i64().unwrap());
        assert!(at("iat") <= now && at("exp") > now && at("auth_time") <= at("iat"));
        // The hash of the access token beside it, by the algorithm of the signature.
        let hash = &crypto::mac::sha256(text(&body, "access_token").as_bytes())[..16];
        assert_eq!(id["at_hash"], json!(URL_SAFE_NO_PAD.encode(hash)));
        let head = text(&body, "id_token").split('.').next().unwrap();
        let head: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(head).unwrap()).unwrap();
        assert_eq!(head["alg"], json!("RS256"));
        let keys = told(world.hosted(PREFIX, (Method::GET, "/.well-known/jwks.json"), &[], "").await).body;
        let same: Vec<_> =
            keys["keys"].as_array().unwrap().iter().filter(|key| key["kid"] == head["kid"]).collect();
        assert_eq!(same.len(), 1);
        let key =
            jsonwebtoken::DecodingKey::from_rsa_components(text(same[0], "n"), text(same[0], "e")).unwrap();
        let mut wanted = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
        wanted.set_audience(&[&client]);
        wanted.validate_exp = false;
        jsonwebtoken::decode::<Value>(text(&body, "id_token"), &key, &wanted).unwrap();
        let bearer = format!("Bearer {}", text(&body, "access_token"));
        for method in [Method::GET, Method::POST] {
            let headers = [("authorization", bearer.as_str())];
            let info = told(world.hosted(PREFIX, (method, "/oauth2/userInfo"), &headers, "").await);
            assert_eq!((info.status, &info.body["sub"]), (200, &id["sub"]));
        }
    }
}

#[tokio::test]
async fn a_request_that_says_not_what_it_wants_is_told_so_where_it_came_from() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    for kind in ["", "id_token", "code id_token", "nonsense"] {
        browser.open(&authorize(&client, &[("response_type", kind)])).await;
        let back = browser.told();
        assert_eq!((back["error"].as_str(), back["state"].as_str()), ("invalid_request", "s-1"), "{kind}");
        assert!(browser.left.as_deref().unwrap().starts_with(CALLBACK));
    }
    let challenge = super::challenge();
    for method in ["plain", "s256", "none"] {
        let pkce = [("code_challenge", challenge.as_str()), ("code_challenge_method", method)];
        browser.open(&authorize(&client, &pkce)).await;
        assert_eq!(browser.told()["error"], "invalid_request", "{method}");
    }
    for prompt in ["none login", "login none", "none consent"] {
        browser.open(&authorize(&client, &[("prompt", prompt)])).await;
        assert_eq!(browser.told()["error"], "invalid_request", "{prompt}");
    }
    // Scopes of OpenID want OpenID, and each scope is one that the client has.
    for scope in ["email", "profile", "openid phone", "openid nonsense", " "] {
        browser.open(&authorize(&client, &[("scope", scope)])).await;
        assert_eq!(browser.told()["error"], "invalid_scope", "{scope}");
    }
}

#[tokio::test]
async fn a_client_gets_what_its_flows_give() {
    let world = World::new();
    let (pool, _) = stage(&world, json!({}), json!({})).await;
    let cases = [
        (json!({ "AllowedOAuthFlows": ["code"] }), "token"),
        (json!({ "AllowedOAuthFlows": ["implicit"] }), "code"),
        (json!({ "AllowedOAuthFlowsUserPoolClient": false }), "code"),
    ];
    for (settings, kind) in cases {
        let client = another(&world, &pool, settings.clone()).await;
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[("response_type", kind)])).await;
        assert_eq!(browser.told()["error"], "unauthorized_client", "{settings}");
    }
}

#[tokio::test]
async fn what_is_not_understood_changes_nothing() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    sign_in(&mut browser).await;
    let first = claims(&redeemed(&world, &client, &browser).await["id_token"]);
    let hint = redeemable_hint(&world, &client, &mut browser).await;
    let claims_wanted = json!({ "userinfo": { "name": { "essential": true } } }).to_string();
    for (name, value) in [
        ("extra", "foobar"),
        ("display", "page"),
        ("display", "popup"),
        ("claims_locales", "se en"),
        ("ui_locales", "se no-such-language"),
        ("acr_values", "1 2"),
        ("claims", claims_wanted.as_str()),
        ("id_token_hint", hint.as_str()),
        ("login_hint", "alice"),
        ("registration", "{}"),
    ] {
        browser.open(&authorize(&client, &[(name, value)])).await;
        let id = claims(&redeemed(&world, &client, &browser).await["id_token"]);
        assert_eq!((&id["sub"], &id["auth_time"]), (&first["sub"], &first["auth_time"]), "{name}");
        let mut fresh = world.browser(PREFIX);
        fresh.open(&authorize(&client, &[(name, value)])).await;
        assert_eq!((fresh.status, &fresh.left), (200, &None), "{name}");
        sign_in(&mut fresh).await;
        assert!(fresh.told().contains_key("code"), "{name}");
    }
}

async fn redeemable_hint(world: &World, client: &str, browser: &mut Browser<'_>) -> String {
    browser.open(&authorize(client, &[])).await;
    text(&redeemed(world, client, browser).await, "id_token").to_owned()
}

#[tokio::test]
async fn prompt_and_max_age_say_who_is_asked_again() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("prompt", "none")])).await;
    assert_eq!(
        (browser.told()["error"].as_str(), browser.told()["state"].as_str()),
        ("login_required", "s-1")
    );
    browser.open(&authorize(&client, &[])).await;
    sign_in(&mut browser).await;
    let first = claims(&redeemed(&world, &client, &browser).await["id_token"]);
    world.pass_s(3);
    for more in [("prompt", "none"), ("max_age", "10000")] {
        browser.open(&authorize(&client, &[more])).await;
        let id = claims(&redeemed(&world, &client, &browser).await["id_token"]);
        assert_eq!((&id["sub"], &id["auth_time"]), (&first["sub"], &first["auth_time"]), "{more:?}");
    }
    for more in [("max_age", "1"), ("prompt", "login")] {
        world.pass_s(3);
        browser.open(&authorize(&client, &[more])).await;
        assert_eq!((browser.status, &browser.left), (200, &None), "{more:?}");
        sign_in(&mut browser).await;
        let id = claims(&redeemed(&world, &client, &browser).await["id_token"]);
        assert_eq!(id["sub"], first["sub"]);
        assert!(id["auth_time"].as_i64() > first["auth_time"].as_i64(), "{more:?}");
    }
    browser.open(&authorize(&client, &[("prompt", "none"), ("max_age", "1")])).await;
    assert!(browser.told().contains_key("code"));
    world.pass_s(3);
    browser.open(&authorize(&client, &[("prompt", "none"), ("max_age", "1")])).await;
    assert_eq!(browser.told()["error"], "login_required");
}

#[tokio::test]
async fn a_code_that_comes_again_is_refused_and_ends_what_it_gave() {
    let world = World::new();
    let (pool, _) = stage(&world, json!({}), json!({})).await;
    let client = another(&world, &pool, json!({ "ClientSecret": SECRET })).await;
    for later_s in [0, 30, 400] {
        let mut browser = world.browser(PREFIX);
        browser.open(&authorize(&client, &[])).await;
        sign_in(&mut browser).await;
        let code = browser.told()["code"].clone();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &*code),
            ("redirect_uri", CALLBACK),
            ("client_secret", SECRET),
        ];
        let given = ask(&world, &client, &form).await;
        assert_eq!(given.status, 200, "{}", given.body);
        let bearer = format!("Bearer {}", text(&given.body, "access_token"));
        let headers = [("authorization", bearer.as_str())];
        let info =
            async || world.hosted(PREFIX, (Method::GET, "/oauth2/userInfo"), &headers, "").await.status();
        assert_eq!(info().await, 200);
        world.pass_s(later_s);
        assert_eq!(word(&ask(&world, &client, &form).await), (400, "invalid_grant".to_owned()), "{later_s}");
        assert_eq!(info().await, 401, "{later_s}");
        let refresh =
            [("grant_type", "refresh_token"), ("refresh_token", text(&given.body, "refresh_token")), form[3]];
        assert_eq!(
            word(&ask(&world, &client, &refresh).await),
            (400, "invalid_grant".to_owned()),
            "{later_s}"
        );
    }
}

#[tokio::test]
async fn a_code_that_comes_many_times_at_once_gives_nothing_that_lasts() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    sign_in(&mut browser).await;
    let code = browser.told()["code"].clone();
    let form = [("grant_type", "authorization_code"), ("code", &*code), ("redirect_uri", CALLBACK)];
    let told = futures_util::future::join_all((0..4).map(|_| ask(&world, &client, &form))).await;
    let given: Vec<_> = told.iter().filter(|told| told.status == 200).collect();
    assert!(given.len() <= 1, "{} were given tokens", given.len());
    for told in told.iter().filter(|told| told.status != 200) {
        assert_eq!(word(told), (400, "invalid_grant".to_owned()));
    }
    for told in given {
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", text(&told.body, "refresh_token"))];
        assert_eq!(word(&ask(&world, &client, &refresh).await), (400, "invalid_grant".to_owned()));
    }
}

#[tokio::test]
async fn a_redirect_is_compared_to_its_last_byte() {
    let world = World::new();
    let (pool, _) = stage(&world, json!({}), json!({})).await;
    let with_query = format!("{CALLBACK}?foo=bar");
    let client =
        another(&world, &pool, json!({ "CallbackURLs": [with_query, "https://a.b.example/x"] })).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[("redirect_uri", &with_query)])).await;
    sign_in(&mut browser).await;
    assert!(browser.left.as_deref().unwrap().starts_with(&format!("{with_query}&code=")));
    for uri in [
        CALLBACK,
        &format!("{CALLBACK}?foo=baz"),
        &format!("{with_query}&foo=bar"),
        &format!("{with_query}#x"),
        "https://a.b.example/x/",
        "https://a.b.example/x/../x",
        "https://a.b.example/%78",
        "https://a.b.example:443/x",
        "https://A.b.example/x",
        "https://aXb.example/x",
        "https://u@a.b.example/x",
        "https://a.b.example\\@evil.example/x",
        "https://a.b.example/x ",
    ] {
        browser.open(&authorize(&client, &[("redirect_uri", uri)])).await;
        assert_eq!((browser.status, &browser.left), (400, &None), "{uri}");
    }
    // An app that somebody has set up has its ports on this machine set up too.
    let client = another(&world, &pool, json!({ "CallbackURLs": ["http://localhost:4000/back"] })).await;
    for uri in [
        "http://localhost/back",
        "http://localhost:4001/back",
        "http://localhost:80@evil.example/back",
        "http://localhost:4000@evil.example/back",
        "http://LOCALHOST:4000/back",
        "http://127.0.0.1:4000/back",
        "http://[::1]:4000/back",
        "http://localhost:4000/%62ack",
    ] {
        browser.open(&authorize(&client, &[("redirect_uri", uri)])).await;
        assert_eq!((browser.status, &browser.left), (400, &None), "{uri}");
    }
}
