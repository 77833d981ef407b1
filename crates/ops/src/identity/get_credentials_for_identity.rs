//! GetCredentialsForIdentity: temporary credentials in the role that the pool chooses.
//! AWS: API_GetCredentialsForIdentity. Order of checks: identity, guests or logins, role.

use rules::identities::{self, credentials};
use rules::{Ctx, Result};
use wire::Timestamp;
use wire::identity::{Credentials, GetCredentialsForIdentityInput, GetCredentialsForIdentityResponse};

/// Runs GetCredentialsForIdentity.
pub async fn get_credentials_for_identity(
    ctx: &Ctx,
    req: GetCredentialsForIdentityInput,
) -> Result<GetCredentialsForIdentityResponse> {
    let found = identities::get(ctx, &req.identity_id).await?;
    let logins = req.logins.unwrap_or_default();
    let given = credentials::of_identity(ctx, &found, &logins, req.custom_role_arn.as_deref()).await?;
    let made = given.credentials;
    Ok(GetCredentialsForIdentityResponse {
        identity_id: Some(given.identity_id),
        credentials: Some(Credentials {
            access_key_id: Some(made.access_key_id),
            secret_key: Some(made.secret.reveal().to_owned()),
            session_token: Some(made.session_token),
            expiration: Some(Timestamp::from_millis(made.expires_at)),
        }),
    })
}
