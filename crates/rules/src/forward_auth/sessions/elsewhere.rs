//! A provider elsewhere as the one who signs people in: its token and userInfo endpoints are asked.
//! AWS: authenticate-oidc. RFC: OpenID Connect Core 1.0, sections 3.1.3, 5.3 and 12; 6749 section 2.3.1.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::jose::foreign;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Session;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::forward_auth::authorizer::keys_of;
use crate::forward_auth::gate::{Elsewhere, Gate, Sessions};
use crate::identities::logins::documents;
use crate::outside::{Question, Reply};

/// What the token endpoint gives.
#[derive(Deserialize)]
struct Given {
    access_token: String,
    id_token: Option<String>,
    refresh_token: Option<String>,
    /// Some write it as a text.
    expires_in: Option<Value>,
    scope: Option<String>,
}

/// Who somebody is, by an ID token.
struct Known {
    sub: String,
    claims: Map<String, Value>,
}

/// How far the clocks of others may be ahead, in seconds.
const SKEW_S: i64 = 60;

/// How long an access token is taken to be good that says nothing of it: as long as the session, as load balancers do.
const FOREVER: i64 = i64::MAX;

/// The session of a code; nothing where the provider refuses it, or what it gives is not for this sign-in.
///
/// Errors: the provider does not answer, or not as OpenID's endpoints do.
pub(super) async fn redeemed(
    ctx: &Ctx,
    (gate, sessions, provider): (&Gate, &Sessions, &Elsewhere),
    (code, redirect_uri, verifier): (&str, &str, &str),
    nonce: &str,
) -> Result<Option<Session>> {
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect_uri),
        ("code_verifier", verifier),
    ];
    let Some(given) = tokens(ctx, provider, &form).await? else { return Ok(None) };
    // AWS: the scope must yield one.
    let Some(known) = known(ctx, provider, given.id_token.as_deref(), Some(nonce)).await? else {
        return Ok(None);
    };
    session(ctx, (gate, sessions, provider), given, &known, None).await
}

/// The same session with new tokens; nothing where the provider gives none any more, or of somebody else.
///
/// Errors: as above.
pub(super) async fn renewed(
    ctx: &Ctx,
    (gate, sessions, provider): (&Gate, &Sessions, &Elsewhere),
    before: &Session,
) -> Result<Option<Session>> {
    let Some(token) = before.refresh_token.as_deref() else { return Ok(None) };
    let form = [("grant_type", "refresh_token"), ("refresh_token", token)];
    let Some(given) = tokens(ctx, provider, &form).await? else { return Ok(None) };
    let sub = before.claims.get("sub").and_then(Value::as_str).unwrap_or_default().to_owned();
    let known = match &given.id_token {
        // OpenID: a refresh need not bring one; what the first said stays.
        None => Known { sub, claims: before.more.clone() },
        Some(token) => match known(ctx, provider, Some(token), None).await? {
            Some(known) if known.sub == sub => known,
            _ => return Ok(None),
        },
    };
    session(ctx, (gate, sessions, provider), given, &known, Some(before)).await
}

async fn session(
    ctx: &Ctx,
    (gate, sessions, provider): (&Gate, &Sessions, &Elsewhere),
    given: Given,
    known: &Known,
    before: Option<&Session>,
) -> Result<Option<Session>> {
    let claims = user_info(ctx, provider, &given.access_token).await?;
    // OpenID Connect Core 1.0, section 5.3.2: what userInfo says of somebody else is not to be used.
    let Some(claims) = claims.filter(|claims| claims.get("sub").and_then(Value::as_str) == Some(&known.sub))
    else {
        return Ok(None);
    };
    let is_asked = |name: &String| {
        *name == gate.wanted.groups_claim
            || gate.wanted.claims.contains_key(name)
            || gate.claim_headers.iter().any(|(_, claim)| claim == name)
    };
    let more = known.claims.iter().filter(|(name, _)| is_asked(name) && !claims.contains_key(*name));
    let more = more.map(|(name, value)| (name.clone(), value.clone())).collect();
    let life_s = given.expires_in.as_ref().and_then(seconds);
    let scope = given.scope.as_deref().unwrap_or(&sessions.scope);
    let kept = before.and_then(|before| before.refresh_token.clone());
    Ok(Some(Session {
        began_at: before.map_or_else(|| ctx.now(), |before| before.began_at),
        good_until: life_s.map_or(FOREVER, |life_s| ctx.now() + life_s * 1_000),
        access_token: given.access_token,
        refresh_token: given.refresh_token.or(kept),
        scopes: scope.split(' ').filter(|one| !one.is_empty()).map(str::to_owned).collect(),
        claims,
        more,
    }))
}

fn seconds(value: &Value) -> Option<i64> {
    let number = value.as_i64().or_else(|| value.as_str()?.parse().ok())?;
    (0..=31_536_000).contains(&number).then_some(number)
}

/// Who an ID token speaks of, where it is the provider's own, for this client, now, and for this sign-in.
async fn known(
    ctx: &Ctx,
    provider: &Elsewhere,
    token: Option<&str>,
    nonce: Option<&str>,
) -> Result<Option<Known>> {
    let Some(Ok(token)) = token.map(foreign::parse) else { return Ok(None) };
    if !documents::has_signed(ctx, keys_of(&provider.issuer), &token).await? {
        return Ok(None);
    }
    let Ok(claims) = serde_json::from_slice::<Map<String, Value>>(&token.payload) else { return Ok(None) };
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let number = |name: &str| claims.get(name).and_then(Value::as_i64);
    let now_s = ctx.now() / 1_000;
    let is_for_us = match claims.get("aud") {
        Some(Value::String(aud)) => *aud == provider.client_id,
        // Of several, the one that it was issued to must be we.
        Some(Value::Array(items)) => {
            let is_listed = items.iter().any(|item| item.as_str() == Some(&provider.client_id));
            is_listed && (items.len() == 1 || text("azp") == Some(&provider.client_id))
        }
        _ => false,
    };
    let is_now = number("exp").is_some_and(|exp| exp > now_s)
        && number("iat").is_some_and(|iat| iat <= now_s + SKEW_S)
        && number("nbf").is_none_or(|nbf| nbf <= now_s + SKEW_S);
    let is_this = nonce.is_none_or(|nonce| text("nonce") == Some(nonce));
    let sub = text("sub").filter(|sub| !sub.is_empty()).map(str::to_owned);
    let is_theirs = text("iss") == Some(&provider.issuer);
    Ok(sub.filter(|_| is_for_us && is_now && is_this && is_theirs).map(|sub| Known { sub, claims }))
}

/// What the token endpoint gives; nothing where it refuses.
async fn tokens(ctx: &Ctx, provider: &Elsewhere, form: &[(&str, &str)]) -> Result<Option<Given>> {
    // RFC: 6749 section 2.3.1, both parts encoded as in a form.
    let part = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let proof = format!("{}:{}", part(&provider.client_id), part(provider.client_secret.reveal()));
    let question = Question {
        url: &provider.token_endpoint,
        headers: vec![
            ("authorization", format!("Basic {}", STANDARD.encode(proof))),
            ("accept", "application/json".to_owned()),
        ],
        form: Some(form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish()),
    };
    let reply = asked(ctx, question).await?;
    match reply.status {
        200 => serde_json::from_slice(&reply.body).map(Some).map_err(|_| unlike(&provider.token_endpoint)),
        400..=499 => {
            tracing::info!(status = reply.status, "a provider's token endpoint refuses");
            Ok(None)
        }
        status => Err(Error::internal(format!("{} answers {status}", provider.token_endpoint))),
    }
}

async fn user_info(ctx: &Ctx, provider: &Elsewhere, token: &str) -> Result<Option<Map<String, Value>>> {
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(None);
    }
    let headers =
        vec![("authorization", format!("Bearer {token}")), ("accept", "application/json".to_owned())];
    let url = &provider.user_info_endpoint;
    let reply = asked(ctx, Question { url, headers, form: None }).await?;
    match reply.status {
        200 => serde_json::from_slice(&reply.body).map(Some).map_err(|_| unlike(url)),
        400..=499 => Ok(None),
        status => Err(Error::internal(format!("{url} answers {status}"))),
    }
}

async fn asked(ctx: &Ctx, question: Question<'_>) -> Result<Reply> {
    let url = question.url.to_owned();
    ctx.world().outbound.ask(question).await.map_err(|why| Error::internal(format!("{url}: {why}")))
}

fn unlike(url: &str) -> Error {
    Error::internal(format!("{url} does not answer as OpenID's endpoints do"))
}
