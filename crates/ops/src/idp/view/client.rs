//! An app client as the wire shows it.
//! AWS: API_UserPoolClientType, API_UserPoolClientDescription, API_ClientSecretDescriptorType.

use rules::clients::{Client, ClientSecret};
use wire::Timestamp;
use wire::idp::{ClientSecretDescriptorType, UserPoolClientDescription, UserPoolClientType};

/// A client whole, its secret in clear: AWS shows it to administrators at any time.
pub fn described(client: &Client) -> UserPoolClientType {
    let mut shown = client.settings.clone();
    shown.user_pool_id = Some(client.row.pool_id.clone());
    shown.client_id = Some(client.id().to_owned());
    // (guess) Of two it is the older: one that was added is shown when it is made and not again.
    shown.client_secret = client.secrets.first().map(|secret| secret.value.reveal().to_owned());
    // AWS: a client is a regular one unless it has registered itself.
    shown.client_type = shown.client_type.or_else(|| Some("REGULAR".to_owned()));
    shown.creation_date = Some(Timestamp::from_millis(client.row.created_at));
    shown.last_modified_date = Some(Timestamp::from_millis(client.row.updated_at));
    // AWS: lists that are empty are left out. Those of attributes that are read and written say "none" by being empty.
    for list in [
        &mut shown.explicit_auth_flows,
        &mut shown.supported_identity_providers,
        &mut shown.callback_urls,
        &mut shown.logout_urls,
        &mut shown.allowed_oauth_flows,
        &mut shown.allowed_oauth_scopes,
    ] {
        *list = list.take().filter(|entries| !entries.is_empty());
    }
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

/// A secret of a client, without its value.
pub fn secret(client: &Client, secret: &ClientSecret) -> ClientSecretDescriptorType {
    ClientSecretDescriptorType {
        client_secret_id: Some(secret.id(client.id())),
        client_secret_create_date: Some(Timestamp::from_millis(secret.created_at)),
        client_secret_value: None,
    }
}
