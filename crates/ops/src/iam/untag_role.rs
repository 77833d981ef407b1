//! UntagRole: removes tags of a role.
//! AWS: API_UntagRole. Order of checks: role.

use rules::iam::{entities, tags};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::UntagRoleRequest;

/// Runs UntagRole.
pub async fn untag_role(ctx: &Ctx, req: UntagRoleRequest) -> Result<Empty> {
    let entity = entities::get(ctx, Kind::Role, &req.role_name).await?;
    tags::remove(ctx, entity, &req.tag_keys).await?;
    Ok(Empty)
}
