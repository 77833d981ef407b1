//! UnlinkDeveloperIdentity: takes a developer's user away from an identity.
//! AWS: API_UnlinkDeveloperIdentity. Order of checks: pool, provider, identity, user.

use rules::identities::developer;
use rules::{Ctx, Result, identity_pools};
use wire::Empty;
use wire::identity::UnlinkDeveloperIdentityInput;

/// Runs UnlinkDeveloperIdentity.
pub async fn unlink_developer_identity(ctx: &Ctx, req: UnlinkDeveloperIdentityInput) -> Result<Empty> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    let (id, provider) = (&req.identity_id, &req.developer_provider_name);
    developer::unlink(ctx, &pool, id, provider, &req.developer_user_identifier).await?;
    Ok(Empty)
}
