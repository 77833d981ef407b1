//! The lines of a job's file, read from the parts in which it is kept.
//! AWS: the developer guide, "Formatting the CSV file": UTF-8, a row a line, at most 16,000 characters.

use store::seal::Place;

use super::Job;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::pools::Pool;

/// Length of every part but the last. Fixed, so that a place in the file tells its part.
pub(super) const PART_BYTES: usize = 256 * 1024;

/// The part that holds a byte of the file.
pub(super) fn part_of(offset_bytes: i64) -> i64 {
    offset_bytes / (PART_BYTES as i64)
}

/// AWS: the longest row.
const LONGEST: usize = 16_000;

/// A line.
pub(super) struct Line {
    /// Its text, without its end; nothing where it is no row: too long, or no UTF-8, or with a NUL.
    pub text: Result<String, &'static str>,
    /// Where the next one begins.
    pub end: i64,
}

/// A walk through the lines of a file. One part is in memory at a time.
pub(super) struct Lines<'a> {
    ctx: &'a Ctx,
    pool: &'a Pool,
    job: &'a Job,
    upload: i64,
    offset: usize,
    loaded: Option<(usize, Vec<u8>)>,
}

impl<'a> Lines<'a> {
    /// The lines of a job's file from a byte on. Errors: `Internal` when there is no file.
    pub(super) fn from(ctx: &'a Ctx, pool: &'a Pool, job: &'a Job, offset: i64) -> Result<Lines<'a>> {
        let upload = job.row.upload.ok_or_else(|| Error::internal("a job without a file is under way"))?;
        let offset = usize::try_from(offset).map_err(Error::internal)?;
        Ok(Lines { ctx, pool, job, upload, offset, loaded: None })
    }

    /// The next line; none at the end of the file.
    pub(super) async fn next(&mut self) -> Result<Option<Line>> {
        let size = usize::try_from(self.job.state.size_bytes).map_err(Error::internal)?;
        if self.offset >= size {
            return Ok(None);
        }
        let mut line = Vec::new();
        let mut is_too_long = false;
        let mut has_ended = false;
        while !has_ended && self.offset < size {
            let at = self.offset % PART_BYTES;
            let part = self.part().await?;
            let rest = part.get(at..).filter(|rest| !rest.is_empty());
            let rest = rest.ok_or_else(|| Error::internal("a part of an uploaded file is cut"))?;
            let length = rest.iter().position(|byte| *byte == b'\n');
            let taken = &rest[..length.unwrap_or(rest.len())];
            // Four bytes are the longest character; what is longer than any row is read and forgotten.
            is_too_long |= line.len() + taken.len() > 4 * LONGEST;
            if !is_too_long {
                line.extend_from_slice(taken);
            }
            has_ended = length.is_some();
            self.offset += taken.len() + usize::from(has_ended);
        }
        let text = if is_too_long { Err(TOO_LONG) } else { text(line) };
        Ok(Some(Line { text, end: i64::try_from(self.offset).map_err(Error::internal)? }))
    }

    async fn part(&mut self) -> Result<&[u8]> {
        let wanted = self.offset / PART_BYTES;
        if self.loaded.as_ref().is_none_or(|(part, _)| *part != wanted) {
            let part = i64::try_from(wanted).map_err(Error::internal)?;
            let row = store::imports::part(&self.ctx.read(), &self.job.row, self.upload, part).await?;
            let row = row.ok_or_else(|| Error::internal("a part of an uploaded file is missing"))?;
            let name = place_name(&self.job.row.id, self.upload, part);
            self.loaded = Some((wanted, self.pool.key.open(&place(&name), &row.body)?));
        }
        Ok(self.loaded.as_ref().map_or(&[], |(_, bytes)| bytes.as_slice()))
    }
}

const TOO_LONG: &str = "The row is longer than 16000 characters.";

fn text(mut line: Vec<u8>) -> Result<String, &'static str> {
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    let text = String::from_utf8(line).map_err(|_| "The row is not UTF-8.")?;
    if text.contains('\0') {
        return Err("The row holds a NUL.");
    }
    if text.chars().count() > LONGEST { Err(TOO_LONG) } else { Ok(text) }
}

/// Under which name a part is sealed.
pub(super) fn place_name(job_id: &str, upload: i64, part: i64) -> String {
    format!("{job_id}/{upload}/{part}")
}

pub(super) fn place(name: &str) -> Place<'_> {
    Place { table: "import_parts", row: name, column: "body" }
}

/// The cells of a row, blanks around them cut off. AWS: no quotes; a comma within a value follows a backslash.
pub(super) fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut characters = row.chars().peekable();
    while let Some(character) = characters.next() {
        let next = match character {
            '\\' if characters.peek() == Some(&',') => characters.next().unwrap_or(','),
            ',' => {
                cells.push(String::new());
                continue;
            }
            other => other,
        };
        if let Some(cell) = cells.last_mut() {
            cell.push(next);
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn a_comma_after_a_backslash_is_the_values() {
        assert_eq!(cells(r"a, b ,,c\,d,\,"), ["a", "b", "", "c,d", ","]);
        assert_eq!(cells(r#"\a,"b",\\,c"#), [r"\a", r#""b""#, r"\,c"]);
        assert_eq!(cells(""), [""]);
        assert_eq!(cells(r"\"), [r"\"]);
    }
}
