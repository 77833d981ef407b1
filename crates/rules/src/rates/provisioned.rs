//! Rates that administrators have raised, kept in the store for every node.
//! AWS: API_GetProvisionedLimit, API_UpdateProvisionedLimit, API_LimitType.
//!
//! The node that raises a rate judges by it at once; every other reads the store each second ([`refresh`]). Where rates
//! are not judged a raised one is kept all the same, and holds from when they are.

use store::provisioned_limits::{self, ProvisionedLimit};

use super::Category;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// How often a second a category may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provisioned {
    /// Now.
    pub value: u32,
    /// Without having been raised.
    pub free: u32,
}

/// What holds for a category in the region of the call.
pub async fn get(ctx: &Ctx, category: Category) -> Result<Provisioned> {
    let kept = provisioned_limits::of_account(&ctx.read(), &ctx.config().account).await?;
    let kept = kept.iter().find(|row| row.region == ctx.region() && row.category == category.name());
    Ok(Provisioned { value: value(ctx, category, kept), free: ctx.config().rates.of(category).free })
}

/// Raises a category in the region of the call, or gives back what was raised: the last one holds.
///
/// Errors: `RateTooLow` below the free limit, `RateTooHigh` above what the operator allows.
pub async fn update(ctx: &Ctx, category: Category, requested: i32) -> Result<Provisioned> {
    let limit = ctx.config().rates.of(category);
    let about = |reason, bound: u32| Error::about(reason, requested.to_string()).and(bound.to_string());
    let value = u32::try_from(requested).unwrap_or_default();
    if requested < 0 || value < limit.free {
        return Err(about(Reason::RateTooLow, limit.free));
    }
    if value > limit.most {
        return Err(about(Reason::RateTooHigh, limit.most));
    }
    let row = ProvisionedLimit {
        account: ctx.config().account.clone(),
        region: ctx.region().to_owned(),
        category: category.name().to_owned(),
        rate: value.into(),
    };
    let mut batch = ctx.batch()?;
    provisioned_limits::put(&mut batch, &row);
    ctx.commit(batch).await?;
    ctx.world().rates.set(ctx.region(), category, value);
    Ok(Provisioned { value, free: limit.free })
}

/// Judges by what the store says from now on.
pub async fn refresh(ctx: &Ctx) -> Result<()> {
    let kept = provisioned_limits::of_account(&ctx.read(), &ctx.config().account).await?;
    for region in &ctx.config().regions {
        for category in Category::all() {
            let row = kept.iter().find(|row| row.region == *region && row.category == category.name());
            ctx.world().rates.set(region, category, value(ctx, category, row));
        }
    }
    Ok(())
}

/// What is kept, within what the operator allows today.
fn value(ctx: &Ctx, category: Category, kept: Option<&ProvisionedLimit>) -> u32 {
    let limit = ctx.config().rates.of(category);
    let kept = kept.and_then(|row| u32::try_from(row.rate).ok());
    kept.map_or(limit.free, |rate| rate.clamp(limit.free, limit.most))
}
