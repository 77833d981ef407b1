//! The members of a gate that signs people in: `kind = "alb"`.
//! AWS: AuthenticateCognitoActionConfig and AuthenticateOidcActionConfig of load balancers.

use rules::clients::Secret;
use rules::forward_auth::gate::{Elsewhere, OwnPool, Provider, Sessions, Stranger};

use crate::config::entries::Entries;
use crate::config::values;

/// AWS: seven days.
const WEEK_S: i64 = 604_800;

/// What a request to the provider has already: no further parameter takes its place.
const RESERVED: [&str; 10] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "request",
    "request_uri",
];

/// Reads them, and the claim that lists groups where nothing is said.
pub fn read(entries: &mut Entries<'_>) -> (Sessions, String) {
    let provider = provider(entries);
    let origins = origins(entries);
    let scope = entries.text("scope").unwrap_or_else(|| "openid".to_owned());
    if !scope.split(' ').any(|one| one == "openid") {
        entries.fault(
            Some("scope"),
            "has no openid, by which people are known",
            "Add it: scope = \"openid email\"",
        );
    }
    let stranger = match entries.choice("on_unauthenticated_request", &["authenticate", "allow", "deny"]) {
        "allow" => Stranger::Allow,
        "deny" => Stranger::Deny,
        _ => Stranger::Authenticate,
    };
    let sessions = Sessions {
        provider,
        cookie: cookie(entries, &origins),
        origins,
        scope,
        timeout_s: entries.number("session_timeout_s", WEEK_S, (1, WEEK_S)),
        stranger,
        extra_params: extra_params(entries),
        callback: callback(entries),
        signer: signer(entries),
        is_padded: entries.flag("padding", true),
        logout_uri: logout_uri(entries),
        asks_store: entries.flag("check_revocation", true),
    };
    let is_own = matches!(sessions.provider, Provider::Pool(_));
    (sessions, if is_own { "cognito:groups" } else { "groups" }.to_owned())
}

fn provider(entries: &mut Entries<'_>) -> Provider {
    let client_id = entries.text("client_id").unwrap_or_default();
    if client_id.is_empty() {
        entries.fault(Some("client_id"), "is missing", "Name the app client that people sign in to");
    }
    if entries.has("issuer") {
        return Provider::Elsewhere(Box::new(elsewhere(entries, client_id)));
    }
    let user_pool_id = entries.text("user_pool").unwrap_or_default();
    if !super::is_pool(&user_pool_id) {
        let remedy = "Give one such as us-east-1_Abc123456, or the issuer of a provider elsewhere";
        entries.fault(Some("user_pool"), "is missing or no id of a pool", remedy);
    }
    let domain = entries.text("domain").map(|domain| domain.to_ascii_lowercase());
    Provider::Pool(OwnPool { user_pool_id, client_id, domain })
}

fn elsewhere(entries: &mut Entries<'_>, client_id: String) -> Elsewhere {
    let issuer = entries.text("issuer").unwrap_or_default();
    let authorization_endpoint = entries.text("authorization_endpoint").unwrap_or_default();
    let token_endpoint = entries.text("token_endpoint").unwrap_or_default();
    let user_info_endpoint = entries.text("user_info_endpoint").unwrap_or_default();
    let end_session_endpoint = entries.text("end_session_endpoint");
    for (key, text) in [
        ("issuer", &issuer),
        ("authorization_endpoint", &authorization_endpoint),
        ("token_endpoint", &token_endpoint),
        ("user_info_endpoint", &user_info_endpoint),
        ("end_session_endpoint", end_session_endpoint.as_ref().unwrap_or(&issuer)),
    ] {
        if !super::url(text) {
            let remedy =
                "Give it as the provider's discovery document does, such as https://login.example.com/token";
            entries.fault(Some(key), "is missing or no URL", remedy);
        }
    }
    let secret = entries.secret("client_secret");
    if secret.is_none() {
        let remedy = "Give it as text, or better as { env = \"NAME\" } or { file = \"PATH\" }";
        entries.fault(Some("client_secret"), "is missing", remedy);
    }
    let client_secret = Secret::new(secret.map(|secret| secret.reveal().to_owned()).unwrap_or_default());
    Elsewhere {
        issuer,
        authorization_endpoint,
        token_endpoint,
        user_info_endpoint,
        end_session_endpoint,
        client_id,
        client_secret,
    }
}

fn origins(entries: &mut Entries<'_>) -> Vec<String> {
    let given = entries.texts("origins");
    if given.is_empty() {
        let remedy =
            "Name each address of the app, such as https://app.example.com: people are sent nowhere else";
        entries.fault(Some("origins"), "is missing", remedy);
    }
    let mut origins = Vec::new();
    for text in given {
        match values::origin(&text) {
            Ok(origin) if origin.is_https || origin.is_loopback() => origins.push(origin.to_string()),
            Ok(_) => {
                let problem = format!("has `{text}`, where cookies would travel in clear");
                entries.fault(Some("origins"), &problem, "Use https://");
            }
            Err(problem) => {
                entries.fault(Some("origins"), &problem, "Give one such as https://app.example.com");
            }
        }
    }
    origins
}

fn cookie(entries: &mut Entries<'_>, origins: &[String]) -> String {
    let usual = || "AWSELBAuthSessionCookie".to_owned();
    let Some(name) = entries.text("session_cookie_name") else { return usual() };
    let is_one = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if name.len() > 64 || !name.bytes().all(is_one) {
        let remedy = "Name it in letters, digits, - and _, at most 64 of them";
        entries.fault(Some("session_cookie_name"), "is no name of a cookie", remedy);
        return usual();
    }
    let is_guarded = name.starts_with("__Host-") || name.starts_with("__Secure-");
    if is_guarded && origins.iter().any(|origin| origin.starts_with("http:")) {
        let problem = "begins with a prefix that browsers take by https alone";
        entries.fault(Some("session_cookie_name"), problem, "Take another name, or https:// origins");
    }
    name
}

fn extra_params(entries: &mut Entries<'_>) -> Vec<(String, String)> {
    let mut params = Vec::new();
    for (name, values) in entries.pairs("extra_params") {
        match <[String; 1]>::try_from(values) {
            Ok([value]) if !RESERVED.contains(&name.as_str()) => params.push((name, value)),
            _ => {
                let problem = format!("has `{name}`, which is set already or has several values");
                entries.fault(Some("extra_params"), &problem, "Take it out");
            }
        }
    }
    if params.len() > 10 {
        entries.fault(Some("extra_params"), "has more than ten", "AWS takes ten: leave some out");
    }
    params
}

fn callback(entries: &mut Entries<'_>) -> String {
    let usual = || "/oauth2/idpresponse".to_owned();
    let Some(path) = entries.text("callback_path") else { return usual() };
    let is_one = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.');
    if path.starts_with('/') && !path.contains("//") && !path.contains("..") && path.bytes().all(is_one) {
        return path;
    }
    entries.fault(Some("callback_path"), "is no path", "Give one such as /oauth2/idpresponse");
    usual()
}

fn signer(entries: &mut Entries<'_>) -> Option<String> {
    let arn = entries.text("load_balancer_arn")?;
    if !arn.starts_with("arn:aws:elasticloadbalancing:") {
        let remedy = "Give one such as arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/web/0123456789abcdef";
        entries.fault(Some("load_balancer_arn"), "is not the ARN of a load balancer", remedy);
    }
    Some(arn)
}

fn logout_uri(entries: &mut Entries<'_>) -> Option<String> {
    let uri = entries.text("logout_uri")?;
    if !super::url(&uri) {
        let remedy = "Give a sign-out URL of the app client, such as https://app.example.com/bye";
        entries.fault(Some("logout_uri"), "is not a URL", remedy);
    }
    Some(uri)
}
