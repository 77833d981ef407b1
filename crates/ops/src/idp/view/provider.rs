//! An identity provider as the wire shows it.
//! AWS: API_IdentityProviderType, API_ProviderDescription.

use rules::providers::{Provider, details};
use store::identity_providers::Listed;
use wire::Timestamp;
use wire::idp::{IdentityProviderType, ProviderDescription};

/// A provider whole, its secrets in clear.
pub fn described(provider: &Provider) -> IdentityProviderType {
    let row = &provider.row;
    let mut shown = provider.settings.clone();
    shown.user_pool_id = Some(row.pool_id.clone());
    shown.provider_name = Some(row.name.clone());
    shown.provider_type = Some(row.kind.clone());
    shown.provider_details = Some(details::shown(&row.kind, &provider.kept));
    shown.attribute_mapping = provider.attribute_mapping();
    shown.last_modified_date = Some(Timestamp::from_millis(row.updated_at));
    shown.creation_date = Some(Timestamp::from_millis(row.created_at));
    shown
}

/// A provider in a list.
pub fn listed(provider: Listed) -> ProviderDescription {
    ProviderDescription {
        provider_name: Some(provider.name),
        provider_type: Some(provider.kind),
        last_modified_date: Some(Timestamp::from_millis(provider.updated_at)),
        creation_date: Some(Timestamp::from_millis(provider.created_at)),
    }
}
