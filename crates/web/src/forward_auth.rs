//! What proxies ask before they let a request through: `/auth/…` of the main listener.
//! AWS: the actions of Application Load Balancers, and the authorizers of API Gateway and AppSync, behind nginx, Caddy,
//! HAProxy, Envoy and what asks as they do.

use http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use rules::Ctx;
use rules::forward_auth::gate::{Gate, Kind};

use crate::hosted::answer::Answer;

pub mod alb;
pub mod jwt;
pub mod original;
mod shards;
pub mod told;

/// A request below `/auth`.
pub struct Incoming<'a> {
    /// The method.
    pub method: &'a Method,
    /// The path below `/auth`, as it came: `/jwt/NAME`.
    pub path: &'a str,
    /// The query, without its question mark.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// Whether it comes from a proxy that the operator trusts: else nothing is believed that it says of another request.
    pub is_of_proxy: bool,
}

/// Answers; nothing where no gate has this name.
pub async fn answer(ctx: &Ctx, incoming: &Incoming<'_>) -> Option<Answer> {
    let mut parts = incoming.path.strip_prefix('/')?.splitn(3, '/');
    let (form, name, rest) = (parts.next()?, parts.next()?, parts.next());
    if (form, name) == ("alb", "keys") {
        // Only where there is a gate that signs by them.
        let mut gates = ctx.config().forward_auth.values();
        let has_any = gates.any(|gate| matches!(gate.kind, Kind::Sessions(_)));
        return if has_any { Some(finished(alb::keys(ctx, rest).await?)) } else { None };
    }
    let gate = ctx.config().forward_auth.get(name)?;
    let answer = match (form, &gate.kind) {
        ("jwt", Kind::Tokens(tokens)) => jwt::answer(ctx, gate, tokens, incoming, rest).await?,
        ("alb", Kind::Sessions(sessions)) => alb::answer(ctx, gate, sessions, incoming, rest).await?,
        _ => return None,
    };
    Some(finished(answer))
}

/// With the headers that all answers have.
fn finished(mut answer: Answer) -> Answer {
    let headers = answer.response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}

/// A status with a line for people.
fn line(name: &'static str, status: StatusCode, text: &str) -> Answer {
    Answer::of(name, status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
}

/// What failed within.
fn failed(ctx: &Ctx, gate: &Gate, name: &'static str, error: &rules::Error) -> Answer {
    tracing::error!(request_id = ctx.request_id, gate = gate.name, %error, "forward auth failed");
    rules::forward_auth::note(gate, "failed");
    line(name, StatusCode::INTERNAL_SERVER_ERROR, "An internal error has occurred.").with_error(error.code())
}

/// Sets a header whose value is ASCII already; what is none is left out.
fn put(answer: &mut Answer, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
        answer.response.headers_mut().insert(name, value);
    }
}
