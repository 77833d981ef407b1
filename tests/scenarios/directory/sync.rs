//! Looking at everybody: whom it makes, changes, keeps out and lets in again, and when it does nothing.

use rules::directory::sync::{Outcome, Record, Turn, last, look};
use rules::directory::{State, Walk};
use serde_json::json;

use super::{DISABLED, Home, settings};
use crate::world::World;

const ALWAYS: &(dyn Fn() -> bool + Send + Sync) = &|| true;

impl Home {
    async fn look(&self) -> Option<Record> {
        self.look_as("node").await
    }

    async fn look_as(&self, holder: &str) -> Option<Record> {
        look(&self.world.ctx(), &self.pool, &Turn { holder, goes_on: ALWAYS }).await.expect("a look")
    }

    async fn next_look(&self) -> Record {
        self.world.pass_s(3_601);
        self.look().await.expect("it is due")
    }

    async fn is_enabled(&self, name: &str) -> bool {
        self.world.look(&self.pool, name).await["Enabled"] == json!(true)
    }
}

fn told(record: &Record) -> (Outcome, [i64; 5]) {
    (record.outcome, [record.seen, record.made, record.changed, record.out, record.refused])
}

async fn of_thirty() -> Home {
    let home = Home::with(World::new(), json!({})).await;
    for at in 0..28 {
        home.company.hire(&format!("user{at:02}"), super::WORD, &[]);
    }
    home.company.pages_of(7);
    home
}

#[tokio::test]
async fn one_walk_makes_everybody_and_the_next_writes_nothing() {
    let home = of_thirty().await;
    home.world.user(&home.pool, "user05").await;
    let record = home.look().await.expect("it is due");
    assert_eq!(told(&record), (Outcome::Done, [30, 29, 0, 0, 1]));
    assert_eq!(home.company.asked(), ["page 1", "page 2", "page 3", "page 4", "page 5"]);
    assert_eq!(home.look().await, None, "it is not due");
    assert_eq!(told(&home.next_look().await), (Outcome::Done, [30, 0, 0, 0, 1]));
    let kept = last(&home.world.ctx(), &home.pool).await.expect("a read").expect("a record");
    assert!(kept.ended_at > record.ended_at);
    home.sign_in("user07").await;
}

#[tokio::test]
async fn who_is_gone_or_switched_off_is_kept_out_and_comes_back() {
    let home = of_thirty().await;
    home.look().await;
    let tokens = home.sign_in("alice").await;
    home.company.change("alice", |entry| entry.state = State::Disabled);
    home.company.change("bob", |entry| entry.groups = vec!["staff".to_owned()]);
    home.company.change("user02", |entry| entry.state = State::Locked);
    home.company.dismiss("user01");
    home.world.ok("AdminDisableUser", json!({ "UserPoolId": home.pool, "Username": "user03" })).await;
    assert_eq!(told(&home.next_look().await), (Outcome::Done, [29, 0, 1, 2, 0]));
    for (name, is_enabled) in [("alice", false), ("user01", false), ("user02", true), ("user03", false)] {
        assert_eq!(home.is_enabled(name).await, is_enabled, "{name}");
    }
    assert_eq!(home.groups("bob").await, ["staff"]);
    let refresh = || {
        let parameters = json!({ "REFRESH_TOKEN": tokens["RefreshToken"] });
        json!({ "ClientId": home.client, "AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": parameters })
    };
    assert_eq!(home.world.refused("InitiateAuth", refresh()).await, DISABLED);
    let user = home.world.refused("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await;
    assert!(user.starts_with("NotAuthorizedException"), "{user}");
    // Whom the sync has kept out comes back; whom an administrator has, does not.
    home.company.change("alice", |entry| entry.state = State::Active);
    assert_eq!(told(&home.next_look().await), (Outcome::Done, [29, 0, 1, 0, 0]));
    assert!(home.is_enabled("alice").await && !home.is_enabled("user03").await);
    // What she had before stays ended, wherever it is by now.
    let ended = "NotAuthorizedException: Invalid Refresh Token.";
    assert_eq!(home.world.refused("InitiateAuth", refresh()).await, ended);
    assert!(home.world.call("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await.is_err());
    home.sign_in("alice").await;
}

#[tokio::test]
async fn a_directory_that_goes_in_circles_keeps_nobody_busy_and_nobody_out() {
    let home = of_thirty().await;
    home.look().await;
    home.company.dismiss("user01");
    home.company.goes_in_circles();
    assert_eq!(home.next_look().await.outcome, Outcome::Down);
    assert_eq!(home.company.asked().len(), 5 + 2);
    assert!(home.is_enabled("user01").await);
}

#[tokio::test]
async fn whom_an_administrator_keeps_out_as_well_stays_out() {
    let home = of_thirty().await;
    home.look().await;
    let named = |name: &str| json!({ "UserPoolId": home.pool, "Username": name });
    for name in ["alice", "bob", "user01"] {
        home.company.dismiss(name);
    }
    assert_eq!(told(&home.next_look().await), (Outcome::Done, [27, 0, 0, 3, 0]));
    // At once, and after having let him in for an hour.
    home.world.ok("AdminDisableUser", named("alice")).await;
    home.world.ok("AdminEnableUser", named("bob")).await;
    home.world.ok("AdminDisableUser", named("bob")).await;
    for name in ["alice", "bob", "user01"] {
        home.company.hire(name, super::WORD, &[]);
    }
    assert_eq!(told(&home.next_look().await), (Outcome::Done, [30, 0, 1, 0, 0]));
    for (name, is_enabled) in [("alice", false), ("bob", false), ("user01", true)] {
        assert_eq!(home.is_enabled(name).await, is_enabled, "{name}");
    }
    // Nor does the right password open what an administrator has closed.
    assert_eq!(home.refused("alice", super::WORD).await, DISABLED);
    assert!(!home.is_enabled("alice").await);
}

#[tokio::test]
async fn an_empty_partial_or_shrunken_directory_keeps_nobody_out() {
    let home = of_thirty().await;
    home.look().await;
    // A page that does not come.
    home.company.loses_page(3);
    home.company.dismiss("user27");
    assert_eq!(home.next_look().await.outcome, Outcome::Down);
    home.company.loses_page(0);
    assert_eq!(home.look().await, None, "it is let be for a while");
    home.world.pass_s(301);
    assert_eq!(told(&home.look().await.expect("due sooner")), (Outcome::Done, [29, 0, 0, 1, 0]));
    // More than may go: a fifth of thirty.
    for at in 0..7 {
        home.company.dismiss(&format!("user{at:02}"));
    }
    assert_eq!(told(&home.next_look().await), (Outcome::Held, [22, 0, 0, 7, 0]));
    assert!(home.is_enabled("user00").await);
    // Or switched off.
    for at in 7..15 {
        home.company.change(&format!("user{at:02}"), |entry| entry.state = State::Expired);
    }
    assert_eq!(home.next_look().await.outcome, Outcome::Held);
    // The operator may say that it is right.
    home.serve(rules::directory::Settings {
        sync: Some(Walk { most_gone_percent: 100, ..Walk::default() }),
        ..settings()
    });
    assert_eq!(told(&home.next_look().await), (Outcome::Done, [22, 0, 0, 15, 0]));
    assert!(!home.is_enabled("user00").await && home.is_enabled("user20").await);
    // But nobody at all reads as a fault, whatever is said.
    let names = home.users().await;
    names.iter().filter(|name| !name.is_empty()).for_each(|name| home.company.dismiss(name));
    assert_eq!(home.next_look().await.outcome, Outcome::Held);
    assert!(home.is_enabled("user20").await);
}

#[tokio::test]
async fn one_node_looks_and_what_breaks_off_begins_anew() {
    let home = of_thirty().await;
    let goes = std::sync::atomic::AtomicUsize::new(0);
    // The node ends after its second page.
    let goes_on = || goes.fetch_add(1, std::sync::atomic::Ordering::SeqCst) < 3;
    let ctx = home.world.ctx();
    let broken = look(&ctx, &home.pool, &Turn { holder: "first", goes_on: &goes_on }).await.expect("a look");
    assert_eq!(broken, None);
    assert_eq!(home.users().await.len(), 14);
    assert_eq!(home.look_as("second").await, None, "another has the turn");
    home.world.pass_s(121);
    assert_eq!(told(&home.look_as("second").await.expect("a turn")), (Outcome::Done, [30, 16, 0, 0, 0]));
}

#[tokio::test]
async fn profiles_are_made_of_newcomers_only_where_that_is_wanted() {
    let home = of_thirty().await;
    home.sign_in("alice").await;
    home.serve(rules::directory::Settings {
        sync: Some(Walk { makes_profiles: false, ..Walk::default() }),
        ..settings()
    });
    home.company.change("alice", |entry| entry.groups = vec!["staff".to_owned()]);
    assert_eq!(told(&home.look().await.expect("due")), (Outcome::Done, [30, 0, 1, 0, 0]));
    assert_eq!(home.users().await, ["alice"]);
    home.serve(rules::directory::Settings { sync: None, ..settings() });
    home.world.pass_s(100_000);
    assert_eq!(home.look().await, None);
}
