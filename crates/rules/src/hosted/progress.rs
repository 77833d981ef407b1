//! How far somebody has come on the pages: a row that the address names and that serves in one browser alone.
//!
//! What was asked for stays in the address itself, so a row that is gone costs a new start and nothing else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::Outcome;
use store::flows::{self, Flow};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::pools::Pool;
use crate::sealed_flows;
use crate::signin::Challenge;

/// Where somebody stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// What only this browser sends: the hash of its CSRF cookie.
    pub browser: String,
    /// The client of the request.
    pub client_id: String,
    /// The name as it was typed.
    pub username: String,
    /// The challenge that waits, by AWS's name, or a step of the pages' own.
    pub step: String,
    /// What the step shows.
    pub parameters: BTreeMap<String, String>,
    /// What may be answered instead.
    pub available: Vec<String>,
    /// The choice that led to the step, where another one could be made.
    #[serde(default)]
    pub chosen_from: String,
    /// Whether the browser has said that it can make passkeys.
    #[serde(default)]
    pub has_passkeys: bool,
    /// The Session of the sign-in; it never leaves the server.
    pub session: Option<String>,
}

impl Progress {
    /// The same person at a challenge.
    pub fn at(self, challenge: Challenge) -> Progress {
        let Challenge { name, parameters, session, available } = challenge;
        let available = available.into_iter().map(str::to_owned).collect();
        Progress { step: name.to_owned(), parameters, available, session, ..self }
    }

    /// Tells one form from the next: a form of an earlier step answers nothing of a later one.
    pub fn mark(&self) -> String {
        let session = self.session.as_deref().unwrap_or_default();
        let told = crypto::mac::sha256(format!("{}\0{session}", self.step).as_bytes());
        format!("{}.{}", self.step, hex::encode(&told[..6]))
    }
}

/// A row with what it says.
pub struct Kept {
    /// Where somebody stands.
    pub progress: Progress,
    /// The text that names it.
    pub name: String,
    flow: Flow,
}

const KIND: &str = "page";
const WAITS: &str = "waits";

/// How long a page may lie open.
const LIFE_MS: i64 = 3_600_000;

/// Begins a row; gives the text that names it in addresses.
pub async fn begin(ctx: &Ctx, pool: &Pool, progress: &Progress) -> Result<String> {
    let id = ids::uuid(ctx)?;
    let flow = sealed_flows::begun(ctx, pool, (KIND, WAITS, LIFE_MS), id, progress)?;
    let mut batch = ctx.batch()?;
    flows::insert(&mut batch, &flow);
    ctx.commit(batch).await?;
    Ok(pool.key.seal_token(KIND, &ctx.random()?, flow.id.as_bytes()))
}

/// The row that a text names, where it is this browser's and still good.
pub async fn find(ctx: &Ctx, pool: &Pool, name: &str, browser: &str) -> Result<Option<Kept>> {
    let id = pool.key.open_token(KIND, name).and_then(|plain| String::from_utf8(plain).ok());
    let Some(id) = id else { return Ok(None) };
    let flow = flows::get(&ctx.read(), pool.id(), &id).await?;
    let Some(flow) = flow.filter(|flow| sealed_flows::is_live(ctx, flow, KIND)) else { return Ok(None) };
    let progress: Progress = sealed_flows::opened(pool, &flow)?;
    let is_own = crypto::mac::equal(progress.browser.as_bytes(), browser.as_bytes());
    Ok(is_own.then(|| Kept { progress, name: name.to_owned(), flow }))
}

/// Moves a row on. Errors: `Moved` when another request has.
pub async fn go_on(ctx: &Ctx, pool: &Pool, kept: &Kept, progress: &Progress) -> Result<()> {
    let mut batch = ctx.batch()?;
    let state = sealed_flows::sealed(ctx, pool, &kept.flow.id, progress)?;
    flows::advance(&mut batch, &kept.flow, WAITS, state, ctx.now() + LIFE_MS);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Ends a row.
pub async fn end(ctx: &Ctx, kept: &Kept) -> Result<()> {
    let mut batch = ctx.batch()?;
    flows::tombstone(&mut batch, &kept.flow);
    ctx.try_commit(batch).await.map(|_| ())
}
