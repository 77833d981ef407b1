//! Wrong codes: counted by the lockout's rule for each kind of code, whatever the session and whoever restarts.

use futures_util::future::join_all;
use rules::outside::Clock;

use super::*;
use crate::world::people::wrong;

const BUSY: &str = "TooManyRequestsException: Too many requests";

/// Alice with one second factor turned on, and the key of its answer.
async fn each() -> [(Home, Option<Value>, &'static str, &'static str); 3] {
    let (app, secret) = Home::with_app("OPTIONAL", &ALL).await;
    app.world.turn_on(&app.pool, "alice", &[APP], true).await;
    let sms = Home::new("OPTIONAL", &ALL).await;
    sms.set(&[("phone_number", PHONE)]).await;
    sms.world.turn_on(&sms.pool, "alice", &[SMS], true).await;
    let email = Home::new("OPTIONAL", &ALL).await;
    email.world.turn_on(&email.pool, "alice", &[EMAIL], true).await;
    [
        (app, Some(secret), "SOFTWARE_TOKEN_MFA_CODE", APP_WRONG),
        (sms, None, "SMS_MFA_CODE", CODE_WRONG),
        (email, None, "EMAIL_OTP_CODE", CODE_WRONG),
    ]
}

fn right(home: &Home, secret: Option<&Value>, key: &str) -> String {
    match (secret, key) {
        (Some(secret), _) => home.world.totp(secret, 0),
        (None, "SMS_MFA_CODE") => home.world.code(PHONE),
        _ => home.world.code("alice@example.com"),
    }
}

#[tokio::test]
async fn five_are_free_and_each_further_one_doubles_the_wait() {
    for (home, secret, key, mismatch) in each().await {
        let mut challenge = home.challenge().await;
        for _ in 0..5 {
            let code = right(&home, secret.as_ref(), key);
            assert_eq!(home.answer(&challenge, key, &wrong(&code)).await.unwrap_err(), mismatch);
        }
        for lock_s in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
            // The right code is not judged either.
            let code = right(&home, secret.as_ref(), key);
            assert_eq!(home.answer(&challenge, key, &code).await.unwrap_err(), EXCEEDED, "{lock_s} s");
            home.world.pass_s(lock_s);
            // A new session forgets nothing.
            challenge = home.challenge().await;
            let code = right(&home, secret.as_ref(), key);
            assert_eq!(
                home.answer(&challenge, key, &wrong(&code)).await.unwrap_err(),
                mismatch,
                "{lock_s} s"
            );
        }
        // The right one after the lock begins anew.
        home.world.pass_s(900);
        challenge = home.challenge().await;
        home.answer(&challenge, key, &right(&home, secret.as_ref(), key)).await.unwrap();
        home.world.pass_s(60);
        challenge = home.challenge().await;
        for _ in 0..5 {
            let code = right(&home, secret.as_ref(), key);
            assert_eq!(home.answer(&challenge, key, &wrong(&code)).await.unwrap_err(), mismatch);
        }
        assert_eq!(home.answer(&challenge, key, "000000").await.unwrap_err(), EXCEEDED);
    }
}

/// A quarter of an hour without a guess forgets wrong passwords. Six digits are remembered for a day.
#[tokio::test]
async fn they_are_remembered_for_a_day() {
    for (home, secret, key, mismatch) in each().await {
        let mut challenge = home.challenge().await;
        for _ in 0..6 {
            let code = right(&home, secret.as_ref(), key);
            let _ = home.answer(&challenge, key, &wrong(&code)).await;
        }
        home.world.pass_s(3_600);
        challenge = home.challenge().await;
        let code = right(&home, secret.as_ref(), key);
        assert_eq!(home.answer(&challenge, key, &wrong(&code)).await.unwrap_err(), mismatch);
        assert_eq!(home.answer(&challenge, key, &code).await.unwrap_err(), EXCEEDED);
        home.world.pass_s(24 * 3_600);
        challenge = home.challenge().await;
        for _ in 0..5 {
            let code = right(&home, secret.as_ref(), key);
            assert_eq!(home.answer(&challenge, key, &wrong(&code)).await.unwrap_err(), mismatch);
        }
    }
}

#[tokio::test]
async fn they_survive_a_restart_and_a_new_password() {
    for (mut home, secret, key, mismatch) in each().await {
        let challenge = home.challenge().await;
        for _ in 0..5 {
            let code = right(&home, secret.as_ref(), key);
            assert_eq!(home.answer(&challenge, key, &wrong(&code)).await.unwrap_err(), mismatch);
        }
        home.world = home.world.restarted();
        home.admin("AdminSetUserPassword", json!({ "Password": PASSWORD, "Permanent": true })).await;
        let challenge = home.challenge().await;
        let code = right(&home, secret.as_ref(), key);
        assert_eq!(home.answer(&challenge, key, &code).await.unwrap_err(), EXCEEDED);
        // Each kind counts for itself: wrong passwords are none of these.
        assert!(home.challenge().await["Session"].is_string());
    }
}

#[tokio::test]
async fn of_200_parallel_guesses_no_more_are_judged_than_the_rule_allows() {
    for (home, secret, key, mismatch) in each().await {
        let mut challenges = Vec::new();
        for _ in 0..4 {
            challenges.push(home.challenge().await);
        }
        let code = right(&home, secret.as_ref(), key);
        let guesses: Vec<String> =
            (0..200).map(|n| format!("{n:06}")).filter(|guess| *guess != code).collect();
        let answers = guesses
            .iter()
            .enumerate()
            .map(|(at, guess)| home.answer(&challenges[at % challenges.len()], key, guess));
        let began = home.world.clock.now();
        let answers = join_all(answers).await;
        // The first lock lasts a second, and the clock of these tests goes on with every reading.
        let locks_passed = usize::try_from((home.world.clock.now() - began) / 1_000).unwrap();
        let judged = answers.iter().filter(|answer| answer.as_ref().err().unwrap() == mismatch).count();
        let rest = answers.iter().filter_map(|answer| answer.as_ref().err());
        let mut rest = rest.filter(|error| *error != mismatch);
        assert!(judged <= 5 + locks_passed, "{judged} were judged");
        assert!(rest.all(|error| error == EXCEEDED || error == BUSY), "{answers:?}");
    }
}

/// Who fumbles at setting an app up wears the same rule.
#[tokio::test]
async fn first_codes_are_counted_too() {
    let home = Home::new("OPTIONAL", &[APP]).await;
    let token = json!({ "AccessToken": home.world.access_token(&home.client, "alice").await });
    let secret = home.world.ok("AssociateSoftwareToken", token.clone()).await["SecretCode"].clone();
    let right = home.world.totp(&secret, 0);
    let verify = |code: &str| merged(token.clone(), json!({ "UserCode": code }));
    for _ in 0..5 {
        let refused = home.world.refused("VerifySoftwareToken", verify(&wrong(&right))).await;
        assert_eq!(
            refused,
            "EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA"
        );
    }
    assert_eq!(home.world.refused("VerifySoftwareToken", verify(&right)).await, EXCEEDED);
    home.world.pass_s(1);
    home.world.ok("VerifySoftwareToken", verify(&right)).await;
}
