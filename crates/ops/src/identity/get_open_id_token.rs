//! GetOpenIdToken: a token of the identity that AssumeRoleWithWebIdentity takes, as the basic flow goes on.
//! AWS: API_GetOpenIdToken. Order of checks: identity, flow, logins.

use rules::identities::{self, open_id_token, role};
use rules::{Ctx, Error, Reason, Result};
use wire::identity::{GetOpenIdTokenInput, GetOpenIdTokenResponse};

/// Runs GetOpenIdToken.
pub async fn get_open_id_token(ctx: &Ctx, req: GetOpenIdTokenInput) -> Result<GetOpenIdTokenResponse> {
    let found = identities::get(ctx, &req.identity_id).await?;
    if found.pool.settings.allow_classic_flow != Some(true) {
        return Err(Error::new(Reason::ClassicFlowOff));
    }
    if !found.pool.more.role_mappings.is_empty() {
        return Err(Error::new(Reason::ClassicFlowWithMappings));
    }
    let logins = req.logins.unwrap_or_default();
    open_id_token::ready(ctx, &logins).await?;
    let acting = identities::act(ctx, &found, &logins).await?;
    let tags = role::tags(&found.pool, &acting.proofs);
    let whom = (acting.identity_id.as_str(), acting.proofs.as_slice());
    let token = open_id_token::issue(ctx, &found.pool, whom, tags, open_id_token::LIFE_S).await?;
    Ok(GetOpenIdTokenResponse { identity_id: Some(acting.identity_id), token: Some(token) })
}
