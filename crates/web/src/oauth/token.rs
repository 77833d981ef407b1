//! `/oauth2/token`: parses once, lets the client prove itself, chooses the grant, writes the answer.
//! AWS: the developer guide, "The token issuer endpoint". RFC: 6749 section 5.

use http::StatusCode;
use rules::tokens::dpop::Key;
use rules::tokens::issue::Issued;
use serde::Serialize;

use super::{Refused, client, dpop, rated, told};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

mod authorization_code;
mod client_credentials;
mod device_code;
mod refresh_token;
mod token_exchange;

/// The names of the grants of those who are no person.
pub(super) const MACHINE: &str = "client_credentials";
pub(super) use token_exchange::NAME as EXCHANGE;

/// What a client gets.
#[derive(Default, Serialize)]
struct Body {
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<String>,
    access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    expires_in: i64,
    /// Written last.
    token_type: &'static str,
}

impl Body {
    fn of(issued: Issued) -> Body {
        Body {
            id_token: issued.id_token,
            access_token: issued.access_token,
            refresh_token: issued.refresh_token,
            expires_in: issued.expires_in_s,
            token_type: "",
        }
    }
}

/// How the access token is to be presented. RFC: 9449 section 5.
fn token_type(key: Option<&Key>) -> &'static str {
    if key.is_some() { "DPoP" } else { "Bearer" }
}

/// Answers. AWS: the client is judged before the grant.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    let missing = || {
        let why = "grant_type is missing: it stands in a form, application/x-www-form-urlencoded.";
        Trouble::Token(Refused::because("invalid_request", why))
    };
    let grant = visit.field("grant_type").ok_or_else(missing)?;
    let client = client::proved(visit).await?;
    rated::grant(visit, grant)?;
    let key = dpop::key_of_client(visit)?;
    let key = key.as_ref();
    let body = match grant {
        "authorization_code" => authorization_code::answer(visit, &client, key).await,
        "refresh_token" => refresh_token::answer(visit, &client, key).await,
        MACHINE => client_credentials::answer(visit, &client, key).await,
        EXCHANGE => match token_exchange::answer(visit, &client, key).await {
            Err(Trouble::Failed(error)) => return Err(Trouble::Token(told(error)?)),
            answered => return answered,
        },
        device_code::NAME => device_code::answer(visit, &client, key).await,
        _ => return Err(Trouble::Token(Refused::new("unsupported_grant_type"))),
    };
    match body {
        Ok(body) => Answer::json("token", StatusCode::OK, &Body { token_type: token_type(key), ..body }),
        Err(Trouble::Failed(error)) => Err(Trouble::Token(told(error)?)),
        Err(trouble) => Err(trouble),
    }
}
