//! What is refused, in which words, and how often the directory is asked for it.

use rules::directory::State;
use serde_json::json;

use super::{DISABLED, DOWN, EXCEEDED, Home, INCORRECT, UNKNOWN, WORD, telling};
use crate::world::{PASSWORD, by_password, srp};

const EXPIRED: &str =
    "PasswordResetRequiredException: The password has expired. It is changed in the directory that keeps it.";
const NO_SRP: &str = "NotAuthorizedException: A password that a directory keeps cannot be proved by SRP. Use USER_PASSWORD_AUTH.";
const NOT_BY_SRP: &str = "NotAuthorizedException: Incorrect username or password. A password that a directory keeps \
                          cannot be proved by SRP: use USER_PASSWORD_AUTH for it.";

#[tokio::test]
async fn nobodys_names_and_wrong_passwords_look_alike_and_cost_the_directory_the_same() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    home.world.user(&home.pool, "local").await;
    for (name, asked) in [("alice", "prove alice"), ("bob", "prove bob"), ("nobody", "prove nobody")] {
        home.company.asked();
        assert_eq!(home.refused(name, "another").await, INCORRECT, "{name}");
        assert_eq!(home.company.asked(), [asked]);
    }
    // A local user's guess is judged here; the directory is asked about nobody, and never hears it.
    assert_eq!(home.refused("local", "another").await, INCORRECT);
    let asked = home.company.asked();
    assert!(asked.len() == 1 && !asked[0].contains("local"), "{asked:?}");
    home.world.sign_in(&home.client, "local").await;
    assert_eq!(home.company.asked(), Vec::<String>::new());
    // A client that tells who exists tells it of the directory too.
    let telling = home.world.client(&home.pool, telling()).await;
    for (name, answer) in [("alice", INCORRECT), ("bob", INCORRECT), ("nobody", UNKNOWN)] {
        assert_eq!(home.world.no_sign_in(&telling, name, "another").await, answer, "{name}");
    }
}

#[tokio::test]
async fn guesses_are_counted_before_the_directory_is_asked() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    home.company.asked();
    for name in ["alice", "bob", "nobody"] {
        for _ in 0..5 {
            assert_eq!(home.refused(name, "another").await, INCORRECT);
        }
        assert_eq!(home.refused(name, "another").await, EXCEEDED, "{name}");
        assert_eq!(home.refused(name, WORD).await, EXCEEDED, "{name}");
        assert_eq!(home.company.asked().len(), 5, "{name}");
    }
    home.world.pass_s(2);
    home.sign_in("alice").await;
    home.sign_in("bob").await;
    // A right password forgets the wrong ones.
    for _ in 0..5 {
        assert_eq!(home.refused("bob", "another").await, INCORRECT);
    }
}

#[tokio::test]
async fn of_many_guesses_at_once_no_more_reach_the_directory_than_the_rule_allows() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    home.company.asked();
    for name in ["alice", "bob"] {
        let guesses =
            (0..20).map(|_| home.world.call("InitiateAuth", by_password(&home.client, name, "another")));
        let answers = futures_util::future::join_all(guesses).await;
        assert!(answers.iter().all(Result::is_err), "{name}");
        let asked = home.company.asked().len();
        assert!((1..=5).contains(&asked), "{name}: {asked}");
        home.world.pass_s(900);
    }
}

#[tokio::test]
async fn an_account_that_may_not_sign_in_is_told_to_whoever_knows_its_password() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    let states = [(State::Disabled, DISABLED), (State::Expired, DISABLED), (State::PasswordExpired, EXPIRED)];
    for (state, answer) in states {
        for name in ["alice", "bob"] {
            home.company.change(name, |entry| entry.state = state);
            assert_eq!(home.refused(name, WORD).await, answer, "{name} {state:?}");
            assert_eq!(home.refused(name, "another").await, INCORRECT, "{name} {state:?}");
            // A right password is no guess.
            for _ in 0..6 {
                assert_eq!(home.refused(name, WORD).await, answer, "{name} {state:?}");
            }
        }
    }
    assert_eq!(home.users().await, ["alice"]);
    // A lock says nothing of the password, so that nobody learns of an account by it whom the pool does not know.
    for (name, answer) in [("alice", EXCEEDED), ("bob", INCORRECT)] {
        home.company.change(name, |entry| entry.state = State::Locked);
        assert_eq!(home.refused(name, WORD).await, answer, "{name}");
    }
}

#[tokio::test]
async fn a_directory_that_is_down_is_no_wrong_password_and_concerns_no_local_user() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    home.world.user(&home.pool, "local").await;
    home.company.is_down(true);
    for name in ["alice", "bob", "nobody"] {
        for _ in 0..8 {
            assert_eq!(home.refused(name, WORD).await, DOWN, "{name}");
        }
    }
    home.world.sign_in(&home.client, "local").await;
    assert_eq!(home.refused("local", "another").await, INCORRECT);
    home.company.is_down(false);
    for name in ["alice", "bob"] {
        for _ in 0..5 {
            assert_eq!(home.refused(name, "another").await, INCORRECT, "{name}");
        }
    }
}

#[tokio::test]
async fn an_empty_password_and_a_zero_byte_reach_nobody() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    home.company.asked();
    for name in ["alice", "bob"] {
        let error = home.refused(name, "").await;
        assert_eq!(error, "InvalidParameterException: Missing required parameter PASSWORD");
        assert_eq!(home.refused(name, "a\0b").await, INCORRECT);
    }
    assert_eq!(home.company.asked(), Vec::<String>::new());
}

#[tokio::test]
async fn srp_knows_nothing_of_the_directorys_passwords_and_says_so() {
    let home = Home::new().await;
    home.sign_in("alice").await;
    home.world.user(&home.pool, "local").await;
    home.company.asked();
    // To all alike: who exists, and whose the password is, does not show.
    for name in ["alice", "bob", "nobody", "local"] {
        let challenge = home.world.ok("InitiateAuth", srp::hello(&home.client, name)).await;
        let proof = srp::proof(&home.world, &home.pool, &home.client, &challenge, WORD);
        assert_eq!(home.world.refused("RespondToAuthChallenge", proof).await, NOT_BY_SRP, "{name}");
    }
    let challenge = home.world.ok("InitiateAuth", srp::hello(&home.client, "local")).await;
    let proof = srp::proof(&home.world, &home.pool, &home.client, &challenge, PASSWORD);
    home.world.ok("RespondToAuthChallenge", proof).await;
    // Where it is told who exists, at once.
    let telling = home.world.client(&home.pool, telling()).await;
    assert_eq!(home.world.refused("InitiateAuth", srp::hello(&telling, "alice")).await, NO_SRP);
    assert_eq!(home.world.refused("InitiateAuth", srp::hello(&telling, "bob")).await, UNKNOWN);
    assert_eq!(home.company.asked(), Vec::<String>::new());
    // And the choice leaves it out.
    for (client, offered) in
        [(&telling, json!(["PASSWORD"])), (&home.client, json!(["PASSWORD_SRP", "PASSWORD"]))]
    {
        let parameters = json!({ "USERNAME": "alice" });
        let input = json!({ "ClientId": client, "AuthFlow": "USER_AUTH", "AuthParameters": parameters });
        assert_eq!(home.world.ok("InitiateAuth", input).await["AvailableChallenges"], offered);
    }
}
