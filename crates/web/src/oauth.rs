//! The OAuth and OpenID endpoints of a hosted domain, and the two forms in which they tell errors.
//! AWS: the developer guide, "User pool endpoints and managed login reference". RFC: 6749 sections 4.1.2.1 and 5.2.

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;
use rules::hosted::authorize::Told;
use rules::{Error, Reason};
use serde::Serialize;

use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::names::REFUSED;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

pub mod authorize;
pub mod client;
pub mod device_authorization;
pub mod dpop;
pub mod idp_logout;
pub mod idp_response;
pub mod introspect;
pub mod logout;
pub mod par;
pub mod preflight;
pub mod rated;
pub mod register;
pub mod revoke;
pub mod token;
pub mod user_info;
pub mod well_known;

/// What a client of an endpoint is told.
#[derive(Clone, Debug)]
pub struct Refused {
    /// OAuth's word.
    pub error: &'static str,
    /// A sentence, where AWS has one.
    pub description: Option<String>,
    /// AWS: 400 for nearly all, a wrong client among them.
    pub status: StatusCode,
}

impl Refused {
    /// A refusal in a word.
    pub fn new(error: &'static str) -> Refused {
        Refused { error, description: None, status: StatusCode::BAD_REQUEST }
    }

    /// The same with a sentence.
    pub fn because(error: &'static str, description: impl Into<String>) -> Refused {
        Refused { description: Some(description.into()), ..Refused::new(error) }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_description: Option<&'a str>,
}

/// A refusal as JSON.
pub fn refused(refused: &Refused) -> Answer {
    let body = Body { error: refused.error, error_description: refused.description.as_deref() };
    let mut answer = match Answer::json(REFUSED, refused.status, &body) {
        Ok(answer) => answer.with_error(refused.error),
        Err(_) => Answer::of(REFUSED, StatusCode::INTERNAL_SERVER_ERROR, "application/json", Vec::new()),
    };
    if refused.status == StatusCode::UNAUTHORIZED {
        // RFC: 6749 section 5.2: the scheme by which a client could have proved itself.
        let challenge = match refused.error {
            "invalid_client" => "Basic realm=\"oauth2\"",
            "invalid_dpop_proof" => "DPoP error=\"invalid_dpop_proof\"",
            "use_dpop_nonce" => "DPoP error=\"use_dpop_nonce\"",
            _ => "Bearer",
        };
        answer.header(WWW_AUTHENTICATE, challenge);
    }
    answer
}

/// What is told of GET at an endpoint that takes POST alone, and that an option may have left out.
pub fn wants_post(visit: &Visit<'_>) -> Trouble {
    let config = visit.ctx.config();
    let is_there = match visit.path {
        "/oauth2/introspect" => config.introspection,
        "/oauth2/par" => config.pushed_requests,
        _ => config.device_grant,
    };
    if is_there { Trouble::Method } else { Trouble::NotFound }
}

/// The issuer, where what goes back to an app names it. RFC: 9207.
pub fn issuer(visit: &Visit<'_>) -> Option<String> {
    visit.ctx.config().iss_parameter.then(|| visit.site.pool.issuer(visit.ctx))
}

/// An error that goes back to the app, in the query. AWS: also where tokens would come in the fragment.
pub fn redirected(visit: &Visit<'_>, told: &Told) -> Outcome {
    let issuer = issuer(visit);
    let pairs = [
        ("error", Some(told.error)),
        ("error_description", told.description.as_deref()),
        ("state", told.state.as_deref()),
        ("iss", issuer.as_deref()),
    ];
    let pairs = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
    Ok(Answer::redirect("authorize", &with_query(&told.redirect_uri, pairs))?.with_error(told.error))
}

/// An address with more parameters: after those that it has.
pub fn with_query<'a>(uri: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let mark = if uri.contains('?') { '&' } else { '?' };
    format!("{uri}{mark}{query}")
}

/// What an error of the rules is at an endpoint. Errors: what is none of the client's doing.
pub fn told(error: Error) -> Result<Refused, Error> {
    let word = match error.reason() {
        Reason::CodeGrantInvalid
        | Reason::RefreshTokenInvalid
        | Reason::RefreshTokenExpired
        | Reason::RefreshTokenRevoked
        | Reason::RefreshTokenReused
        | Reason::ScopeNotGranted
        // RFC: 6749 section 5.2: one that "was issued to another client".
        | Reason::ClientUnauthorized
        | Reason::UserDisabled => "invalid_grant",
        Reason::CodeRedirectDiffers => {
            return Ok(Refused::because("unauthorized_client", "invalid_redirect"));
        }
        Reason::ProofInvalid => return Ok(Refused::because("invalid_dpop_proof", error.message())),
        Reason::ProofNonce => return Ok(Refused::because("use_dpop_nonce", error.message())),
        Reason::ClientNotFound => "invalid_client",
        Reason::ScopeNotAllowed => "invalid_scope",
        Reason::TokenTypeUnsupported => "unsupported_token_type",
        Reason::AuthFlowNotEnabled => "unauthorized_client",
        // AWS: what a function says reaches the client with its text.
        _ if error.is_of_function() || error.reason() == Reason::TokenFunction => {
            return Ok(Refused::because("invalid_request", error.message()));
        }
        Reason::Moved => return Err(error),
        reason if reason.entry().status >= 500 => return Err(error),
        _ => "invalid_request",
    };
    Ok(Refused::new(word))
}
