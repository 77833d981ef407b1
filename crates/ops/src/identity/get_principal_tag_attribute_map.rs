//! GetPrincipalTagAttributeMap: which claims of a provider become tags of the session.
//! AWS: API_GetPrincipalTagAttributeMap.

use rules::identity_pools::{self, tag_maps};
use rules::{Ctx, Result};
use wire::identity::{GetPrincipalTagAttributeMapInput, GetPrincipalTagAttributeMapResponse};

/// Runs GetPrincipalTagAttributeMap.
pub async fn get_principal_tag_attribute_map(
    ctx: &Ctx,
    req: GetPrincipalTagAttributeMapInput,
) -> Result<GetPrincipalTagAttributeMapResponse> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    let map = tag_maps::of(ctx, &pool, &req.identity_provider_name);
    Ok(GetPrincipalTagAttributeMapResponse {
        identity_pool_id: Some(pool.row.id),
        identity_provider_name: Some(req.identity_provider_name),
        use_defaults: Some(map.use_defaults),
        principal_tags: Some(map.claims()),
    })
}
