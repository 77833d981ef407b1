//! What is kept: records, their SQL written once, and the drivers that run it.
//!
//! A caller loads with [`Read`], decides, and commits one guarded [`Batch`]: there are no interactive
//! transactions. Each record has a file of its name with its struct and its functions; only the two driver
//! files know which database runs. Times are epoch milliseconds; absence is `None`; a guard that did not hold
//! is an [`Outcome`], not an error.

pub mod access_keys;
pub mod aliases;
pub mod attempts;
pub mod auth_events;
pub mod brandings;
pub mod browser_sessions;
pub mod bulk_publishes;
pub mod certificates;
pub mod changes;
pub mod clients;
pub mod codes;
pub mod configurations;
pub mod consents;
pub mod dataset_records;
pub mod datasets;
pub mod deleted_pools;
pub mod deliveries;
pub mod devices;
pub mod domains;
pub mod families;
pub mod flows;
pub mod groups;
pub mod iam_attachments;
pub mod iam_entities;
pub mod iam_memberships;
pub mod identities;
pub mod identity_pools;
pub mod identity_providers;
pub mod imports;
pub mod leases;
pub mod linked_identities;
pub mod outbox;
pub mod passkeys;
pub mod pools;
pub mod provisioned_limits;
pub mod resource_servers;
pub mod room;
pub mod saml_keys;
pub mod seal;
pub mod signing_keys;
pub mod software_tokens;
pub mod sso_sessions;
pub mod sync_devices;
pub mod sync_outbox;
pub mod sync_usage;
pub mod terms;
pub mod ui_customizations;
pub mod upstreams;
pub mod users;
pub mod warehouse;

mod batch;
mod driver;
mod error;
mod migrations;
mod postgres;
mod queue;
mod sqlite;
mod value;

use std::path::Path;
use std::sync::Arc;

pub use batch::{Batch, Read};
pub use driver::{Driver, Expect, Miss, Outcome, Statement, Stats};
pub use error::{Result, StoreError};
pub use value::{Row, Value};

/// The store: cheap to clone, safe to share. The last clone to go ends the driver after its queued work.
#[derive(Clone)]
pub struct Store(Arc<dyn Driver>);

impl Store {
    /// A store on any driver, such as one that a test has wrapped.
    pub fn new(driver: Arc<dyn Driver>) -> Self {
        Self(driver)
    }

    /// Opens or makes a database file and brings its schema up to date. Blocks while it does.
    ///
    /// Errors: `Newer` when a later release wrote the file; `Failed` when it cannot be opened.
    pub fn open_sqlite(path: impl AsRef<Path>) -> Result<Self> {
        Ok(Self(Arc::new(sqlite::Sqlite::open(path.as_ref())?)))
    }

    /// A database in memory, gone with the last clone.
    pub fn open_memory() -> Result<Self> {
        Ok(Self(Arc::new(sqlite::Sqlite::open_memory()?)))
    }

    /// Connects to a server by its URL and brings the schema up to date; nodes may start at once. `authorities`, PEM, are
    /// whom to believe about the server's certificate instead of the operating system's.
    ///
    /// Errors: `Newer` when a later release migrated the database; `Failed` when it cannot be reached.
    pub async fn open_postgres(url: &str, authorities: Option<&[u8]>) -> Result<Self> {
        Ok(Self(Arc::new(postgres::Postgres::open(url, authorities).await?)))
    }

    /// The door for reading. Every read is one statement and sees all that was acknowledged before it.
    pub fn read(&self) -> Read<'_> {
        Read::new(self.0.as_ref())
    }

    /// Applies a batch whole or not at all. `Done` means durable.
    ///
    /// Errors: `Failed` when nothing was applied, `Unknown` when that cannot be told.
    pub async fn commit(&self, batch: Batch) -> Result<Outcome> {
        let statements = batch.into_statements();
        if statements.is_empty() {
            return Ok(Outcome::Done);
        }
        statements.iter().try_for_each(|statement| value::check(&statement.args))?;
        self.0.commit(statements).await
    }

    /// The driver below, for a wrapper.
    pub fn driver(&self) -> &Arc<dyn Driver> {
        &self.0
    }

    /// Counters since the store was opened.
    pub fn stats(&self) -> Stats {
        self.0.stats()
    }
}
