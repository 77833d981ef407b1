//! Authenticator apps, on every driver: each step is used once, and nothing stays behind.

use ::store::software_tokens::{self, SoftwareToken};
use ::store::users::{self, Names};
use ::store::{Miss, Outcome, pools};

use super::backends::on_each;
use super::samples::{commit, done, missed, pool, user};

fn token(name: &str) -> SoftwareToken {
    SoftwareToken {
        pool_id: "p".into(),
        sub: format!("sub-{name}"),
        revision: 1,
        secret: None,
        pending: Some(vec![1, 2]),
        name: None,
        last_step: 0,
    }
}

#[tokio::test]
async fn an_app_is_kept_replaced_and_deleted() {
    on_each("software_tokens", |store| async move {
        let read = store.read();
        let alice = user("p", "alice");
        let (first, whose) = (token("alice"), alice.sub.clone());
        missed(&store, Miss::Moved, "software_tokens", |b| software_tokens::insert(b, &first)).await;
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
            software_tokens::insert(b, &first);
        })
        .await;
        missed(&store, Miss::Moved, "software_tokens", |b| software_tokens::insert(b, &first)).await;
        assert!(software_tokens::get(&read, "p", &whose).await.unwrap() == Some(first.clone()));
        let second = SoftwareToken {
            secret: Some(vec![3]),
            pending: None,
            name: Some("\"phone\"".into()),
            last_step: 7,
            ..first.clone()
        };
        done(&store, |b| software_tokens::update(b, &first, &second)).await;
        let kept = software_tokens::get(&read, "p", &whose).await.unwrap().unwrap();
        assert!(kept == SoftwareToken { revision: 2, ..second.clone() });
        missed(&store, Miss::Moved, "software_tokens", |b| software_tokens::update(b, &first, &second)).await;
        missed(&store, Miss::Moved, "software_tokens", |b| software_tokens::delete(b, &first)).await;
        done(&store, |b| software_tokens::delete(b, &kept)).await;
        assert!(software_tokens::get(&read, "p", &whose).await.unwrap().is_none());
        done(&store, |b| software_tokens::insert(b, &first)).await;
        done(&store, |b| users::delete(b, &alice)).await;
        assert!(software_tokens::get(&read, "p", &whose).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn of_parallel_uses_of_a_step_one_counts() {
    on_each("steps", |store| async move {
        let alice = user("p", "alice");
        let loaded = token("alice");
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
            software_tokens::insert(b, &loaded);
        })
        .await;
        let uses: Vec<_> = (0..20)
            .map(|_| {
                let (store, loaded) = (store.clone(), loaded.clone());
                tokio::spawn(
                    async move { commit(&store, |b| software_tokens::use_step(b, &loaded, 5)).await },
                )
            })
            .collect();
        let mut counted = 0;
        for used in uses {
            match used.await.unwrap().unwrap() {
                Outcome::Done => counted += 1,
                Outcome::Missed { miss, .. } => assert_eq!(miss, Miss::Moved),
            }
        }
        assert_eq!(counted, 1);
        let kept = software_tokens::get(&store.read(), "p", &alice.sub).await.unwrap().unwrap();
        assert_eq!((kept.last_step, kept.revision), (5, 1));
        // A replaced secret is another app: a step of the old one is not used on it.
        let new = SoftwareToken { secret: Some(vec![9]), last_step: 0, ..kept.clone() };
        done(&store, |b| software_tokens::update(b, &kept, &new)).await;
        missed(&store, Miss::Moved, "software_tokens", |b| software_tokens::use_step(b, &kept, 6)).await;
    })
    .await;
}
