//! `/auth/jwt/NAME`: the token that comes with a request is judged, and its claims go on as headers.
//! AWS: the JWT authorizer of HTTP APIs, COGNITO_USER_POOLS of REST APIs, AMAZON_COGNITO_USER_POOLS of AppSync; their texts.
//! Envoy: ext_authz over HTTP asks `/auth/jwt/NAME/ext` followed by the path.
//!
//! The method does not matter, and a body is not read: proxies ask by GET, Envoy by the method of the request.

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;
use rules::Ctx;
use rules::forward_auth::authorizer::{self, Passed, Refusal};
use rules::forward_auth::gate::{Form, Gate, Source, Tokens};
use rules::forward_auth::{note, told as claims};
use serde_json::{Value, json};

use super::{Incoming, failed, original, put, told};
use crate::hosted::answer::Answer;

/// What log and metrics call it.
const NAME: &str = "auth.jwt";

/// The context of a request, as AWS's adapter for servers behind functions hands it on.
pub const CONTEXT: &str = "x-amzn-request-context";

/// The same of AppSync: `$context.identity`.
pub const IDENTITY: &str = "x-appsync-identity";

/// Answers; nothing for a path that is not there.
pub async fn answer(
    ctx: &Ctx,
    gate: &Gate,
    tokens: &Tokens,
    incoming: &Incoming<'_>,
    rest: Option<&str>,
) -> Option<Answer> {
    let is_ours = rest.is_none_or(|rest| rest.is_empty() || rest == "ext" || rest.starts_with("ext/"));
    if !is_ours {
        return None;
    }
    let Some(text) = token(tokens, incoming, rest) else {
        return Some(refused(gate, tokens.form, Refusal::Missing));
    };
    Some(match authorizer::judge(ctx, gate, tokens, &text).await {
        Ok(Ok(found)) => passed(ctx, gate, tokens.form, &found),
        Ok(Err(refusal)) => refused(gate, tokens.form, refusal),
        Err(error) => failed(ctx, gate, NAME, &error),
    })
}

/// The token of a request. AWS: with `Bearer` before it or without.
fn token(tokens: &Tokens, incoming: &Incoming<'_>, rest: Option<&str>) -> Option<String> {
    let text = match &tokens.source {
        Source::Header(name) => original::one(incoming.headers, name)?.to_owned(),
        Source::Query(name) => {
            let behind = rest.and_then(|rest| rest.strip_prefix("ext/"));
            let behind = behind.map(|path| format!("/{path}?{}", incoming.query));
            // Only a proxy that is trusted can tell of another request.
            let uri = original::read(incoming.headers, behind).uri.filter(|_| incoming.is_of_proxy)?;
            original::parameter(&uri, name)?
        }
    };
    let text = text.trim();
    let bare = text.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let text = bare.map_or(text, |(_, token)| token.trim());
    (!text.is_empty() && !text.eq_ignore_ascii_case("bearer")).then(|| text.to_owned())
}

fn passed(ctx: &Ctx, gate: &Gate, form: Form, found: &Passed) -> Answer {
    note(gate, "passed");
    let mut answer = Answer::of(NAME, StatusCode::OK, "text/plain; charset=utf-8", Vec::new());
    told::person(&mut answer, gate, &found.claims, &found.groups);
    let context = told::json(&claims::context(form, found, &ctx.origin.ip));
    put(&mut answer, if matches!(form, Form::AppSync { .. }) { IDENTITY } else { CONTEXT }, &context);
    answer
}

fn refused(gate: &Gate, form: Form, refusal: Refusal) -> Answer {
    note(gate, refusal.word());
    let (status, body) = match form {
        Form::HttpApi => of_http(refusal),
        Form::RestApi => of_rest(refusal),
        Form::AppSync { .. } => of_app_sync(refusal),
    };
    let mut answer = Answer::of(NAME, status, "application/json", body.to_string().into_bytes());
    if status == StatusCode::UNAUTHORIZED || refusal == Refusal::Scope {
        let challenge = challenge(gate, form, refusal);
        put(&mut answer, WWW_AUTHENTICATE.as_str(), &challenge);
    }
    if !matches!(form, Form::HttpApi) {
        let kind = if status == StatusCode::UNAUTHORIZED {
            "UnauthorizedException"
        } else {
            "AccessDeniedException"
        };
        put(&mut answer, "x-amzn-errortype", kind);
    }
    answer.with_error(refusal.word())
}

/// AWS: `Bearer` alone where there is no token; the texts are those of HTTP APIs.
fn challenge(gate: &Gate, form: Form, refusal: Refusal) -> String {
    if form != Form::HttpApi || refusal == Refusal::Missing {
        return "Bearer".to_owned();
    }
    let why = match refusal {
        Refusal::Missing | Refusal::Invalid | Refusal::Kind => "the token is invalid",
        Refusal::Issuer => "issuer claim did not match issuer configured for JWT authorizer",
        Refusal::Expired => "the token has expired",
        Refusal::TooEarly => "the token is not valid yet",
        Refusal::Audience => "the token does not have a valid audience",
        Refusal::Ended => "the token was revoked",
        Refusal::Scope => "the token does not include any of the scopes required",
        Refusal::Group | Refusal::Claim => "the token does not include what is required",
    };
    match refusal {
        Refusal::Scope => {
            let scopes: Vec<&str> = gate.wanted.scopes.iter().map(String::as_str).collect();
            let scopes = scopes.join(" ");
            format!("Bearer scope=\"{scopes}\" error=\"insufficient_scope\" error_description=\"{why}\"")
        }
        _ => format!("Bearer scope=\"\" error=\"invalid_token\" error_description=\"{why}\""),
    }
}

/// Whether somebody is known, and may not.
fn is_lack(refusal: Refusal) -> bool {
    matches!(refusal, Refusal::Scope | Refusal::Group | Refusal::Claim)
}

fn of_http(refusal: Refusal) -> (StatusCode, Value) {
    match is_lack(refusal) {
        true => (StatusCode::FORBIDDEN, json!({ "message": "Forbidden" })),
        false => (StatusCode::UNAUTHORIZED, json!({ "message": "Unauthorized" })),
    }
}

/// AWS: whoever lacks a scope is told 401 too. Groups and claims are no matter of its authorizer.
fn of_rest(refusal: Refusal) -> (StatusCode, Value) {
    match refusal {
        Refusal::Expired => {
            (StatusCode::UNAUTHORIZED, json!({ "message": "The incoming token has expired" }))
        }
        Refusal::Group | Refusal::Claim => (StatusCode::FORBIDDEN, json!({ "message": "Forbidden" })),
        _ => (StatusCode::UNAUTHORIZED, json!({ "message": "Unauthorized" })),
    }
}

/// AWS: in GraphQL's form. The group of a field is judged behind; that of a whole server is judged here.
fn of_app_sync(refusal: Refusal) -> (StatusCode, Value) {
    let errors = |kind: &str, message: &str| json!({ "errors": [{ "errorType": kind, "message": message }] });
    match refusal {
        Refusal::Expired => (StatusCode::UNAUTHORIZED, errors("UnauthorizedException", "Token has expired.")),
        refusal if is_lack(refusal) => (StatusCode::FORBIDDEN, errors("Unauthorized", "Not Authorized")),
        _ => (StatusCode::UNAUTHORIZED, errors("UnauthorizedException", "Unauthorized")),
    }
}
