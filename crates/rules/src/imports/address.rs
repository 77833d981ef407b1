//! The address of a job's file: PUT brings the file, GET gives the log. Whoever knows it may, for a quarter of an hour.
//! AWS: PreSignedUrl of API_UserImportJobType; the developer guide: valid for 15 minutes.
//!
//! DEVIATION: at AWS the log is in CloudWatch; here it is read where the file was brought. DescribeUserImportJob gives
//! a fresh address each time.

use serde::{Deserialize, Serialize};

use super::Job;
use crate::ctx::Ctx;
use crate::error::Result;

const KIND: &str = "import";
const TTL_MS: i64 = 15 * 60_000;

/// The path below which the addresses lie.
pub const PATH: &str = "/user-import/";

/// What an address names.
#[derive(Serialize, Deserialize)]
pub(super) struct Place {
    pub pool_id: String,
    pub job_id: String,
    until: i64,
}

/// Why an address leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// It was not made here.
    Unknown,
    /// Its time is over.
    Expired,
}

/// A fresh address of a job.
pub fn of(ctx: &Ctx, job: &Job) -> Result<String> {
    let place =
        Place { pool_id: job.row.pool_id.clone(), job_id: job.row.id.clone(), until: ctx.now() + TTL_MS };
    let token = ctx.world().ring.seal_token(KIND, &ctx.random()?, &serde_json::to_vec(&place)?);
    Ok(format!("{}{PATH}{token}", ctx.config().public_url))
}

/// What the last part of an address names.
pub(super) fn open(ctx: &Ctx, token: &str) -> Result<Place, Closed> {
    let plain = ctx.world().ring.open_token(KIND, token).ok_or(Closed::Unknown)?;
    let place: Place = serde_json::from_slice(&plain).map_err(|_| Closed::Unknown)?;
    if ctx.now() < place.until { Ok(place) } else { Err(Closed::Expired) }
}
