//! Rows of flows as all that goes on keeps them: the state is sealed for its row, and what a stranger holds leads to a row by
//! a keyed hash, so that nobody who reads the table could use it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::flows::{Flow, SPENT};
use store::seal::Place;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;

/// A row that begins now: what goes on, where it stands, and for how long.
pub(crate) fn begun(
    ctx: &Ctx,
    pool: &Pool,
    (kind, step, life_ms): (&str, &str, i64),
    id: String,
    state: &impl Serialize,
) -> Result<Flow> {
    Ok(Flow {
        pool_id: pool.id().to_owned(),
        kind: kind.to_owned(),
        step: step.to_owned(),
        attempts: 0,
        state: sealed(ctx, pool, &id, state)?,
        revision: 0,
        expires_at: ctx.now() + life_ms,
        id,
    })
}

/// A state for the row of this id.
pub(crate) fn sealed(ctx: &Ctx, pool: &Pool, id: &str, state: &impl Serialize) -> Result<Vec<u8>> {
    Ok(pool.key.seal(&place(id), &ctx.random()?, &serde_json::to_vec(state)?))
}

/// The state of a row. Errors: `Internal` when it was not sealed for it.
pub(crate) fn opened<T: DeserializeOwned>(pool: &Pool, flow: &Flow) -> Result<T> {
    Ok(serde_json::from_slice(&pool.key.open(&place(&flow.id), &flow.state)?)?)
}

/// Whether a row is of this kind, and neither used up nor too old.
pub(crate) fn is_live(ctx: &Ctx, flow: &Flow, kind: &str) -> bool {
    flow.kind == kind && flow.step != SPENT && flow.expires_at > ctx.now()
}

/// The id of the row that a secret leads to, for one purpose.
pub(crate) fn id_of(pool: &Pool, purpose: &str, secret: &str) -> String {
    hex::encode(&pool.mac(purpose, secret.as_bytes())[..16])
}

fn place(id: &str) -> Place<'_> {
    Place { table: "flows", row: id, column: "state" }
}
