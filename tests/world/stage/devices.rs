//! Inputs of devices: a pool that tracks them, and somebody whose device is confirmed.

use serde_json::{Value, json};

use super::{PASSWORD, Stage, by_password, merged};
use crate::world::devices::secret;

/// Whether [`Stage::device_input`] has the input of an operation.
pub fn knows(operation: &str) -> bool {
    operation.contains("Device")
}

impl Stage {
    pub(super) async fn device_input(&self, operation: &str, way: &str) -> Value {
        let tracks = json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true } });
        let pool = self.world.pool(tracks).await;
        let client = self.world.client(&pool, json!({})).await;
        let name = self.name();
        self.world.user(&pool, &name).await;
        let tokens = self.world.sign_in(&client, &name).await;
        let (access, new) = (json!({ "AccessToken": tokens["AccessToken"] }), &tokens["NewDeviceMetadata"]);
        let key = &new["DeviceKey"];
        let mine = merged(access.clone(), json!({ "DeviceKey": key }));
        let confirming = merged(
            mine.clone(),
            json!({ "DeviceName": "phone", "DeviceSecretVerifierConfig": secret(new).0 }),
        );
        if operation == "ConfirmDevice" {
            return confirming;
        }
        self.world.ok("ConfirmDevice", confirming).await;
        let theirs = json!({ "UserPoolId": pool, "Username": name });
        match (operation, way) {
            ("GetTokensFromRefreshToken", _) => {
                json!({ "ClientId": client, "RefreshToken": tokens["RefreshToken"], "DeviceKey": key })
            }
            ("InitiateAuth", "known device") => {
                let mut input = by_password(&client, &name, PASSWORD);
                input["AuthParameters"]["DEVICE_KEY"] = key.clone();
                input
            }
            ("AdminForgetDevice" | "AdminGetDevice", _) => merged(theirs, json!({ "DeviceKey": key })),
            ("AdminListDevices", _) => merged(theirs, json!({ "Limit": 1 })),
            ("AdminUpdateDeviceStatus", _) => {
                merged(theirs, json!({ "DeviceKey": key, "DeviceRememberedStatus": "not_remembered" }))
            }
            ("ForgetDevice" | "GetDevice", _) => mine,
            ("ListDevices", _) => merged(access, json!({ "Limit": 1 })),
            ("UpdateDeviceStatus", _) => merged(mine, json!({ "DeviceRememberedStatus": "not_remembered" })),
            (other, _) => panic!("no input is written for {other}: add one to the stage"),
        }
    }
}
