//! Browser sessions, on every driver: of users who are as they were loaded, gone with them and with time.

use ::store::browser_sessions::{self, BrowserSession};
use ::store::users::{self, Names, User};
use ::store::{Miss, Store, pools};

use super::backends::on_each;
use super::samples::{done, missed, pool, user};

fn session(sub: &str, id: &str, expires_at: i64) -> BrowserSession {
    BrowserSession {
        pool_id: "p".into(),
        id: id.into(),
        sub: sub.into(),
        auth_time: 10,
        active_at: 10,
        expires_at,
        settings: "{\"ip\":\"203.0.113.7\"}".into(),
    }
}

async fn get(store: &Store, id: &str) -> Option<BrowserSession> {
    browser_sessions::get(&store.read(), "p", id).await.unwrap()
}

async fn of_user(store: &Store, sub: &str, after: &str, limit: i64) -> Vec<String> {
    let all = browser_sessions::of_user(&store.read(), "p", sub, after, limit).await.unwrap();
    all.into_iter().map(|session| session.id).collect()
}

#[tokio::test]
async fn a_session_is_of_a_user_as_loaded_and_goes_with_the_user_and_with_time() {
    on_each("browser_sessions", |store| async move {
        let (alice, bob) = (user("p", "alice"), user("p", "bob"));
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
            users::insert(b, &bob, &Names::default());
        })
        .await;
        let changed = User { revision: alice.revision + 1, ..alice.clone() };
        let guessed = User { failures: 1, ..alice.clone() };
        let first = session(&alice.sub, "1", 100);
        for other in [&changed, &guessed, &user("p", "nobody")] {
            let of_other = session(&other.sub, "1", 100);
            missed(&store, Miss::Moved, "browser_sessions", |b| {
                browser_sessions::insert_for(b, &of_other, other);
            })
            .await;
        }
        done(&store, |b| {
            browser_sessions::insert_for(b, &first, &alice);
            browser_sessions::insert_for(b, &session(&alice.sub, "2", 200), &alice);
            browser_sessions::insert_for(b, &session(&bob.sub, "3", 300), &bob);
        })
        .await;
        missed(&store, Miss::Moved, "browser_sessions", |b| {
            browser_sessions::insert_for(b, &first, &alice);
        })
        .await;
        assert_eq!(get(&store, "1").await, Some(first.clone()));
        assert_eq!(of_user(&store, &alice.sub, "", 9).await, ["1", "2"]);
        assert_eq!(of_user(&store, &alice.sub, "1", 1).await, ["2"]);
        let used = BrowserSession { active_at: 50, settings: "{}".into(), ..first };
        done(&store, |b| browser_sessions::touch(b, &used)).await;
        assert_eq!(get(&store, "1").await, Some(used));
        done(&store, |b| browser_sessions::delete_expired(b, 150, 9)).await;
        assert_eq!(of_user(&store, &alice.sub, "", 9).await, ["2"]);
        done(&store, |b| browser_sessions::delete(b, "p", "3")).await;
        assert_eq!(get(&store, "3").await, None);
        done(&store, |b| browser_sessions::delete_of_user(b, "p", &bob.sub)).await;
        assert_eq!(of_user(&store, &alice.sub, "", 9).await, ["2"]);
        done(&store, |b| browser_sessions::delete_of_user(b, "p", &alice.sub)).await;
        assert_eq!(get(&store, "2").await, None);
        done(&store, |b| browser_sessions::insert_for(b, &session(&alice.sub, "2", 200), &alice)).await;
        done(&store, |b| {
            browser_sessions::insert_for(b, &session(&alice.sub, "4", 200), &alice);
            browser_sessions::insert_for(b, &session(&bob.sub, "5", 200), &bob);
            browser_sessions::delete_others(b, "p", &alice.sub, "2");
        })
        .await;
        assert_eq!(of_user(&store, &alice.sub, "", 9).await, ["2"]);
        assert_eq!(of_user(&store, &bob.sub, "", 9).await, ["5"]);
        done(&store, |b| users::delete(b, &alice)).await;
        assert_eq!(get(&store, "2").await, None);
    })
    .await;
}
