//! `/oauth2/introspect`: whether a token is good, for servers that do not check signatures.
//! RFC: 7662. AWS has none: it is there by the option `introspection` alone.

use http::StatusCode;
use rules::tokens::introspection;
use serde_json::json;

use super::{Refused, client};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

const NAME: &str = "introspect";

/// Answers a client that has a secret: who has none proves nothing, and tokens could be tried out.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    if !visit.ctx.config().introspection {
        return Err(Trouble::NotFound);
    }
    let client = client::proved(visit).await.map_err(client::unauthorized)?;
    if !client.has_secret() {
        return Err(client::unauthorized(Trouble::Token(Refused::new("invalid_client"))));
    }
    let missing = || Trouble::Token(Refused::because("invalid_request", "token is missing."));
    let token = visit.field("token").ok_or_else(missing)?;
    match introspection::inspect(visit.ctx, &visit.site.pool, &client, token).await? {
        Some(claims) => Answer::json(NAME, StatusCode::OK, &claims),
        None => Answer::json(NAME, StatusCode::OK, &json!({ "active": false })),
    }
}
