//! ConfirmSignUp: confirms a sign-up by the code that was sent.
//! AWS: API_ConfirmSignUp. Order of checks: client, secret, user, status, hourly limit, code, aliases.

use rules::account::confirm;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{ConfirmSignUpRequest, ConfirmSignUpResponse};

/// Runs ConfirmSignUp.
pub async fn confirm_sign_up(ctx: &Ctx, req: ConfirmSignUpRequest) -> Result<ConfirmSignUpResponse> {
    let known = users::of_client(ctx, &req.client_id, &req.username).await?;
    known.check_secret_hash(req.secret_hash.as_deref(), &req.username)?;
    let takes_aliases = req.force_alias_creation.unwrap_or(false);
    confirm::by_code(ctx, &known, &req.username, &req.confirmation_code, takes_aliases).await?;
    Ok(ConfirmSignUpResponse { session: None })
}
