//! InitiateAuth: begins a sign-in.
//! AWS: API_InitiateAuth. Order of checks: the rule's.

use crate::idp::view::reply::Told;
use rules::events::context;
use rules::signin::{self, Asked, Entrance};
use rules::{Ctx, Result};
use wire::idp::{InitiateAuthRequest, InitiateAuthResponse};

/// Runs InitiateAuth.
pub async fn initiate_auth(ctx: &Ctx, req: InitiateAuthRequest) -> Result<InitiateAuthResponse> {
    let ctx = &context::of_person(ctx, &req.client_id, req.user_context_data).await?;
    let entrance = Entrance::Public;
    let asked = Asked {
        client_id: req.client_id,
        flow: req.auth_flow,
        given: req.auth_parameters.unwrap_or_default(),
        session: req.session,
        validation_data: req.client_metadata,
        client_metadata: None,
    };
    let told = Told::of(signin::start(ctx, entrance, asked).await?);
    Ok(InitiateAuthResponse {
        challenge_name: told.challenge_name,
        session: told.session,
        challenge_parameters: Some(told.challenge_parameters),
        authentication_result: told.authentication_result,
        available_challenges: told.available_challenges,
    })
}
