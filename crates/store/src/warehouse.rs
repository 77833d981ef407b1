//! A table of another PostgreSQL database, which changes of datasets are written into for those who load it elsewhere.

use crate::driver::{Driver, Statement};
use crate::error::{Result, StoreError};
use crate::postgres::Postgres;

/// The table.
pub struct Warehouse {
    postgres: Postgres,
    insert: &'static str,
}

/// The statements of one table, made once: drivers keep statements for as long as they live.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    create: &'static str,
    insert: &'static str,
}

/// One change.
pub struct Change<'a> {
    /// What tells it from others: of the same change the same.
    pub id: &'a str,
    /// The identity pool.
    pub pool_id: &'a str,
    /// The identity.
    pub identity_id: &'a str,
    /// The dataset.
    pub dataset: &'a str,
    /// The dataset's count.
    pub sync_count: i64,
    /// `replace` or `remove`.
    pub operation: &'a str,
    /// Epoch milliseconds.
    pub modified_at: i64,
    /// All of it, JSON text.
    pub event: &'a str,
}

impl Table {
    /// A table of this name, with or without its schema; none where it is no plain name.
    pub fn named(name: &str) -> Option<Table> {
        let is_word = |part: &str| {
            (1..=63).contains(&part.len())
                && part.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        let parts: Vec<&str> = name.split('.').collect();
        if parts.len() > 2 || !parts.iter().all(|part| is_word(part)) {
            return None;
        }
        let create = format!(
            "CREATE TABLE IF NOT EXISTS {name} (arrived BIGINT GENERATED ALWAYS AS IDENTITY, id TEXT NOT NULL PRIMARY KEY, \
             identity_pool_id TEXT NOT NULL, identity_id TEXT NOT NULL, dataset TEXT NOT NULL, \
             sync_count BIGINT NOT NULL, operation TEXT NOT NULL, modified_at BIGINT NOT NULL, event TEXT NOT NULL)"
        );
        let insert = format!(
            "INSERT INTO {name} (id, identity_pool_id, identity_id, dataset, sync_count, operation, modified_at, event) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING"
        );
        Some(Table { create: create.leak(), insert: insert.leak() })
    }
}

impl Warehouse {
    /// Opens a database, and makes the table where it is not there.
    ///
    /// Errors: `Failed` when the database is not to be had, or does not let the table be made.
    pub async fn open(url: &str, table: Table) -> Result<Warehouse> {
        let postgres = Postgres::connect(url, None)?;
        postgres.commit(vec![Statement::any(table.create, Vec::new())]).await?;
        Ok(Warehouse { postgres, insert: table.insert })
    }

    /// Adds a change; one that is there already stays as it is. Errors: `Failed`, `Unknown`.
    pub async fn add(&self, change: &Change<'_>) -> Result<()> {
        let args = vec![
            change.id.into(),
            change.pool_id.into(),
            change.identity_id.into(),
            change.dataset.into(),
            change.sync_count.into(),
            change.operation.into(),
            change.modified_at.into(),
            change.event.into(),
        ];
        crate::value::check(&args)?;
        match self.postgres.commit(vec![Statement::any(self.insert, args)]).await? {
            outcome if outcome.is_done() => Ok(()),
            _ => Err(StoreError::Unstorable("a change")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_table_has_a_plain_name() {
        for name in ["changes", "sync.changes_2026", "_x"] {
            assert!(Table::named(name).is_some(), "{name}");
        }
        for name in ["", ".", "a.b.c", "a b", "a;drop table b", "A", "1a", "a\"", "a.", &"a".repeat(64)] {
            assert!(Table::named(name).is_none(), "{name}");
        }
    }
}
