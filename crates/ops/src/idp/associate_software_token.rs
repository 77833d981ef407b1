//! AssociateSoftwareToken: gives a secret for an authenticator app, to a signed-in user or to a sign-in that must set one
//! up.
//! AWS: API_AssociateSoftwareToken. Order of checks: token or Session, pool.

use rules::signin::mfa_setup;
use rules::tokens::access;
use rules::users::software_tokens;
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{AssociateSoftwareTokenRequest, AssociateSoftwareTokenResponse};

/// Runs AssociateSoftwareToken.
pub async fn associate_software_token(
    ctx: &Ctx,
    req: AssociateSoftwareTokenRequest,
) -> Result<AssociateSoftwareTokenResponse> {
    let (secret_code, session) = match (req.access_token, req.session) {
        (Some(token), None) => {
            // AWS: this operation has no UserNotFoundException.
            let revoked = || Error::new(Reason::AccessTokenRevoked);
            let holder = access::holder(ctx, &token).await;
            let holder = holder.map_err(|why| why.replaced(Reason::UserNotFound, revoked))?;
            (software_tokens::associate(ctx, &holder.pool, &holder.user).await?, None)
        }
        (None, Some(session)) => {
            let (secret, next) = mfa_setup::associate(ctx, &session).await?;
            (secret, Some(next))
        }
        _ => return Err(Error::new(Reason::TokenOrSession)),
    };
    Ok(AssociateSoftwareTokenResponse { secret_code: Some(secret_code), session })
}
