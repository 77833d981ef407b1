//! Refreshing in a pool that tracks devices: by the device that signed in, as long as it is known.

use serde_json::{Value, json};

use super::Home;
use crate::world::merged;

const INVALID: &str = "NotAuthorizedException: Invalid Refresh Token.";

/// Both ways to refresh, from this device.
fn refreshes(home: &Home, tokens: &Value, key: Option<&Value>) -> [(&'static str, Value); 2] {
    let mut old = json!({
        "ClientId": home.client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["RefreshToken"] },
    });
    let mut new = json!({ "ClientId": home.client, "RefreshToken": tokens["RefreshToken"] });
    if let Some(key) = key {
        old["AuthParameters"]["DEVICE_KEY"] = key.clone();
        new["DeviceKey"] = key.clone();
    }
    [("InitiateAuth", old), ("GetTokensFromRefreshToken", new)]
}

#[tokio::test]
async fn the_confirmed_device_refreshes_and_no_other() {
    let home = Home::new().await;
    let (tokens, key) = home.confirmed().await;
    for (operation, input) in refreshes(&home, &tokens, Some(&key)) {
        let renewed = home.world.ok(operation, input).await["AuthenticationResult"].clone();
        assert_eq!(crate::world::claims(&renewed["AccessToken"])["device_key"], key);
        assert_eq!(renewed.get("NewDeviceMetadata"), None);
    }
    let (_, other) = home.confirmed().await;
    for wrong in [None, Some(&other)] {
        for (operation, input) in refreshes(&home, &tokens, wrong) {
            assert_eq!(home.world.refused(operation, input).await, INVALID, "{operation} {wrong:?}");
        }
    }
    let forgetting = json!({ "AccessToken": tokens["AccessToken"], "DeviceKey": key });
    home.world.ok("ForgetDevice", forgetting).await;
    for (operation, input) in refreshes(&home, &tokens, Some(&key)) {
        assert_eq!(home.world.refused(operation, input).await, INVALID, "{operation}");
    }
}

#[tokio::test]
async fn a_device_that_was_never_confirmed_does_not_refresh() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let key = &tokens["NewDeviceMetadata"]["DeviceKey"];
    for (operation, input) in refreshes(&home, &tokens, Some(key)) {
        assert_eq!(home.world.refused(operation, input).await, INVALID, "{operation}");
    }
}

#[tokio::test]
async fn tracking_counts_from_the_sign_in_on_and_ends_with_the_setting() {
    let home = Home::with(json!({})).await;
    let before = home.tokens().await;
    let change = async |config: Value| {
        let base = json!({ "UserPoolId": home.pool, "AutoVerifiedAttributes": ["email"] });
        home.world.ok("UpdateUserPool", merged(base, config)).await;
    };
    change(json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": false } })).await;
    let during = home.tokens().await;
    for (operation, input) in refreshes(&home, &before, None) {
        home.world.ok(operation, input).await;
    }
    for (operation, input) in refreshes(&home, &during, None) {
        assert_eq!(home.world.refused(operation, input).await, INVALID, "{operation}");
    }
    change(json!({})).await;
    for (operation, input) in refreshes(&home, &during, None) {
        home.world.ok(operation, input).await;
    }
}
