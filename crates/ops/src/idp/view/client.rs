//! An app client as the wire shows it.
//! AWS: API_UserPoolClientType, API_UserPoolClientDescription.

use rules::clients::Client;
use wire::Timestamp;
use wire::idp::{UserPoolClientDescription, UserPoolClientType};

/// A client whole, its secret in clear: AWS shows it to administrators at any time.
pub fn described(client: &Client) -> UserPoolClientType {
    let mut shown = client.settings.clone();
    shown.user_pool_id = Some(client.row.pool_id.clone());
    shown.client_id = Some(client.id().to_owned());
    shown.client_secret = client.secret.as_ref().map(|secret| secret.reveal().to_owned());
    shown.creation_date = Some(Timestamp::from_millis(client.row.created_at));
    shown.last_modified_date = Some(Timestamp::from_millis(client.row.updated_at));
    shown
}

/// A client in a list.
pub fn listed(row: &store::clients::Client) -> UserPoolClientDescription {
    UserPoolClientDescription {
        client_id: Some(row.id.clone()),
        user_pool_id: Some(row.pool_id.clone()),
        client_name: Some(row.name.clone()),
    }
}
