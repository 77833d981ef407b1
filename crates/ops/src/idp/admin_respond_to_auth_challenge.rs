//! AdminRespondToAuthChallenge: answers a challenge of a sign-in, from a server.
//! AWS: API_AdminRespondToAuthChallenge. Order of checks: the rule's.

use crate::idp::view::reply::Told;
use rules::events::context;
use rules::pools;
use rules::signin::{self, Asked, Entrance};
use rules::{Ctx, Result};
use wire::idp::{AdminRespondToAuthChallengeRequest, AdminRespondToAuthChallengeResponse};

/// Runs AdminRespondToAuthChallenge.
pub async fn admin_respond_to_auth_challenge(
    ctx: &Ctx,
    req: AdminRespondToAuthChallengeRequest,
) -> Result<AdminRespondToAuthChallengeResponse> {
    let ctx = &context::of_server(ctx, &req.client_id, req.context_data)?;
    let entrance = Entrance::Admin(pools::get(ctx, &req.user_pool_id).await?);
    let asked = Asked {
        client_id: req.client_id,
        flow: String::new(),
        given: req.challenge_responses.unwrap_or_default(),
        session: req.session,
        validation_data: None,
        client_metadata: req.client_metadata,
    };
    let told = Told::of(signin::respond(ctx, entrance, &req.challenge_name, asked).await?);
    Ok(AdminRespondToAuthChallengeResponse {
        challenge_name: told.challenge_name,
        session: told.session,
        challenge_parameters: Some(told.challenge_parameters),
        authentication_result: told.authentication_result,
        available_challenges: told.available_challenges,
    })
}
