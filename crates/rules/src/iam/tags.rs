//! Tags of entities: up to fifty, keys that differ by more than case.
//! AWS: the IAM user guide, "Tags for AWS Identity and Access Management resources".

use wire::iam::Tag;

use super::entities::{Entity, title};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

const MOST: usize = 50;

/// Checks tags that come with something new. Errors: `EntityInput`.
pub fn check(tags: &[Tag]) -> Result<()> {
    for (at, tag) in tags.iter().enumerate() {
        if tags[..at].iter().any(|other| is_same(&other.key, &tag.key)) {
            let text = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
            return Err(Error::about(Reason::EntityInput, text));
        }
        if tag.key.to_lowercase().starts_with("aws:") {
            // (guess)
            return Err(Error::about(
                Reason::EntityInput,
                "System tags cannot be added/updated by requester",
            ));
        }
    }
    Ok(())
}

/// Sets tags. Errors: `EntityInput`, `EntityQuota`.
pub async fn set(ctx: &Ctx, mut entity: Entity, tags: Vec<Tag>) -> Result<()> {
    check(&tags)?;
    for tag in tags {
        match entity.settings.tags.iter_mut().find(|kept| is_same(&kept.key, &tag.key)) {
            Some(kept) => *kept = tag,
            None => entity.settings.tags.push(tag),
        }
    }
    if entity.settings.tags.len() > MOST {
        let quota = format!("TagsPer{}", title(entity.row.kind));
        return Err(Error::about(Reason::EntityQuota, quota).and(MOST.to_string()));
    }
    entity.save(ctx).await
}

/// Removes tags; those that are not there are no error.
pub async fn remove(ctx: &Ctx, mut entity: Entity, keys: &[String]) -> Result<()> {
    entity.settings.tags.retain(|tag| !keys.iter().any(|key| is_same(key, &tag.key)));
    entity.save(ctx).await
}

fn is_same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
