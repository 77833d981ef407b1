//! Jobs that import users from a file: the job, the file in sealed parts, whose turn it is, and the log.
//!
//! `revision` guards everything: an upload begins by taking a revision, puts its parts under that number, and ends by
//! naming it as the job's file; a running job writes its progress in the batch of the users that it tells of.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;

/// A job.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// The pool.
    pub pool_id: String,
    /// `import-` and what follows.
    pub id: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// AWS's status.
    pub status: String,
    /// The number under which the parts of its file are kept; `None` while there is no file.
    pub upload: Option<i64>,
    /// JSON text: what else is known of it.
    pub state: String,
    /// Epoch milliseconds.
    pub created_at: i64,
}

/// One part of a job's file.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The upload that brought it: the job's revision at that time.
    pub upload: i64,
    /// Its place in the file, from 0.
    pub part: i64,
    /// Its bytes, sealed with the pool's data key.
    pub body: Vec<u8>,
}

/// Some lines of a job's log.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The line of the file that the first of them tells of.
    pub from: i64,
    /// The lines.
    pub body: String,
}

const COLUMNS: &str = "pool_id, id, revision, status, upload, state, created_at";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM import_jobs WHERE pool_id = $1 AND id = $2"));

static PAGE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM import_jobs WHERE pool_id = $1 AND (created_at, id) < ($2, $3) \
         ORDER BY created_at DESC, id DESC LIMIT $4"
    )
});

static OLD: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM import_jobs WHERE status = $1 AND created_at < $2 \
         ORDER BY created_at, pool_id, id LIMIT $3"
    )
});

impl Job {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            id: row.text("id")?,
            revision: row.int("revision")?,
            status: row.text("status")?,
            upload: row.opt_int("upload")?,
            state: row.text("state")?,
            created_at: row.int("created_at")?,
        })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.id)
    }
}

/// A job of a pool.
pub async fn get(read: &Read<'_>, pool_id: &str, id: &str) -> Result<Option<Job>> {
    read.row(&GET, &[pool_id.into(), id.into()]).await?.as_ref().map(Job::from_row).transpose()
}

/// Jobs of a pool made before one of that time and id (`None`: from the newest), newest first.
pub async fn page(
    read: &Read<'_>,
    pool_id: &str,
    before: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<Job>> {
    let (at, id) = before.unwrap_or((i64::MAX, ""));
    let args = [pool_id.into(), at.into(), id.into(), limit.into()];
    read.rows(&PAGE, &args).await?.iter().map(Job::from_row).collect()
}

/// Jobs of any pool with this status that were made before a time, the oldest first.
pub async fn older(read: &Read<'_>, status: &str, before: i64, limit: i64) -> Result<Vec<Job>> {
    let args = [status.into(), before.into(), limit.into()];
    read.rows(&OLD, &args).await?.iter().map(Job::from_row).collect()
}

/// Adds a job. Misses: `Gone`, tag `pools`; `Taken`, tag `import_jobs`.
pub fn insert(batch: &mut Batch, job: &Job) {
    let sql = "INSERT INTO import_jobs (pool_id, id, revision, status, upload, state, created_at) \
               VALUES ($1, $2, $3, $4, NULL, $5, $6) ON CONFLICT DO NOTHING";
    changes::insert_in_pool(batch, "import_jobs", &job.pool_id, &job.key(), job.revision);
    let mut args = vec![(&job.pool_id).into(), (&job.id).into(), job.revision.into(), (&job.status).into()];
    args.extend([(&job.state).into(), job.created_at.into()]);
    batch.push(Statement::one(sql, args, Miss::Taken, "import_jobs"));
}

/// Writes a job over the revision that was loaded, with the next one. Misses: `Moved`, tag `import_jobs`.
pub fn update(batch: &mut Batch, job: &Job) {
    let sql = "UPDATE import_jobs SET status = $4, upload = $5, state = $6, revision = revision + 1 \
               WHERE pool_id = $1 AND id = $2 AND revision = $3";
    let mut args = vec![(&job.pool_id).into(), (&job.id).into(), job.revision.into(), (&job.status).into()];
    args.extend([job.upload.into(), (&job.state).into()]);
    batch.push(Statement::one(sql, args, Miss::Moved, "import_jobs"));
    changes::insert(batch, "import_jobs", &job.key(), job.revision + 1);
}

/// Adds a part of the upload that took the job's revision. Misses: `Spent`, tag `import_jobs`, when that is no longer
/// the job's: another upload began, the job was started, or there is no such job.
pub fn insert_part(batch: &mut Batch, job: &Job, part: &Part) {
    let sql = "UPDATE import_jobs SET revision = revision WHERE pool_id = $1 AND id = $2 AND revision = $3";
    let args = vec![(&job.pool_id).into(), (&job.id).into(), part.upload.into()];
    batch.push(Statement::one(sql, args, Miss::Spent, "import_jobs"));
    let sql = "INSERT INTO import_parts (pool_id, job_id, upload, part, body) VALUES ($1, $2, $3, $4, $5)";
    let mut args = vec![(&job.pool_id).into(), (&job.id).into(), part.upload.into()];
    args.extend([part.part.into(), (&part.body).into()]);
    batch.push(Statement::any(sql, args));
}

/// A part of a file.
pub async fn part(read: &Read<'_>, job: &Job, upload: i64, part: i64) -> Result<Option<Part>> {
    let sql = "SELECT upload, part, body FROM import_parts \
               WHERE pool_id = $1 AND job_id = $2 AND upload = $3 AND part = $4";
    let args = [(&job.pool_id).into(), (&job.id).into(), upload.into(), part.into()];
    let row = read.row(sql, &args).await?;
    row.map(|row| Ok(Part { upload: row.int("upload")?, part: row.int("part")?, body: row.blob("body")? }))
        .transpose()
}

/// Deletes the parts of a job's uploads but for one's; of all of them with `None`.
pub fn delete_parts(batch: &mut Batch, job: &Job, but: Option<i64>) {
    // No upload has the number 0: the revision that it takes is at least 1.
    let sql = "DELETE FROM import_parts WHERE pool_id = $1 AND job_id = $2 AND upload <> $3";
    let args = vec![(&job.pool_id).into(), (&job.id).into(), but.unwrap_or_default().into()];
    batch.push(Statement::any(sql, args));
}

/// Deletes the parts of a job's file before one.
pub fn delete_parts_before(batch: &mut Batch, job: &Job, part: i64) {
    let sql = "DELETE FROM import_parts WHERE pool_id = $1 AND job_id = $2 AND upload = $3 AND part < $4";
    let upload = job.upload.unwrap_or_default();
    let args = vec![(&job.pool_id).into(), (&job.id).into(), upload.into(), part.into()];
    batch.push(Statement::any(sql, args));
}

/// Gives a job its pool's turn. Misses: `Taken`, tag `import_turns`, while another job of the pool has it.
pub fn take_turn(batch: &mut Batch, job: &Job) {
    let sql = "INSERT INTO import_turns (pool_id, job_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let args = vec![(&job.pool_id).into(), (&job.id).into()];
    batch.push(Statement::one(sql, args, Miss::Taken, "import_turns"));
}

/// Ends a job's turn.
pub fn end_turn(batch: &mut Batch, job: &Job) {
    let sql = "DELETE FROM import_turns WHERE pool_id = $1 AND job_id = $2";
    batch.push(Statement::any(sql, vec![(&job.pool_id).into(), (&job.id).into()]));
}

/// Pools whose turn somebody has, and the ids of those jobs; after a pool (empty: from the first).
pub async fn turns(read: &Read<'_>, after: &str, limit: i64) -> Result<Vec<(String, String)>> {
    let sql = "SELECT pool_id, job_id FROM import_turns WHERE pool_id > $1 ORDER BY pool_id LIMIT $2";
    let rows = read.rows(sql, &[after.into(), limit.into()]).await?;
    rows.iter().map(|row| Ok((row.text("pool_id")?, row.text("job_id")?))).collect()
}

/// The job that has a pool's turn.
pub async fn turn(read: &Read<'_>, pool_id: &str) -> Result<Option<String>> {
    let row = read.row("SELECT job_id FROM import_turns WHERE pool_id = $1", &[pool_id.into()]).await?;
    row.map(|row| row.text("job_id")).transpose()
}

/// Adds lines to a job's log, in the batch that wrote its row.
pub fn insert_lines(batch: &mut Batch, job: &Job, lines: &Lines) {
    let sql = "INSERT INTO import_log (pool_id, job_id, from_line, body) VALUES ($1, $2, $3, $4)";
    let args = vec![(&job.pool_id).into(), (&job.id).into(), lines.from.into(), (&lines.body).into()];
    batch.push(Statement::any(sql, args));
}

/// Lines of a job's log after those that begin at a line (-1: from the first), in order.
pub async fn lines(read: &Read<'_>, job: &Job, after: i64, limit: i64) -> Result<Vec<Lines>> {
    let sql = "SELECT from_line, body FROM import_log \
               WHERE pool_id = $1 AND job_id = $2 AND from_line > $3 ORDER BY from_line LIMIT $4";
    let args = [(&job.pool_id).into(), (&job.id).into(), after.into(), limit.into()];
    let rows = read.rows(sql, &args).await?;
    rows.iter().map(|row| Ok(Lines { from: row.int("from_line")?, body: row.text("body")? })).collect()
}
