//! What an access token is credited with on the way to a level: ACCESS_TOKEN and MAX_AGE.

use super::*;

#[tokio::test]
async fn a_token_is_credited_with_what_was_proved() {
    let flows = ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];
    let place = place(json!({ "ExplicitAuthFlows": flows })).await.with_mfa().await;
    let world = &place.world;
    let secret = place.app("alice").await;
    let first = place.world.sign_in(&place.client, "alice").await;
    let token = first["AccessToken"].as_str().unwrap();
    world.pass_s(60);
    // Only the app is left to ask for.
    let asked = place.begin("alice", &[("TARGET_ACR_VALUES", &loa(4)), ("ACCESS_TOKEN", token)]).await;
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let right = world.totp(&secret, 0);
    let tokens = place.respond(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &right)]).await;
    assert_eq!(told(&tokens), (json!(loa(4)), json!(["pwd", "otp", "mfa"])));
    let (before, after) =
        (claims(&first["AccessToken"]), claims(&tokens["AuthenticationResult"]["AccessToken"]));
    assert_eq!(after["auth_time"].as_i64().unwrap() - before["auth_time"].as_i64().unwrap(), 60);
    assert_ne!(after["origin_jti"], before["origin_jti"]);
    // A refresh keeps all of it.
    world.pass_s(600);
    let refresh = &tokens["AuthenticationResult"]["RefreshToken"];
    let input = json!({
        "ClientId": place.client, "AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": { "REFRESH_TOKEN": refresh },
    });
    let renewed = claims(&world.ok("InitiateAuth", input).await["AuthenticationResult"]["AccessToken"]);
    for name in ["acr", "amr", "auth_time"] {
        assert_eq!(renewed[name], after[name], "{name}");
    }
    // It is no way to get fresh tokens for old ones.
    let token = tokens["AuthenticationResult"]["AccessToken"].as_str().unwrap();
    for level in 1..=4 {
        let more = [("TARGET_ACR_VALUES", loa(level)), ("ACCESS_TOKEN", token.to_owned())];
        let more = more.each_ref().map(|(key, value)| (*key, value.as_str()));
        assert_eq!(place.begin_refused("alice", &more).await, REACHED);
    }
}

#[tokio::test]
async fn several_ways_on_from_a_token_are_a_choice() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    place.app("alice").await;
    let mut passkey = place.passkey("alice").await;
    let asked = place.step_up("alice", &loa(3)).await.unwrap();
    assert_eq!(asked["ChallengeName"], "SELECT_CHALLENGE");
    assert_eq!(asked["AvailableChallenges"], json!(["WEB_AUTHN", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]));
    assert_eq!(
        place.refuses(&asked, "alice", &[("ANSWER", "PASSWORD"), ("PASSWORD", PASSWORD)]).await,
        "InvalidParameterException: Challenge response PASSWORD is not expected"
    );
    let chosen = place.respond(&asked, "alice", &[("ANSWER", "WEB_AUTHN")]).await;
    let credential = passkey.answer(&options(&chosen)).to_string();
    let tokens = place.respond(&chosen, "alice", &[("CREDENTIAL", &credential)]).await;
    let (acr, amr) = told(&tokens);
    assert_eq!((acr, amr[0].clone(), amr[2].clone()), (json!(loa(3)), json!("pwd"), json!("mfa")));
    let asked = place.step_up("alice", &loa(3)).await.unwrap();
    let sent = place.respond(&asked, "alice", &[("ANSWER", "EMAIL_OTP")]).await;
    let code = world.code("alice@example.com");
    assert_eq!(code.len(), 6);
    let tokens = place.respond(&sent, "alice", &[("EMAIL_OTP_CODE", &code)]).await;
    assert_eq!(told(&tokens), (json!(loa(3)), json!(["pwd", "email_otp", "mfa"])));
    // The one that is preferred, by this request or for good, is gone to.
    let token = world.access_token(&place.client, "alice").await;
    let target = loa(3);
    let more = [
        ("TARGET_ACR_VALUES", target.as_str()),
        ("ACCESS_TOKEN", token.as_str().unwrap()),
        ("PREFERRED_CHALLENGE", "SOFTWARE_TOKEN_MFA"),
    ];
    assert_eq!(place.begin("alice", &more).await["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    world.turn_on(&place.pool, "alice", &["SOFTWARE_TOKEN_MFA"], true).await;
    assert_eq!(place.begin("alice", &more[..2]).await["ChallengeName"], "SOFTWARE_TOKEN_MFA");
}

#[tokio::test]
async fn an_old_sign_in_is_credited_with_nothing() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    place.app("alice").await;
    let token = world.access_token(&place.client, "alice").await;
    let four = loa(4);
    world.pass_s(120);
    let more = |age| {
        [("TARGET_ACR_VALUES", four.as_str()), ("ACCESS_TOKEN", token.as_str().unwrap()), ("MAX_AGE", age)]
    };
    assert_eq!(place.begin("alice", &more("121")).await["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    for age in ["0", "60"] {
        let asked = place.begin("alice", &more(age)).await;
        assert_eq!(asked["ChallengeName"], "SELECT_CHALLENGE");
        assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    }
    // Nor does its level count: what is old is to be proved again.
    let asked = place.begin("alice", &[("TARGET_ACR_VALUES", &loa(1)), more("60")[1], more("60")[2]]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP"]));
}

#[tokio::test]
async fn a_token_that_is_revoked_meanwhile_counts_no_more() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    let secret = place.app("alice").await;
    let signed_in = world.sign_in(&place.client, "alice").await;
    let token = signed_in["AccessToken"].as_str().unwrap();
    let asked = place.begin("alice", &[("TARGET_ACR_VALUES", &loa(4)), ("ACCESS_TOKEN", token)]).await;
    let revoke = json!({ "ClientId": place.client, "Token": signed_in["RefreshToken"] });
    world.ok("RevokeToken", revoke).await;
    let code = world.totp(&secret, 0);
    assert_eq!(place.refuses(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &code)]).await, REVOKED);
    let asked = place.step_up("alice", &loa(4)).await.unwrap();
    world.ok("AdminUserGlobalSignOut", json!({ "UserPoolId": place.pool, "Username": "alice" })).await;
    assert_eq!(place.refuses(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &code)]).await, REVOKED);
    // And one whose user's password is temporary by now proves nothing in place of it.
    let signed_in = world.sign_in(&place.client, "alice").await;
    let token = signed_in["AccessToken"].as_str().unwrap();
    let input = json!({ "UserPoolId": place.pool, "Username": "alice", "Password": "Other-pass-2", "Permanent": false });
    world.ok("AdminSetUserPassword", input).await;
    let asked = place.begin("alice", &[("TARGET_ACR_VALUES", &loa(4)), ("ACCESS_TOKEN", token)]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
}
