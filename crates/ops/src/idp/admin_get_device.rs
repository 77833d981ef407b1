//! AdminGetDevice: a device of a user.
//! AWS: API_AdminGetDevice. Order of checks: pool, user, device.

use rules::pools;
use rules::users::{self, devices};
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{AdminGetDeviceRequest, AdminGetDeviceResponse};

use crate::idp::view::device;

/// Runs AdminGetDevice.
pub async fn admin_get_device(ctx: &Ctx, req: AdminGetDeviceRequest) -> Result<AdminGetDeviceResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::find(ctx, &pool, &req.username).await?;
    let user = user.ok_or_else(|| Error::new(Reason::DeviceUserNotFound))?;
    let found = devices::get(ctx, &user, &req.device_key).await?;
    Ok(AdminGetDeviceResponse { device: Some(device::shown_to_administrator(&pool, &user, &found)) })
}
