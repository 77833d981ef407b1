//! Inputs of devices: a pool that tracks them, and somebody whose device is confirmed.

use serde_json::{Value, json};

use super::{PASSWORD, Stage, by_password, merged};
use crate::world::devices::{Phone, SECRET, secret};
use crate::world::mfa::respond;

/// Whether [`Stage::device_input`] has the input of an operation.
pub fn knows(operation: &str) -> bool {
    operation.contains("Device")
}

impl Stage {
    pub(super) async fn device_input(&self, operation: &str, way: &str) -> Value {
        if way.starts_with("device asked") {
            return self.asked_device_input(operation, way).await;
        }
        let tracks = json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true } });
        let pool = self.world.pool(tracks).await;
        let client = self.world.client(&pool, json!({})).await;
        let name = self.name();
        self.world.user(&pool, &name).await;
        let tokens = self.world.sign_in(&client, &name).await;
        let (access, new) = (json!({ "AccessToken": tokens["AccessToken"] }), &tokens["NewDeviceMetadata"]);
        let key = &new["DeviceKey"];
        let mine = merged(access.clone(), json!({ "DeviceKey": key }));
        let confirming =
            merged(mine.clone(), json!({ "DeviceName": "phone", "DeviceSecretVerifierConfig": secret(new) }));
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

    /// Somebody with an authenticator app, whose remembered device stands for it.
    async fn asked_device_input(&self, operation: &str, way: &str) -> Value {
        let world = &self.world;
        let tracks = json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true } });
        let pool = world.pool(tracks).await;
        let client = world.client(&pool, json!({})).await;
        let name = self.name();
        world.user(&pool, &name).await;
        world.set_mfa(&pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
        let app = world.set_up_app(&world.access_token(&client, &name).await).await;
        world.turn_on(&pool, &name, &["SOFTWARE_TOKEN_MFA"], true).await;
        let challenge = world.after_password(&client, &name).await;
        let code = world.totp(&app, 0);
        let answer = respond(&client, &challenge, &name, &[("SOFTWARE_TOKEN_MFA_CODE", &code)]);
        let tokens = world.ok("RespondToAuthChallenge", answer).await["AuthenticationResult"].clone();
        world.confirm_device(&tokens).await;
        let phone = Phone(tokens["NewDeviceMetadata"].clone());
        let start = phone.sign_in(&client, &name);
        if operation == "InitiateAuth" {
            return start;
        }
        let challenge = world.ok("InitiateAuth", start).await;
        let hello = phone.hello(&client, &name, &challenge);
        if way == "device asked first" {
            return hello;
        }
        let verifier = world.ok("RespondToAuthChallenge", hello).await;
        phone.proof(world, &client, &name, &verifier, SECRET)
    }
}
