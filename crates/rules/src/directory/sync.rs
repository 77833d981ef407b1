//! Looking at everybody in a directory: profiles made and brought up to date, and whoever is gone or switched off there kept out
//! here, with their sign-ins ended.
//! AWS has nothing of it. RFC: 2696 for the pages. docs/directories.md tells the rules.
//!
//! One look is one walk over all pages, by one node under a lease; where it breaks off, the next begins anew, which does no harm:
//! whoever is as the directory has them is not written. Nobody is kept out before the walk has come to its end, and nobody at all
//! where it would be too many: a directory that shows a part of itself, or a filter that was mistyped, must not shut a company out.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use store::Outcome as Committed;
use store::configurations::{self, Configuration};
use store::leases::{self, Lease};
use store::linked_identities as links;
use store::users::User;

use super::mark::{self, ATTRIBUTE, Mark, PROVIDER};
use super::profile::{self, Place, Settled};
use super::{Entry, Served, State, Walk};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::back_channel::{self, Ended};
use crate::pools::{self, Pool};
use crate::triggers::Cause;
use crate::users;

/// How long a node has the turn after each page.
const TURN_MS: i64 = 120_000;

/// How long a directory is let be that has not answered to the end, at most.
const PAUSE_MS: i64 = 300_000;

/// Entries that are looked at before the turn is taken again.
const BETWEEN: usize = 50;

/// Users that are compared with what was seen in one query.
const PAGE: i64 = 1_000;

/// How often a user who has moved is loaded again.
const TRIES: usize = 4;

const KIND: &str = "directory_sync";

/// The last look at a directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// When it ended, epoch milliseconds.
    pub ended_at: i64,
    /// How.
    pub outcome: Outcome,
    /// Entries of the directory.
    pub seen: i64,
    /// Profiles that were made.
    pub made: i64,
    /// Profiles that were changed, those let in again among them.
    pub changed: i64,
    /// Users kept out from then on; or who would have been, where it was held back.
    pub out: i64,
    /// Entries that can be no users: the log says why.
    pub refused: i64,
}

/// How a look ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// All was done.
    #[default]
    Done,
    /// All but keeping people out, since it would have been too many.
    Held,
    /// The directory did not answer to the end.
    Down,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Held => "held",
            Outcome::Down => "down",
        }
    }
}

/// Who looks.
pub struct Turn<'a> {
    /// The node.
    pub holder: &'a str,
    /// Whether the node is to go on.
    pub goes_on: &'a (dyn Fn() -> bool + Send + Sync),
}

impl Turn<'_> {
    /// Takes the turn, or keeps it. None other has it then for a while.
    async fn takes(&self, ctx: &Ctx, pool: &Pool) -> Result<bool> {
        let lease = Lease {
            name: format!("directory/{}", pool.id()),
            holder: self.holder.to_owned(),
            until: ctx.now() + TURN_MS,
        };
        let mut batch = ctx.batch()?;
        leases::take(&mut batch, &lease);
        Ok((self.goes_on)() && ctx.try_commit(batch).await? == Committed::Done)
    }
}

/// What is known of the last look at a pool's directory.
pub async fn last(ctx: &Ctx, pool_id: &str) -> Result<Option<Record>> {
    let kept = configurations::get(&ctx.read(), pool_id, KIND, "").await?;
    Ok(kept.map(|kept| serde_json::from_str(&kept.settings)).transpose()?)
}

/// Looks at a pool's directory, if that is due and no other node does. Gives what came of it; none where nothing was due, or it
/// was broken off.
///
/// Errors: `Internal`, after which the next look begins anew.
pub async fn look(ctx: &Ctx, pool_id: &str, turn: &Turn<'_>) -> Result<Option<Record>> {
    let Some(served) = ctx.world().directories.of(pool_id) else { return Ok(None) };
    let Some(walk) = &served.settings.sync else { return Ok(None) };
    if !is_due(ctx, pool_id, walk).await? {
        return Ok(None);
    }
    let pool = match pools::get(ctx, pool_id).await {
        Ok(pool) => pool,
        Err(error) if error.reason() == Reason::PoolNotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    // Another node may have looked just before the turn was taken.
    if !turn.takes(ctx, &pool).await? || !is_due(ctx, pool_id, walk).await? {
        return Ok(None);
    }
    let mut look = Look { pool: &pool, served: &served, walk, turn, record: Record::default() };
    let Some(outcome) = look.walk(ctx).await? else { return Ok(None) };
    let record = Record { ended_at: ctx.now(), outcome, ..look.record };
    note(ctx, &pool, &record).await?;
    Ok(Some(record))
}

async fn is_due(ctx: &Ctx, pool_id: &str, walk: &Walk) -> Result<bool> {
    let Some(last) = last(ctx, pool_id).await? else { return Ok(true) };
    let every_ms = walk.every_s.saturating_mul(1_000);
    let pause_ms = if last.outcome == Outcome::Done { every_ms } else { every_ms.min(PAUSE_MS) };
    Ok(ctx.now() >= last.ended_at.saturating_add(pause_ms))
}

async fn note(ctx: &Ctx, pool: &Pool, record: &Record) -> Result<()> {
    let kept = Configuration {
        pool_id: pool.id().to_owned(),
        kind: KIND.to_owned(),
        client_id: String::new(),
        revision: 0,
        settings: serde_json::to_string(record)?,
        updated_at: 0,
    };
    let mut batch = ctx.batch()?;
    configurations::put(&mut batch, &kept);
    ctx.commit(batch).await?;
    let Record { outcome, seen, made, changed, out, refused, .. } = *record;
    metrics::counter!("cenote_directory_syncs_total", "outcome" => outcome.word()).increment(1);
    let of = (pool.id(), outcome.word());
    match outcome {
        Outcome::Done => tracing::info!(
            pool.id = of.0,
            outcome = of.1,
            seen,
            made,
            changed,
            out,
            refused,
            "a directory was looked at"
        ),
        Outcome::Held => tracing::error!(
            pool.id = of.0,
            outcome = of.1,
            seen,
            out,
            "a directory has lost so many that nobody was kept out: most_gone_percent lets more go, if that is right"
        ),
        Outcome::Down => {
            tracing::warn!(pool.id = of.0, outcome = of.1, seen, "a directory was not looked at to the end");
        }
    }
    Ok(())
}

struct Look<'a> {
    pool: &'a Pool,
    served: &'a Served,
    walk: &'a Walk,
    turn: &'a Turn<'a>,
    record: Record,
}

impl Look<'_> {
    /// None where the turn ended, or the node does.
    async fn walk(&mut self, ctx: &Ctx) -> Result<Option<Outcome>> {
        let mut active = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut cookie: Option<Vec<u8>> = None;
        loop {
            let page = match self.served.directory.page(cookie.as_deref()).await {
                Ok(page) => page,
                Err(why) => {
                    tracing::warn!(pool.id = self.pool.id(), %why, "a page of a directory does not come");
                    return Ok(Some(Outcome::Down));
                }
            };
            if !self.turn.takes(ctx, self.pool).await? {
                return Ok(None);
            }
            let before = seen.len();
            for (at, entry) in page.entries.iter().enumerate() {
                // Functions of the pool may be asked about each, and take their time.
                if at % BETWEEN == BETWEEN - 1 && !self.turn.takes(ctx, self.pool).await? {
                    return Ok(None);
                }
                if seen.insert(entry.id.clone()) && self.one(ctx, entry).await? {
                    active.insert(entry.id.clone());
                }
            }
            self.record.seen = i64::try_from(seen.len()).unwrap_or(i64::MAX);
            match page.cookie {
                None => break,
                // A walk that never ends is none.
                Some(_) if seen.len() == before && !page.entries.is_empty() => {
                    return Ok(Some(Outcome::Down));
                }
                Some(next) if cookie.as_ref() == Some(&next) && page.entries.is_empty() => {
                    return Ok(Some(Outcome::Down));
                }
                next => cookie = next,
            }
        }
        self.keep_out(ctx, &active).await
    }

    /// Looks at one entry; gives whether it may sign in.
    async fn one(&mut self, ctx: &Ctx, entry: &Entry) -> Result<bool> {
        if matches!(entry.state, State::Disabled | State::Expired) {
            return Ok(false);
        }
        if !self.walk.makes_profiles && mark::owner(ctx, self.pool, &entry.id).await?.is_none() {
            return Ok(true);
        }
        let place = Place { pool: self.pool, served: self.served, cause: Cause::default() };
        match profile::settle(ctx, place, entry).await {
            Ok(Settled::Same(_)) => {}
            Ok(Settled::Changed(_)) => self.record.changed += 1,
            Ok(Settled::Made(_)) => self.record.made += 1,
            // The store's trouble is nobody's entry's: what is not looked at is not gone.
            Err(error)
                if matches!(error.reason(), Reason::Internal | Reason::Moved | Reason::PoolNotFound) =>
            {
                return Err(error);
            }
            Err(why) => {
                self.record.refused += 1;
                tracing::warn!(pool.id = self.pool.id(), entry = entry.dn, %why, "an entry of a directory is no user");
            }
        }
        Ok(true)
    }

    /// Keeps out whoever is not among those who may sign in, unless they are too many.
    async fn keep_out(&mut self, ctx: &Ctx, active: &BTreeSet<String>) -> Result<Option<Outcome>> {
        let (mut all, mut gone) = (0_i64, Vec::new());
        let mut after = String::new();
        loop {
            let page = links::page(&ctx.read(), self.pool.id(), (PROVIDER, ATTRIBUTE), &after, PAGE).await?;
            let Some((last, _)) = page.last() else { break };
            after.clone_from(last);
            for (id, sub) in page {
                all += 1;
                if !active.contains(&id)
                    && store::users::get(&ctx.read(), self.pool.id(), &sub)
                        .await?
                        .is_some_and(|u| u.is_enabled)
                {
                    gone.push(sub);
                }
            }
        }
        self.record.out = i64::try_from(gone.len()).unwrap_or(i64::MAX);
        let most = (all.saturating_mul(self.walk.most_gone_percent.clamp(0, 100)) / 100).max(Walk::FEW);
        if !gone.is_empty() && (self.record.seen == 0 || self.record.out > most) {
            return Ok(Some(Outcome::Held));
        }
        for (at, sub) in gone.into_iter().enumerate() {
            if at % BETWEEN == 0 && !self.turn.takes(ctx, self.pool).await? {
                return Ok(None);
            }
            keep_out(ctx, self.pool, &sub).await?;
        }
        Ok(Some(Outcome::Done))
    }
}

/// Disables a user and ends all their sign-ins; it is remembered that no administrator did.
async fn keep_out(ctx: &Ctx, pool: &Pool, sub: &str) -> Result<()> {
    for _ in 0..TRIES {
        let user = store::users::get(&ctx.read(), pool.id(), sub).await?;
        let Some(user) = user.filter(|user| user.is_enabled) else { return Ok(()) };
        // One whom an administrator has made the pool's own meanwhile is none of the directory's.
        let Some(had) = mark::of(&user)? else { return Ok(()) };
        let mut after = User { is_enabled: false, updated_at: ctx.now(), ..user.clone() };
        mark::set(&mut after, Some(Mark { is_out: true, ..had }))?;
        let mut batch = ctx.batch()?;
        users::update(&mut batch, pool, &user, after);
        // After the guarded update: signing out moves the revision too.
        store::users::sign_out(&mut batch, pool.id(), sub, ctx.now());
        back_channel::announce(ctx, &mut batch, &user, Ended::All).await?;
        match ctx.commit(batch).await {
            Err(error) if error.reason() == Reason::Moved => {}
            done => return done,
        }
    }
    Err(Error::new(Reason::Moved))
}
