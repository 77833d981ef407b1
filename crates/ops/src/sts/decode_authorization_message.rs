//! DecodeAuthorizationMessage: why a call was denied, for who may know.
//! AWS: API_DecodeAuthorizationMessage. Order of checks: message.

use rules::iam::denials;
use rules::{Ctx, Result};
use wire::sts::{DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse};

/// Runs DecodeAuthorizationMessage.
pub async fn decode_authorization_message(
    ctx: &Ctx,
    req: DecodeAuthorizationMessageRequest,
) -> Result<DecodeAuthorizationMessageResponse> {
    let decoded_message = Some(denials::decoded(ctx, &req.encoded_message)?);
    Ok(DecodeAuthorizationMessageResponse { decoded_message })
}
