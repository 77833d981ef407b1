//! Browser sessions: who is signed in in a browser on a pool's pages, and for how long nobody is asked again.
//! AWS: the developer guide, "Managing user sessions"; API_SetUserPoolClientSessionConfiguration (an hour by default).

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use store::browser_sessions::BrowserSession;
use store::users::User;

use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Reason, Result};
use crate::ids;
use crate::pools::Pool;
use crate::signin::Factor;
use crate::tokens::refresh::Grant;
use crate::tokens::sessions;

/// What a session keeps beside its columns, as JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Settings {
    /// The sign-in's event.
    pub event_id: String,
    /// What was proved, in order.
    pub proved: Vec<Factor>,
    /// The client of the sign-in.
    pub client_id: String,
    /// Address of its last noted use.
    pub ip: String,
    /// User-Agent of its last noted use.
    pub user_agent: String,
}

/// What a sign-in that has ended says of itself.
pub struct Entered {
    /// Its event.
    pub event_id: String,
    /// What was proved, in order.
    pub proved: Vec<Factor>,
    /// The client.
    pub client_id: String,
}

/// A session that holds, with its user.
#[derive(Clone)]
pub struct Live {
    /// The row.
    pub session: BrowserSession,
    /// What it keeps.
    pub settings: Settings,
    /// Who is signed in.
    pub user: User,
}

impl Live {
    /// What a person recognises the account by.
    pub fn shown_name(&self) -> String {
        let of = |name: &str| self.user.attributes.get(name).filter(|value| !value.is_empty()).cloned();
        of("email").or_else(|| of("phone_number")).unwrap_or_else(|| self.user.username.clone())
    }
}

/// The kind of the sealed name in the cookie.
const KIND: &str = "browser session";

/// The most characters of a User-Agent that are kept.
const LONGEST: usize = 512;

/// A session that begins now, for as long as its client says.
pub(crate) async fn begun(ctx: &Ctx, client: &Client, sub: &str, entered: Entered) -> Result<BrowserSession> {
    let Entered { event_id, proved, client_id } = entered;
    let (ip, user_agent) = (ctx.origin.ip.clone(), ctx.origin.user_agent.chars().take(LONGEST).collect());
    let settings = Settings { event_id, proved, client_id, ip, user_agent };
    let now = ctx.now();
    Ok(BrowserSession {
        pool_id: client.row.pool_id.clone(),
        id: ids::uuid(ctx)?,
        sub: sub.to_owned(),
        auth_time: now,
        active_at: now,
        expires_at: now + valid_ms(ctx, client).await?,
        settings: serde_json::to_string(&settings)?,
    })
}

async fn valid_ms(ctx: &Ctx, client: &Client) -> Result<i64> {
    Ok(i64::from(sessions::sso_minutes(ctx, client).await?) * 60_000)
}

/// The cookie's text: a sealed name of the session.
pub fn token(ctx: &Ctx, pool: &Pool, session: &BrowserSession) -> Result<String> {
    Ok(pool.key.seal_token(KIND, &ctx.random()?, session.id.as_bytes()))
}

/// The session that a cookie names, if it and its user's right to it are there still.
pub async fn open(ctx: &Ctx, pool: &Arc<Pool>, token: &str) -> Result<Option<Live>> {
    let id = pool.key.open_token(KIND, token).and_then(|plain| String::from_utf8(plain).ok());
    let Some(id) = id else { return Ok(None) };
    of_id(ctx, pool, &id).await
}

/// The session of an id, under the same conditions.
pub async fn of_id(ctx: &Ctx, pool: &Arc<Pool>, id: &str) -> Result<Option<Live>> {
    let session = store::browser_sessions::get(&ctx.read(), pool.id(), id).await?;
    let Some(session) = session.filter(|session| session.expires_at > ctx.now()) else { return Ok(None) };
    let user = store::users::get(&ctx.read(), pool.id(), &session.sub).await?;
    // Whoever signs out everywhere, or is disabled, is signed out here too.
    let user = user.filter(|user| user.is_enabled && user.signed_out_at < session.auth_time);
    let Some(user) = user else { return Ok(None) };
    let settings = serde_json::from_str(&session.settings)?;
    Ok(Some(Live { session, settings, user }))
}

/// Whether a client lets this session in without a new proof: by its own time, and by what the request says.
pub async fn serves(ctx: &Ctx, client: &Client, live: &Live, max_age_s: Option<i64>) -> Result<bool> {
    let age_ms = ctx.now() - live.session.auth_time;
    let is_young = max_age_s.is_none_or(|most| age_ms <= most.saturating_mul(1_000));
    Ok(is_young && age_ms < valid_ms(ctx, client).await?)
}

/// Ends sessions, all at once.
pub async fn end<'a>(ctx: &Ctx, sessions: impl IntoIterator<Item = &'a Live>) -> Result<()> {
    let mut batch = ctx.batch()?;
    let mut is_any = false;
    for Live { session, .. } in sessions {
        store::browser_sessions::delete(&mut batch, &session.pool_id, &session.id);
        is_any = true;
    }
    if is_any { ctx.commit(batch).await } else { Ok(()) }
}

/// The names of the apps that still hold tokens which came out of these sessions.
pub async fn apps(ctx: &Ctx, pool: &Pool, sessions: &[Live]) -> Result<Vec<Arc<Client>>> {
    let mut apps: Vec<Arc<Client>> = Vec::new();
    for Live { session, user, .. } in sessions {
        for family in store::families::live_of_user(&ctx.read(), user, ctx.now()).await? {
            let grant: Grant = serde_json::from_str(&family.settings)?;
            let of = grant.hosted.and_then(|hosted| hosted.browser_session);
            let is_known = apps.iter().any(|app| app.id() == family.client_id);
            if is_known || of.as_deref() != Some(session.id.as_str()) {
                continue;
            }
            match clients::of_pool(ctx, pool, &family.client_id).await {
                Ok(client) => apps.push(client),
                Err(error) if error.reason() == Reason::ClientNotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(apps)
}
