//! `/oauth2/userInfo`: who has signed in, for an app with the access token.
//! AWS: the developer guide, "The userInfo endpoint". RFC: 6750.

use http::header::WWW_AUTHENTICATE;
use http::{HeaderValue, StatusCode};
use rules::hosted::user_info;
use rules::rates::Category;
use rules::{Error, Reason};
use serde::Serialize;

use super::dpop::{self, Presented};
use super::rated;
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::visit::Visit;

const NAME: &str = "userInfo";

/// An error, as the header and the body tell it.
#[derive(Serialize)]
struct Refusal<'a> {
    error: &'a str,
    error_description: &'a str,
}

const BAD: Refusal<'_> =
    Refusal { error: "invalid_request", error_description: "Bad OAuth2 request at UserInfo Endpoint" };

const ENDED: Refusal<'_> = Refusal {
    error: "invalid_token",
    error_description: "Access token is expired, disabled, or deleted, or the user has globally signed out.",
};

const NARROW: Refusal<'_> = Refusal {
    error: "insufficient_scope",
    error_description: "Access token does not contain the required scope openid.",
};

/// Answers GET and POST alike. AWS: the token stands in the header alone.
pub async fn answer(visit: &Visit<'_>) -> Outcome {
    let Some(Presented { token, is_bound, key }) = dpop::presented(visit) else {
        return refused(StatusCode::BAD_REQUEST, &BAD, false);
    };
    rated::category(visit, Category::UserRead)?;
    let told = match &key {
        Ok(key) => user_info::of_token(visit.ctx, &visit.site.pool, token, key.as_ref()).await,
        Err(error) => return unproved(error),
    };
    let error = match told {
        Ok(told) => return Answer::json(NAME, StatusCode::OK, &told),
        Err(error) => error,
    };
    match error.reason() {
        Reason::AccessTokenScope => refused(StatusCode::FORBIDDEN, &NARROW, is_bound),
        Reason::ProofInvalid => unproved(&error),
        Reason::Moved => Err(error.into()),
        reason if reason.entry().status >= 500 => Err(error.into()),
        _ => refused(StatusCode::UNAUTHORIZED, &ENDED, is_bound),
    }
}

/// RFC: 9449 section 7.1.
fn unproved(error: &Error) -> Outcome {
    let word = if error.reason() == Reason::ProofNonce { "use_dpop_nonce" } else { "invalid_dpop_proof" };
    refused(StatusCode::UNAUTHORIZED, &Refusal { error: word, error_description: &error.message() }, true)
}

/// AWS: the header says no scheme. Whoever came by `DPoP` is told in that scheme's words.
fn refused(status: StatusCode, refusal: &Refusal<'_>, is_bound: bool) -> Outcome {
    let mut answer = Answer::json(NAME, status, refusal)?.with_error(refusal.error);
    let Refusal { error, error_description } = refusal;
    let header = match is_bound {
        true => dpop::challenge(error, error_description),
        false => format!("error=\"{error}\", error_description=\"{error_description}\""),
    };
    let header = HeaderValue::from_str(&header).map_err(rules::Error::internal)?;
    answer.response.headers_mut().insert(WWW_AUTHENTICATE, header);
    Ok(answer)
}
