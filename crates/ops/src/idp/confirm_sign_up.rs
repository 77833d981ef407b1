//! ConfirmSignUp: confirms a sign-up by the code that was sent.
//! AWS: API_ConfirmSignUp. Order of checks: client, secret, user, status, hourly limit, code, aliases.

use rules::account::confirm::{self, Confirmation};
use rules::events::context;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{ConfirmSignUpRequest, ConfirmSignUpResponse};

/// Runs ConfirmSignUp.
pub async fn confirm_sign_up(ctx: &Ctx, req: ConfirmSignUpRequest) -> Result<ConfirmSignUpResponse> {
    let ctx = &context::of_person(ctx, &req.client_id, req.user_context_data).await?;
    let known = users::of_client(ctx, &req.client_id, &req.username).await?;
    known.check_secret_hash(req.secret_hash.as_deref(), &req.username)?;
    let asked = Confirmation {
        username: &req.username,
        code: &req.confirmation_code,
        takes_aliases: req.force_alias_creation.unwrap_or(false),
        session: req.session.as_deref(),
        client_metadata: req.client_metadata.as_ref(),
    };
    let session = confirm::by_code(ctx, &known, asked).await?;
    Ok(ConfirmSignUpResponse { session })
}
