//! Clients that register themselves: what a pool allows them, and what becomes of the metadata that they send.
//! AWS: the developer guide, "Dynamic client registration"; API_DcrConfigurationType. RFC: 7591, 8252 section 7, 9700.
//!
//! Order: switch, permission, redirects, authentication, grants, responses, scopes, logout, name, the address's attempts. Nothing of
//! the metadata is ever fetched or shown but the name and the host of a redirect; logout tokens go to that host.

use std::sync::Arc;

use serde::Deserialize;
use wire::idp::{DcrConfigurationType, RefreshTokenRotationType, UserPoolClientType};

use super::Client;
use super::configure::{self, NewSecret};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::back_channel;
use crate::pools::Pool;
use crate::providers;
use crate::resource_servers;
use crate::tokens::access::{self, By};
use crate::tokens::dpop::{self, Key};
use crate::users::attempts;

/// The scope of access tokens that may register clients. AWS: built in, of no resource server.
pub const SCOPE: &str = "aws.cognito/dcr/register";

/// AWS: what any client may be given.
const FREE_SCOPES: [&str; 4] = ["openid", "email", "phone", "profile"];

/// What a client says of itself. What is not listed here is neither kept nor looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// Where codes may be sent.
    pub redirect_uris: Option<Vec<String>>,
    /// `none`, `client_secret_basic` or `client_secret_post`.
    pub token_endpoint_auth_method: Option<String>,
    /// RFC 7591's names of grants.
    pub grant_types: Option<Vec<String>>,
    /// `code`.
    pub response_types: Option<Vec<String>>,
    /// What people read.
    pub client_name: Option<String>,
    /// Scopes, separated by spaces.
    pub scope: Option<String>,
    /// Where it wants to be told when people sign out.
    pub backchannel_logout_uri: Option<String>,
    /// Whether it is to be told of which session: it always is.
    pub backchannel_logout_session_required: Option<bool>,
}

/// A client that has registered itself, in RFC 7591's terms.
pub struct Registered {
    /// The client.
    pub client: Arc<Client>,
    /// How it proves itself.
    pub auth_method: String,
    /// Its grants.
    pub grant_types: Vec<&'static str>,
    /// Its responses.
    pub response_types: Vec<&'static str>,
    /// Where it is told when people sign out, and whether it has asked to be told of which session.
    pub logout: Option<(String, bool)>,
}

/// Registers a client of a pool; `token` is the access token that came along, with the key that it may be bound to.
///
/// Errors: `RegistrationOff`; `RegistrationDenied` without a token where one is needed, and those of [`access::allows`];
/// `RegistrationRedirect`, `RegistrationMetadata` for what is wrong with the metadata; `TooManyAttempts` for an address that
/// registers too often without a token; `TooManyClients`; `ProofInvalid` for a proof of the key that was used before.
pub async fn register(
    ctx: &Ctx,
    pool: &Pool,
    token: Option<(&str, Option<&Key>)>,
    metadata: Metadata,
) -> Result<Registered> {
    let settings = configuration(pool).ok_or_else(|| Error::new(Reason::RegistrationOff))?;
    let listed = match token {
        Some((token, key)) => {
            let by = key.map_or(By::Bearer, |key| By::Key(&key.thumbprint));
            access::allows(ctx, pool, (token, by), SCOPE).await?;
            settings.authenticated_grant_types.clone()
        }
        None if settings.open_dcr_enabled == Some(true) => settings.open_dcr_grant_types.clone(),
        None => return Err(Error::new(Reason::RegistrationDenied)),
    };
    // AWS: codes for all, and tokens of their own for those who come with a token. An empty list allows nothing.
    let default = if token.is_some() { vec!["code", "client_credentials"] } else { vec!["code"] };
    let allowed = listed.unwrap_or_else(|| default.into_iter().map(str::to_owned).collect());
    let auth_method = auth_method(&metadata)?;
    let is_public = auth_method == "none";
    let kind = kind(&metadata, &allowed, is_public)?;
    let redirects = redirects(&metadata, kind)?;
    let response_types = responses(&metadata, kind)?;
    let scopes = scopes(ctx, pool, &metadata, settings, kind).await?;
    let logout = logout(ctx, &metadata, &redirects)?;
    let rotation =
        RefreshTokenRotationType { feature: "ENABLED".to_owned(), retry_grace_period_seconds: Some(GRACE_S) };
    let client = UserPoolClientType {
        client_type: Some("DCR".to_owned()),
        client_name: Some(name(&metadata)),
        callback_urls: (!redirects.is_empty()).then_some(redirects),
        allowed_oauth_flows: Some(vec![kind.flow().to_owned()]),
        allowed_oauth_scopes: Some(scopes),
        allowed_oauth_flows_user_pool_client: Some(true),
        supported_identity_providers: Some(vec![providers::OWN.to_owned()]),
        prevent_user_existence_errors: Some("ENABLED".to_owned()),
        // RFC: 9700 section 2.2.2: what no secret protects is used once.
        refresh_token_rotation: (is_public && kind == Kind::Code).then_some(rotation),
        ..UserPoolClientType::default()
    };
    match token {
        Some((_, key)) => dpop::spend(ctx, key).await?,
        None => note_attempt(ctx, pool).await?,
    }
    let secret = if is_public { NewSecret::None } else { NewSecret::Generated };
    let told_at = logout.as_ref().map(|(uri, _)| uri.as_str());
    let client = configure::create_told_at(ctx, pool, client, (secret, None), told_at).await?;
    Ok(Registered { client, auth_method, grant_types: kind.grant_types(), response_types, logout })
}

/// The configuration of a pool in which clients may register. AWS: a structure without the switch is one that is on.
pub fn configuration(pool: &Pool) -> Option<&DcrConfigurationType> {
    let settings = pool.settings.dcr_configuration.as_ref();
    settings.filter(|settings| settings.enable_status.as_deref() != Some("Disabled"))
}

/// How long a lost answer to a refresh may be asked for again.
const GRACE_S: i32 = 10;

/// What a client wants tokens for. AWS: never both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Machine,
}

impl Kind {
    fn flow(self) -> &'static str {
        match self {
            Kind::Code => "code",
            Kind::Machine => "client_credentials",
        }
    }

    fn grant_types(self) -> Vec<&'static str> {
        match self {
            Kind::Code => vec!["authorization_code", "refresh_token"],
            Kind::Machine => vec!["client_credentials"],
        }
    }
}

fn wrong(why: &str) -> Error {
    Error::about(Reason::RegistrationMetadata, why)
}

/// RFC: 7591 section 2: Basic where nothing is said.
fn auth_method(metadata: &Metadata) -> Result<String> {
    match metadata.token_endpoint_auth_method.as_deref() {
        None => Ok("client_secret_basic".to_owned()),
        Some(known @ ("none" | "client_secret_basic" | "client_secret_post")) => Ok(known.to_owned()),
        Some(_) => {
            Err(wrong("token_endpoint_auth_method must be none, client_secret_basic or client_secret_post."))
        }
    }
}

fn kind(metadata: &Metadata, allowed: &[String], is_public: bool) -> Result<Kind> {
    let asked = metadata.grant_types.as_deref().filter(|asked| !asked.is_empty());
    let has = |name: &str| asked.is_some_and(|asked| asked.iter().any(|grant| grant == name));
    let known = ["authorization_code", "refresh_token", "client_credentials", "implicit"];
    if asked.is_some_and(|asked| asked.iter().any(|grant| !known.contains(&grant.as_str()))) {
        return Err(wrong("grant_types has a grant that is not supported."));
    }
    let kind = match (asked.is_none() || has("authorization_code"), has("client_credentials")) {
        (true, false) => Kind::Code,
        (false, true) if is_public => return Err(wrong("client_credentials needs a client with a secret.")),
        (false, true) => Kind::Machine,
        (true, true) => return Err(wrong("client_credentials cannot be combined with authorization_code.")),
        (false, false) => {
            return Err(wrong("grant_types must have authorization_code or client_credentials."));
        }
    };
    match allowed.iter().any(|flow| flow == kind.flow()) {
        true => Ok(kind),
        false => Err(wrong("grant_types has a grant that is not allowed here.")),
    }
}

/// AWS: the most callback URLs of a client, and the longest.
const MOST: usize = 100;
const LONGEST: usize = 1_024;

/// OpenID: Connect Back-Channel Logout 1.0, section 2.2. Of a client that anybody may have registered it is at the host of one of
/// its redirects: strangers are not to have us knock on others' doors.
fn logout(ctx: &Ctx, metadata: &Metadata, redirects: &[String]) -> Result<Option<(String, bool)>> {
    let Some(uri) = metadata.backchannel_logout_uri.clone().filter(|_| ctx.config().back_channel_logout)
    else {
        return Ok(None);
    };
    let host = |uri: &str| uri.split('/').nth(2).map(str::to_ascii_lowercase);
    if !back_channel::is_uri(ctx, &uri) || !redirects.iter().any(|redirect| host(redirect) == host(&uri)) {
        return Err(wrong(
            "backchannel_logout_uri must be https, without a fragment, at the host of a redirect URI.",
        ));
    }
    Ok(Some((uri, metadata.backchannel_logout_session_required == Some(true))))
}

fn redirects(metadata: &Metadata, kind: Kind) -> Result<Vec<String>> {
    let refused = |why: &str| Err(Error::about(Reason::RegistrationRedirect, why));
    if kind == Kind::Machine {
        return Ok(Vec::new());
    }
    let given = metadata.redirect_uris.as_deref().unwrap_or_default();
    if given.is_empty() || given.len() > MOST {
        return refused("redirect_uris must have between 1 and 100 addresses.");
    }
    if !given.iter().all(|uri| is_redirect(uri)) {
        return refused(
            "A redirect URI must be https, http to this machine, or of an app's own scheme, without a fragment.",
        );
    }
    let mut redirects: Vec<String> = Vec::new();
    for uri in given {
        if !redirects.contains(uri) {
            redirects.push(uri.clone());
        }
    }
    Ok(redirects)
}

/// RFC: 8252 section 7. A scheme without a dot is let through: well-known clients have one, and PKCE, which public clients
/// must use, protects their codes.
fn is_redirect(uri: &str) -> bool {
    const FOREIGN: [&str; 16] = [
        "about",
        "blob",
        "chrome",
        "content",
        "filesystem",
        "ftp",
        "intent",
        "jar",
        "mailto",
        "resource",
        "sms",
        "tel",
        "view-source",
        "ws",
        "wss",
        "urn",
    ];
    let scheme = uri.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let is_plain = uri.len() <= LONGEST && uri.bytes().all(|b| b.is_ascii_graphic());
    let is_odd = uri.contains(['\\', '*', '<', '>', '"', '`', '{', '}', '|', '^']);
    let has_path = uri.len() > scheme.len() + 1;
    is_plain && !is_odd && has_path && !FOREIGN.contains(&scheme.as_str()) && configure::is_redirect(uri)
}

fn responses(metadata: &Metadata, kind: Kind) -> Result<Vec<&'static str>> {
    let asked = metadata.response_types.as_deref();
    match kind {
        Kind::Machine if asked.is_none_or(<[String]>::is_empty) => Ok(Vec::new()),
        Kind::Machine => Err(wrong("response_types must be empty for client_credentials.")),
        Kind::Code if asked.is_none_or(|asked| asked.iter().any(|response| response == "code")) => {
            Ok(vec!["code"])
        }
        Kind::Code => Err(wrong("response_types must have code.")),
    }
}

/// AWS: the four of OpenID always, others only as the pool says, the one that registers clients never.
async fn scopes(
    ctx: &Ctx,
    pool: &Pool,
    metadata: &Metadata,
    settings: &DcrConfigurationType,
    kind: Kind,
) -> Result<Vec<String>> {
    let listed = settings.allowed_scopes.iter().flatten().map(String::as_str);
    let listed: Vec<&str> = listed.filter(|scope| *scope != SCOPE && !FREE_SCOPES.contains(scope)).collect();
    let existing = resource_servers::existing(ctx, pool, &listed).await?;
    let is_own = |scope: &&str| existing.contains(scope);
    let may: Vec<&str> = match kind {
        Kind::Machine => listed.into_iter().filter(is_own).collect(),
        Kind::Code => {
            let more = listed.into_iter().filter(|scope| configure::SCOPES.contains(scope) || is_own(scope));
            FREE_SCOPES.into_iter().chain(more).collect()
        }
    };
    let asked = metadata.scope.as_deref().unwrap_or_default();
    let mut scopes: Vec<String> = Vec::new();
    for scope in asked.split(' ').filter(|scope| !scope.is_empty()) {
        if !may.contains(&scope) {
            return Err(wrong("scope has one that is not allowed here."));
        }
        if !scopes.iter().any(|known| known == scope) {
            scopes.push(scope.to_owned());
        }
    }
    if scopes.is_empty() {
        scopes = may.into_iter().map(str::to_owned).collect();
    }
    if scopes.is_empty() {
        Err(wrong("There is no scope that client_credentials could have."))
    } else {
        Ok(scopes)
    }
}

/// The name as AWS's names are: letters, digits and a few marks. What else was sent becomes a space.
fn name(metadata: &Metadata) -> String {
    const LONGEST: usize = 128;
    let sent = metadata.client_name.as_deref().unwrap_or_default();
    let plain = |c: char| if c.is_alphanumeric() || "+=,.@-_".contains(c) { c } else { ' ' };
    let plain: String = sent.chars().take(4 * LONGEST).map(plain).collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().take(LONGEST).collect();
    if name.is_empty() { "Registered client".to_owned() } else { name.trim_end().to_owned() }
}

/// Registrations that one address may make in an hour without a token. (guess)
const OPEN: attempts::Limit = attempts::Limit::new("register", 20);

/// Errors: `TooManyAttempts`.
async fn note_attempt(ctx: &Ctx, pool: &Pool) -> Result<()> {
    let mut batch = ctx.batch()?;
    attempts::spend(ctx, &mut batch, pool, &attempts::address(ctx, pool), OPEN).await?;
    ctx.commit(batch).await
}
