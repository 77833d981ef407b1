//! Sync session tokens: sealed, of one dataset of one identity, good for half an hour.
//! AWS: API_ListRecords, SyncSessionToken.

use serde::{Deserialize, Serialize};
use store::sync_usage;

use super::Place;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;

const KIND: &str = "sync session";
const LIFE_MS: i64 = 30 * 60 * 1_000;

#[derive(Serialize, Deserialize)]
struct Session {
    id: String,
    identity: String,
    dataset: String,
    until: i64,
}

/// Begins a session, and counts it where it is not one that goes on.
pub async fn begin(ctx: &Ctx, place: &Place, dataset: &str, is_counted: bool) -> Result<String> {
    let session = Session {
        id: ids::uuid(ctx)?,
        identity: place.id().to_owned(),
        dataset: dataset.to_owned(),
        until: ctx.now() + LIFE_MS,
    };
    if is_counted {
        let digest = crypto::mac::sha256(place.id().as_bytes());
        let mut batch = ctx.batch()?;
        sync_usage::count(&mut batch, place.pool.id(), i64::from(digest[0]) % sync_usage::SHARDS);
        ctx.commit(batch).await?;
    }
    Ok(ctx.world().ring.seal_token(KIND, &ctx.random()?, &serde_json::to_vec(&session)?))
}

/// Errors: `SyncTokenInvalid` for a token of another dataset or identity, a spoilt or an old one.
pub fn check(ctx: &Ctx, place: &Place, dataset: &str, token: &str) -> Result<()> {
    let plain = ctx.world().ring.open_token(KIND, token);
    let session: Option<Session> = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
    let is_good = session.is_some_and(|session| {
        session.identity == place.id() && session.dataset == dataset && ctx.now() < session.until
    });
    match is_good {
        true => Ok(()),
        false => Err(Error::new(Reason::SyncTokenInvalid)),
    }
}
