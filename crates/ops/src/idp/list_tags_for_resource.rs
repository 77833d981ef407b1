//! ListTagsForResource: the tags of a pool.
//! AWS: API_ListTagsForResource. Order of checks: ARN, pool.

use rules::pools::tags;
use rules::{Ctx, Result};
use wire::idp::{ListTagsForResourceRequest, ListTagsForResourceResponse};

/// Runs ListTagsForResource.
pub async fn list_tags_for_resource(
    ctx: &Ctx,
    req: ListTagsForResourceRequest,
) -> Result<ListTagsForResourceResponse> {
    let pool = tags::tagged(ctx, &req.resource_arn).await?;
    Ok(ListTagsForResourceResponse { tags: pool.settings.user_pool_tags.clone() })
}
