//! Requests that a client pushes before it sends a browser: judged at once, named by an address that serves once.
//! AWS has none. RFC: 9126.

use serde::{Deserialize, Serialize};
use store::Outcome;
use store::flows::{self, Flow};
use store::seal::Place;

use super::authorize::{self, Params, Refusal};
use super::site::Site;
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::ids;
use crate::pools::Pool;

#[derive(Serialize, Deserialize)]
struct State {
    client_id: String,
    params: Params,
}

const KIND: &str = "pushed";

/// What the addresses of pushed requests begin with. RFC: 9126 section 2.2.
pub const PREFIX: &str = "urn:ietf:params:oauth:request_uri:";

/// How long one is good.
pub const LIFE_S: i64 = 90;

/// Keeps what a client that has proved itself will ask for; gives its address.
///
/// Errors: those of [`authorize::read`].
pub async fn push(ctx: &Ctx, site: &Site, client: &Client, mut params: Params) -> Result<String, Refusal> {
    params.remove("client_secret");
    params.insert("client_id".to_owned(), client.id().to_owned());
    authorize::read(ctx, site, &params).await?;
    let pool = &site.pool;
    let name = ids::uuid(ctx)?;
    let id = row_id(pool, &name);
    let state = State { client_id: client.id().to_owned(), params };
    let state = serde_json::to_vec(&state).map_err(crate::Error::from)?;
    let flow = Flow {
        pool_id: pool.id().to_owned(),
        kind: KIND.to_owned(),
        step: "waits".to_owned(),
        attempts: 0,
        state: pool.key.seal(&place(&id), &ctx.random()?, &state),
        revision: 0,
        expires_at: ctx.now() + LIFE_S * 1_000,
        id,
    };
    let mut batch = ctx.batch()?;
    flows::insert(&mut batch, &flow);
    ctx.commit(batch).await?;
    Ok(format!("{PREFIX}{name}"))
}

/// What was pushed under an address, the first time that its client's browser comes with it.
pub async fn take(ctx: &Ctx, pool: &Pool, client_id: &str, uri: &str) -> Result<Option<Params>> {
    let Some(name) = uri.strip_prefix(PREFIX) else { return Ok(None) };
    let id = row_id(pool, name);
    let flow = flows::get(&ctx.read(), pool.id(), &id).await?;
    let is_good = |flow: &Flow| flow.kind == KIND && flow.step != flows::SPENT && flow.expires_at > ctx.now();
    let Some(flow) = flow.filter(is_good) else { return Ok(None) };
    let state: State = serde_json::from_slice(&pool.key.open(&place(&id), &flow.state)?)?;
    if state.client_id != client_id {
        return Ok(None);
    }
    let mut batch = ctx.batch()?;
    flows::tombstone(&mut batch, &flow);
    Ok(matches!(ctx.try_commit(batch).await?, Outcome::Done).then_some(state.params))
}

fn row_id(pool: &Pool, name: &str) -> String {
    hex::encode(&pool.mac("pushed request", name.as_bytes())[..16])
}

fn place(id: &str) -> Place<'_> {
    Place { table: "flows", row: id, column: "state" }
}
