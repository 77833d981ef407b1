//! A job's log: a line for each row of its file.
//! AWS: the developer guide, "Viewing the user pool import results": rows by their line, and nothing of the users.

use super::address::{self, Closed};
use super::{Job, with_pool};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// Where the log is read.
pub struct Log {
    job: Job,
    after: i64,
}

/// How many batches of lines are read at once.
const PAGE: i64 = 10;

impl Log {
    /// The log of the job that an address names; none where the job is gone.
    pub async fn open(ctx: &Ctx, token: &str) -> Result<Result<Log, Closed>> {
        let place = match address::open(ctx, token) {
            Ok(place) => place,
            Err(closed) => return Ok(Err(closed)),
        };
        match with_pool(ctx, &place.pool_id, &place.job_id).await {
            Ok((_, job)) => Ok(Ok(Log { job, after: -1 })),
            Err(error) if matches!(error.reason(), Reason::PoolNotFound | Reason::ImportJobNotFound) => {
                Ok(Err(Closed::Unknown))
            }
            Err(error) => Err(error),
        }
    }

    /// The next lines; none when that was all.
    pub async fn next(&mut self, ctx: &Ctx) -> Result<Option<String>> {
        let page = store::imports::lines(&ctx.read(), &self.job.row, self.after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(None) };
        self.after = last.from;
        Ok(Some(page.into_iter().map(|lines| lines.body).collect()))
    }
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// A user was made.
    Succeeded,
    /// The user was there before.
    Skipped,
    /// No user was made, and why.
    Failed(String),
}

impl Fate {
    /// What becomes of a row that an error of the rules refuses. Errors: the error where it is ours and not the row's.
    pub(super) fn of(error: Error) -> Result<Fate> {
        match error.reason() {
            Reason::Internal | Reason::Moved | Reason::TooManyRequests => Err(error),
            _ => Ok(Fate::Failed(error.message())),
        }
    }

    /// The line of the log.
    pub(super) fn line(&self, number: i64) -> String {
        match self {
            Fate::Succeeded => format!("[SUCCEEDED] Line Number {number} - The import succeeded.\n"),
            Fate::Skipped => format!("[SKIPPED] Line Number {number} - The user already exists.\n"),
            // A reason may end with a line, and must not begin one.
            Fate::Failed(why) => {
                let why: Vec<&str> = why.split_whitespace().collect();
                format!("[FAILED] Line Number {number} - {}\n", why.join(" "))
            }
        }
    }
}
