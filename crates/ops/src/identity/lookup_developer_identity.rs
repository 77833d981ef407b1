//! LookupDeveloperIdentity: the identity of a developer's user, and all such users of it.
//! AWS: API_LookupDeveloperIdentity.

use rules::identities::developer;
use rules::pagination::{self, Of};
use rules::{Ctx, Result, identity_pools};
use wire::identity::{LookupDeveloperIdentityInput, LookupDeveloperIdentityResponse};

use crate::idp::view;

/// Runs LookupDeveloperIdentity.
pub async fn lookup_developer_identity(
    ctx: &Ctx,
    req: LookupDeveloperIdentityInput,
) -> Result<LookupDeveloperIdentityResponse> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    let (id, user) = (req.identity_id.as_deref(), req.developer_user_identifier.as_deref());
    let (id, mut users) = developer::lookup(ctx, &pool, id, user).await?;
    let query = format!("LookupDeveloperIdentity {id}");
    let after: Option<String> = pagination::open(ctx, Of::Account, &query, req.next_token.as_deref())?;
    users.retain(|user| after.as_ref().is_none_or(|after| user > after));
    let next_token = match view::cut(&mut users, pagination::size(req.max_results)) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Account, &query, last)?),
    };
    Ok(LookupDeveloperIdentityResponse {
        identity_id: Some(id),
        developer_user_identifier_list: Some(users),
        next_token,
    })
}
