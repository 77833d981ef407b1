//! UpdateUser: gives a user another name or path.
//! AWS: API_UpdateUser. Order of checks: user, new name.

use rules::iam::users;
use rules::{Ctx, Result};
use store::iam_entities::Kind;
use wire::Empty;
use wire::iam::UpdateUserRequest;

/// Runs UpdateUser.
pub async fn update_user(ctx: &Ctx, req: UpdateUserRequest) -> Result<Empty> {
    let (name, path) = (req.new_user_name.as_deref(), req.new_path.as_deref());
    users::rename(ctx, Kind::User, &req.user_name, name, path).await?;
    Ok(Empty)
}
