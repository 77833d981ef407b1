//! Working jobs off, some rows at a time: each batch holds users, the log's lines for them and the job's progress.
//! AWS: the developer guide, "Running the user import job"; the texts of CompletionMessage as jobs have shown them.

use store::imports::Lines as LogLines;
use store::users::User;
use store::{Miss, Outcome};

use super::lines::{self, Lines};
use super::log::Fate;
use super::rows::{Columns, Made};
use super::{Job, status, with_pool};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::users::{self, names};

/// AWS: users of one file.
const MOST_ROWS: i64 = 500_000;

/// Rows of a batch: the writer is held up for some milliseconds, and no longer.
const BATCH: usize = 100;

/// Lines that are read for one batch.
const LINES: usize = 1_000;

/// Batches of a job in one round, so that jobs of other pools come to their turn and the server can end.
const BATCHES: usize = 10;

/// Works on each job that is under way; gives whether one of them has more to do. One call is one round.
pub async fn round(ctx: &Ctx) -> Result<bool> {
    const POOLS: i64 = 50;
    let mut has_more = false;
    let mut after = String::new();
    loop {
        let turns = store::imports::turns(&ctx.read(), &after, POOLS).await?;
        let Some((last, _)) = turns.last() else { return Ok(has_more) };
        after.clone_from(last);
        for (pool_id, job_id) in turns {
            match advance(ctx, &pool_id, &job_id).await {
                Ok(goes_on) => has_more |= goes_on,
                // Stopped or deleted meanwhile: the next round sees.
                Err(error) if error.reason() == Reason::Moved => has_more = true,
                Err(error) if matches!(error.reason(), Reason::PoolNotFound | Reason::ImportJobNotFound) => {}
                // One pool's trouble keeps no other pool waiting.
                Err(error) => tracing::warn!(pool.id = %pool_id, job.id = %job_id, %error, "an import waits"),
            }
        }
    }
}

async fn advance(ctx: &Ctx, pool_id: &str, job_id: &str) -> Result<bool> {
    let (pool, mut job) = with_pool(ctx, pool_id, job_id).await?;
    match job.row.status.as_str() {
        status::STOPPING => {
            end(ctx, &mut job, status::STOPPED, "The Import Job was stopped by the developer.").await?;
            return Ok(false);
        }
        status::PENDING => {
            job.row.status = status::IN_PROGRESS.to_owned();
            let mut batch = ctx.batch()?;
            job.put(&mut batch)?;
            ctx.commit(batch).await?;
            job.row.revision += 1;
        }
        _ => {}
    }
    let columns = match columns(ctx, &pool, &mut job).await? {
        Ok(columns) => columns,
        Err(why) => {
            end(ctx, &mut job, status::FAILED, &why).await?;
            return Ok(false);
        }
    };
    for _ in 0..BATCHES {
        let (rows, is_end) = take(ctx, &pool, &mut job, &columns).await?;
        if !rows.is_empty() {
            commit(ctx, &pool, &mut job, rows).await?;
        }
        if is_end {
            let (is, message) = verdict(&job);
            end(ctx, &mut job, is, message).await?;
            return Ok(false);
        }
        // Reading a file in place waits for nothing: others want this thread too.
        tokio::task::yield_now().await;
    }
    Ok(true)
}

/// The columns of a job's file, from its first line or from what was kept of it.
async fn columns(ctx: &Ctx, pool: &Pool, job: &mut Job) -> Result<Result<Columns, String>> {
    if let Some(cells) = job.state.columns.clone() {
        return Ok(Columns::read(pool, job.algorithm(), cells));
    }
    if job.state.filled_lines > MOST_ROWS + 1 {
        return Ok(Err(format!("The CSV file has more than {MOST_ROWS} users.")));
    }
    let first = Lines::from(ctx, pool, job, 0)?.next().await?;
    let Some(first) = first else { return Ok(Err("The CSV file is empty.".to_owned())) };
    let text = match first.text {
        Ok(text) => text,
        Err(why) => return Ok(Err(format!("The header of the CSV file cannot be read. {why}"))),
    };
    // Some editors begin a file with a mark of its byte order, which AWS asks to leave out.
    let cells = lines::cells(text.trim_start_matches('\u{feff}'));
    (job.state.offset_bytes, job.state.line) = (first.end, 1);
    let read = Columns::read(pool, job.algorithm(), cells.clone());
    job.state.columns = read.is_ok().then_some(cells);
    Ok(read)
}

/// A row that was read, by its line.
struct Row {
    line: i64,
    made: Made,
}

/// Reads the next rows, and tells whether the file ends with them. The job's place moves on, in memory.
async fn take(ctx: &Ctx, pool: &Pool, job: &mut Job, columns: &Columns) -> Result<(Vec<Row>, bool)> {
    let mut rows = Vec::with_capacity(BATCH);
    let mut is_end = false;
    let (mut offset, mut number) = (job.state.offset_bytes, job.state.line);
    let mut file = Lines::from(ctx, pool, job, offset)?;
    // Empty lines are no rows, and a file may be made of them.
    for _ in 0..LINES {
        let Some(line) = file.next().await? else {
            is_end = true;
            break;
        };
        (offset, number) = (line.end, number + 1);
        let made = match line.text {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(text) => known(ctx, pool, columns.user(ctx, pool, lines::cells(&text))?).await?,
            Err(why) => Made::Not(Fate::Failed(why.to_owned())),
        };
        rows.push(Row { line: number, made });
        if rows.len() == BATCH {
            break;
        }
    }
    (job.state.offset_bytes, job.state.line) = (offset, number);
    Ok((rows, is_end))
}

/// A user that is there already is skipped before it costs a batch.
async fn known(ctx: &Ctx, pool: &Pool, made: Made) -> Result<Made> {
    let Made::User(user) = &made else { return Ok(made) };
    let typed = sign_in_name(pool, user);
    match users::find(ctx, pool, typed).await? {
        Some(_) => Ok(Made::Not(Fate::Skipped)),
        None => Ok(made),
    }
}

/// What somebody would sign in with: the address where that is the name.
fn sign_in_name<'a>(pool: &Pool, user: &'a User) -> &'a str {
    let own = ["email", "phone_number"].into_iter().filter(|name| pool.has_username_attribute(name));
    own.filter_map(|name| user.attributes.get(name)).next().map_or(&user.username, String::as_str)
}

/// Commits the rows with the job's progress. A row whose name or alias is somebody's by now is taken out, and the
/// rest goes in without it.
async fn commit(ctx: &Ctx, pool: &Pool, job: &mut Job, mut rows: Vec<Row>) -> Result<()> {
    let (before, offered) = (job.state.clone(), rows.len());
    // Each try but the last takes a row out.
    for _ in 0..=offered {
        job.state = before.clone();
        let mut batch = ctx.batch()?;
        let mut body = String::new();
        for row in &rows {
            let fate = match &row.made {
                Made::User(_) => &Fate::Succeeded,
                Made::Not(fate) => fate,
            };
            match fate {
                Fate::Succeeded => job.state.imported += 1,
                Fate::Skipped => job.state.skipped += 1,
                Fate::Failed(_) => job.state.failed += 1,
            }
            body.push_str(&fate.line(row.line));
        }
        job.put(&mut batch)?;
        // Part by part as it is worked off: nobody waits while a long file is deleted.
        store::imports::delete_parts_before(&mut batch, &job.row, lines::part_of(job.state.offset_bytes));
        let from = rows.first().map_or(0, |row| row.line);
        store::imports::insert_lines(&mut batch, &job.row, &LogLines { from, body });
        let mut begins = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if let Made::User(user) = &row.made {
                begins.push((batch.len(), at));
                store::users::insert(&mut batch, user, &names::all(pool, user));
            }
        }
        match ctx.try_commit(batch).await? {
            Outcome::Done => {
                job.row.revision += 1;
                return Ok(());
            }
            Outcome::Missed { miss: Miss::Gone, .. } => return Err(crate::pools::not_found(pool.id())),
            Outcome::Missed { at, tag, .. } => {
                let row = begins.iter().rev().find(|(begin, _)| *begin <= at).map(|(_, row)| *row);
                let row = row.and_then(|row| rows.get_mut(row));
                row.ok_or_else(|| Error::new(Reason::Moved))?.made = Made::Not(fate_of_taken(pool, tag)?);
            }
        }
    }
    Err(Error::internal("a batch of rows does not go in"))
}

/// What becomes of a row whose name is somebody's.
fn fate_of_taken(pool: &Pool, tag: &str) -> Result<Fate> {
    match tag.strip_prefix("aliases.") {
        Some(attribute) if pool.has_username_attribute(attribute) => Ok(Fate::Skipped),
        Some(_) => Fate::of(users::taken(tag)),
        None => Ok(Fate::Skipped),
    }
}

/// How a job that came to the end of its file has ended. AWS: failed when too few users were made of its rows; how few
/// is not published.
fn verdict(job: &Job) -> (&'static str, &'static str) {
    match job.state.skipped + job.state.failed > job.state.imported {
        true => (status::FAILED, "Too many users have failed or been skipped during the import."),
        false => (status::SUCCEEDED, "Import Job Completed Successfully."),
    }
}

async fn end(ctx: &Ctx, job: &mut Job, is: &str, message: &str) -> Result<()> {
    let mut batch = ctx.batch()?;
    job.put_end(ctx, &mut batch, is, message.to_owned())?;
    ctx.commit(batch).await?;
    let Job { row, state } = job;
    let (imported, skipped, failed) = (state.imported, state.skipped, state.failed);
    tracing::info!(pool.id = %row.pool_id, job.id = %row.id, is, imported, skipped, failed, "an import has ended");
    Ok(())
}
