//! AdminUpdateDeviceStatus: a device of a user is remembered, or no longer.
//! AWS: API_AdminUpdateDeviceStatus. Order of checks: pool, user, device.

use rules::pools;
use rules::users::{self, devices};
use rules::{Ctx, Result};
use wire::idp::{AdminUpdateDeviceStatusRequest, AdminUpdateDeviceStatusResponse};

/// Runs AdminUpdateDeviceStatus.
pub async fn admin_update_device_status(
    ctx: &Ctx,
    req: AdminUpdateDeviceStatusRequest,
) -> Result<AdminUpdateDeviceStatusResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let status = req.device_remembered_status.as_deref();
    devices::set_status(ctx, &user, &req.device_key, status).await?;
    Ok(AdminUpdateDeviceStatusResponse {})
}
