//! The driver for PostgreSQL 15 and later: a pool of connections, pipelined batches, and failover.
//!
//! A batch of one statement is one round trip, any other two: BEGIN and the statements, then COMMIT or ROLLBACK.
//! READ COMMITTED is enough, since each statement carries its own guard. What was certainly not applied is sent
//! again on a fresh connection; when the answer to a COMMIT is lost, the caller learns that.
//! To another machine the connection is encrypted and the server's certificate verified: see `network.rs`.

mod network;

use std::error::Error as _;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use async_trait::async_trait;
use bytes::BytesMut;
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Error, NoTls};

use crate::driver::{Driver, Expect, Outcome, Statement, Stats};
use crate::error::{Result, StoreError};
use crate::migrations;
use crate::value::{Row, Value};

/// How often one batch is sent at most, when transactions collide or a connection is lost.
const TRIES: u32 = 8;

/// How long a caller waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// A PostgreSQL server.
pub(crate) struct Postgres {
    pool: Pool,
    reads: AtomicU64,
    batches: AtomicU64,
    commits: AtomicU64,
}

/// Why a try of a batch ended without an outcome.
enum Failure {
    /// Nothing was applied.
    Before(Error),
    /// It may have been applied.
    During(Error),
    /// No connection to be had.
    Pool(StoreError),
}

impl Postgres {
    pub(crate) async fn open(url: &str, authorities: Option<&[u8]>) -> Result<Self> {
        let store = Self::connect(url, authorities)?;
        store.migrate().await?;
        Ok(store)
    }

    /// Connections to a database, which are made when they are needed; it is taken as it is.
    pub(crate) fn connect(url: &str, authorities: Option<&[u8]>) -> Result<Self> {
        let mut config = network::parse(url)?;
        config.connect_timeout(PATIENCE).tcp_user_timeout(PATIENCE * 2);
        if config.get_application_name().is_none() {
            config.application_name("cenote");
        }
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = match config.get_ssl_mode() {
            SslMode::Disable => Manager::from_config(config, NoTls, recycling),
            _ => Manager::from_config(config, network::tls(authorities)?, recycling),
        };
        let size = std::thread::available_parallelism().map_or(8, |cores| (cores.get() * 4).clamp(8, 32));
        let pool = Pool::builder(manager)
            .max_size(size)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(async move {
                    let row = client
                        .query_one("SELECT current_setting('transaction_read_only') = 'off'", &[])
                        .await
                        .map_err(HookError::Backend)?;
                    match row.try_get(0).map_err(HookError::Backend)? {
                        true => Ok(()),
                        false => Err(HookError::message("this server does not take writes")),
                    }
                })
            }))
            .build()
            .map_err(|error| StoreError::failed("make the connection pool", error))?;
        Ok(Self { pool, reads: AtomicU64::new(0), batches: AtomicU64::new(0), commits: AtomicU64::new(0) })
    }

    async fn migrate(&self) -> Result<()> {
        let mut client = self.client().await?;
        let failed = |error| StoreError::failed("bring the schema up to date", error);
        let mut tries = 0;
        // Two nodes that make the table at once can collide in the catalogue, even with IF NOT EXISTS.
        while let Err(error) = client.batch_execute(META).await {
            tries += 1;
            if tries == TRIES || error.code().is_none() {
                return Err(failed(error));
            }
        }
        let transaction = client.transaction().await.map_err(failed)?;
        let row = transaction
            .query_one("SELECT CAST(value AS BIGINT) FROM meta WHERE name = 'schema' FOR UPDATE", &[])
            .await
            .map_err(failed)?;
        let found: i64 = row.try_get(0).map_err(failed)?;
        let known = i64::try_from(migrations::POSTGRES.len()).unwrap_or(i64::MAX);
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        let done = usize::try_from(found).unwrap_or_default();
        for migration in migrations::POSTGRES.iter().skip(done) {
            transaction.batch_execute(migration).await.map_err(failed)?;
        }
        let value = known.to_string();
        transaction
            .execute("UPDATE meta SET value = $1 WHERE name = 'schema'", &[&value])
            .await
            .map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }

    async fn client(&self) -> Result<Object> {
        self.pool.get().await.map_err(|error| StoreError::failed("connect to the database", error))
    }

    /// Drops a connection, and the idle ones with it when the server went away or became a replica.
    fn discard(&self, client: Object, error: &Error) {
        let lost = [
            SqlState::READ_ONLY_SQL_TRANSACTION,
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::CANNOT_CONNECT_NOW,
        ];
        if error.code().is_some_and(|code| lost.contains(code)) {
            drop(Object::take(client));
            self.pool.retain(|_, _| false);
        } else if error.code().is_none() {
            // Without a code it is the connection that failed, or a value that does not fit.
            drop(Object::take(client));
        }
    }

    async fn query(&self, client: &Object, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        let statement = client.prepare_cached(sql).await?;
        let columns: Arc<[String]> =
            statement.columns().iter().map(|column| column.name().to_owned()).collect();
        let found = client.query(&statement, &params(args)).await?;
        found
            .iter()
            .map(|row| {
                let values = (0..columns.len()).map(|at| from_sql(row, at)).collect::<Result<_, _>>()?;
                Ok(Row::new(Arc::clone(&columns), values))
            })
            .collect()
    }

    async fn attempt(&self, batch: &[Statement]) -> Result<Outcome, Failure> {
        let client = self.client().await.map_err(Failure::Pool)?;
        let (client, result) = match batch {
            [only] => {
                let result = single(&client, only).await;
                (client, result)
            }
            _ => {
                let lease = Lease(Some(client));
                let result = pipeline(lease.client()?, batch).await;
                (lease.end()?, result)
            }
        };
        if let Err(Failure::Before(error) | Failure::During(error)) = &result {
            self.discard(client, error);
        }
        result
    }
}

/// A connection on which a transaction may be open: when its caller goes away in the middle, it is closed and
/// never goes back to the pool.
struct Lease(Option<Object>);

impl Lease {
    fn client(&self) -> Result<&Object, Failure> {
        self.0.as_ref().ok_or(Failure::Pool(StoreError::Closed))
    }

    fn end(mut self) -> Result<Object, Failure> {
        self.0.take().ok_or(Failure::Pool(StoreError::Closed))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            drop(Object::take(client));
        }
    }
}

const META: &str = r#"
CREATE TABLE IF NOT EXISTS meta (name TEXT COLLATE "C" NOT NULL PRIMARY KEY, value TEXT COLLATE "C" NOT NULL);
INSERT INTO meta (name, value) VALUES ('schema', '0') ON CONFLICT DO NOTHING"#;

#[async_trait]
impl Driver for Postgres {
    async fn rows(&self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        let mut tries = 0;
        loop {
            tries += 1;
            let client = self.client().await?;
            let error = match self.query(&client, sql, args).await {
                Ok(rows) => return Ok(rows),
                Err(error) => error,
            };
            self.discard(client, &error);
            if tries == TRIES || !is_passing(&error) {
                return Err(StoreError::failed("read", error));
            }
        }
    }

    async fn commit(&self, batch: Vec<Statement>) -> Result<Outcome> {
        let number = self.batches.fetch_add(1, Ordering::Relaxed);
        let mut tries: u32 = 0;
        loop {
            tries += 1;
            match self.attempt(&batch).await {
                Ok(outcome) => {
                    self.commits.fetch_add(u64::from(outcome.is_done()), Ordering::Relaxed);
                    return Ok(outcome);
                }
                Err(Failure::Before(error)) if tries < TRIES && is_passing(&error) => {
                    tracing::debug!(%error, "a batch is sent again");
                    if tries > 1 {
                        // Batches that collided again wait for different times, each time longer, so that one goes
                        // first and ends before the next, however busy the machine is.
                        tokio::time::sleep(Duration::from_millis((number % 8 + 1) << tries)).await;
                    }
                }
                Err(Failure::Before(error)) => return Err(StoreError::failed("write", error)),
                Err(Failure::During(error)) => return Err(StoreError::unknown(error)),
                Err(Failure::Pool(error)) => return Err(error),
            }
        }
    }

    fn stats(&self) -> Stats {
        Stats {
            reads: self.reads.load(Ordering::Relaxed),
            batches: self.batches.load(Ordering::Relaxed),
            commits: self.commits.load(Ordering::Relaxed),
        }
    }
}

/// One statement is its own transaction.
async fn single(client: &Object, only: &Statement) -> Result<Outcome, Failure> {
    let prepared = client.prepare_cached(only.sql).await.map_err(Failure::Before)?;
    match client.execute(&prepared, &params(&only.args)).await {
        Ok(changed) => Ok(only.missed(changed, 0).unwrap_or(Outcome::Done)),
        Err(error) if is_answer(&error) => match duplicate(&error, only, 0) {
            Some(outcome) => Ok(outcome),
            None => Err(Failure::Before(error)),
        },
        Err(error) => Err(Failure::During(error)),
    }
}

/// BEGIN and all statements in one round trip, the end of the transaction in another.
async fn pipeline(client: &Object, batch: &[Statement]) -> Result<Outcome, Failure> {
    let mut prepared = Vec::with_capacity(batch.len());
    for statement in batch {
        prepared.push(client.prepare_cached(statement.sql).await.map_err(Failure::Before)?);
    }
    let args: Vec<_> = batch.iter().map(|statement| params(&statement.args)).collect();
    let mut sent: Vec<Sent<'_>> = Vec::with_capacity(batch.len() + 1);
    sent.push(Box::pin(async {
        client.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED").await.map(|()| 0)
    }));
    for (prepared, args) in prepared.iter().zip(&args) {
        sent.push(Box::pin(client.execute(prepared, args)));
    }
    let mut results = in_order(sent).await.into_iter();
    let begun = results.next().transpose().map_err(Failure::Before)?;
    debug_assert_eq!(begun, Some(0));
    let mut verdict = Ok(Outcome::Done);
    for (at, (statement, result)) in batch.iter().zip(results).enumerate() {
        let ended = match result {
            Ok(changed) => statement.missed(changed, at).map(Ok),
            Err(error) => Some(duplicate(&error, statement, at).ok_or(Failure::Before(error))),
        };
        if let Some(ended) = ended {
            verdict = ended;
            break;
        }
    }
    if matches!(verdict, Ok(Outcome::Done)) {
        return match client.batch_execute("COMMIT").await {
            Ok(()) => Ok(Outcome::Done),
            Err(error) if is_answer(&error) => Err(Failure::Before(error)),
            Err(error) => Err(Failure::During(error)),
        };
    }
    if let Err(error) = client.batch_execute("ROLLBACK").await {
        // An open transaction must not go back to the pool.
        return Err(Failure::Before(error));
    }
    verdict
}

type Sent<'a> = Pin<Box<dyn Future<Output = Result<u64, Error>> + Send + 'a>>;

/// Polls futures in their order, each until it is done: a request is sent when its future is first polled, and
/// the server answers in the order of the requests.
async fn in_order(mut sent: Vec<Sent<'_>>) -> Vec<Result<u64, Error>> {
    let mut results: Vec<Option<Result<u64, Error>>> = sent.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        let mut is_ready = true;
        for (future, result) in sent.iter_mut().zip(&mut results) {
            if result.is_none() {
                match future.as_mut().poll(context) {
                    Poll::Ready(done) => *result = Some(done),
                    Poll::Pending => is_ready = false,
                }
            }
        }
        if is_ready { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    results.into_iter().flatten().collect()
}

/// The server said so itself, so nothing was applied, unless it was going down in the middle of it.
fn is_answer(error: &Error) -> bool {
    let unsure =
        [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::TRANSACTION_RESOLUTION_UNKNOWN];
    error.code().is_some_and(|code| !unsure.contains(code))
}

/// True when another try on another connection can go well.
fn is_passing(error: &Error) -> bool {
    let passing = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::READ_ONLY_SQL_TRANSACTION,
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
    ];
    match error.code() {
        Some(code) => passing.contains(code),
        None => {
            error.is_closed() || error.source().is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
        }
    }
}

fn duplicate(error: &Error, statement: &Statement, at: usize) -> Option<Outcome> {
    let is_duplicate = error.code() == Some(&SqlState::UNIQUE_VIOLATION);
    if is_duplicate && matches!(statement.expect, Expect::One(_)) { statement.missed(0, at) } else { None }
}

fn params(args: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter().map(|arg| arg as &(dyn ToSql + Sync)).collect()
}

fn from_sql(row: &tokio_postgres::Row, at: usize) -> Result<Value, Error> {
    let kind = row.columns().get(at).map(tokio_postgres::Column::type_);
    Ok(match kind {
        Some(kind) if *kind == Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map(i64::from).into(),
        Some(kind) if *kind == Type::INT8 => row.try_get::<_, Option<i64>>(at)?.into(),
        Some(kind) if *kind == Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at)?.into(),
        _ => row.try_get::<_, Option<String>>(at)?.into(),
    })
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, kind) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(int), &Type::INT8) => int.to_sql(kind, out),
            (Self::Text(text), &Type::TEXT) => text.to_sql(kind, out),
            (Self::Blob(bytes), &Type::BYTEA) => bytes.to_sql(kind, out),
            _ => Err(format!("a statement takes a {kind} where the record gives {self:?}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
