//! `/oauth2/register`: an app makes itself a client of the pool, where the pool allows it.
//! AWS: the developer guide, "Dynamic client registration". RFC: 7591 section 3, 6750 section 3.

use http::StatusCode;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use rules::clients::register::{self, Metadata, Registered};
use rules::{Error, Reason};
use serde::Serialize;

use super::{Refused, dpop, told};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// What log and metrics call it.
const NAME: &str = "register";

/// The longest metadata that is read.
const LONGEST: usize = 64 << 10;

#[derive(Serialize)]
struct Body<'a> {
    client_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<&'a str>,
    client_id_issued_at: i64,
    /// Never.
    client_secret_expires_at: i64,
    client_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_uris: Option<&'a [String]>,
    token_endpoint_auth_method: &'a str,
    grant_types: &'a [&'static str],
    response_types: &'a [&'static str],
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    backchannel_logout_uri: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backchannel_logout_session_required: Option<bool>,
}

/// Answers.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    // Whether anybody may is told before what of the metadata is wrong.
    if register::configuration(&visit.site.pool).is_none() {
        return Err(refusal(Error::new(Reason::RegistrationOff))?);
    }
    let presented = dpop::presented(visit);
    let token = match &presented {
        Some(dpop::Presented { token, key: Ok(key), .. }) => Some((*token, key.as_ref())),
        Some(dpop::Presented { key: Err(error), .. }) => return Err(Trouble::Token(unproved(error))),
        // A header that is no token is a wrong one.
        None => visit.header(&AUTHORIZATION).map(|_| ("", None)),
    };
    let registered = match metadata(visit) {
        Ok(metadata) => register::register(visit.ctx, &visit.site.pool, token, metadata).await,
        Err(refused) => return Err(Trouble::Token(refused)),
    };
    match registered {
        Ok(registered) => answer(&registered),
        Err(error) => Err(refusal(error)?),
    }
}

/// RFC: 9449 section 7.1.
fn unproved(error: &Error) -> Refused {
    let word = if error.reason() == Reason::ProofNonce { "use_dpop_nonce" } else { "invalid_dpop_proof" };
    Refused { status: StatusCode::UNAUTHORIZED, ..Refused::because(word, error.message()) }
}

fn metadata(visit: &Visit<'_>) -> Result<Metadata, Refused> {
    let refused = |why: &str| Refused::because("invalid_client_metadata", why);
    let kind = visit.header(&CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(refused("Content-Type must be application/json."));
    }
    if visit.body.len() > LONGEST {
        return Err(refused("The metadata is too long."));
    }
    if !visit.body.trim_ascii_start().starts_with(b"{") {
        return Err(refused("The metadata must be a JSON object."));
    }
    serde_json::from_slice(visit.body).map_err(|_| refused("The body must be client metadata in JSON."))
}

fn answer(registered: &Registered) -> Outcome {
    let client = &registered.client;
    let body = Body {
        client_id: client.id(),
        client_secret: client.secrets.first().map(|secret| secret.value.reveal()),
        client_id_issued_at: client.row.created_at / 1_000,
        client_secret_expires_at: 0,
        client_name: &client.row.name,
        redirect_uris: client.settings.callback_urls.as_deref(),
        token_endpoint_auth_method: &registered.auth_method,
        grant_types: &registered.grant_types,
        response_types: &registered.response_types,
        scope: client.scopes().collect::<Vec<_>>().join(" "),
        backchannel_logout_uri: registered.logout.as_ref().map(|(uri, _)| uri.as_str()),
        backchannel_logout_session_required: registered.logout.as_ref().map(|(_, is_required)| *is_required),
    };
    Answer::json(NAME, StatusCode::CREATED, &body)
}

/// RFC: 7591 section 3.2.2; 6750 section 3.1 for the token. Errors: what is none of the client's doing.
fn refusal(error: Error) -> Result<Trouble, Error> {
    let (word, status) = match error.reason() {
        Reason::RegistrationRedirect => ("invalid_redirect_uri", StatusCode::BAD_REQUEST),
        Reason::RegistrationMetadata => ("invalid_client_metadata", StatusCode::BAD_REQUEST),
        // A scope or provider that went in between.
        Reason::ScopeNotFound | Reason::ProviderNotFound => {
            ("invalid_client_metadata", StatusCode::BAD_REQUEST)
        }
        Reason::RegistrationOff => ("not_found", StatusCode::NOT_FOUND),
        Reason::AccessTokenScope => ("insufficient_scope", StatusCode::FORBIDDEN),
        Reason::RegistrationDenied
        | Reason::AccessTokenInvalid
        | Reason::AccessTokenExpired
        | Reason::AccessTokenRevoked
        | Reason::UserNotFound
        | Reason::UserDisabled => ("invalid_token", StatusCode::UNAUTHORIZED),
        Reason::ProofInvalid => return Ok(Trouble::Token(unproved(&error))),
        Reason::TooManyAttempts => ("too_many_requests", StatusCode::TOO_MANY_REQUESTS),
        Reason::TooManyClients => ("invalid_request", StatusCode::BAD_REQUEST),
        _ => return Ok(Trouble::Token(told(error)?)),
    };
    Ok(Trouble::Token(Refused { status, ..Refused::because(word, error.message()) }))
}
