//! CreateGroup: makes a group.
//! AWS: API_CreateGroup. Order of checks: pool, name.

use rules::pools;
use rules::users::groups::{self, Said};
use rules::{Ctx, Result};
use wire::idp::{CreateGroupRequest, CreateGroupResponse};

use crate::idp::view::group;

/// Runs CreateGroup.
pub async fn create_group(ctx: &Ctx, req: CreateGroupRequest) -> Result<CreateGroupResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let said = Said { description: req.description, role_arn: req.role_arn, precedence: req.precedence };
    let made = groups::create(ctx, &pool, req.group_name, said).await?;
    Ok(CreateGroupResponse { group: Some(group::shown(&made)) })
}
