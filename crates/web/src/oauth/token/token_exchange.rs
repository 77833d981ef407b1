//! The grant of services that hold a user's token. RFC: 8693. AWS: the rules of GetDerivedToken.

use std::sync::Arc;

use http::StatusCode;
use rules::clients::Client;
use rules::federation::Door;
use rules::resource_servers;
use rules::tokens::access::Kind;
use rules::tokens::derived::{self, Given, Wish};
use rules::tokens::dpop::Key;
use rules::{Error, Reason};
use serde::Serialize;

use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth::Refused;

/// The grant's name.
pub(in crate::oauth) const NAME: &str = "urn:ietf:params:oauth:grant-type:token-exchange";

const ACCESS: &str = "urn:ietf:params:oauth:token-type:access_token";
const ID: &str = "urn:ietf:params:oauth:token-type:id_token";
const SAML2: &str = "urn:ietf:params:oauth:token-type:saml2";

/// What a service gets. RFC: 8693 section 2.2.1.
#[derive(Serialize)]
struct Body {
    access_token: String,
    issued_token_type: &'static str,
    token_type: &'static str,
    expires_in: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
}

/// Answers.
pub(super) async fn answer(
    visit: &Visit<'_>,
    client: &Arc<Client>,
    key: Option<&Key>,
) -> Result<Answer, Trouble> {
    let wish = Wish { key: key.cloned(), ..wish(visit)? };
    let kind = wish.kind;
    if let Some(resource) = visit.field("resource") {
        let found = resource_servers::get(visit.ctx, &visit.site.pool, resource).await;
        found.map_err(|error| match error.reason() {
            Reason::ResourceServerNotFound => {
                refused("invalid_target", "resource must be a resource server's.")
            }
            _ => Trouble::Failed(error),
        })?;
    }
    let door = Door { pool: &visit.site.pool, client };
    let issued = derived::exchange(visit.ctx, door, &wish).await.map_err(told)?;
    let (issued_token_type, token_type) = match kind {
        Kind::Access => (ACCESS, super::token_type(key)),
        Kind::Id => (ID, "N_A"),
    };
    let body = Body {
        access_token: issued.token,
        issued_token_type,
        token_type,
        expires_in: issued.expires_in_s,
        scope: issued.scopes.map(|scopes| scopes.join(" ")),
    };
    Answer::json("token", StatusCode::OK, &body)
}

fn wish(visit: &Visit<'_>) -> Result<Wish, Trouble> {
    let missing = |name: &str| refused("invalid_request", format!("{name} is missing."));
    let subject = given(visit, "subject_token")?.ok_or_else(|| missing("subject_token"))?;
    let actor = given(visit, "actor_token")?;
    let kind = match visit.field("requested_token_type") {
        None | Some(ACCESS) => Kind::Access,
        Some(ID) => Kind::Id,
        Some(_) => return Err(refused("invalid_request", "requested_token_type is not supported.")),
    };
    let (audience, resource) = (visit.field("audience"), visit.field("resource"));
    if audience.is_some() && resource.is_some() {
        return Err(refused("invalid_request", "Only one of audience and resource can be sent."));
    }
    let scopes = visit.field("scope").unwrap_or_default().split(' ').filter(|scope| !scope.is_empty());
    let scopes = scopes.map(str::to_owned).collect();
    Ok(Wish { subject, actor, scopes, audience: audience.or(resource).map(str::to_owned), kind, key: None })
}

/// A token with its type, where either is sent: neither comes without the other. The name of the provider of a foreign one
/// stands in a parameter of our choice, since AWS tells of none.
fn given(visit: &Visit<'_>, name: &str) -> Result<Option<Given>, Trouble> {
    let kind_name = format!("{name}_type");
    let (token, kind) = match (visit.field(name), visit.field(&kind_name)) {
        (None, None) => return Ok(None),
        (Some(token), Some(kind)) => (token.to_owned(), kind),
        (Some(_), None) => return Err(refused("invalid_request", format!("{kind_name} is missing."))),
        (None, Some(_)) => return Err(refused("invalid_request", format!("{name} is missing."))),
    };
    let kind = match kind {
        ACCESS => "ACCESS_TOKEN",
        ID => "ID_TOKEN",
        SAML2 => "SAML2",
        _ => return Err(refused("invalid_request", format!("{kind_name} is not supported."))),
    };
    let provider = visit.field(&format!("{name}_provider_name")).map(str::to_owned);
    Ok(Some(Given { token, kind: kind.to_owned(), provider }))
}

fn refused(error: &'static str, why: impl Into<String>) -> Trouble {
    Trouble::Token(Refused::because(error, why))
}

/// RFC: 8693 section 2.2.2: a token that does not hold makes an invalid request.
fn told(error: Error) -> Trouble {
    match error.reason() {
        Reason::ExchangeTokenInvalid | Reason::ExchangeTokenUnsupported | Reason::ExchangeRefused => {
            refused("invalid_request", error.message())
        }
        _ => Trouble::Failed(error),
    }
}
