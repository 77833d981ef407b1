//! UpdateGroup: gives a group another name or path.
//! AWS: API_UpdateGroup. Order of checks: group, new name.

use rules::iam::users;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::UpdateGroupRequest;

/// Runs UpdateGroup.
pub async fn update_group(ctx: &Ctx, req: UpdateGroupRequest) -> Result<Empty> {
    let (name, path) = (req.new_group_name.as_deref(), req.new_path.as_deref());
    users::rename(ctx, Kind::Group, &req.group_name, name, path).await?;
    Ok(Empty)
}
