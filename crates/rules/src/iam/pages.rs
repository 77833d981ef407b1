//! Lists of IAM: pages of 100 where nothing is said, and the marker that goes on.
//! AWS: MaxItems and Marker of every List operation.

use crate::ctx::Ctx;
use crate::error::Result;
use crate::pagination::{self, Of};

/// One page.
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next one begins, if there is one.
    pub marker: Option<String>,
}

impl<T> Page<T> {
    /// The same page of other things.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), marker: self.marker }
    }

    /// Whether there is more.
    pub fn is_truncated(&self) -> Option<bool> {
        Some(self.marker.is_some())
    }
}

/// Which page is asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// How many at most; the model bounds it to 1,000.
    pub max_items: Option<i32>,
    /// What an earlier page ended with.
    pub marker: Option<&'a str>,
}

impl Asked<'_> {
    /// How many are on the page at most.
    pub fn size(&self) -> usize {
        self.max_items.and_then(|most| usize::try_from(most).ok()).unwrap_or(100)
    }

    /// After what the page begins; empty for the first one. Errors: `PaginationTokenInvalid`.
    pub fn after(&self, ctx: &Ctx, query: &str) -> Result<String> {
        Ok(pagination::open(ctx, Of::Account, &short(query), self.marker)?.unwrap_or_default())
    }
}

/// Cuts what was read, one more than fits, to its page.
pub fn cut<T>(
    ctx: &Ctx,
    query: &str,
    asked: Asked<'_>,
    mut items: Vec<T>,
    key: impl Fn(&T) -> String,
) -> Result<Page<T>> {
    let size = asked.size();
    if items.len() <= size {
        return Ok(Page { items, marker: None });
    }
    items.truncate(size);
    let last = items.last().map(key).unwrap_or_default();
    Ok(Page { items, marker: Some(pagination::token(ctx, Of::Account, &short(query), last)?) })
}

/// A page of what is all there, by its place in the list.
pub fn of<T>(ctx: &Ctx, query: &str, asked: Asked<'_>, items: Vec<T>) -> Result<Page<T>> {
    let after: usize = asked.after(ctx, query)?.parse().unwrap_or_default();
    let size = asked.size();
    let has_more = items.len() > after + size;
    let items: Vec<T> = items.into_iter().skip(after).take(size).collect();
    let marker = match has_more {
        true => Some(pagination::token(ctx, Of::Account, &short(query), (after + size).to_string())?),
        false => None,
    };
    Ok(Page { items, marker })
}

/// A marker is 320 characters at most, and has to hold a name: what chose the list is told by its hash.
fn short(query: &str) -> String {
    hex::encode(&crypto::mac::sha256(query.as_bytes())[..6])
}
