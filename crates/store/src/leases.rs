//! Leases: which node does a background job, until when. A lease row, no lock of the database.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;

/// Who holds a lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The job's name.
    pub name: String,
    /// The node that has it.
    pub holder: String,
    /// When it ends, epoch milliseconds.
    pub until: i64,
}

/// A lease, ended or not.
pub async fn get(read: &Read<'_>, name: &str) -> Result<Option<Lease>> {
    let sql = "SELECT name, holder, until_ FROM leases WHERE name = $1";
    let row = read.row(sql, &[name.into()]).await?;
    row.map(|row| {
        Ok(Lease { name: row.text("name")?, holder: row.text("holder")?, until: row.int("until_")? })
    })
    .transpose()
}

/// Takes or extends a lease; the batch's time is now. Misses: `Taken`, tag `leases`, while another holds it.
pub fn take(batch: &mut Batch, lease: &Lease) {
    let sql = "INSERT INTO leases (name, holder, until_) VALUES ($1, $2, $3) \
               ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_ = excluded.until_ \
               WHERE leases.until_ <= $4 OR leases.holder = excluded.holder";
    let args = vec![(&lease.name).into(), (&lease.holder).into(), lease.until.into(), batch.at().into()];
    batch.push(Statement::one(sql, args, Miss::Taken, "leases"));
}

/// Gives a lease back, if this holder has it.
pub fn delete(batch: &mut Batch, name: &str, holder: &str) {
    let sql = "DELETE FROM leases WHERE name = $1 AND holder = $2";
    batch.push(Statement::any(sql, vec![name.into(), holder.into()]));
}
