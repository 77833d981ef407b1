//! DeleteAccessKey: deletes a key of a user.
//! AWS: API_DeleteAccessKey. Order of checks: user, key.

use rules::iam::{keys, users};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::DeleteAccessKeyRequest;

/// Runs DeleteAccessKey.
pub async fn delete_access_key(ctx: &Ctx, req: DeleteAccessKeyRequest) -> Result<Empty> {
    let user = users::named_or_asking(ctx, req.user_name.as_deref()).await?;
    keys::delete(ctx, &user, &req.access_key_id).await?;
    Ok(Empty)
}
