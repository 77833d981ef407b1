//! Pagination tokens: where a list goes on, sealed, bound to its query, good for an hour.
//! AWS: API_ListUsers, PaginationToken.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;

const KIND: &str = "page";
const TTL_MS: i64 = 3_600_000;

#[derive(Serialize, Deserialize)]
struct Bookmark<T> {
    /// Everything but the page size that chose the list: a token of one list does not open another.
    query: String,
    /// Where it goes on.
    after: T,
    until: i64,
}

/// Which key seals a list's tokens.
#[derive(Clone, Copy)]
pub enum Of<'a> {
    /// A list within a pool.
    Pool(&'a Pool),
    /// A list of the account.
    Account,
}

/// A token from which `query` goes on after `after`.
pub fn token<T: Serialize>(ctx: &Ctx, of: Of<'_>, query: &str, after: T) -> Result<String> {
    let bookmark = Bookmark { query: query.to_owned(), after, until: ctx.now() + TTL_MS };
    let plain = serde_json::to_vec(&bookmark)?;
    Ok(match of {
        Of::Pool(pool) => pool.key.seal_token(KIND, &ctx.random()?, &plain),
        Of::Account => ctx.world().ring.seal_token(KIND, &ctx.random()?, &plain),
    })
}

/// Where to go on. Errors: `PaginationTokenInvalid` for a token of another list, a spoilt or an old one.
pub fn open<T: DeserializeOwned>(
    ctx: &Ctx,
    of: Of<'_>,
    query: &str,
    token: Option<&str>,
) -> Result<Option<T>> {
    let Some(token) = token else { return Ok(None) };
    let invalid = || Error::new(Reason::PaginationTokenInvalid);
    let plain = match of {
        Of::Pool(pool) => pool.key.open_token(KIND, token),
        Of::Account => ctx.world().ring.open_token(KIND, token),
    };
    let bookmark: Bookmark<T> = serde_json::from_slice(&plain.ok_or_else(invalid)?).map_err(|_| invalid())?;
    match bookmark.query == query && ctx.now() < bookmark.until {
        true => Ok(Some(bookmark.after)),
        false => Err(invalid()),
    }
}

/// A page as the wire limits it: 0 and nothing mean the most that AWS gives.
pub fn size(asked: Option<i32>) -> i64 {
    const MOST: i64 = 60;
    match i64::from(asked.unwrap_or(0)) {
        size @ 1..=MOST => size,
        _ => MOST,
    }
}
