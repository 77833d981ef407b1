//! Tags of a pool: kept with its settings, counted and named within AWS's limits.
//! AWS: API_TagResource, API_UntagResource, API_ListTagsForResource.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Pool, configure};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// The most tags that a pool can have.
const MOST: usize = 50;

/// The pool that an ARN names. Errors: `PoolNotFound`, `InvalidParameter` for the ARN of something else.
pub async fn tagged(ctx: &Ctx, arn: &str) -> Result<Arc<Pool>> {
    let id = arn.rsplit_once(":userpool/").map(|(_, id)| id);
    let id =
        id.ok_or_else(|| Error::about(Reason::InvalidParameter, format!("Invalid resource ARN: {arn}")))?;
    let pool = super::get(ctx, id).await?;
    if pool.arn() == arn { Ok(pool) } else { Err(super::not_found(id)) }
}

/// Adds tags, over those of the same key. Errors: those of [`check`].
pub async fn add(ctx: &Ctx, pool: &Pool, tags: BTreeMap<String, String>) -> Result<()> {
    let mut settings = pool.settings.clone();
    settings.user_pool_tags.get_or_insert_default().extend(tags);
    check(settings.user_pool_tags.as_ref(), Reason::InvalidParameter)?;
    configure::save(ctx, pool, settings).await
}

/// Takes tags away; a key that is not there is no error.
pub async fn remove(ctx: &Ctx, pool: &Pool, keys: &[String]) -> Result<()> {
    let mut settings = pool.settings.clone();
    settings.user_pool_tags.get_or_insert_default().retain(|key, _| !keys.contains(key));
    configure::save(ctx, pool, settings).await
}

/// Checks the number and the keys of tags. AWS: keys that begin with `aws:` are AWS's own.
///
/// Errors: `otherwise`, with the text.
pub(crate) fn check(tags: Option<&BTreeMap<String, String>>, otherwise: Reason) -> Result<()> {
    let Some(tags) = tags else { return Ok(()) };
    if tags.len() > MOST {
        return Err(Error::about(otherwise, format!("A resource can have at most {MOST} tags.")));
    }
    match tags.keys().find(|key| key.to_lowercase().starts_with("aws:")) {
        Some(key) => {
            Err(Error::about(otherwise, format!("Tag keys that begin with aws: are reserved: {key}")))
        }
        None => Ok(()),
    }
}
