//! Request rates that administrators have raised, by account, region and category.

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::Statement;
use crate::error::Result;

/// One raised rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvisionedLimit {
    /// The account.
    pub account: String,
    /// The region.
    pub region: String,
    /// AWS's name of what is counted.
    pub category: String,
    /// Calls a second.
    pub rate: i64,
}

/// Every raised rate of an account.
pub async fn of_account(read: &Read<'_>, account: &str) -> Result<Vec<ProvisionedLimit>> {
    let sql = "SELECT account, region, category, rate FROM provisioned_limits \
               WHERE account = $1 ORDER BY region, category";
    let rows = read.rows(sql, &[account.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(ProvisionedLimit {
                account: row.text("account")?,
                region: row.text("region")?,
                category: row.text("category")?,
                rate: row.int("rate")?,
            })
        })
        .collect()
}

/// Writes a rate, whatever was there.
pub fn put(batch: &mut Batch, limit: &ProvisionedLimit) {
    let sql = "INSERT INTO provisioned_limits (account, region, category, revision, rate, updated_at) \
               VALUES ($1, $2, $3, 1, $4, $5) ON CONFLICT (account, region, category) DO UPDATE SET \
               revision = provisioned_limits.revision + 1, rate = excluded.rate, updated_at = excluded.updated_at";
    let ProvisionedLimit { account, region, category, rate } = limit;
    let args = vec![account.into(), region.into(), category.into(), (*rate).into(), batch.at().into()];
    batch.push(Statement::any(sql, args));
    changes::insert(batch, "provisioned_limits", &format!("{account}/{region}/{category}"), batch.at());
}
