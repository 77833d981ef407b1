//! An event of a user's history as the wire shows it.
//! AWS: API_AuthEventType.

use rules::Result;
use rules::events::{Body, Kind, Response, device_name};
use store::auth_events::AuthEvent;
use wire::Timestamp;
use wire::idp::{
    AuthEventType, ChallengeResponseType, EventContextDataType, EventFeedbackType, EventRiskType,
};

/// An event.
pub fn shown(row: &AuthEvent) -> Result<AuthEventType> {
    let body: Body = serde_json::from_str(&row.body)?;
    let decision = if body.is_blocked { "Block" } else { "NoRisk" };
    let proofs = body.challenge_responses.into_iter().map(|proof| ChallengeResponseType {
        challenge_name: Some(proof.challenge_name),
        challenge_response: Some(proof.challenge_response),
    });
    Ok(AuthEventType {
        event_id: Some(row.id.clone()),
        event_type: Some(kind(body.event_type).to_owned()),
        creation_date: Some(Timestamp::from_millis(row.at)),
        event_response: Some(response(body.event_response).to_owned()),
        // Nothing is scored yet, so there is no level.
        event_risk: Some(EventRiskType {
            risk_decision: Some(decision.to_owned()),
            risk_level: None,
            compromised_credentials_detected: Some(false),
        }),
        challenge_responses: Some(proofs.collect()),
        event_context_data: Some(EventContextDataType {
            device_name: device_name::of(&body.user_agent),
            ip_address: Some(body.ip_address).filter(|address| !address.is_empty()),
            timezone: body.timezone,
            city: None,
            country: None,
        }),
        event_feedback: body.feedback.map(|said| EventFeedbackType {
            feedback_value: Some(said.value),
            provider: Some(said.provider),
            feedback_date: Some(Timestamp::from_millis(said.at)),
        }),
    })
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::SignIn => "SignIn",
        Kind::SignUp => "SignUp",
        Kind::ForgotPassword => "ForgotPassword",
        Kind::PasswordChange => "PasswordChange",
        Kind::ResendCode => "ResendCode",
    }
}

fn response(response: Response) -> &'static str {
    match response {
        Response::Pass => "Pass",
        Response::Fail => "Fail",
        Response::InProgress => "InProgress",
    }
}
