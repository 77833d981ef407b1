//! The driver for a file or for memory: one writer thread with group commit; readers read where they are asked.
//!
//! The writer drains its queue, puts the batches of many callers, each under a savepoint, into one transaction,
//! and answers after its commit returned. No thread holds a transaction open between two queries. In memory the
//! writer reads too, since connections that share memory also share table locks.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql, params_from_iter};
use tokio::sync::oneshot;

use crate::driver::{Driver, Outcome, Statement, Stats};
use crate::error::{Result, StoreError};
use crate::migrations;
use crate::queue::Queue;
use crate::value::{Row, Value};

/// The most batches of one commit: it bounds how long the first of them waits.
const GROUP: usize = 512;

/// The log is copied into the file and begun anew when it holds so many pages: 16 MiB.
const LOG_PAGES: i64 = 4_096;

/// What is kept of a log that was longer, since somebody else read for long. What is kept is written over: to cut a file off and to
/// make it longer again takes the disk longer than all that is copied, and everybody waits.
const LOG_KEPT_BYTES: i64 = 24 << 20;

/// How long a connection waits for another process that writes.
const BUSY: Duration = Duration::from_secs(5);

/// How long beginning the log anew waits for readers of other processes, with all writers waiting behind it.
const BUSY_CHECKPOINT: Duration = Duration::from_millis(50);

/// A database in one file or in memory.
pub(crate) struct Sqlite {
    queue: Arc<Queue<Job>>,
    /// None in memory: there the writer reads too.
    readers: Option<Readers>,
    counters: Arc<Counters>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Counters {
    reads: AtomicU64,
    batches: AtomicU64,
    commits: AtomicU64,
}

enum Job {
    Rows { sql: &'static str, args: Vec<Value>, answer: oneshot::Sender<Result<Vec<Row>>> },
    Commit(Commit),
}

struct Commit {
    batch: Vec<Statement>,
    answer: oneshot::Sender<Result<Outcome>>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        create_private(path).map_err(|error| StoreError::failed("make the database file", error))?;
        let mut writer =
            connect(path).map_err(|error| StoreError::failed("open the database file", error))?;
        migrate(&mut writer)?;
        let mut store = Self::empty();
        store.readers = Some(Readers { path: path.to_owned(), idle: Mutex::default() });
        let mut worker = Worker::new(writer, &store.counters);
        worker.log_limit = Some(LOG_PAGES);
        store.spawn("store-write", worker, Arc::clone(&store.queue), GROUP)?;
        Ok(store)
    }

    pub(crate) fn open_memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory()
            .and_then(|connection| tune(&connection).map(|()| connection))
            .map_err(|error| StoreError::failed("open a database in memory", error))?;
        migrate(&mut connection)?;
        let mut store = Self::empty();
        let worker = Worker::new(connection, &store.counters);
        store.spawn("store", worker, Arc::clone(&store.queue), GROUP)?;
        Ok(store)
    }

    fn empty() -> Self {
        let queue = Arc::new(Queue::new());
        Self { queue, readers: None, counters: Arc::default(), threads: Vec::new() }
    }

    fn spawn(&mut self, name: &str, mut worker: Worker, queue: Arc<Queue<Job>>, limit: usize) -> Result<()> {
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                loop {
                    let jobs = queue.take(limit);
                    if jobs.is_empty() {
                        break;
                    }
                    // A thread that died would leave its callers waiting; dropped jobs are told so.
                    if catch_unwind(AssertUnwindSafe(|| worker.work(jobs))).is_err() {
                        tracing::error!("a thread of the store panicked and goes on");
                        worker.leave_transaction();
                    }
                }
            })
            .map_err(|error| StoreError::failed("start a thread", error))?;
        self.threads.push(thread);
        Ok(())
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.queue.close();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread of the store had died before it was closed");
            }
        }
    }
}

#[async_trait]
impl Driver for Sqlite {
    async fn rows(&self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>> {
        if let Some(readers) = &self.readers {
            return readers.rows(sql, args, &self.counters);
        }
        let (answer, reply) = oneshot::channel();
        self.queue.push(Job::Rows { sql, args: args.to_vec(), answer });
        reply.await.unwrap_or(Err(StoreError::Closed))
    }

    async fn commit(&self, batch: Vec<Statement>) -> Result<Outcome> {
        let (answer, reply) = oneshot::channel();
        self.queue.push(Job::Commit(Commit { batch, answer }));
        reply.await.unwrap_or(Err(StoreError::Closed))
    }

    fn stats(&self) -> Stats {
        Stats {
            reads: self.counters.reads.load(Ordering::Relaxed),
            batches: self.counters.batches.load(Ordering::Relaxed),
            commits: self.counters.commits.load(Ordering::Relaxed),
        }
    }
}

/// Connections that only read. Every query of ours is a bounded walk of an index: it runs where it is asked, since
/// handing it to another thread and back takes longer than the query.
struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Worker>>,
}

impl Readers {
    /// Runs a query on an idle connection. There are as many as have ever read at once: no more than threads.
    fn rows(&self, sql: &'static str, args: &[Value], counters: &Arc<Counters>) -> Result<Vec<Row>> {
        counters.reads.fetch_add(1, Ordering::Relaxed);
        let idle = self.idle().pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => {
                self.connect(counters).map_err(|error| StoreError::failed("open the database file", error))?
            }
        };
        let rows = worker.rows(sql, args).map_err(|error| StoreError::failed("read", error));
        self.idle().push(worker);
        rows
    }

    fn connect(&self, counters: &Arc<Counters>) -> rusqlite::Result<Worker> {
        let connection = connect(&self.path)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Worker::new(connection, counters))
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    tune(&connection)?;
    Ok(connection)
}

/// Makes a new file that only its owner can read; the log beside it takes over its permissions.
fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

fn tune(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(256);
    // Plans must not depend on bound values: else a cached statement is compiled anew at every binding.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "journal_size_limit", LOG_KEPT_BYTES)?;
    // The writer begins the log anew itself, after its answers are sent.
    connection.pragma_update(None, "wal_autocheckpoint", 0)
}

fn migrate(connection: &mut Connection) -> Result<()> {
    let known = i64::try_from(migrations::SQLITE.len()).unwrap_or(i64::MAX);
    let found = raise_schema(connection, known)
        .map_err(|error| StoreError::failed("bring the schema up to date", error))?;
    if found > known { Err(StoreError::Newer { found, known }) } else { Ok(()) }
}

/// Runs the migrations that are missing in one transaction and gives the schema that was found before.
fn raise_schema(connection: &mut Connection, known: i64) -> rusqlite::Result<i64> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
         INSERT INTO meta (name, value) VALUES ('schema', '0') ON CONFLICT DO NOTHING",
    )?;
    let found = transaction.query_row(
        "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'schema'",
        [],
        |row| row.get(0),
    )?;
    if found < known {
        let done = usize::try_from(found).unwrap_or_default();
        for migration in migrations::SQLITE.iter().skip(done) {
            transaction.execute_batch(migration)?;
        }
        transaction.execute("UPDATE meta SET value = ?1 WHERE name = 'schema'", [known.to_string()])?;
    }
    transaction.commit()?;
    Ok(found)
}

/// A connection with its thread's caches.
struct Worker {
    connection: Connection,
    /// By where the text stands: hashing a long statement costs as much as finding a row.
    texts: HashMap<(usize, usize), Text>,
    counters: Arc<Counters>,
    /// The pages from which on the log is too long; none for whoever does not look after it.
    log_limit: Option<i64>,
}

/// A statement in this database's words, and the columns of its answer once they are known.
struct Text {
    sql: String,
    columns: Option<Arc<[String]>>,
}

/// Why a batch was not applied: its own fault, or the loss of the whole transaction.
enum Undone {
    Batch(Result<Outcome>),
    Group(rusqlite::Error),
}

impl Worker {
    fn new(connection: Connection, counters: &Arc<Counters>) -> Self {
        Self { connection, texts: HashMap::new(), counters: Arc::clone(counters), log_limit: None }
    }

    /// Does the jobs in their order; neighbouring batches share a commit.
    fn work(&mut self, jobs: Vec<Job>) {
        let mut group = Vec::new();
        for job in jobs {
            match job {
                Job::Commit(commit) => group.push(commit),
                Job::Rows { sql, args, answer } => {
                    self.commit(std::mem::take(&mut group));
                    self.counters.reads.fetch_add(1, Ordering::Relaxed);
                    let rows = self.rows(sql, &args).map_err(|error| StoreError::failed("read", error));
                    // A caller that went away needs no answer.
                    let _ = answer.send(rows);
                }
            }
        }
        self.commit(group);
    }

    fn rows(&mut self, sql: &'static str, args: &[Value]) -> rusqlite::Result<Vec<Row>> {
        let text = text(&mut self.texts, sql);
        let mut statement = self.connection.prepare_cached(&text.sql)?;
        let columns = match &text.columns {
            Some(columns) => Arc::clone(columns),
            None => {
                let names: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
                text.columns = Some(Arc::clone(&names));
                names
            }
        };
        let mut found = statement.query(params_from_iter(args))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let values = (0..columns.len())
                .map(|at| row.get_ref(at).and_then(|value| from_sql(at, value)))
                .collect::<rusqlite::Result<Vec<_>>>()?;
            rows.push(Row::new(Arc::clone(&columns), values));
        }
        Ok(rows)
    }

    fn commit(&mut self, group: Vec<Commit>) {
        if group.is_empty() {
            return;
        }
        let (batches, answers): (Vec<_>, Vec<_>) =
            group.into_iter().map(|commit| (commit.batch, commit.answer)).unzip();
        self.counters.batches.fetch_add(batches.len() as u64, Ordering::Relaxed);
        let results = self.transaction(&batches);
        for (answer, result) in answers.into_iter().zip(results) {
            let _ = answer.send(result);
        }
        self.tend_log();
    }

    /// One transaction for many batches. A lost transaction fails every one of them: none is ever
    /// answered with success before the commit returned.
    fn transaction(&mut self, batches: &[Vec<Statement>]) -> Vec<Result<Outcome>> {
        if let Err(error) = self.simple("BEGIN IMMEDIATE") {
            self.leave_transaction();
            return fail_all(batches, || StoreError::failed("begin a commit", error.to_string()));
        }
        let mut results = Vec::with_capacity(batches.len());
        for batch in batches {
            match self.batch(batch) {
                Ok(()) => results.push(Ok(Outcome::Done)),
                Err(Undone::Batch(result)) => results.push(result),
                Err(Undone::Group(error)) => {
                    self.leave_transaction();
                    return fail_all(batches, || StoreError::failed("write", error.to_string()));
                }
            }
        }
        match self.simple("COMMIT") {
            Ok(()) => {
                self.counters.commits.fetch_add(1, Ordering::Relaxed);
                results
            }
            Err(error) => {
                self.leave_transaction();
                let code = error.sqlite_error_code();
                // After another failure the log may hold the commit and show it at the next start.
                let is_certain = matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DiskFull));
                fail_all(batches, || match is_certain {
                    true => StoreError::failed("commit", error.to_string()),
                    false => StoreError::unknown(error.to_string()),
                })
            }
        }
    }

    /// One batch under a savepoint.
    fn batch(&mut self, batch: &[Statement]) -> Result<(), Undone> {
        self.simple("SAVEPOINT batch").map_err(Undone::Group)?;
        let mut undone = None;
        for (at, statement) in batch.iter().enumerate() {
            undone = match self.execute(statement) {
                Ok(changed) => statement.missed(changed, at).map(Ok),
                Err(error) if is_duplicate(&error) => match statement.missed(0, at) {
                    Some(outcome) => Some(Ok(outcome)),
                    None => Some(Err(StoreError::failed("write", error))),
                },
                Err(error) => Some(Err(StoreError::failed("write", error))),
            };
            if undone.is_some() {
                break;
            }
        }
        if self.connection.is_autocommit() {
            // The database gave up the whole transaction, as it does when the disk is full.
            return Err(Undone::Group(lost()));
        }
        if undone.is_some() {
            self.simple("ROLLBACK TO batch").map_err(Undone::Group)?;
        }
        self.simple("RELEASE batch").map_err(Undone::Group)?;
        undone.map_or(Ok(()), |result| Err(Undone::Batch(result)))
    }

    fn execute(&mut self, statement: &Statement) -> rusqlite::Result<u64> {
        let text = text(&mut self.texts, statement.sql);
        let changed =
            self.connection.prepare_cached(&text.sql)?.execute(params_from_iter(&statement.args))?;
        Ok(changed as u64)
    }

    fn simple(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute([]).map(|_| ())
    }

    /// Makes sure that the next group finds no transaction open.
    fn leave_transaction(&self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.simple("ROLLBACK")
        {
            tracing::error!(%error, "the store could not roll back");
        }
    }

    /// Copies a long log into the file and begins it anew. Readers of this process are short, so it rarely waits; when
    /// somebody else reads for long, it is tried again after as much was written once more.
    fn tend_log(&mut self) {
        let Some(limit) = self.log_limit else { return };
        let tended = log_pages(&self.connection).and_then(|pages| {
            if pages < limit {
                return Ok(limit);
            }
            let is_done = checkpoint(&self.connection)?;
            Ok(if is_done { LOG_PAGES } else { pages + LOG_PAGES })
        });
        match tended {
            Ok(limit) => self.log_limit = Some(limit),
            Err(error) => tracing::warn!(%error, "the store could not begin its log anew"),
        }
    }
}

/// How many pages the log holds.
fn log_pages(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?.query_row([], |row| row.get(1))
}

/// Copies all of the log into the file, so that the next commit begins it anew. False where somebody reads it still.
fn checkpoint(connection: &Connection) -> rusqlite::Result<bool> {
    connection.busy_timeout(BUSY_CHECKPOINT)?;
    let busy = connection
        .query_row("PRAGMA wal_checkpoint(RESTART)", [], |row| row.get::<_, i64>(0))
        .map(|busy| busy == 0);
    connection.busy_timeout(BUSY)?;
    busy
}

fn text<'a>(texts: &'a mut HashMap<(usize, usize), Text>, sql: &'static str) -> &'a mut Text {
    texts
        .entry((sql.as_ptr().addr(), sql.len()))
        .or_insert_with(|| Text { sql: sql.replace('$', "?"), columns: None })
}

fn fail_all(batches: &[Vec<Statement>], error: impl Fn() -> StoreError) -> Vec<Result<Outcome>> {
    batches.iter().map(|_| Err(error())).collect()
}

fn is_duplicate(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
    error.sqlite_error().is_some_and(|error| {
        [SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE].contains(&error.extended_code)
    })
}

fn lost() -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT_ROLLBACK);
    rusqlite::Error::SqliteFailure(code, Some("the transaction was rolled back".to_owned()))
}

fn from_sql(at: usize, value: ValueRef<'_>) -> rusqlite::Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(int) => Value::Int(int),
        ValueRef::Text(_) => Value::Text(value.as_str()?.to_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Real(_) => {
            return Err(rusqlite::Error::InvalidColumnType(at, "a real".to_owned(), value.data_type()));
        }
    })
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(int) => ValueRef::Integer(*int),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

#[cfg(test)]
mod tests;
