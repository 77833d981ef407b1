//! TagRole: sets tags of a role.
//! AWS: API_TagRole. Order of checks: role, tags, quota.

use rules::iam::{entities, tags};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::TagRoleRequest;

/// Runs TagRole.
pub async fn tag_role(ctx: &Ctx, req: TagRoleRequest) -> Result<Empty> {
    let entity = entities::get(ctx, Kind::Role, &req.role_name).await?;
    tags::set(ctx, entity, req.tags).await?;
    Ok(Empty)
}
