//! PostgreSQL: nodes that start together, connections that die, callers that go away.

use std::time::Duration;

use ::store::users::{self, Names};
use ::store::{Outcome, Store, StoreError, pools};

use super::backends::Database;
use super::samples::{batch, commit, done, pool, user};

#[tokio::test]
async fn nodes_can_start_at_once() {
    let Some(database) = Database::new("start").await else { return };
    let nodes: Vec<_> = (0..6)
        .map(|_| {
            let url = database.url.clone();
            tokio::spawn(async move { Store::open_postgres(&url, None).await.map(|_| ()) })
        })
        .collect();
    for node in nodes {
        node.await.unwrap().unwrap();
    }
    database.run("UPDATE meta SET value = '999' WHERE name = 'schema'").await;
    let error = Store::open_postgres(&database.url, None).await.map(|_| ()).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 999, .. }), "{error:?}");
    database.remove().await;
}

#[tokio::test]
async fn a_server_that_takes_no_writes_is_not_used() {
    let Some(database) = Database::new("readonly").await else { return };
    let store = Store::open_postgres(&database.url, None).await.unwrap();
    database.set("default_transaction_read_only = on").await;
    database.kick().await;
    assert!(commit(&store, |b| pools::insert(b, &pool("p"))).await.is_err());
    assert!(Store::open_postgres(&database.url, None).await.is_err());
    database.set("default_transaction_read_only = off").await;
    done(&store, |b| pools::insert(b, &pool("p"))).await;
    database.remove().await;
}

#[tokio::test]
async fn an_open_connection_that_turns_read_only_is_dropped() {
    let Some(database) = Database::new("turned").await else { return };
    let store = Store::open_postgres(&database.url, None).await.unwrap();
    // The pool has this one idle connection, and it now refuses writes as a demoted primary does.
    store.read().rows("SELECT set_config('default_transaction_read_only', 'on', false)", &[]).await.unwrap();
    done(&store, |b| pools::insert(b, &pool("p"))).await;
    database.remove().await;
}

#[tokio::test]
async fn connections_that_die_lose_nothing_that_was_acknowledged() {
    let Some(database) = Database::new("failover").await else { return };
    let store = Store::open_postgres(&database.url, None).await.unwrap();
    done(&store, |b| pools::insert(b, &pool("p"))).await;
    let workers: Vec<_> = (0..4)
        .map(|worker| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut ends = Vec::new();
                for at in 0..100 {
                    let user = user("p", &format!("u{worker}-{at}"));
                    let outcome = commit(&store, |b| users::insert(b, &user, &Names::default())).await;
                    ends.push((user.sub, outcome));
                }
                ends
            })
        })
        .collect();
    for _ in 0..10 {
        database.kick().await;
    }
    let mut acknowledged = 0;
    for worker in workers {
        for (sub, outcome) in worker.await.unwrap() {
            let found = users::get(&store.read(), "p", &sub).await.unwrap().is_some();
            match outcome {
                Ok(outcome) => {
                    assert_eq!((outcome, found), (Outcome::Done, true));
                    acknowledged += 1;
                }
                Err(error) if error.may_be_applied() => (),
                Err(_) => assert!(!found),
            }
        }
    }
    assert!(acknowledged > 300, "{acknowledged}");
    database.remove().await;
}

#[tokio::test]
async fn a_caller_that_goes_away_leaves_no_transaction_behind() {
    let Some(database) = Database::new("cancel").await else { return };
    let store = Store::open_postgres(&database.url, None).await.unwrap();
    done(&store, |b| pools::insert(b, &pool("p"))).await;
    for at in 0..60 {
        let user = user("p", &format!("u{at}"));
        let work = commit(&store, |b| users::insert(b, &user, &Names::default()));
        let in_time = tokio::time::timeout(Duration::from_micros(at * 50), work).await;
        // Another batch right after: if it met the open transaction, its commit would carry the other's rows.
        let mut next = batch();
        next.push(::store::Statement::any("UPDATE meta SET value = value WHERE name = 'none'", vec![]));
        next.push(::store::Statement::any("UPDATE meta SET value = value WHERE name = 'none'", vec![]));
        assert!(store.commit(next).await.unwrap().is_done());
        if let Ok(outcome) = in_time {
            assert!(outcome.unwrap().is_done());
            assert!(users::get(&store.read(), "p", &user.sub).await.unwrap().is_some());
        }
    }
    let users = store.read().rows("SELECT sub FROM users", &[]).await.unwrap().len();
    let told = store.read().rows("SELECT key FROM changes WHERE tbl = 'users'", &[]).await.unwrap().len();
    assert_eq!(users, told);
    database.remove().await;
}

#[tokio::test]
async fn batches_that_lock_crosswise_are_sent_again() {
    let Some(database) = Database::new("deadlock").await else { return };
    database.set("deadlock_timeout = '10ms'").await;
    let store = Store::open_postgres(&database.url, None).await.unwrap();
    done(&store, |b| {
        pools::insert(b, &pool("p"));
        users::insert(b, &user("p", "a"), &Names::default());
        users::insert(b, &user("p", "b"), &Names::default());
    })
    .await;
    let workers: Vec<_> = [["sub-a", "sub-b"], ["sub-b", "sub-a"]]
        .into_iter()
        .cycle()
        .take(6)
        .map(|subs| {
            let store = store.clone();
            tokio::spawn(async move {
                for at in 0..20 {
                    done(&store, |b| subs.iter().for_each(|sub| users::sign_out(b, "p", sub, at))).await;
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    let a = users::get(&store.read(), "p", "sub-a").await.unwrap().unwrap();
    assert_eq!(a.revision, 1 + 6 * 20);
    database.remove().await;
}
