//! DeleteWebAuthnCredential: deletes a passkey of the signed-in user.
//! AWS: API_DeleteWebAuthnCredential. Order of checks: token, credential.

use rules::users::passkeys;
use rules::{Ctx, Result};
use wire::idp::{DeleteWebAuthnCredentialRequest, DeleteWebAuthnCredentialResponse};

/// Runs DeleteWebAuthnCredential.
pub async fn delete_web_authn_credential(
    ctx: &Ctx,
    req: DeleteWebAuthnCredentialRequest,
) -> Result<DeleteWebAuthnCredentialResponse> {
    let holder = passkeys::holder(ctx, &req.access_token).await?;
    passkeys::delete(ctx, &holder, &req.credential_id).await?;
    Ok(DeleteWebAuthnCredentialResponse {})
}
