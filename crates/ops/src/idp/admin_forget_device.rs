//! AdminForgetDevice: a device of a user is known no longer.
//! AWS: API_AdminForgetDevice. Order of checks: pool, user, device.

use rules::pools;
use rules::users::{self, devices};
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::AdminForgetDeviceRequest;

/// Runs AdminForgetDevice.
pub async fn admin_forget_device(ctx: &Ctx, req: AdminForgetDeviceRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    devices::forget(ctx, &user, &req.device_key).await?;
    Ok(Empty)
}
