//! GetOpenIdTokenForDeveloperIdentity: a token of the identity of a user whom the developer's own server has signed in.
//! AWS: API_GetOpenIdTokenForDeveloperIdentity. Order of checks: pool, the developer's login, the others, identity.

use rules::identities::{Acting, developer, open_id_token};
use rules::{Ctx, Error, Reason, Result, identity_pools};
use wire::identity::{GetOpenIdTokenForDeveloperIdentityInput, GetOpenIdTokenForDeveloperIdentityResponse};

/// Runs GetOpenIdTokenForDeveloperIdentity.
pub async fn get_open_id_token_for_developer_identity(
    ctx: &Ctx,
    req: GetOpenIdTokenForDeveloperIdentityInput,
) -> Result<GetOpenIdTokenForDeveloperIdentityResponse> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    open_id_token::ready(ctx, &req.logins).await?;
    let acting = developer::act(ctx, &pool, req.identity_id.as_deref(), req.logins).await;
    // The model has no word here for a provider that cannot be asked.
    let refused = || Error::new(Reason::LoginTokenInvalid);
    let Acting { identity_id, proofs } =
        acting.map_err(|error| error.replaced(Reason::ProviderUnreachable, refused))?;
    let life_s = req.token_duration.unwrap_or(open_id_token::DEVELOPERS_LIFE_S);
    let tags = req.principal_tags.unwrap_or_default();
    let whom = (identity_id.as_str(), proofs.as_slice());
    let token = open_id_token::issue(ctx, &pool, whom, tags, life_s).await?;
    Ok(GetOpenIdTokenForDeveloperIdentityResponse { identity_id: Some(identity_id), token: Some(token) })
}
