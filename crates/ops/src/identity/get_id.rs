//! GetId: the identity that logins lead to, or a new one; without logins a new guest.
//! AWS: API_GetId. Order of checks: pool, guests or logins.

use rules::{Ctx, Result, identities, identity_pools};
use wire::identity::{GetIdInput, GetIdResponse};

/// Runs GetId.
pub async fn get_id(ctx: &Ctx, req: GetIdInput) -> Result<GetIdResponse> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    let id = identities::get_id(ctx, &pool, &req.logins.unwrap_or_default()).await?;
    Ok(GetIdResponse { identity_id: Some(id) })
}
