//! Signing in through an OpenID provider: the way there with state, nonce and PKCE, and back with a code, which becomes
//! tokens, of which the ID token is verified in full.
//! AWS: the developer guide, "Using OIDC identity providers with a user pool". RFC: OpenID Connect Core 1.0 sections 3.1.2 and
//! 3.1.3.7, 7636, 9207, 9700. Order of checks: error, issuer of the answer, token call, ID token, userinfo.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::party::{Party, percent};
use super::state::{self, Outgoing};
use super::{Arrival, Claims, Departure, Failure, Upstream, Words, id_token, renewal, social};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::hosted::authorize::Request;
use crate::hosted::site::Site;
use crate::pools::{self, Pool};
use crate::providers::Provider;

/// The path of a domain that providers lead back to.
pub const RETURN: &str = "/oauth2/idpresponse";

/// The address of a domain that providers lead back to.
pub fn return_address(site: &Site) -> String {
    site.url(RETURN)
}

/// What a browser brings back.
#[derive(Clone, Debug, Default)]
pub struct Back<'a> {
    /// The code.
    pub code: Option<&'a str>,
    /// The provider's word for what went wrong.
    pub error: Option<&'a str>,
    /// Its sentence.
    pub error_description: Option<&'a str>,
    /// Who answers. RFC: 9207.
    pub iss: Option<&'a str>,
    /// Apple: what the person lets the app know at the first consent, JSON.
    pub user: Option<&'a str>,
}

/// Remembers what is asked, and gives the address of the provider that the browser is to go to.
pub(super) async fn depart(
    ctx: &Ctx,
    provider: &Provider,
    departure: &Departure<'_>,
) -> Result<String, Failure> {
    let Departure { site, request, query, browser } = departure;
    let party = Party { ctx, provider };
    let text = state::fresh(ctx)?;
    let nonce = party.has_id_token().then(|| state::fresh(ctx)).transpose()?;
    let verifier = party.takes_pkce().then(|| state::fresh(ctx)).transpose()?;
    let is_oidc = provider.row.kind == "OIDC";
    let outgoing = Outgoing {
        browser: browser.clone(),
        provider: provider.row.name.clone(),
        query: query.clone(),
        nonce,
        verifier,
        max_age_s: request.max_age_s.filter(|_| is_oidc),
        return_to: return_address(site),
        ..Outgoing::default()
    };
    let challenge =
        outgoing.verifier.as_ref().map(|it| URL_SAFE_NO_PAD.encode(crypto::mac::sha256(it.as_bytes())));
    let levels = if is_oidc { levels(&site.pool, provider, request) } else { String::new() };
    let prompt = prompts(request, renewal::needs_consent(&party));
    let age = outgoing.max_age_s.map(|age| age.to_string());
    let is_form = provider.row.kind == "SignInWithApple" && !party.scopes().is_empty();
    let pairs = [
        ("client_id", Some(party.client_id())),
        ("redirect_uri", Some(outgoing.return_to.as_str())),
        ("response_type", Some("code")),
        ("scope", Some(party.scopes()).filter(|scopes| !scopes.is_empty())),
        ("state", Some(text.as_str())),
        ("nonce", outgoing.nonce.as_deref()),
        ("code_challenge", challenge.as_deref()),
        ("code_challenge_method", challenge.as_ref().map(|_| "S256")),
        // AWS: to OIDC providers alone.
        ("login_hint", request.login_hint.as_deref().filter(|_| is_oidc)),
        ("prompt", Some(prompt.as_str()).filter(|prompt| !prompt.is_empty())),
        ("max_age", age.as_deref()),
        ("acr_values", Some(levels.as_str()).filter(|levels| !levels.is_empty())),
        // Apple: with any scope it answers by a form alone.
        ("response_mode", is_form.then_some("form_post")),
    ];
    let url = party.address("authorize_url")?;
    let to = percent(&url, pairs.into_iter().filter_map(|(name, value)| Some((name, value?))));
    state::begin(ctx, &site.pool, &text, &outgoing).await?;
    Ok(to)
}

/// AWS: all that the app sends but `none`, which no page of a provider could follow. Consent is asked for where what it is about
/// needs it.
fn prompts(request: &Request, needs_consent: bool) -> String {
    let asked = &request.prompt;
    let words = [
        ("login", asked.login),
        ("select_account", asked.select_account),
        ("consent", asked.consent || needs_consent),
        ("create", asked.create),
    ];
    words.into_iter().filter(|(_, is_asked)| *is_asked).map(|(word, _)| word).collect::<Vec<_>>().join(" ")
}

/// The provider's words for the pool's levels that the app asks for.
fn levels(pool: &Pool, provider: &Provider, request: &Request) -> String {
    let names = pools::levels(&pool.settings);
    let mapped = provider.settings.acr_mapping.as_ref();
    let of = |asked: &String| {
        let (level, _) = names.iter().find(|(_, level)| level.acr_value == *asked)?;
        mapped?.get(level).map(String::as_str)
    };
    request.levels.iter().filter_map(of).collect::<Vec<_>>().join(" ")
}

/// Makes an arrival of what the browser brings back.
///
/// Errors: for the app what the provider says or what does not hold of its tokens; `Down` where it does not answer.
pub async fn arrival(
    ctx: &Ctx,
    provider: &Provider,
    outgoing: &Outgoing,
    back: &Back<'_>,
) -> Result<Arrival, Failure> {
    let party = Party { ctx, provider };
    // RFC: 9207 section 2.4: an answer of somebody else's is not even an error of this one's.
    let is_its = match back.iss {
        Some(iss) => party.is_issuer(iss),
        None => !provider.kept.offers.iss,
    };
    if !is_its {
        return Err(Failure::told(format!("{} Error - the answer is another provider's", party.name())));
    }
    if let Some(error) = back.error {
        return Err(party.refused(error, back.error_description));
    }
    let code = back.code.filter(|code| !code.is_empty());
    let code = code.ok_or_else(|| party.told("the answer has no code"))?;
    let tokens = party.redeem(code, outgoing).await?;
    if !party.has_id_token() {
        return social::arrival(&party, tokens).await;
    }
    let said = match tokens.get("id_token").and_then(Value::as_str) {
        Some(token) => {
            id_token::verified(&party, token, (outgoing.nonce.as_deref(), access(&tokens))).await?
        }
        None => return Err(party.told("the answer has no id_token")),
    };
    id_token::check_age(&party, &said, outgoing.max_age_s)?;
    let subject = id_token::subject(&said).ok_or_else(|| party.told("the ID token names no user"))?;
    let info = match provider.row.kind.as_str() {
        "OIDC" => party.user_info(access(&tokens), &subject).await?,
        "Google" => social::google(&party, access(&tokens)).await?,
        _ => social::apple(back.user),
    };
    Ok(arrived(&party, subject, (tokens, said, info)))
}

pub(super) fn access(tokens: &Map<String, Value>) -> Option<&str> {
    tokens.get("access_token").and_then(Value::as_str).filter(|token| !token.is_empty())
}

/// All that was said, put together. AWS: what the ID token says counts before userinfo.
pub(super) fn arrived(
    party: &Party<'_>,
    subject: String,
    (tokens, said, info): (Map<String, Value>, Map<String, Value>, Map<String, Value>),
) -> Arrival {
    let text = |name: &str| tokens.get(name).and_then(Value::as_str).map(str::to_owned);
    let mut claims = claims(&info);
    claims.extend(self::claims(&said));
    // AWS: tokens can be mapped like claims.
    for name in ["access_token", "id_token"] {
        if let Some(token) = text(name).filter(|_| name != "id_token" || party.provider.row.kind == "OIDC") {
            claims.insert(name.to_owned(), vec![token]);
        }
    }
    let amr = said.get("amr").and_then(Value::as_array);
    let words = amr.map(|list| list.iter().filter_map(|word| Some(word.as_str()?.to_owned())).collect());
    let signs_out = party.provider.kept.offers.end_session.is_some() && party.detail("IDPSignout") == "true";
    let upstream = Upstream {
        id_token: text("id_token").filter(|_| signs_out),
        refresh_token: text("refresh_token").filter(|_| renewal::is_wanted(party.provider)),
        ..Upstream::default()
    };
    Arrival {
        provider: party.provider.row.name.clone(),
        subject,
        issuer: None,
        acr: said.get("acr").and_then(Value::as_str).map(str::to_owned),
        amr: words.unwrap_or_default(),
        auth_time: said.get("auth_time").and_then(Value::as_i64),
        upstream: (upstream != Upstream::default()).then_some(upstream),
        words: Words::Tokens {
            token_response: texts(&tokens),
            id_token: texts(&said),
            user_info: texts(&info),
        },
        claims,
    }
}

/// Claims as texts, lists as their entries.
pub(super) fn claims(said: &Map<String, Value>) -> Claims {
    let values = |value: &Value| match value {
        Value::Null => None,
        Value::Array(list) => Some(list.iter().filter_map(text).collect()),
        one => text(one).map(|text| vec![text]),
    };
    said.iter().filter_map(|(name, value)| Some((name.clone(), values(value)?))).collect()
}

fn texts(said: &Map<String, Value>) -> BTreeMap<String, String> {
    said.iter().filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect()
}

/// A value as a text; an address as it is written on an envelope. OpenID Connect Core: section 5.1.1.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Object(parts) => match parts.get("formatted").and_then(Value::as_str) {
            Some(formatted) => Some(formatted.to_owned()),
            None => Some(value.to_string()),
        },
        other => Some(other.to_string()),
    }
}
