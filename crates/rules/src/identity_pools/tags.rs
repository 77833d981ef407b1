//! Tags of an identity pool.
//! AWS: API_TagResource, API_UntagResource, API_ListTagsForResource of cognito-identity.

use std::collections::BTreeMap;

use super::{IdentityPool, configure};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::tags::check;

/// The pool that an ARN names. Errors: `IdentityPoolNotFound`, `InvalidParameter` for the ARN of something else.
pub async fn tagged(ctx: &Ctx, arn: &str) -> Result<IdentityPool> {
    let id = arn.rsplit_once(":identitypool/").map(|(_, id)| id);
    let invalid = || Error::about(Reason::InvalidParameter, format!("Invalid resource ARN: {arn}"));
    let id = id.filter(|id| !id.contains('\0')).ok_or_else(invalid)?;
    let pool = super::get(ctx, id).await?;
    if pool.arn() == arn { Ok(pool) } else { Err(super::not_found(id)) }
}

/// Adds tags, over those of the same key. Errors: `InvalidParameter`.
pub async fn add(ctx: &Ctx, pool: &IdentityPool, tags: BTreeMap<String, String>) -> Result<()> {
    let mut settings = pool.settings.clone();
    settings.identity_pool_tags.get_or_insert_default().extend(tags);
    check(settings.identity_pool_tags.as_ref(), Reason::InvalidParameter)?;
    configure::save(ctx, pool, &settings, &pool.more).await
}

/// Takes tags away; a key that is not there is no error.
pub async fn remove(ctx: &Ctx, pool: &IdentityPool, keys: &[String]) -> Result<()> {
    let mut settings = pool.settings.clone();
    settings.identity_pool_tags.get_or_insert_default().retain(|key, _| !keys.contains(key));
    configure::save(ctx, pool, &settings, &pool.more).await
}
