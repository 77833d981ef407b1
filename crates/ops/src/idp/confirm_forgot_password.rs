//! ConfirmForgotPassword: sets a new password by the code that was sent.
//! AWS: API_ConfirmForgotPassword. Order of checks: client, secret, policy, user, hourly limit, code, history.

use rules::account::forgot_password::{self, Reset};
use rules::events::context;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse};

/// Runs ConfirmForgotPassword.
pub async fn confirm_forgot_password(
    ctx: &Ctx,
    req: ConfirmForgotPasswordRequest,
) -> Result<ConfirmForgotPasswordResponse> {
    let ctx = &context::of_person(ctx, &req.client_id, req.user_context_data).await?;
    let known = users::of_client(ctx, &req.client_id, &req.username).await?;
    known.check_secret_hash(req.secret_hash.as_deref(), &req.username)?;
    let asked = Reset {
        username: &req.username,
        code: &req.confirmation_code,
        chosen: &req.password,
        client_metadata: req.client_metadata.as_ref(),
    };
    forgot_password::confirm(ctx, &known, asked).await?;
    Ok(ConfirmForgotPasswordResponse {})
}
