//! TagResource: adds tags to an identity pool, over those of the same key.
//! AWS: API_TagResource of cognito-identity. Order of checks: ARN, pool, number and keys.

use rules::identity_pools::tags;
use rules::{Ctx, Result};
use wire::identity::{TagResourceInput, TagResourceResponse};

/// Runs TagResource.
pub async fn tag_resource(ctx: &Ctx, req: TagResourceInput) -> Result<TagResourceResponse> {
    let pool = tags::tagged(ctx, &req.resource_arn).await?;
    tags::add(ctx, &pool, req.tags).await?;
    Ok(TagResourceResponse {})
}
