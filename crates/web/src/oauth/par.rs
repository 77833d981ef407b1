//! `/oauth2/par`: a client pushes what it will ask for, and sends the browser with no more than an address of it.
//! AWS has none, and ignores `request_uri`. RFC: 9126.

use http::StatusCode;
use rules::hosted::authorize::{self, Refusal};
use rules::hosted::pushed;
use serde::Serialize;

use super::{Refused, client, dpop, told};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// What log and metrics call it.
const NAME: &str = "par";

/// The longest request: it becomes an address.
const LONGEST: usize = 16 << 10;

#[derive(Serialize)]
struct Body {
    request_uri: String,
    expires_in: i64,
}

/// Answers.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    if !visit.ctx.config().pushed_requests {
        return Err(Trouble::NotFound);
    }
    let client = client::proved(visit).await?;
    let refused = |error, why: &str| Err(Trouble::Token(Refused::because(error, why)));
    if visit.body.len() > LONGEST {
        return refused("invalid_request", "The request is too long.");
    }
    if visit.field("request_uri").is_some() {
        return refused("invalid_request", "request_uri cannot be pushed.");
    }
    if visit.field("request").is_some() {
        return refused("request_not_supported", "Request objects are not supported.");
    }
    let key = dpop::key_of_client(visit)?;
    let named = visit.field("dpop_jkt");
    if key.as_ref().zip(named).is_some_and(|(key, named)| key.thumbprint != named) {
        return refused("invalid_request", "dpop_jkt is not the key of the DPoP proof.");
    }
    match pushed::push(visit.ctx, visit.site, &client, visit.form.clone(), key.as_ref()).await {
        Ok(request_uri) => {
            Answer::json(NAME, StatusCode::CREATED, &Body { request_uri, expires_in: pushed::LIFE_S })
        }
        Err(Refusal::Page { parameter, error }) => {
            refused("invalid_request", &format!("{parameter}: {error}"))
        }
        Err(Refusal::Client(why)) => {
            Err(Trouble::Token(Refused { description: why.description, ..Refused::new(why.error) }))
        }
        Err(Refusal::Failed(error)) => Err(Trouble::Token(told(error)?)),
    }
}

/// Where a browser goes on that comes with the address of a pushed request: to all that was pushed, and nothing else.
pub async fn expanded(visit: &Visit<'_>) -> Result<Option<Answer>, Trouble> {
    let uri = authorize::text(&visit.params, "request_uri").filter(|uri| uri.starts_with(pushed::PREFIX));
    let Some(uri) = uri.filter(|_| visit.ctx.config().pushed_requests) else { return Ok(None) };
    let client_id = authorize::text(&visit.params, "client_id").unwrap_or_default();
    let wrong = Trouble::Page { parameter: "request_uri", error: "expired" };
    let params = pushed::take(visit.ctx, &visit.site.pool, client_id, uri).await?.ok_or(wrong)?;
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&params).finish();
    Ok(Some(Answer::redirect(NAME, &format!("{}/oauth2/authorize?{query}", visit.site.path))?))
}
