//! Datasets, their records and what they take, on every driver.

use ::store::dataset_records::{self, Head, Of, Record};
use ::store::datasets::{self, Dataset, Taken};
use ::store::identities::{self, Identity};
use ::store::{Miss, Store, deleted_pools, identity_pools, sync_usage};

use super::backends::on_each;
use super::identities::pool;
use super::samples::{done, missed};

fn dataset(identity_id: &str, name: &str) -> Dataset {
    Dataset {
        pool_id: "us-east-1:1".into(),
        identity_id: identity_id.into(),
        name: name.into(),
        sync_count: 1,
        deleted_at_count: 0,
        is_live: true,
        records: 2,
        bytes: 30,
        merged_from: None,
        created_at: 5,
        modified_at: 6,
        modified_by: "somebody".into(),
    }
}

fn record(key: &str, value: Option<&str>, sync_count: i64) -> Record {
    Record {
        key: format!("\"{key}\""),
        value: value.map(|value| format!("\"{value}\"")),
        sync_count,
        bytes: if value.is_some() { 7 } else { 0 },
        modified_at: 8,
        modified_by: "somebody".into(),
        device_modified_at: 9,
    }
}

fn of<'a>(identity_id: &'a str, dataset: &'a str) -> Of<'a> {
    Of { pool_id: "us-east-1:1", identity_id, dataset }
}

async fn get(store: &Store, identity_id: &str, name: &str) -> Option<Dataset> {
    datasets::get(&store.read(), identity_id, name).await.unwrap()
}

async fn keys(store: &Store, of: Of<'_>, since: i64) -> Vec<String> {
    let page = dataset_records::page(&store.read(), of, since, "", 9).await.unwrap();
    page.into_iter().map(|(id, _)| id).collect()
}

#[tokio::test]
async fn a_dataset_changes_as_loaded_and_goes_over_to_another_identity() {
    on_each("datasets", |store| async move {
        let (a, b_) = ("us-east-1:a", "us-east-1:b");
        let (notes, prefs) = (dataset(a, "notes"), dataset(a, "prefs"));
        done(&store, |b| {
            datasets::insert(b, &notes);
            datasets::insert(b, &prefs);
        })
        .await;
        missed(&store, Miss::Moved, "datasets", |b| datasets::insert(b, &prefs)).await;
        assert_eq!(get(&store, a, "prefs").await, Some(prefs.clone()));
        let names = async |after: &str| {
            let page = datasets::page(&store.read(), a, after, 9).await.unwrap();
            page.into_iter().map(|dataset| dataset.name).collect::<Vec<_>>()
        };
        assert_eq!(
            (names("").await, names("notes").await),
            (vec!["notes".into(), "prefs".into()], vec!["prefs".into()])
        );
        let taken = Taken { datasets: 2, bytes: 60, modified_at: 6 };
        assert_eq!(datasets::taken_by_identity(&store.read(), a).await.unwrap(), taken);
        assert_eq!(datasets::taken_by_pool(&store.read(), "us-east-1:1").await.unwrap(), taken);
        let nothing = Taken { datasets: 0, bytes: 0, modified_at: 0 };
        assert_eq!(datasets::taken_by_pool(&store.read(), "us-east-1:2").await.unwrap(), nothing);

        let gone = Dataset { sync_count: 2, deleted_at_count: 2, is_live: false, bytes: 0, ..notes.clone() };
        done(&store, |b| datasets::update(b, &gone, 1)).await;
        missed(&store, Miss::Moved, "datasets", |b| datasets::update(b, &gone, 1)).await;
        assert_eq!((get(&store, a, "notes").await, names("").await), (Some(gone), vec!["prefs".into()]));

        done(&store, |b| dataset_records::put(b, of(a, "prefs"), "k1", &record("k", Some("v"), 1))).await;
        done(&store, |b| datasets::hand_over(b, &prefs, b_, "prefs.a")).await;
        missed(&store, Miss::Moved, "datasets", |b| datasets::hand_over(b, &prefs, b_, "prefs.b")).await;
        let moved = get(&store, b_, "prefs.a").await.unwrap();
        assert_eq!((get(&store, a, "prefs").await, moved.merged_from.as_deref()), (None, Some("prefs")));
        assert_eq!(keys(&store, of(b_, "prefs.a"), 0).await, ["k1"]);
        assert_eq!(keys(&store, of(a, "prefs"), 0).await, [""; 0]);
        assert_eq!(datasets::merged(&store.read(), b_, "prefs").await.unwrap(), ["prefs.a"]);
        // Of what it was called it tells wherever it goes.
        done(&store, |b| datasets::hand_over(b, &moved, a, "prefs.a")).await;
        assert_eq!(datasets::merged(&store.read(), a, "prefs").await.unwrap(), ["prefs.a"]);

        let all = async || datasets::all(&store.read(), a).await.unwrap().len();
        done(&store, |b| datasets::forget_deleted(b, a, 1)).await;
        assert_eq!(all().await, 2);
        let other = Dataset { modified_at: 7, is_live: false, ..dataset(a, "other") };
        done(&store, |b| datasets::insert(b, &other)).await;
        done(&store, |b| datasets::forget_deleted(b, a, 1)).await;
        assert_eq!((all().await, get(&store, a, "notes").await), (2, None));
    })
    .await;
}

#[tokio::test]
async fn records_are_told_since_a_count_and_removals_are_remembered() {
    on_each("dataset_records", |store| async move {
        let of = of("us-east-1:a", "prefs");
        done(&store, |b| {
            dataset_records::put(b, of, "k1", &record("one", Some("a\\u0000b"), 1));
            dataset_records::put(b, of, "k2", &record("two", Some("x"), 1));
            dataset_records::put(b, of, "k3", &record("three", None, 1));
        })
        .await;
        done(&store, |b| {
            dataset_records::put(b, of, "k2", &record("two", Some("y"), 2));
            dataset_records::put(b, of, "k1", &record("one", None, 3));
        })
        .await;
        let read = store.read();
        let page = dataset_records::page(&read, of, 0, "", 9).await.unwrap();
        assert_eq!(page, [("k2".to_owned(), record("two", Some("y"), 2))]);
        let page = dataset_records::page(&read, of, 2, "", 9).await.unwrap();
        assert_eq!(page, [("k1".to_owned(), record("one", None, 3))]);
        assert_eq!(keys(&store, of, 1).await, ["k1", "k2"]);
        assert_eq!(dataset_records::page(&read, of, 1, "k1", 9).await.unwrap().len(), 1);
        let mut heads = dataset_records::heads(&read, of).await.unwrap();
        heads.sort_by(|a, b| a.key_id.cmp(&b.key_id));
        let head = |key_id: &str, sync_count, is_live, bytes| Head {
            key_id: key_id.into(),
            sync_count,
            is_live,
            bytes,
        };
        assert_eq!(heads, [head("k1", 3, false, 0), head("k2", 2, true, 7), head("k3", 1, false, 0)]);

        done(&store, |b| dataset_records::forget_removed(b, of, 2)).await;
        assert_eq!(dataset_records::heads(&read, of).await.unwrap().len(), 3);
        done(&store, |b| dataset_records::forget_removed(b, of, 1)).await;
        assert_eq!(keys(&store, of, 1).await, ["k1", "k2"]);
        assert_eq!(dataset_records::heads(&read, of).await.unwrap().len(), 2);
        done(&store, |b| dataset_records::delete_all(b, of)).await;
        assert!(dataset_records::heads(&read, of).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn datasets_go_with_their_identity_and_with_their_pool() {
    on_each("sync_usage", |store| async move {
        let (pool, a) = (pool("us-east-1:1"), "us-east-1:a");
        let identity = Identity::begun(&pool.id, a.into(), 10);
        done(&store, |b| sync_usage::count(b, &pool.id, 3)).await;
        assert_eq!(sync_usage::sessions(&store.read(), &pool.id).await.unwrap(), (0, 0));
        done(&store, |b| {
            identity_pools::insert(b, &pool);
            identities::insert(b, &identity);
            sync_usage::count(b, &pool.id, 3);
            sync_usage::count(b, &pool.id, 3);
            sync_usage::count(b, &pool.id, 4);
        })
        .await;
        let (sessions, at) = sync_usage::sessions(&store.read(), &pool.id).await.unwrap();
        assert!(sessions == 3 && at > 0);
        let fill = || {
            done(&store, |b| {
                datasets::insert(b, &dataset(a, "prefs"));
                dataset_records::put(b, of(a, "prefs"), "k1", &record("k", Some("v"), 1));
            })
        };
        fill().await;
        done(&store, |b| identities::hold(b, &identity)).await;
        missed(&store, Miss::Moved, "identities", |b| identities::hold(b, &identity)).await;
        let held = identities::get(&store.read(), a).await.unwrap().unwrap();
        assert_eq!((held.revision, held.updated_at), (1, 10));
        done(&store, |b| identities::delete(b, &held)).await;
        assert_eq!((get(&store, a, "prefs").await, keys(&store, of(a, "prefs"), 0).await.len()), (None, 0));

        fill().await;
        done(&store, |b| identity_pools::delete(b, &pool)).await;
        loop {
            let mut batch = super::samples::batch();
            if !deleted_pools::empty(&store.read(), &mut batch, &pool.id, 1).await.unwrap() {
                break;
            }
            assert!(store.commit(batch).await.unwrap().is_done());
        }
        assert_eq!((get(&store, a, "prefs").await, keys(&store, of(a, "prefs"), 0).await.len()), (None, 0));
        assert_eq!(sync_usage::sessions(&store.read(), &pool.id).await.unwrap(), (0, 0));
    })
    .await;
}
