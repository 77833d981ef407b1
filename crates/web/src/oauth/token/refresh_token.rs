//! The grant of those who hold a refresh token. RFC: 6749 section 6.

use rules::clients::Client;
use rules::hosted::token_grants;
use rules::tokens::dpop::Key;

use super::Body;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth::Refused;

/// Answers. AWS: with a refresh token only where the client rotates them.
pub(super) async fn answer(visit: &Visit<'_>, client: &Client, key: Option<&Key>) -> Result<Body, Trouble> {
    let token =
        visit.field("refresh_token").ok_or_else(|| Trouble::Token(Refused::new("invalid_request")))?;
    Ok(Body::of(token_grants::refreshed(visit.ctx, client, token, key).await?))
}
