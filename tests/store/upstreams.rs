//! What providers gave to be asked again with, on every driver: one asks at a time, and it goes with its user and with time.

use ::store::upstreams::{self, Upstream};
use ::store::users::{self, Names, User};
use ::store::{Miss, pools};

use super::backends::on_each;
use super::samples::{done, missed, pool, user};

fn upstream(sub: &str, id: &str, expires_at: i64) -> Upstream {
    Upstream {
        pool_id: "p".into(),
        id: id.into(),
        sub: sub.into(),
        provider: "Corp".into(),
        revision: 0,
        asked_at: 10,
        leased_until: 0,
        expires_at,
        state: vec![1, 2],
    }
}

#[tokio::test]
async fn one_asks_at_a_time_and_all_goes_with_the_user_and_with_time() {
    on_each("upstreams", |store| async move {
        let (alice, bob) = (user("p", "alice"), user("p", "bob"));
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
            users::insert(b, &bob, &Names::default());
        })
        .await;
        let get = async |id: &str| upstreams::get(&store.read(), "p", id).await.unwrap();
        let first = upstream(&alice.sub, "1", 100);
        let changed = User { revision: alice.revision + 1, ..alice.clone() };
        missed(&store, Miss::Moved, "upstreams", |b| upstreams::insert_for(b, &first, &changed)).await;
        done(&store, |b| {
            upstreams::insert_for(b, &first, &alice);
            upstreams::insert_for(b, &upstream(&alice.sub, "2", 200), &alice);
            upstreams::insert_for(b, &upstream(&bob.sub, "3", 300), &bob);
        })
        .await;
        missed(&store, Miss::Moved, "upstreams", |b| upstreams::insert_for(b, &first, &alice)).await;
        assert_eq!(get("1").await, Some(first.clone()));
        done(&store, |b| upstreams::lease(b, &first, 20, 80)).await;
        missed(&store, Miss::Moved, "upstreams", |b| upstreams::lease(b, &first, 20, 80)).await;
        let leased = Upstream { revision: 1, leased_until: 80, ..first.clone() };
        assert_eq!(get("1").await, Some(leased.clone()));
        // The lease holds for those too who have loaded it, until it ends.
        missed(&store, Miss::Moved, "upstreams", |b| upstreams::lease(b, &leased, 79, 140)).await;
        done(&store, |b| upstreams::lease(b, &leased, 80, 140)).await;
        missed(&store, Miss::Moved, "upstreams", |b| upstreams::update(b, &leased)).await;
        let told =
            Upstream { revision: 2, asked_at: 90, leased_until: 0, expires_at: 150, state: vec![3], ..first };
        done(&store, |b| upstreams::update(b, &told)).await;
        let kept = Upstream { revision: 3, ..told.clone() };
        assert_eq!(get("1").await, Some(kept.clone()));
        missed(&store, Miss::Moved, "upstreams", |b| upstreams::delete(b, &told)).await;
        done(&store, |b| upstreams::delete(b, &kept)).await;
        done(&store, |b| upstreams::delete_expired(b, 201, 9)).await;
        assert_eq!((get("1").await, get("2").await), (None, None));
        done(&store, |b| users::delete(b, &bob)).await;
        assert_eq!(get("3").await, None);
    })
    .await;
}
