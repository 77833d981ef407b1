//! SMS_MFA and EMAIL_OTP: codes that are sent after the password.

use futures_util::future::join_all;

use super::*;
use crate::world::people::wrong;
use crate::world::srp;

/// Alice with one of the two turned on, its challenge's name, the key of its answer and where codes go.
struct Sent {
    home: Home,
    name: &'static str,
    key: &'static str,
    to: &'static str,
}

async fn each() -> [Sent; 2] {
    let mut all = Vec::new();
    for (name, key, to) in [(SMS, "SMS_MFA_CODE", PHONE), (EMAIL, "EMAIL_OTP_CODE", "alice@example.com")] {
        let home = Home::new("OPTIONAL", &ALL).await;
        home.set(&[("phone_number", PHONE)]).await;
        home.world.turn_on(&home.pool, "alice", &[name], true).await;
        all.push(Sent { home, name, key, to });
    }
    all.try_into().unwrap_or_else(|_| unreachable!())
}

#[tokio::test]
async fn a_code_is_sent_and_signs_in() {
    for Sent { home, name, key, to } in each().await {
        let challenge = home.challenge().await;
        let (medium, shown) = if name == SMS { ("SMS", "+*******1234") } else { ("EMAIL", "a***@e***") };
        assert_eq!(challenge["ChallengeName"], name);
        assert_eq!(
            challenge["ChallengeParameters"],
            json!({
                "CODE_DELIVERY_DELIVERY_MEDIUM": medium, "CODE_DELIVERY_DESTINATION": shown,
                "USER_ID_FOR_SRP": "alice",
            })
        );
        let message = home.world.mail(to);
        let code = message.code.clone().unwrap();
        assert_eq!((message.kind.as_str(), message.channel.as_str(), code.len()), ("sign_in", medium, 6));
        assert_eq!(message.text, format!("Your authentication code is {code}."));
        assert_eq!(message.subject, if name == SMS { "" } else { "Your sign-in code" });
        let signed_in = home.answer(&challenge, key, &code).await.unwrap();
        assert!(signed_in["AuthenticationResult"]["RefreshToken"].is_string());
        assert_eq!(home.answer(&challenge, key, &code).await.unwrap_err(), SESSION_USED);
    }
}

#[tokio::test]
async fn the_pools_own_texts_are_sent() {
    for Sent { home, to, .. } in each().await {
        let own = json!({
            "UserPoolId": home.pool, "MfaConfiguration": "OPTIONAL",
            "SmsMfaConfiguration": { "SmsAuthenticationMessage": "By phone: {####}" },
            "EmailMfaConfiguration": { "Message": "By <b>mail</b>: {####}", "Subject": "A code" },
        });
        home.world.ok("SetUserPoolMfaConfig", own).await;
        home.challenge().await;
        let message = home.world.mail(to);
        let code = message.code.clone().unwrap();
        let text = if to == PHONE { format!("By phone: {code}") } else { format!("By <b>mail</b>: {code}") };
        assert_eq!(message.text, text);
        assert_eq!(message.subject, if to == PHONE { "" } else { "A code" });
    }
}

#[tokio::test]
async fn a_wrong_code_leaves_the_session_good_and_each_session_has_its_own_code() {
    for Sent { home, name, key, to } in each().await {
        let first = home.challenge().await;
        let first_code = home.world.code(to);
        let second = home.challenge().await;
        let code = home.world.code(to);
        assert_ne!(first_code, code);
        assert_eq!(home.answer(&second, key, &first_code).await.unwrap_err(), CODE_WRONG);
        assert_eq!(home.answer(&second, key, &wrong(&code)).await.unwrap_err(), CODE_WRONG);
        let missing = format!("InvalidParameterException: Missing required parameter {key}");
        assert_eq!(home.answer(&second, "ANSWER", &code).await.unwrap_err(), missing);
        home.answer(&second, key, &code).await.unwrap();
        // The older one still stands for itself, until it expires.
        home.answer(&first, key, &first_code).await.unwrap();
        let third = home.challenge().await;
        home.world.pass_s(180);
        assert_eq!(
            home.answer(&third, key, &home.world.code(to)).await.unwrap_err(),
            SESSION_EXPIRED,
            "{name}"
        );
    }
}

#[tokio::test]
async fn of_parallel_answers_one_signs_in() {
    for Sent { home, key, to, .. } in each().await {
        let challenge = home.challenge().await;
        let code = home.world.code(to);
        let answers = join_all((0..6).map(|_| home.answer(&challenge, key, &code))).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        let mut errors = answers.iter().filter_map(|answer| answer.as_ref().err());
        assert!(errors.all(|error| error == SESSION_USED), "{answers:?}");
    }
}

#[tokio::test]
async fn an_answer_to_one_challenge_is_none_to_another() {
    for Sent { home, name, key, to } in each().await {
        let mut challenge = home.challenge().await;
        let code = home.world.code(to);
        let other = if name == SMS { (EMAIL, "EMAIL_OTP_CODE") } else { (SMS, "SMS_MFA_CODE") };
        challenge["ChallengeName"] = json!(other.0);
        assert_eq!(home.answer(&challenge, other.1, &code).await.unwrap_err(), INVALID_SESSION);
        challenge["ChallengeName"] = json!("NEW_PASSWORD_REQUIRED");
        assert_eq!(
            home.answer(&challenge, "NEW_PASSWORD", "Other-pass-2").await.unwrap_err(),
            INVALID_SESSION
        );
        challenge["ChallengeName"] = json!("MFA_SETUP");
        assert_eq!(home.answer(&challenge, "EMAIL", "x@example.com").await.unwrap_err(), INVALID_SESSION);
        challenge["ChallengeName"] = json!(name);
        home.answer(&challenge, key, &code).await.unwrap();
    }
}

/// AWS: codes go to unverified addresses too, and whoever answers has verified them.
#[tokio::test]
async fn a_right_code_verifies_the_address() {
    for Sent { home, key, to, name } in each().await {
        let attribute = if name == SMS { "phone_number" } else { "email" };
        home.set(&[(attribute, to), (&format!("{attribute}_verified"), "false")]).await;
        let flag = format!("{attribute}_verified");
        let hello = home.world.ok("InitiateAuth", srp::hello(&home.client, "alice")).await;
        let proof = srp::proof(&home.world, &home.pool, &home.client, &hello, PASSWORD);
        let challenge = home.world.ok("RespondToAuthChallenge", proof).await;
        assert_eq!(home.world.attributes(&home.pool, "alice").await[&flag], "false");
        let signed_in = home.answer(&challenge, key, &home.world.code(to)).await.unwrap();
        assert_eq!(home.world.attributes(&home.pool, "alice").await[&flag], "true");
        let token = json!({ "AccessToken": signed_in["AuthenticationResult"]["AccessToken"] });
        home.world.ok("GetUser", token).await;
    }
}

#[tokio::test]
async fn the_code_of_an_address_that_was_changed_proves_nothing() {
    for Sent { home, key, to, name } in each().await {
        let challenge = home.challenge().await;
        let code = home.world.code(to);
        match name {
            SMS => home.set(&[("phone_number", "+15550009999")]).await,
            _ => home.set(&[("email", "new@example.com"), ("email_verified", "true")]).await,
        }
        assert_eq!(home.answer(&challenge, key, &code).await.unwrap_err(), CODE_WRONG);
        let new = if name == SMS { "+15550009999" } else { "new@example.com" };
        let challenge = home.challenge().await;
        home.answer(&challenge, key, &home.world.code(new)).await.unwrap();
    }
}

#[tokio::test]
async fn codes_that_nobody_answers_are_limited_by_the_hour() {
    for Sent { home, key, to, .. } in each().await {
        for _ in 0..20 {
            home.challenge().await;
        }
        let refused = home.world.refused("InitiateAuth", by_password(&home.client, "alice", PASSWORD)).await;
        assert_eq!(refused, "NotAuthorizedException: Attempt limit exceeded, please try after some time.");
        home.world.pass_s(3_600);
        // Those that are answered are not counted.
        for _ in 0..25 {
            let challenge = home.challenge().await;
            home.answer(&challenge, key, &home.world.code(to)).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_message_that_is_refused_is_told() {
    for Sent { home, .. } in each().await {
        home.world.post.refuse();
        let refused = home.world.refused("InitiateAuth", by_password(&home.client, "alice", PASSWORD)).await;
        assert_eq!(refused, "InvalidParameterException: Unable to deliver code to user");
        home.world.post.stall();
        assert!(home.challenge().await["Session"].is_string());
    }
}

#[tokio::test]
async fn a_temporary_password_and_then_a_code() {
    let home = Home::new("ON", &[EMAIL]).await;
    let input = json!({
        "UserPoolId": home.pool, "Username": "bob", "TemporaryPassword": PASSWORD, "MessageAction": "SUPPRESS",
        "UserAttributes": list(&[("email", "bob@example.com")]),
    });
    home.world.ok("AdminCreateUser", input).await;
    let first = home.world.after_password(&home.client, "bob").await;
    let answer = respond(&home.client, &first, "bob", &[("NEW_PASSWORD", "Lasting-pass-2")]);
    let challenge = home.world.ok("RespondToAuthChallenge", answer).await;
    assert_eq!(challenge["ChallengeName"], EMAIL);
    assert_ne!(challenge["Session"], first["Session"]);
    // The password is set: starting over asks for the code as well.
    let again = home.world.ok("InitiateAuth", by_password(&home.client, "bob", "Lasting-pass-2")).await;
    assert_eq!(again["ChallengeName"], EMAIL);
    let code = home.world.code("bob@example.com");
    let answer = respond(&home.client, &again, "bob", &[("EMAIL_OTP_CODE", &code)]);
    assert!(home.world.ok("RespondToAuthChallenge", answer).await["AuthenticationResult"].is_object());
    assert_eq!(home.world.attributes(&home.pool, "bob").await["email_verified"], "true");
}

#[tokio::test]
async fn unknown_users_are_answered_as_before() {
    let home = Home::new("ON", &[EMAIL]).await;
    let client = home.world.client(&home.pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    let wrong = "NotAuthorizedException: Incorrect username or password.";
    assert_eq!(home.world.refused("InitiateAuth", by_password(&client, "nobody", PASSWORD)).await, wrong);
    assert_eq!(
        home.world.refused("InitiateAuth", by_password(&client, "alice", "Wrong-pass-1")).await,
        wrong
    );
    let challenge = json!({ "ChallengeName": EMAIL, "Session": home.challenge().await["Session"] });
    let answer = respond(&client, &challenge, "nobody", &[("EMAIL_OTP_CODE", "123456")]);
    assert_eq!(home.world.refused("RespondToAuthChallenge", answer).await, INVALID_SESSION);
}
