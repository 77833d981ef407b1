//! Making, changing and deleting identity pools.
//! AWS: API_CreateIdentityPool, API_UpdateIdentityPool, API_DeleteIdentityPool.

use std::collections::BTreeMap;

use store::{Outcome, room};
use wire::Settings;
use wire::identity::IdentityPool as Shape;

use super::{IdentityPool, More, check, place};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::quotas::Quota;

/// Makes a pool of these settings; the id in them does not count.
///
/// Errors: those of [`check::settings`], `TooManyIdentityPools`.
pub async fn create(ctx: &Ctx, mut settings: Shape) -> Result<IdentityPool> {
    let region = ctx.region().to_owned();
    settings.identity_pool_id = format!("{region}:{}", ids::uuid(ctx)?);
    check::settings(ctx, &settings)?;
    settings.identity_pool_tags.get_or_insert_default();
    let now = ctx.now();
    let row = store::identity_pools::IdentityPool {
        id: settings.identity_pool_id.clone(),
        account: ctx.config().account.clone(),
        region,
        name: String::new(),
        revision: 0,
        settings: String::new(),
        login_providers: Vec::new(),
        more: serde_json::to_string(&More::default())?,
        created_at: now,
        updated_at: now,
    };
    let row = written(ctx, row, &settings)?;
    let mut batch = ctx.batch()?;
    store::identity_pools::insert(&mut batch, &row);
    room::for_identity_pool(&mut batch, &row.id, ctx.most(Quota::IdentityPools));
    let made = IdentityPool::open(ctx.world(), row)?;
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(made),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::IdentityPools)),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Replaces a pool's settings. AWS: what is left out goes back to its default, but for the developers' provider, whose name
/// can neither be changed nor be taken away once it is there. Tags stay, as those of a user pool do: Terraform gives them to
/// TagResource and updates without them.
///
/// Errors: `DeveloperProviderFixed`, those of [`check::settings`].
pub async fn update(ctx: &Ctx, pool: &IdentityPool, mut settings: Shape) -> Result<Shape> {
    match (&pool.settings.developer_provider_name, &settings.developer_provider_name) {
        (Some(old), Some(new)) if old != new => return Err(Error::new(Reason::DeveloperProviderFixed)),
        (Some(old), None) => settings.developer_provider_name = Some(old.clone()),
        _ => {}
    }
    settings.identity_pool_id = pool.id().to_owned();
    check::settings(ctx, &settings)?;
    settings.identity_pool_tags =
        settings.identity_pool_tags.or_else(|| pool.settings.identity_pool_tags.clone());
    save(ctx, pool, &settings, &pool.more).await?;
    Ok(settings)
}

/// Deletes a pool with all its identities. AWS: credentials that were given out stay good until they end.
pub async fn delete(ctx: &Ctx, pool: &IdentityPool) -> Result<()> {
    let mut batch = ctx.batch()?;
    store::identity_pools::delete(&mut batch, &pool.row);
    ctx.commit(batch).await
}

/// Writes a pool with these settings and the rest.
pub(crate) async fn save(ctx: &Ctx, pool: &IdentityPool, settings: &Shape, more: &More) -> Result<()> {
    let mut row = written(ctx, pool.row.clone(), settings)?;
    row.more = serde_json::to_string(more)?;
    let mut batch = ctx.batch()?;
    store::identity_pools::update(&mut batch, &row);
    ctx.commit(batch).await
}

/// A row with these settings in it.
fn written(
    ctx: &Ctx,
    mut row: store::identity_pools::IdentityPool,
    settings: &Shape,
) -> Result<store::identity_pools::IdentityPool> {
    let mut kept = settings.clone();
    let providers: Option<BTreeMap<String, String>> = kept.supported_login_providers.take();
    let plain = serde_json::to_vec(&providers)?;
    row.name = kept.identity_pool_name.clone();
    row.settings = kept.to_json();
    row.login_providers = ctx.world().ring.seal(&place(&row.id), &ctx.random()?, &plain);
    Ok(row)
}
