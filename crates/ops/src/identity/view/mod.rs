//! From identities as they are kept to what the wire shows.
//! AWS: API_IdentityDescription.

use store::identities::{Identity, Login};
use wire::Timestamp;
use wire::identity::IdentityDescription;

/// An identity with the providers of its logins, each once.
pub fn identity<'a>(identity: &Identity, logins: impl Iterator<Item = &'a Login>) -> IdentityDescription {
    let mut providers: Vec<String> = logins.map(|login| login.provider.clone()).collect();
    providers.dedup();
    IdentityDescription {
        identity_id: Some(identity.id.clone()),
        logins: Some(providers).filter(|providers| !providers.is_empty()),
        creation_date: Some(Timestamp::from_millis(identity.created_at)),
        last_modified_date: Some(Timestamp::from_millis(identity.updated_at)),
    }
}
