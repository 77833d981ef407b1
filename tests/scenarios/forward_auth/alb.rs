//! `/auth/alb`: authenticate-cognito of a load balancer, from the first request to the sign-out.
//! AWS: "Authenticate users using an Application Load Balancer".

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use crypto::jose::foreign::{self, ForeignKey};
use rules::forward_auth::gate::{OwnPool, Provider, Stranger};
use serde_json::{Value, json};

use super::actors::{App, ORIGIN, parameter};
use super::list;
use crate::world::gates::Told;

const DATA: &str = "x-amzn-oidc-data";

fn part(token: &str, at: usize) -> Value {
    serde_json::from_slice(&URL_SAFE.decode(token.split('.').nth(at).unwrap()).unwrap()).unwrap()
}

#[tokio::test]
async fn somebody_signs_in_and_the_app_is_told_who_it_is() {
    let app =
        App::new(|_, sessions| sessions.extra_params = vec![("lang".to_owned(), "de".to_owned())]).await;
    let mut alice = app.person();
    // nginx is told yes or no, and goes to the sign-in by itself.
    assert_eq!(alice.ask("verify", "/orders?page=2").await.status, 401);
    assert!(alice.cookies.is_empty());
    let led = alice.ask("login", "/orders?page=2").await;
    let location = led.header("location").to_owned();
    assert!(location.starts_with("http://acme.auth.localhost:7665/oauth2/authorize?"), "{location}");
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", app.client.as_str()),
        ("redirect_uri", &format!("{ORIGIN}/oauth2/idpresponse")),
        ("scope", "openid email"),
        ("code_challenge_method", "S256"),
        ("lang", "de"),
    ] {
        assert_eq!(parameter(&location, name), value);
    }
    assert_eq!(alice.cookies.keys().collect::<Vec<_>>(), ["__Host-AWSALBAuthNonce"]);
    alice.sign_in("/orders?page=2").await;
    assert_eq!(alice.pieces(), alice.cookies.keys().cloned().collect::<Vec<_>>());

    let told = alice.ask("verify", "/orders").await;
    assert_eq!((told.status, told.body.as_str(), told.header("set-cookie")), (200, "", ""));
    let access = crate::world::claims(&json!(told.header("x-amzn-oidc-accesstoken")));
    assert_eq!((&access["token_use"], &access["client_id"]), (&json!("access"), &json!(app.client)));
    assert_eq!(told.header("x-amzn-oidc-identity"), access["sub"].as_str().unwrap());
    assert_eq!(told.header("x-auth-request-email"), "alice@example.com");
    assert_eq!(told.header("x-auth-request-preferred-username"), "alice");
    let data = told.header(DATA);
    assert!(data.split('.').all(|part| part.len() % 4 == 0), "{data}");
    let (header, payload) = (part(data, 0), part(data, 1));
    assert_eq!((&header["alg"], &header["client"]), (&json!("ES256"), &json!(app.client)));
    assert_eq!((&header["iss"], &payload["iss"]), (&access["iss"], &access["iss"]));
    assert_eq!((&header["exp"], &payload["exp"]), (&payload["exp"], &header["exp"]));
    assert_eq!(payload["email"], "alice@example.com");
    let signer = header["signer"].as_str().unwrap();
    let arn = "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/app/";
    assert!(signer.starts_with(arn) && signer.len() == arn.len() + 16, "{signer}");

    // The key is where load balancers have it, in PEM, and in a set for everybody else.
    let kid = header["kid"].as_str().unwrap();
    assert_eq!(kid.len(), 36);
    let pem = app.world.gate_by(false, &format!("/auth/alb/keys/{kid}"), &[]).await;
    let der: String = pem.body.lines().filter(|line| !line.starts_with('-')).collect();
    let der = STANDARD.decode(der).unwrap();
    let set: Value =
        serde_json::from_str(&app.world.gate_by(false, "/auth/alb/keys", &[]).await.body).unwrap();
    let key: foreign::Jwk = serde_json::from_value(set["keys"][0].clone()).unwrap();
    let bare = data.replace('=', "");
    // What is signed is padded: standard libraries do not verify it, as at AWS.
    assert!(!ForeignKey::from_jwk(&key).unwrap().verifies(&foreign::parse(&bare).unwrap()));
    let x = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(set["keys"][0]["x"].as_str().unwrap())
        .unwrap();
    assert_eq!(der[27..59], x);
    let signed = aws_lc_rs::signature::UnparsedPublicKey::new(
        &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED,
        &der[26..],
    );
    let (input, signature) = data.rsplit_once('.').unwrap();
    signed.verify(input.as_bytes(), &URL_SAFE.decode(signature).unwrap()).unwrap();
    assert_eq!(app.world.gate("/auth/alb/keys/00000000-0000-4000-8000-000000000000", &[]).await.status, 0);
    // Another node, and this one after a restart, sign by the same key.
    let again = alice.ask("auth", "/orders").await;
    assert_eq!(part(again.header(DATA), 0)["kid"], header["kid"]);
}

#[tokio::test]
async fn a_key_signs_for_ninety_days_and_is_served_for_ninety_more() {
    const DAY_S: i64 = 24 * 3_600;
    let app = App::new(|_, _| {}).await;
    let kids = async |world: &crate::world::World| -> Vec<String> {
        let set = world.gate_by(false, "/auth/alb/keys", &[]).await.body;
        let set: Value = serde_json::from_str(&set).unwrap();
        set["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    };
    let first = kids(&app.world).await;
    assert_eq!(first.len(), 1);
    let other = app.world.beside(app.world.inner.config.clone());
    assert_eq!(kids(&other).await, first);
    app.world.pass_s(90 * DAY_S - 1);
    assert_eq!(kids(&app.world).await, first);
    app.world.pass_s(1);
    let second = kids(&app.world).await;
    assert_eq!((second.len(), &second[1]), (2, &first[0]));
    // Whoever signs does so by the newer one, and both are there by their ids: also at a node that has not signed since.
    let mut alice = app.person();
    alice.sign_in("/orders").await;
    let told = alice.ask("auth", "/orders").await;
    assert_eq!(part(told.header(DATA), 0)["kid"], second[0]);
    for kid in &second {
        for node in [&app.world, &other] {
            let pem = node.gate_by(false, &format!("/auth/alb/keys/{kid}"), &[]).await.body;
            assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----"), "{pem}");
        }
    }
    assert_eq!(kids(&other).await, second);
    app.world.pass_s(90 * DAY_S);
    let third = kids(&app.world).await;
    assert_eq!((third.len(), &third[1]), (2, &second[0]));
    let gone = app.world.gate_by(false, &format!("/auth/alb/keys/{}", first[0]), &[]).await;
    assert_eq!(gone.status, 0);
}

#[tokio::test]
async fn strangers_are_led_let_through_or_refused_as_the_gate_says() {
    let status = async |app: &App, action: &str, more: &[(&str, &str)]| {
        app.person().ask_as(action, "/", more).await.status
    };
    let app = App::new(|_, _| ()).await;
    assert_eq!(status(&app, "auth", &[]).await, 302);
    for script in
        [("x-requested-with", "XMLHttpRequest"), ("sec-fetch-mode", "cors"), ("accept", "application/json")]
    {
        assert_eq!(status(&app, "auth", &[script]).await, 401, "{script:?}");
    }
    let app = App::new(|_, sessions| sessions.stranger = Stranger::Allow).await;
    for action in ["verify", "auth"] {
        let told = app.person().ask(action, "/").await;
        let named =
            told.headers.iter().filter(|(name, value)| name.as_str().starts_with("x-a") && !value.is_empty());
        assert_eq!((told.status, named.count()), (200, 0));
    }
    let app = App::new(|_, sessions| (sessions.stranger, sessions.timeout_s) = (Stranger::Deny, 60)).await;
    for action in ["verify", "auth", "login"] {
        assert_eq!(status(&app, action, &[]).await, 401);
    }
    // AWS: whose session has ended is led to the sign-in even so.
    let ended = App::new(|_, sessions| sessions.timeout_s = 60).await;
    let mut alice = ended.person();
    alice.sign_in("/").await;
    ended.world.pass_s(61);
    assert_eq!(alice.ask("verify", "/").await.status, 401);
    assert_eq!(alice.ask("login", "/a").await.status, 302);
    alice.sign_in("/a").await;
    assert_eq!(alice.ask("verify", "/").await.status, 200);
}

#[tokio::test]
async fn a_session_that_has_ended_is_led_to_the_sign_in_where_strangers_are_denied() {
    let mut app = App::new(|_, sessions| sessions.timeout_s = 60).await;
    let mut alice = app.person();
    alice.sign_in("/").await;
    let cookies = alice.cookies.clone();
    app.world.pass_s(61);
    let denying = super::actors::gate("app", &app.pool, &app.client, |_, sessions| {
        (sessions.stranger, sessions.timeout_s) = (Stranger::Deny, 60);
    });
    app.world = app.world.with_gates([denying]);
    let mut alice = app.person();
    assert_eq!(alice.ask("auth", "/").await.status, 401);
    alice.cookies = cookies;
    assert_eq!(alice.ask("auth", "/").await.status, 302);
}

#[tokio::test]
async fn a_group_a_scope_or_a_claim_may_be_asked_for() {
    let mut app = App::new(|gate, _| gate.wanted.groups = list(&["staff"])).await;
    let mut alice = app.person();
    alice.sign_in("/").await;
    for action in ["verify", "auth", "login"] {
        let told = alice.ask(action, "/").await;
        assert_eq!((told.status, told.header("x-amzn-oidc-identity")), (403, ""), "{action}");
    }
    app.world.ok("CreateGroup", json!({ "UserPoolId": app.pool, "GroupName": "staff" })).await;
    let join = json!({ "UserPoolId": app.pool, "Username": "alice", "GroupName": "staff" });
    app.world.ok("AdminAddUserToGroup", join).await;
    // What a token says it says until there is a new one.
    assert_eq!(alice.ask("verify", "/").await.status, 403);
    app.world.pass_s(3_601);
    let told = alice.ask("verify", "/").await;
    assert_eq!((told.status, told.header("x-auth-request-groups")), (200, "staff"));

    for (scopes, status) in [("email", 200), ("profile", 403)] {
        let gate = super::actors::gate("app", &app.pool, &app.client, |gate, _| {
            gate.wanted.scopes = list(&[scopes]);
        });
        app.world = app.world.with_gates([gate]);
        let mut alice = app.person();
        alice.sign_in("/").await;
        assert_eq!(alice.ask("verify", "/").await.status, status);
    }
    let gate = super::actors::gate("app", &app.pool, &app.client, |gate, _| {
        gate.wanted.claims = [("email".to_owned(), list(&["bob@example.com"]))].into();
    });
    app.world = app.world.with_gates([gate]);
    for (name, status) in [("alice", 403), ("bob", 200)] {
        let mut person = app.person();
        person.name = name;
        person.sign_in("/").await;
        assert_eq!(person.ask("verify", "/").await.status, status);
    }
}

fn renewed(told: &Told) -> usize {
    told.headers.get_all("set-cookie").iter().count()
}

#[tokio::test]
async fn claims_are_renewed_with_the_access_token_until_the_sign_in_ends() {
    let app = App::new(|_, _| ()).await;
    let mut alice = app.person();
    alice.sign_in("/").await;
    let first = alice.ask("verify", "/").await;
    let change = json!([{ "Name": "email", "Value": "new@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    let who = json!({ "UserPoolId": app.pool, "Username": "alice", "UserAttributes": change });
    app.world.ok("AdminUpdateUserAttributes", who).await;
    app.world.pass_s(3_500);
    assert_eq!(alice.ask("verify", "/").await.header("x-auth-request-email"), "alice@example.com");
    app.world.pass_s(101);
    let told = alice.ask("verify", "/").await;
    assert_eq!((told.status, told.header("x-auth-request-email")), (200, "new@example.com"));
    assert_ne!(told.header("x-amzn-oidc-accesstoken"), first.header("x-amzn-oidc-accesstoken"));
    // nginx hands on one header of a name alone: each cookie stands in one of its own, too.
    assert_eq!(renewed(&told), alice.pieces().len());
    assert!(told.header("x-auth-set-cookie-0").starts_with("AWSELBAuthSessionCookie-0="));
    assert_eq!(renewed(&alice.ask("verify", "/").await), 0);
    // The session is as old as its sign-in.
    for day in 1..7 {
        app.world.pass_s(86_400);
        assert_eq!(alice.ask("verify", "/").await.status, 200, "day {day}");
    }
    app.world.pass_s(86_400 - 3_601);
    assert_eq!(alice.ask("verify", "/").await.status, 401);
}

#[tokio::test]
async fn a_sign_in_that_ends_in_the_pool_ends_here() {
    for end in ["AdminUserGlobalSignOut", "AdminDisableUser", "AdminDeleteUser"] {
        let app = App::new(|_, _| ()).await;
        let mut alice = app.person();
        alice.sign_in("/").await;
        let who = json!({ "UserPoolId": app.pool, "Username": "alice" });
        app.world.ok(end, who).await;
        assert_eq!(alice.ask("verify", "/").await.status, 401, "{end}");
        assert_eq!(alice.ask("auth", "/").await.status, 302, "{end}");
        // And not by a new token either.
        app.world.pass_s(3_601);
        assert_eq!(alice.ask("verify", "/").await.status, 401, "{end}");
    }
    // As a load balancer, which notices when the token has expired.
    let app = App::new(|_, sessions| sessions.asks_store = false).await;
    let mut alice = app.person();
    alice.sign_in("/").await;
    let who = json!({ "UserPoolId": app.pool, "Username": "alice" });
    app.world.ok("AdminUserGlobalSignOut", who).await;
    assert_eq!(alice.ask("verify", "/").await.status, 200);
    app.world.pass_s(3_601);
    assert_eq!(alice.ask("verify", "/").await.status, 401);
}

#[tokio::test]
async fn a_client_that_rotates_keeps_its_session() {
    let rotation = json!({ "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 },
                           "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"], "GenerateSecret": true });
    let app = App::with(rotation, |_, _| ()).await;
    let mut alice = app.person();
    alice.sign_in("/").await;
    for _ in 0..3 {
        app.world.pass_s(3_601);
        let told = alice.ask("verify", "/").await;
        assert_eq!((told.status, renewed(&told)), (200, alice.pieces().len()));
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_here_and_the_sign_in_there() {
    let app = App::new(|_, _| ()).await;
    let mut alice = app.person();
    alice.sign_in("/").await;
    let before = alice.clone();
    let out = alice.ask("logout", "/signout").await;
    let location = out.header("location");
    assert!(location.starts_with("http://acme.auth.localhost:7665/logout?"), "{location}");
    assert_eq!(parameter(location, "client_id"), app.client);
    assert_eq!(parameter(location, "logout_uri"), format!("{ORIGIN}/bye"));
    assert_eq!(alice.pieces(), [""; 0]);
    assert_eq!(renewed(&out), 4);
    // Who has kept the cookies has nothing.
    assert_eq!(before.clone().ask("verify", "/").await.status, 401);
    app.world.pass_s(3_601);
    assert_eq!(before.clone().ask("verify", "/").await.status, 401);
    // The pool's own page leads back to the app.
    let mut browser = app.world.browser("acme");
    browser.open(location.strip_prefix("http://acme.auth.localhost:7665").unwrap()).await;
    assert_eq!(browser.left.as_deref(), Some("https://app.example.com/bye"));

    let app = App::new(|_, sessions| sessions.logout_uri = None).await;
    let out = app.person().ask("logout", "/").await;
    assert_eq!((out.status, out.body.as_str()), (200, "You are signed out.\n"));
}

#[tokio::test]
async fn windows_of_one_browser_sign_in_beside_each_other() {
    let app = App::new(|_, _| ()).await;
    let mut alice = app.person();
    let first = alice.ask("auth", "/first").await;
    let second = alice.ask("auth", "/second").await;
    let (to_first, to_second) = (alice.prove(&first).await, alice.prove(&second).await);
    let before = alice.clone();
    let told = alice.ask(&format!("idpresponse?{to_second}"), "/").await;
    assert_eq!(told.header("location"), format!("{ORIGIN}/second"));
    // The secret is gone with the first that came back, and the other goes on with what it has left.
    let told = alice.ask(&format!("idpresponse?{to_first}"), "/").await;
    assert_eq!((told.status, told.header("location")), (302, format!("{ORIGIN}/first").as_str()));
    let told = before.clone().ask(&format!("idpresponse?{to_first}"), "/").await;
    assert_eq!((told.status, told.header("location")), (302, format!("{ORIGIN}/first").as_str()));
}

#[tokio::test]
async fn what_the_provider_refuses_is_told_as_load_balancers_do() {
    let app = App::new(|_, _| ()).await;
    let mut alice = app.person();
    let led = alice.ask("auth", "/").await;
    let state = parameter(led.header("location"), "state");
    let query = crate::world::browser::encoded(&[("error", "access_denied"), ("state", &state)]);
    assert_eq!(alice.ask(&format!("idpresponse?{query}"), "/").await.status, 561);
    let query = crate::world::browser::encoded(&[
        ("code", "00000000-0000-4000-8000-000000000000"),
        ("state", &state),
    ]);
    assert_eq!(alice.ask(&format!("idpresponse?{query}"), "/").await.status, 561);
    // A gate whose pool is not there, or has no such domain, is the operator's to mend.
    for provider in [
        Provider::Pool(OwnPool {
            user_pool_id: "us-east-1_Nowhere00".to_owned(),
            client_id: app.client.clone(),
            domain: None,
        }),
        Provider::Pool(OwnPool {
            user_pool_id: app.pool.clone(),
            client_id: app.client.clone(),
            domain: Some("other".to_owned()),
        }),
    ] {
        let app = App::new(|_, sessions| sessions.provider = provider.clone()).await;
        assert_eq!(app.person().ask("auth", "/").await.status, 500);
    }
}
