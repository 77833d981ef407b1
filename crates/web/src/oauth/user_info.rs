//! `/oauth2/userInfo`: who has signed in, for an app with the access token.
//! AWS: the developer guide, "The userInfo endpoint". RFC: 6750.

use http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use rules::Reason;
use rules::hosted::user_info;
use serde::Serialize;

use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::visit::Visit;

const NAME: &str = "userInfo";

/// An error, as the header and the body tell it.
#[derive(Serialize)]
struct Refusal {
    error: &'static str,
    error_description: &'static str,
}

const BAD: Refusal =
    Refusal { error: "invalid_request", error_description: "Bad OAuth2 request at UserInfo Endpoint" };

const ENDED: Refusal = Refusal {
    error: "invalid_token",
    error_description: "Access token is expired, disabled, or deleted, or the user has globally signed out.",
};

const NARROW: Refusal = Refusal {
    error: "insufficient_scope",
    error_description: "Access token does not contain the required scope openid.",
};

/// Answers GET and POST alike. AWS: the token stands in the header alone.
pub async fn answer(visit: &Visit<'_>) -> Outcome {
    let Some(token) = visit.header(&AUTHORIZATION).and_then(bearer) else {
        return refused(StatusCode::BAD_REQUEST, &BAD);
    };
    let told = user_info::of_token(visit.ctx, &visit.site.pool, token).await;
    let error = match told {
        Ok(told) => return Answer::json(NAME, StatusCode::OK, &told),
        Err(error) => error,
    };
    match error.reason() {
        Reason::AccessTokenScope => refused(StatusCode::FORBIDDEN, &NARROW),
        Reason::Moved => Err(error.into()),
        reason if reason.entry().status >= 500 => Err(error.into()),
        _ => refused(StatusCode::UNAUTHORIZED, &ENDED),
    }
}

/// RFC: 6750 section 2.1.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    let token = token.trim();
    let is_token = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    (scheme.eq_ignore_ascii_case("bearer") && is_token).then_some(token)
}

/// AWS: the header says no scheme.
fn refused(status: StatusCode, refusal: &Refusal) -> Outcome {
    let mut answer = Answer::json(NAME, status, refusal)?.with_error(refusal.error);
    let Refusal { error, error_description } = refusal;
    let header = format!("error=\"{error}\", error_description=\"{error_description}\"");
    let header = HeaderValue::from_str(&header).map_err(rules::Error::internal)?;
    answer.response.headers_mut().insert(WWW_AUTHENTICATE, header);
    Ok(answer)
}
