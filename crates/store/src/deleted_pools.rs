//! Pools that are gone while rows of theirs are not: what there may be much of is deleted a few rows at a time, so that
//! nobody waits behind the end of a large pool.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::driver::Statement;
use crate::error::Result;

/// What there may be much of in a pool: table, and the rest of its key after the pool.
const TABLES: &[(&str, &str)] = &[
    ("users", "sub"),
    ("aliases", "kind, value"),
    ("user_search", "name, value, sub"),
    ("memberships", "sub, name"),
    ("devices", "sub, device_key"),
    ("passkeys", "credential_id"),
    ("passkey_challenges", "sub"),
    ("codes", "sub, purpose"),
    ("attempts", "subject, kind"),
    ("families", "origin_jti"),
    ("flows", "id"),
    ("browser_sessions", "id"),
    ("upstreams", "id"),
    ("consents", "sub, client_id"),
    ("auth_events", "id"),
    ("deliveries", "id"),
    ("linked_identities", "provider, attribute, value"),
    ("import_parts", "job_id, upload, part"),
    ("import_log", "job_id, from_line"),
    ("software_tokens", "sub"),
    ("branding_assets", "branding_id, category, color_mode, resource_id"),
    ("ui_customizations", "client_id"),
    ("sso_sessions", "client_id"),
    ("identities", "id"),
    ("identity_logins", "provider, subject"),
    // Before their records: a change that is under way then finds no dataset.
    ("datasets", "identity_id, name"),
    ("dataset_records", "identity_id, dataset, key_id"),
    ("sync_usage", "shard"),
    ("sync_devices", "device_id"),
    ("sync_subscriptions", "identity_id, dataset, device_id"),
    ("sync_outbox", "identity_id, seq"),
    ("bulk_publishes", "status"),
];

/// One table's rows of a pool: whether there are any, and how some of them are deleted.
struct Content {
    any: String,
    delete: String,
}

static CONTENTS: LazyLock<Vec<Content>> = LazyLock::new(|| {
    let of = |(table, key): (&str, &str)| Content {
        any: format!("SELECT 1 AS one FROM {table} WHERE pool_id = $1 LIMIT 1"),
        delete: format!(
            "DELETE FROM {table} WHERE pool_id = $1 AND ({key}) IN \
             (SELECT {key} FROM {table} WHERE pool_id = $1 LIMIT $2)"
        ),
    };
    TABLES.iter().map(|table| of(*table)).collect()
});

/// A pool that was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedPool {
    /// Its id.
    pub id: String,
    /// When it was deleted, epoch milliseconds.
    pub at: i64,
}

/// Pools whose rows may not all be gone, the longest deleted first.
pub async fn page(read: &Read<'_>, limit: i64) -> Result<Vec<DeletedPool>> {
    let sql = "SELECT id, at FROM deleted_pools ORDER BY at, id LIMIT $1";
    let rows = read.rows(sql, &[limit.into()]).await?;
    rows.iter().map(|row| Ok(DeletedPool { id: row.text("id")?, at: row.int("at")? })).collect()
}

/// Deletes rows of a deleted pool, at most so many, from the first table that has any; false when none has.
pub async fn empty(read: &Read<'_>, batch: &mut Batch, id: &str, limit: i64) -> Result<bool> {
    for content in CONTENTS.iter() {
        if read.row(&content.any, &[id.into()]).await?.is_some() {
            batch.push(Statement::any(&content.delete, vec![id.into(), limit.into()]));
            return Ok(true);
        }
    }
    Ok(false)
}

/// Remembers a pool that this batch deletes.
pub(crate) fn insert(batch: &mut Batch, id: &str) {
    let sql = "INSERT INTO deleted_pools (id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    batch.push(Statement::any(sql, vec![id.into(), batch.at().into()]));
}

/// Forgets a pool of which nothing is left.
pub fn delete(batch: &mut Batch, id: &str) {
    batch.push(Statement::any("DELETE FROM deleted_pools WHERE id = $1", vec![id.into()]));
}

#[cfg(test)]
mod tests {
    use super::TABLES;
    use crate::pools::CONTENTS;

    #[tokio::test]
    async fn no_table_with_rows_of_a_pool_is_forgotten() {
        let store = crate::Store::open_memory().unwrap();
        let sql = "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                   WHERE m.type = 'table' AND c.name = 'pool_id' ORDER BY m.name";
        let tables = store.read().rows(sql, &[]).await.unwrap();
        let tables: Vec<String> = tables.iter().map(|row| row.text("name").unwrap()).collect();
        let at_once =
            CONTENTS.iter().map(|sql| sql["DELETE FROM ".len()..].split(' ').next().unwrap().to_owned());
        let later = TABLES.iter().map(|(table, _)| (*table).to_owned());
        let mut emptied: Vec<String> = at_once.chain(later).collect();
        emptied.sort_unstable();
        assert_eq!(emptied, tables);
    }
}
