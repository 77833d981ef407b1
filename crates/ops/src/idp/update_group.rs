//! UpdateGroup: changes what is given of a group.
//! AWS: API_UpdateGroup. Order of checks: pool, group.

use rules::pools;
use rules::users::groups::{self, Said};
use rules::{Ctx, Result};
use wire::idp::{UpdateGroupRequest, UpdateGroupResponse};

use crate::idp::view::group;

/// Runs UpdateGroup.
pub async fn update_group(ctx: &Ctx, req: UpdateGroupRequest) -> Result<UpdateGroupResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let said = Said { description: req.description, role_arn: req.role_arn, precedence: req.precedence };
    let changed = groups::update(ctx, &pool, &req.group_name, said).await?;
    Ok(UpdateGroupResponse { group: Some(group::shown(&changed)) })
}
