//! What was asked of a provider, until the browser comes back: a row that its `state` or RelayState leads to, taken once,
//! within five minutes, by the browser that was sent.
//! AWS: the developer guide, "Authentication flow with OIDC providers" (five minutes). RFC: 6749 section 10.12, 9700.
//!
//! What a provider sends by a form comes without cookies, since another site sends it: [`hold`] keeps it in the row, and the
//! browser, led on by GET, takes both.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use store::Outcome;
use store::flows::{self, Flow};

use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::sealed_flows;

/// What was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// What only this browser sends: the hash of its cookie.
    pub browser: String,
    /// The provider's name.
    pub provider: String,
    /// What the app has asked for: the query of its request, as the pages carry it.
    pub query: String,
    /// OpenID Connect: what the ID token has to repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// OpenID Connect: what the challenge was made of. RFC: 7636.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verifier: Option<String>,
    /// OpenID Connect: how old the sign-in there may be at most, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_s: Option<i64>,
    /// Where the browser was asked to come back.
    #[serde(default)]
    pub return_to: String,
    /// SAML: the id of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// What the provider has sent by a form, see [`hold`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<String>,
}

const KIND: &str = "federation";
const WAITS: &str = "waits";
const HELD: &str = "held";

/// AWS: the whole way there and back.
const LIFE_MS: i64 = 300_000;

/// A text that leads to a row: 32 random bytes.
pub fn fresh(ctx: &Ctx) -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(ctx.random::<32>()?))
}

/// Remembers what is asked; `text` is a [`fresh`] one that goes along to the provider.
pub async fn begin(ctx: &Ctx, pool: &Pool, text: &str, outgoing: &Outgoing) -> Result<()> {
    let flow = sealed_flows::begun(ctx, pool, (KIND, WAITS, LIFE_MS), id(pool, text), outgoing)?;
    let mut batch = ctx.batch()?;
    flows::insert(&mut batch, &flow);
    ctx.commit(batch).await
}

/// Keeps what a provider has sent by a form, for the browser to take with its cookie. False where there is nothing that
/// waits for it, or something came before.
pub async fn hold(ctx: &Ctx, pool: &Pool, text: &str, posted: String) -> Result<bool> {
    let Some((flow, outgoing)) = find(ctx, pool, text).await? else { return Ok(false) };
    if flow.step != WAITS {
        return Ok(false);
    }
    let outgoing = Outgoing { held: Some(posted), ..outgoing };
    let mut batch = ctx.batch()?;
    let state = sealed_flows::sealed(ctx, pool, &flow.id, &outgoing)?;
    flows::advance(&mut batch, &flow, HELD, state, flow.expires_at);
    Ok(ctx.try_commit(batch).await?.is_done())
}

/// Takes a row, once, for the browser that was sent. None for one that is not there, too old, taken, or another browser's,
/// which leaves it where it is.
pub async fn take(ctx: &Ctx, pool: &Pool, text: &str, browser: Option<&str>) -> Result<Option<Outgoing>> {
    let Some((flow, outgoing)) = find(ctx, pool, text).await? else { return Ok(None) };
    let is_own = browser.is_some_and(|own| crypto::mac::equal(own.as_bytes(), outgoing.browser.as_bytes()));
    if !is_own {
        return Ok(None);
    }
    let mut batch = ctx.batch()?;
    flows::tombstone(&mut batch, &flow);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(Some(outgoing)),
        Outcome::Missed { .. } => Ok(None),
    }
}

async fn find(ctx: &Ctx, pool: &Pool, text: &str) -> Result<Option<(Flow, Outgoing)>> {
    const LONGEST: usize = 200;
    if text.is_empty() || text.len() > LONGEST {
        return Ok(None);
    }
    let flow = flows::get(&ctx.read(), pool.id(), &id(pool, text)).await?;
    let Some(flow) = flow.filter(|flow| sealed_flows::is_live(ctx, flow, KIND)) else { return Ok(None) };
    let outgoing = sealed_flows::opened(pool, &flow)?;
    Ok(Some((flow, outgoing)))
}

fn id(pool: &Pool, text: &str) -> String {
    sealed_flows::id_of(pool, "state of a federated sign-in", text)
}
