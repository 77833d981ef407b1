//! An ID token, verified in full: signature by an algorithm that is taken, issuer, audience, times, nonce, and the access token
//! beside it.
//! RFC: OpenID Connect Core 1.0 sections 3.1.3.7 and 3.1.3.8, 8725. AWS: the developer guide, "Authentication flow with OIDC
//! providers".

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crypto::jose::foreign;
use serde_json::{Map, Value};

use super::Failure;
use super::party::Party;
use crate::identities::logins::documents::{self, Source};

/// How far the provider's clock may be off, in seconds.
pub(super) const SKEW_S: i64 = 120;

/// The claims of a token that holds, for the nonce that was sent and the access token that came along.
///
/// Errors, for the app: what does not hold; `Down` where the keys are not to be had.
pub(super) async fn verified(
    party: &Party<'_>,
    token: &str,
    (nonce, access_token): (Option<&str>, Option<&str>),
) -> Result<Map<String, Value>, Failure> {
    let (payload, bits) = signed(party, token).await?;
    let said: Map<String, Value> =
        serde_json::from_slice(&payload).map_err(|_| party.told("the ID token does not read"))?;
    check(party, &said)?;
    let is_answer = match nonce {
        Some(nonce) => said.get("nonce").and_then(Value::as_str) == Some(nonce),
        None => true,
    };
    if !is_answer {
        return Err(party.told("the ID token has another nonce"));
    }
    let hash = said.get("at_hash").map(|hash| hash.as_str().unwrap_or_default());
    if let Some((hash, access_token)) = hash.zip(access_token)
        && half_hash(access_token, bits) != hash
    {
        return Err(party.told("the ID token has another at_hash"));
    }
    Ok(said)
}

/// Who it is; nobody for what stands for nothing.
pub(super) fn subject(said: &Map<String, Value>) -> Option<String> {
    let subject = said.get("sub")?.as_str()?;
    (!subject.is_empty() && subject.len() <= 255 && !subject.contains('\0')).then(|| subject.to_owned())
}

/// Issuer, audience and times.
pub(super) fn check(party: &Party<'_>, said: &Map<String, Value>) -> Result<(), Failure> {
    let text = |name: &str| said.get(name).and_then(Value::as_str);
    if !text("iss").is_some_and(|iss| party.is_issuer(iss)) {
        return Err(party.told("the ID token is of another issuer"));
    }
    let own = party.client_id();
    let (is_ours, is_shared) = match said.get("aud") {
        Some(Value::String(one)) => (one == own, false),
        Some(Value::Array(several)) => (several.iter().any(|one| one == own), several.len() > 1),
        _ => (false, false),
    };
    let is_issued_to_us = match said.get("azp") {
        Some(azp) => azp.as_str() == Some(own),
        None => !is_shared,
    };
    if own.is_empty() || !is_ours || !is_issued_to_us {
        return Err(party.told("the ID token is for another client"));
    }
    let now = party.ctx.now() / 1_000;
    // Some write fractions of a second.
    let time = |name: &str| said.get(name).and_then(Value::as_f64);
    let (early, late) = ((now - SKEW_S) as f64, (now + SKEW_S) as f64);
    if !time("exp").is_some_and(|exp| exp > early) {
        return Err(party.told("the ID token has expired"));
    }
    match ["nbf", "iat"].into_iter().any(|name| time(name).is_some_and(|from| from > late)) {
        true => Err(party.told("the ID token is not good yet")),
        false => Ok(()),
    }
}

/// Whether the sign-in at the provider is young enough. Section 3.1.3.7, the eleventh; a provider that does not say when it was
/// is believed to have done what it was asked.
pub(super) fn check_age(
    party: &Party<'_>,
    said: &Map<String, Value>,
    max_age_s: Option<i64>,
) -> Result<(), Failure> {
    let at = said.get("auth_time").and_then(Value::as_f64);
    let now = party.ctx.now() / 1_000;
    match at.zip(max_age_s) {
        Some((at, most)) if at < (now - most - SKEW_S) as f64 => {
            Err(party.told("the sign-in is older than what was asked for"))
        }
        _ => Ok(()),
    }
}

/// The payload of a token that the provider has signed, and the bits of the hash that it was signed with.
async fn signed(party: &Party<'_>, token: &str) -> Result<(Vec<u8>, usize), Failure> {
    let listed: Vec<&str> = party.detail("id_token_signing_alg_values").split_whitespace().collect();
    // Only a provider whose settings say so signs with the secret: a token never decides which kind of key it is judged by.
    if listed.contains(&"HS256") {
        let secret = party.detail("client_secret").as_bytes();
        if let Some(payload) = foreign::payload_by_secret(token, secret) {
            return Ok((payload, 256));
        }
    }
    let wrong = || party.told("the signature of the ID token is invalid");
    let parsed = foreign::parse_any(token).map_err(|_| wrong())?;
    if !listed.is_empty() && !listed.contains(&parsed.algorithm.name()) {
        return Err(party.told("the ID token is signed by an algorithm that is not taken"));
    }
    let uri = party.detail("jwks_uri").to_owned();
    let issuer = party.detail("oidc_issuer").to_owned();
    let source = match uri.as_str() {
        "" => Source::Issuer(documents::strip(&issuer)),
        uri => Source::Address(uri),
    };
    let is_signed = documents::has_signed(party.ctx, source, &parsed).await;
    match is_signed.map_err(|error| party.keys_failed(error))? {
        true => Ok((parsed.payload.clone(), parsed.algorithm.bits())),
        false => Err(wrong()),
    }
}

/// The left half of a token's hash. OpenID Connect Core: section 3.1.3.6.
fn half_hash(token: &str, bits: usize) -> String {
    let hash = crypto::mac::sha2(bits, token.as_bytes());
    URL_SAFE_NO_PAD.encode(&hash[..hash.len() / 2])
}
