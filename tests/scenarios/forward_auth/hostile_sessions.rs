//! Cookies, states and headers that must open no gate and lead nobody astray: attacks 1, 6, 7, 9, 13, 15, 17 and 47.

use super::actors::{App, HOST, ORIGIN, Person, gate, parameter};
use crate::world::browser::encoded;

const COOKIE: &str = "AWSELBAuthSessionCookie";

async fn signed_in(app: &App) -> Person<'_> {
    let mut alice = app.person();
    alice.sign_in("/").await;
    assert_eq!(alice.ask("verify", "/").await.status, 200);
    alice
}

#[tokio::test]
async fn a_cookie_that_is_not_as_it_was_made_is_none() {
    let app = App::new(|_, _| ()).await;
    let alice = signed_in(&app).await;
    let first = format!("{COOKIE}-0");
    let whole = alice.cookies[&first].clone();
    let with = |value: String| {
        let mut bent = alice.clone();
        bent.cookies.insert(first.clone(), value);
        bent
    };
    for at in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let told = with(String::from_utf8(bytes).unwrap()).ask("auth", "/").await;
        assert_eq!((told.status, told.header("x-amzn-oidc-identity")), (302, ""), "{at}");
    }
    let counts = ["", "0", "2", "3", "4", "5", "99999999999999999999", "-1", "01", "+1", " 1"];
    for count in counts {
        let text = whole.split_once('.').unwrap().1;
        assert_eq!(with(format!("{count}.{text}")).ask("verify", "/").await.status, 401, "{count}");
    }
    for value in [
        String::new(),
        ".".to_owned(),
        "1.".to_owned(),
        "1".to_owned(),
        whole.replace('.', ""),
        "1.".to_owned() + &"A".repeat(3_800),
        format!("1.{}", "A".repeat(100_000)),
        "1.\u{fc}".to_owned(),
        format!("{whole}{whole}"),
    ] {
        assert_eq!(with(value.clone()).ask("verify", "/").await.status, 401, "{value:.40}");
    }
    // Nothing else that is sealed here is a session: not a state, nor another browser's secret.
    let led = app.person().ask("auth", "/").await;
    let state = parameter(led.header("location"), "state");
    assert_eq!(with(format!("1.{state}")).ask("verify", "/").await.status, 401);
}

#[tokio::test]
async fn pieces_count_in_their_order_and_of_one_session_alone() {
    let long = |gate: &mut rules::forward_auth::Gate, _: &mut rules::forward_auth::gate::Sessions| {
        gate.wanted.groups = Vec::new();
    };
    let app = App::new(long).await;
    // Attributes that make the session longer than one cookie.
    let text = "x".repeat(2_000);
    for name in ["alice", "bob"] {
        let attributes =
            ["name", "nickname", "website"].map(|of| serde_json::json!({ "Name": of, "Value": text }));
        let who =
            serde_json::json!({ "UserPoolId": app.pool, "Username": name, "UserAttributes": attributes });
        app.world.ok("AdminUpdateUserAttributes", who).await;
    }
    let openid = gate("app", &app.pool, &app.client, |_, sessions| sessions.scope = "openid".to_owned());
    let app = App { world: app.world.with_gates([openid]), ..app };
    let alice = signed_in(&app).await;
    let mut bob = app.person();
    bob.name = "bob";
    bob.sign_in("/").await;
    let pieces = alice.pieces();
    assert!(pieces.len() >= 3 && bob.pieces() == pieces, "{pieces:?}");
    let status = async |change: &dyn Fn(&mut Person<'_>)| {
        let mut changed = alice.clone();
        change(&mut changed);
        changed.ask("verify", "/").await.status
    };
    for piece in &pieces {
        assert_eq!(status(&|person| _ = person.cookies.remove(piece)).await, 401);
        let theirs = bob.cookies[piece].clone();
        assert_eq!(status(&|person| _ = person.cookies.insert(piece.clone(), theirs.clone())).await, 401);
    }
    let swapped = (alice.cookies[&pieces[1]].clone(), alice.cookies[&pieces[2]].clone());
    assert_eq!(
        status(&|person| {
            person.cookies.insert(pieces[1].clone(), swapped.1.clone());
            person.cookies.insert(pieces[2].clone(), swapped.0.clone());
        })
        .await,
        401
    );
    // One that is left of a longer session does no harm, nor do hundreds that are none.
    assert_eq!(
        status(&|person| _ = person.cookies.insert(format!("{COOKIE}-3"), "rest".to_owned())).await,
        200
    );
    assert_eq!(
        status(&|person| {
            for at in 4..300 {
                person.cookies.insert(format!("{COOKIE}-{at}"), "x".repeat(100));
            }
            person.cookies.insert(format!("{COOKIE}-00"), "x".to_owned());
            person.cookies.insert(format!("{COOKIE}-"), "x".to_owned());
            person.cookies.insert(COOKIE.to_owned(), "x".to_owned());
        })
        .await,
        200
    );
    // Whoever sends thousands has pieces that nobody looks for.
    assert_eq!(
        status(
            &|person| (0..5_000).for_each(|at| _ = person.cookies.insert(format!("0{at}"), "x".to_owned()))
        )
        .await,
        401
    );
    // Of two by one name the first counts: the browser sends that of the nearer path first.
    let line =
        alice.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    let theirs =
        bob.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    let told = app.person().ask_as("verify", "/", &[("cookie", &line), ("cookie", &theirs)]).await;
    assert_eq!((told.status, told.header("x-auth-request-preferred-username")), (200, "alice"));
}

#[tokio::test]
async fn claims_that_no_cookies_hold_are_an_error_and_not_half_a_session() {
    let app = App::new(|_, sessions| sessions.scope = "openid".to_owned()).await;
    let attributes = ["name", "nickname", "website", "profile", "picture", "given_name"]
        .map(|of| serde_json::json!({ "Name": of, "Value": "x".repeat(2_048) }));
    let who =
        serde_json::json!({ "UserPoolId": app.pool, "Username": "alice", "UserAttributes": attributes });
    app.world.ok("AdminUpdateUserAttributes", who).await;
    let mut alice = app.person();
    let led = alice.ask("auth", "/").await;
    let query = alice.prove(&led).await;
    let told = alice.ask(&format!("idpresponse?{query}"), "/").await;
    assert_eq!((told.status, alice.pieces().len()), (500, 0));
}

#[tokio::test]
async fn a_session_opens_no_other_gate() {
    let app = App::new(|_, _| ()).await;
    let alice = signed_in(&app).await;
    let other_client = super::super::hosted::app_client(&app.world, &app.pool, serde_json::json!({})).await;
    let world = app.world.with_gates([
        gate("app", &app.pool, &other_client, |_, _| ()),
        gate("second", &app.pool, &app.client, |_, _| ()),
    ]);
    let app = App { world, pool: app.pool.clone(), client: app.client.clone() };
    let mut there = app.person();
    there.cookies = alice.cookies.clone();
    assert_eq!(there.send("/auth/alb/app/verify", "/", &[]).await.status, 401);
    assert_eq!(there.send("/auth/alb/second/verify", "/", &[]).await.status, 401);
}

#[tokio::test]
async fn a_state_serves_once_lately_and_in_its_own_browser() {
    let app = App::new(|_, _| ()).await;
    let (mut alice, mut mallory) = (app.person(), app.person());
    mallory.name = "bob";
    let led = mallory.ask("auth", "/").await;
    let query = mallory.prove(&led).await;
    // Mallory's way back in alice's browser would sign her in as somebody else: with no sign-in begun there, and with one.
    assert_eq!(alice.ask(&format!("idpresponse?{query}"), "/").await.status, 401);
    let own = alice.ask("auth", "/").await;
    assert_eq!(alice.ask(&format!("idpresponse?{query}"), "/").await.status, 401);
    // Nor with her state and his code, nor with his state and her code.
    let code = |query: &str| parameter(&format!("?{query}"), "code");
    let state = |query: &str| parameter(&format!("?{query}"), "state");
    let hers = alice.prove(&own).await;
    for (code, state, status) in [(code(&query), state(&hers), 561), (code(&hers), state(&query), 401)] {
        let mixed = encoded(&[("code", &code), ("state", &state)]);
        let mut browser = alice.clone();
        assert_eq!(browser.ask(&format!("idpresponse?{mixed}"), "/").await.status, status);
        assert_eq!(browser.pieces(), [""; 0]);
    }
    for broken in [
        "".to_owned(),
        encoded(&[("code", &code(&hers))]),
        encoded(&[("state", &state(&hers))]),
        encoded(&[("code", ""), ("state", "")]),
        encoded(&[("code", &code(&hers)), ("state", &format!("{}x", state(&hers)))]),
        format!("{hers}&state={}", state(&hers)),
        format!("{hers}&state=x"),
    ] {
        assert_eq!(alice.clone().ask(&format!("idpresponse?{broken}"), "/").await.status, 401, "{broken}");
    }
    // A secret that somebody else has put there.
    for secret in ["", "x", &"A".repeat(43), &"A".repeat(44), "a b", "\"\""] {
        let mut planted = alice.clone();
        planted.cookies.insert("__Host-AWSALBAuthNonce".to_owned(), secret.to_owned());
        assert_eq!(planted.ask(&format!("idpresponse?{hers}"), "/").await.status, 401, "{secret}");
    }
    // Another host of the same gate is another place.
    let elsewhere = [("x-forwarded-host", "other.example.com")];
    assert_eq!(alice.clone().ask_as(&format!("idpresponse?{hers}"), "/", &elsewhere).await.status, 401);

    // AWS: fifteen minutes.
    let mut late = app.person();
    let led = late.ask("auth", "/").await;
    let query = late.prove(&led).await;
    app.world.pass_s(901);
    assert_eq!(late.ask(&format!("idpresponse?{query}"), "/").await.status, 401);

    // Once: the code is spent, and with it goes what it gave.
    let mut twice = app.person();
    let led = twice.ask("auth", "/").await;
    let query = twice.prove(&led).await;
    let thief = twice.clone();
    assert_eq!(twice.ask(&format!("idpresponse?{query}"), "/").await.status, 302);
    assert_eq!(thief.clone().ask(&format!("idpresponse?{query}"), "/").await.status, 561);
    assert_eq!(twice.ask("verify", "/").await.status, 401);
}

#[tokio::test]
async fn nobody_is_sent_anywhere_but_to_the_app() {
    let app = App::new(|_, _| ()).await;
    for (uri, back) in [
        ("//evil.example/", "//evil.example/"),
        ("/\\evil.example", "/\\evil.example"),
        ("@evil.example/", "/"),
        (".evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("\\\\evil.example", "/"),
        ("evil", "/"),
        ("", "/"),
        ("/a b", "/"),
        ("/\u{fc}", "/"),
        ("/oauth2/idpresponse?code=x&state=y", "/"),
        ("/ok?next=https://evil.example#x", "/ok?next=https://evil.example#x"),
        ("/a/../b/%2e%2e/%0d%0aset-cookie:x", "/a/../b/%2e%2e/%0d%0aset-cookie:x"),
        (&format!("/{}", "a".repeat(3_000)), "/"),
    ] {
        let mut alice = app.person();
        let led = alice.ask("auth", uri).await;
        let query = alice.prove(&led).await;
        let told = alice.ask(&format!("idpresponse?{query}"), "/oauth2/idpresponse").await;
        assert_eq!(told.header("location"), format!("{ORIGIN}{back}"), "{uri}");
        assert_eq!(told.headers.get_all("location").iter().count(), 1);
    }
    // Hosts that are none of the gate's are refused, however they are spelt.
    for host in [
        "evil.example",
        "app.example.com.evil.example",
        "evil.example/app.example.com",
        "app.example.com@evil.example",
        "app.example.com:8443",
        "app.example.com:",
        "app.example.com#",
        "app.example.com, evil.example",
        "xapp.example.com",
        "app.example.com.",
        "",
    ] {
        let mut alice = app.person();
        let told = alice.ask_as("auth", "/", &[("x-forwarded-host", host)]).await;
        assert_eq!((told.status, told.header("location")), (403, ""), "{host}");
    }
    for host in ["APP.example.com", "app.example.com:443"] {
        let told = app.person().ask_as("auth", "/", &[("x-forwarded-host", host)]).await;
        assert!(
            parameter(told.header("location"), "redirect_uri").starts_with("https://app.example.com/"),
            "{host}"
        );
    }
}

#[tokio::test]
async fn who_is_no_trusted_proxy_is_told_nothing() {
    let app = App::new(|_, _| ()).await;
    let alice = signed_in(&app).await;
    let line =
        alice.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    let headers = [("cookie", line.as_str()), ("x-forwarded-host", HOST), ("x-forwarded-uri", "/")];
    for action in ["verify", "auth", "login", "logout", "idpresponse", "ext/"] {
        let path = format!("/auth/alb/app/{action}");
        let told = app.world.gate_by(false, &path, &headers).await;
        let named =
            told.headers.iter().filter(|(name, value)| name.as_str().starts_with("x-a") && !value.is_empty());
        assert_eq!(
            (told.status, named.count(), told.headers.contains_key("set-cookie")),
            (403, 0, false),
            "{action}"
        );
    }
    // And no spelling of a path is another address.
    for path in [
        "/auth/alb/app",
        "/auth/alb/app/",
        "/auth/alb/app/verify/",
        "/auth/alb/app/verify/x",
        "/auth/alb//verify",
        "/auth/alb/APP/verify",
        "/auth/alb/app/VERIFY",
        "/auth/alb/app/%76erify",
        "/auth/alb/app/../app/verify",
        "/auth//alb/app/verify",
        "/auth/jwt/app",
        "/auth/alb/other/verify",
        "/auth/alb/app;/verify",
    ] {
        assert_eq!(app.world.gate(path, &headers).await.status, 0, "{path}");
    }
    // As Envoy asks; the path behind the prefix is the app's and says nothing to us.
    for path in ["", "/", "/orders", "/../verify", "/../../jwt/app", "//"] {
        let told = app.world.gate(&format!("/auth/alb/app/ext{path}"), &headers).await;
        assert_eq!(told.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_name_that_people_choose_ends_no_header() {
    let app = App::new(|gate, sessions| {
        gate.claim_headers = vec![("x-name".to_owned(), "name".to_owned())];
        sessions.scope = "openid".to_owned();
    })
    .await;
    let name = serde_json::json!([{ "Name": "name", "Value": "x\r\nx-admin: 1\r\n\r\n<b>\u{1f600}" }]);
    let who = serde_json::json!({ "UserPoolId": app.pool, "Username": "alice", "UserAttributes": name });
    app.world.ok("AdminUpdateUserAttributes", who).await;
    let mut alice = signed_in(&app).await;
    let told = alice.ask("verify", "/").await;
    assert_eq!((told.status, told.header("x-admin")), (200, ""));
    assert_eq!(told.header("x-name"), "x%0D%0Ax-admin:%201%0D%0A%0D%0A<b>%F0%9F%98%80");
}
