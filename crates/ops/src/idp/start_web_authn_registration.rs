//! StartWebAuthnRegistration: begins the registration of a passkey of the signed-in user.
//! AWS: API_StartWebAuthnRegistration. Order of checks: token, sign-in policy, relying party, limit.

use rules::users::passkeys;
use rules::{Ctx, Result};
use wire::idp::{StartWebAuthnRegistrationRequest, StartWebAuthnRegistrationResponse};

/// Runs StartWebAuthnRegistration.
pub async fn start_web_authn_registration(
    ctx: &Ctx,
    req: StartWebAuthnRegistrationRequest,
) -> Result<StartWebAuthnRegistrationResponse> {
    let holder = passkeys::holder(ctx, &req.access_token).await?;
    let options = passkeys::start(ctx, &holder).await?;
    Ok(StartWebAuthnRegistrationResponse { credential_creation_options: Some(options) })
}
