//! Passkeys and the registrations under way, on every driver.

use ::store::passkeys::{self, Passkey, Pending};
use ::store::users::Names;
use ::store::{Miss, changes, pools, users};

use super::backends::on_each;
use super::samples::{NOW, done, missed, pool, user};

fn passkey(sub: &str, id: &str) -> Passkey {
    Passkey {
        pool_id: "p".into(),
        credential_id: id.into(),
        sub: sub.into(),
        relying_party_id: "example.com".into(),
        name: "Schlüssel".into(),
        attachment: None,
        transports: "[]".into(),
        public_key: "{\"a\":\"\\u0000\"}".into(),
        counter: i64::from(u32::MAX),
        created_at: NOW,
    }
}

fn pending(challenge: u8) -> Pending {
    Pending {
        pool_id: "p".into(),
        sub: "sub-a".into(),
        client_id: "c".into(),
        challenge: vec![challenge; 32],
        expires_at: NOW + 1,
    }
}

#[tokio::test]
async fn passkeys_are_kept() {
    on_each("passkeys", |store| async move {
        let read = store.read();
        let (alice, bob) = (user("p", "a"), user("p", "b"));
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
            users::insert(b, &bob, &Names::default());
        })
        .await;
        let mut first = Passkey { attachment: Some("platform".into()), ..passkey("sub-a", "k2") };
        let second = Passkey { created_at: NOW + 1, ..passkey("sub-a", "k1") };
        done(&store, |b| passkeys::insert(b, &second)).await;
        done(&store, |b| passkeys::insert(b, &first)).await;
        let theirs = passkey("sub-b", "k1");
        missed(&store, Miss::Taken, "passkeys", |b| passkeys::insert(b, &theirs)).await;
        assert_eq!(passkeys::of_user(&read, "p", "sub-a").await.unwrap(), [first.clone(), second.clone()]);
        assert_eq!(passkeys::of_user(&read, "p", "sub-b").await.unwrap(), []);

        done(&store, |b| passkeys::count(b, &first, 0)).await;
        missed(&store, Miss::Moved, "passkeys", |b| passkeys::count(b, &first, 1)).await;
        first.counter = 0;
        done(&store, |b| passkeys::count(b, &first, 0)).await;
        missed(&store, Miss::Gone, "passkeys", |b| passkeys::delete(b, &theirs)).await;
        done(&store, |b| passkeys::delete(b, &first)).await;
        missed(&store, Miss::Gone, "passkeys", |b| passkeys::delete(b, &first)).await;
        missed(&store, Miss::Moved, "passkeys", |b| passkeys::count(b, &first, 0)).await;
        let log = changes::after(&read, "", 50).await.unwrap();
        assert!(log.iter().any(|c| c.table == "passkeys" && c.key == "p/k2" && c.is_tombstone));

        done(&store, |b| users::delete(b, &alice)).await;
        assert_eq!(passkeys::of_user(&read, "p", "sub-a").await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn one_registration_is_under_way() {
    on_each("passkey_challenges", |store| async move {
        let read = store.read();
        let alice = user("p", "a");
        missed(&store, Miss::Gone, "users", |b| passkeys::begin(b, &pending(1))).await;
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
        })
        .await;
        assert_eq!(passkeys::pending(&read, "p", "sub-a").await.unwrap(), None);
        done(&store, |b| passkeys::begin(b, &pending(1))).await;
        assert_eq!(passkeys::pending(&read, "p", "sub-a").await.unwrap(), Some(pending(1)));
        done(&store, |b| passkeys::begin(b, &pending(2))).await;
        missed(&store, Miss::Spent, "passkey_challenges", |b| passkeys::end(b, &pending(1))).await;
        done(&store, |b| passkeys::end(b, &pending(2))).await;
        missed(&store, Miss::Spent, "passkey_challenges", |b| passkeys::end(b, &pending(2))).await;
        done(&store, |b| passkeys::begin(b, &pending(3))).await;
        done(&store, |b| users::delete(b, &alice)).await;
        assert_eq!(passkeys::pending(&read, "p", "sub-a").await.unwrap(), None);
    })
    .await;
}
