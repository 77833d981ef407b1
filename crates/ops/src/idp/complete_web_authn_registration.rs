//! CompleteWebAuthnRegistration: takes the passkey that an authenticator has made.
//! AWS: API_CompleteWebAuthnRegistration. Order of checks: token, sign-in policy, challenge, client, limit, credential.

use rules::users::passkeys;
use rules::{Ctx, Result};
use wire::idp::{CompleteWebAuthnRegistrationRequest, CompleteWebAuthnRegistrationResponse};

/// Runs CompleteWebAuthnRegistration.
pub async fn complete_web_authn_registration(
    ctx: &Ctx,
    req: CompleteWebAuthnRegistrationRequest,
) -> Result<CompleteWebAuthnRegistrationResponse> {
    let holder = passkeys::holder(ctx, &req.access_token).await?;
    passkeys::complete(ctx, &holder, req.credential).await?;
    Ok(CompleteWebAuthnRegistrationResponse {})
}
