//! GetGroup: gives a group.
//! AWS: API_GetGroup. Order of checks: pool, group.

use rules::pools;
use rules::users::groups;
use rules::{Ctx, Result};
use wire::idp::{GetGroupRequest, GetGroupResponse};

use crate::idp::view::group;

/// Runs GetGroup.
pub async fn get_group(ctx: &Ctx, req: GetGroupRequest) -> Result<GetGroupResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = groups::get(ctx, &pool, &req.group_name).await?;
    Ok(GetGroupResponse { group: Some(group::shown(&found)) })
}
