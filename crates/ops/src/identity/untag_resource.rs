//! UntagResource: takes tags from an identity pool.
//! AWS: API_UntagResource of cognito-identity. Order of checks: ARN, pool.

use rules::identity_pools::tags;
use rules::{Ctx, Result};
use wire::identity::{UntagResourceInput, UntagResourceResponse};

/// Runs UntagResource.
pub async fn untag_resource(ctx: &Ctx, req: UntagResourceInput) -> Result<UntagResourceResponse> {
    let pool = tags::tagged(ctx, &req.resource_arn).await?;
    tags::remove(ctx, &pool, &req.tag_keys).await?;
    Ok(UntagResourceResponse {})
}
