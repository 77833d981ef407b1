//! ConfirmDevice: takes in the device that a token was issued to, by the verifier of its secret.
//! AWS: API_ConfirmDevice. Order of checks: token, tracking, verifier, key.

use rules::tokens::access;
use rules::users::devices::{self, Said};
use rules::{Ctx, Result};
use wire::idp::{ConfirmDeviceRequest, ConfirmDeviceResponse};

/// Runs ConfirmDevice.
pub async fn confirm_device(ctx: &Ctx, req: ConfirmDeviceRequest) -> Result<ConfirmDeviceResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let (verifier, salt) = match req.device_secret_verifier_config {
        Some(config) => (config.password_verifier, config.salt),
        None => (None, None),
    };
    let said = Said { key: req.device_key, name: req.device_name, verifier, salt };
    let needs_prompt = devices::confirm(ctx, &holder, said).await?;
    Ok(ConfirmDeviceResponse { user_confirmation_necessary: Some(needs_prompt) })
}
