//! The database in a file: many batches share a commit, what was acknowledged survives, newer files are refused.

use ::store::{Batch, Store, StoreError, pools};

use super::backends::file;
use super::samples::{NOW, batch, done, pool};

#[tokio::test]
async fn many_callers_share_a_commit() {
    let (_folder, store) = file();
    let tasks: Vec<_> = (0..200)
        .map(|at| {
            let store = store.clone();
            tokio::spawn(async move { done(&store, |b| pools::insert(b, &pool(&format!("p{at}")))).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let stats = store.stats();
    assert_eq!(stats.batches, 200);
    assert!(stats.commits < 100, "{stats:?}");
}

#[tokio::test]
async fn what_was_acknowledged_is_in_the_file_of_a_dead_process() {
    let (folder, store) = file();
    for at in 0..20 {
        done(&store, |b| pools::insert(b, &pool(&format!("p{at:02}")))).await;
    }
    // The files as they are now, without any closing.
    let after = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        if !entry.file_name().to_string_lossy().ends_with("-shm") {
            std::fs::copy(entry.path(), after.path().join(entry.file_name())).unwrap();
        }
    }
    let reborn = Store::open_sqlite(after.path().join("cenote.db")).unwrap();
    let found = pools::page(&reborn.read(), "000000000000", "us-east-1", "", 99).await.unwrap();
    assert_eq!(found.len(), 20);
    drop(store);
    let reopened = Store::open_sqlite(folder.path().join("cenote.db")).unwrap();
    let found = pools::page(&reopened.read(), "000000000000", "us-east-1", "", 99).await.unwrap();
    assert_eq!(found.len(), 20);
}

#[tokio::test]
async fn closing_finishes_what_is_queued() {
    let (folder, store) = file();
    let tasks: Vec<_> = (0..50)
        .map(|at| {
            let mut batch = Batch::new(NOW, [at; 16]);
            pools::insert(&mut batch, &pool(&format!("p{at:02}")));
            let store = store.clone();
            tokio::spawn(async move { store.commit(batch).await })
        })
        .collect();
    tokio::task::yield_now().await;
    drop(store);
    for task in tasks {
        assert!(task.await.unwrap().unwrap().is_done());
    }
    let reopened = Store::open_sqlite(folder.path().join("cenote.db")).unwrap();
    let found = pools::page(&reopened.read(), "000000000000", "us-east-1", "", 99).await.unwrap();
    assert_eq!(found.len(), 50);
}

#[tokio::test]
async fn the_log_does_not_grow_without_bound() {
    let (folder, store) = file();
    for at in 0..80 {
        let mut big = pool(&format!("p{at:02}"));
        big.data_key = vec![at; 1 << 20];
        done(&store, |b| pools::insert(b, &big)).await;
    }
    let log = std::fs::metadata(folder.path().join("cenote.db-wal")).unwrap().len();
    assert!(log < 32 << 20, "{log}");
}

#[tokio::test]
async fn a_file_of_a_newer_release_is_refused() {
    let (folder, store) = file();
    let mut newer = batch();
    newer.push(::store::Statement::any("UPDATE meta SET value = '999' WHERE name = 'schema'", vec![]));
    assert!(store.commit(newer).await.unwrap().is_done());
    drop(store);
    let error = Store::open_sqlite(folder.path().join("cenote.db")).map(|_| ()).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 999, .. }), "{error:?}");
    assert!(error.to_string().contains("start the newer release"));
}

#[tokio::test]
async fn what_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cenote.db");
    std::fs::write(&path, "something else entirely, and long enough to be looked at as a header".repeat(20))
        .unwrap();
    assert!(Store::open_sqlite(&path).is_err());
    assert!(Store::open_sqlite(folder.path().join("no/such/folder/cenote.db")).is_err());
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, store) = file();
    done(&store, |b| pools::insert(b, &pool("p"))).await;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.file_name());
    }
}
