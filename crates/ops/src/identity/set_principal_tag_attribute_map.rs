//! SetPrincipalTagAttributeMap: sets which claims of a provider become tags of the session.
//! AWS: API_SetPrincipalTagAttributeMap.

use rules::identity_pools::{self, TagMap, tag_maps};
use rules::{Ctx, Result};
use wire::identity::{SetPrincipalTagAttributeMapInput, SetPrincipalTagAttributeMapResponse};

/// Runs SetPrincipalTagAttributeMap.
pub async fn set_principal_tag_attribute_map(
    ctx: &Ctx,
    req: SetPrincipalTagAttributeMapInput,
) -> Result<SetPrincipalTagAttributeMapResponse> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    let map = TagMap {
        use_defaults: req.use_defaults.unwrap_or_default(),
        tags: req.principal_tags.unwrap_or_default(),
    };
    tag_maps::set(ctx, &pool, &req.identity_provider_name, map.clone()).await?;
    Ok(SetPrincipalTagAttributeMapResponse {
        identity_pool_id: Some(pool.row.id),
        identity_provider_name: Some(req.identity_provider_name),
        use_defaults: Some(map.use_defaults),
        principal_tags: Some(map.claims()),
    })
}
