//! What an app asks for when it sends a browser to the hosted pages.
//! AWS: the developer guide, "The redirect and authorization endpoint". RFC: 6749 section 4.1, 7636, 8707, 9700.
//!
//! Order: client, redirect, switch, response type, flow, challenge, scopes, the rest. Until the redirect is known to be the
//! client's, nothing is sent there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::account;
use super::browser::{self, Live};
use super::device_codes;
use super::site::Site;
use crate::clients::{self, Client};
use crate::ctx::{Ctx, Dpop};
use crate::error::{Error, Reason, Result};
use crate::looks::branding;
use crate::pools::Pool;
use crate::providers::{self, Provider};
use crate::signin;
use crate::tokens::assurance;

/// What comes back to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// A code.
    Code,
    /// Tokens, in the fragment.
    Tokens,
}

/// How far a live session serves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    /// No page may be shown.
    pub none: bool,
    /// Nobody is let in without a new proof.
    pub login: bool,
    /// The person shall choose the account.
    pub select_account: bool,
    /// The person shall be asked what the client may do.
    pub consent: bool,
    /// The person comes to sign up. OpenID: Initiating User Registration 1.0.
    pub create: bool,
}

/// A request that holds.
pub struct Request {
    /// The app client.
    pub client: Arc<Client>,
    /// Where the answer goes.
    pub redirect_uri: String,
    /// What the answer is.
    pub wants: Wants,
    /// What the tokens shall allow.
    pub scopes: Vec<String>,
    /// Given back as it came.
    pub state: Option<String>,
    /// For the ID token.
    pub nonce: Option<String>,
    /// S256.
    pub challenge: Option<String>,
    /// The one resource of the access token.
    pub resource: Option<String>,
    /// What may and must be shown.
    pub prompt: Prompt,
    /// How old a sign-in may be.
    pub max_age_s: Option<i64>,
    /// Whom the app expects.
    pub login_hint: Option<String>,
    /// The device that somebody signs in for: then there is no app to go back to.
    pub device: Option<String>,
    /// The account page that somebody signs in for: there is no app to go back to either.
    pub account: Option<String>,
    /// The provider by which the person shall sign in, by its name.
    pub provider: Option<String>,
    /// The same by one of its identifiers.
    pub provider_identifier: Option<String>,
    /// The levels that it asks for and the pool knows, best first.
    pub levels: Vec<String>,
    /// The key that the code's tokens shall be bound to, by its thumbprint. RFC: 9449 section 10.
    pub key: Option<String>,
}

/// By which provider somebody is to sign in.
pub enum Way {
    /// Whichever the client has.
    Any,
    /// The pool itself.
    Own,
    /// This one.
    Provider(Box<Provider>),
    /// One that is not there, or not the client's.
    Closed,
}

impl Way {
    /// Whether a session was begun by this way. AWS: a session is bound to the provider that was used.
    pub fn has_begun(&self, live: &Live) -> bool {
        let by = live.settings.federated.as_ref().map(|federated| federated.provider.as_str());
        match self {
            Way::Any => true,
            Way::Own => by.is_none(),
            Way::Provider(provider) => by == Some(provider.row.name.as_str()),
            Way::Closed => false,
        }
    }
}

/// How far a live session answers a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// It does.
    Serves,
    /// The person has to prove something more.
    Weak,
    /// The person has to sign in again.
    Old,
}

/// Why there is none.
#[derive(Debug)]
pub enum Refusal {
    /// For the person alone: nobody knows where the answer would go. The parameter at fault, and AWS's word.
    Page {
        /// Which.
        parameter: &'static str,
        /// `redirect_mismatch`, `missing`, ….
        error: &'static str,
    },
    /// For the client.
    Client(Told),
    /// Something of ours failed.
    Failed(Error),
}

/// An error that goes back to the client.
#[derive(Clone, Debug)]
pub struct Told {
    /// Where.
    pub redirect_uri: String,
    /// OAuth's word.
    pub error: &'static str,
    /// A sentence.
    pub description: Option<String>,
    /// Given back as it came.
    pub state: Option<String>,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        Refusal::Failed(error)
    }
}

/// The parameters of a query, each of them once.
pub type Params = BTreeMap<String, String>;

/// Reads and judges a request to a pool's domain.
pub async fn read(ctx: &Ctx, site: &Site, params: &Params) -> Result<Request, Refusal> {
    if let Some(device) = text(params, "device").filter(|_| ctx.config().device_grant) {
        return device_codes::request(ctx, site, params, device).await;
    }
    if let Some(page) = text(params, account::PAGE).filter(|_| ctx.config().account_pages) {
        return account::request(ctx, site, params, page).await;
    }
    let client = client_of(ctx, site, params).await?;
    let redirect_uri = redirect(&client, params)?;
    check_is_open(ctx, site, &client).await?;
    let state = text(params, "state").map(str::to_owned);
    let told = |error: &'static str, description: &str| {
        let description = (!description.is_empty()).then(|| description.to_owned());
        let (redirect_uri, state) = (redirect_uri.clone(), state.clone());
        Refusal::Client(Told { redirect_uri, error, description, state })
    };
    let wants = wants(&client, params).map_err(|error| told(error, ""))?;
    let challenge = challenge(params).map_err(|why| told("invalid_request", why))?;
    // RFC: 9700 section 2.1.1.
    if client.is_registered() && !client.has_secret() && challenge.is_none() {
        return Err(told("invalid_request", "code_challenge is missing."));
    }
    let scopes = scopes(&client, params).map_err(|error| told(error, ""))?;
    let resource = text(params, "resource").map(str::to_owned);
    if resource.as_deref().is_some_and(|resource| !is_resource(resource)) {
        return Err(told("invalid_target", "resource must be an absolute URI without a fragment."));
    }
    let prompt = prompt(params).map_err(|why| told("invalid_request", why))?;
    let max_age_s = match text(params, "max_age").map(str::parse::<u32>) {
        Some(Err(_)) => return Err(told("invalid_request", "max_age must be a number of seconds.")),
        Some(Ok(seconds)) => Some(i64::from(seconds)),
        None => None,
    };
    let key = match text(params, "dpop_jkt").filter(|_| ctx.config().dpop != Dpop::Off) {
        Some(_) if wants == Wants::Tokens => {
            return Err(told("invalid_request", "Tokens in the fragment cannot be bound to a key."));
        }
        Some(key) if !is_digest(key) => {
            return Err(told("invalid_request", "dpop_jkt must be a SHA-256 digest in base64url."));
        }
        key => key.map(str::to_owned),
    };
    let levels = levels(&site.pool, params);
    Ok(Request {
        wants,
        scopes,
        nonce: text(params, "nonce").map(str::to_owned),
        login_hint: text(params, "login_hint").map(str::to_owned),
        client,
        redirect_uri,
        state,
        challenge,
        resource,
        prompt,
        max_age_s,
        device: None,
        account: None,
        provider: text(params, "identity_provider").map(str::to_owned),
        provider_identifier: text(params, "idp_identifier").map(str::to_owned),
        levels,
        key,
    })
}

/// AWS: levels that the pool does not know are skipped, and so are all where its plan has none.
fn levels(pool: &Pool, params: &Params) -> Vec<String> {
    if pool.settings.user_pool_tier.as_deref() == Some("LITE") {
        return Vec::new();
    }
    let known = assurance::named(pool);
    let asked = text(params, "acr_values").unwrap_or_default().split(' ');
    asked.filter(|level| known.contains_key(*level)).map(str::to_owned).collect()
}

/// A parameter that says something.
pub fn text<'a>(params: &'a Params, name: &str) -> Option<&'a str> {
    params.get(name).map(String::as_str).filter(|value| !value.is_empty())
}

/// The client that a request names, where it is this pool's.
pub async fn client_of(ctx: &Ctx, site: &Site, params: &Params) -> Result<Arc<Client>, Refusal> {
    let missing = Refusal::Page { parameter: "client_id", error: "missing" };
    let id = text(params, "client_id").ok_or(missing)?;
    match clients::of_pool(ctx, &site.pool, id).await {
        Ok(client) => Ok(client),
        Err(error) if error.reason() == Reason::ClientNotFound => {
            Err(Refusal::Page { parameter: "client_id", error: "unknown" })
        }
        Err(error) => Err(error.into()),
    }
}

/// AWS: byte for byte one of those that are registered; without the parameter the default one.
fn redirect(client: &Client, params: &Params) -> Result<String, Refusal> {
    let registered = client.settings.callback_urls.as_deref().unwrap_or_default();
    match text(params, "redirect_uri") {
        Some(uri) if registered.iter().any(|known| known == uri) => Ok(uri.to_owned()),
        // RFC: 8252 section 7.3, for clients that have registered themselves: on this machine any port.
        Some(uri)
            if client.is_registered() && registered.iter().any(|known| is_same_loopback(known, uri)) =>
        {
            Ok(uri.to_owned())
        }
        Some(_) => Err(Refusal::Page { parameter: "redirect_uri", error: "redirect_mismatch" }),
        None => {
            let default = client.settings.default_redirect_uri.clone();
            default.ok_or(Refusal::Page { parameter: "redirect_uri", error: "missing" })
        }
    }
}

/// Whether two addresses are one of this machine's but for the port.
fn is_same_loopback(known: &str, uri: &str) -> bool {
    fn parts(uri: &str) -> Option<(&str, &str)> {
        let rest = uri.strip_prefix("http://")?;
        let host = ["localhost", "127.0.0.1", "[::1]"].into_iter().find(|host| rest.starts_with(host))?;
        let rest = &rest[host.len()..];
        let port =
            rest.strip_prefix(':').map_or(0, |rest| 1 + rest.bytes().take_while(u8::is_ascii_digit).count());
        let path = &rest[port..];
        (port <= 6 && (path.is_empty() || path.starts_with(['/', '?']))).then_some((host, path))
    }
    parts(uri).is_some_and(|asked| parts(known) == Some(asked)) && uri.bytes().all(|b| b.is_ascii_graphic())
}

/// AWS: whoever could not sign in by any way, or with no flow, sees a page. One of managed login waits for its style.
pub(super) async fn check_is_open(ctx: &Ctx, site: &Site, client: &Client) -> Result<(), Refusal> {
    let is_empty = |list: &Option<Vec<String>>| list.as_ref().is_none_or(Vec::is_empty);
    let settings = &client.settings;
    if is_empty(&settings.supported_identity_providers) || is_empty(&settings.allowed_oauth_flows) {
        return Err(Refusal::Page { parameter: "client_id", error: "unauthorized_client" });
    }
    // Whoever registers itself has no console to make a style in.
    let is_managed = site.domain.settings.managed_login_version == Some(2) && !client.is_registered();
    match is_managed && !branding::is_made(ctx, client).await? {
        true => Err(Refusal::Page { parameter: "", error: "unavailable" }),
        false => Ok(()),
    }
}

fn wants(client: &Client, params: &Params) -> Result<Wants, &'static str> {
    let is_on = client.settings.allowed_oauth_flows_user_pool_client == Some(true);
    let (wants, flow) = match text(params, "response_type") {
        Some("code") => (Wants::Code, "code"),
        Some("token") => (Wants::Tokens, "implicit"),
        _ => return Err("invalid_request"),
    };
    let allowed = client.settings.allowed_oauth_flows.iter().flatten().any(|listed| listed == flow);
    if is_on && allowed { Ok(wants) } else { Err("unauthorized_client") }
}

/// AWS: S256 alone, and neither parameter without the other. RFC: 7636 section 4.2.
fn challenge(params: &Params) -> Result<Option<String>, &'static str> {
    match (text(params, "code_challenge"), text(params, "code_challenge_method")) {
        (None, None) => Ok(None),
        (Some(challenge), Some("S256")) if is_digest(challenge) => Ok(Some(challenge.to_owned())),
        (Some(_), Some("S256")) => Err("code_challenge must be a SHA-256 digest in base64url."),
        (Some(_), Some(_)) => Err("code_challenge_method must be S256."),
        (None, Some(_)) => Err("code_challenge is missing."),
        (Some(_), None) => Err("code_challenge_method is missing."),
    }
}

fn is_digest(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// AWS: none means all of the client's; one that the client does not have fails the request.
pub(super) fn scopes(client: &Client, params: &Params) -> Result<Vec<String>, &'static str> {
    let Some(asked) = text(params, "scope") else { return Ok(client.scopes().map(str::to_owned).collect()) };
    let mut scopes: Vec<String> = Vec::new();
    for scope in asked.split(' ').filter(|scope| !scope.is_empty()) {
        if !client.scopes().any(|allowed| allowed == scope) {
            return Err("invalid_scope");
        }
        if !scopes.iter().any(|known| known == scope) {
            scopes.push(scope.to_owned());
        }
    }
    let has = |name: &str| scopes.iter().any(|scope| scope == name);
    let needs_openid = ["email", "phone", "profile"].into_iter().any(has);
    if scopes.is_empty() || (needs_openid && !has("openid")) { Err("invalid_scope") } else { Ok(scopes) }
}

/// AWS: `https://…`, `http://localhost…` or a scheme of the app's own.
fn is_resource(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once("://") else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let is_plain = !rest.is_empty() && uri.len() <= 2_048 && !uri.contains('#');
    let host = rest.split(['/', ':', '?']).next();
    let is_safe = !scheme.eq_ignore_ascii_case("http") || host == Some("localhost");
    is_scheme && is_plain && is_safe && uri.bytes().all(|b| b.is_ascii_graphic())
}

pub(super) fn prompt(params: &Params) -> Result<Prompt, &'static str> {
    let mut prompt = Prompt::default();
    let mut count = 0;
    for word in text(params, "prompt").unwrap_or_default().split(' ').filter(|word| !word.is_empty()) {
        count += 1;
        match word {
            "none" => prompt.none = true,
            "login" => prompt.login = true,
            "select_account" => prompt.select_account = true,
            "consent" => prompt.consent = true,
            "create" => prompt.create = true,
            _ => {}
        }
    }
    if prompt.none && count > 1 { Err("prompt=none stands alone.") } else { Ok(prompt) }
}

impl Request {
    /// An error for the client of this request.
    pub fn told(&self, error: &'static str, description: Option<String>) -> Told {
        let (redirect_uri, state) = (self.redirect_uri.clone(), self.state.clone());
        Told { redirect_uri, error, description, state }
    }

    /// The provider by which the person is to sign in: the one that the request names, else the only way that the client has.
    pub async fn way(&self, ctx: &Ctx, pool: &Pool) -> Result<Way> {
        let listed = self.client.settings.supported_identity_providers.as_deref().unwrap_or_default();
        let named = match (&self.provider, &self.provider_identifier) {
            (Some(name), _) => providers::named(ctx, pool, name).await?.ok_or_else(|| name.clone()),
            (None, Some(identifier)) => {
                providers::identified(ctx, pool, identifier).await?.ok_or_else(|| identifier.clone())
            }
            (None, None) => match listed {
                [only] if only != providers::OWN => {
                    let provider = providers::named(ctx, pool, only).await?;
                    return Ok(provider.map_or(Way::Closed, |provider| Way::Provider(Box::new(provider))));
                }
                _ => return Ok(Way::Any),
            },
        };
        Ok(match named {
            Ok(provider) if listed.contains(&provider.row.name) => Way::Provider(Box::new(provider)),
            Err(name) if name == providers::OWN && listed.contains(&name) => Way::Own,
            _ => Way::Closed,
        })
    }

    /// How far a live session answers this request.
    pub async fn stand(&self, ctx: &Ctx, pool: &Pool, live: &Live) -> Result<Stand> {
        let serves =
            live.is_whole() && browser::serves(ctx, pool, &self.client, live, self.max_age_s).await?;
        if self.prompt.login || !serves {
            return Ok(Stand::Old);
        }
        Ok(if self.is_reached(ctx, pool, live).await? { Stand::Serves } else { Stand::Weak })
    }

    /// Whether what was proved in a session gets to the first of the levels that this person can get to.
    pub async fn is_reached(&self, ctx: &Ctx, pool: &Pool, live: &Live) -> Result<bool> {
        let who = (pool, self.client.as_ref(), &live.user);
        let level = live.settings.federated.as_ref().map_or(0, |federated| federated.level);
        signin::is_enough(ctx, who, (&live.settings.proved, level), &self.levels).await
    }

    /// What a sign-in is told of the levels.
    pub fn target(&self) -> Option<(String, String)> {
        (!self.levels.is_empty()).then(|| ("TARGET_ACR_VALUES".to_owned(), self.levels.join(" ")))
    }
}
