//! ResendConfirmationCode: sends the code of a sign-up again.
//! AWS: API_ResendConfirmationCode. Order of checks: client, secret, user, status, contact, hourly limit.

use rules::account::confirm;
use rules::events::context;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{ResendConfirmationCodeRequest, ResendConfirmationCodeResponse};

/// Runs ResendConfirmationCode.
pub async fn resend_confirmation_code(
    ctx: &Ctx,
    req: ResendConfirmationCodeRequest,
) -> Result<ResendConfirmationCodeResponse> {
    let ctx = &context::of_person(ctx, &req.client_id, req.user_context_data).await?;
    let known = users::of_client(ctx, &req.client_id, &req.username).await?;
    known.check_secret_hash(req.secret_hash.as_deref(), &req.username)?;
    let sent = confirm::resend(ctx, &known, &req.username, req.client_metadata.as_ref()).await?;
    Ok(ResendConfirmationCodeResponse { code_delivery_details: Some(sent) })
}
