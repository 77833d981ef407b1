//! Devices of identities that hear of changes, and the datasets that each hears of.
//!
//! A device is its platform's token: who registers one again gets the same device.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// A device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncDevice {
    /// The identity pool.
    pub pool_id: String,
    /// The identity.
    pub identity_id: String,
    /// Its id: whoever knows it may listen for it.
    pub device_id: String,
    /// What tells its token from others.
    pub token_id: String,
    /// `GCM` and its like.
    pub platform: String,
    /// The platform's token, sealed.
    pub token: Vec<u8>,
    /// Epoch milliseconds.
    pub created_at: i64,
}

const COLUMNS: &str = "pool_id, identity_id, device_id, token_id, platform, token, created_at";

static GET: std::sync::LazyLock<String> =
    std::sync::LazyLock::new(|| format!("SELECT {COLUMNS} FROM sync_devices WHERE device_id = $1"));

static BY_TOKEN: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM sync_devices WHERE identity_id = $1 AND token_id = $2")
});

static INSERT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    format!("INSERT INTO sync_devices ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING")
});

impl SyncDevice {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            identity_id: row.text("identity_id")?,
            device_id: row.text("device_id")?,
            token_id: row.text("token_id")?,
            platform: row.text("platform")?,
            token: row.blob("token")?,
            created_at: row.int("created_at")?,
        })
    }
}

/// The device of an id.
pub async fn get(read: &Read<'_>, device_id: &str) -> Result<Option<SyncDevice>> {
    read.row(&GET, &[device_id.into()]).await?.as_ref().map(SyncDevice::from_row).transpose()
}

/// The device of a token.
pub async fn by_token(read: &Read<'_>, identity_id: &str, token_id: &str) -> Result<Option<SyncDevice>> {
    let args = [identity_id.into(), token_id.into()];
    read.row(&BY_TOKEN, &args).await?.as_ref().map(SyncDevice::from_row).transpose()
}

/// Adds a device, and forgets the oldest of its identity beyond so many. Misses: `Moved`, tag `sync_devices`.
pub fn insert(batch: &mut Batch, device: &SyncDevice, kept: i64) {
    let args = vec![
        (&device.pool_id).into(),
        (&device.identity_id).into(),
        (&device.device_id).into(),
        (&device.token_id).into(),
        (&device.platform).into(),
        (&device.token).into(),
        device.created_at.into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Moved, "sync_devices"));
    let identity = || vec![(&device.identity_id).into()];
    let sql = "DELETE FROM sync_devices WHERE identity_id = $1 AND created_at < (SELECT created_at FROM sync_devices \
               WHERE identity_id = $1 ORDER BY created_at DESC LIMIT 1 OFFSET $2)";
    batch.push(Statement::any(sql, [identity(), vec![(kept - 1).into()]].concat()));
    let sql = "DELETE FROM sync_subscriptions WHERE identity_id = $1 AND device_id NOT IN \
               (SELECT device_id FROM sync_devices WHERE identity_id = $1)";
    batch.push(Statement::any(sql, identity()));
}

/// Has a device of its identity hear of a dataset. Misses: `Gone`, tag `sync_devices`.
pub fn subscribe(batch: &mut Batch, device: &SyncDevice, dataset: &str) {
    let sql = "UPDATE sync_devices SET created_at = created_at WHERE device_id = $1 AND identity_id = $2";
    let args = vec![(&device.device_id).into(), (&device.identity_id).into()];
    batch.push(Statement::one(sql, args, Miss::Gone, "sync_devices"));
    let sql = "INSERT INTO sync_subscriptions (pool_id, identity_id, dataset, device_id) VALUES ($1, $2, $3, $4) \
               ON CONFLICT DO NOTHING";
    let args = vec![
        (&device.pool_id).into(),
        (&device.identity_id).into(),
        dataset.into(),
        (&device.device_id).into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Has a device hear of a dataset no more.
pub fn unsubscribe(batch: &mut Batch, device: &SyncDevice, dataset: &str) {
    let sql = "DELETE FROM sync_subscriptions WHERE identity_id = $1 AND dataset = $2 AND device_id = $3";
    let args = vec![(&device.identity_id).into(), dataset.into(), (&device.device_id).into()];
    batch.push(Statement::any(sql, args));
}

/// Ids of the devices that hear of a dataset.
pub async fn subscribers(read: &Read<'_>, identity_id: &str, dataset: &str) -> Result<Vec<String>> {
    let sql =
        "SELECT device_id FROM sync_subscriptions WHERE identity_id = $1 AND dataset = $2 ORDER BY device_id";
    let rows = read.rows(sql, &[identity_id.into(), dataset.into()]).await?;
    rows.iter().map(|row| row.text("device_id")).collect()
}

/// The datasets that a device hears of and that are or were there, with their counts.
pub async fn counts(read: &Read<'_>, device_id: &str) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT s.dataset AS dataset, d.sync_count AS sync_count FROM sync_subscriptions s \
               JOIN datasets d ON d.identity_id = s.identity_id AND d.name = s.dataset \
               WHERE s.device_id = $1 ORDER BY s.dataset";
    let rows = read.rows(sql, &[device_id.into()]).await?;
    rows.iter().map(|row| Ok((row.text("dataset")?, row.int("sync_count")?))).collect()
}
