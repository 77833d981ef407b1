//! TagResource: adds tags to a pool, over those of the same key.
//! AWS: API_TagResource. Order of checks: ARN, pool, number and keys.

use rules::pools::tags;
use rules::{Ctx, Result};
use wire::idp::{TagResourceRequest, TagResourceResponse};

/// Runs TagResource.
pub async fn tag_resource(ctx: &Ctx, req: TagResourceRequest) -> Result<TagResourceResponse> {
    let pool = tags::tagged(ctx, &req.resource_arn).await?;
    tags::add(ctx, &pool, req.tags).await?;
    Ok(TagResourceResponse {})
}
