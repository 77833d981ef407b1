//! DeleteUserPoolDomain: takes a domain from its pool.
//! AWS: API_DeleteUserPoolDomain. Order of checks: pool, domain.

use rules::pools::domains;
use rules::{Ctx, Result, pools};
use wire::idp::{DeleteUserPoolDomainRequest, DeleteUserPoolDomainResponse};

/// Runs DeleteUserPoolDomain.
pub async fn delete_user_pool_domain(
    ctx: &Ctx,
    req: DeleteUserPoolDomainRequest,
) -> Result<DeleteUserPoolDomainResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    domains::delete(ctx, &pool, &req.domain).await?;
    Ok(DeleteUserPoolDomainResponse {})
}
