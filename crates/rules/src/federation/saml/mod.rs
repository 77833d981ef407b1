//! SAML 2.0: what is asked of a provider, what becomes of its response, and logouts in both directions.
//! AWS: the developer guide, "Using SAML identity providers with a user pool". OASIS: saml-profiles-2.0-os sections 4.1, 4.4.
//!
//! A pool is a service of one name, `urn:amazon:cognito:sp:<pool>`, at each of its domains. Its provider's keys are those of
//! its metadata; what they have not signed counts for nothing (see [`crypto::saml`]).

use crypto::saml::bindings::{self, Signer};
use crypto::saml::write::{self, Envelope, Message, Service};
use serde::{Deserialize, Serialize};
use store::flows::{self, Flow, SPENT};
use store::{Miss, Outcome};

use super::Failure;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::site::Site;
use crate::pools::Pool;
use crate::providers::metadata::Metadata;
use crate::providers::{Provider, certificates};
use crate::sealed_flows;

pub mod form;
pub mod logout;
mod request;
mod response;

pub use request::depart;
pub use response::{arrival, captured, presented, unasked};

/// Where responses are posted.
pub const CONSUMER: &str = "/saml2/idpresponse";

/// Where words of logout go.
pub const LOGOUT: &str = "/saml2/logout";

/// Where a message that goes by a form is sent on from.
pub const FORM: &str = "/saml2/request";

/// The name of a pool as a service.
pub fn entity_id(pool: &Pool) -> String {
    format!("urn:amazon:cognito:sp:{}", pool.id())
}

/// How a browser carries a message to a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// In a query: the whole address.
    Address(String),
    /// In a form.
    Form {
        /// Where it goes.
        action: String,
        /// Its fields.
        fields: Vec<(String, String)>,
    },
}

/// The metadata document of the pool as a service at this domain; with the certificate to encrypt to, where a provider is
/// named that encrypts.
///
/// Errors: `Internal`, `PoolNotFound` when the pool goes meanwhile.
pub async fn service(ctx: &Ctx, site: &Site, provider: Option<&str>) -> Result<String> {
    let signer = certificates::signer(ctx, &site.pool).await?;
    let row = match provider {
        Some(name) => store::identity_providers::get(&ctx.read(), site.pool.id(), name).await?,
        None => None,
    };
    let provider = row.map(|row| Provider::open(&site.pool, row)).transpose()?;
    let provider = provider.filter(|provider| provider.row.kind == "SAML");
    let encryption = provider.as_ref().filter(|provider| is_true(provider, "EncryptedResponses"));
    let encryption = encryption.and_then(|provider| decoded(provider.kept.certificate.as_deref()));
    Ok(write::service(&Service {
        entity_id: &entity_id(&site.pool),
        consumer: &site.url(CONSUMER),
        logout: &site.url(LOGOUT),
        signing: &signer.certificate,
        encryption: encryption.as_deref(),
        signs_requests: provider.is_some_and(|provider| signs(&provider)),
    }))
}

/// Whether requests to a provider for a sign-in are signed. AWS: where it is said so; here also where the provider says that
/// it takes no others.
fn signs(provider: &Provider) -> bool {
    let is_wanted = provider.kept.metadata.as_ref().is_some_and(|metadata| metadata.wants_signed);
    is_wanted || provider.kept.details.contains_key("RequestSigningAlgorithm")
}

fn is_true(provider: &Provider, key: &str) -> bool {
    provider.kept.details.get(key).is_some_and(|value| value == "true")
}

fn metadata(provider: &Provider) -> Result<&Metadata> {
    provider.kept.metadata.as_ref().ok_or_else(|| Error::internal("a SAML provider has no metadata"))
}

fn decoded(text: Option<&str>) -> Option<Vec<u8>> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text?).ok()
}

/// An ID of a message: no digit first.
fn message_id(ctx: &Ctx) -> Result<String> {
    Ok(format!("_{}", hex::encode(ctx.random::<20>()?)))
}

/// Where a message goes, by query or by form, and what goes beside it.
struct Aim<'a> {
    url: &'a str,
    is_form: bool,
    relay_state: Option<&'a str>,
}

/// Puts a message on its way, signed by the pool's key if it is to be.
async fn sent(ctx: &Ctx, pool: &Pool, message: Message, aim: Aim<'_>, is_signed: bool) -> Result<Way> {
    let signer = if is_signed { Some(certificates::signer(ctx, pool).await?) } else { None };
    let (url, state) = (aim.url.to_owned(), aim.relay_state.map(str::to_owned));
    let is_form = aim.is_form;
    let way = ctx.compute(move || {
        let signer =
            signer.as_ref().map(|signer| Signer { key: &signer.key, certificate: &signer.certificate });
        if !is_form {
            return bindings::redirect(&message, &url, state.as_deref(), signer).map(Way::Address);
        }
        let mut fields = vec![(message.parameter.to_owned(), bindings::post(&message, signer)?)];
        fields.extend(state.map(|state| ("RelayState".to_owned(), state)));
        Ok(Way::Form { action: url, fields })
    });
    way.await?.map_err(Error::internal)
}

/// What each of our messages has.
fn envelope<'a>(ctx: &Ctx, id: &'a str, issuer: &'a str, destination: &'a str) -> Envelope<'a> {
    Envelope { id, issuer, destination, issued_at: ctx.now() / 1_000 }
}

/// Uses an ID of a provider up, until a time in epoch seconds. False for one that was used before, at whichever node.
async fn spend(
    ctx: &Ctx,
    pool: &Pool,
    (provider, kind, id): (&str, &'static str, &str),
    until_s: i64,
) -> Result<bool> {
    let flow = Flow {
        pool_id: pool.id().to_owned(),
        id: sealed_flows::id_of(pool, kind, &format!("{provider}\0{id}")),
        kind: kind.to_owned(),
        step: SPENT.to_owned(),
        attempts: 0,
        state: Vec::new(),
        revision: 1,
        expires_at: until_s.saturating_add(1).saturating_mul(1_000),
    };
    let mut batch = ctx.batch()?;
    flows::insert(&mut batch, &flow);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(true),
        Outcome::Missed { miss: Miss::Taken, .. } => Ok(false),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// What an app is told of a response that proves nothing. AWS: the developer guide quotes that of the signature.
fn told(pool: &Pool, refusal: &crypto::saml::Refusal) -> Failure {
    use crypto::saml::Refusal;
    let why = match refusal {
        Refusal::Signature | Refusal::Unsigned => "SAML Response signature is invalid".to_owned(),
        Refusal::Audience => {
            format!("Audience restriction in SAML Assertion does not allow it for {}", entity_id(pool))
        }
        other => other.to_string(),
    };
    Failure::told(format!("Invalid SAML response received: {why}"))
}
