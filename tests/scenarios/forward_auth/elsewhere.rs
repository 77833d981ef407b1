//! `/auth/alb` with a provider elsewhere: authenticate-oidc.
//! AWS: AuthenticateOidcActionConfig. RFC: OpenID Connect Core 1.0, sections 3.1.3.7 and 5.3.2.

use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rules::clients::Secret;
use rules::forward_auth::Gate;
use rules::forward_auth::gate::{Elsewhere, Provider, Sessions};
use rules::outside::{Question, Reply};
use serde_json::{Value, json};

use super::actors::{App, ORIGIN, Person, parameter};
use super::list;
use crate::world::browser::{encoded, parameters};
use crate::world::{internet, merged};

const ISSUER: &str = "https://login.example/tenant";

/// What it was asked: address, headers, form.
type Asked = (String, Vec<(&'static str, String)>, Option<String>);

/// A provider in process: what it gives can be changed from outside.
struct There {
    app: App,
    given: Arc<Mutex<Value>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

fn provider() -> Provider {
    Provider::Elsewhere(Box::new(Elsewhere {
        issuer: ISSUER.to_owned(),
        authorization_endpoint: format!("{ISSUER}/authorize"),
        token_endpoint: format!("{ISSUER}/token"),
        user_info_endpoint: format!("{ISSUER}/userinfo"),
        end_session_endpoint: Some(format!("{ISSUER}/bye")),
        client_id: "app:1".to_owned(),
        client_secret: Secret::new("se cret".to_owned()),
    }))
}

fn answer(given: &Value, question: &Question<'_>) -> Reply {
    let name = question.url.rsplit('/').next().unwrap();
    let status = given[format!("{name} status")].as_u64().unwrap_or(200);
    Reply {
        status: u16::try_from(status).unwrap(),
        body: given[name].to_string().into_bytes(),
        ..Reply::default()
    }
}

impl There {
    async fn new(change: impl FnOnce(&mut Gate, &mut Sessions)) -> There {
        let app = App::new(|gate, sessions| {
            sessions.provider = provider();
            gate.wanted.groups_claim = "groups".to_owned();
            change(gate, sessions);
        })
        .await;
        let given = Arc::new(Mutex::new(json!({
            "userinfo": { "sub": "u-1", "email": "alice@login.example" },
            "token": { "access_token": "opaque-1", "token_type": "Bearer", "expires_in": 600, "refresh_token": "r-1" },
        })));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (by, notes) = (Arc::clone(&given), Arc::clone(&asked));
        app.world
            .internet
            .serve(&format!("{ISSUER}/.well-known/openid-configuration"), &internet::discovery(ISSUER));
        app.world.internet.serve(&format!("{ISSUER}/keys"), &internet::key_set(&[(2, "k1")]));
        app.world.internet.answer(ISSUER, move |question: &Question<'_>| {
            notes.lock().unwrap().push((
                question.url.to_owned(),
                question.headers.clone(),
                question.form.clone(),
            ));
            answer(&by.lock().unwrap(), question)
        });
        There { app, given, asked }
    }

    fn claims(&self, over: Value) -> Value {
        let now = self.app.world.now() / 1_000;
        let base = json!({ "iss": ISSUER, "sub": "u-1", "aud": "app:1", "iat": now, "exp": now + 300, "groups": ["staff"] });
        merged(base, over)
    }

    /// What it gives from now on, merged into what it gave.
    fn give(&self, over: Value) {
        let mut given = self.given.lock().unwrap();
        for (name, value) in over.as_object().unwrap() {
            given[name] =
                if value.is_object() { merged(given[name].clone(), value.clone()) } else { value.clone() };
        }
    }

    /// Comes back from the provider with an ID token of these claims, and the nonce of the sign-in unless they say another.
    async fn arrive(&self, person: &mut Person<'_>, over: Value) -> u16 {
        let led = person.ask("auth", "/page").await;
        let sent = parameters(led.header("location"));
        let claims = self.claims(merged(json!({ "nonce": sent["nonce"] }), over));
        self.give(json!({ "token": { "id_token": internet::token(2, "k1", &claims) } }));
        let query = encoded(&[("code", "c-1"), ("state", &sent["state"])]);
        person.ask(&format!("idpresponse?{query}"), "/").await.status
    }
}

#[tokio::test]
async fn somebody_signs_in_elsewhere() {
    let there = There::new(|gate, _| {
        gate.wanted.groups = list(&["staff"]);
        gate.wanted.scopes = list(&["email"]);
    })
    .await;
    let mut alice = there.app.person();
    let led = alice.ask("auth", "/").await;
    assert!(
        led.header("location").starts_with(&format!("{ISSUER}/authorize?client_id=app%3A1&")),
        "{}",
        led.header("location")
    );
    assert_eq!(there.arrive(&mut alice, json!({})).await, 302);
    let asked = there.asked.lock().unwrap().clone();
    let [(token, token_headers, form), (info, info_headers, none)] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(
        (token.as_str(), info.as_str()),
        ("https://login.example/tenant/token", "https://login.example/tenant/userinfo")
    );
    let proof = STANDARD.encode("app%3A1:se+cret");
    assert_eq!(token_headers[0], ("authorization", format!("Basic {proof}")));
    let form = parameters(&format!("?{}", form.as_deref().unwrap()));
    assert_eq!((form["grant_type"].as_str(), form["code"].as_str()), ("authorization_code", "c-1"));
    assert_eq!(form["redirect_uri"], format!("{ORIGIN}/oauth2/idpresponse"));
    let challenge = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .encode(crypto::mac::sha256(form["code_verifier"].as_bytes()));
    assert_eq!(challenge.len(), 43);
    assert_eq!((info_headers[0].1.as_str(), none), ("Bearer opaque-1", &None));

    let told = alice.ask("verify", "/").await;
    assert_eq!((told.status, told.header("x-amzn-oidc-accesstoken")), (200, "opaque-1"));
    assert_eq!((told.header("x-amzn-oidc-identity"), told.header("x-auth-request-groups")), ("u-1", "staff"));
    assert_eq!(told.header("x-auth-request-email"), "alice@login.example");

    // Renewed when it is due, and by the newest refresh token.
    there.give(json!({ "token": { "access_token": "opaque-2", "refresh_token": "r-2", "id_token": null },
                       "userinfo": { "email": "new@login.example" } }));
    there.app.world.pass_s(601);
    let told = alice.ask("verify", "/").await;
    assert_eq!((told.status, told.header("x-auth-request-email")), (200, "new@login.example"));
    assert_eq!(told.header("x-auth-request-groups"), "staff");
    there.app.world.pass_s(601);
    assert_eq!(alice.ask("verify", "/").await.status, 200);
    let forms: Vec<String> =
        there.asked.lock().unwrap().iter().filter_map(|(_, _, form)| form.clone()).collect();
    assert!(forms[1].contains("refresh_token=r-1") && forms[2].contains("refresh_token=r-2"), "{forms:?}");

    // Out, as OpenID has it.
    let out = alice.clone().ask("logout", "/").await;
    let location = out.header("location");
    assert!(location.starts_with(&format!("{ISSUER}/bye?client_id=app%3A1&")), "{location}");
    assert_eq!(parameter(location, "post_logout_redirect_uri"), format!("{ORIGIN}/bye"));

    // No more tokens: the session has ended. One that is out of order has not, and lets nobody in.
    there.app.world.pass_s(601);
    there.give(json!({ "token status": 503 }));
    assert_eq!(alice.clone().ask("verify", "/").await.status, 500);
    there.give(json!({ "token status": 400 }));
    assert_eq!(alice.ask("verify", "/").await.status, 401);
}

#[tokio::test]
async fn a_session_without_refresh_tokens_lasts_its_whole_time() {
    let there = There::new(|_, sessions| sessions.timeout_s = 7_200).await;
    there.give(json!({ "token": { "refresh_token": null, "expires_in": "600" } }));
    let mut alice = there.app.person();
    assert_eq!(there.arrive(&mut alice, json!({})).await, 302);
    there.app.world.pass_s(7_100);
    assert_eq!(alice.ask("verify", "/").await.status, 200);
    there.app.world.pass_s(101);
    assert_eq!(alice.ask("verify", "/").await.status, 401);
}

#[tokio::test]
async fn an_id_token_that_is_not_of_this_sign_in_signs_nobody_in() {
    let there = There::new(|_, _| ()).await;
    let now = there.app.world.now() / 1_000;
    for over in [
        json!({ "nonce": "another" }),
        json!({ "nonce": null }),
        json!({ "iss": "https://login.example" }),
        json!({ "iss": format!("{ISSUER}/") }),
        json!({ "aud": "app:2" }),
        json!({ "aud": ["app:1", "app:2"] }),
        json!({ "aud": ["app:1", "app:2"], "azp": "app:2" }),
        json!({ "aud": [] }),
        json!({ "aud": null }),
        json!({ "exp": now - 1 }),
        json!({ "exp": null }),
        json!({ "exp": "later" }),
        json!({ "iat": now + 3_600 }),
        json!({ "nbf": now + 3_600 }),
        json!({ "sub": "" }),
        json!({ "sub": null }),
        json!({ "sub": 0 }),
        // Somebody else than userInfo speaks of.
        json!({ "sub": "u-2" }),
    ] {
        let mut alice = there.app.person();
        assert_eq!(there.arrive(&mut alice, over.clone()).await, 561, "{over}");
        assert_eq!(alice.pieces(), [""; 0]);
    }
    let mut alice = there.app.person();
    assert_eq!(there.arrive(&mut alice, json!({ "aud": ["app:1", "app:2"], "azp": "app:1" })).await, 302);

    // None at all, another's signature, and what is no token.
    let led = alice.ask("logout", "/").await;
    assert_eq!(led.status, 302);
    for token in [
        json!(null),
        json!("x"),
        json!(internet::token(3, "k1", &there.claims(json!({})))),
        json!("e30.e30."),
    ] {
        let mut bob = there.app.person();
        let led = bob.ask("auth", "/").await;
        there.give(json!({ "token": { "id_token": token } }));
        let query = encoded(&[("code", "c-1"), ("state", &parameter(led.header("location"), "state"))]);
        assert_eq!(bob.ask(&format!("idpresponse?{query}"), "/").await.status, 561, "{token}");
    }
}

#[tokio::test]
async fn a_provider_out_of_order_is_an_error_and_one_that_refuses_is_told() {
    for (given, status) in [
        (json!({ "token status": 500 }), 500),
        (json!({ "token status": 302 }), 500),
        (json!({ "token": "no object" }), 500),
        (json!({ "token status": 401 }), 561),
        (json!({ "userinfo status": 500 }), 500),
        (json!({ "userinfo status": 403 }), 561),
        (json!({ "userinfo": "no object" }), 500),
        (json!({ "userinfo": { "sub": null } }), 561),
        (json!({ "token": { "access_token": "a\r\nx-admin: 1" } }), 561),
        (json!({ "token": { "access_token": 7 } }), 500),
    ] {
        let there = There::new(|_, _| ()).await;
        let mut alice = there.app.person();
        let led = alice.ask("auth", "/").await;
        let sent = parameters(led.header("location"));
        let claims = there.claims(json!({ "nonce": sent["nonce"] }));
        there.give(json!({ "token": { "id_token": internet::token(2, "k1", &claims) } }));
        there.give(given.clone());
        let query = encoded(&[("code", "c-1"), ("state", &sent["state"])]);
        assert_eq!(alice.ask(&format!("idpresponse?{query}"), "/").await.status, status, "{given}");
        assert_eq!(alice.pieces(), [""; 0]);
    }
}
