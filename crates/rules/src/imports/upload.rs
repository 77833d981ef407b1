//! Taking a job's file: sealed part by part as it comes in, so that no more than a part is ever in memory.
//! AWS: the developer guide, "Uploading the CSV file": a PUT to the job's address, at most 100 MB.

use std::sync::Arc;

use store::imports::Part;
use store::{Miss, Outcome};

use super::address::{self, Closed};
use super::lines::{self, PART_BYTES};
use super::{Job, status, with_pool};
use crate::ctx::Ctx;
use crate::error::{Error, Reason};
use crate::pools::Pool;

/// AWS: the longest file.
pub const LONGEST_BYTES: i64 = 100 * 1024 * 1024;

/// Why a file was not taken.
#[derive(Debug)]
pub enum Refusal {
    /// The address leads nowhere.
    Closed(Closed),
    /// The job is not there any more, was started, or takes another file.
    Late,
    /// It is longer than a file may be.
    TooLong,
    /// Something of ours failed.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        match error.reason() {
            Reason::Moved | Reason::ImportJobNotFound | Reason::PoolNotFound => Refusal::Late,
            _ => Refusal::Failed(error),
        }
    }
}

/// A file that is coming in.
pub struct Upload {
    pool: Arc<Pool>,
    job: Job,
    number: i64,
    part: i64,
    waiting: Vec<u8>,
    size_bytes: i64,
    filled_lines: i64,
    is_in_line: bool,
}

impl Upload {
    /// Begins to take the file of an address. What came before stays the job's file until this one is whole.
    pub async fn begin(ctx: &Ctx, token: &str) -> Result<Upload, Refusal> {
        let place = address::open(ctx, token).map_err(Refusal::Closed)?;
        let (pool, mut job) = with_pool(ctx, &place.pool_id, &place.job_id).await?;
        if job.status(ctx.now()) != status::CREATED {
            return Err(Refusal::Late);
        }
        let mut batch = ctx.batch()?;
        job.put(&mut batch)?;
        // What an upload that broke off has left.
        store::imports::delete_parts(&mut batch, &job.row, job.row.upload);
        ctx.commit(batch).await?;
        job.row.revision += 1;
        let number = job.row.revision;
        let (part, size_bytes, filled_lines) = (0, 0, 0);
        let waiting = Vec::with_capacity(PART_BYTES);
        Ok(Upload { pool, job, number, part, waiting, size_bytes, filled_lines, is_in_line: false })
    }

    /// Takes the next bytes.
    pub async fn write(&mut self, ctx: &Ctx, mut bytes: &[u8]) -> Result<(), Refusal> {
        self.size_bytes += i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        if self.size_bytes > LONGEST_BYTES {
            return Err(Refusal::TooLong);
        }
        self.count(bytes);
        while !bytes.is_empty() {
            let room = PART_BYTES - self.waiting.len();
            let (taken, rest) = bytes.split_at(room.min(bytes.len()));
            self.waiting.extend_from_slice(taken);
            bytes = rest;
            if self.waiting.len() == PART_BYTES {
                self.keep(ctx).await?;
            }
        }
        Ok(())
    }

    /// The file is whole: it becomes the job's.
    pub async fn end(mut self, ctx: &Ctx) -> Result<(), Refusal> {
        if !self.waiting.is_empty() {
            self.keep(ctx).await?;
        }
        self.job.row.upload = Some(self.number);
        self.job.state.size_bytes = self.size_bytes;
        self.job.state.filled_lines = self.filled_lines + i64::from(self.is_in_line);
        let mut batch = ctx.batch()?;
        self.job.put(&mut batch)?;
        store::imports::delete_parts(&mut batch, &self.job.row, Some(self.number));
        Ok(ctx.commit(batch).await?)
    }

    async fn keep(&mut self, ctx: &Ctx) -> Result<(), Refusal> {
        let name = lines::place_name(&self.job.row.id, self.number, self.part);
        let salt = ctx.random()?;
        let body = self.pool.key.seal(&lines::place(&name), &salt, &self.waiting);
        let mut batch = ctx.batch()?;
        let part = Part { upload: self.number, part: self.part, body };
        store::imports::insert_part(&mut batch, &self.job.row, &part);
        match ctx.try_commit(batch).await? {
            Outcome::Done => {}
            Outcome::Missed { miss: Miss::Spent, .. } => return Err(Refusal::Late),
            Outcome::Missed { .. } => return Err(Error::new(Reason::Moved).into()),
        }
        self.part += 1;
        self.waiting.clear();
        Ok(())
    }

    fn count(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' => self.filled_lines += i64::from(std::mem::take(&mut self.is_in_line)),
                byte if byte.is_ascii_whitespace() => {}
                _ => self.is_in_line = true,
            }
        }
    }
}
