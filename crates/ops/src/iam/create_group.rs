//! CreateGroup: makes a group of users.
//! AWS: API_CreateGroup. Order of checks: name.

use rules::iam::groups;
use rules::{Ctx, Result};
use wire::iam::{CreateGroupRequest, CreateGroupResponse};

use crate::iam::view;

/// Runs CreateGroup.
pub async fn create_group(ctx: &Ctx, req: CreateGroupRequest) -> Result<CreateGroupResponse> {
    let group = groups::create(ctx, req.group_name, req.path).await?;
    Ok(CreateGroupResponse { group: Some(view::group(&group)) })
}
