//! SetIdentityPoolRoles: sets which roles a pool gives, and by what they are chosen.
//! AWS: API_SetIdentityPoolRoles. What is left out is taken away.

use rules::identity_pools::{self, roles};
use rules::{Ctx, Result};
use wire::Empty;
use wire::identity::SetIdentityPoolRolesInput;

/// Runs SetIdentityPoolRoles.
pub async fn set_identity_pool_roles(ctx: &Ctx, req: SetIdentityPoolRolesInput) -> Result<Empty> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    roles::set(ctx, &pool, req.roles, req.role_mappings.unwrap_or_default()).await?;
    Ok(Empty)
}
