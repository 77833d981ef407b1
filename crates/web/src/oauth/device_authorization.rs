//! `/oauth2/device_authorization`: a device without a browser gets a code for itself and one for its person.
//! AWS has none. RFC: 8628 sections 3.1 and 3.2.

use http::StatusCode;
use rules::hosted::device_codes::{self, Begun};
use serde::Serialize;

use super::{client, told};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

#[derive(Serialize)]
struct Body {
    device_code: String,
    user_code: String,
    verification_uri: String,
    verification_uri_complete: String,
    expires_in: i64,
    interval: i64,
}

/// Answers.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    if !visit.ctx.config().device_grant {
        return Err(Trouble::NotFound);
    }
    let client = client::proved(visit).await?;
    let begun = device_codes::begin(visit.ctx, &visit.site.pool, &client, &visit.form).await;
    let Begun { device_code, user_code, interval_s } = match begun {
        Ok(begun) => begun,
        Err(error) => return Err(Trouble::Token(told(error)?)),
    };
    let verification_uri = device_codes::verification_uri(visit.ctx, visit.site);
    let body = Body {
        device_code,
        verification_uri_complete: format!("{verification_uri}?user_code={user_code}"),
        user_code,
        verification_uri,
        expires_in: device_codes::LIFE_S,
        interval: interval_s,
    };
    Answer::json("device_authorization", StatusCode::OK, &body)
}
