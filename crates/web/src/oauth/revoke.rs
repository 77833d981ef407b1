//! `/oauth2/revoke`: ends the sign-in that a refresh token belongs to.
//! AWS: the developer guide, "The revocation endpoint". RFC: 7009.

use http::StatusCode;
use rules::rates::Category;
use rules::tokens::refresh;

use super::{Refused, client, rated, told};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// Answers: with nothing, also for a token that is nobody's or has ended.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    let client = client::proved(visit).await.map_err(client::unauthorized)?;
    rated::category(visit, Category::UserToken)?;
    let missing = || Trouble::Token(Refused::because("invalid_request", "token is missing."));
    let token = visit.field("token").ok_or_else(missing)?;
    match refresh::revoke(visit.ctx, &visit.site.pool, &client, token).await {
        Ok(()) => Ok(Answer::empty("revoke", StatusCode::OK)),
        Err(error) => Err(Trouble::Token(told(error)?)),
    }
}
