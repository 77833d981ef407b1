//! DeleteUser: deletes a user on whom nothing hangs any more.
//! AWS: API_DeleteUser. Order of checks: user, keys, groups, policies.

use rules::iam::users;
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::DeleteUserRequest;

/// Runs DeleteUser.
pub async fn delete_user(ctx: &Ctx, req: DeleteUserRequest) -> Result<Empty> {
    users::delete(ctx, &req.user_name).await?;
    Ok(Empty)
}
