//! A user as lists show it.
//! AWS: API_UserType.

use rules::users;
use store::users::User;
use wire::Timestamp;
use wire::idp::UserType;

/// A user with all attributes.
pub fn listed(user: &User) -> UserType {
    chosen(user, &[])
}

/// A user with the attributes that were asked for, all of them when none were.
pub fn chosen(user: &User, wanted: &[String]) -> UserType {
    let mut attributes = users::attributes(user);
    if !wanted.is_empty() {
        attributes.retain(|attribute| wanted.contains(&attribute.name));
    }
    UserType {
        username: Some(user.username.clone()),
        attributes: Some(attributes),
        user_create_date: Some(Timestamp::from_millis(user.created_at)),
        user_last_modified_date: Some(Timestamp::from_millis(user.updated_at)),
        enabled: Some(user.is_enabled),
        user_status: Some(user.status.clone()),
        mfa_options: users::extra(user).ok().and_then(|extra| extra.mfa.options()),
    }
}
