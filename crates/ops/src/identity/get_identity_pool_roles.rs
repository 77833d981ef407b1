//! GetIdentityPoolRoles: which roles a pool gives, and by what they are chosen.
//! AWS: API_GetIdentityPoolRoles.

use rules::{Ctx, Result, identity_pools};
use wire::identity::{GetIdentityPoolRolesInput, GetIdentityPoolRolesResponse};

/// Runs GetIdentityPoolRoles.
pub async fn get_identity_pool_roles(
    ctx: &Ctx,
    req: GetIdentityPoolRolesInput,
) -> Result<GetIdentityPoolRolesResponse> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    let mappings = Some(pool.more.role_mappings).filter(|mappings| !mappings.is_empty());
    Ok(GetIdentityPoolRolesResponse {
        identity_pool_id: Some(pool.row.id),
        roles: Some(pool.more.roles),
        role_mappings: mappings,
    })
}
