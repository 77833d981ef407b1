//! What sign-in counts and spends, on every driver: of parallel answers no more count than the guards allow.

use ::store::attempts::{self, Attempt};
use ::store::flows::SPENT;
use ::store::users::{self, Names};
use ::store::{Miss, Outcome, Store, changes, codes, families, flows, pools};

use super::backends::on_each;
use super::samples::{NOW, code, commit, done, family, flow, missed, pool, user};

async fn with_alice(store: &Store) -> users::User {
    let alice = user("p", "alice");
    done(store, |b| {
        pools::insert(b, &pool("p"));
        users::insert(b, &alice, &Names::default());
    })
    .await;
    alice
}

#[tokio::test]
async fn a_sign_in_is_guarded_by_the_user_that_was_loaded() {
    on_each("insert_for", |store| async move {
        let read = store.read();
        let alice = with_alice(&store).await;
        done(&store, |b| families::insert_for(b, &family(&alice, "a"), &alice)).await;
        assert_eq!(families::get(&read, "p", "a").await.unwrap(), Some(family(&alice, "a")));
        missed(&store, Miss::Moved, "families", |b| families::insert_for(b, &family(&alice, "a"), &alice))
            .await;

        done(&store, |b| users::set_failures(b, &alice, 1, NOW)).await;
        missed(&store, Miss::Moved, "families", |b| families::insert_for(b, &family(&alice, "b"), &alice))
            .await;
        let failed = users::get(&read, "p", &alice.sub).await.unwrap().unwrap();
        assert_eq!((failed.failures, failed.failed_at, failed.revision), (1, NOW, 1));
        // A sign-in, its counter back to nothing, and a change of the user in one batch.
        done(&store, |b| {
            families::insert_for(b, &family(&failed, "b"), &failed);
            users::set_failures(b, &failed, 0, 0);
            users::update(b, &failed, &Names::default(), &Names::default());
        })
        .await;
        let mut now = users::get(&read, "p", &alice.sub).await.unwrap().unwrap();
        assert_eq!((now.failures, now.failed_at, now.revision), (0, 0, 2));

        now.is_enabled = false;
        done(&store, |b| users::update(b, &now, &Names::default(), &Names::default())).await;
        now.revision = 3;
        missed(&store, Miss::Moved, "families", |b| families::insert_for(b, &family(&now, "c"), &now)).await;
        let all = families::of_user(&read, "p", &alice.sub, "", 9).await.unwrap();
        assert_eq!(all, [family(&alice, "a"), family(&alice, "b")]);
        assert_eq!(families::of_user(&read, "p", &alice.sub, "a", 9).await.unwrap(), all[1..]);
    })
    .await;
}

#[tokio::test]
async fn of_parallel_failures_one_is_counted_for_each_load() {
    on_each("parallel", |store| async move {
        let alice = with_alice(&store).await;
        let guesses: Vec<_> = (0..50)
            .map(|_| {
                let (store, alice) = (store.clone(), alice.clone());
                tokio::spawn(async move { commit(&store, |b| users::set_failures(b, &alice, 1, NOW)).await })
            })
            .collect();
        let mut counted = 0;
        for guess in guesses {
            match guess.await.unwrap().unwrap() {
                Outcome::Done => counted += 1,
                Outcome::Missed { miss, .. } => assert_eq!(miss, Miss::Moved),
            }
        }
        assert_eq!(counted, 1);
    })
    .await;
}

#[tokio::test]
async fn signing_out_moves_forward_and_counts_as_a_revision() {
    on_each("sign_out", |store| async move {
        let read = store.read();
        let alice = with_alice(&store).await;
        done(&store, |b| users::sign_out(b, "p", &alice.sub, NOW)).await;
        missed(&store, Miss::Moved, "families", |b| families::insert_for(b, &family(&alice, "a"), &alice))
            .await;
        done(&store, |b| users::sign_out(b, "p", &alice.sub, NOW - 9)).await;
        let now = users::get(&read, "p", &alice.sub).await.unwrap().unwrap();
        assert_eq!((now.signed_out_at, now.revision), (NOW, 3));
        missed(&store, Miss::Gone, "users", |b| users::sign_out(b, "p", "nobody", NOW)).await;
        let log = changes::after(&read, "", 9).await.unwrap();
        let mut revisions: Vec<_> = log.iter().filter(|c| c.table == "users").map(|c| c.revision).collect();
        revisions.sort_unstable();
        assert_eq!(revisions, [1, 2, 3]);
    })
    .await;
}

#[tokio::test]
async fn a_family_rotates_once_per_generation() {
    on_each("families", |store| async move {
        let read = store.read();
        let alice = with_alice(&store).await;
        let first = family(&alice, "a");
        done(&store, |b| families::insert_for(b, &first, &alice)).await;
        let successor = families::Family { settings: "{\"a\":1}".into(), ..first.clone() };
        done(&store, |b| families::rotate(b, &successor, NOW + 5)).await;
        missed(&store, Miss::Moved, "families", |b| families::rotate(b, &successor, NOW + 6)).await;
        let second = families::get(&read, "p", "a").await.unwrap().unwrap();
        assert_eq!(
            (second.generation, second.rotated_at, second.settings.as_str()),
            (1, NOW + 5, "{\"a\":1}")
        );
        done(&store, |b| families::revoke(b, "p", "a", NOW + 7)).await;
        done(&store, |b| families::revoke(b, "p", "a", NOW + 8)).await;
        missed(&store, Miss::Moved, "families", |b| families::rotate(b, &second, NOW + 9)).await;
        assert_eq!(families::get(&read, "p", "a").await.unwrap().unwrap().revoked_at, Some(NOW + 7));

        for jti in ["b", "c", "d"] {
            done(&store, |b| families::insert_for(b, &family(&alice, jti), &alice)).await;
        }
        done(&store, |b| families::delete_expired(b, NOW + 1000, 9)).await;
        assert_eq!(families::of_user(&read, "p", &alice.sub, "", 9).await.unwrap().len(), 4);
        done(&store, |b| families::delete_expired(b, NOW + 1001, 3)).await;
        assert_eq!(families::of_user(&read, "p", &alice.sub, "", 9).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_spent_once() {
    on_each("codes", |store| async move {
        let read = store.read();
        let alice = with_alice(&store).await;
        let sent = code(&alice, "sign_up");
        done(&store, |b| codes::put(b, &sent)).await;
        assert_eq!(codes::get(&read, "p", &alice.sub, "sign_up").await.unwrap(), Some(sent.clone()));
        assert_eq!(codes::get(&read, "p", &alice.sub, "other").await.unwrap(), None);
        done(&store, |b| codes::fail(b, &sent)).await;
        missed(&store, Miss::Moved, "codes", |b| codes::fail(b, &sent)).await;
        missed(&store, Miss::Spent, "codes", |b| codes::take(b, &sent)).await;
        let failed = codes::get(&read, "p", &alice.sub, "sign_up").await.unwrap().unwrap();
        assert_eq!(failed.attempts, 1);
        let resent = codes::Code { hash: vec![8], ..sent.clone() };
        done(&store, |b| codes::put(b, &resent)).await;
        missed(&store, Miss::Spent, "codes", |b| codes::take(b, &failed)).await;
        assert_eq!(codes::get(&read, "p", &alice.sub, "sign_up").await.unwrap(), Some(resent.clone()));
        done(&store, |b| codes::take(b, &resent)).await;
        missed(&store, Miss::Spent, "codes", |b| codes::take(b, &resent)).await;
        done(&store, |b| codes::put(b, &resent)).await;
        done(&store, |b| codes::delete(b, "p", &alice.sub, "sign_up")).await;
        assert_eq!(codes::get(&read, "p", &alice.sub, "sign_up").await.unwrap(), None);
        missed(&store, Miss::Gone, "users", |b| codes::put(b, &code(&user("p", "bob"), "x"))).await;

        // Those that are alike go together, and no others.
        let alike = |purpose: &str, sent_at: i64, expires_at: i64| codes::Code {
            sent_at,
            expires_at,
            ..code(&alice, purpose)
        };
        let all = [("undo a", 1, 90), ("undo b", 2, 91), ("undo c", 3, 90), ("sign_up", 9, 10)];
        for (purpose, sent_at, expires_at) in all {
            done(&store, |b| codes::put(b, &alike(purpose, sent_at, expires_at))).await;
        }
        let left = async || {
            let mut left = Vec::new();
            for (purpose, ..) in all {
                left.extend(codes::get(&read, "p", &alice.sub, purpose).await.unwrap().map(|_| purpose));
            }
            left
        };
        done(&store, |b| codes::delete_since(b, ("p", &alice.sub), "undo ", 3)).await;
        assert_eq!(left().await, ["undo a", "undo b", "sign_up"]);
        done(&store, |b| codes::delete_expired(b, ("p", &alice.sub), "undo ", 90)).await;
        assert_eq!(left().await, ["undo b", "sign_up"]);
    })
    .await;
}

#[tokio::test]
async fn a_flow_is_moved_by_one() {
    on_each("flows", |store| async move {
        let read = store.read();
        let first = flow("p", "f");
        done(&store, |b| flows::insert(b, &first)).await;
        missed(&store, Miss::Taken, "flows", |b| flows::insert(b, &first)).await;
        assert_eq!(flows::get(&read, "p", "f").await.unwrap(), Some(first.clone()));
        done(&store, |b| flows::fail(b, &first)).await;
        missed(&store, Miss::Moved, "flows", |b| flows::fail(b, &first)).await;
        // A right answer counts only against the wrong ones that it knew of.
        missed(&store, Miss::Spent, "flows", |b| flows::advance(b, &first, "NEXT", vec![2], NOW)).await;
        missed(&store, Miss::Spent, "flows", |b| flows::tombstone(b, &first)).await;
        let failed = flows::get(&read, "p", "f").await.unwrap().unwrap();
        assert_eq!((failed.attempts, failed.revision), (1, 1));
        done(&store, |b| flows::advance(b, &failed, "NEXT", vec![2], NOW + 9)).await;
        missed(&store, Miss::Spent, "flows", |b| flows::advance(b, &failed, "NEXT", vec![2], NOW)).await;
        let next = flows::get(&read, "p", "f").await.unwrap().unwrap();
        assert_eq!(
            (next.step.as_str(), next.attempts, next.revision, next.expires_at),
            ("NEXT", 0, 2, NOW + 9)
        );
        assert_eq!(next.state, [2]);
        done(&store, |b| flows::tombstone(b, &next)).await;
        missed(&store, Miss::Spent, "flows", |b| flows::tombstone(b, &next)).await;
        let spent = flows::get(&read, "p", "f").await.unwrap().unwrap();
        assert_eq!((spent.step.as_str(), spent.state.len(), spent.revision), (SPENT, 0, 3));
        missed(&store, Miss::Spent, "flows", |b| flows::advance(b, &spent, "NEXT", vec![2], NOW)).await;
        missed(&store, Miss::Moved, "flows", |b| flows::fail(b, &spent)).await;
        done(&store, |b| flows::delete_expired(b, NOW + 9, 9)).await;
        assert!(flows::get(&read, "p", "f").await.unwrap().is_some());
        done(&store, |b| flows::delete_expired(b, NOW + 10, 9)).await;
        assert_eq!(flows::get(&read, "p", "f").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_counter_is_written_over_what_was_loaded() {
    on_each("attempts", |store| async move {
        let read = store.read();
        let count = |count, since| Attempt {
            pool_id: "p".into(),
            subject: "s".into(),
            kind: "send".into(),
            count,
            since,
        };
        assert_eq!(attempts::get(&read, "p", "s", "send").await.unwrap(), None);
        missed(&store, Miss::Moved, "attempts", |b| attempts::put(b, Some(&count(1, 1)), &count(2, 1))).await;
        done(&store, |b| attempts::put(b, None, &count(1, 1))).await;
        missed(&store, Miss::Moved, "attempts", |b| attempts::put(b, None, &count(1, 1))).await;
        done(&store, |b| attempts::put(b, Some(&count(1, 1)), &count(2, 1))).await;
        missed(&store, Miss::Moved, "attempts", |b| attempts::put(b, Some(&count(1, 1)), &count(2, 1))).await;
        assert_eq!(attempts::get(&read, "p", "s", "send").await.unwrap(), Some(count(2, 1)));
        done(&store, |b| attempts::delete_older(b, 1, 9)).await;
        assert!(attempts::get(&read, "p", "s", "send").await.unwrap().is_some());
        done(&store, |b| attempts::delete_older(b, 2, 9)).await;
        assert_eq!(attempts::get(&read, "p", "s", "send").await.unwrap(), None);
        done(&store, |b| attempts::put(b, None, &count(1, 1))).await;
        done(&store, |b| attempts::delete(b, "p", "s", "send")).await;
        assert_eq!(attempts::get(&read, "p", "s", "send").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_counter_goes_as_far_as_it_may_and_begins_anew() {
    on_each("attempts_added", |store| async move {
        let read = store.read();
        let one = |since| Attempt {
            pool_id: "p".into(),
            subject: "s".into(),
            kind: "send".into(),
            count: 1,
            since,
        };
        done(&store, |b| attempts::add(b, &one(5), 0, 2)).await;
        done(&store, |b| attempts::add(b, &one(6), 1, 2)).await;
        let full = Attempt { count: 2, ..one(5) };
        assert_eq!(attempts::get(&read, "p", "s", "send").await.unwrap(), Some(full.clone()));
        missed(&store, Miss::Moved, "attempts", |b| attempts::add(b, &one(7), 2, 2)).await;
        assert_eq!(attempts::get(&read, "p", "s", "send").await.unwrap(), Some(full));
        done(&store, |b| attempts::add(b, &one(10), 5, 2)).await;
        assert_eq!(attempts::get(&read, "p", "s", "send").await.unwrap(), Some(one(10)));
    })
    .await;
}
