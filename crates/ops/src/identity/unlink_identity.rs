//! UnlinkIdentity: takes logins away from an identity.
//! AWS: API_UnlinkIdentity. Order of checks: identity, logins, what is to go.

use rules::{Ctx, Result, identities};
use wire::Empty;
use wire::identity::UnlinkIdentityInput;

/// Runs UnlinkIdentity.
pub async fn unlink_identity(ctx: &Ctx, req: UnlinkIdentityInput) -> Result<Empty> {
    let found = identities::get(ctx, &req.identity_id).await?;
    identities::unlink(ctx, &found, &req.logins, &req.logins_to_remove).await?;
    Ok(Empty)
}
