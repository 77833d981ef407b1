//! Devices as an SDK keeps them: a secret of their own, and the proof of it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::World;

const SALT: [u8; 16] = [0x41; 16];

/// DeviceSecretVerifierConfig for NewDeviceMetadata, and the secret behind it.
pub fn secret(new: &Value) -> (Value, &'static str) {
    let text = |name: &str| new[name].as_str().expect("device metadata");
    let secret = "c2VjcmV0IG9mIGEgZGV2aWNl";
    let verifier = crypto::srp::verifier(text("DeviceGroupKey"), text("DeviceKey"), secret, &SALT);
    // As Java and the SDKs write a number: with a zero byte before a leading 1 bit.
    let mut bytes = verifier.as_bytes().to_vec();
    if bytes[0] >= 0x80 {
        bytes.insert(0, 0);
    }
    let config = json!({ "PasswordVerifier": STANDARD.encode(bytes), "Salt": STANDARD.encode(SALT) });
    (config, secret)
}

impl World {
    /// Confirms the device of these tokens, called `phone`; gives its key.
    pub async fn confirm_device(&self, tokens: &Value) -> Value {
        let new = &tokens["NewDeviceMetadata"];
        let input = json!({
            "AccessToken": tokens["AccessToken"], "DeviceKey": new["DeviceKey"], "DeviceName": "phone",
            "DeviceSecretVerifierConfig": secret(new).0,
        });
        self.ok("ConfirmDevice", input).await;
        new["DeviceKey"].clone()
    }
}
