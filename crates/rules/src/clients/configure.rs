//! Making, changing and deleting app clients: AWS's defaults for what is left out, and its refusals.
//! AWS: API_CreateUserPoolClient, API_UpdateUserPoolClient, API_DeleteUserPoolClient.

use std::collections::BTreeSet;
use std::sync::Arc;

use store::{Batch, Outcome, room};
use wire::Settings;
use wire::idp::{RefreshTokenRotationType, UserPoolClientType};

use super::{Client, ClientSecret, Secret, register, secrets, unit_seconds};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::back_channel;
use crate::ids;
use crate::pools::Pool;
use crate::quotas::Quota;
use crate::{providers, resource_servers};

/// Which secret a new client gets.
pub enum NewSecret {
    /// None: a public client.
    None,
    /// One that we make up.
    Generated,
    /// One that the caller brings.
    Given(String),
}

/// Makes a client of these settings. `id` is given where the client must have a known one.
///
/// Errors: those of [`checked`], `TooManyClients`, `PoolNotFound` when the pool goes meanwhile.
pub async fn create(
    ctx: &Ctx,
    pool: &Pool,
    settings: UserPoolClientType,
    secret: NewSecret,
    id: Option<String>,
) -> Result<Arc<Client>> {
    create_told_at(ctx, pool, settings, (secret, id), None).await
}

/// The same for a client that wants to be told at an address when people sign out.
pub(super) async fn create_told_at(
    ctx: &Ctx,
    pool: &Pool,
    settings: UserPoolClientType,
    (secret, id): (NewSecret, Option<String>),
    logout_uri: Option<&str>,
) -> Result<Arc<Client>> {
    let has_secret = !matches!(secret, NewSecret::None);
    let settings = checked(ctx, pool, settings, has_secret).await?;
    let id = match id {
        Some(id) => id,
        None => ids::client_id(ctx)?,
    };
    let text = match secret {
        NewSecret::None => None,
        NewSecret::Generated => Some(ids::client_secret(ctx)?),
        NewSecret::Given(text) => Some(text),
    };
    let now = ctx.now();
    let secret = text.map(|text| ClientSecret { value: Secret::new(text), created_at: now });
    let row = store::clients::Client {
        pool_id: pool.id().to_owned(),
        name: settings.client_name.clone().unwrap_or_default(),
        revision: 0,
        settings: settings.to_json(),
        secret: secret.map(|secret| secrets::seal(ctx, pool, &id, &[secret])).transpose()?,
        created_at: now,
        updated_at: now,
        id,
    };
    let mut batch = ctx.batch()?;
    room::in_pool(&mut batch, room::In::Clients, pool.id(), ctx.most(Quota::Clients));
    store::clients::insert(&mut batch, &row);
    if let Some(uri) = logout_uri {
        back_channel::put(&mut batch, (pool.id(), &row.id), uri)?;
    }
    hold_providers(&mut batch, pool, &settings);
    // Read before the commit: what follows it must not fail.
    let made = Arc::new(Client::open(pool, row)?);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(made),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::Clients)),
        Outcome::Missed { miss: store::Miss::Gone, .. } => Err(crate::pools::not_found(pool.id())),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Replaces a client's settings; the name stays where none is given. Errors: those of [`checked`].
pub async fn update(
    ctx: &Ctx,
    pool: &Pool,
    client: &Client,
    mut settings: UserPoolClientType,
) -> Result<Arc<Client>> {
    settings.client_name = settings.client_name.or_else(|| client.settings.client_name.clone());
    // How it came to be is not a setting.
    settings.client_type = client.settings.client_type.clone();
    // AWS: revocation, once on, is not switched off by leaving it out.
    settings.enable_token_revocation =
        settings.enable_token_revocation.or(client.settings.enable_token_revocation);
    let settings = checked(ctx, pool, settings, client.has_secret()).await?;
    let mut row = client.row.clone();
    row.name = settings.client_name.clone().unwrap_or_default();
    row.settings = settings.to_json();
    let mut batch = ctx.batch()?;
    store::clients::update(&mut batch, &row);
    hold_providers(&mut batch, pool, &settings);
    // As the row will be.
    row.revision += 1;
    row.updated_at = batch.at();
    let changed = Arc::new(Client::open(pool, row)?);
    ctx.commit(batch).await?;
    Ok(changed)
}

/// Deletes a client. Its tokens stop working with it.
pub async fn delete(ctx: &Ctx, client: &Client) -> Result<()> {
    let mut batch = ctx.batch()?;
    store::clients::delete(&mut batch, &client.row);
    ctx.commit(batch).await
}

/// Settings with AWS's defaults filled in, if they make sense together.
///
/// Errors: those of the checks below.
async fn checked(
    ctx: &Ctx,
    pool: &Pool,
    mut settings: UserPoolClientType,
    has_secret: bool,
) -> Result<UserPoolClientType> {
    fill_defaults(&mut settings);
    check_flows(&settings, has_secret)?;
    check_validity(&settings)?;
    check_attributes(pool, &settings)?;
    check_providers(ctx, pool, &settings).await?;
    check_oauth(&settings, has_secret)?;
    check_scopes(ctx, pool, &settings).await?;
    check_urls(&settings)?;
    if settings.enable_propagate_additional_user_context_data == Some(true) && !has_secret {
        return Err(Error::new(Reason::PropagateNeedsSecret));
    }
    Ok(settings)
}

fn fill_defaults(settings: &mut UserPoolClientType) {
    // AWS: 0 stands for the default.
    settings.refresh_token_validity = settings.refresh_token_validity.filter(|value| *value > 0).or(Some(30));
    settings.token_validity_units.get_or_insert_default();
    settings.enable_token_revocation = settings.enable_token_revocation.or(Some(true));
    settings.enable_propagate_additional_user_context_data =
        settings.enable_propagate_additional_user_context_data.or(Some(false));
    settings.allowed_oauth_flows_user_pool_client =
        settings.allowed_oauth_flows_user_pool_client.or(Some(false));
    settings.auth_session_validity = settings.auth_session_validity.or(Some(3));
}

/// Errors: `MixedAuthFlows`, `RefreshFlowWithRotation`, `ClientTokenFlowAlone`.
fn check_flows(settings: &UserPoolClientType, has_secret: bool) -> Result<()> {
    let flows = settings.explicit_auth_flows.as_deref().unwrap_or_default();
    let new_style = flows.iter().filter(|flow| flow.starts_with("ALLOW_")).count();
    if new_style > 0 && new_style < flows.len() {
        return Err(Error::new(Reason::MixedAuthFlows));
    }
    let has = |name: &str| flows.iter().any(|flow| flow == name);
    if has("ALLOW_CLIENT_TOKEN_AUTH") && (flows.len() > 1 || !has_secret) {
        return Err(Error::new(Reason::ClientTokenFlowAlone));
    }
    let rotates = |r: &RefreshTokenRotationType| r.feature == "ENABLED";
    if has("ALLOW_REFRESH_TOKEN_AUTH") && settings.refresh_token_rotation.as_ref().is_some_and(rotates) {
        return Err(Error::new(Reason::RefreshFlowWithRotation));
    }
    Ok(())
}

/// Errors: `TokenValidityRange` outside AWS's ranges, or where the refresh token would end first.
fn check_validity(settings: &UserPoolClientType) -> Result<()> {
    const MINUTE: i64 = 60;
    const DAY: i64 = 86_400;
    let units = settings.token_validity_units.as_ref();
    let seconds = |value: Option<i32>, unit: Option<&String>, default_unit: &str, default_s: i64| match value
    {
        Some(value) if value > 0 => {
            i64::from(value) * unit_seconds(unit.map_or(default_unit, String::as_str))
        }
        _ => default_s,
    };
    let access =
        seconds(settings.access_token_validity, units.and_then(|u| u.access_token.as_ref()), "hours", 3_600);
    let id = seconds(settings.id_token_validity, units.and_then(|u| u.id_token.as_ref()), "hours", 3_600);
    let refresh = seconds(
        settings.refresh_token_validity,
        units.and_then(|u| u.refresh_token.as_ref()),
        "days",
        30 * DAY,
    );
    let is_right = (5 * MINUTE..=DAY).contains(&access)
        && (5 * MINUTE..=DAY).contains(&id)
        && (60 * MINUTE..=3_650 * DAY).contains(&refresh)
        && refresh >= access.max(id);
    if is_right { Ok(()) } else { Err(Error::new(Reason::TokenValidityRange)) }
}

/// Errors: `ReadAttributesUnknown`, `WriteAttributesUnknown`, `WriteAttributesIncomplete`.
fn check_attributes(pool: &Pool, settings: &UserPoolClientType) -> Result<()> {
    let is_known = |name: &String| pool.schema(name).is_some();
    if !settings.read_attributes.iter().flatten().all(is_known) {
        return Err(Error::new(Reason::ReadAttributesUnknown));
    }
    let Some(writable) = settings.write_attributes.as_ref().filter(|list| !list.is_empty()) else {
        return Ok(());
    };
    let is_writable = |name: &String| {
        is_known(name) && !matches!(name.as_str(), "sub" | "email_verified" | "phone_number_verified")
    };
    if !writable.iter().all(is_writable) {
        return Err(Error::new(Reason::WriteAttributesUnknown));
    }
    match pool.required_attributes().all(|name| writable.iter().any(|entry| entry == name)) {
        true => Ok(()),
        false => Err(Error::new(Reason::WriteAttributesIncomplete)),
    }
}

/// The scopes that AWS builds in.
pub(super) const SCOPES: [&str; 5] = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

/// Errors: `ProviderNotFound`.
async fn check_providers(ctx: &Ctx, pool: &Pool, settings: &UserPoolClientType) -> Result<()> {
    match providers::missing(ctx, pool, &named_providers(settings)).await? {
        Some(name) => Err(Error::about(Reason::ProviderNotFound, name).and(pool.id())),
        None => Ok(()),
    }
}

fn named_providers(settings: &UserPoolClientType) -> BTreeSet<&str> {
    settings.supported_identity_providers.iter().flatten().map(String::as_str).collect()
}

/// A provider that goes meanwhile makes the batch miss with `Moved`: no client lists what is not there.
fn hold_providers(batch: &mut Batch, pool: &Pool, settings: &UserPoolClientType) {
    for name in named_providers(settings).into_iter().filter(|name| *name != providers::OWN) {
        store::identity_providers::touch(batch, pool.id(), name);
    }
}

/// Errors: `OAuthFlowInvalid`, `OAuthFlowsNeeded`.
fn check_oauth(settings: &UserPoolClientType, has_secret: bool) -> Result<()> {
    let flows = settings.allowed_oauth_flows.as_deref().unwrap_or_default();
    let scopes = settings.allowed_oauth_scopes.as_deref().unwrap_or_default();
    if flows.iter().any(|flow| flow == "client_credentials") {
        if flows.len() > 1 {
            let text = "client_credentials flow can not be selected along with code flow or implicit flow.";
            return Err(Error::about(Reason::OAuthFlowInvalid, text));
        }
        if !has_secret {
            let text = "client_credentials flow can not be selected if client does not have a client secret.";
            return Err(Error::about(Reason::OAuthFlowInvalid, text));
        }
        // AWS: each of these says something of a user, and here is none.
        if let Some(scope) = scopes.iter().find(|scope| SCOPES.contains(&scope.as_str())) {
            let text = format!("{scope} is not supported with client_credentials flow");
            return Err(Error::about(Reason::OAuthFlowInvalid, text));
        }
    }
    let has_oauth = settings.allowed_oauth_flows_user_pool_client == Some(true);
    if has_oauth && (flows.is_empty() || scopes.is_empty()) {
        return Err(Error::new(Reason::OAuthFlowsNeeded));
    }
    let leads_back = flows.iter().any(|flow| flow == "code" || flow == "implicit");
    if leads_back && settings.callback_urls.as_ref().is_none_or(Vec::is_empty) {
        let text = "CallbackUrls can not be empty when code flow or implicit flow is selected";
        return Err(Error::about(Reason::OAuthFlowInvalid, text));
    }
    Ok(())
}

/// Errors: `ScopeNotFound` for a scope that neither AWS builds in nor a resource server of the pool has.
async fn check_scopes(ctx: &Ctx, pool: &Pool, settings: &UserPoolClientType) -> Result<()> {
    let scopes = settings.allowed_oauth_scopes.iter().flatten().map(String::as_str);
    let is_own = |scope: &&str| !SCOPES.contains(scope) && *scope != register::SCOPE;
    let own: Vec<&str> = scopes.filter(is_own).collect();
    let existing = resource_servers::existing(ctx, pool, &own).await?;
    match own.into_iter().find(|scope| !existing.contains(scope)) {
        Some(scope) => Err(Error::about(Reason::ScopeNotFound, scope)),
        None => Ok(()),
    }
}

/// Errors: `RedirectUriInvalid`, `DefaultRedirectUnlisted`.
fn check_urls(settings: &UserPoolClientType) -> Result<()> {
    let callbacks = settings.callback_urls.as_deref().unwrap_or_default();
    let logouts = settings.logout_urls.as_deref().unwrap_or_default();
    if let Some(url) = callbacks.iter().chain(logouts).find(|url| !is_redirect(url)) {
        return Err(Error::about(Reason::RedirectUriInvalid, url));
    }
    match &settings.default_redirect_uri {
        Some(url) if !callbacks.contains(url) => Err(Error::new(Reason::DefaultRedirectUnlisted)),
        _ => Ok(()),
    }
}

/// Whether tokens may be sent there. AWS: https, or http to this machine, or an app's own scheme; no fragment.
pub(super) fn is_redirect(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    if !is_scheme || url.contains('#') || url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return false;
    }
    match scheme.to_ascii_lowercase().as_str() {
        "https" => host(rest).is_some_and(|host| !host.is_empty()),
        "http" => host(rest).is_some_and(|host| matches!(host, "localhost" | "127.0.0.1" | "[::1]")),
        "javascript" | "data" | "vbscript" | "file" => false,
        _ => true,
    }
}

/// The host of what follows `scheme:`; nothing where there is user information, which is there to mislead.
fn host(rest: &str) -> Option<&str> {
    let authority = rest.strip_prefix("//")?.split(['/', '?']).next()?;
    if authority.contains(['@', '\\']) {
        return None;
    }
    match authority.strip_prefix('[') {
        Some(v6) => v6.find(']').and_then(|end| authority.get(..end + 2)),
        None => authority.split(':').next(),
    }
}
