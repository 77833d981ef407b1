//! ForgotPassword: sends the code that resets a password.
//! AWS: API_ForgotPassword. Order of checks: client, secret, user, status, contact, hourly limit.

use rules::account::forgot_password;
use rules::events::context;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{ForgotPasswordRequest, ForgotPasswordResponse};

/// Runs ForgotPassword.
pub async fn forgot_password(ctx: &Ctx, req: ForgotPasswordRequest) -> Result<ForgotPasswordResponse> {
    let ctx = &context::of_person(ctx, &req.client_id, req.user_context_data).await?;
    let known = users::of_client(ctx, &req.client_id, &req.username).await?;
    known.check_secret_hash(req.secret_hash.as_deref(), &req.username)?;
    let sent = forgot_password::ask(ctx, &known, &req.username, req.client_metadata.as_ref()).await?;
    Ok(ForgotPasswordResponse { code_delivery_details: Some(sent) })
}
