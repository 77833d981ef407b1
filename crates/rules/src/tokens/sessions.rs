//! Sessions: the sign-ins of a pool that tracks them, listed, limited per user, and revoked one by one.
//! AWS: the developer guide, "Managing user sessions"; API_SessionDescriptionType, API_UserPoolTokenSessionConfigType.
//!
//! A session is a refresh family and needs no record of its own: its id is the family's, written as AWS writes them.
//! Sessions of managed login (`sso…`) come with managed login.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use store::families::Family;
use store::users::User;
use store::{Batch, Outcome};

use super::refresh::Grant;
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
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
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const LENGTH: usize = 25;

/// How long managed login lets people come back, where its client says nothing. AWS: an hour.
const SSO_MINUTES: i32 = 60;

/// Tracks a pool's sessions, or no longer. Sign-ins from before are none; a lower limit counts at each next sign-in.
pub async fn configure(ctx: &Ctx, pool: &Pool, tracking: Tracking) -> Result<()> {
    let more = More { sessions: tracking, ..pool.more.clone() };
    let mut row = pool.row.clone();
    row.more = serde_json::to_string(&more)?;
    let mut batch = ctx.batch()?;
    store::pools::update(&mut batch, &row);
    ctx.commit(batch).await
}

/// SSOSession.MaxValidityMinutes of a client.
pub async fn sso_minutes(ctx: &Ctx, client: &Client) -> Result<i32> {
    let minutes = store::sso_sessions::get(&ctx.read(), &client.row.pool_id, client.id()).await?;
    Ok(minutes.and_then(|minutes| i32::try_from(minutes).ok()).unwrap_or(SSO_MINUTES))
}

/// Sets it. Errors: `ClientNotFound` when the client goes meanwhile.
pub async fn set_sso_minutes(ctx: &Ctx, client: &Client, minutes: i32) -> Result<()> {
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

/// The session's id: `tkn` and the family's id as 25 digits of base 36, which hold 128 bits.
pub fn id(origin_jti: &str) -> Option<String> {
    let mut rest = uuid::Uuid::parse_str(origin_jti).ok()?.as_u128();
    let mut digits = [b'0'; LENGTH];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[usize::try_from(rest % 36).ok()?];
        rest /= 36;
    }
    Some(format!("{TOKEN}{}", String::from_utf8(digits.to_vec()).ok()?))
}

/// The family of a session's id; nothing for what is none of ours.
fn origin_jti(id: &str) -> Option<String> {
    let digits = id.strip_prefix(TOKEN).filter(|digits| digits.len() == LENGTH)?;
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

/// Ends a session of a user, and all that was issued in it. AWS: RevokeAssociatedSessions ends the managed login that
/// a session came through as well; there is none yet that it could have come through.
///
/// Errors: `SessionNotFound`.
pub async fn revoke(ctx: &Ctx, user: &User, id: &str) -> Result<()> {
    let not_found = || Error::new(Reason::SessionNotFound);
    let origin_jti = origin_jti(id).ok_or_else(not_found)?;
    let sessions = active(ctx, user).await?;
    let session = sessions.into_iter().find(|session| session.family.origin_jti == origin_jti);
    let session = session.ok_or_else(not_found)?;
    let mut batch = ctx.batch()?;
    store::families::revoke(&mut batch, &user.pool_id, &session.family.origin_jti, ctx.now());
    ctx.commit(batch).await
}

#[cfg(test)]
mod tests {
    use super::{id, origin_jti};

    #[test]
    fn an_id_is_its_familys_and_no_others() {
        for uuid in [
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "0198a1b2-c3d4-4e5f-8a9b-0c1d2e3f4a5b",
        ] {
            let id = id(uuid).unwrap();
            assert!(id.len() == 28 && id.starts_with("tkn"), "{id}");
            assert_eq!(origin_jti(&id).as_deref(), Some(uuid));
        }
        assert_eq!(id("no uuid"), None);
        let too_large = format!("tkn{}", "z".repeat(25));
        for text in ["", "tkn", "ssof5lxx1zz5pnorynqglhzmsp33", &too_large, "tknA5lxx1zz5pnorynqglhzmsp33"] {
            assert_eq!(origin_jti(text), None, "{text}");
        }
    }
}
