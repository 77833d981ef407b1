//! Judging the token that comes with a request.
//! AWS: the developer guide of API Gateway, "Control access to HTTP APIs with JWT authorizers", "Control access to REST APIs
//! using Amazon Cognito user pools"; AppSync, "AMAZON_COGNITO_USER_POOLS authorization". RFC: 8725.
//!
//! Order: form, issuer, signature, kind, time, audience, the store, then scopes, groups and claims.

use std::sync::Arc;

use crypto::jose::foreign::{self, Algorithm};
use quick_cache::sync::Cache;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::gate::{Form, Gate, Issuer, Tokens};
use super::wanted::{self, Lack};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identities::logins::documents::{self, Source};
use crate::tokens::access::Kind;
use crate::tokens::at_gate;

/// Whose token was taken.
#[derive(Debug)]
pub struct Passed {
    /// What the token says.
    pub claims: Map<String, Value>,
    /// Its scopes.
    pub scopes: Vec<String>,
    /// Whether the gate asks for scopes.
    pub has_wanted_scopes: bool,
    /// Its groups.
    pub groups: Vec<String>,
    /// When it ends, in epoch seconds.
    pub exp: i64,
}

/// Why a token was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is none.
    Missing,
    /// It is no token, or its signature is not its issuer's.
    Invalid,
    /// Somebody else has issued it.
    Issuer,
    /// It is of the other kind.
    Kind,
    /// Its time is over.
    Expired,
    /// Its time has not come.
    TooEarly,
    /// It is for somebody else.
    Audience,
    /// Its user or sign-in is no more.
    Ended,
    /// It has none of the scopes.
    Scope,
    /// Its user is in none of the groups.
    Group,
    /// One of its claims has another value.
    Claim,
}

/// How far the clocks of others may be ahead, in seconds.
const SKEW_S: i64 = 60;

/// Decisions that are kept.
const MOST: usize = 4_000;

/// The longest token whose decision is kept: what is kept has a bound.
const LONGEST: usize = 4_096;

/// Tokens that were let in, by a hash of the gate's name and the token, each until a time.
pub(crate) struct Decisions(Cache<[u8; 32], (i64, Arc<Passed>)>);

impl Default for Decisions {
    fn default() -> Decisions {
        Decisions(Cache::new(MOST))
    }
}

/// Judges a token.
///
/// Errors: `ProviderUnreachable` where the keys of an issuer elsewhere are not to be had.
pub async fn judge(
    ctx: &Ctx,
    gate: &Gate,
    tokens: &Tokens,
    text: &str,
) -> Result<Result<Arc<Passed>, Refusal>> {
    let now = ctx.now();
    let key = crypto::mac::sha256(format!("{}\0{text}", gate.name).as_bytes());
    let kept = &ctx.world().decisions.0;
    if let Some((_, passed)) = kept.get(&key).filter(|(until, _)| *until > now) {
        return Ok(Ok(passed));
    }
    let passed = match look(ctx, gate, tokens, text).await? {
        Ok(passed) => Arc::new(passed),
        Err(refusal) => return Ok(Err(refusal)),
    };
    if tokens.ttl_s > 0 && text.len() <= LONGEST {
        let until = (now + tokens.ttl_s * 1_000).min(passed.exp * 1_000);
        kept.insert(key, (until, Arc::clone(&passed)));
    }
    Ok(Ok(passed))
}

/// What decides where a token is looked at: the sender's word, until its signature is seen.
#[derive(Deserialize)]
struct Named {
    iss: String,
}

async fn look(ctx: &Ctx, gate: &Gate, tokens: &Tokens, text: &str) -> Result<Result<Passed, Refusal>> {
    let Ok(token) = foreign::parse(text) else { return Ok(Err(Refusal::Invalid)) };
    let named: Result<Named, _> = serde_json::from_slice(&token.payload);
    let Ok(Named { iss }) = named else { return Ok(Err(Refusal::Invalid)) };
    let own = |issuer: &&Issuer| matches!(issuer, Issuer::Pool(id) if iss.rsplit('/').next() == Some(id));
    let elsewhere = |issuer: &&Issuer| matches!(issuer, Issuer::Elsewhere(known) if *known == iss);
    let claims = if let Some(Issuer::Pool(id)) = tokens.issuers.iter().find(own) {
        of_pool(ctx, tokens, id, text).await?
    } else if tokens.issuers.iter().any(|issuer| elsewhere(&issuer)) {
        let claims = of_elsewhere(ctx, &iss, &token).await?;
        // Pools at AWS name their tokens' kind as ours do.
        claims.and_then(|claims| match &tokens.token_use {
            Some(wanted) if claims.get("token_use").and_then(Value::as_str) != Some(wanted) => {
                Err(Refusal::Kind)
            }
            _ => Ok(claims),
        })
    } else {
        Err(Refusal::Issuer)
    };
    Ok(claims.and_then(|claims| admit(gate, tokens, claims)))
}

/// The claims of a token of our own.
async fn of_pool(
    ctx: &Ctx,
    tokens: &Tokens,
    pool_id: &str,
    text: &str,
) -> Result<Result<Map<String, Value>, Refusal>> {
    let read = match tokens.asks_store {
        true => at_gate::live(ctx, text).await,
        false => at_gate::signed(ctx, text).await,
    };
    match read {
        Ok(read) if read.pool.id() != pool_id => Ok(Err(Refusal::Issuer)),
        Ok(read) => match wrong_kind(tokens, read.kind) {
            true => Ok(Err(Refusal::Kind)),
            false => Ok(Ok(read.claims)),
        },
        Err(error) => refusal(error).map(Err),
    }
}

/// What is the token's fault. Errors: what is ours.
pub(super) fn refusal(error: Error) -> Result<Refusal> {
    match error.reason() {
        Reason::AccessTokenInvalid | Reason::PoolNotFound => Ok(Refusal::Invalid),
        Reason::AccessTokenExpired => Ok(Refusal::Expired),
        Reason::AccessTokenRevoked | Reason::UserNotFound | Reason::UserDisabled | Reason::ClientNotFound => {
            Ok(Refusal::Ended)
        }
        _ => Err(error),
    }
}

/// AWS: REST APIs take access tokens where scopes are asked for, and ID tokens elsewhere.
fn wrong_kind(tokens: &Tokens, kind: Kind) -> bool {
    let name = if kind == Kind::Id { "id" } else { "access" };
    tokens.token_use.as_deref().is_some_and(|wanted| wanted != name)
}

/// The claims of a token that somebody else has issued. AWS: RSA alone.
async fn of_elsewhere(
    ctx: &Ctx,
    issuer: &str,
    token: &foreign::Foreign,
) -> Result<Result<Map<String, Value>, Refusal>> {
    let is_rsa = matches!(token.algorithm, Algorithm::Rs256 | Algorithm::Rs384 | Algorithm::Rs512);
    if !is_rsa || !documents::has_signed(ctx, keys_of(issuer), token).await? {
        return Ok(Err(Refusal::Invalid));
    }
    let claims: Result<Map<String, Value>, _> = serde_json::from_slice(&token.payload);
    let Ok(claims) = claims else { return Ok(Err(Refusal::Invalid)) };
    let now_s = ctx.now() / 1_000;
    let at = |name: &str| claims.get(name).map(|value| value.as_f64().unwrap_or(f64::INFINITY));
    let is_early = |name: &str| at(name).is_some_and(|at| at > (now_s + SKEW_S) as f64);
    Ok(match claims.get("exp").and_then(Value::as_i64) {
        None => Err(Refusal::Invalid),
        Some(exp) if exp <= now_s => Err(Refusal::Expired),
        Some(_) if is_early("nbf") || is_early("iat") => Err(Refusal::TooEarly),
        Some(_) => Ok(claims),
    })
}

/// Where the keys of an issuer are: what its discovery document says, asked by https, or where `login_addresses` leads.
pub(super) fn keys_of(issuer: &str) -> Source<'_> {
    Source::Issuer(documents::strip(issuer))
}

fn admit(gate: &Gate, tokens: &Tokens, claims: Map<String, Value>) -> Result<Passed, Refusal> {
    if !tokens.audience.is_empty() && !is_for(&claims, &tokens.audience) {
        return Err(Refusal::Audience);
    }
    let scopes = wanted::scopes(&claims);
    gate.wanted.check(&scopes, &claims).map_err(|lack| match lack {
        Lack::Scope => Refusal::Scope,
        Lack::Group => Refusal::Group,
        Lack::Claim => Refusal::Claim,
    })?;
    let exp = claims.get("exp").and_then(Value::as_i64).ok_or(Refusal::Invalid)?;
    let groups = gate.wanted.groups(&claims);
    Ok(Passed { scopes, has_wanted_scopes: !gate.wanted.scopes.is_empty(), groups, exp, claims })
}

/// AWS: `aud`, and `client_id` only where there is no `aud`.
fn is_for(claims: &Map<String, Value>, audience: &[String]) -> bool {
    let is_listed = |value: &Value| value.as_str().is_some_and(|text| audience.iter().any(|one| one == text));
    match claims.get("aud") {
        Some(Value::Array(items)) => items.iter().any(is_listed),
        Some(value) => is_listed(value),
        None => claims.get("client_id").is_some_and(is_listed),
    }
}

impl Refusal {
    /// The word for log and metrics.
    pub fn word(self) -> &'static str {
        match self {
            Refusal::Missing => "missing",
            Refusal::Invalid => "invalid",
            Refusal::Issuer => "issuer",
            Refusal::Kind => "kind",
            Refusal::Expired => "expired",
            Refusal::TooEarly => "too_early",
            Refusal::Audience => "audience",
            Refusal::Ended => "ended",
            Refusal::Scope => "scope",
            Refusal::Group => "group",
            Refusal::Claim => "claim",
        }
    }
}

impl Form {
    /// AWS: REST APIs look at the kind of token by whether scopes are asked for; the others take both.
    pub fn token_use(self, asks_scopes: bool) -> Option<&'static str> {
        match self {
            Form::RestApi => Some(if asks_scopes { "access" } else { "id" }),
            Form::HttpApi | Form::AppSync { .. } => None,
        }
    }
}
