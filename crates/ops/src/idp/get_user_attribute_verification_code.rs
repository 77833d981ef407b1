//! GetUserAttributeVerificationCode: sends a code to an address of the signed-in user.
//! AWS: API_GetUserAttributeVerificationCode. Order of checks: token, attribute, hourly limit.

use rules::account::attributes;
use rules::tokens::access;
use rules::{Ctx, Result};
use wire::idp::{GetUserAttributeVerificationCodeRequest, GetUserAttributeVerificationCodeResponse};

/// Runs GetUserAttributeVerificationCode.
pub async fn get_user_attribute_verification_code(
    ctx: &Ctx,
    req: GetUserAttributeVerificationCodeRequest,
) -> Result<GetUserAttributeVerificationCodeResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let metadata = req.client_metadata.as_ref();
    let sent = attributes::ask_code(ctx, &holder, &req.attribute_name, metadata).await?;
    Ok(GetUserAttributeVerificationCodeResponse { code_delivery_details: Some(sent) })
}
