//! GetDevice: a device of the signed-in user.
//! AWS: API_GetDevice. Order of checks: token, device.

use rules::tokens::access;
use rules::users::devices;
use rules::{Ctx, Result};
use wire::idp::{GetDeviceRequest, GetDeviceResponse};

use crate::idp::view::device;

/// Runs GetDevice.
pub async fn get_device(ctx: &Ctx, req: GetDeviceRequest) -> Result<GetDeviceResponse> {
    // AWS: the model lets the token be left out, and nobody is served without.
    let holder = access::holder(ctx, &req.access_token.unwrap_or_default()).await?;
    let found = devices::get(ctx, &holder.user, &req.device_key).await?;
    Ok(GetDeviceResponse { device: Some(device::shown(&found)) })
}
