//! DeleteUser: removes the signed-in user.
//! AWS: API_DeleteUser.

use rules::account::states;
use rules::tokens::access;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::DeleteUserRequest;

/// Runs DeleteUser.
pub async fn delete_user(ctx: &Ctx, req: DeleteUserRequest) -> Result<Empty> {
    let holder = access::holder(ctx, &req.access_token).await?;
    states::delete(ctx, &holder.user).await?;
    Ok(Empty)
}
