//! Requests that a client pushes before it sends a browser: judged at once, named by an address that serves once.
//! AWS has none. RFC: 9126.

use serde::{Deserialize, Serialize};
use store::Outcome;
use store::flows;

use super::authorize::{self, Params, Refusal};
use super::site::Site;
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::ids;
use crate::pools::Pool;
use crate::sealed_flows;
use crate::tokens::dpop::{self, Key};

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
/// With the key that it has proved to hold, the code's tokens will be bound to it. RFC: 9449 section 10.1.
///
/// Errors: those of [`authorize::read`]; `ProofInvalid` for a proof of the key that was used before.
pub async fn push(
    ctx: &Ctx,
    site: &Site,
    client: &Client,
    mut params: Params,
    key: Option<&Key>,
) -> Result<String, Refusal> {
    params.remove("client_secret");
    params.insert("client_id".to_owned(), client.id().to_owned());
    if let Some(key) = key {
        params.insert("dpop_jkt".to_owned(), key.thumbprint.clone());
    }
    authorize::read(ctx, site, &params).await?;
    let pool = &site.pool;
    let name = ids::uuid(ctx)?;
    let id = row_id(pool, &name);
    let state = State { client_id: client.id().to_owned(), params };
    let flow = sealed_flows::begun(ctx, pool, (KIND, "waits", LIFE_S * 1_000), id, &state)?;
    let mut batch = ctx.batch()?;
    flows::insert(&mut batch, &flow);
    key.into_iter().for_each(|key| key.spend(&mut batch));
    dpop::commit(ctx, batch).await?;
    Ok(format!("{PREFIX}{name}"))
}

/// What was pushed under an address, the first time that its client's browser comes with it.
pub async fn take(ctx: &Ctx, pool: &Pool, client_id: &str, uri: &str) -> Result<Option<Params>> {
    let Some(name) = uri.strip_prefix(PREFIX) else { return Ok(None) };
    let id = row_id(pool, name);
    let flow = flows::get(&ctx.read(), pool.id(), &id).await?;
    let Some(flow) = flow.filter(|flow| sealed_flows::is_live(ctx, flow, KIND)) else { return Ok(None) };
    let state: State = sealed_flows::opened(pool, &flow)?;
    if state.client_id != client_id {
        return Ok(None);
    }
    let mut batch = ctx.batch()?;
    flows::tombstone(&mut batch, &flow);
    Ok(matches!(ctx.try_commit(batch).await?, Outcome::Done).then_some(state.params))
}

fn row_id(pool: &Pool, name: &str) -> String {
    sealed_flows::id_of(pool, "pushed request", name)
}
