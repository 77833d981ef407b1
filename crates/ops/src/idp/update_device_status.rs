//! UpdateDeviceStatus: the signed-in user has a device remembered, or no longer.
//! AWS: API_UpdateDeviceStatus. Order of checks: token, device.

use rules::tokens::access;
use rules::users::devices;
use rules::{Ctx, Result};
use wire::idp::{UpdateDeviceStatusRequest, UpdateDeviceStatusResponse};

/// Runs UpdateDeviceStatus.
pub async fn update_device_status(
    ctx: &Ctx,
    req: UpdateDeviceStatusRequest,
) -> Result<UpdateDeviceStatusResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let status = req.device_remembered_status.as_deref();
    devices::set_status(ctx, &holder.user, &req.device_key, status).await?;
    Ok(UpdateDeviceStatusResponse {})
}
