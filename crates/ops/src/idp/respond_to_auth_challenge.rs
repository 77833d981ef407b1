//! RespondToAuthChallenge: answers a challenge of a sign-in.
//! AWS: API_RespondToAuthChallenge. Order of checks: the rule's.

use crate::idp::view::reply::Told;
use rules::events::context;
use rules::signin::{self, Asked, Entrance};
use rules::{Ctx, Result};
use wire::idp::{RespondToAuthChallengeRequest, RespondToAuthChallengeResponse};

/// Runs RespondToAuthChallenge.
pub async fn respond_to_auth_challenge(
    ctx: &Ctx,
    req: RespondToAuthChallengeRequest,
) -> Result<RespondToAuthChallengeResponse> {
    let ctx = &context::of_person(ctx, &req.client_id, req.user_context_data).await?;
    let entrance = Entrance::Public;
    let asked = Asked {
        client_id: req.client_id,
        flow: String::new(),
        given: req.challenge_responses.unwrap_or_default(),
        session: req.session,
        validation_data: None,
        client_metadata: req.client_metadata,
    };
    let told = Told::of(signin::respond(ctx, entrance, &req.challenge_name, asked).await?);
    Ok(RespondToAuthChallengeResponse {
        challenge_name: told.challenge_name,
        session: told.session,
        challenge_parameters: Some(told.challenge_parameters),
        authentication_result: told.authentication_result,
        available_challenges: told.available_challenges,
    })
}
