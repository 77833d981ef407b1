//! AdminInitiateAuth: begins a sign-in on a user's behalf, from a server.
//! AWS: API_AdminInitiateAuth. Order of checks: the rule's.

use crate::idp::view::reply::Told;
use rules::events::context;
use rules::pools;
use rules::signin::{self, Asked, Entrance};
use rules::{Ctx, Result};
use wire::idp::{AdminInitiateAuthRequest, AdminInitiateAuthResponse};

/// Runs AdminInitiateAuth.
pub async fn admin_initiate_auth(
    ctx: &Ctx,
    req: AdminInitiateAuthRequest,
) -> Result<AdminInitiateAuthResponse> {
    let ctx = &context::of_server(ctx, &req.client_id, req.context_data)?;
    let entrance = Entrance::Admin(pools::get(ctx, &req.user_pool_id).await?);
    let asked = Asked {
        client_id: req.client_id,
        flow: req.auth_flow,
        given: req.auth_parameters.unwrap_or_default(),
        session: req.session,
        validation_data: req.client_metadata,
        client_metadata: None,
    };
    let told = Told::of(signin::start(ctx, entrance, asked).await?);
    Ok(AdminInitiateAuthResponse {
        challenge_name: told.challenge_name,
        session: told.session,
        challenge_parameters: Some(told.challenge_parameters),
        authentication_result: told.authentication_result,
        available_challenges: told.available_challenges,
    })
}
