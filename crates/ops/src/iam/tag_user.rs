//! TagUser: sets tags of a user.
//! AWS: API_TagUser. Order of checks: user, tags, quota.

use rules::iam::{entities, tags};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::TagUserRequest;

/// Runs TagUser.
pub async fn tag_user(ctx: &Ctx, req: TagUserRequest) -> Result<Empty> {
    let entity = entities::get(ctx, Kind::User, &req.user_name).await?;
    tags::set(ctx, entity, req.tags).await?;
    Ok(Empty)
}
