//! The lockout: five guesses are free, then each wrong one doubles the wait; parallel guesses get no further.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{EXCEEDED, Home, WRONG};
use crate::world::{PASSWORD, by_password, srp};

const BUSY: &str = "TooManyRequestsException: Too many requests";

async fn guess(home: &Home, name: &str, password: &str) -> Result<Value, String> {
    home.world.call("InitiateAuth", by_password(&home.client, name, password)).await
}

async fn wrong(home: &Home, name: &str) -> String {
    guess(home, name, "Wrong-pass-1").await.unwrap_err()
}

/// Lets time pass until this instant.
fn wait_until(home: &Home, at: i64) {
    let ms = at - home.world.now();
    home.world.pass_s(ms.div_euclid(1_000));
    while home.world.now() < at {
        use rules::outside::Clock;
        home.world.clock.now();
    }
}

/// Runs through the whole rule with one name: each lock holds to its last moment and not beyond.
async fn wears_the_rule(home: &Home, name: &str) {
    for _ in 0..4 {
        assert_eq!(wrong(home, name).await, WRONG);
    }
    for lock_s in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900] {
        let before = home.world.now();
        assert_eq!(wrong(home, name).await, WRONG, "before the lock of {lock_s} s");
        let after = home.world.now();
        // The guess was counted between the two readings.
        wait_until(home, before + lock_s * 1_000 - 10);
        assert_eq!(wrong(home, name).await, EXCEEDED, "{lock_s} s");
        assert_eq!(guess(home, name, PASSWORD).await.unwrap_err(), EXCEEDED, "{lock_s} s");
        wait_until(home, after + lock_s * 1_000);
    }
    // A quarter of an hour has passed since the last guess: all is forgotten.
    for _ in 0..5 {
        assert_eq!(wrong(home, name).await, WRONG);
    }
    assert_eq!(wrong(home, name).await, EXCEEDED);
}

#[tokio::test]
async fn five_guesses_are_free_and_each_further_one_doubles_the_wait_up_to_a_quarter_of_an_hour() {
    let home = Home::new().await;
    wears_the_rule(&home, "alice").await;
}

#[tokio::test]
async fn a_name_that_nobody_has_wears_the_same_rule() {
    let home = Home::with(json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    wears_the_rule(&home, "nobody").await;
}

#[tokio::test]
async fn four_wrong_guesses_are_forgotten_after_a_quarter_of_an_hour_without_any() {
    let home = Home::new().await;
    for _ in 0..4 {
        wrong(&home, "alice").await;
    }
    home.world.pass_s(900);
    for _ in 0..5 {
        assert_eq!(wrong(&home, "alice").await, WRONG);
    }
    assert_eq!(wrong(&home, "alice").await, EXCEEDED);
}

#[tokio::test]
async fn a_sign_in_after_the_lock_resets_the_count() {
    let home = Home::new().await;
    for _ in 0..6 {
        wrong(&home, "alice").await;
    }
    home.world.pass_s(1);
    home.tokens().await;
    for _ in 0..5 {
        assert_eq!(wrong(&home, "alice").await, WRONG);
    }
    assert_eq!(wrong(&home, "alice").await, EXCEEDED);
}

#[tokio::test]
async fn a_new_password_lifts_the_lock() {
    let home = Home::new().await;
    for _ in 0..6 {
        wrong(&home, "alice").await;
    }
    home.admin("AdminSetUserPassword", "alice", json!({ "Password": PASSWORD, "Permanent": true })).await;
    home.tokens().await;
}

#[tokio::test]
async fn guesses_count_for_the_user_whatever_the_flow_and_the_name_that_was_typed() {
    let home = Home::with(json!({ "AliasAttributes": ["email"] }), json!({})).await;
    let challenge = home.challenge("alice@example.com").await;
    for _ in 0..2 {
        let proof = home.proof(&challenge, "Wrong-pass-1");
        assert_eq!(home.world.refused("RespondToAuthChallenge", proof).await, WRONG);
    }
    assert_eq!(wrong(&home, "alice@example.com").await, WRONG);
    assert_eq!(wrong(&home, "alice").await, WRONG);
    let by_admin = json!({
        "UserPoolId": home.pool, "ClientId": home.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": "Wrong-pass-1" },
    });
    assert_eq!(home.world.refused("AdminInitiateAuth", by_admin.clone()).await, WRONG);
    assert_eq!(home.world.refused("AdminInitiateAuth", by_admin).await, EXCEEDED);
    assert_eq!(home.world.refused("InitiateAuth", srp::hello(&home.client, "alice")).await, EXCEEDED);
    // A challenge from before the lock is no way around it.
    let right = home.proof(&challenge, PASSWORD);
    assert_eq!(home.world.refused("RespondToAuthChallenge", right).await, EXCEEDED);
}

/// The most guesses that the rule lets be judged in this time, beginning with none.
fn allowed(elapsed_ms: i64) -> usize {
    let (mut guesses, mut at) = (5, 1_000);
    while at <= elapsed_ms {
        guesses += 1;
        at += 1_000 << (guesses - 5);
    }
    guesses
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_hundred_parallel_guesses_no_more_are_judged_than_the_rule_allows() {
    for (settings, name) in
        [(json!({}), "alice"), (json!({ "PreventUserExistenceErrors": "ENABLED" }), "nobody")]
    {
        let home = Home::with(json!({}), settings).await;
        let before = home.world.now();
        let answers = join_all((0..200).map(|_| wrong(&home, name))).await;
        let allowed = allowed(home.world.now() - before);
        let judged = answers.iter().filter(|answer| *answer == WRONG).count();
        assert!((1..=allowed).contains(&judged), "{name}: {judged} were judged, {allowed} may be");
        assert!(answers.iter().all(|answer| [WRONG, EXCEEDED, BUSY].contains(&answer.as_str())));
    }
}

/// One guess is left, many wrong ones are on their way, and behind them the right one: it is let in before any is
/// judged, and must not count.
async fn late_right_guess(home: &Home, name: &str) {
    for _ in 0..4 {
        wrong(home, name).await;
    }
    let mut guesses = vec!["Wrong-pass-1"; 40];
    guesses.push(PASSWORD);
    let answers = join_all(guesses.into_iter().map(|password| guess(home, name, password))).await;
    assert_eq!(answers.last().unwrap().as_ref().unwrap_err(), EXCEEDED);
}

#[tokio::test]
async fn a_right_guess_that_comes_too_late_among_wrong_ones_lets_nobody_in() {
    let home = Home::new().await;
    late_right_guess(&home, "alice").await;
}

#[tokio::test]
async fn a_right_guess_that_lets_nobody_in_is_told_only_within_the_rule_too() {
    let home = Home::new().await;
    let input = json!({ "ClientId": home.client, "Username": "bob", "Password": PASSWORD });
    home.world.ok("SignUp", input).await;
    late_right_guess(&home, "bob").await;
}

#[tokio::test]
async fn the_lock_is_in_the_store_and_so_holds_on_every_node() {
    use crate::world::World;
    let home = Home::new().await;
    for _ in 0..5 {
        wrong(&home, "alice").await;
    }
    let other = World::on(home.world.inner.store.clone());
    let input = by_password(&home.client, "alice", PASSWORD);
    assert_eq!(other.refused("InitiateAuth", input).await, EXCEEDED);
}
