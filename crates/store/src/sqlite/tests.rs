//! What the writer does when the database below it refuses.

use rusqlite::Connection;

use super::{Counters, GROUP, LOG_KEPT_BYTES, LOG_PAGES, Worker, checkpoint, log_pages, migrate, tune};
use crate::driver::{Miss, Outcome, Statement};
use crate::error::StoreError;
use crate::value::Value;

const INSERT: &str = "INSERT INTO leases (name, holder, until_) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING";

fn worker(connection: Connection) -> Worker {
    let mut connection = connection;
    tune(&connection).unwrap();
    migrate(&mut connection).unwrap();
    Worker::new(connection, &std::sync::Arc::new(Counters::default()))
}

fn insert(name: &str, bytes: usize) -> Vec<Statement> {
    vec![Statement::one(INSERT, vec![name.into(), "x".repeat(bytes).into()], Miss::Taken, "leases")]
}

fn names(worker: &mut Worker) -> Vec<String> {
    let rows = worker.rows("SELECT name FROM leases ORDER BY name", &[]).unwrap();
    rows.iter().map(|row| row.text("name").unwrap()).collect()
}

#[test]
fn a_full_disk_fails_the_group_and_the_next_one_goes_on() {
    let mut worker = worker(Connection::open_in_memory().unwrap());
    let pages: i64 = worker.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    worker.connection.pragma_update(None, "max_page_count", pages + 4).unwrap();
    let results = worker.transaction(&[insert("a", 1), insert("b", 1_000_000), insert("c", 1)]);
    // Whichever way the database gives up, an answer tells what is there.
    let told: Vec<bool> = results.iter().map(|result| matches!(result, Ok(Outcome::Done))).collect();
    let found = names(&mut worker);
    assert_eq!(told, ["a", "b", "c"].map(|name| found.iter().any(|found| found == name)));
    assert!(matches!(results[1], Err(StoreError::Failed { .. })));
    worker.connection.pragma_update(None, "max_page_count", 1_000_000).unwrap();
    assert!(matches!(worker.transaction(&[insert("d", 1_000_000)])[0], Ok(Outcome::Done)));
}

#[test]
fn a_batch_that_fails_or_misses_leaves_its_neighbours_alone() {
    let mut worker = worker(Connection::open_in_memory().unwrap());
    let bad = |sql| vec![insert("x", 1).remove(0), Statement::any(sql, vec![Value::Null])];
    let results = worker.transaction(&[
        insert("a", 1),
        bad("INSERT INTO leases (name, holder, until_) VALUES ($1, 'x', 0)"),
        insert("a", 1),
        bad("UPDATE no_such_table SET x = $1"),
        bad("COMMIT AND $1"),
        insert("b", 1),
    ]);
    assert!(matches!(results[0], Ok(Outcome::Done)));
    assert!(matches!(results[1], Err(StoreError::Failed { .. })));
    assert!(matches!(results[2], Ok(Outcome::Missed { miss: Miss::Taken, at: 0, tag: "leases" })));
    assert!(results[3].is_err() && results[4].is_err());
    assert!(matches!(results[5], Ok(Outcome::Done)));
    assert_eq!(names(&mut worker), ["a", "b"]);
    assert!(GROUP > results.len());
}

#[test]
fn a_transaction_that_is_lost_fails_every_batch_in_it() {
    let mut worker = worker(Connection::open_in_memory().unwrap());
    let results =
        worker.transaction(&[insert("a", 1), vec![Statement::any("ROLLBACK", vec![])], insert("b", 1)]);
    assert!(results.iter().all(|result| matches!(result, Err(StoreError::Failed { .. }))), "{results:?}");
    assert_eq!(names(&mut worker), [""; 0]);
    assert!(matches!(worker.transaction(&[insert("a", 1)])[0], Ok(Outcome::Done)));
}

#[test]
fn a_duplicate_is_a_miss_where_one_row_is_expected() {
    let mut worker = worker(Connection::open_in_memory().unwrap());
    let sql = "INSERT INTO leases (name, holder, until_) VALUES ($1, 'x', 0)";
    let twice = vec![insert("a", 1).remove(0), Statement::one(sql, vec!["a".into()], Miss::Taken, "leases")];
    let results = worker.transaction(&[twice]);
    assert!(matches!(results[0], Ok(Outcome::Missed { miss: Miss::Taken, at: 1, tag: "leases" })));
    assert_eq!(names(&mut worker), [""; 0]);
}

#[test]
fn a_writer_that_finds_the_file_locked_says_so_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cenote.db");
    let open = || {
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection
    };
    let mut worker = worker(open());
    worker.connection.busy_timeout(std::time::Duration::from_millis(1)).unwrap();
    let other = open();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(worker.transaction(&[insert("a", 1)])[0], Err(StoreError::Failed { .. })));
    other.execute_batch("ROLLBACK").unwrap();
    assert!(matches!(worker.transaction(&[insert("a", 1)])[0], Ok(Outcome::Done)));
}

#[test]
fn a_reader_elsewhere_delays_the_next_log_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cenote.db");
    let open = || {
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection
    };
    let mut worker = worker(open());
    let written = |worker: &mut Worker, name, bytes| {
        assert!(matches!(worker.transaction(&[insert(name, bytes)])[0], Ok(Outcome::Done)));
        log_pages(&worker.connection).unwrap()
    };
    let other = open();
    other.execute_batch("BEGIN; SELECT COUNT(*) FROM leases").unwrap();
    let long = written(&mut worker, "a", 30 << 20);
    assert!(!checkpoint(&worker.connection).unwrap());
    worker.log_limit = Some(1);
    worker.tend_log();
    assert_eq!(worker.log_limit, Some(long + LOG_PAGES));
    assert!(written(&mut worker, "b", 1) > long);
    other.execute_batch("COMMIT").unwrap();
    worker.log_limit = Some(1);
    worker.tend_log();
    assert_eq!(worker.log_limit, Some(LOG_PAGES));
    // The next commit is at the beginning of the file, of which a usual log's length is left.
    assert!(written(&mut worker, "c", 1) < 10);
    let kept = std::fs::metadata(folder.path().join("cenote.db-wal")).unwrap().len();
    assert_eq!(i64::try_from(kept).unwrap(), LOG_KEPT_BYTES);
    assert_eq!(names(&mut worker), ["a", "b", "c"]);
}

#[test]
fn a_log_that_was_begun_anew_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cenote.db");
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    let mut worker = worker(connection);
    let length = || std::fs::metadata(folder.path().join("cenote.db-wal")).unwrap().len();
    assert!(matches!(worker.transaction(&[insert("a", 1 << 20)])[0], Ok(Outcome::Done)));
    let before = length();
    for name in ["b", "c", "d"] {
        worker.log_limit = Some(1);
        worker.tend_log();
        assert!(matches!(worker.transaction(&[insert(name, 1 << 19)])[0], Ok(Outcome::Done)));
        assert_eq!(length(), before);
    }
    assert_eq!(names(&mut worker), ["a", "b", "c", "d"]);
}
