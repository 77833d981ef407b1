//! MergeDeveloperIdentities: makes one identity of those of two of a developer's users.
//! AWS: API_MergeDeveloperIdentities. Order of checks: pool, provider, users, whether the logins fit together.

use rules::identities::developer;
use rules::{Ctx, Result, identity_pools};
use wire::identity::{MergeDeveloperIdentitiesInput, MergeDeveloperIdentitiesResponse};

/// Runs MergeDeveloperIdentities.
pub async fn merge_developer_identities(
    ctx: &Ctx,
    req: MergeDeveloperIdentitiesInput,
) -> Result<MergeDeveloperIdentitiesResponse> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    let users = (req.source_user_identifier.as_str(), req.destination_user_identifier.as_str());
    let id = developer::merge(ctx, &pool, &req.developer_provider_name, users).await?;
    Ok(MergeDeveloperIdentitiesResponse { identity_id: Some(id) })
}
