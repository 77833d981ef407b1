//! A user's identities at providers, as the attribute `identities` shows them.
//! AWS: the developer guide, "Linking federated users to an existing user profile"; the claim of the same name.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::users::User;

use crate::error::Result;

/// The attribute.
pub const ATTRIBUTE: &str = "identities";

/// One identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    /// What the provider calls the user.
    pub user_id: String,
    /// The provider's name.
    pub provider_name: String,
    /// AWS's ProviderType.
    pub provider_type: String,
    /// A SAML provider's entity id.
    pub issuer: Option<String>,
    /// True for the one from which the user came to be.
    pub primary: bool,
    /// Epoch milliseconds.
    pub date_created: i64,
}

/// The identities of a user. Errors: `Internal` when they do not read.
pub fn of_user(user: &User) -> Result<Vec<Identity>> {
    match user.attributes.get(ATTRIBUTE) {
        Some(text) => Ok(serde_json::from_str(text)?),
        None => Ok(Vec::new()),
    }
}

/// Whether a user came to be by signing in at a provider.
pub fn is_profile(user: &User) -> bool {
    of_user(user).is_ok_and(|all| all.iter().any(|identity| identity.primary))
}

/// Writes a user's identities; none at all take the attribute away.
pub fn set(user: &mut User, identities: &[Identity]) -> Result<()> {
    match identities.is_empty() {
        true => user.attributes.remove(ATTRIBUTE),
        false => user.attributes.insert(ATTRIBUTE.to_owned(), serde_json::to_string(identities)?),
    };
    Ok(())
}

/// The attribute as a claim. AWS: a list, in which the flag and the time are strings.
pub fn claim(text: &str) -> Option<Value> {
    let identities: Vec<Identity> = serde_json::from_str(text).ok()?;
    let shown = identities.into_iter().map(|identity| {
        json!({
            "userId": identity.user_id, "providerName": identity.provider_name,
            "providerType": identity.provider_type, "issuer": identity.issuer,
            "primary": identity.primary.to_string(), "dateCreated": identity.date_created.to_string(),
        })
    });
    Some(shown.collect())
}
