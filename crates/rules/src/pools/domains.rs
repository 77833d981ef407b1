//! Domains of a pool: the prefix and the custom host name under which its pages answer.
//! AWS: API_CreateUserPoolDomain, API_UpdateUserPoolDomain, API_DescribeUserPoolDomain, API_DeleteUserPoolDomain.
//!
//! A name with a full stop is a custom domain, one without is a prefix: no name can be both.

use std::sync::Arc;

use store::domains::Domain as Row;
use store::{Miss, Outcome, room};
use wire::Settings;
use wire::idp::{CustomDomainConfigType, DomainDescriptionType, RoutingType};

use super::Pool;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::site;
use crate::quotas::Quota;

/// A domain.
pub struct Domain {
    /// The row as it is kept.
    pub row: Row,
    /// The settings, in AWS's own shape: certificate, routing and version of the pages.
    pub settings: DomainDescriptionType,
}

/// What a caller says of a domain.
pub struct Said {
    /// 1 for the hosted UI, 2 for managed login.
    pub managed_login_version: Option<i32>,
    /// Certificate and TLS versions of a custom domain.
    pub custom_domain_config: Option<CustomDomainConfigType>,
    /// Where a custom domain goes when its region fails.
    pub routing: Option<RoutingType>,
}

impl Domain {
    /// Reads a row. Errors: `Internal` when the settings do not parse.
    pub fn open(row: Row) -> Result<Domain> {
        let settings = DomainDescriptionType::from_json(&row.settings).map_err(super::unreadable)?;
        Ok(Domain { row, settings })
    }

    /// When it was last changed. AWS: as digits.
    pub fn version(&self) -> String {
        let at = jiff::Timestamp::from_millisecond(self.row.updated_at).unwrap_or_default();
        at.strftime("%Y%m%d%H%M%S").to_string()
    }
}

/// The domain of a name, in whichever pool: one keyed read.
pub async fn get(ctx: &Ctx, name: &str) -> Result<Option<Domain>> {
    store::domains::get(&ctx.read(), name).await?.map(Domain::open).transpose()
}

/// The domain of a name with its pool, in whichever region: one keyed read.
pub async fn with_pool(ctx: &Ctx, name: &str) -> Result<Option<(Domain, Arc<Pool>)>> {
    let Some((row, revision)) = store::domains::with_pool(&ctx.read(), name).await? else { return Ok(None) };
    match super::at_revision(ctx, &row.pool_id, revision).await {
        Ok(pool) => Ok(Some((Domain::open(row)?, pool))),
        // Deleted in between.
        Err(error) if error.reason() == Reason::PoolNotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The domain of a name in this pool. Errors: `DomainNotFound`.
pub async fn of_pool(ctx: &Ctx, pool: &Pool, name: &str) -> Result<Domain> {
    let found = get(ctx, name).await?.filter(|domain| domain.row.pool_id == pool.id());
    found.ok_or_else(|| Error::new(Reason::DomainNotFound))
}

/// The host name of the pool's pages, if they have one. AWS: the custom one of two.
pub async fn host(ctx: &Ctx, pool: &Pool) -> Result<Option<String>> {
    let own = store::domains::of_pool(&ctx.read(), pool.id()).await?;
    let host = |domain: &Row| site::host(ctx.config(), domain);
    Ok(own.iter().max_by_key(|domain| domain.is_custom).map(host))
}

/// Gives a pool a domain.
///
/// Errors: `DomainInvalid`, `DomainReserved`, `DomainNoSubdomain`, `DomainOwn`, `DomainOfPrefixes`, `DomainExists`,
/// `DomainTaken`, `SecondDomain`, `TooManyDomains`, `InvalidParameter` for settings that do not fit, `PoolNotFound` when the
/// pool goes meanwhile.
pub async fn create(ctx: &Ctx, pool: &Pool, name: String, said: Said) -> Result<Domain> {
    let is_custom = said.custom_domain_config.is_some();
    match is_custom {
        true => check_custom(ctx, &name)?,
        false => check_prefix(ctx, &name)?,
    }
    check_settings(is_custom, &said)?;
    if let Some(other) = store::domains::get(&ctx.read(), &name).await? {
        let is_own = other.pool_id == pool.id();
        return Err(Error::new(if is_own { Reason::DomainExists } else { Reason::DomainTaken }));
    }
    let own = store::domains::of_pool(&ctx.read(), pool.id()).await?;
    if own.iter().any(|domain| domain.is_custom == is_custom) {
        return Err(Error::new(Reason::SecondDomain));
    }
    let settings = DomainDescriptionType {
        custom_domain_config: said.custom_domain_config,
        managed_login_version: said.managed_login_version.or(Some(1)),
        routing: said.routing,
        ..DomainDescriptionType::default()
    };
    let now = ctx.now();
    let row = Row {
        name,
        pool_id: pool.id().to_owned(),
        is_custom,
        revision: 0,
        settings: settings.to_json(),
        created_at: now,
        updated_at: now,
    };
    let mut batch = ctx.batch()?;
    store::domains::insert(&mut batch, &row);
    if is_custom {
        room::for_custom_domain(&mut batch, pool.id(), ctx.most(Quota::CustomDomains));
    }
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(Domain { row, settings }),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::CustomDomains)),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(super::not_found(pool.id())),
        // Somebody was faster: what they have made says which answer it is.
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Changes what is given and keeps the rest. Errors: `DomainNotFound`, `InvalidParameter`.
pub async fn update(ctx: &Ctx, pool: &Pool, name: &str, said: Said) -> Result<Domain> {
    let Domain { mut row, mut settings } = of_pool(ctx, pool, name).await?;
    check_settings(row.is_custom, &said)?;
    settings.custom_domain_config = said.custom_domain_config.or(settings.custom_domain_config);
    settings.managed_login_version = said.managed_login_version.or(settings.managed_login_version);
    settings.routing = said.routing.or(settings.routing);
    row.settings = settings.to_json();
    let mut batch = ctx.batch()?;
    store::domains::update(&mut batch, &row);
    row.updated_at = batch.at();
    ctx.commit(batch).await?;
    Ok(Domain { row, settings })
}

/// Takes a domain from a pool; its name is free at once. Errors: `DomainNotFound`.
pub async fn delete(ctx: &Ctx, pool: &Pool, name: &str) -> Result<()> {
    let domain = of_pool(ctx, pool, name).await?;
    let mut batch = ctx.batch()?;
    store::domains::delete(&mut batch, &domain.row);
    ctx.commit(batch).await
}

/// Errors: `DomainInvalid`, `DomainReserved`, `DomainOwn`.
fn check_prefix(ctx: &Ctx, name: &str) -> Result<()> {
    if !is_label(name) {
        return Err(Error::new(Reason::DomainInvalid));
    }
    match ["aws", "amazon", "cognito"].into_iter().find(|word| name.contains(word)) {
        Some(word) => Err(Error::about(Reason::DomainReserved, word)),
        None => check_host(ctx, name, &format!("{name}.{}", site::suffix(ctx.config()))),
    }
}

/// A custom domain is a host name below another. DEVIATION: whether the parent has an address, which AWS asks its
/// name servers, is the operator's business here. Errors: `DomainNoSubdomain`, `DomainOwn`, `DomainOfPrefixes`.
fn check_custom(ctx: &Ctx, name: &str) -> Result<()> {
    check_host(ctx, name, name)?;
    let is_host = name.contains('.') && name.split('.').all(is_label);
    if !is_host {
        return Err(Error::about(Reason::DomainNoSubdomain, name));
    }
    let suffix = site::suffix(ctx.config());
    match name.strip_suffix(&suffix).is_some_and(|rest| rest.ends_with('.')) {
        true => Err(Error::about(Reason::DomainOfPrefixes, name).and(suffix)),
        false => Ok(()),
    }
}

/// A domain whose host answers something else would never be asked. Errors: `DomainOwn`.
fn check_host(ctx: &Ctx, name: &str, host: &str) -> Result<()> {
    let config = ctx.config();
    let mut own =
        std::iter::once(site::public_host(config)).chain(config.extra_hosts.iter().map(String::as_str));
    match own.any(|own| own.eq_ignore_ascii_case(host)) {
        true => Err(Error::about(Reason::DomainOwn, name)),
        false => Ok(()),
    }
}

fn is_label(label: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(is_plain)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// (guess) The three texts. Errors: `InvalidParameter`.
fn check_settings(is_custom: bool, said: &Said) -> Result<()> {
    let wrong = |text: &str| Err(Error::about(Reason::InvalidParameter, text));
    if said.managed_login_version.is_some_and(|version| !(1..=2).contains(&version)) {
        return wrong("ManagedLoginVersion must be 1 or 2.");
    }
    if !is_custom && said.custom_domain_config.is_some() {
        return wrong("CustomDomainConfig can only be set for a custom domain.");
    }
    if !is_custom && said.routing.as_ref().is_some_and(|routing| routing.failover.is_some()) {
        return wrong("Routing can only be set for a custom domain.");
    }
    let arn = said.custom_domain_config.as_ref().map(|config| config.certificate_arn.as_str());
    let mut parts = arn.unwrap_or_default().splitn(5, ':').skip(2);
    // AWS: a certificate of its certificate manager has to be one of us-east-1, whatever the pool's region.
    match (parts.next(), parts.next()) {
        (Some("acm"), Some(region)) if region != "us-east-1" => {
            wrong("Invalid request provided: The specified SSL certificate isn't in us-east-1 region.")
        }
        _ => Ok(()),
    }
}
