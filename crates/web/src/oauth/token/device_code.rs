//! The device grant: a device asks again and again until its person has answered.
//! AWS has none. RFC: 8628 sections 3.4 and 3.5.

use rules::clients::Client;
use rules::hosted::device_codes::{self, Polled};
use rules::tokens::dpop::Key;

use super::Body;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth::Refused;

/// The grant's name.
pub const NAME: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// Answers.
pub async fn answer(visit: &Visit<'_>, client: &Client, key: Option<&Key>) -> Result<Body, Trouble> {
    let refused = |word| Err(Trouble::Token(Refused::new(word)));
    if !visit.ctx.config().device_grant {
        return refused("unsupported_grant_type");
    }
    let Some(code) = visit.field("device_code") else { return refused("invalid_request") };
    match device_codes::poll(visit.ctx, &visit.site.pool, client, (code, key)).await? {
        Polled::Tokens(issued) => Ok(Body::of(*issued)),
        Polled::Pending => refused("authorization_pending"),
        Polled::TooOften => refused("slow_down"),
        Polled::Denied => refused("access_denied"),
        Polled::Expired => refused("expired_token"),
    }
}
