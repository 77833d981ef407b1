//! Devices on every driver: what is kept, what guards it, and what goes with the user.

use ::store::devices::{self, Device};
use ::store::users::{self, Names, User};
use ::store::{Miss, changes, pools};

use super::backends::on_each;
use super::samples::{NOW, done, missed, pool, user};

fn device(user: &User, key: &str) -> Device {
    Device {
        pool_id: user.pool_id.clone(),
        sub: user.sub.clone(),
        key: key.into(),
        revision: 0,
        name: Some("a \u{0} name".into()),
        is_remembered: true,
        is_trusted: false,
        salt: vec![1; 17],
        verifier: vec![2; 400],
        waiting: None,
        last_ip: "203.0.113.7".into(),
        authenticated_at: NOW,
        created_at: NOW,
        updated_at: NOW,
    }
}

#[tokio::test]
async fn devices_are_kept_changed_and_forgotten() {
    on_each("devices", |store| async move {
        let read = store.read();
        let alice = user("p", "alice");
        let first = device(&alice, "r_1");
        missed(&store, Miss::Taken, "devices", |b| devices::insert(b, &first)).await;
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
            devices::insert(b, &first);
            devices::insert(b, &Device { name: None, ..device(&alice, "r_2") });
        })
        .await;
        missed(&store, Miss::Taken, "devices", |b| devices::insert(b, &first)).await;
        assert_eq!(devices::get(&read, "p", &alice.sub, "r_1").await.unwrap(), Some(first.clone()));
        assert_eq!(devices::get(&read, "p", &alice.sub, "r_\u{0}").await.unwrap(), None);
        let page = devices::page(&read, "p", &alice.sub, "r_1", 9).await.unwrap();
        assert_eq!(page, [Device { name: None, ..device(&alice, "r_2") }]);

        done(&store, |b| devices::set_waiting(b, &first, "jti")).await;
        let waiting = devices::get(&read, "p", &alice.sub, "r_1").await.unwrap().unwrap();
        assert_eq!((waiting.waiting.as_deref(), waiting.revision), (Some("jti"), 0));
        done(&store, |b| devices::signed_in(b, &first, "::1", true)).await;
        let there = devices::get(&read, "p", &alice.sub, "r_1").await.unwrap().unwrap();
        assert_eq!((there.waiting.as_deref(), there.last_ip.as_str(), there.is_trusted), (None, "::1", true));

        done(&store, |b| devices::set_remembered(b, &there, false)).await;
        let now = devices::get(&read, "p", &alice.sub, "r_1").await.unwrap().unwrap();
        assert_eq!((now.is_remembered, now.revision), (false, 1));
        missed(&store, Miss::Moved, "devices", |b| devices::set_remembered(b, &there, true)).await;
        missed(&store, Miss::Moved, "devices", |b| devices::signed_in(b, &there, "::1", true)).await;
        missed(&store, Miss::Moved, "devices", |b| devices::set_waiting(b, &there, "jti")).await;
        missed(&store, Miss::Moved, "devices", |b| devices::delete(b, &there)).await;
        done(&store, |b| devices::delete(b, &now)).await;
        assert_eq!(devices::get(&read, "p", &alice.sub, "r_1").await.unwrap(), None);
        let told = changes::after(&read, "", 99).await.unwrap();
        let buried: Vec<_> = told.iter().filter(|change| change.is_tombstone).collect();
        assert_eq!(buried.len(), 1);
        assert_eq!((buried[0].table.as_str(), buried[0].revision), ("devices", 2));

        done(&store, |b| users::delete(b, &alice)).await;
        assert!(devices::page(&read, "p", &alice.sub, "", 9).await.unwrap().is_empty());
    })
    .await;
}
