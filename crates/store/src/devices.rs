//! Devices that users have confirmed, each with the verifier of its own secret.
//!
//! Guarded like groups: `revision` of the loaded row, `Moved`, tag `devices`. A sign-in writes when and from where it
//! came without a new revision, guarded on the loaded one.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::{Result, StoreError};
use crate::value::{Row, Value, is_storable};

/// A device of a user.
#[derive(Clone, Debug, PartialEq)]
pub struct Device {
    /// The pool.
    pub pool_id: String,
    /// The user.
    pub sub: String,
    /// `region_uuid`, given out at a sign-in.
    pub key: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// What its owner calls it.
    pub name: Option<String>,
    /// Whether it is remembered, or only known.
    pub is_remembered: bool,
    /// Whether a second factor was proved on it.
    pub is_trusted: bool,
    /// The salt of its verifier.
    pub salt: Vec<u8>,
    /// Its SRP verifier, sealed.
    pub verifier: Vec<u8>,
    /// The sign-in that waits for its proof, if one does.
    pub waiting: Option<String>,
    /// Address of its last sign-in.
    pub last_ip: String,
    /// When it last signed in, epoch milliseconds.
    pub authenticated_at: i64,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

const COLUMNS: &str = "d.pool_id, d.sub, d.device_key, d.revision, d.name, d.is_remembered, d.is_trusted, d.salt, \
     d.verifier, d.waiting, d.last_ip, d.authenticated_at, d.created_at, d.updated_at";

static GET: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {COLUMNS} FROM devices d WHERE d.pool_id = $1 AND d.sub = $2 AND d.device_key = $3")
});

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM devices d WHERE d.pool_id = $1 AND d.sub = $2 AND d.device_key > $3 \
         ORDER BY d.device_key LIMIT $4"
    )
});

impl Device {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            sub: row.text("sub")?,
            key: row.text("device_key")?,
            revision: row.int("revision")?,
            name: row.opt_text("name")?.map(|text| plain(&text)).transpose()?,
            is_remembered: row.bool("is_remembered")?,
            is_trusted: row.bool("is_trusted")?,
            salt: row.blob("salt")?,
            verifier: row.blob("verifier")?,
            waiting: row.opt_text("waiting")?,
            last_ip: row.text("last_ip")?,
            authenticated_at: row.int("authenticated_at")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }

    fn record(&self) -> String {
        format!("{}/{}/{}", self.pool_id, self.sub, self.key)
    }
}

/// A user's device by its key, which may be anything that a stranger has sent.
pub async fn get(read: &Read<'_>, pool_id: &str, sub: &str, key: &str) -> Result<Option<Device>> {
    if !is_storable(key) {
        return Ok(None);
    }
    let row = read.row(&GET, &[pool_id.into(), sub.into(), key.into()]).await?;
    row.as_ref().map(Device::from_row).transpose()
}

/// Devices of a user after a key (empty: from the first), by key.
pub async fn page(read: &Read<'_>, pool_id: &str, sub: &str, after: &str, limit: i64) -> Result<Vec<Device>> {
    let args = [pool_id.into(), sub.into(), after.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(Device::from_row).collect()
}

/// Adds a device of a user who is there. Misses: `Taken`, tag `devices`, when the user has it or is gone.
pub fn insert(batch: &mut Batch, device: &Device) {
    let sql = "INSERT INTO devices (pool_id, sub, device_key, revision, name, is_remembered, is_trusted, salt, \
               verifier, waiting, last_ip, authenticated_at, created_at, updated_at) \
               SELECT u.pool_id, u.sub, $3, CAST($4 AS BIGINT), $5, CAST($6 AS BIGINT), CAST($7 AS BIGINT), \
               $8, $9, $10, $11, CAST($12 AS BIGINT), CAST($13 AS BIGINT), CAST($14 AS BIGINT) \
               FROM users u WHERE u.pool_id = $1 AND u.sub = $2 ON CONFLICT DO NOTHING";
    let args = vec![
        (&device.pool_id).into(),
        (&device.sub).into(),
        (&device.key).into(),
        device.revision.into(),
        device.name.as_deref().map(escaped).into(),
        device.is_remembered.into(),
        device.is_trusted.into(),
        (&device.salt).into(),
        (&device.verifier).into(),
        device.waiting.clone().into(),
        (&device.last_ip).into(),
        device.authenticated_at.into(),
        device.created_at.into(),
        device.updated_at.into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "devices"));
    changes::insert(batch, "devices", &device.record(), device.revision);
}

/// Remembers a device or no longer, with the next revision. Misses: `Moved`, tag `devices`.
pub fn set_remembered(batch: &mut Batch, loaded: &Device, is_remembered: bool) {
    let sql = "UPDATE devices SET is_remembered = $5, updated_at = $6, revision = revision + 1 \
               WHERE pool_id = $1 AND sub = $2 AND device_key = $3 AND revision = $4";
    let mut args = guard(loaded);
    args.extend([is_remembered.into(), batch.at().into()]);
    batch.push(Statement::one(sql, args, Miss::Moved, "devices"));
    changes::insert(batch, "devices", &loaded.record(), loaded.revision + 1);
}

/// Writes who waits for the device's proof. Misses: `Moved`, tag `devices`.
pub fn set_waiting(batch: &mut Batch, loaded: &Device, origin_jti: &str) {
    let sql = "UPDATE devices SET waiting = $5 \
               WHERE pool_id = $1 AND sub = $2 AND device_key = $3 AND revision = $4";
    let mut args = guard(loaded);
    args.push(origin_jti.into());
    batch.push(Statement::one(sql, args, Miss::Moved, "devices"));
}

/// Writes a sign-in by the device: nobody waits for it any more. Misses: `Moved`, tag `devices`.
pub fn signed_in(batch: &mut Batch, loaded: &Device, ip: &str, is_trusted: bool) {
    let sql = "UPDATE devices SET authenticated_at = $5, last_ip = $6, is_trusted = $7, waiting = NULL \
               WHERE pool_id = $1 AND sub = $2 AND device_key = $3 AND revision = $4";
    let mut args = guard(loaded);
    args.extend([batch.at().into(), ip.into(), is_trusted.into()]);
    batch.push(Statement::one(sql, args, Miss::Moved, "devices"));
}

/// Deletes a device; leaves a tombstone. Misses: `Moved`, tag `devices`.
pub fn delete(batch: &mut Batch, loaded: &Device) {
    let sql = "DELETE FROM devices WHERE pool_id = $1 AND sub = $2 AND device_key = $3 AND revision = $4";
    batch.push(Statement::one(sql, guard(loaded), Miss::Moved, "devices"));
    changes::tombstone(batch, "devices", &loaded.record(), loaded.revision + 1);
}

fn guard(loaded: &Device) -> Vec<Value> {
    vec![(&loaded.pool_id).into(), (&loaded.sub).into(), (&loaded.key).into(), loaded.revision.into()]
}

/// A name as it is kept: a JSON string, since people may write characters that text columns cannot hold.
fn escaped(name: &str) -> String {
    serde_json::Value::from(name).to_string()
}

fn plain(kept: &str) -> Result<String> {
    serde_json::from_str(kept).map_err(|_| StoreError::Corrupt("a device's name".to_owned()))
}
