//! Federation: people whom a provider elsewhere has proved. What is asked of it, what it says, and what becomes of that.
//! AWS: the developer guide, "User pool sign-in with third party identity providers".
//!
//! [`state`] remembers what was asked of a provider until the browser comes back; a protocol makes an [`Arrival`] of what it
//! brings; [`arrive`] finds or makes the profile and ends the sign-in. Nothing that a browser brings counts but the name of
//! a row, and what a provider has signed or was asked for itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason};
use crate::hosted::authorize::Request;
use crate::hosted::site::Site;
use crate::pools::Pool;
use crate::providers::Provider;

mod arrive;
pub mod discovery;
pub mod exchange;
mod id_token;
pub mod linking;
pub mod mapping;
pub mod oidc;
mod party;
pub mod pending;
mod profile;
pub mod renewal;
pub mod saml;
mod social;
pub mod state;
pub mod trial;
pub mod upstream;

pub use arrive::{Acquaintance, Arrived, Given, Linking, Vouched, arrive};

/// Claims by the names that the provider has for them, with one value or several.
pub type Claims = BTreeMap<String, Vec<String>>;

/// Somebody whom a provider has proved.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Arrival {
    /// The provider's name.
    pub provider: String,
    /// What it calls the person: `sub`, `id`, `user_id` or the NameID.
    pub subject: String,
    /// Who it says that it is, where the attribute `identities` tells: the entity id of a SAML provider.
    pub issuer: Option<String>,
    /// All that it says.
    pub claims: Claims,
    /// The same in its own parts, for the pool's function.
    pub words: Words,
    /// The level that it says was reached, in its own word.
    #[serde(default)]
    pub acr: Option<String>,
    /// What it says was proved.
    #[serde(default)]
    pub amr: Vec<String>,
    /// When it was proved there, seconds since 1970, where it says so.
    #[serde(default)]
    pub auth_time: Option<i64>,
    /// What is kept for signing out there and for asking again. It is sealed wherever it is kept.
    #[serde(default)]
    pub upstream: Option<Upstream>,
}

/// A provider's words in their parts. All values are texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Words {
    /// OpenID Connect and social providers.
    Tokens {
        /// The answer of the token endpoint.
        token_response: BTreeMap<String, String>,
        /// The claims of the ID token.
        id_token: BTreeMap<String, String>,
        /// The answer of the userinfo endpoint.
        user_info: BTreeMap<String, String>,
    },
    /// The attributes of a SAML assertion.
    Saml(BTreeMap<String, String>),
}

impl Default for Words {
    fn default() -> Words {
        Words::Saml(BTreeMap::new())
    }
}

/// What a provider gave that serves later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upstream {
    /// OpenID Connect: the ID token, to sign out with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// OpenID Connect: the refresh token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// SAML: the whole NameID element, as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_id: Option<String>,
    /// SAML: the session's index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_index: Option<String>,
}

/// Who goes to a provider, and what for.
pub struct Departure<'a> {
    /// The domain.
    pub site: &'a Site,
    /// What the app has asked for.
    pub request: &'a Request,
    /// The same as the query of its address.
    pub query: String,
    /// What only this browser sends.
    pub browser: String,
}

/// The address of a provider at which somebody signs in; what was asked is remembered.
///
/// Errors, for the app: the provider lacks what that needs.
pub async fn depart(ctx: &Ctx, provider: &Provider, departure: &Departure<'_>) -> Result<String, Failure> {
    match provider.row.kind.as_str() {
        "SAML" => saml::depart(ctx, provider, departure).await,
        _ => oidc::depart(ctx, provider, departure).await,
    }
}

/// Counts a sign-in through a provider, by how it ended, and tells the log of it. What a browser calls a provider is only
/// believed of one that the client lets people in through: whoever likes can say any name.
pub fn counted(door: Door<'_>, provider: &str, why: Option<&Failure>) {
    let provider = if door.lets_in(provider) { provider } else { "none" };
    let (outcome, text) = match why {
        None => ("entered", ""),
        Some(Failure::Told("access_denied", text)) => ("denied", text.as_str()),
        Some(Failure::Told(_, text)) => ("refused", text.as_str()),
        Some(Failure::Lost) => ("lost", ""),
        Some(Failure::Down(_)) => ("down", ""),
        Some(Failure::Failed(_)) => ("failed", ""),
    };
    let (pool, client) = (door.pool.id(), door.client.id());
    tracing::info!(
        pool.id = pool,
        client.id = client,
        provider,
        outcome,
        text,
        "a sign-in through a provider"
    );
    metrics::counter!("cenote_federated_sign_ins_total", "provider" => label(provider), "outcome" => outcome)
        .increment(1);
}

/// Names of providers that metrics tell apart; there are as many as administrators like.
const MOST_LABELS: usize = 100;

/// What metrics call a provider: its name, or `other` where there are too many.
fn label(provider: &str) -> String {
    static KNOWN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if !known.contains(provider) {
        if known.len() >= MOST_LABELS {
            return "other".to_owned();
        }
        known.insert(provider.to_owned());
    }
    provider.to_owned()
}

/// What a sign-in through a provider leaves in its browser session and its tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Federated {
    /// The provider's name.
    pub provider: String,
    /// The pool's level that the provider's word reaches; 0 for none.
    #[serde(default)]
    pub level: u8,
    /// What it says was proved; `fed` where it says nothing.
    pub amr: Vec<String>,
    /// An [`Upstream`], sealed: base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upstream: Option<String>,
}

/// The app of a sign-in.
#[derive(Clone, Copy)]
pub struct Door<'a> {
    /// The pool.
    pub pool: &'a Arc<Pool>,
    /// The app client.
    pub client: &'a Arc<Client>,
}

impl Door<'_> {
    /// Whether the client lets people in through a provider. One that is deleted is no client's any more.
    pub fn lets_in(&self, provider: &str) -> bool {
        lets_in(self.client, provider)
    }
}

/// Whether a client lets people in through a provider.
pub(crate) fn lets_in(client: &Client, provider: &str) -> bool {
    client.settings.supported_identity_providers.iter().flatten().any(|listed| listed == provider)
}

/// Why a sign-in through a provider does not come to its end.
#[derive(Debug)]
pub enum Failure {
    /// The app is told: OAuth's word, and a sentence. AWS: texts of providers and functions reach it.
    Told(&'static str, String),
    /// Nobody knows whose sign-in it is: it was too long ago, is done already, or was begun in another browser.
    Lost,
    /// The provider does not answer, which the person is told.
    Down(String),
    /// Something of ours failed.
    Failed(Error),
}

impl Failure {
    /// What AWS calls everything that a provider or a function spoils.
    pub fn told(text: impl Into<String>) -> Failure {
        Failure::Told("invalid_request", text.into())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let is_ours = !error.is_of_function()
            && (error.reason() == Reason::Moved || error.reason().entry().status >= 500);
        if is_ours { Failure::Failed(error) } else { Failure::told(error.message()) }
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Failure {
        Failure::Failed(error.into())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        Failure::Failed(error.into())
    }
}
