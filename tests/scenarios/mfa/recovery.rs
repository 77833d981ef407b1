//! Second factors and forgotten passwords: one channel is never both.

use super::*;

const NO_CONTACT: &str = "InvalidParameterException: Cannot reset password for the user as there is no \
                          registered/verified email or phone_number";

fn ways(names: &[&str]) -> Value {
    let ways = names.iter().zip(1..).map(|(name, priority)| json!({ "Priority": priority, "Name": name }));
    json!({ "AccountRecoverySetting": { "RecoveryMechanisms": ways.collect::<Vec<_>>() } })
}

async fn forgot(home: &Home) -> Result<Value, String> {
    let input = json!({ "ClientId": home.client, "Username": "alice" });
    let sent = home.world.call("ForgotPassword", input).await?;
    Ok(sent["CodeDeliveryDetails"]["DeliveryMedium"].clone())
}

#[tokio::test]
async fn the_code_for_a_new_password_does_not_go_where_the_second_factor_goes() {
    let both = ways(&["verified_email", "verified_phone_number"]);
    let home = Home::with(both, "OPTIONAL", &ALL).await;
    home.set(&[("phone_number", PHONE), ("phone_number_verified", "true")]).await;
    assert_eq!(forgot(&home).await.unwrap(), "EMAIL");
    home.world.turn_on(&home.pool, "alice", &[EMAIL], true).await;
    assert_eq!(forgot(&home).await.unwrap(), "SMS");
    home.world.turn_on(&home.pool, "alice", &[SMS], true).await;
    assert_eq!(forgot(&home).await.unwrap_err(), NO_CONTACT);
    home.admin("AdminSetUserMFAPreference", json!({ "EmailMfaSettings": { "Enabled": false } })).await;
    assert_eq!(forgot(&home).await.unwrap(), "EMAIL");
    // Turned off for all, it is no second factor of anyone.
    home.world
        .ok("SetUserPoolMfaConfig", json!({ "UserPoolId": home.pool, "MfaConfiguration": "OFF" }))
        .await;
    assert_eq!(forgot(&home).await.unwrap(), "EMAIL");
}

/// What the pool falls back on counts too, though nobody turned it on.
#[tokio::test]
async fn a_demanded_factor_counts_without_being_turned_on() {
    let both = ways(&["verified_phone_number", "verified_email"]);
    let home = Home::with(both, "ON", &[EMAIL]).await;
    assert_eq!(home.challenge().await["ChallengeName"], EMAIL);
    assert_eq!(forgot(&home).await.unwrap_err(), NO_CONTACT);
    home.set(&[("phone_number", PHONE), ("phone_number_verified", "true")]).await;
    assert_eq!(forgot(&home).await.unwrap(), "SMS");
}

/// AWS: with no order set, the older behaviour allows a phone to be both.
#[tokio::test]
async fn with_no_order_set_one_channel_may_be_both() {
    let home = Home::new("OPTIONAL", &ALL).await;
    home.set(&[("phone_number", PHONE), ("phone_number_verified", "true")]).await;
    home.world.turn_on(&home.pool, "alice", &[SMS], true).await;
    assert_eq!(forgot(&home).await.unwrap(), "SMS");
}

#[tokio::test]
async fn a_reset_password_leaves_the_second_factor() {
    let (home, secret) = Home::with_app("OPTIONAL", &ALL).await;
    home.world.turn_on(&home.pool, "alice", &[APP], true).await;
    home.admin("AdminResetUserPassword", json!({})).await;
    let code = home.world.code("alice@example.com");
    let input = json!({
        "ClientId": home.client, "Username": "alice", "ConfirmationCode": code, "Password": PASSWORD,
    });
    home.world.ok("ConfirmForgotPassword", input).await;
    assert_eq!(home.mfa().await, (json!([APP]), json!(APP)));
    let challenge = home.challenge().await;
    home.answer(&challenge, "SOFTWARE_TOKEN_MFA_CODE", &home.world.totp(&secret, 0)).await.unwrap();
}
