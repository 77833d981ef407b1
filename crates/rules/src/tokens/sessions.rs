//! Sessions: the sign-ins of a pool that tracks them, listed, limited per user, and revoked one by one.
//! AWS: the developer guide, "Managing user sessions"; API_SessionDescriptionType, API_UserPoolTokenSessionConfigType.
//!
//! A session is a refresh family (`tkn…`) or a browser session of the hosted pages (`sso…`), and needs no record of its
//! own: its id is theirs, written as AWS writes them.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use store::families::Family;
use store::users::User;
use store::{Batch, Outcome};

use super::refresh::{self, Grant};
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::back_channel::{self, Ended};
use crate::hosted::browser;
use crate::pools::Pool;
use crate::pools::mfa::More;

/// How a pool tracks sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracking {
    /// UserSessionTracking.
    pub is_on: bool,
    /// TokenSession.MaxPerUser.
    pub max_per_user: i32,
}

impl Default for Tracking {
    fn default() -> Tracking {
        Tracking { is_on: false, max_per_user: 20 }
    }
}

impl Tracking {
    /// AWS's name of being on or off.
    pub fn name(self) -> &'static str {
        if self.is_on { "ENABLED" } else { "DISABLED" }
    }
}

impl Pool {
    /// Whether sign-ins are tracked as sessions.
    pub fn tracks_sessions(&self) -> bool {
        self.more.sessions.is_on
    }
}

/// What a family keeps of the session that it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tracked {
    /// Address of its last noted use.
    pub ip: String,
    /// User-Agent of its last noted use.
    pub device: String,
    /// When it was last noted to be used, epoch milliseconds.
    pub active_at: i64,
}

/// A session that is alive.
pub struct Session {
    /// Its family.
    pub family: Family,
    /// What is kept of it.
    pub tracked: Tracked,
}

/// The most that a list holds. AWS: all of them on one page.
pub const MOST: usize = 125;
/// How exact the time of the last use is: a refresh is written down when the one before is older, so that most write
/// nothing.
const NOTED_MS: i64 = 3_600_000;
/// The longest User-Agent that is kept, in bytes: what API_SessionDescriptionType holds.
const LONGEST_DEVICE: usize = 1_024;
/// The longest address that is kept.
const LONGEST_IP: usize = 128;
const TOKEN: &str = "tkn";
const BROWSER: &str = "sso";
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const LENGTH: usize = 25;

/// Tracks a pool's sessions, or no longer. Sign-ins from before are none; a lower limit counts at each next sign-in.
pub async fn configure(ctx: &Ctx, pool: &Pool, tracking: Tracking) -> Result<()> {
    let more = More { sessions: tracking, ..pool.more.clone() };
    let mut row = pool.row.clone();
    row.more = serde_json::to_string(&more)?;
    let mut batch = ctx.batch()?;
    store::pools::update(&mut batch, &row);
    ctx.commit(batch).await
}

/// For how many minutes a client's people come back without a proof. AWS: what is set for the client sleeps where
/// sessions are not tracked, and holds again once they are.
pub async fn sso_minutes_in_effect(ctx: &Ctx, pool: &Pool, client: &Client) -> Result<i32> {
    match pool.tracks_sessions() {
        true => sso_minutes(ctx, client).await,
        false => Ok(ctx.config().session_minutes),
    }
}

/// SSOSession.MaxValidityMinutes of a client, as it is kept.
pub async fn sso_minutes(ctx: &Ctx, client: &Client) -> Result<i32> {
    let minutes = store::sso_sessions::get(&ctx.read(), &client.row.pool_id, client.id()).await?;
    Ok(minutes.and_then(|minutes| i32::try_from(minutes).ok()).unwrap_or(ctx.config().session_minutes))
}

/// Sets it. Errors: `SessionsNotTracked`, `ClientNotFound` when the client goes meanwhile.
pub async fn set_sso_minutes(ctx: &Ctx, pool: &Pool, client: &Client, minutes: i32) -> Result<()> {
    check_tracked(pool)?;
    let mut batch = ctx.batch()?;
    store::sso_sessions::put(&mut batch, &client.row.pool_id, client.id(), i64::from(minutes));
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { .. } => Err(clients::not_found(client.id())),
    }
}

/// Errors: `SessionsNotTracked`.
pub fn check_tracked(pool: &Pool) -> Result<()> {
    if pool.tracks_sessions() { Ok(()) } else { Err(Error::new(Reason::SessionsNotTracked)) }
}

/// The id of a family as a session.
pub fn id(origin_jti: &str) -> Option<String> {
    written(TOKEN, origin_jti)
}

/// The id of a browser session, as a session and as the claim `sid`.
pub fn browser_id(id: &str) -> Option<String> {
    written(BROWSER, id)
}

/// A session's id: its kind, and a UUID as 25 digits of base 36, which hold 128 bits.
fn written(kind: &str, id: &str) -> Option<String> {
    let mut rest = uuid::Uuid::parse_str(id).ok()?.as_u128();
    let mut digits = [b'0'; LENGTH];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[usize::try_from(rest % 36).ok()?];
        rest /= 36;
    }
    Some(format!("{kind}{}", String::from_utf8(digits.to_vec()).ok()?))
}

/// What a session's id of this kind names; nothing for what is none of ours.
fn named(kind: &str, id: &str) -> Option<String> {
    let digits = id.strip_prefix(kind).filter(|digits| digits.len() == LENGTH)?;
    let mut number: u128 = 0;
    for digit in digits.bytes() {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        number = number.checked_mul(36)?.checked_add(u128::try_from(value).ok()?)?;
    }
    Some(uuid::Uuid::from_u128(number).to_string())
}

/// What a sign-in keeps of the session that it begins, in a pool that tracks them.
pub fn begun(ctx: &Ctx, pool: &Pool) -> Option<Tracked> {
    pool.tracks_sessions().then(|| here(ctx))
}

/// Notes a use of a session that was last noted a while ago. Gives whether there is anything to write.
pub fn note(ctx: &Ctx, grant: &mut Grant) -> bool {
    match &mut grant.session {
        Some(tracked) if ctx.now() >= tracked.active_at + NOTED_MS => {
            *tracked = here(ctx);
            true
        }
        _ => false,
    }
}

fn here(ctx: &Ctx) -> Tracked {
    let cut = |text: &str, most: usize| text[..text.floor_char_boundary(most)].to_owned();
    Tracked {
        ip: cut(&ctx.origin.ip, LONGEST_IP),
        device: cut(&ctx.origin.user_agent, LONGEST_DEVICE),
        active_at: ctx.now(),
    }
}

/// A user's sessions that are alive, the last used first.
pub async fn active(ctx: &Ctx, user: &User) -> Result<Vec<Session>> {
    let mut sessions = Vec::new();
    for family in store::families::live_of_user(&ctx.read(), user, ctx.now()).await? {
        let grant: Grant = serde_json::from_str(&family.settings)?;
        // Who signed in before the pool tracked sessions has none.
        if let Some(tracked) = grant.session {
            sessions.push(Session { family, tracked });
        }
    }
    sessions.sort_by_key(|session| Reverse((session.tracked.active_at, session.family.auth_time)));
    Ok(sessions)
}

/// Ends, in the batch of a sign-in, the sessions that would be one too many beside it: the least recently used.
pub async fn make_room(ctx: &Ctx, pool: &Pool, user: &User, batch: &mut Batch) -> Result<()> {
    if !pool.tracks_sessions() {
        return Ok(());
    }
    let most = usize::try_from(pool.more.sessions.max_per_user).unwrap_or(1);
    for session in active(ctx, user).await?.iter().skip(most.saturating_sub(1)) {
        store::families::revoke(batch, pool.id(), &session.family.origin_jti, ctx.now());
    }
    Ok(())
}

/// A session as people are shown it.
pub struct Shown {
    /// Its id.
    pub id: Option<String>,
    /// Whether it is one of a browser on the hosted pages.
    pub is_browser: bool,
    /// The client of the sign-in.
    pub client_id: String,
    /// When the person signed in, epoch milliseconds.
    pub began_at: i64,
    /// Its last noted use.
    pub tracked: Tracked,
    /// The id of the browser session that it came out of.
    pub origin: Option<String>,
    /// The family that it is.
    pub origin_jti: Option<String>,
}

/// All sessions of a user that are alive, the last used first.
pub async fn listed(ctx: &Ctx, user: &User) -> Result<Vec<Shown>> {
    shown(ctx, user, active(ctx, user).await?).await
}

/// The same with the sign-ins that the pool does not track: of their use nothing is known but when they began.
pub async fn all(ctx: &Ctx, user: &User) -> Result<Vec<Shown>> {
    let mut sessions = Vec::new();
    for family in store::families::live_of_user(&ctx.read(), user, ctx.now()).await? {
        let grant: Grant = serde_json::from_str(&family.settings)?;
        let unknown = Tracked { ip: String::new(), device: String::new(), active_at: family.auth_time };
        sessions.push(Session { family, tracked: grant.session.unwrap_or(unknown) });
    }
    shown(ctx, user, sessions).await
}

async fn shown(ctx: &Ctx, user: &User, sessions: Vec<Session>) -> Result<Vec<Shown>> {
    let mut all = Vec::new();
    for Session { family, tracked } in sessions {
        all.push(Shown {
            id: id(&family.origin_jti),
            is_browser: false,
            began_at: family.auth_time,
            tracked,
            origin: browser_of(&family)?.and_then(|id| written(BROWSER, &id)),
            client_id: family.client_id,
            origin_jti: Some(family.origin_jti),
        });
    }
    for (session, settings) in browser::of_user(ctx, user).await? {
        let tracked = Tracked { ip: settings.ip, device: settings.user_agent, active_at: session.active_at };
        all.push(Shown {
            id: written(BROWSER, &session.id),
            is_browser: true,
            client_id: settings.client_id,
            began_at: session.auth_time,
            tracked,
            origin: None,
            origin_jti: None,
        });
    }
    all.sort_by_key(|shown| Reverse((shown.tracked.active_at, shown.began_at)));
    Ok(all)
}

/// The id of a browser session as a session.
pub fn id_of_browser(id: &str) -> Option<String> {
    written(BROWSER, id)
}

/// The browser session that a family came out of.
fn browser_of(family: &Family) -> Result<Option<String>> {
    let grant: Grant = serde_json::from_str(&family.settings)?;
    Ok(grant.hosted.and_then(|hosted| hosted.browser_session))
}

/// Ends a session of a user, and all that was issued in it; with `is_linked` also the browser session that it came
/// out of, or what came out of it. AWS: RevokeAssociatedSessions.
///
/// Errors: `SessionNotFound`.
pub async fn revoke(ctx: &Ctx, user: &User, id: &str, is_linked: bool) -> Result<()> {
    let families = active(ctx, user).await?.into_iter().map(|session| session.family).collect();
    end(ctx, user, (id, families), is_linked).await
}

/// Ends one that [`all`] has listed: a browser's with all that came out of it, an app's alone. Errors: `SessionNotFound`.
pub async fn revoke_any(ctx: &Ctx, user: &User, id: &str) -> Result<()> {
    let families = store::families::live_of_user(&ctx.read(), user, ctx.now()).await?;
    end(ctx, user, (id, families), named(BROWSER, id).is_some()).await
}

async fn end(ctx: &Ctx, user: &User, (id, families): (&str, Vec<Family>), is_linked: bool) -> Result<()> {
    let not_found = || Error::new(Reason::SessionNotFound);
    let mut batch = ctx.batch()?;
    if let Some(id) = named(BROWSER, id) {
        let own = browser::of_user(ctx, user).await?;
        let found = own.into_iter().find(|(session, _)| session.id == id);
        let (_, settings) = found.ok_or_else(not_found)?;
        // Apps of a session that this one took the place of know it by the older name.
        let all: Vec<String> = std::iter::once(id.clone()).chain(settings.before).collect();
        store::browser_sessions::delete(&mut batch, &user.pool_id, &id);
        back_channel::announce(ctx, &mut batch, user, Ended::Sessions(&all)).await?;
        if is_linked {
            for family in store::families::live_of_user(&ctx.read(), user, ctx.now()).await? {
                if browser_of(&family)?.as_deref() == Some(id.as_str()) {
                    store::families::revoke(&mut batch, &user.pool_id, &family.origin_jti, ctx.now());
                }
            }
        }
        return ctx.commit(batch).await;
    }
    let origin_jti = named(TOKEN, id).ok_or_else(not_found)?;
    let family = families.into_iter().find(|family| family.origin_jti == origin_jti);
    let family = family.ok_or_else(not_found)?;
    store::families::revoke(&mut batch, &user.pool_id, &family.origin_jti, ctx.now());
    match browser_of(&family)?.filter(|_| is_linked) {
        Some(id) => {
            store::browser_sessions::delete(&mut batch, &user.pool_id, &id);
            back_channel::announce(ctx, &mut batch, user, Ended::Sessions(&[id])).await?;
        }
        None => back_channel::announce(ctx, &mut batch, user, Ended::Family(&family.origin_jti)).await?,
    }
    ctx.commit(batch).await
}

/// Ends the browser session that a refresh token came out of. Whether the caller may is judged already.
pub async fn revoke_browser_of(ctx: &Ctx, pool: &Pool, token: &str) -> Result<()> {
    let Some(origin_jti) = refresh::origin_jti(pool, token) else { return Ok(()) };
    let family = store::families::get(&ctx.read(), pool.id(), &origin_jti).await?;
    let Some(id) = family.as_ref().map(browser_of).transpose()?.flatten() else { return Ok(()) };
    let mut batch = ctx.batch()?;
    store::browser_sessions::delete(&mut batch, pool.id(), &id);
    let sub = family.map(|family| family.sub).unwrap_or_default();
    if let Some(user) = store::users::get(&ctx.read(), pool.id(), &sub).await? {
        back_channel::announce(ctx, &mut batch, &user, Ended::Sessions(&[id])).await?;
    }
    ctx.commit(batch).await
}

#[cfg(test)]
mod tests {
    use super::{TOKEN, id, named};

    #[test]
    fn an_id_is_its_familys_and_no_others() {
        for uuid in [
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "0198a1b2-c3d4-4e5f-8a9b-0c1d2e3f4a5b",
        ] {
            let id = id(uuid).unwrap();
            assert!(id.len() == 28 && id.starts_with("tkn"), "{id}");
            assert_eq!(named(TOKEN, &id).as_deref(), Some(uuid));
        }
        assert_eq!(id("no uuid"), None);
        let too_large = format!("tkn{}", "z".repeat(25));
        for text in ["", "tkn", "ssof5lxx1zz5pnorynqglhzmsp33", &too_large, "tknA5lxx1zz5pnorynqglhzmsp33"] {
            assert_eq!(named(TOKEN, text), None, "{text}");
        }
    }
}
