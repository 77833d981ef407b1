//! A group as the wire shows it.
//! AWS: API_GroupType.

use store::groups::Group;
use wire::Timestamp;
use wire::idp::GroupType;

/// A group.
pub fn shown(group: &Group) -> GroupType {
    GroupType {
        group_name: Some(group.name.clone()),
        user_pool_id: Some(group.pool_id.clone()),
        description: group.description.clone(),
        role_arn: group.role_arn.clone(),
        precedence: group.precedence.and_then(|precedence| i32::try_from(precedence).ok()),
        last_modified_date: Some(Timestamp::from_millis(group.updated_at)),
        creation_date: Some(Timestamp::from_millis(group.created_at)),
    }
}
