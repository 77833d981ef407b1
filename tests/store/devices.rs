//! Devices and sessions on every driver: what is kept, what guards it, and what goes with user and client.

use ::store::devices::{self, Device};
use ::store::families::{self, Family};
use ::store::users::{self, Names, User};
use ::store::{Miss, changes, clients, pools, sso_sessions};

use super::backends::on_each;
use super::samples::{NOW, client, done, family, missed, pool, user};

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

#[tokio::test]
async fn how_long_managed_login_remembers_goes_with_its_client() {
    on_each("sso", |store| async move {
        let read = store.read();
        missed(&store, Miss::Gone, "clients", |b| sso_sessions::put(b, "p", "c", 5)).await;
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            clients::insert(b, &client("p", "c"));
            sso_sessions::put(b, "p", "c", 5);
            sso_sessions::put(b, "p", "c", 6);
        })
        .await;
        assert_eq!(sso_sessions::get(&read, "p", "c").await.unwrap(), Some(6));
        assert_eq!(sso_sessions::get(&read, "p", "d").await.unwrap(), None);
        done(&store, |b| clients::delete(b, &client("p", "c"))).await;
        assert_eq!(sso_sessions::get(&read, "p", "c").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn live_families_are_neither_revoked_nor_expired_nor_signed_out_of() {
    on_each("live", |store| async move {
        let read = store.read();
        let alice = user("p", "alice");
        let at = |jti: &str, auth_time: i64| Family { auth_time, ..family(&alice, jti) };
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
            for (jti, auth_time) in [("a", NOW), ("b", NOW + 2), ("c", NOW + 1), ("d", NOW + 3)] {
                families::insert_for(b, &at(jti, auth_time), &alice);
            }
            families::revoke(b, "p", "d", NOW);
        })
        .await;
        let live = async |alice: &User, now: i64| {
            let found = families::live_of_user(&read, alice, now).await.unwrap();
            found.into_iter().map(|family| family.origin_jti).collect::<Vec<_>>()
        };
        assert_eq!(live(&alice, NOW).await, ["b", "c", "a"]);
        assert_eq!(live(&User { signed_out_at: NOW + 1, ..alice.clone() }, NOW).await, ["b"]);
        assert_eq!(live(&alice, NOW + 1_000).await, Vec::<String>::new());

        let noted = Family { settings: "{\"a\":1}".into(), ..at("a", NOW) };
        done(&store, |b| families::set_settings(b, &noted)).await;
        assert_eq!(families::get(&read, "p", "a").await.unwrap(), Some(noted.clone()));
        // Another generation is left alone, and so is one that was revoked.
        done(&store, |b| {
            families::set_settings(b, &Family { generation: 7, settings: "{}".into(), ..noted.clone() });
            families::set_settings(b, &Family { settings: "{\"b\":1}".into(), ..at("d", NOW) });
        })
        .await;
        assert_eq!(families::get(&read, "p", "a").await.unwrap(), Some(noted));
        assert_eq!(families::get(&read, "p", "d").await.unwrap().unwrap().settings, "{}");
    })
    .await;
}
