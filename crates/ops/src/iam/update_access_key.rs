//! UpdateAccessKey: lets a key be used, or not.
//! AWS: API_UpdateAccessKey. Order of checks: user, key.

use rules::iam::{keys, users};
use rules::{Ctx, Result};
use wire::Empty;
use wire::iam::UpdateAccessKeyRequest;

/// Runs UpdateAccessKey.
pub async fn update_access_key(ctx: &Ctx, req: UpdateAccessKeyRequest) -> Result<Empty> {
    let user = users::named_or_asking(ctx, req.user_name.as_deref()).await?;
    keys::set_active(ctx, &user, &req.access_key_id, req.status == "Active").await?;
    Ok(Empty)
}
