//! InboundFederation: what an identity provider says of somebody, before it is mapped to attributes. Source
//! InboundFederation_ExternalProvider, for every sign-in through a provider.
//! AWS: the developer guide, "Inbound federation Lambda trigger".

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{About, Trigger, call};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;

const TRIGGER: Trigger = Trigger::new("InboundFederation", "InboundFederation_ExternalProvider");

/// What a provider says.
pub struct Event<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The app client.
    pub client_id: &'a str,
    /// The name of the profile, `Provider_subject`.
    pub username: &'a str,
    /// The provider's name.
    pub provider_name: &'a str,
    /// `OIDC`, `SAML`, `Facebook`, `Google`, `SignInWithApple` or `LoginWithAmazon`.
    pub provider_type: &'a str,
    /// Its words.
    pub said: Said<'a>,
}

/// A provider's words, by its protocol. All values are texts.
pub enum Said<'a> {
    /// OpenID Connect, and social providers.
    Tokens {
        /// The answer of its token endpoint.
        token_response: &'a BTreeMap<String, String>,
        /// The claims of its ID token.
        id_token: &'a BTreeMap<String, String>,
        /// The answer of its userinfo endpoint.
        user_info: &'a BTreeMap<String, String>,
    },
    /// The attributes of a SAML assertion.
    Saml(&'a BTreeMap<String, String>),
}

/// Asks which attributes are to be mapped; none where all that the provider said is.
///
/// Errors: those of the function.
pub async fn ask(ctx: &Ctx, event: &Event<'_>) -> Result<Option<BTreeMap<String, String>>> {
    let config =
        event.pool.settings.lambda_config.as_ref().and_then(|config| config.inbound_federation.as_ref());
    let Some(arn) = config.map(|config| config.lambda_arn.as_str()).filter(|arn| !arn.is_empty()) else {
        return Ok(None);
    };
    let about = About { pool: event.pool, client_id: Some(event.client_id), username: event.username };
    let response = json!({ "userAttributesToMap": {} });
    let answer: Answer = call(ctx, about, (&TRIGGER, arn), (request(event), response)).await?;
    Ok(answer.into_map())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    user_attributes_to_map: Option<BTreeMap<String, String>>,
}

impl Answer {
    /// AWS: what is returned is the whole of it; nothing at all changes nothing.
    fn into_map(self) -> Option<BTreeMap<String, String>> {
        self.user_attributes_to_map.filter(|map| !map.is_empty())
    }
}

fn request(event: &Event<'_>) -> Map<String, Value> {
    let attributes = match &event.said {
        Said::Tokens { token_response, id_token, user_info } => {
            json!({ "tokenResponse": token_response, "idToken": id_token, "userInfo": user_info })
        }
        Said::Saml(attributes) => json!({ "samlResponse": attributes }),
    };
    Map::from_iter([
        ("providerName".to_owned(), json!(event.provider_name)),
        ("providerType".to_owned(), json!(event.provider_type)),
        ("attributes".to_owned(), attributes),
    ])
}
