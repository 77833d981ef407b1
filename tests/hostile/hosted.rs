//! Nonsense at every path and parameter of a hosted domain: an answer that says so, never a failure of ours, and nothing
//! of it comes back as markup.

use http::Method;
use rules::Config;
use serde_json::json;
use store::Store;

use crate::scenarios::hosted::{CALLBACK, PREFIX, stage};
use crate::world::browser::encoded;
use crate::world::{PASSWORD, World, config};

/// Every path that answers something, and some that answer nothing.
const PATHS: [&str; 58] = [
    "/oauth2/authorize",
    "/authorize",
    "/oauth2/register",
    "/oauth2/device_authorization",
    "/oauth2/par",
    "/oauth2/token",
    "/oauth2/userInfo",
    "/oauth2/revoke",
    "/oauth2/introspect",
    "/.well-known/openid-configuration",
    "/.well-known/oauth-authorization-server",
    "/.well-known/jwks.json",
    "/login",
    "/challenge",
    "/passkeys/add",
    "/passkeys/options",
    "/passkeys/add/options",
    "/logout",
    "/signed-out",
    "/signup",
    "/confirm",
    "/resendcode",
    "/device",
    "/device/confirm",
    "/consent",
    "/forgotPassword",
    "/confirmforgotPassword",
    "/invitation",
    "/confirmUser",
    "/confirmUser/",
    "/feedback",
    "/undo-address",
    "/select-account",
    "/error",
    "/oauth2/idpresponse",
    "/oauth2/idplogout",
    "/saml2/idpresponse",
    "/saml2/logout",
    "/saml2/metadata",
    "/saml2/request",
    "/federated",
    "/account",
    "/account/address",
    "/account/verify",
    "/account/security",
    "/account/password",
    "/account/passkeys/options",
    "/account/app",
    "/account/sessions",
    "/account/apps",
    "/account/data",
    "/account/delete",
    "/account/deleted",
    "/.well-known/change-password",
    "/.well-known/passkey-endpoints",
    "/nowhere",
    "/",
    "/assets/branding/x.css",
];

/// What is read somewhere.
const NAMES: [&str; 50] = [
    "event_id",
    "feedback_token",
    "feedback_value",
    "undo_token",
    "client_id",
    "client_secret",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "max_age",
    "login_hint",
    "lang",
    "ui_locales",
    "resource",
    "acr_values",
    "identity_provider",
    "idp_identifier",
    "logout_uri",
    "post_logout_redirect_uri",
    "id_token_hint",
    "flow",
    "grant_type",
    "code",
    "code_verifier",
    "refresh_token",
    "token",
    "aws_client_metadata",
    "subject_token",
    "username",
    "password",
    "email",
    "step",
    "continue_as",
    "error",
    "errorMessage",
    "request_uri",
    "user_code",
    "device_code",
    "new_password",
    "user_name",
    "confirmation_code",
    "answer",
    "display",
    "account",
    "attribute",
];

const MARKUP: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}";

fn nonsense() -> Vec<String> {
    vec![
        MARKUP.to_owned(),
        "\0".to_owned(),
        "a\r\nset-cookie: x=1".to_owned(),
        "x".repeat(40_000),
        "\u{202e}\u{e000}0\u{e001}😀".to_owned(),
        "../../etc/passwd%00".to_owned(),
        "-1".to_owned(),
        "99999999999999999999999".to_owned(),
        "{\"a\":".to_owned(),
        "eyJhbGciOiJub25lIn0.e30.".to_owned(),
    ]
}

/// A world in which nothing is off, so that nonsense reaches every endpoint.
fn everything() -> World {
    let decided = Config {
        pushed_requests: true,
        iss_parameter: true,
        introspection: true,
        device_grant: true,
        dpop: rules::Dpop::On,
        ..config()
    };
    World::with(Store::open_memory().unwrap(), decided)
}

#[test]
fn no_path_of_the_door_is_left_out() {
    let door = include_str!("../../crates/web/src/hosted.rs");
    let (_, route) = door.split_once("async fn route(").unwrap();
    let quoted = route.split('"').skip(1).step_by(2).filter(|text| text.starts_with('/'));
    let forgotten: Vec<&str> = quoted.filter(|path| !PATHS.contains(path)).collect();
    assert_eq!(forgotten, Vec::<&str>::new());
}

fn check(what: &str, response: &http::Response<Vec<u8>>) {
    let body = String::from_utf8_lossy(response.body());
    assert!(response.status().as_u16() < 500, "{what}: {} {body}", response.status());
    for forbidden in ["<script>alert", "<img src=x"] {
        assert!(!body.contains(forbidden), "{what}: {body}");
    }
    let has_cookie =
        response.headers().get_all("set-cookie").iter().any(|value| value.as_bytes().starts_with(b"x=1"));
    assert!(!has_cookie, "{what}");
    let security = response.headers().get("x-content-type-options");
    assert!(security.is_some(), "{what}: no headers");
}

#[tokio::test]
async fn no_parameter_of_the_hosted_domain_breaks_anything() {
    let world = everything().unwatched();
    let (_, client) = stage(
        &world,
        json!({ "DcrConfiguration": { "EnableStatus": "Enabled", "OpenDcrEnabled": true } }),
        json!({}),
    )
    .await;
    let token = "00000000-0000-4000-8000-000000000000";
    let cookie = format!("XSRF-TOKEN={token}");
    let right = [
        ("client_id", client.as_str()),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", "s"),
    ];
    let form = [
        ("_csrf", token),
        ("username", "alice"),
        ("password", PASSWORD),
        ("grant_type", "authorization_code"),
        ("client_id", client.as_str()),
        ("code", "123456"),
        ("token", "x"),
    ];
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie.as_str())];
    let nonsense = nonsense();
    for path in PATHS {
        for name in NAMES {
            for (at, value) in nonsense.iter().enumerate() {
                // Each name meets each nonsense at some path, and every path meets some of each: all of it takes hours.
                if (at + name.len() + path.len()) % 5 != 0 {
                    continue;
                }
                let spoilt = |pairs: &[(&str, &str)]| {
                    let mut pairs: Vec<(&str, &str)> =
                        pairs.iter().copied().filter(|(known, _)| *known != name).collect();
                    pairs.push((name, value));
                    encoded(&pairs)
                };
                let what = format!("{path} {name} #{at}");
                let asked = format!("{path}?{}", spoilt(&right));
                check(&what, &world.hosted(PREFIX, (Method::GET, &asked), &headers[1..], "").await);
                let posted = format!("{path}?{}", encoded(&right));
                check(&what, &world.hosted(PREFIX, (Method::POST, &posted), &headers, &spoilt(&form)).await);
            }
        }
    }
}

#[tokio::test]
async fn no_form_of_request_breaks_anything() {
    let world = everything().unwatched();
    let (_, client) = stage(
        &world,
        json!({ "DcrConfiguration": { "EnableStatus": "Enabled", "OpenDcrEnabled": true } }),
        json!({}),
    )
    .await;
    let query = format!("client_id={client}&client_id={client}&%zz=%&=&&;a=b&redirect_uri[]=x&state=%ff%fe");
    let many: String = (0..5_000).map(|n| format!("a{n}={n}&")).collect();
    let cookies: String = (0..200).map(|n| format!("c{n}={n}; ")).collect();
    let headers: [&[(&str, &str)]; 9] = [
        &[],
        &[("authorization", "Basic")],
        &[("authorization", "Basic !!!")],
        &[("authorization", "Bearer ")],
        &[("authorization", "Bearer a.b.c")],
        &[("cookie", &cookies)],
        &[("cookie", "=; ;;; XSRF-TOKEN; cognito.us-east-1_x=..."), ("origin", "null")],
        &[
            ("accept-language", "*;q=, ,,;;q=2,\u{1}".trim_end_matches('\u{1}')),
            ("content-type", "text/plain"),
        ],
        &[("content-type", "application/json")],
    ];
    for path in PATHS {
        for headers in headers {
            for method in
                [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::HEAD]
            {
                for body in ["", "{", "{\"redirect_uris\":[{}]}", "%", &many] {
                    let asked = format!("{path}?{query}");
                    let what = format!("{method} {path} {headers:?}");
                    check(&what, &world.hosted(PREFIX, (method.clone(), &asked), headers, body).await);
                }
            }
        }
    }
}
