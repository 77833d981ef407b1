//! GetCallerIdentity: who signed this call. It needs no permission.
//! AWS: API_GetCallerIdentity.

use rules::iam::principals;
use rules::{Ctx, Result};
use wire::sts::{GetCallerIdentityRequest, GetCallerIdentityResponse};

/// Runs GetCallerIdentity.
pub async fn get_caller_identity(
    ctx: &Ctx,
    _req: GetCallerIdentityRequest,
) -> Result<GetCallerIdentityResponse> {
    let principal = principals::of_caller(ctx).await?;
    Ok(GetCallerIdentityResponse {
        user_id: Some(principal.id),
        account: Some(ctx.config().account.clone()),
        arn: Some(principal.arn),
    })
}
