//! The documents of a pool at the addresses of its domain; at the issuer's own they are the server's routes.
//! RFC: 8414, OpenID Connect Discovery 1.0. AWS has them at the issuer alone.

use http::HeaderValue;
use http::StatusCode;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL};

use crate::discovery::{self, Document};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::visit::Visit;

/// What an app reads first.
pub async fn configuration(visit: &Visit<'_>) -> Outcome {
    let site = visit.site;
    written("openid-configuration", discovery::of_site(visit.ctx, site).await?)
}

/// The public keys.
pub async fn jwks(visit: &Visit<'_>) -> Outcome {
    written("jwks", discovery::jwks(visit.ctx, visit.site.pool.id()).await?)
}

fn written(name: &'static str, document: Document) -> Outcome {
    let mut answer = Answer::of(name, StatusCode::OK, "application/json", document.body);
    answer.header(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    let age = format!("public, max-age={}", document.max_age_s);
    let age = HeaderValue::from_str(&age).map_err(rules::Error::internal)?;
    answer.response.headers_mut().insert(CACHE_CONTROL, age);
    Ok(answer)
}
