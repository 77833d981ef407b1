//! Configurations of pools and clients.

use ::store::configurations::{self, Configuration};
use ::store::{Miss, clients, pools};

use super::backends::on_each;
use super::samples::{NOW, client, done, missed, pool};

#[tokio::test]
async fn configurations_are_replaced_and_go_with_what_they_are_for() {
    on_each("configurations", |store| async move {
        let read = store.read();
        let of = |client_id: &str, settings: &str| Configuration {
            pool_id: "p".into(),
            kind: "risk".into(),
            client_id: client_id.into(),
            revision: 1,
            settings: settings.into(),
            updated_at: NOW,
        };
        let get = async |client_id: &str| configurations::get(&read, "p", "risk", client_id).await.unwrap();
        missed(&store, Miss::Gone, "pools", |b| configurations::put(b, &of("", "{}"))).await;
        done(&store, |b| pools::insert(b, &pool("p"))).await;
        missed(&store, Miss::Gone, "clients", |b| configurations::put(b, &of("c", "{}"))).await;
        done(&store, |b| clients::insert(b, &client("p", "c"))).await;
        for client_id in ["", "c"] {
            done(&store, |b| configurations::put(b, &of(client_id, "{}"))).await;
            assert_eq!(get(client_id).await, Some(of(client_id, "{}")));
            done(&store, |b| configurations::put(b, &of(client_id, "[]"))).await;
            assert_eq!(get(client_id).await, Some(Configuration { revision: 2, ..of(client_id, "[]") }));
        }
        assert_eq!(configurations::get(&read, "p", "other", "").await.unwrap(), None);
        done(&store, |b| clients::delete(b, &client("p", "c"))).await;
        assert_eq!(get("c").await, None);
        done(&store, |b| configurations::delete(b, "p", "risk", "")).await;
        assert_eq!(get("").await, None);
        done(&store, |b| configurations::put(b, &of("", "{}"))).await;
        done(&store, |b| pools::delete(b, &pool("p"))).await;
        assert_eq!(get("").await, None);
    })
    .await;
}
