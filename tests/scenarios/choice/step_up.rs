//! Signing in towards a level: TARGET_ACR_VALUES, MAX_AGE, ACCESS_TOKEN.

use super::*;
use crate::world::by_password;

mod from_token;

const LEVEL: &str = "urn:cognito:loa:";
const OUT_OF_REACH: &str =
    "NotAuthorizedException: The user has no factors to reach the requested authentication level.";
const REACHED: &str =
    "InvalidParameterException: The access token already meets the requested authentication level.";
const REVOKED: &str = "NotAuthorizedException: Access Token has been revoked";

fn loa(level: u8) -> String {
    format!("{LEVEL}{level}")
}

/// What both tokens of an answer tell of how it was signed in.
fn told(answer: &Value) -> (Value, Value) {
    let result = &answer["AuthenticationResult"];
    let (access, id) = (claims(&result["AccessToken"]), claims(&result["IdToken"]));
    assert_eq!((&access["acr"], &access["amr"]), (&id["acr"], &id["amr"]));
    assert_eq!(access["auth_time"], id["auth_time"]);
    (access["acr"].clone(), access["amr"].clone())
}

impl Place {
    /// The same pool, where second factors are a matter of choice.
    async fn with_mfa(self) -> Place {
        self.world.set_mfa(&self.pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA", "SMS_MFA"]).await;
        self
    }

    async fn app(&self, name: &str) -> Value {
        let access = self.world.access_token(&self.client, name).await;
        self.world.set_up_app(&access).await
    }

    async fn phone(&self, name: &str) {
        let phone = list(&[("phone_number", "+15550001234"), ("phone_number_verified", "true")]);
        let input = json!({ "UserPoolId": self.pool, "Username": name, "UserAttributes": phone });
        self.world.ok("AdminUpdateUserAttributes", input).await;
    }

    async fn begin_refused(&self, name: &str, more: &[(&str, &str)]) -> String {
        self.world.refused("InitiateAuth", self.begins(name, more)).await
    }

    /// Goes on from a sign-in by password.
    async fn step_up(&self, name: &str, targets: &str) -> Result<Value, String> {
        let token = self.world.access_token(&self.client, name).await;
        let more = [("TARGET_ACR_VALUES", targets), ("ACCESS_TOKEN", token.as_str().unwrap())];
        self.world.call("InitiateAuth", self.begins(name, &more)).await
    }
}

#[tokio::test]
async fn from_scratch_each_level_is_reached_by_its_factors() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    let secret = place.app("alice").await;
    let mut passkey = place.passkey("alice").await;
    let offered = async |level: u8| {
        place.begin("alice", &[("TARGET_ACR_VALUES", &loa(level))]).await["AvailableChallenges"].clone()
    };
    assert_eq!(offered(1).await, json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]));
    assert_eq!(offered(2).await, json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]));
    assert_eq!(offered(3).await, json!(["PASSWORD_SRP", "PASSWORD", "WEB_AUTHN"]));
    assert_eq!(offered(4).await, json!(["PASSWORD_SRP", "PASSWORD"]));
    // 1: a password.
    let by_password = [("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", PASSWORD)];
    let aimed = |level: u8| [("TARGET_ACR_VALUES".to_owned(), loa(level))];
    let one = aimed(1);
    let mut more = by_password.to_vec();
    more.push((&one[0].0, &one[0].1));
    assert_eq!(told(&place.begin("alice", &more).await), (json!(loa(1)), json!(["pwd"])));
    // 2: a code.
    let sent =
        place.begin("alice", &[("PREFERRED_CHALLENGE", "EMAIL_OTP"), ("TARGET_ACR_VALUES", &loa(2))]).await;
    let code = world.code("alice@example.com");
    let tokens = place.respond(&sent, "alice", &[("EMAIL_OTP_CODE", &code)]).await;
    assert_eq!(told(&tokens), (json!(loa(2)), json!(["email_otp"])));
    // 3: a passkey.
    let asked =
        place.begin("alice", &[("PREFERRED_CHALLENGE", "WEB_AUTHN"), ("TARGET_ACR_VALUES", &loa(3))]).await;
    let credential = passkey.answer(&options(&asked)).to_string();
    let tokens = place.respond(&asked, "alice", &[("CREDENTIAL", &credential)]).await;
    assert_eq!(told(&tokens).0, json!(loa(3)));
    // 4: the password, then the app, which is not turned on for other sign-ins.
    let four = loa(4);
    let mut more = by_password.to_vec();
    more.push(("TARGET_ACR_VALUES", &four));
    let asked = place.begin("alice", &more).await;
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let right = world.totp(&secret, 0);
    assert_eq!(
        place.refuses(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &wrong(&right))]).await,
        "CodeMismatchException: Invalid code received for user"
    );
    let tokens = place.respond(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &right)]).await;
    assert_eq!(told(&tokens), (json!(loa(4)), json!(["pwd", "otp", "mfa"])));
    // Chosen by SELECT_CHALLENGE and proved by SRP, it comes to the same; what does not lead there is not to be chosen.
    let asked = place.begin("alice", &[("TARGET_ACR_VALUES", &four)]).await;
    assert_eq!(
        place.refuses(&asked, "alice", &[("ANSWER", "EMAIL_OTP")]).await,
        "InvalidParameterException: Challenge response EMAIL_OTP is not expected"
    );
    let a = srp::hello(&place.client, "alice")["AuthParameters"]["SRP_A"].as_str().unwrap().to_owned();
    let chosen = place.respond(&asked, "alice", &[("ANSWER", "PASSWORD_SRP"), ("SRP_A", &a)]).await;
    let proof = srp::proof(world, &place.pool, &place.client, &chosen, PASSWORD);
    let proof = merged(proof, json!({ "Session": chosen["Session"] }));
    let asked = world.ok("RespondToAuthChallenge", proof).await;
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    world.pass_s(30);
    let right = world.totp(&secret, 0);
    let tokens = place.respond(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &right)]).await;
    assert_eq!(told(&tokens).0, json!(loa(4)));
}

#[tokio::test]
async fn without_a_target_nothing_more_is_asked_for() {
    let place = place(json!({})).await.with_mfa().await;
    place.app("alice").await;
    let more = [("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", PASSWORD), ("MAX_AGE", "0")];
    assert_eq!(told(&place.begin("alice", &more).await), (json!(loa(1)), json!(["pwd"])));
}

#[tokio::test]
async fn the_first_level_that_can_be_reached_is_the_one() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    let targets = format!("urn:other:1 {} {} {}", loa(4), loa(3), loa(2));
    // Nothing but a password and an address: the password, then a code.
    let asked = place.begin("alice", &[("TARGET_ACR_VALUES", &targets)]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    let more = [("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", PASSWORD), ("TARGET_ACR_VALUES", &targets)];
    let asked = place.begin("alice", &more).await;
    assert_eq!(asked["ChallengeName"], "EMAIL_OTP");
    let code = world.code("alice@example.com");
    let tokens = place.respond(&asked, "alice", &[("EMAIL_OTP_CODE", &code)]).await;
    assert_eq!(told(&tokens), (json!(loa(3)), json!(["pwd", "email_otp", "mfa"])));
    // Nobody is led to what they have not set up.
    assert_eq!(place.begin_refused("alice", &[("TARGET_ACR_VALUES", &loa(4))]).await, OUT_OF_REACH);
    // A phone as well: two codes, and a choice.
    place.phone("alice").await;
    let asked = place.begin("alice", &more).await;
    assert_eq!(asked["ChallengeName"], "SELECT_MFA_TYPE");
    assert_eq!(asked["ChallengeParameters"]["MFAS_CAN_CHOOSE"], json!(["SMS_MFA", "EMAIL_OTP"]).to_string());
    let sent = place.respond(&asked, "alice", &[("ANSWER", "SMS_MFA")]).await;
    let code = world.code("+15550001234");
    let tokens = place.respond(&sent, "alice", &[("SMS_MFA_CODE", &code)]).await;
    assert_eq!(told(&tokens), (json!(loa(3)), json!(["pwd", "sms", "mfa"])));
}

#[tokio::test]
async fn an_address_that_recovers_the_password_gets_nobody_further_than_it() {
    let place = place(json!({})).await;
    let world = &place.world;
    let recovery = json!({ "RecoveryMechanisms": [{ "Name": "verified_email", "Priority": 1 }] });
    let factors = ["PASSWORD", "EMAIL_OTP"];
    let input = json!({
        "UserPoolId": place.pool, "AccountRecoverySetting": recovery, "AutoVerifiedAttributes": ["email"],
        "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": factors } },
    });
    world.ok("UpdateUserPool", input).await;
    assert_eq!(place.begin_refused("alice", &[("TARGET_ACR_VALUES", &loa(3))]).await, OUT_OF_REACH);
}

#[tokio::test]
async fn what_was_proved_first_may_be_something_else_than_a_password() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    let secret = place.app("alice").await;
    let sent = place.begin("alice", &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]).await;
    let code = world.code("alice@example.com");
    let tokens = place.respond(&sent, "alice", &[("EMAIL_OTP_CODE", &code)]).await;
    assert_eq!(told(&tokens), (json!(loa(2)), json!(["email_otp"])));
    let token = tokens["AuthenticationResult"]["AccessToken"].as_str().unwrap();
    let (three, four) = (loa(3), loa(4));
    // The password is all that is missing of the third level.
    let more = [
        ("TARGET_ACR_VALUES", three.as_str()),
        ("ACCESS_TOKEN", token),
        ("PREFERRED_CHALLENGE", "PASSWORD"),
        ("PASSWORD", PASSWORD),
    ];
    assert_eq!(told(&place.begin("alice", &more).await), (json!(loa(3)), json!(["email_otp", "pwd", "mfa"])));
    // Of the fourth, the app too.
    let asked = place.begin("alice", &[("TARGET_ACR_VALUES", &four), ("ACCESS_TOKEN", token)]).await;
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    let asked = place.respond(&asked, "alice", &[("ANSWER", "PASSWORD"), ("PASSWORD", PASSWORD)]).await;
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let right = world.totp(&secret, 0);
    let tokens = place.respond(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &right)]).await;
    assert_eq!(told(&tokens), (json!(loa(4)), json!(["email_otp", "pwd", "otp", "mfa"])));
}

#[tokio::test]
async fn nonsense_is_refused() {
    let place = place(json!({})).await;
    let world = &place.world;
    let token = world.access_token(&place.client, "alice").await;
    let token = token.as_str().unwrap();
    let one = loa(1);
    assert_eq!(
        place.begin_refused("alice", &[("ACCESS_TOKEN", token)]).await,
        "InvalidParameterException: Missing required parameter TARGET_ACR_VALUES"
    );
    for targets in ["", " ", "1", "urn:cognito:loa:5", "urn:cognito:loa:1,urn:cognito:loa:2", "\u{0}"] {
        assert_eq!(
            place.begin_refused("alice", &[("TARGET_ACR_VALUES", targets)]).await,
            "InvalidParameterException: TARGET_ACR_VALUES has no level of the user pool.",
            "{targets:?}"
        );
    }
    for age in ["", "-1", "+1", "1.5", "soon", "99999999999999999999"] {
        assert_eq!(
            place.begin_refused("alice", &[("TARGET_ACR_VALUES", &one), ("MAX_AGE", age)]).await,
            "InvalidParameterException: MAX_AGE must be a non-negative integer.",
            "{age:?}"
        );
    }
    let with = |token| [("TARGET_ACR_VALUES", one.as_str()), ("ACCESS_TOKEN", token)];
    let invalid = "NotAuthorizedException: Invalid Access Token";
    let id_token = world.sign_in(&place.client, "alice").await["IdToken"].clone();
    for wrong in ["", "x", id_token.as_str().unwrap()] {
        assert_eq!(place.begin_refused("alice", &with(wrong)).await, invalid);
    }
    // Of another user, of another client, of another pool.
    world.user(&place.pool, "bob").await;
    assert_eq!(
        place.begin_refused("bob", &with(token)).await,
        "InvalidParameterException: USERNAME does not match the user of ACCESS_TOKEN."
    );
    let other = world.client(&place.pool, json!({})).await;
    let of_other = world.access_token(&other, "alice").await;
    assert_eq!(place.begin_refused("alice", &with(of_other.as_str().unwrap())).await, invalid);
    let pool = world.pool(json!({})).await;
    let elsewhere = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let of_elsewhere = world.access_token(&elsewhere, "alice").await;
    assert_eq!(place.begin_refused("alice", &with(of_elsewhere.as_str().unwrap())).await, invalid);
    // Expired, and revoked.
    world.ok("GlobalSignOut", json!({ "AccessToken": token })).await;
    assert_eq!(place.begin_refused("alice", &with(token)).await, REVOKED);
    let token = world.access_token(&place.client, "alice").await;
    world.pass_s(3_600);
    assert_eq!(
        place.begin_refused("alice", &with(token.as_str().unwrap())).await,
        "NotAuthorizedException: Access Token has expired"
    );
}

#[tokio::test]
async fn levels_go_by_the_names_that_the_pool_gives_them() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    let secret = place.app("alice").await;
    let asked = place.step_up("alice", &loa(4)).await.unwrap();
    let right = world.totp(&secret, 0);
    let tokens = place.respond(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &right)]).await;
    let strong = tokens["AuthenticationResult"]["AccessToken"].as_str().unwrap();
    let names = json!({ "Level3": { "AcrValue": "good" }, "Level4": { "AcrValue": "best" } });
    let settings =
        world.ok("DescribeUserPool", json!({ "UserPoolId": place.pool })).await["UserPool"].clone();
    let input = json!({
        "UserPoolId": place.pool, "AcrConfiguration": names, "MfaConfiguration": "OPTIONAL",
        "Policies": settings["Policies"], "AutoVerifiedAttributes": ["email"],
        "SmsConfiguration": settings["SmsConfiguration"],
    });
    world.ok("UpdateUserPool", input).await;
    assert_eq!(
        place.begin_refused("alice", &[("TARGET_ACR_VALUES", &loa(4))]).await,
        "InvalidParameterException: TARGET_ACR_VALUES has no level of the user pool."
    );
    // The name in the token is none any more, and what it lists is all that could be asked for: all is asked for again.
    let more = [("TARGET_ACR_VALUES", "best"), ("ACCESS_TOKEN", strong)];
    let asked = place.begin("alice", &more).await;
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    let asked = place.respond(&asked, "alice", &[("ANSWER", "PASSWORD"), ("PASSWORD", PASSWORD)]).await;
    world.pass_s(30);
    let right = world.totp(&secret, 0);
    let tokens = place.respond(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &right)]).await;
    assert_eq!(told(&tokens).0, "best");
}

#[tokio::test]
async fn what_the_pool_or_the_user_demands_is_asked_for_at_any_level() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    let secret = place.app("alice").await;
    place.phone("alice").await;
    world.turn_on(&place.pool, "alice", &["SMS_MFA", "SOFTWARE_TOKEN_MFA"], true).await;
    let first = [("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", PASSWORD)];
    let aimed = async |level: u8| {
        place.begin("alice", &[first[0], first[1], ("TARGET_ACR_VALUES", &loa(level))]).await
    };
    // Not less than the text message that the user prefers, and more where it is not enough.
    for level in 1..=3 {
        let sent = aimed(level).await;
        assert_eq!(sent["ChallengeName"], "SMS_MFA", "{level}");
    }
    let asked = aimed(4).await;
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let right = world.totp(&secret, 0);
    let tokens = place.respond(&asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &right)]).await;
    assert_eq!(told(&tokens).0, json!(loa(4)));
}

#[tokio::test]
async fn what_a_pool_demands_and_nobody_has_is_set_up_as_in_any_sign_in() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.set_mfa(&pool, "ON", &["SOFTWARE_TOKEN_MFA"]).await;
    let client = world.client(&pool, json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"] })).await;
    world.user(&pool, "alice").await;
    let place = Place { world, pool, client };
    let first = [("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", PASSWORD)];
    let asked = place.begin("alice", &[first[0], first[1], ("TARGET_ACR_VALUES", &loa(1))]).await;
    assert_eq!(asked["ChallengeName"], "MFA_SETUP");
    // A level is no reason to.
    let four = [first[0], first[1], ("TARGET_ACR_VALUES", "urn:cognito:loa:4")];
    assert_eq!(place.begin_refused("alice", &four).await, OUT_OF_REACH);
}

#[tokio::test]
async fn a_factor_that_is_lost_on_the_way_ends_it() {
    let place = place(json!({})).await.with_mfa().await;
    place.app("alice").await;
    let asked = place.begin("alice", &[("TARGET_ACR_VALUES", &loa(4))]).await;
    place
        .world
        .ok("AdminDeleteSoftwareToken", json!({ "UserPoolId": place.pool, "Username": "alice" }))
        .await;
    let chosen = [("ANSWER", "PASSWORD"), ("PASSWORD", PASSWORD)];
    assert_eq!(
        place.refuses(&asked, "alice", &chosen).await,
        "InvalidParameterException: Challenge response PASSWORD is not expected"
    );
    // No token of a lower level comes of it.
    place.app("alice").await;
    let four = [("TARGET_ACR_VALUES", "urn:cognito:loa:4"), ("PREFERRED_CHALLENGE", "PASSWORD_SRP")];
    let asked = place.begin("alice", &four).await;
    let a = srp::hello(&place.client, "alice")["AuthParameters"]["SRP_A"].as_str().unwrap().to_owned();
    let asked = place.respond(&asked, "alice", &[("SRP_A", &a)]).await;
    place
        .world
        .ok("AdminDeleteSoftwareToken", json!({ "UserPoolId": place.pool, "Username": "alice" }))
        .await;
    let proof = srp::proof(&place.world, &place.pool, &place.client, &asked, PASSWORD);
    let proof = merged(proof, json!({ "Session": asked["Session"] }));
    assert_eq!(place.world.refused("RespondToAuthChallenge", proof).await, OUT_OF_REACH);
}

#[tokio::test]
async fn wrong_passwords_stay_counted_beside_a_token() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    place.app("alice").await;
    let token = world.access_token(&place.client, "alice").await;
    let more = [("TARGET_ACR_VALUES", "urn:cognito:loa:4"), ("ACCESS_TOKEN", token.as_str().unwrap())];
    for _ in 0..5 {
        let wrong = by_password(&place.client, "alice", "Wrong-pass-1");
        assert_eq!(world.refused("InitiateAuth", wrong).await, WRONG);
        place.begin("alice", &more).await;
    }
    let right = by_password(&place.client, "alice", PASSWORD);
    assert_eq!(
        world.refused("InitiateAuth", right).await,
        "NotAuthorizedException: Password attempts exceeded"
    );
}

#[tokio::test]
async fn a_name_that_nobody_has_is_led_on_like_others() {
    let place = place(json!({ "PreventUserExistenceErrors": "ENABLED" })).await.with_mfa().await;
    let mut seen = std::collections::BTreeSet::new();
    for count in 0..40 {
        let begins = place.begins(&format!("nobody{count}"), &[("TARGET_ACR_VALUES", &loa(4))]);
        let first = place.world.call("InitiateAuth", begins.clone()).await;
        let again = place.world.call("InitiateAuth", begins).await;
        let shape = |answer: &Result<Value, String>| match answer {
            Ok(answer) => answer["AvailableChallenges"].to_string(),
            Err(error) => error.clone(),
        };
        assert_eq!(shape(&first), shape(&again));
        seen.insert(shape(&first));
    }
    assert_eq!(
        seen,
        [OUT_OF_REACH, r#"["PASSWORD_SRP","PASSWORD"]"#].map(str::to_owned).into_iter().collect()
    );
    // A token is nobody's but its user's, and tells no more.
    let token = place.world.access_token(&place.client, "alice").await;
    let more = [("TARGET_ACR_VALUES", "urn:cognito:loa:4"), ("ACCESS_TOKEN", token.as_str().unwrap())];
    assert_eq!(
        place.begin_refused("nobody", &more).await,
        "InvalidParameterException: USERNAME does not match the user of ACCESS_TOKEN."
    );
}

#[tokio::test]
async fn administrators_step_people_up() {
    let place = place(json!({})).await.with_mfa().await;
    let world = &place.world;
    let secret = place.app("alice").await;
    let token = world.access_token(&place.client, "alice").await;
    let more = [("TARGET_ACR_VALUES", "urn:cognito:loa:4"), ("ACCESS_TOKEN", token.as_str().unwrap())];
    let in_pool = json!({ "UserPoolId": place.pool });
    let asked = world.ok("AdminInitiateAuth", merged(place.begins("alice", &more), in_pool.clone())).await;
    let right = world.totp(&secret, 0);
    let answer = respond(&place.client, &asked, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &right)]);
    let tokens = world.ok("AdminRespondToAuthChallenge", merged(answer, in_pool)).await;
    assert_eq!(told(&tokens).0, json!(loa(4)));
}
