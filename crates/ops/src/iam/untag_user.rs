//! UntagUser: removes tags of a user.
//! AWS: API_UntagUser. Order of checks: user.

use rules::iam::{entities, tags};
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::UntagUserRequest;

/// Runs UntagUser.
pub async fn untag_user(ctx: &Ctx, req: UntagUserRequest) -> Result<Empty> {
    let entity = entities::get(ctx, Kind::User, &req.user_name).await?;
    tags::remove(ctx, entity, &req.tag_keys).await?;
    Ok(Empty)
}
