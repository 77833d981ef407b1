//! The grant of those who were signed in on the pages. RFC: 6749 section 4.1.3, 7636 section 4.5.

use rules::clients::Client;
use rules::hosted::codes::{self, Redemption};
use rules::tokens::dpop::Key;

use super::Body;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth::Refused;

/// Answers.
pub(super) async fn answer(visit: &Visit<'_>, client: &Client, key: Option<&Key>) -> Result<Body, Trouble> {
    let code = visit.field("code").ok_or_else(|| Trouble::Token(Refused::new("invalid_request")))?;
    if !client.has_flow("code") {
        return Err(Trouble::Token(Refused::new("unauthorized_client")));
    }
    let redemption = Redemption {
        code,
        redirect_uri: visit.field("redirect_uri"),
        verifier: visit.field("code_verifier"),
        key,
    };
    Ok(Body::of(codes::redeem(visit.ctx, &visit.site.pool, client, &redemption).await?))
}
