//! Devices as an SDK keeps them: a secret of their own, and the proof of it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::srp::{Claim, client};
use serde_json::{Value, json};

use super::mfa::respond;
use super::{PASSWORD, World, by_password, srp};

/// The device's own number of an exchange: as good as any, since the server's keeps exchanges apart.
const A: [u8; 32] = [0x33; 32];

/// The secret of every device here.
pub const SECRET: &str = "c2VjcmV0IG9mIGEgZGV2aWNl";

const SALT: [u8; 16] = [0x41; 16];

/// DeviceSecretVerifierConfig of a device with this NewDeviceMetadata, whose secret is [`SECRET`].
pub fn secret(new: &Value) -> Value {
    let text = |name: &str| new[name].as_str().expect("device metadata");
    let verifier = crypto::srp::verifier(text("DeviceGroupKey"), text("DeviceKey"), SECRET, &SALT);
    // As Java and the SDKs write a number: with a zero byte before a leading 1 bit.
    let mut bytes = verifier.as_bytes().to_vec();
    if bytes[0] >= 0x80 {
        bytes.insert(0, 0);
    }
    let config = json!({ "PasswordVerifier": STANDARD.encode(bytes), "Salt": STANDARD.encode(SALT) });
    config
}

impl World {
    /// Confirms the device of these tokens, called `phone`; gives its key.
    pub async fn confirm_device(&self, tokens: &Value) -> Value {
        let new = &tokens["NewDeviceMetadata"];
        let input = json!({
            "AccessToken": tokens["AccessToken"], "DeviceKey": new["DeviceKey"], "DeviceName": "phone",
            "DeviceSecretVerifierConfig": secret(new),
        });
        self.ok("ConfirmDevice", input).await;
        new["DeviceKey"].clone()
    }
}

/// A device that its user has confirmed: NewDeviceMetadata.
pub struct Phone(pub Value);

impl Phone {
    /// Its key.
    pub fn key(&self) -> &Value {
        &self.0["DeviceKey"]
    }

    /// The input of a sign-in by password from it.
    pub fn sign_in(&self, client_id: &str, name: &str) -> Value {
        let mut input = by_password(client_id, name, PASSWORD);
        input["AuthParameters"]["DEVICE_KEY"] = self.key().clone();
        input
    }

    /// The answer to DEVICE_SRP_AUTH.
    pub fn hello(&self, client_id: &str, name: &str, challenge: &Value) -> Value {
        let a = client::public(&A).expect("memory");
        let key = self.key().as_str().expect("a key");
        respond(client_id, challenge, name, &[("DEVICE_KEY", key), ("SRP_A", &a)])
    }

    /// The answer to DEVICE_PASSWORD_VERIFIER, signed with this secret at the world's time.
    pub fn proof(
        &self,
        world: &World,
        client_id: &str,
        name: &str,
        challenge: &Value,
        secret: &str,
    ) -> Value {
        let parameter = |name: &str| challenge["ChallengeParameters"][name].as_str().expect("a parameter");
        let text = |name: &str| self.0[name].as_str().expect("device metadata");
        let secret_block = STANDARD.decode(parameter("SECRET_BLOCK")).expect("base64");
        let timestamp = srp::timestamp(world.now());
        let claim = Claim {
            pool_name: text("DeviceGroupKey"),
            uid: text("DeviceKey"),
            secret_block: &secret_block,
            timestamp: &timestamp,
            signature: &[],
        };
        let server = client::server_public(parameter("SRP_B")).expect("SRP_B");
        let salt = hex::decode(parameter("SALT")).expect("a salt");
        let signature = client::sign(&A, &server, secret, &salt, &claim).expect("a signature");
        let answers = [
            ("DEVICE_KEY", text("DeviceKey")),
            ("PASSWORD_CLAIM_SECRET_BLOCK", parameter("SECRET_BLOCK")),
            ("PASSWORD_CLAIM_SIGNATURE", &STANDARD.encode(signature)),
            ("TIMESTAMP", &timestamp),
        ];
        respond(client_id, challenge, name, &answers)
    }
}
