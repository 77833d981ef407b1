//! VerifyUserAttribute: verifies an address of the signed-in user by its code.
//! AWS: API_VerifyUserAttribute. Order of checks: token, attribute, hourly limit, code.

use rules::account::attributes;
use rules::tokens::access;
use rules::{Ctx, Result};
use wire::idp::{VerifyUserAttributeRequest, VerifyUserAttributeResponse};

/// Runs VerifyUserAttribute.
pub async fn verify_user_attribute(
    ctx: &Ctx,
    req: VerifyUserAttributeRequest,
) -> Result<VerifyUserAttributeResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    attributes::verify(ctx, &holder, &req.attribute_name, &req.code).await?;
    Ok(VerifyUserAttributeResponse {})
}
