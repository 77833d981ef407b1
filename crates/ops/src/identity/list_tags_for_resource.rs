//! ListTagsForResource: the tags of an identity pool.
//! AWS: API_ListTagsForResource of cognito-identity.

use rules::identity_pools::tags;
use rules::{Ctx, Result};
use wire::identity::{ListTagsForResourceInput, ListTagsForResourceResponse};

/// Runs ListTagsForResource.
pub async fn list_tags_for_resource(
    ctx: &Ctx,
    req: ListTagsForResourceInput,
) -> Result<ListTagsForResourceResponse> {
    let pool = tags::tagged(ctx, &req.resource_arn).await?;
    Ok(ListTagsForResourceResponse { tags: Some(pool.settings.identity_pool_tags.unwrap_or_default()) })
}
