//! Sessions as the wire shows them. AWS: API_Credentials, API_AssumedRoleUser.

use rules::credentials::{self, Session};
use wire::Timestamp;
use wire::sts::{AssumedRoleUser, Credentials, PolicyDescriptorType};

/// Credentials.
pub fn credentials(made: &credentials::Credentials) -> Credentials {
    Credentials {
        access_key_id: Some(made.access_key_id.clone()),
        secret_access_key: Some(made.secret.reveal().to_owned()),
        session_token: Some(made.session_token.clone()),
        expiration: Some(Timestamp::from_millis(made.expires_at)),
    }
}

/// Who the bearer is.
pub fn user(session: &Session) -> AssumedRoleUser {
    AssumedRoleUser { assumed_role_id: Some(session.user_id()), arn: Some(session.arn()) }
}

/// The ARNs of managed session policies.
pub fn arns(given: Option<Vec<PolicyDescriptorType>>) -> Vec<String> {
    given.into_iter().flatten().filter_map(|policy| policy.arn).collect()
}
