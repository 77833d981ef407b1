//! Somebody whom a provider has proved and who is asked something more on a page of ours: a row that the address names and
//! that serves in one browser alone, with all that the provider said.

use serde::{Deserialize, Serialize};
use store::flows::{self, Flow};

use super::{Acquaintance, Arrival, Linking};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::ids;
use crate::pools::Pool;
use crate::sealed_flows;

/// Who waits, and what for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pending {
    /// What only this browser sends: the hash of its cookie.
    pub browser: String,
    /// The client of the request.
    pub client_id: String,
    /// What the provider said.
    pub arrival: Arrival,
    /// The attributes that are asked for.
    pub lacking: Vec<String>,
    /// The user of the pool's own who has the same address: to be proved, or said to be another.
    #[serde(default)]
    pub knows: Option<Acquaintance>,
    /// What was said of it.
    #[serde(default)]
    pub linking: Linking,
}

/// A row with what it says.
pub struct Kept {
    /// Who waits.
    pub pending: Pending,
    /// The text that names it.
    pub name: String,
    flow: Flow,
}

const KIND: &str = "arrival";
const WAITS: &str = "waits";

/// How long the provider's word is good for here.
const LIFE_MS: i64 = 900_000;

/// Begins a row; gives the text that names it in addresses.
pub async fn begin(ctx: &Ctx, pool: &Pool, pending: &Pending) -> Result<String> {
    let id = ids::uuid(ctx)?;
    let flow = sealed_flows::begun(ctx, pool, (KIND, WAITS, LIFE_MS), id, pending)?;
    let mut batch = ctx.batch()?;
    flows::insert(&mut batch, &flow);
    ctx.commit(batch).await?;
    Ok(pool.key.seal_token(KIND, &ctx.random()?, flow.id.as_bytes()))
}

/// The row that a text names, where it is this browser's and this client's, and still good.
pub async fn find(
    ctx: &Ctx,
    pool: &Pool,
    name: &str,
    (browser, client_id): (&str, &str),
) -> Result<Option<Kept>> {
    let id = pool.key.open_token(KIND, name).and_then(|plain| String::from_utf8(plain).ok());
    let Some(id) = id else { return Ok(None) };
    let flow = flows::get(&ctx.read(), pool.id(), &id).await?;
    let Some(flow) = flow.filter(|flow| sealed_flows::is_live(ctx, flow, KIND)) else { return Ok(None) };
    let pending: Pending = sealed_flows::opened(pool, &flow)?;
    let is_own = crypto::mac::equal(pending.browser.as_bytes(), browser.as_bytes());
    Ok((is_own && pending.client_id == client_id).then(|| Kept { pending, name: name.to_owned(), flow }))
}

/// Ends a row; false where another request has.
pub async fn end(ctx: &Ctx, kept: &Kept) -> Result<bool> {
    let mut batch = ctx.batch()?;
    flows::tombstone(&mut batch, &kept.flow);
    Ok(ctx.try_commit(batch).await?.is_done())
}
