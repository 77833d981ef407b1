//! Browser sessions: who is signed in in a browser on a pool's pages, and for how long nobody is asked again.
//! AWS: the developer guide, "Managing user sessions"; API_SetUserPoolClientSessionConfiguration (an hour by default).

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use store::Batch;
use store::browser_sessions::BrowserSession;
use store::users::User;

use super::back_channel::{self, Ended};
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Reason, Result};
use crate::federation::{self, Federated};
use crate::ids;
use crate::pools::Pool;
use crate::signin::Factor;
use crate::tokens::access::Holder;
use crate::tokens::refresh::Grant;
use crate::tokens::sessions;

/// Whether a login_hint means this account: by its username, sub, e-mail address or phone number.
pub fn is_meant(live: &Live, hint: &str) -> bool {
    let user = &live.user;
    let of = |name: &str| user.attributes.get(name).map(String::as_str);
    let names = [Some(user.username.as_str()), Some(user.sub.as_str()), of("email"), of("phone_number")];
    let names = names.into_iter().chain([of("preferred_username")]).flatten();
    names.filter(|name| !name.is_empty()).any(|name| name.to_lowercase() == hint.to_lowercase())
}

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
    /// The sign-out everywhere that was made in it, and that it alone has survived, epoch milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spared: Option<i64>,
    /// The provider that has proved the person, and what it says of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federated: Option<Federated>,
    /// Sessions of the same user and browser that it took the place of, the last first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
}

/// What a sign-in that has ended says of itself.
pub struct Entered {
    /// Its event.
    pub event_id: String,
    /// What was proved, in order.
    pub proved: Vec<Factor>,
    /// The client.
    pub client_id: String,
    /// When, epoch milliseconds.
    pub auth_time: i64,
    /// The provider that has proved the person.
    pub federated: Option<Federated>,
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
    /// Whether the person was signed out nowhere since: else the account pages alone are open still, and apps ask for a new
    /// sign-in.
    pub fn is_whole(&self) -> bool {
        self.user.signed_out_at < self.session.auth_time
    }

    /// Whether the client lets people in who have signed in as this session's person has.
    pub fn is_let_in(&self, client: &Client) -> bool {
        let federated = self.settings.federated.as_ref();
        federated.is_none_or(|federated| federation::lets_in(client, &federated.provider))
    }

    /// The person as the rules of the self-service operations want one: proved by this session instead of a token.
    pub fn holder(&self, pool: &Arc<Pool>, client: &Arc<Client>) -> Holder {
        let (pool, client) = (Arc::clone(pool), Arc::clone(client));
        Holder { pool, client, user: self.user.clone(), family: None, device_key: None }
    }

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
pub(crate) async fn begun(
    ctx: &Ctx,
    pool: &Pool,
    client: &Client,
    sub: &str,
    entered: Entered,
) -> Result<BrowserSession> {
    let Entered { event_id, proved, client_id, auth_time, federated } = entered;
    let (ip, user_agent) = (String::new(), String::new());
    let before = Vec::new();
    let settings = Settings { event_id, proved, client_id, ip, user_agent, before, federated, spared: None };
    let settings = here(ctx, settings);
    let now = ctx.now();
    Ok(BrowserSession {
        pool_id: client.row.pool_id.clone(),
        id: ids::uuid(ctx)?,
        sub: sub.to_owned(),
        auth_time,
        active_at: now,
        // Long enough for the code that it gives, even where nobody may come back.
        expires_at: (auth_time + valid_ms(ctx, pool, client).await?.max(usual_ms(ctx))).max(now + CODE_MS),
        settings: serde_json::to_string(&settings)?,
    })
}

/// How long a session lasts that nobody may come back to: as long as its code.
const CODE_MS: i64 = 600_000;

/// The most sessions of a user that are looked at.
const MOST: i64 = 1_000;

/// How exact the time of the last use is: nearer ones are not written down.
const NOTED_MS: i64 = 60_000;

fn usual_ms(ctx: &Ctx) -> i64 {
    i64::from(ctx.config().session_minutes) * 60_000
}

/// Whether somebody has been away for longer than the operator lets people be.
fn is_idle(ctx: &Ctx, session: &BrowserSession) -> bool {
    let most = i64::from(ctx.config().session_idle_minutes) * 60_000;
    most > 0 && ctx.now() - session.active_at >= most
}

/// Notes that a session was used, where the last note is a while ago.
pub async fn note(ctx: &Ctx, live: &Live) -> Result<()> {
    if ctx.now() - live.session.active_at < NOTED_MS {
        return Ok(());
    }
    let settings = here(ctx, live.settings.clone());
    let settings = serde_json::to_string(&settings)?;
    let mut batch = ctx.batch()?;
    let used = BrowserSession { active_at: ctx.now(), settings, ..live.session.clone() };
    store::browser_sessions::touch(&mut batch, &used);
    ctx.commit(batch).await
}

fn here(ctx: &Ctx, settings: Settings) -> Settings {
    let user_agent = ctx.origin.user_agent.chars().take(LONGEST).collect();
    Settings { ip: ctx.origin.ip.clone(), user_agent, ..settings }
}

async fn valid_ms(ctx: &Ctx, pool: &Pool, client: &Client) -> Result<i64> {
    Ok(i64::from(sessions::sso_minutes_in_effect(ctx, pool, client).await?) * 60_000)
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
    let is_live = |session: &BrowserSession| session.expires_at > ctx.now() && !is_idle(ctx, session);
    let Some(session) = session.filter(is_live) else { return Ok(None) };
    let user = store::users::get(&ctx.read(), pool.id(), &session.sub).await?;
    let Some(user) = user else { return Ok(None) };
    let settings: Settings = serde_json::from_str(&session.settings)?;
    let is_in = is_signed_in(&user, &session, &settings);
    Ok(is_in.then_some(Live { session, settings, user }))
}

/// Whether the user may use the session. Whoever signs out everywhere, or is disabled, is signed out here too, but for the
/// session in which the person has pressed the button.
fn is_signed_in(user: &User, session: &BrowserSession, settings: &Settings) -> bool {
    let is_spared = settings.spared == Some(user.signed_out_at);
    user.is_enabled && (user.signed_out_at < session.auth_time || is_spared)
}

/// The sessions of a user that hold, with what they keep.
pub(crate) async fn of_user(ctx: &Ctx, user: &User) -> Result<Vec<(BrowserSession, Settings)>> {
    let (pool_id, sub) = (&user.pool_id, &user.sub);
    let all = store::browser_sessions::of_user(&ctx.read(), pool_id, sub, "", MOST).await?;
    let is_live = |session: &BrowserSession| session.expires_at > ctx.now() && !is_idle(ctx, session);
    let mut live = Vec::new();
    for session in all.into_iter().filter(is_live) {
        let settings: Settings = serde_json::from_str(&session.settings)?;
        if is_signed_in(user, &session, &settings) {
            live.push((session, settings));
        }
    }
    Ok(live)
}

/// Whether a client lets this session in without a new proof: by its own time, by what the request says, and by the provider
/// that has proved the person, which is to be one of the client's still.
pub async fn serves(
    ctx: &Ctx,
    pool: &Pool,
    client: &Client,
    live: &Live,
    max_age_s: Option<i64>,
) -> Result<bool> {
    if !live.is_let_in(client) {
        return Ok(false);
    }
    let age_ms = ctx.now() - live.session.auth_time;
    let is_young = max_age_s.is_none_or(|most| age_ms <= most.saturating_mul(1_000));
    Ok(is_young && age_ms < valid_ms(ctx, pool, client).await?)
}

/// Ends every session and token of a person but this one session, in which it was asked for: a token that apps had out of
/// it ends too, and they get no new one before the next sign-in.
pub async fn end_others(ctx: &Ctx, pool: &Pool, live: &Live) -> Result<()> {
    let mut batch = ctx.batch()?;
    let at = ctx.now();
    store::users::sign_out(&mut batch, pool.id(), &live.user.sub, at);
    store::browser_sessions::delete_others(&mut batch, pool.id(), &live.user.sub, &live.session.id);
    let settings = Settings { spared: Some(at), ..live.settings.clone() };
    let kept = BrowserSession { settings: serde_json::to_string(&settings)?, ..live.session.clone() };
    store::browser_sessions::touch(&mut batch, &kept);
    back_channel::announce(ctx, &mut batch, &live.user, Ended::All).await?;
    ctx.commit(batch).await
}

/// Ends sessions, all at once, and tells their apps.
pub async fn end<'a>(ctx: &Ctx, sessions: impl IntoIterator<Item = &'a Live>) -> Result<()> {
    let mut batch = ctx.batch()?;
    let mut is_any = false;
    for Live { session, settings, user } in sessions {
        store::browser_sessions::delete(&mut batch, &session.pool_id, &session.id);
        let all: Vec<String> = std::iter::once(&session.id).chain(&settings.before).cloned().collect();
        back_channel::announce(ctx, &mut batch, user, Ended::Sessions(&all)).await?;
        is_any = true;
    }
    if is_any { ctx.commit(batch).await } else { Ok(()) }
}

/// Ends in `batch` all sessions of a user, and tells their apps.
pub(crate) async fn end_all(ctx: &Ctx, batch: &mut Batch, user: &User) -> Result<()> {
    store::browser_sessions::delete_of_user(batch, &user.pool_id, &user.sub);
    back_channel::announce(ctx, batch, user, Ended::All).await
}

/// Ends sessions that a newer one of the same user and browser takes the place of. Nobody has signed out: their apps are
/// told when the newer one ends.
pub async fn replace(ctx: &Ctx, by: &Live, old: &[Live]) -> Result<()> {
    if old.is_empty() {
        return Ok(());
    }
    let mut batch = ctx.batch()?;
    let mut settings = by.settings.clone();
    for Live { session, settings: of, .. } in old {
        store::browser_sessions::delete(&mut batch, &session.pool_id, &session.id);
        settings.before.push(session.id.clone());
        settings.before.extend(of.before.iter().cloned());
    }
    settings.before.truncate(BEFORE);
    if ctx.config().back_channel_logout {
        let settings = serde_json::to_string(&settings)?;
        store::browser_sessions::touch(&mut batch, &BrowserSession { settings, ..by.session.clone() });
    }
    ctx.commit(batch).await
}

/// The most sessions that one remembers to have taken the place of.
const BEFORE: usize = 20;

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
