//! A provider tried out without anybody signing in: whether it is where the settings say, its keys and certificates, its clock, and
//! what its claims would become.
//! Source: users' reports of second sign-ins that fail by a mapping; OpenID Connect Discovery 1.0.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use crypto::jose::assertion::AssertionKey;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde::Serialize;
use serde_json::{Map, Value};

use super::party::Party;
use super::{Arrival, Failure, Words, id_token, mapping, oidc, profile};
use crate::ctx::Ctx;
use crate::identities::logins::documents::{self, Source};
use crate::outside::Question;
use crate::pools::Pool;
use crate::providers::Provider;
use crate::providers::metadata;

/// How far a provider's clock may be off before it is worth a word, in seconds.
const SKEW_S: i64 = 60;

/// How long ahead the end of a certificate is told, in days.
const AHEAD_DAYS: i64 = 30;

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// As it should be.
    Ok,
    /// It works, and will not for ever.
    Warn,
    /// Nobody can sign in by it.
    Bad,
}

/// One thing that was looked at.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// What.
    pub what: &'static str,
    /// How it stands.
    pub state: State,
    /// A sentence.
    pub text: String,
}

/// What claims would become.
#[derive(Clone, Debug, Serialize)]
pub struct Mapped {
    /// The name of the profile.
    pub username: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// Claims that are mapped and were not there.
    pub absent: Vec<String>,
    /// Attributes that the pool requires and that nobody has said.
    pub lacking: Vec<String>,
    /// What of a token does not hold; nothing where it does, or where claims alone were given.
    pub wrong: Option<String>,
}

/// Looks at a provider.
pub async fn findings(ctx: &Ctx, provider: &Provider) -> Vec<Finding> {
    let party = Party { ctx, provider };
    let mut all = Vec::new();
    match provider.row.kind.as_str() {
        "SAML" => saml(ctx, provider, &mut all).await,
        _ if party.has_id_token() => {
            open_id(&party, &mut all).await;
            own_key(&party, &mut all);
        }
        _ => reached(&party, &mut all).await,
    }
    all
}

fn found(what: &'static str, state: State, text: impl Into<String>) -> Finding {
    Finding { what, state, text: text.into() }
}

async fn open_id(party: &Party<'_>, all: &mut Vec<Finding>) {
    let issuer = party.detail("oidc_issuer").trim_end_matches('/').to_owned();
    let url = format!("{}/.well-known/openid-configuration", party.moved(&issuer));
    match party.ctx.world().outbound.ask(Question { url: &url, ..Question::default() }).await {
        Err(why) => all.push(found("discovery", State::Bad, format!("{url}: {why}"))),
        Ok(reply) => {
            all.push(clock(party.ctx, reply.date.as_deref()));
            all.push(document(party, &issuer, (reply.status, &reply.body)));
        }
    }
    let uri = party.detail("jwks_uri");
    let source =
        if uri.is_empty() { Source::Issuer(documents::strip(&issuer)) } else { Source::Address(uri) };
    all.push(match documents::fetch(party.ctx, source).await {
        Ok(keys) if keys.is_empty() => found("keys", State::Bad, "There is no key that we can use."),
        Ok(keys) => {
            let names: Vec<&str> = keys.iter().map(|(name, _)| name.as_str()).collect();
            found("keys", State::Ok, format!("{} usable: {}.", keys.len(), names.join(", ")))
        }
        Err(error) => found("keys", State::Bad, error.message()),
    });
}

/// The discovery document against what is kept.
fn document(party: &Party<'_>, issuer: &str, (status, body): (u16, &[u8])) -> Finding {
    let bad = |text: String| found("discovery", State::Bad, text);
    let document: Option<Map<String, Value>> = serde_json::from_slice(body).ok();
    let Some(document) = document.filter(|_| status == 200) else {
        return bad(format!("It answers with status {status} and no document."));
    };
    let text = |name: &str| document.get(name).and_then(Value::as_str);
    if text("issuer").map(|own| own.trim_end_matches('/')) != Some(issuer) {
        return bad("The document is of another issuer.".to_owned());
    }
    let pairs = [
        ("authorize_url", "authorization_endpoint"),
        ("token_url", "token_endpoint"),
        ("attributes_url", "userinfo_endpoint"),
        ("jwks_uri", "jwks_uri"),
    ];
    let differs = |(key, name): &&(&str, &str)| {
        let kept = party.detail(key);
        !kept.is_empty() && party.provider.row.kind == "OIDC" && text(name).is_some_and(|now| now != kept)
    };
    let moved: Vec<&str> = pairs.iter().filter(differs).map(|(key, _)| *key).collect();
    match moved.is_empty() {
        true => found("discovery", State::Ok, format!("{issuer} is what the settings say.")),
        false => {
            let text = format!("The document has other addresses than the settings: {}.", moved.join(", "));
            found("discovery", State::Warn, text)
        }
    }
}

fn clock(ctx: &Ctx, date: Option<&str>) -> Finding {
    let parsed = date.and_then(|date| rfc2822::DateTimeParser::new().parse_timestamp(date).ok());
    let Some(theirs) = parsed.map(Timestamp::as_second) else {
        return found("clock", State::Ok, "It does not tell the time.");
    };
    let off = theirs - ctx.now() / 1_000;
    match off.abs() <= SKEW_S {
        true => found("clock", State::Ok, format!("Its clock is {off} s from ours.")),
        false => {
            found("clock", State::Warn, format!("Its clock is {off} s from ours: tokens may be refused."))
        }
    }
}

/// The key with which we prove who we are, where there is one.
fn own_key(party: &Party<'_>, all: &mut Vec<Finding>) {
    let is_needed = party.provider.row.kind == "SignInWithApple"
        || party.detail("token_endpoint_auth_method") == "private_key_jwt";
    if is_needed {
        all.push(match AssertionKey::from_text(party.detail("private_key")) {
            Ok(_) => found("private_key", State::Ok, "It reads."),
            Err(_) => found("private_key", State::Bad, "It does not read: PKCS#8 of RSA or P-256 is needed."),
        });
    }
}

/// A provider of OAuth alone: any answer of its token endpoint will do.
async fn reached(party: &Party<'_>, all: &mut Vec<Finding>) {
    let url = party.moved(party.detail("token_url"));
    match party.ctx.world().outbound.ask(Question { url: &url, ..Question::default() }).await {
        Ok(reply) => {
            all.push(clock(party.ctx, reply.date.as_deref()));
            let text = format!("It answers with status {}, as it may without a code.", reply.status);
            all.push(found("token_url", State::Ok, text));
        }
        Err(why) => all.push(found("token_url", State::Bad, format!("{url}: {why}"))),
    }
}

async fn saml(ctx: &Ctx, provider: &Provider, all: &mut Vec<Finding>) {
    let Some(kept) = &provider.kept.metadata else {
        all.push(found("metadata", State::Bad, "There is none."));
        return;
    };
    if let Some(url) = provider.kept.details.get("MetadataURL") {
        let now = match ctx.world().outbound.get(url).await {
            Ok(body) => String::from_utf8(body).ok().and_then(|text| metadata::read(ctx, &text).ok()),
            Err(why) => {
                all.push(found("metadata", State::Warn, format!("{url}: {why}. The last good one counts.")));
                None
            }
        };
        if let Some(now) = now {
            let (state, text) = match now.entity_id == kept.entity_id {
                true => (State::Ok, format!("{} is what the settings say.", now.entity_id)),
                false => (State::Bad, format!("The metadata is of another entity: {}.", now.entity_id)),
            };
            all.push(found("metadata", state, text));
        }
    } else {
        all.push(found("metadata", State::Ok, format!("{}, as it was given.", kept.entity_id)));
    }
    let day = |end: i64| Timestamp::from_second(end).map(|at| at.strftime("%Y-%m-%d").to_string());
    for certificate in &kept.certificates {
        let end = STANDARD.decode(certificate).ok().and_then(|der| crypto::x509::ends_at(&der));
        let left = end.map(|end| (end - ctx.now() / 1_000) / 86_400);
        let until = end.and_then(|end| day(end).ok()).unwrap_or_default();
        all.push(match left {
            None => found("certificate", State::Bad, "It does not read."),
            Some(left) if left < 0 => found("certificate", State::Bad, format!("It ended on {until}.")),
            Some(left) if left < AHEAD_DAYS => {
                found("certificate", State::Warn, format!("It ends on {until}."))
            }
            Some(_) => found("certificate", State::Ok, format!("It is good until {until}.")),
        });
    }
}

/// What a captured ID token, its claims as JSON, or a SAML response would become. Nobody is made or changed by it.
///
/// Errors, as texts: what was captured does not read, or names nobody.
pub async fn mapped(ctx: &Ctx, pool: &Pool, provider: &Provider, captured: &str) -> Result<Mapped, Failure> {
    let captured = captured.trim();
    let (arrival, wrong) = match provider.row.kind.as_str() {
        "SAML" => super::saml::captured(ctx, pool, provider, captured).await?,
        _ => token(&Party { ctx, provider }, captured).await?,
    };
    let mapping = provider.attribute_mapping().unwrap_or_default();
    let wanted = mapping::attributes(&mapping, &arrival.claims);
    let draft = profile::draft(ctx, pool, provider, &arrival)?;
    let is_absent = |(name, claim): &(&String, &String)| {
        name.as_str() != "username" && !arrival.claims.contains_key(claim.as_str())
    };
    let absent = mapping.iter().filter(is_absent).map(|(name, claim)| format!("{name} ({claim})")).collect();
    let with = |wanted: BTreeMap<String, String>| {
        let mut user = draft.clone();
        user.attributes.extend(wanted);
        user
    };
    let lacking = mapping::lacking(pool, &with(wanted.clone()));
    Ok(Mapped { username: draft.username.clone(), attributes: wanted, absent, lacking, wrong })
}

/// What an ID token or its claims say, and what is wrong with it.
async fn token(party: &Party<'_>, captured: &str) -> Result<(Arrival, Option<String>), Failure> {
    let (said, wrong) = match captured.split('.').count() {
        3 if !captured.starts_with('{') => {
            let payload = captured.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
            let said: Option<Map<String, Value>> =
                payload.and_then(|json| serde_json::from_slice(&json).ok());
            let wrong = match id_token::verified(party, captured, (None, None)).await {
                Ok(_) => None,
                Err(Failure::Told(_, text)) => Some(text),
                Err(Failure::Down(_)) => Some("the keys are not to be had".to_owned()),
                Err(why) => return Err(why),
            };
            (said, wrong)
        }
        _ => (serde_json::from_str(captured).ok(), None),
    };
    let said = said.ok_or_else(|| Failure::told("What was captured is no token and no JSON object."))?;
    let claims = oidc::claims(&said);
    let subject = ["sub", "user_id", "id"].iter().find_map(|name| said.get(*name)?.as_str());
    let arrival = Arrival {
        provider: party.provider.row.name.clone(),
        subject: subject.unwrap_or_default().to_owned(),
        claims,
        words: Words::Saml(BTreeMap::new()),
        ..Arrival::default()
    };
    Ok((arrival, wrong))
}
