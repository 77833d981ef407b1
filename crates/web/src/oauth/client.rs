//! How a client proves itself at an endpoint: by Basic, by the form, or, where it has no secret, by its id alone.
//! AWS: the developer guide, "The token issuer endpoint". RFC: 6749 section 2.3.1, 7617.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::AUTHORIZATION;
use rules::Reason;
use rules::clients::{self, Client};

use super::Refused;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// The client of a request, proved.
///
/// Errors: `invalid_client`; AWS tells it with 400, and of a wrong secret with `invalid_client_secret`.
pub async fn proved(visit: &Visit<'_>) -> Result<Arc<Client>, Trouble> {
    if let Some(name) = &visit.twice {
        let why = format!("{name} is sent more than once.");
        return Err(Trouble::Token(Refused::because("invalid_request", why)));
    }
    let wrong = || Trouble::Token(Refused::new("invalid_client"));
    let basic = match visit.header(&AUTHORIZATION) {
        Some(header) => Some(basic(header).ok_or_else(wrong)?),
        None => None,
    };
    let in_form = visit.field("client_id");
    let (id, secrets) = match (basic, in_form) {
        // RFC: 6749 section 2.3: one way at a time.
        (Some((id, _)), Some(other)) if id != other => return Err(wrong()),
        (Some(_), _) if visit.field("client_secret").is_some() => return Err(wrong()),
        (Some((id, secrets)), _) => (id, secrets),
        (None, Some(id)) => {
            (id.to_owned(), visit.field("client_secret").map(str::to_owned).into_iter().collect())
        }
        (None, None) => return Err(wrong()),
    };
    let client = match clients::of_pool(visit.ctx, &visit.site.pool, &id).await {
        Ok(client) => client,
        Err(error) if error.reason() == Reason::ClientNotFound => return Err(wrong()),
        Err(error) => return Err(error.into()),
    };
    let is_right = secrets.iter().fold(false, |right, secret| right | client.secret_matches(Some(secret)));
    if client.has_secret() && !is_right {
        return Err(Trouble::Token(Refused::because("invalid_client", "invalid_client_secret")));
    }
    // A public client that sends a secret has none: it is taken for a mistake.
    if !client.has_secret() && secrets.iter().any(|secret| !secret.is_empty()) {
        return Err(wrong());
    }
    Ok(client)
}

/// The same refusal as endpoints other than the token's tell it. AWS: with 401.
pub fn unauthorized(trouble: Trouble) -> Trouble {
    match trouble {
        Trouble::Token(refused) if refused.error == "invalid_client" => {
            Trouble::Token(Refused { status: StatusCode::UNAUTHORIZED, ..refused })
        }
        other => other,
    }
}

/// The id, and the secret as it came and as RFC 6749 would have it encoded: clients do either.
fn basic(header: &str) -> Option<(String, Vec<String>)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let plain = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = plain.split_once(':')?;
    let decoded = form_urlencoded::parse(format!("s={}", secret.replace('&', "%26")).as_bytes())
        .next()
        .map(|(_, value)| value.into_owned());
    Some((id.to_owned(), std::iter::once(secret.to_owned()).chain(decoded).collect()))
}
