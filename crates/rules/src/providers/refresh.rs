//! Metadata by URL, fetched anew: after six hours at the latest, and when a response comes that no known key has signed. What
//! was had last stays good until something newer is; and certificates that end are told of ahead.
//! AWS: the developer guide, "SAML identity providers": metadata is refreshed every six hours.

use std::sync::{Mutex, PoisonError};

use store::identity_providers::IdentityProvider as Row;

use super::details::Kept;
use super::{Provider, details, metadata};
use crate::ctx::Ctx;
use crate::error::{Reason, Result};
use crate::pools::{self, Pool};

/// AWS: how old metadata may get.
const FRESH_MS: i64 = 6 * 3_600_000;

/// How long a provider that has not answered is let be.
const PAUSE_MS: i64 = 600_000;

/// How long one is let be whose responses nobody has signed: whoever sends such is not to have us ask all the time.
const HASTE_MS: i64 = 60_000;

/// How long before its end a certificate is told of.
const AHEAD_S: i64 = 30 * 86_400;

/// Providers that are looked at in one query, and the most that are told of.
const PAGE: i64 = 100;
const MOST: usize = 100;

/// A provider whose last certificate ends soon, or has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The pool.
    pub pool_id: String,
    /// The provider's name.
    pub provider: String,
    /// When, in epoch seconds.
    pub ends_at: i64,
}

/// What this node has found when it last looked.
#[derive(Default)]
pub struct Endings(Mutex<Vec<Ending>>);

impl Endings {
    /// All of it.
    pub fn all(&self) -> Vec<Ending> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes what was found; gives what was not known before.
    fn set(&self, found: Vec<Ending>) -> Vec<Ending> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *known, found);
        known.iter().filter(|ending| !before.contains(ending)).cloned().collect()
    }
}

/// The provider with newer metadata, where it was due and could be had; none where what was loaded serves.
///
/// Errors: `Internal`.
pub async fn if_due(ctx: &Ctx, pool: &Pool, provider: &Provider) -> Result<Option<Provider>> {
    let Kept { asked_at, had_at, .. } = &provider.kept;
    let is_due = ctx.now() - had_at >= FRESH_MS && ctx.now() - asked_at >= PAUSE_MS;
    if is_due && is_by_url(provider) { anew(ctx, pool, &provider.row.name).await } else { Ok(None) }
}

/// The same where a response was signed by a key that nobody knows.
///
/// Errors: `Internal`.
pub async fn again(ctx: &Ctx, pool: &Pool, provider: &Provider) -> Result<Option<Provider>> {
    let is_due = ctx.now() - provider.kept.asked_at >= HASTE_MS;
    if is_due && is_by_url(provider) { anew(ctx, pool, &provider.row.name).await } else { Ok(None) }
}

fn is_by_url(provider: &Provider) -> bool {
    provider.kept.details.contains_key("MetadataURL")
}

/// Loads a provider and fetches its metadata, if it has it by URL. That it was asked is written first, so that not all who
/// come meanwhile ask it too.
async fn anew(ctx: &Ctx, pool: &Pool, name: &str) -> Result<Option<Provider>> {
    let mut provider = super::get(ctx, pool, name).await?;
    let Some(url) = provider.kept.details.get("MetadataURL").cloned() else { return Ok(None) };
    provider.kept.asked_at = ctx.now();
    if !super::rewrite(ctx, pool, &mut provider).await? {
        return Ok(None);
    }
    let text = match details::fetch(ctx, &url).await {
        Ok(text) => text,
        Err(error) => return kept(pool, &provider, &error.to_string()),
    };
    let metadata = match metadata::read(&text, ctx.now()) {
        Ok(metadata) => metadata,
        Err(error) => return kept(pool, &provider, &error.to_string()),
    };
    // Its users' identities are those of the provider that was set up.
    if provider.kept.metadata.as_ref().is_some_and(|old| old.entity_id != metadata.entity_id) {
        return kept(pool, &provider, "it is another provider's");
    }
    details::show(&metadata, &mut provider.kept.details);
    provider.kept.metadata = Some(metadata);
    provider.kept.had_at = ctx.now();
    Ok(super::rewrite(ctx, pool, &mut provider).await?.then_some(provider))
}

/// What was had last stays.
fn kept(pool: &Pool, provider: &Provider, why: &str) -> Result<Option<Provider>> {
    tracing::warn!(
        pool.id = pool.id(),
        provider = provider.row.name,
        why,
        "the metadata of a SAML provider cannot be had anew; what was had last is used"
    );
    Ok(None)
}

/// Looks at all SAML providers: fetches what is due, if this node is the one `to_fetch`, and notes whose certificates end
/// within 30 days.
///
/// Errors: those of the store. A provider that cannot be looked at is passed over, and the log says so.
pub async fn look(ctx: &Ctx, to_fetch: bool) -> Result<()> {
    let mut endings = Vec::new();
    let (mut pool_id, mut name) = (String::new(), String::new());
    loop {
        let page = store::identity_providers::of_kind(&ctx.read(), "SAML", (&pool_id, &name), PAGE).await?;
        let Some(last) = page.last() else { break };
        pool_id.clone_from(&last.pool_id);
        name.clone_from(&last.name);
        for row in page {
            let of = (row.pool_id.clone(), row.name.clone());
            match look_at(ctx, row, to_fetch).await {
                Ok(found) => endings.extend(found),
                // Somebody else has just changed or deleted it.
                Err(error)
                    if matches!(
                        error.reason(),
                        Reason::Moved | Reason::NoSuchProvider | Reason::PoolNotFound
                    ) => {}
                Err(error) => {
                    tracing::warn!(pool.id = of.0, provider = of.1, %error, "a SAML provider cannot be looked at");
                }
            }
        }
    }
    endings.sort_by_key(|ending: &Ending| ending.ends_at);
    metrics::gauge!("cenote_saml_certificates_ending").set(u32::try_from(endings.len()).unwrap_or(u32::MAX));
    endings.truncate(MOST);
    for ending in ctx.world().endings.set(endings) {
        tracing::warn!(
            pool.id = ending.pool_id,
            provider = ending.provider,
            ends_at = jiff::Timestamp::from_second(ending.ends_at).unwrap_or_default().to_string(),
            "the last signing certificate of a SAML provider ends within 30 days or has ended: nobody signs in by it then"
        );
    }
    Ok(())
}

async fn look_at(ctx: &Ctx, row: Row, to_fetch: bool) -> Result<Option<Ending>> {
    let pool = pools::get(ctx, &row.pool_id).await?;
    let mut provider = Provider::open(&pool, row)?;
    if to_fetch && let Some(newer) = if_due(ctx, &pool, &provider).await? {
        provider = newer;
    }
    let ends_at = provider.kept.metadata.as_ref().and_then(metadata::Metadata::ends_at).unwrap_or_default();
    if ends_at - ctx.now() / 1_000 > AHEAD_S {
        return Ok(None);
    }
    Ok(Some(Ending { pool_id: pool.id().to_owned(), provider: provider.row.name, ends_at }))
}
