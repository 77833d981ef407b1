//! Tokens that must open no gate: attacks 13, 15, 48 and 57.
//! RFC: 8725.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rules::forward_auth::gate::{Form, Issuer};
use serde_json::{Value, json};

use super::{gate, tokens};
use crate::world::{World, internet};

fn joined(header: &Value, payload: &str, signature: &[u8]) -> String {
    let head = URL_SAFE_NO_PAD.encode(header.to_string());
    format!("{head}.{payload}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn header(token: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap()).unwrap()
}

#[tokio::test]
async fn no_token_opens_a_gate_but_those_of_its_pool() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let signed_in = world.sign_in(&client, "alice").await;
    let own = signed_in["AccessToken"].as_str().unwrap().to_owned();
    let (head, payload) = (header(&own), own.split('.').nth(1).unwrap().to_owned());
    let key = "n and e in PEM would be the secret";

    let mut forged: Vec<(String, String)> = Vec::new();
    let mut add = |what: &str, token: String| forged.push((what.to_owned(), token));
    for alg in ["none", "None", "NONE", "nOnE", "", "HS256", "ES256", "PS256", "RS512", "RSA1_5", "dir"] {
        let head = crate::world::merged(head.clone(), json!({ "alg": alg }));
        let signed = own.rsplit('.').next().unwrap();
        add(&format!("{alg}, no signature"), joined(&head, &payload, b""));
        add(&format!("{alg}, its signature"), format!("{}{signed}", joined(&head, &payload, b"")));
        let input = joined(&head, &payload, b"");
        let tag = hmac::sign(
            &hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes()),
            input.trim_end_matches('.').as_bytes(),
        );
        add(&format!("{alg}, an HMAC"), joined(&head, &payload, tag.as_ref()));
    }
    for over in [
        json!({ "kid": "unknown" }),
        json!({ "kid": "" }),
        json!({ "kid": null }),
        json!({ "kid": ["a"] }),
        json!({ "crit": ["exp"] }),
        json!({ "crit": [] }),
        json!({ "kid": "../../keys", "jku": "https://evil.example/keys" }),
        json!({ "jwk": { "kty": "oct", "k": "AAAA" }, "kid": "x" }),
    ] {
        let head = crate::world::merged(head.clone(), over.clone());
        add(&over.to_string(), joined(&head, &payload, b"x"));
        // Signed by somebody's real key, under that head's name and under the pool's own.
        let kid = head["kid"].as_str().unwrap_or("x");
        let claims = crate::world::claims(&json!(own));
        add(&format!("{over}, signed"), internet::token(3, kid, &claims));
    }
    add(
        "another key under the same name",
        internet::token(3, head["kid"].as_str().unwrap(), &crate::world::claims(&json!(own))),
    );
    for claims in [json!([]), json!(null), json!({}), json!({ "iss": pool }), json!({ "iss": { "a": 1 } })] {
        add(&format!("{claims}"), internet::token(3, "k", &claims));
    }
    let bytes: Vec<u8> = own.bytes().collect();
    for at in (0..bytes.len()).step_by(7) {
        let mut bent = bytes.clone();
        bent[at] = if bent[at] == b'A' { b'B' } else { b'A' };
        add(&format!("bent at {at}"), String::from_utf8(bent).unwrap());
    }
    for text in [".", "..", "...", "a.b.c.d", "a.b", "e30.e30.e30", "e30.e30."] {
        add(text, text.to_owned());
    }
    add("five parts", format!("{own}.x.y"));
    add("twice", format!("{own} {own}"));
    add("padded", own.replace('.', "=."));
    add("long", "a".repeat(60_000));
    add("long and dotted", format!("{}.{}.{}", "a".repeat(20_000), "b".repeat(20_000), "c".repeat(9_000)));
    add("many dots", ".".repeat(20_000));
    add("a refresh token", signed_in["RefreshToken"].as_str().unwrap().to_owned());

    for form in [Form::HttpApi, Form::RestApi, Form::AppSync { allows_by_default: true }] {
        let open = |asks_store| {
            tokens(gate(form, Issuer::Pool(pool.clone()), &[&client]), |tokens| {
                (tokens.asks_store, tokens.token_use) = (asks_store, None);
            })
        };
        for asks_store in [true, false] {
            let world = world.with_gates([open(asks_store)]);
            let told = world.gate("/auth/jwt/api", &[("authorization", &own)]).await;
            assert_eq!(told.status, 200);
            for (what, token) in &forged {
                let told = world.gate("/auth/jwt/api", &[("authorization", token)]).await;
                assert_eq!(told.status, 401, "{form:?}: {what}");
            }
        }
    }
}

#[tokio::test]
async fn tokens_of_other_pools_and_of_the_other_kind_stay_out() {
    let world = World::new();
    let mut all = Vec::new();
    for _ in 0..2 {
        let pool = world.pool(json!({})).await;
        let client = world.client(&pool, json!({})).await;
        world.user(&pool, "alice").await;
        let tokens = world.sign_in(&client, "alice").await;
        all.push((pool, client, tokens));
    }
    let [(own, client, tokens_of_own), (_, _, others)] = &all[..] else { unreachable!() };
    let gates =
        world.with_gates([tokens(gate(Form::RestApi, Issuer::Pool(own.clone()), &[client]), |tokens| {
            // Even a gate that asks for no audience.
            tokens.audience.clear();
        })]);
    let ask = async |token: &Value| {
        gates.gate("/auth/jwt/api", &[("authorization", token.as_str().unwrap())]).await.status
    };
    assert_eq!(ask(&tokens_of_own["IdToken"]).await, 200);
    assert_eq!(ask(&tokens_of_own["AccessToken"]).await, 401);
    assert_eq!(ask(&others["IdToken"]).await, 401);
    assert_eq!(ask(&others["AccessToken"]).await, 401);
    // An issuer that ends like the pool's.
    let claims = crate::world::merged(
        crate::world::claims(&tokens_of_own["IdToken"]),
        json!({ "iss": format!("https://evil.example/{own}") }),
    );
    let kid = header(tokens_of_own["IdToken"].as_str().unwrap())["kid"].as_str().unwrap().to_owned();
    for key in 0..4 {
        assert_eq!(ask(&json!(internet::token(key, &kid, &claims))).await, 401);
    }
}
