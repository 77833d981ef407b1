//! ForgetDevice: a device of the signed-in user is known no longer.
//! AWS: API_ForgetDevice. Order of checks: token, device.

use rules::tokens::access;
use rules::users::devices;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::ForgetDeviceRequest;

/// Runs ForgetDevice.
pub async fn forget_device(ctx: &Ctx, req: ForgetDeviceRequest) -> Result<Empty> {
    // AWS: the model lets the token be left out, and nobody is served without.
    let holder = access::holder(ctx, &req.access_token.unwrap_or_default()).await?;
    devices::forget(ctx, &holder.user, &req.device_key).await?;
    Ok(Empty)
}
