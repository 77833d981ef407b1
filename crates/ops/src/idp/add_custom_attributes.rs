//! AddCustomAttributes: adds attributes of the pool's own to its schema, for good.
//! AWS: API_AddCustomAttributes.

use rules::pools;
use rules::pools::configure;
use rules::{Ctx, Result};
use wire::idp::{AddCustomAttributesRequest, AddCustomAttributesResponse};

/// Runs AddCustomAttributes.
pub async fn add_custom_attributes(
    ctx: &Ctx,
    req: AddCustomAttributesRequest,
) -> Result<AddCustomAttributesResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    configure::add_attributes(ctx, &pool, req.custom_attributes).await?;
    Ok(AddCustomAttributesResponse {})
}
