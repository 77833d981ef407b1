//! Identity pools, identities and their logins, on every driver.

use ::store::identities::{self, Identity, Login};
use ::store::identity_pools::{self, IdentityPool};
use ::store::{Miss, Store, deleted_pools};

use super::backends::on_each;
use super::samples::{done, missed};

pub fn pool(id: &str) -> IdentityPool {
    IdentityPool {
        id: id.into(),
        account: "000000000000".into(),
        region: "us-east-1".into(),
        name: "app".into(),
        revision: 0,
        settings: "{}".into(),
        login_providers: vec![1, 2, 3],
        more: "{}".into(),
        created_at: 5,
        updated_at: 5,
    }
}

fn login(provider: &str, subject: &str, identity_id: &str) -> Login {
    Login { provider: provider.into(), subject: subject.into(), identity_id: identity_id.into() }
}

async fn get(store: &Store, id: &str) -> Option<Identity> {
    identities::get(&store.read(), id).await.unwrap()
}

async fn subjects(store: &Store, id: &str) -> Vec<String> {
    let logins = identities::logins(&store.read(), id).await.unwrap();
    logins.into_iter().map(|login| login.subject).collect()
}

#[tokio::test]
async fn a_pool_is_kept_listed_changed_as_loaded_and_deleted() {
    on_each("identity_pools", |store| async move {
        let (one, other) = (pool("us-east-1:1"), pool("us-east-1:2"));
        done(&store, |b| {
            identity_pools::insert(b, &one);
            identity_pools::insert(b, &other);
        })
        .await;
        missed(&store, Miss::Taken, "identity_pools", |b| identity_pools::insert(b, &one)).await;
        assert_eq!(identity_pools::get(&store.read(), &one.id).await.unwrap(), Some(one.clone()));
        let page = |after: &'static str| {
            let store = store.clone();
            async move {
                let read = store.read();
                let page = identity_pools::page(&read, "000000000000", "us-east-1", after, 9).await;
                page.unwrap().len()
            }
        };
        assert_eq!((page("").await, page("us-east-1:1").await), (2, 1));
        let changed = IdentityPool { name: "renamed".into(), login_providers: vec![4], ..one.clone() };
        done(&store, |b| identity_pools::update(b, &changed)).await;
        missed(&store, Miss::Moved, "identity_pools", |b| identity_pools::update(b, &changed)).await;
        missed(&store, Miss::Moved, "identity_pools", |b| identity_pools::delete(b, &changed)).await;
        let kept = identity_pools::get(&store.read(), &one.id).await.unwrap().unwrap();
        assert_eq!(
            (kept.revision, kept.name.as_str(), kept.login_providers.as_slice()),
            (1, "renamed", &[4][..])
        );
        done(&store, |b| identity_pools::delete(b, &kept)).await;
        assert_eq!(identity_pools::get(&store.read(), &one.id).await.unwrap(), None);
        assert_eq!(deleted_pools::page(&store.read(), 9).await.unwrap()[0].id, one.id);
    })
    .await;
}

#[tokio::test]
async fn a_login_leads_to_one_identity_that_changes_as_loaded() {
    on_each("identities", |store| async move {
        let (a, b_, pool) = ("us-east-1:a", "us-east-1:b", pool("us-east-1:1"));
        let (first, second) =
            (Identity::begun(&pool.id, a.into(), 10), Identity::begun(&pool.id, b_.into(), 20));
        missed(&store, Miss::Gone, "identity_pools", |b| identities::insert(b, &first)).await;
        done(&store, |b| {
            identity_pools::insert(b, &pool);
            identities::insert(b, &first);
            identities::insert(b, &second);
            identities::link(b, &pool.id, &login("p", "alice", a));
            identities::link(b, &pool.id, &login("q", "bob", b_));
        })
        .await;
        missed(&store, Miss::Taken, "identity_logins", |b| {
            identities::link(b, &pool.id, &login("p", "alice", b_));
        })
        .await;
        let found = identities::login(&store.read(), &pool.id, "p", "alice").await.unwrap();
        assert_eq!(found, Some(login("p", "alice", a)));
        assert_eq!(identities::login(&store.read(), "other", "p", "alice").await.unwrap(), None);
        let read = store.read();
        let between = identities::logins_between(&read, &pool.id, "", a).await.unwrap();
        assert_eq!(between, [login("p", "alice", a)]);

        done(&store, |b| identities::touch(b, &first)).await;
        missed(&store, Miss::Moved, "identities", |b| identities::touch(b, &first)).await;
        missed(&store, Miss::Moved, "identities", |b| identities::merge(b, &first, &second)).await;
        let moved = get(&store, a).await.unwrap();
        done(&store, |b| {
            identities::touch(b, &second);
            identities::merge(b, &moved, &second);
        })
        .await;
        let gone = get(&store, a).await.unwrap();
        assert_eq!((gone.is_disabled, gone.merged_into.as_deref(), gone.revision), (true, Some(b_), 2));
        assert_eq!(
            (subjects(&store, a).await.len(), subjects(&store, b_).await),
            (0, vec!["alice".into(), "bob".into()])
        );
        missed(&store, Miss::Moved, "identities", |b| identities::touch(b, &gone)).await;
        let all = async |with_disabled| {
            identities::page(&store.read(), &pool.id, "", with_disabled, 9).await.unwrap().len()
        };
        assert_eq!((all(true).await, all(false).await), (2, 1));

        missed(&store, Miss::Moved, "identity_logins", |b| {
            identities::unlink(b, &pool.id, &login("p", "alice", a));
        })
        .await;
        done(&store, |b| identities::unlink(b, &pool.id, &login("p", "alice", b_))).await;
        let kept = get(&store, b_).await.unwrap();
        done(&store, |b| identities::disable(b, &kept)).await;
        missed(&store, Miss::Moved, "identities", |b| identities::delete(b, &kept)).await;
        let kept = get(&store, b_).await.unwrap();
        done(&store, |b| identities::delete(b, &kept)).await;
        assert_eq!((get(&store, b_).await, subjects(&store, b_).await.len()), (None, 0));
    })
    .await;
}
