//! An app client with its settings read, and the questions that rules ask of it.
//! AWS: API_UserPoolClientType; defaults of API_CreateUserPoolClient.

pub mod configure;
pub mod register;
pub mod secrets;

use std::sync::Arc;

use quick_cache::sync::Cache;
use wire::Settings;
use wire::idp::UserPoolClientType;

use crate::ctx::{Ctx, World};
use crate::error::{Error, Reason, Result};
use crate::pools::{self, Pool};

pub use secrets::{ClientSecret, Secret};

/// An app client.
pub struct Client {
    /// The row as it is kept.
    pub row: store::clients::Client,
    /// The settings, in AWS's own shape, without the secret.
    pub settings: UserPoolClientType,
    /// The secrets in clear, oldest first; a public client has none.
    pub secrets: Vec<ClientSecret>,
}

/// Clients by id, each good for as long as its revision is the one in the store.
pub(crate) struct ClientCache(Cache<String, Arc<Client>>);

impl ClientCache {
    pub(crate) fn new() -> ClientCache {
        ClientCache(Cache::new(10_000))
    }

    pub(crate) fn peek(&self, id: &str) -> Option<Arc<Client>> {
        self.0.get(id)
    }
}

/// A client and its pool, for a public operation. Errors: `ClientNotFound`.
pub async fn with_pool(ctx: &Ctx, client_id: &str) -> Result<(Arc<Pool>, Arc<Client>)> {
    let row = store::clients::get(&ctx.read(), client_id).await?.ok_or_else(|| not_found(client_id))?;
    let pool = pools::get(ctx, &row.pool_id).await;
    // Deleted in between, and the client with it.
    let pool = pool.map_err(|error| error.replaced(Reason::PoolNotFound, || not_found(client_id)))?;
    let client = keep(ctx, &pool, row)?;
    Ok((pool, client))
}

/// A client and its pool as the caches have them, for a caller whose next query checks both revisions.
///
/// Errors: `ClientNotFound`.
pub(crate) async fn with_pool_cached(ctx: &Ctx, client_id: &str) -> Result<(Arc<Pool>, Arc<Client>)> {
    if let Some(client) = ctx.world().clients.peek(client_id)
        && let Some(pool) = pools::peek(ctx, &client.row.pool_id)
    {
        return Ok((pool, client));
    }
    with_pool(ctx, client_id).await
}

/// A client at a revision that a query has just seen. Errors: `ClientNotFound`.
pub async fn at_revision(ctx: &Ctx, pool: &Pool, client_id: &str, revision: i64) -> Result<Arc<Client>> {
    if let Some(client) = ctx.world().clients.peek(client_id)
        && client.row.revision == revision
        && client.row.pool_id == pool.id()
    {
        return Ok(client);
    }
    of_pool(ctx, pool, client_id).await
}

/// A client of this pool. Errors: `ClientNotFound`, also for a client of another pool.
pub async fn of_pool(ctx: &Ctx, pool: &Pool, client_id: &str) -> Result<Arc<Client>> {
    let row = store::clients::get(&ctx.read(), client_id).await?;
    let row = row.filter(|row| row.pool_id == pool.id()).ok_or_else(|| not_found(client_id))?;
    keep(ctx, pool, row)
}

fn keep(ctx: &Ctx, pool: &Pool, row: store::clients::Client) -> Result<Arc<Client>> {
    if let Some(client) = ctx.world().clients.peek(&row.id)
        && client.row.revision == row.revision
    {
        return Ok(client);
    }
    let client = Arc::new(Client::open(pool, row)?);
    ctx.world().clients.0.insert(client.row.id.clone(), Arc::clone(&client));
    Ok(client)
}

/// The pool of a client that this node has met, without asking the store.
pub fn known_pool(world: &World, client_id: &str) -> Option<String> {
    Some(world.clients.peek(client_id)?.row.pool_id.clone())
}

/// "User pool client {id} does not exist."
pub fn not_found(id: &str) -> Error {
    Error::about(Reason::ClientNotFound, id)
}

/// REGULAR, or DCR for a client that has registered itself. Errors: `Internal` when the settings do not parse.
pub fn type_of(row: &store::clients::Client) -> Result<String> {
    let settings = UserPoolClientType::from_json(&row.settings).map_err(pools::unreadable)?;
    Ok(settings.client_type.unwrap_or_else(|| "REGULAR".to_owned()))
}

/// Which flow an SDK asks for, and what a client must list to be allowed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// USER_SRP_AUTH.
    Srp,
    /// USER_PASSWORD_AUTH.
    Password,
    /// ADMIN_USER_PASSWORD_AUTH and its old name ADMIN_NO_SRP_AUTH.
    AdminPassword,
    /// REFRESH_TOKEN_AUTH.
    Refresh,
    /// CUSTOM_AUTH.
    Custom,
    /// USER_AUTH.
    Choice,
}

impl Client {
    /// Reads a row. Errors: `Internal` when the secrets do not open or the settings do not parse.
    pub fn open(pool: &Pool, row: store::clients::Client) -> Result<Client> {
        let settings = UserPoolClientType::from_json(&row.settings).map_err(pools::unreadable)?;
        let secrets = secrets::open(pool, &row)?;
        Ok(Client { row, settings, secrets })
    }

    /// The client's id.
    pub fn id(&self) -> &str {
        &self.row.id
    }

    /// Whether it proves itself with a secret.
    pub fn has_secret(&self) -> bool {
        !self.secrets.is_empty()
    }

    /// Whether unknown users look like known ones. AWS: LEGACY when not set through the API.
    pub fn hides_users(&self) -> bool {
        self.settings.prevent_user_existence_errors.as_deref() == Some("ENABLED")
    }

    /// Whether it has registered itself.
    pub fn is_registered(&self) -> bool {
        self.settings.client_type.as_deref() == Some("DCR")
    }

    /// Whether a flow is allowed. AWS: SRP, custom and refresh when nothing is listed, but for a client that has registered
    /// itself, which signs people in on the pages alone; a client with the old names has SRP and refresh always, but for CUSTOM_AUTH_FLOW_ONLY, which forbids the rest.
    pub fn allows(&self, flow: Flow) -> bool {
        let Some(listed) = self.settings.explicit_auth_flows.as_ref().filter(|list| !list.is_empty()) else {
            return !self.is_registered() && matches!(flow, Flow::Srp | Flow::Custom | Flow::Refresh);
        };
        let has = |name: &str| listed.iter().any(|entry| entry == name);
        let old_style = !listed.iter().any(|entry| entry.starts_with("ALLOW_"));
        match flow {
            Flow::Srp => has("ALLOW_USER_SRP_AUTH") || (old_style && !has("CUSTOM_AUTH_FLOW_ONLY")),
            Flow::Password => has("ALLOW_USER_PASSWORD_AUTH") || has("USER_PASSWORD_AUTH"),
            Flow::AdminPassword => has("ALLOW_ADMIN_USER_PASSWORD_AUTH") || has("ADMIN_NO_SRP_AUTH"),
            Flow::Refresh => has("ALLOW_REFRESH_TOKEN_AUTH") || old_style,
            Flow::Custom => has("ALLOW_CUSTOM_AUTH") || has("CUSTOM_AUTH_FLOW_ONLY"),
            Flow::Choice => has("ALLOW_USER_AUTH"),
        }
    }

    /// Whether ExplicitAuthFlows names this one: for what is not a sign-in, and allowed by nothing else.
    pub fn lists(&self, flow: &str) -> bool {
        self.settings.explicit_auth_flows.iter().flatten().any(|listed| listed == flow)
    }

    /// Whether it may use an OAuth grant: `code`, `implicit` or `client_credentials`.
    pub fn has_flow(&self, flow: &str) -> bool {
        let is_on = self.settings.allowed_oauth_flows_user_pool_client == Some(true);
        is_on && self.settings.allowed_oauth_flows.iter().flatten().any(|listed| listed == flow)
    }

    /// The scopes that it may be granted.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.settings.allowed_oauth_scopes.iter().flatten().map(String::as_str)
    }

    /// Whether each refresh gives a new refresh token.
    pub fn rotates(&self) -> bool {
        self.settings.refresh_token_rotation.as_ref().is_some_and(|r| r.feature == "ENABLED")
    }

    /// How long the old refresh token still works after a rotation, in milliseconds.
    pub fn grace_ms(&self) -> i64 {
        let seconds =
            self.settings.refresh_token_rotation.as_ref().and_then(|r| r.retry_grace_period_seconds);
        i64::from(seconds.unwrap_or(0)) * 1_000
    }

    /// Whether tokens carry what revocation needs. AWS: on for new clients.
    pub fn revokes_tokens(&self) -> bool {
        self.settings.enable_token_revocation.unwrap_or(true)
    }

    /// Life of an access token, in seconds.
    pub fn access_ttl_s(&self) -> i64 {
        let units = self.settings.token_validity_units.as_ref();
        ttl(
            self.settings.access_token_validity,
            units.and_then(|u| u.access_token.as_deref()),
            "hours",
            3_600,
        )
    }

    /// Life of an ID token, in seconds.
    pub fn id_ttl_s(&self) -> i64 {
        let units = self.settings.token_validity_units.as_ref();
        ttl(self.settings.id_token_validity, units.and_then(|u| u.id_token.as_deref()), "hours", 3_600)
    }

    /// Life of a refresh token from its sign-in on, in seconds.
    pub fn refresh_ttl_s(&self) -> i64 {
        let units = self.settings.token_validity_units.as_ref();
        let unit = units.and_then(|u| u.refresh_token.as_deref());
        ttl(self.settings.refresh_token_validity, unit, "days", 30 * 86_400)
    }

    /// Life of one step of a sign-in, in milliseconds.
    pub fn session_ms(&self) -> i64 {
        i64::from(self.settings.auth_session_validity.unwrap_or(3)) * 60_000
    }

    /// Whether this client's users see an attribute. AWS: all but developer-only ones when not listed.
    pub fn reads(&self, name: &str) -> bool {
        match &self.settings.read_attributes {
            Some(list) => matches!(name, "sub" | "identities") || list.iter().any(|entry| entry == name),
            None => !name.starts_with("dev:"),
        }
    }

    /// Whether this client's users may set an attribute. AWS: all standard and custom ones when not listed;
    /// never the verified flags, `sub` or developer-only ones.
    pub fn writes(&self, name: &str) -> bool {
        if matches!(name, "sub" | "email_verified" | "phone_number_verified" | "identities")
            || name.starts_with("dev:")
            || name.starts_with("cognito:")
        {
            return false;
        }
        self.settings.write_attributes.as_ref().is_none_or(|list| list.iter().any(|entry| entry == name))
    }

    /// Checks the secret hash of a request, over the name as it was typed or any of `names`, by any of the secrets.
    ///
    /// Errors: `SecretHashMissing`, `SecretHashWrong`. A client without a secret ignores what is sent.
    pub fn check_secret_hash(&self, sent: Option<&str>, names: &[&str]) -> Result<()> {
        if !self.has_secret() {
            return Ok(());
        }
        let Some(sent) = sent else { return Err(Error::about(Reason::SecretHashMissing, self.id())) };
        // All are tried, whichever is right: how long it takes tells nothing.
        let mut is_right = false;
        for secret in &self.secrets {
            for name in names {
                let right = crypto::mac::secret_hash(secret.value.reveal(), name, self.id());
                is_right |= crypto::mac::equal(right.as_bytes(), sent.as_bytes());
            }
        }
        if is_right { Ok(()) } else { Err(Error::about(Reason::SecretHashWrong, self.id())) }
    }

    /// Whether a secret that was sent in clear is one of this client's; a client without one takes none.
    pub fn secret_matches(&self, sent: Option<&str>) -> bool {
        let Some(sent) = sent else { return !self.has_secret() };
        self.secrets.iter().fold(false, |found, secret| {
            found | crypto::mac::equal(secret.value.reveal().as_bytes(), sent.as_bytes())
        })
    }
}

fn ttl(value: Option<i32>, unit: Option<&str>, default_unit: &str, default_s: i64) -> i64 {
    let Some(value) = value.filter(|value| *value > 0) else { return default_s };
    i64::from(value) * unit_seconds(unit.unwrap_or(default_unit))
}

/// Seconds of one of AWS's time units.
pub fn unit_seconds(unit: &str) -> i64 {
    match unit {
        "seconds" => 1,
        "minutes" => 60,
        "days" => 86_400,
        _ => 3_600,
    }
}
