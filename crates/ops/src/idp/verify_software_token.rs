//! VerifySoftwareToken: takes the first code of an authenticator app, which from then on is the user's.
//! AWS: API_VerifySoftwareToken. Order of checks: token or Session, pool, code.

use rules::signin::mfa_setup;
use rules::tokens::access;
use rules::users::software_tokens::{self, First};
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{VerifySoftwareTokenRequest, VerifySoftwareTokenResponse};

/// Runs VerifySoftwareToken.
pub async fn verify_software_token(
    ctx: &Ctx,
    req: VerifySoftwareTokenRequest,
) -> Result<VerifySoftwareTokenResponse> {
    let name = req.friendly_device_name.as_deref();
    let session = match (req.access_token, req.session) {
        (Some(token), None) => {
            let holder = access::holder(ctx, &token).await?;
            let first = First { code: &req.user_code, name, is_preferred: false };
            software_tokens::verify(ctx, &holder.pool, &holder.user, first).await?;
            None
        }
        (None, Some(session)) => Some(mfa_setup::verify(ctx, &session, &req.user_code, name).await?),
        _ => return Err(Error::new(Reason::TokenOrSession)),
    };
    Ok(VerifySoftwareTokenResponse { status: Some("SUCCESS".to_owned()), session })
}
