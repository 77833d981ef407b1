//! Sign-ins that a gate keeps for an app, in cookies of the app's host: sealed, and nothing of them in the store.
//! AWS: "Authenticate users using an Application Load Balancer".
//!
//! A cookie holds the tokens and claims of a sign-in. The session ends when its time is over, when the provider gives no new
//! tokens for it, and, of a pool of ours, with the sign-in itself: the store is asked each time.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::gate::{Gate, Provider, Sessions};
use super::wanted::Lack;
use crate::ctx::Ctx;
use crate::error::Result;

pub mod assertion;
mod elsewhere;
mod pool;
pub mod start;

/// Somebody who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// When they signed in, epoch milliseconds.
    pub began_at: i64,
    /// Until when the access token is good, epoch milliseconds.
    good_until: i64,
    /// The access token.
    pub access_token: String,
    /// What new tokens are had by.
    refresh_token: Option<String>,
    /// What userInfo says.
    pub claims: Map<String, Value>,
    /// What the tokens say beside: what is asked for by gates.
    pub more: Map<String, Value>,
    /// The scopes that were granted.
    pub scopes: Vec<String>,
}

/// What a cookie comes to.
#[derive(Debug)]
pub enum Seen {
    /// Somebody is signed in.
    Live {
        /// Who.
        session: Box<Session>,
        /// Whether it is another than in the cookie: then the cookie is to be written anew.
        is_renewed: bool,
    },
    /// Somebody was.
    Ended,
    /// There is none that was made here for this gate.
    Nobody,
}

/// AWS: claims and access token come to 11 KB at most.
const MOST: usize = 11 * 1_024;

/// The text of a cookie; nothing where it would be too long. AWS: ELBAuthUserClaimsSizeExceeded.
pub fn seal(ctx: &Ctx, gate: &Gate, sessions: &Sessions, session: &Session) -> Result<Option<String>> {
    let plain = serde_json::to_vec(session)?;
    if plain.len() > MOST {
        return Ok(None);
    }
    Ok(Some(ctx.world().ring.seal_token(&kind("session", gate, sessions), &ctx.random()?, &plain)))
}

/// Who is signed in by the text of a cookie, at this moment. What is not as it was made counts for nothing.
///
/// Errors: the store, or the provider that is asked for new tokens, is not to be had.
pub async fn look(ctx: &Ctx, gate: &Gate, sessions: &Sessions, text: &str) -> Result<Seen> {
    let plain = ctx.world().ring.open_token(&kind("session", gate, sessions), text);
    let Some(session) = plain.and_then(|plain| serde_json::from_slice::<Session>(&plain).ok()) else {
        return Ok(Seen::Nobody);
    };
    let now = ctx.now();
    if session.began_at + sessions.timeout_s * 1_000 <= now {
        return Ok(Seen::Ended);
    }
    let is_due = session.good_until <= now && session.refresh_token.is_some();
    let found = match is_due {
        true => renewed(ctx, gate, sessions, &session).await?,
        false => is_live(ctx, sessions, &session).await?.then_some(session),
    };
    Ok(match found {
        Some(session) => Seen::Live { session: Box::new(session), is_renewed: is_due },
        None => Seen::Ended,
    })
}

/// Errors: what the person lacks.
pub fn check(gate: &Gate, session: &Session) -> Result<(), Lack> {
    gate.wanted.check(&session.scopes, &session.told())
}

/// Ends a sign-in at its provider, as far as it can be ended there.
pub async fn end(ctx: &Ctx, gate: &Gate, sessions: &Sessions, text: &str) -> Result<()> {
    let plain = ctx.world().ring.open_token(&kind("session", gate, sessions), text);
    let session = plain.and_then(|plain| serde_json::from_slice::<Session>(&plain).ok());
    match (session.and_then(|session| session.refresh_token), &sessions.provider) {
        (Some(token), Provider::Pool(own)) => pool::revoke(ctx, own, &token).await,
        // AWS: what was given elsewhere is the provider's own to end.
        (_, Provider::Elsewhere(_)) | (None, _) => Ok(()),
    }
}

impl Session {
    /// All that is known; what the tokens say, groups above all, goes before what userInfo says.
    pub fn told(&self) -> Map<String, Value> {
        let mut all = self.claims.clone();
        all.extend(self.more.clone());
        all
    }
}

async fn renewed(ctx: &Ctx, gate: &Gate, sessions: &Sessions, session: &Session) -> Result<Option<Session>> {
    match &sessions.provider {
        Provider::Pool(own) => pool::renewed(ctx, own, session).await,
        Provider::Elsewhere(there) => elsewhere::renewed(ctx, (gate, sessions, there), session).await,
    }
}

async fn is_live(ctx: &Ctx, sessions: &Sessions, session: &Session) -> Result<bool> {
    match &sessions.provider {
        Provider::Pool(_) if sessions.asks_store => pool::is_live(ctx, &session.access_token).await,
        Provider::Pool(_) | Provider::Elsewhere(_) => Ok(true),
    }
}

/// What is sealed for one gate and provider opens for no other, and what is sealed for one purpose for no other.
fn kind(purpose: &str, gate: &Gate, sessions: &Sessions) -> String {
    format!("forward auth {purpose} {} {}", gate.name, sessions.provider.mark())
}
