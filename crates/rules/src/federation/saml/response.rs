//! What a provider says of somebody: verified with the keys of its metadata, judged for this pool and this request, spent
//! once, and made an [`Arrival`] of.
//! OASIS: saml-profiles-2.0-os sections 4.1.4.2, 4.1.4.5 and 4.1.5. AWS: the developer guide, "SAML session initiation".

use std::collections::BTreeMap;
use std::sync::Arc;

use crypto::saml::{self, Assertion, Expected, Refusal, Response, Trust};

use super::{CONSUMER, decoded, entity_id, is_true, metadata, spend, told};
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::federation::state::Outgoing;
use crate::federation::{Arrival, Claims, Failure, Upstream, Words, mapping};
use crate::hosted::site::Site;
use crate::pools::Pool;
use crate::providers::{self, Provider, refresh};

/// AWS: how old a response may be that nobody has asked for.
const UNASKED_S: i64 = 360;

/// How old an assertion may be that a program exchanges, whatever it says of itself: it is remembered that long.
const PRESENTED_S: i64 = 3_600;

/// What is told of a relay state that leads nowhere. AWS: the developer guide, "Troubleshooting".
const RELAY_STATE: &str = "Invalid relayState from identity provider";

/// What a response to a request of ours says. `text` is the field of the form, base64.
///
/// Errors, for the app: it proves nothing here.
pub async fn arrival(ctx: &Ctx, site: &Site, outgoing: &Outgoing, text: &str) -> Result<Arrival, Failure> {
    let request = outgoing.request_id.as_deref().ok_or(Failure::Lost)?;
    let provider = providers::get(ctx, &site.pool, &outgoing.provider).await?;
    let places = std::slice::from_ref(&outgoing.return_to);
    let read = Read { ctx, pool: &site.pool, places, request: Some(request), form: Form::Response };
    let (provider, response) = read.verified(provider, posted(&site.pool, text)?).await?;
    read.arrival(&provider, response.assertion)
}

/// What a response says that nobody has asked for, where the provider may send such.
///
/// Errors, for the app: it may not, or the response proves nothing here.
pub async fn unasked(
    ctx: &Ctx,
    site: &Site,
    client: &Arc<Client>,
    (provider, text): (&str, &str),
) -> Result<Arrival, Failure> {
    let listed = client.settings.supported_identity_providers.iter().flatten();
    // AWS: a client at which providers begin has no other ways to sign in.
    let mut own = None;
    for name in listed {
        let row = store::identity_providers::get(&ctx.read(), site.pool.id(), name).await?;
        let Some(row) = row.filter(|row| row.kind == "SAML") else {
            return Err(Failure::told(RELAY_STATE));
        };
        if row.name == provider {
            own = Some(Provider::open(&site.pool, row)?);
        }
    }
    let provider = own.filter(|provider| is_true(provider, "IDPInit"));
    let provider = provider.ok_or_else(|| Failure::told(RELAY_STATE))?;
    let places = [site.url(CONSUMER)];
    let read = Read { ctx, pool: &site.pool, places: &places, request: None, form: Form::Response };
    let (provider, response) = read.verified(provider, posted(&site.pool, text)?).await?;
    read.arrival(&provider, response.assertion)
}

/// What an assertion says that a program presents at one of these places, by itself or in a response, as answer to no request
/// of ours; and until when the session at the provider lasts, in epoch seconds, where it says so.
///
/// Errors, for the caller: it proves nothing here.
pub async fn presented(
    ctx: &Ctx,
    pool: &Pool,
    provider: Provider,
    (places, text): (&[String], &str),
) -> Result<(Arrival, Option<i64>), Failure> {
    let read = Read { ctx, pool, places, request: None, form: Form::Either };
    let xml = saml::bindings::sent(text).map_err(|refusal| told(pool, &refusal))?;
    let (provider, response) = read.verified(provider, xml).await?;
    let (at, until) = (response.assertion.authenticated_at, response.assertion.session_ends_at);
    let auth_time = Some(at.unwrap_or(response.assertion.issued_at).min(ctx.now() / 1_000));
    let arrival = read.arrival(&provider, response.assertion)?;
    Ok((Arrival { auth_time, ..arrival }, until))
}

fn posted(pool: &Pool, text: &str) -> Result<Vec<u8>, Failure> {
    saml::bindings::posted(text).map_err(|refusal| told(pool, &refusal))
}

/// What a captured response says, base64 or XML, whatever it answers and however often it was used; and what is wrong with
/// it. Nobody is signed in by it.
///
/// Errors: nothing in it can be read at all.
pub async fn captured(
    ctx: &Ctx,
    pool: &Pool,
    provider: &Provider,
    text: &str,
) -> Result<(Arrival, Option<String>), Failure> {
    let xml = match text.trim_start().starts_with('<') {
        true => text.as_bytes().to_vec(),
        false => posted(pool, text)?,
    };
    let mut read = Read { ctx, pool, places: &[], request: None, form: Form::Response };
    let response =
        read.opened(provider, xml.clone()).await?.map_err(|refusal| refused(pool, &xml, &refusal))?;
    // Where it was to be given, and which request it answers, is its own to say here.
    let confirmations = response.assertion.confirmations.clone();
    let confirmation = confirmations.first();
    let places = [confirmation.and_then(|one| one.recipient.clone()).unwrap_or_default()];
    let request = confirmation.and_then(|one| one.in_response_to.as_deref());
    read = Read { places: &places, request, ..read };
    let wrong = read.judge(provider, &response).err().map(|refusal| refusal.to_string());
    Ok((read.arrival(provider, response.assertion)?, wrong))
}

struct Read<'a> {
    ctx: &'a Ctx,
    pool: &'a Pool,
    /// The addresses at which it may have been given.
    places: &'a [String],
    /// The request that it is to answer.
    request: Option<&'a str>,
    form: Form,
}

/// What may come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A response, by a browser.
    Response,
    /// A response, or an assertion by itself, of a program.
    Either,
}

impl Read<'_> {
    /// Verifies and judges a response, and spends its assertion. A key that is not known makes the metadata be fetched
    /// again, where that was not just done: a provider that changes its key serves on.
    async fn verified(&self, provider: Provider, xml: Vec<u8>) -> Result<(Provider, Response), Failure> {
        if provider.row.kind != "SAML" {
            return Err(Failure::Lost);
        }
        let mut provider = provider;
        let mut read = self.opened(&provider, xml.clone()).await?;
        if matches!(read, Err(Refusal::Signature | Refusal::Unopened))
            && let Some(newer) = refresh::again(self.ctx, self.pool, &provider).await?
        {
            provider = newer;
            read = self.opened(&provider, xml.clone()).await?;
        }
        let response = match read {
            Ok(response) => response,
            Err(refusal) => return Err(refused(self.pool, &xml, &refusal)),
        };
        self.judge(&provider, &response).map_err(|refusal| {
            tracing::info!(
                pool.id = self.pool.id(), provider = provider.row.name, %refusal, "a SAML response was refused"
            );
            told(self.pool, &refusal)
        })?;
        let spent = (provider.row.name.as_str(), "saml assertion", response.assertion.id.as_str());
        match spend(self.ctx, self.pool, spent, response.ends_at()).await? {
            true => Ok((provider, response)),
            false => Err(Failure::told("Invalid SAML response received: it was used before")),
        }
    }

    async fn opened(&self, provider: &Provider, xml: Vec<u8>) -> Result<Result<Response, Refusal>> {
        let certificates = metadata(provider)?.good_certificates(self.ctx.now());
        let key = decoded(provider.kept.private_key.as_deref());
        let is_closed = is_true(provider, "EncryptedResponses");
        let form = self.form;
        let opened = self.ctx.compute(move || {
            let trust = Trust { certificates: &certificates, key: key.as_deref(), is_closed };
            match form {
                Form::Response => saml::opened(&xml, &trust),
                Form::Either => saml::presented(&xml, &trust),
            }
        });
        opened.await
    }

    fn judge(&self, provider: &Provider, response: &Response) -> Result<(), Refusal> {
        let issuer = provider.kept.metadata.as_ref().map_or("", |metadata| &metadata.entity_id);
        let now_s = self.ctx.now() / 1_000;
        let recipients: Vec<&str> = self.places.iter().map(String::as_str).collect();
        response.judge(&Expected {
            issuer,
            audience: &entity_id(self.pool),
            recipients: &recipients,
            in_response_to: self.request,
            now_s,
        })?;
        let oldest_s = if self.form == Form::Either { PRESENTED_S } else { UNASKED_S };
        match self.request.is_none() && now_s - response.assertion.issued_at > oldest_s {
            true => Err(Refusal::Time),
            false => Ok(()),
        }
    }

    /// Somebody whom an assertion names.
    fn arrival(&self, provider: &Provider, assertion: Assertion) -> Result<Arrival, Failure> {
        let Assertion { issuer, name_id, session_index, attributes, .. } = assertion;
        let texts = attributes.iter().flat_map(|(name, values)| values.iter().chain([name]));
        // AWS: what UTF-8 writes with four bytes is not taken.
        if texts.chain([&name_id.value]).any(|text| text.chars().any(|c| c > '\u{ffff}')) {
            let text = "Invalid SAML response received: it has characters that are not supported";
            return Err(Failure::told(text));
        }
        let claims: Claims = attributes.into_iter().collect();
        let words: BTreeMap<String, String> =
            claims.iter().map(|(name, values)| (name.clone(), mapping::text(values))).collect();
        let upstream = Upstream {
            name_id: Some(serde_json::to_string(&name_id)?),
            session_index,
            ..Upstream::default()
        };
        Ok(Arrival {
            provider: provider.row.name.clone(),
            subject: name_id.value,
            issuer: Some(issuer),
            claims,
            words: Words::Saml(words),
            upstream: Some(upstream),
            ..Arrival::default()
        })
    }
}

/// What the app is told of a response that is no proof: that the provider says no, where it says so.
fn refused(pool: &Pool, xml: &[u8], refusal: &Refusal) -> Failure {
    tracing::info!(pool.id = pool.id(), %refusal, "a SAML response was refused");
    let Some((code, message)) = saml::refusal(xml) else { return told(pool, refusal) };
    let short = code.strip_prefix("urn:oasis:names:tc:SAML:2.0:status:").unwrap_or(&code);
    // It is from nobody in particular: no more than its letters go on.
    let plain: String =
        message.unwrap_or_else(|| short.to_owned()).chars().filter(|c| !c.is_control()).collect();
    match short {
        "AuthnFailed" | "RequestDenied" => Failure::Told("access_denied", plain),
        _ => Failure::told(format!("Invalid SAML response received: {plain}")),
    }
}
