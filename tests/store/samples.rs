//! Records to test with, and short ways to commit.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use ::store::aliases::{Alias, Kind};
use ::store::clients::Client;
use ::store::codes::Code;
use ::store::families::Family;
use ::store::flows::Flow;
use ::store::pools::Pool;
use ::store::users::{Names, Search, User};
use ::store::{Batch, Miss, Outcome, Result, Store};

/// The time of every batch here.
pub const NOW: i64 = 1_700_000_000_000;

/// An empty batch with entropy of its own.
pub fn batch() -> Batch {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    Batch::new(NOW, u128::from(count).to_be_bytes())
}

/// Commits what is filled in.
pub async fn commit(store: &Store, fill: impl FnOnce(&mut Batch)) -> Result<Outcome> {
    let mut batch = batch();
    fill(&mut batch);
    store.commit(batch).await
}

/// Commits what must be applied.
#[track_caller]
pub fn done(store: &Store, fill: impl FnOnce(&mut Batch)) -> impl Future<Output = ()> {
    let place = std::panic::Location::caller();
    let mut batch = batch();
    fill(&mut batch);
    let store = store.clone();
    async move {
        let outcome = store.commit(batch).await;
        assert!(matches!(outcome, Ok(Outcome::Done)), "{place}: {outcome:?}");
    }
}

/// Commits what must be missed, and how.
#[track_caller]
pub fn missed(
    store: &Store,
    miss: Miss,
    tag: &'static str,
    fill: impl FnOnce(&mut Batch),
) -> impl Future<Output = ()> {
    let place = std::panic::Location::caller();
    let mut batch = batch();
    fill(&mut batch);
    let store = store.clone();
    async move {
        match store.commit(batch).await {
            Ok(Outcome::Missed { miss: m, tag: t, .. }) => assert_eq!((m, t), (miss, tag), "{place}"),
            other => panic!("{place}: {other:?}"),
        }
    }
}

/// A pool of an id.
pub fn pool(id: &str) -> Pool {
    Pool {
        id: id.into(),
        account: "000000000000".into(),
        region: "us-east-1".into(),
        name: "pool".into(),
        revision: 1,
        settings: "{}".into(),
        more: "{}".into(),
        data_key: vec![1, 2, 3],
        created_at: NOW,
        updated_at: NOW,
    }
}

/// A client of a pool.
pub fn client(pool_id: &str, id: &str) -> Client {
    Client {
        id: id.into(),
        pool_id: pool_id.into(),
        name: "web".into(),
        revision: 1,
        settings: "{}".into(),
        secret: None,
        created_at: NOW,
        updated_at: NOW,
    }
}

/// A user of a pool; its sub and its username are the name.
pub fn user(pool_id: &str, name: &str) -> User {
    User {
        pool_id: pool_id.into(),
        sub: format!("sub-{name}"),
        username: name.into(),
        username_key: name.to_lowercase(),
        status: "CONFIRMED".into(),
        is_enabled: true,
        revision: 1,
        attributes: BTreeMap::from([("email".into(), format!("{name}@example.com"))]),
        settings: "{}".into(),
        salt: Some(vec![1; 16]),
        verifier: Some(vec![2; 384]),
        history: None,
        temporary_until: None,
        failures: 0,
        failed_at: 0,
        signed_out_at: 0,
        created_at: NOW,
        updated_at: NOW,
        is_in_group: false,
    }
}

/// An email alias.
pub fn email(value: &str) -> Alias {
    Alias { kind: Kind::Email, value: value.into() }
}

/// A search value.
pub fn search(name: &str, value: &str) -> Search {
    Search { name: name.into(), value: value.into() }
}

/// Names of a user: email aliases and search values of the attribute `name`.
pub fn names(aliases: &[&str], values: &[&str]) -> Names {
    Names {
        aliases: aliases.iter().map(|value| email(value)).collect(),
        search: values.iter().map(|value| search("name", value)).collect(),
    }
}

/// A code of a user.
pub fn code(user: &User, purpose: &str) -> Code {
    Code {
        pool_id: user.pool_id.clone(),
        sub: user.sub.clone(),
        purpose: purpose.into(),
        hash: vec![9; 32],
        attribute: "email".into(),
        destination: "a@example.com".into(),
        medium: "EMAIL".into(),
        attempts: 0,
        sent_at: NOW,
        expires_at: NOW + 1000,
    }
}

/// A refresh family of a user.
pub fn family(user: &User, jti: &str) -> Family {
    Family {
        pool_id: user.pool_id.clone(),
        origin_jti: jti.into(),
        sub: user.sub.clone(),
        client_id: "client".into(),
        generation: 0,
        rotated_at: NOW,
        revoked_at: None,
        auth_time: NOW,
        expires_at: NOW + 1000,
        settings: "{}".into(),
    }
}

/// A flow of a pool.
pub fn flow(pool_id: &str, id: &str) -> Flow {
    Flow {
        pool_id: pool_id.into(),
        id: id.into(),
        kind: "session".into(),
        step: "SMS_MFA".into(),
        attempts: 0,
        state: vec![1],
        revision: 1,
        expires_at: NOW + 1000,
    }
}
