//! UntagResource: takes tags from a pool; a key that is not there is no error.
//! AWS: API_UntagResource. Order of checks: ARN, pool.

use rules::pools::tags;
use rules::{Ctx, Result};
use wire::idp::{UntagResourceRequest, UntagResourceResponse};

/// Runs UntagResource.
pub async fn untag_resource(ctx: &Ctx, req: UntagResourceRequest) -> Result<UntagResourceResponse> {
    let pool = tags::tagged(ctx, &req.resource_arn).await?;
    tags::remove(ctx, &pool, &req.tag_keys).await?;
    Ok(UntagResourceResponse {})
}
