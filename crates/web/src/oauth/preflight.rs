//! What browsers ask before a script of another origin calls an endpoint. RFC: the Fetch standard, CORS protocol.
//! AWS: token, userInfo, revocation and the documents answer scripts of any origin; the pages answer none.

use http::StatusCode;
use http::header::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE};

use super::dpop;
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// Answers. No cookie is ever sent along: none of these reads one.
pub fn answer(visit: &Visit<'_>) -> Outcome {
    let methods = match visit.path {
        "/oauth2/token" | "/oauth2/revoke" | "/oauth2/register" => "POST",
        "/oauth2/userInfo" => "GET, POST",
        path if path.starts_with("/.well-known/") => "GET",
        _ => return Err(Trouble::Method),
    };
    let mut answer = Answer::empty("preflight", StatusCode::NO_CONTENT);
    answer.header(ACCESS_CONTROL_ALLOW_METHODS, methods);
    let allowed = match dpop::is_on(visit) {
        true => "authorization, content-type, cache-control, x-amz-user-agent, dpop",
        false => "authorization, content-type, cache-control, x-amz-user-agent",
    };
    answer.header(ACCESS_CONTROL_ALLOW_HEADERS, allowed);
    answer.header(ACCESS_CONTROL_MAX_AGE, "172800");
    Ok(answer)
}
