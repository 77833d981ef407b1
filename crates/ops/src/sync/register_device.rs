//! RegisterDevice: a device that may hear of changes.
//! AWS: API_RegisterDevice.

use rules::sync::{self, devices};
use rules::{Ctx, Result};
use wire::sync::{RegisterDeviceRequest, RegisterDeviceResponse};

/// Runs RegisterDevice.
pub async fn register_device(ctx: &Ctx, req: RegisterDeviceRequest) -> Result<RegisterDeviceResponse> {
    let place = sync::owner(ctx, &req.identity_pool_id, &req.identity_id).await?;
    let device_id = devices::register(ctx, &place, &req.platform, &req.token).await?;
    Ok(RegisterDeviceResponse { device_id: Some(device_id) })
}
