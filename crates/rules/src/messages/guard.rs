//! How many messages may go to one address, and how many text messages to neighbouring numbers or at the word of one
//! network: the guard against flooded inboxes and SMS pumping.
//! AWS: the developer guide's quotas on messages to one address; the security blog, "Reduce risks of user sign-up fraud and
//! SMS pumping". The bounds on numbers and networks are ours.
//!
//! Counted in the store, and so by all nodes, in the batch that posts the message: of a burst, those beyond a limit miss
//! their batch and are judged again. What an administrator sends counts nowhere.
//!
//! Where a client hides who exists, a limit is told only if it says nothing of anybody: that of a network, and that of the
//! very address that was typed, which counts for a name that nobody has too. Any other ends the message and not the answer.

use std::borrow::Cow;
use std::net::IpAddr;

use store::Batch;
use store::attempts::Attempt;

use super::{Draft, Kind};
use crate::ctx::{Caller, Ctx};
use crate::error::{Error, Reason, Result};
use crate::events::delivery;
use crate::pools::Pool;
use crate::users::{attempts, contact, names};

const HOUR_MS: i64 = 3_600_000;

/// What the operator allows; 0 is any number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Messages an hour to one address.
    pub per_hour: i64,
    /// Messages a day to one address.
    pub per_day: i64,
    /// Text messages within the window to numbers that begin alike.
    pub sms_per_prefix: i64,
    /// How many digits alike are neighbours, the country's among them.
    pub sms_prefix_digits: usize,
    /// Text messages within the window at the word of one network.
    pub sms_per_ip: i64,
    /// The window of text messages, at most a day.
    pub sms_window_s: i64,
}

/// At whose word a message goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker<'a> {
    /// Anybody's.
    Anyone,
    /// Anybody's who typed this name, where the client hides who exists.
    Hidden(&'a str),
    /// Of somebody who gave the password, or whom somebody vouches for.
    Known,
}

impl<'a> Asker<'a> {
    /// Of anybody who typed this name.
    pub fn of(hides_users: bool, typed: &'a str) -> Asker<'a> {
        if hides_users { Asker::Hidden(typed) } else { Asker::Anyone }
    }
}

/// What a message is counted under.
#[derive(Default)]
pub(super) struct Counted(Vec<Share>);

/// A counter, and how far it may go in its window.
struct Share {
    limit: &'static str,
    subject: String,
    most: i64,
    window_ms: i64,
    is_told: bool,
}

impl Counted {
    /// Counts it in the batch that posts it.
    pub(super) fn count(&self, ctx: &Ctx, batch: &mut Batch, pool: &Pool) {
        let now = ctx.now();
        for share in &self.0 {
            let one = Attempt {
                pool_id: pool.id().to_owned(),
                subject: share.subject.clone(),
                kind: share.limit.to_owned(),
                count: 1,
                since: now,
            };
            store::attempts::add(batch, &one, now - share.window_ms, share.most);
        }
    }
}

/// Where a message is to go, as far as it is counted.
struct Way<'a> {
    is_sms: bool,
    address: Cow<'a, str>,
    asker: Asker<'a>,
}

/// Admits a message: what it is counted under, and whether it must not go though nobody may be told.
///
/// Errors: `TooManyAttempts`.
pub(super) async fn admit(ctx: &Ctx, pool: &Pool, draft: &Draft<'_>) -> Result<(Counted, bool)> {
    // An administrator's word; a welcome follows a sign-in that a function vouched for.
    if matches!(draft.what, Kind::Invite | Kind::InviteBare | Kind::Welcome) {
        return Ok((Counted::default(), false));
    }
    let is_sms = draft.contact.attribute == "phone_number";
    let address = Cow::Borrowed(draft.contact.address.as_str());
    judge(ctx, pool, &Way { is_sms, address, asker: draft.asker }).await
}

/// Counts in `batch` a message that is said to go to somebody who does not exist as one that goes: under `attribute`, or
/// where the name's own form leads.
///
/// Errors: `TooManyAttempts`.
pub async fn pretend(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    typed: &str,
    attribute: Option<&str>,
) -> Result<()> {
    let is_phone = names::is_phone(typed);
    let is_sms = attribute.map_or(is_phone, |attribute| attribute == "phone_number");
    let is_address = if is_sms { is_phone } else { names::is_email(typed) };
    let address = if is_address { names::fold(pool, typed) } else { attempts::unknown(pool, typed) };
    let way = Way { is_sms, address: Cow::Owned(address), asker: Asker::Hidden(typed) };
    let (counted, _) = judge(ctx, pool, &way).await?;
    counted.count(ctx, batch, pool);
    Ok(())
}

/// Forgets in `batch` what went to the address of a code that came back: who reads it wants it.
pub fn forgive(batch: &mut Batch, pool: &Pool, address: &str) {
    let subject = subject(pool, address);
    for limit in ["messages_per_hour", "messages_per_day"] {
        store::attempts::delete(batch, pool.id(), &subject, limit);
    }
}

async fn judge(ctx: &Ctx, pool: &Pool, way: &Way<'_>) -> Result<(Counted, bool)> {
    if !ctx.config().limits_attempts || ctx.caller != Caller::Anyone {
        return Ok((Counted::default(), false));
    }
    let now = ctx.now();
    let mut open = Vec::new();
    let mut struck: Option<Share> = None;
    for share in shares(ctx, pool, way) {
        let row = store::attempts::get(&ctx.read(), pool.id(), &share.subject, share.limit).await?;
        let is_full = row.is_some_and(|row| now - row.since < share.window_ms && row.count >= share.most);
        if !is_full {
            open.push(share);
        } else if struck.as_ref().is_none_or(|before| !before.is_told) {
            struck = Some(share);
        }
    }
    if let Some(share) = &struck {
        tell(ctx, pool, way, share).await;
        if share.is_told {
            return Err(Error::new(Reason::TooManyAttempts));
        }
    }
    Ok((Counted(open), struck.is_some()))
}

async fn tell(ctx: &Ctx, pool: &Pool, way: &Way<'_>, share: &Share) {
    let (limit, to, ip) = (share.limit, contact::mask(&way.address), ctx.origin.ip.as_str());
    metrics::counter!("cenote_messages_barred_total", "limit" => limit).increment(1);
    tracing::warn!(pool.id = %pool.id(), limit, to, ip, "a message is not sent: there were too many");
    delivery::undelivered(
        ctx,
        pool.id(),
        &format!("{limit}: too many messages, the last one to {to} for {ip}"),
    )
    .await;
}

fn shares(ctx: &Ctx, pool: &Pool, way: &Way<'_>) -> Vec<Share> {
    let limits = &ctx.config().messages;
    let window_ms = limits.sms_window_s * 1_000;
    let is_told = match way.asker {
        Asker::Hidden(typed) => names::fold(pool, typed) == way.address,
        Asker::Anyone | Asker::Known => true,
    };
    let share = |limit, subject: &str, most, window_ms, is_told| Share {
        limit,
        subject: self::subject(pool, subject),
        most,
        window_ms,
        is_told,
    };
    let mut all = vec![
        share("messages_per_hour", &way.address, limits.per_hour, HOUR_MS, is_told),
        share("messages_per_day", &way.address, limits.per_day, 24 * HOUR_MS, is_told),
    ];
    if way.is_sms && way.asker != Asker::Known {
        let prefix = prefix(&way.address, limits.sms_prefix_digits);
        all.push(share("sms_per_prefix", prefix, limits.sms_per_prefix, window_ms, is_told));
        all.push(share("sms_per_ip", &network(&ctx.origin.ip), limits.sms_per_ip, window_ms, true));
    }
    all.retain(|share| share.most > 0);
    all
}

/// Who is counted, without saying who it is.
fn subject(pool: &Pool, of: &str) -> String {
    hex::encode(&pool.mac("messages", of.as_bytes())[..16])
}

/// The first digits of a number, with its plus.
fn prefix(number: &str, digits: usize) -> &str {
    number.get(..=digits).unwrap_or(number)
}

/// An address, or of IPv6 the 64 bits that one customer has.
fn network(ip: &str) -> String {
    match ip.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => ip.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{network, prefix};

    #[test]
    fn numbers_and_addresses_have_their_neighbours() {
        assert_eq!(prefix("+12065550123", 6), "+120655");
        assert_eq!(prefix("+123", 6), "+123");
        assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2::"));
        assert_ne!(network("2001:db8:1:2:3::4"), network("2001:db8:1:3::"));
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
    }
}
