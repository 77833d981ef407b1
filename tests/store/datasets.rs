//! Datasets, their records and what they take, on every driver.

use ::store::dataset_records::{self, Head, Of, Record};
use ::store::datasets::{self, Dataset, Taken};
use ::store::identities::{self, Identity};
use ::store::sync_devices::{self, SyncDevice};
use ::store::sync_outbox::{self, New};
use ::store::{Miss, Store, bulk_publishes, deleted_pools, identity_pools, sync_usage};

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

fn device(device_id: &str, created_at: i64) -> SyncDevice {
    SyncDevice {
        pool_id: "us-east-1:1".into(),
        identity_id: "us-east-1:a".into(),
        device_id: device_id.into(),
        token_id: format!("token of {device_id}"),
        platform: "GCM".into(),
        token: vec![1, 2],
        created_at,
    }
}

#[tokio::test]
async fn devices_hear_of_datasets_and_the_oldest_give_way() {
    on_each("sync_devices", |store| async move {
        let (one, two, three) = (device("one", 1), device("two", 2), device("three", 3));
        done(&store, |b| sync_devices::insert(b, &one, 2)).await;
        done(&store, |b| sync_devices::insert(b, &two, 2)).await;
        missed(&store, Miss::Moved, "sync_devices", |b| {
            sync_devices::insert(b, &SyncDevice { device_id: "other".into(), ..one.clone() }, 2);
        })
        .await;
        let read = store.read();
        let found = sync_devices::by_token(&read, "us-east-1:a", "token of one").await.unwrap();
        assert_eq!((found, sync_devices::get(&read, "none").await.unwrap()), (Some(one.clone()), None));
        done(&store, |b| {
            sync_devices::subscribe(b, &one, "prefs");
            sync_devices::subscribe(b, &one, "prefs");
            sync_devices::subscribe(b, &two, "prefs");
            sync_devices::subscribe(b, &two, "none");
            datasets::insert(b, &dataset("us-east-1:a", "prefs"));
        })
        .await;
        missed(&store, Miss::Gone, "sync_devices", |b| sync_devices::subscribe(b, &three, "prefs")).await;
        let hearers =
            async || sync_devices::subscribers(&store.read(), "us-east-1:a", "prefs").await.unwrap();
        assert_eq!(hearers().await, ["one", "two"]);
        assert_eq!(sync_devices::counts(&read, "two").await.unwrap(), [("prefs".to_owned(), 1)]);
        done(&store, |b| sync_devices::insert(b, &three, 2)).await;
        assert_eq!(
            (hearers().await, sync_devices::get(&read, "one").await.unwrap()),
            (vec!["two".to_owned()], None)
        );
        done(&store, |b| sync_devices::unsubscribe(b, &two, "prefs")).await;
        assert_eq!(hearers().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_is_to_be_told_comes_in_the_order_of_its_identity() {
    on_each("sync_outbox", |store| async move {
        let new = |identity_id: &'static str, kind: &'static str, body: &'static str| New {
            pool_id: "us-east-1:1",
            identity_id,
            kind,
            device_id: "d",
            body,
        };
        done(&store, |b| {
            sync_outbox::insert(b, new("a", "stream", "1"));
            sync_outbox::insert(b, new("a", "push", "2"));
            sync_outbox::insert(b, new("a", "bulk", "3"));
            sync_outbox::insert(b, new("b", "stream", "4"));
        })
        .await;
        let now = sync_outbox::next_due(&store.read()).await.unwrap().unwrap();
        let due = async |at: i64| sync_outbox::due(&store.read(), at, 9).await.unwrap();
        let bodies = async |at: i64| due(at).await.into_iter().map(|due| due.body).collect::<Vec<_>>();
        assert_eq!(
            (bodies(now - 1).await, bodies(now).await),
            (vec![], vec!["1".into(), "2".into(), "4".into()])
        );
        assert!(sync_outbox::has_bulk(&store.read(), "us-east-1:1").await.unwrap());
        // What waits holds up what comes after it, and no other identity.
        let first = due(now).await.remove(0);
        assert_eq!((first.seq, first.attempts, first.identity_id.as_str()), (1, 0, "a"));
        done(&store, |b| sync_outbox::postpone(b, &first, now + 10)).await;
        assert_eq!(bodies(now).await, ["2", "4"]);
        assert_eq!(due(now + 10).await.iter().find(|due| due.body == "1").unwrap().attempts, 1);
        done(&store, |b| sync_outbox::delete(b, &first)).await;
        assert_eq!(bodies(now).await, ["2", "3", "4"]);
        done(&store, |b| sync_outbox::insert(b, new("a", "stream", "5"))).await;
        let all = due(now + 1_000).await;
        assert!(!all.iter().any(|due| due.body == "5"));
        for due in all {
            done(&store, |b| sync_outbox::delete(b, &due)).await;
        }
        let last = due(now + 1_000).await.remove(0);
        assert_eq!((last.body.as_str(), last.seq), ("5", 4));
        assert!(!sync_outbox::has_bulk(&store.read(), "us-east-1:1").await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_publishing_goes_on_as_loaded() {
    on_each("bulk_publishes", |store| async move {
        let pool = "us-east-1:1";
        let get = async || bulk_publishes::get(&store.read(), pool).await.unwrap();
        assert_eq!((get().await, bulk_publishes::running(&store.read()).await.unwrap()), (None, None));
        done(&store, |b| bulk_publishes::begin(b, pool, None)).await;
        missed(&store, Miss::Moved, "bulk_publishes", |b| bulk_publishes::begin(b, pool, None)).await;
        let mut publish = get().await.unwrap();
        assert_eq!((publish.status.as_str(), publish.revision), ("IN_PROGRESS", 0));
        assert_eq!(bulk_publishes::running(&store.read()).await.unwrap(), Some(publish.clone()));
        (publish.identity_id, publish.dataset) = ("a".into(), "prefs".into());
        done(&store, |b| bulk_publishes::update(b, &publish)).await;
        missed(&store, Miss::Moved, "bulk_publishes", |b| bulk_publishes::update(b, &publish)).await;
        let mut publish = get().await.unwrap();
        (publish.status, publish.ended_at, publish.failure) = ("FAILED".into(), Some(9), Some("why".into()));
        done(&store, |b| bulk_publishes::update(b, &publish)).await;
        assert_eq!(bulk_publishes::running(&store.read()).await.unwrap(), None);
        let ended = get().await.unwrap();
        assert_eq!(
            (ended.failure.as_deref(), ended.dataset.as_str(), ended.revision),
            (Some("why"), "prefs", 2)
        );
        done(&store, |b| bulk_publishes::begin(b, pool, Some(2))).await;
        let again = get().await.unwrap();
        assert_eq!((again.ended_at, again.dataset.as_str(), again.revision), (None, "", 3));

        for (identity, name) in [("a", "x"), ("a", "y"), ("b", "a")] {
            done(&store, |b| datasets::insert(b, &dataset(identity, name))).await;
        }
        let mut after = (String::new(), String::new());
        let mut seen = Vec::new();
        while let Some(next) =
            datasets::next_of_pool(&store.read(), pool, (&after.0, &after.1)).await.unwrap()
        {
            done(&store, |b| datasets::hold(b, &next)).await;
            after = (next.identity_id, next.name);
            seen.push(after.clone());
        }
        assert_eq!(seen.len(), 3);
        let moved = Dataset { sync_count: 7, ..dataset("a", "x") };
        missed(&store, Miss::Moved, "datasets", |b| datasets::hold(b, &moved)).await;
    })
    .await;
}
