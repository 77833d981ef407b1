//! The grant of machines. RFC: 6749 section 4.4. AWS: with `aws_client_metadata` for the pool's function.

use std::borrow::Cow;

use rules::clients::Client;
use rules::hosted::token_grants;
use rules::tokens::dpop::Key;
use rules::tokens::machine::Wish;
use rules::triggers::Metadata;

use super::Body;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth::Refused;

/// Answers.
pub(super) async fn answer(visit: &Visit<'_>, client: &Client, key: Option<&Key>) -> Result<Body, Trouble> {
    let metadata = visit.field("aws_client_metadata").map(metadata).transpose()?;
    let asked = visit.field("scope");
    let pool = &visit.site.pool;
    let wish = Wish { scopes: None, client_metadata: metadata.as_ref(), key };
    let issued = token_grants::machine(visit.ctx, pool, client, asked, wish).await?;
    Ok(Body { access_token: issued.access_token, expires_in: issued.expires_in_s, ..Body::default() })
}

/// A map of texts in JSON. AWS's page on it encodes it for URLs before the form does so too: either is read.
fn metadata(text: &str) -> Result<Metadata, Trouble> {
    let decoded = match text.starts_with('%') {
        true => form_urlencoded::parse(text.as_bytes()).next().map_or(Cow::Borrowed(text), |(name, _)| name),
        false => Cow::Borrowed(text),
    };
    serde_json::from_str(&decoded).map_err(|_| {
        let why = "aws_client_metadata must be a JSON object of strings.";
        Trouble::Token(Refused::because("invalid_request", why))
    })
}
