//! What became of messages, on every driver: one row each, of users who are there, gone with them and with time.

use ::store::deliveries::{self, Delivery};
use ::store::outbox::{self, Letter};
use ::store::users::{self, Names};
use ::store::{Store, pools};

use super::backends::on_each;
use super::samples::{done, pool, user};

fn delivery(sub: &str, id: &str, state: &str, at: i64) -> Delivery {
    Delivery {
        pool_id: "p".into(),
        id: id.into(),
        sub: sub.into(),
        kind: "sign_up".into(),
        medium: "EMAIL".into(),
        destination: "a***@e***".into(),
        state: state.into(),
        answer: "250 \"queued\"".into(),
        attempts: 1,
        updated_at: at,
    }
}

fn letter(id: &str) -> Letter {
    Letter {
        id: id.into(),
        pool_id: "p".into(),
        body: vec![7],
        attempts: 0,
        due_at: 1,
        created_at: 1,
        topic: "reset".into(),
    }
}

async fn page(store: &Store, sub: &str, before: &str, limit: i64) -> Vec<Delivery> {
    deliveries::page(&store.read(), "p", sub, before, limit).await.unwrap()
}

#[tokio::test]
async fn a_message_has_one_row_while_its_user_lives() {
    on_each("deliveries", |store| async move {
        let (alice, bob) = (user("p", "alice"), user("p", "bob"));
        let first = delivery(&alice.sub, "1", "waiting", 10);
        done(&store, |b| deliveries::put(b, &first)).await;
        assert_eq!(page(&store, "", "", 9).await, []);
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
            users::insert(b, &bob, &Names::default());
            deliveries::put(b, &first);
            outbox::insert(b, &letter("1"));
            deliveries::put(b, &first);
            deliveries::put(b, &delivery(&bob.sub, "2", "sent", 20));
            deliveries::put(b, &delivery(&alice.sub, "3", "sent", 30));
        })
        .await;
        let after =
            Delivery { attempts: 2, answer: "250 ok".into(), ..delivery(&alice.sub, "1", "sent", 40) };
        done(&store, |b| deliveries::put(b, &after)).await;
        let third = delivery(&alice.sub, "3", "sent", 30);
        assert_eq!(page(&store, &alice.sub, "", 9).await, [third.clone(), after.clone()]);
        assert_eq!(page(&store, "", "3", 1).await, [delivery(&bob.sub, "2", "sent", 20)]);
        done(&store, |b| deliveries::delete_older(b, 31, 1)).await;
        assert_eq!(page(&store, "", "", 9).await, [third, after.clone()]);
        done(&store, |b| deliveries::delete_older(b, 31, 9)).await;
        assert_eq!(page(&store, "", "", 9).await, [after]);
        done(&store, |b| users::delete(b, &alice)).await;
        assert_eq!(page(&store, "", "", 9).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_message_that_is_replaced_is_said_to_be_and_does_not_wait() {
    on_each("deliveries_replaced", |store| async move {
        let alice = user("p", "alice");
        let waiting = |id: &str| delivery(&alice.sub, id, "waiting", 10);
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            users::insert(b, &alice, &Names::default());
            outbox::insert(b, &letter("1"));
            deliveries::put(b, &waiting("1"));
        })
        .await;
        done(&store, |b| outbox::replace(b, "p", "reset")).await;
        // Whoever was trying it meanwhile does not make it wait again.
        done(&store, |b| deliveries::put(b, &waiting("1"))).await;
        done(&store, |b| deliveries::put(b, &waiting("2"))).await;
        let rows = page(&store, "", "", 9).await;
        assert_eq!(
            rows.iter().map(|row| (row.id.as_str(), row.state.as_str())).collect::<Vec<_>>(),
            [("1", "replaced")]
        );
        done(&store, |b| deliveries::put(b, &delivery(&alice.sub, "1", "sent", 11))).await;
        assert_eq!(page(&store, "", "", 9).await[0].state, "sent");
    })
    .await;
}
