//! The counters of one node: each call takes one of those that a second allows, or is refused.
//! AWS: the developer guide, "Quotas in Amazon Cognito", with its "special request rate handling".
//!
//! A counter is the instant at which it would be full again, so that it refills without anybody doing it: a call moves
//! the instant on by its share of a second, and is one too many where that leads beyond a second from now.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Category, PerDomain, RateLimits, TABLE, Use};
use crate::error::{Error, Reason, Result};

/// A second, in the microseconds that counters are kept in.
const SECOND: i64 = 1_000_000;

/// How much larger the allotment for answers to challenges is than that for sign-ins.
const ANSWERS: u32 = 3;

/// The counters of this node.
pub struct Rates {
    /// Nothing where nothing is judged.
    regions: Vec<Region>,
    per_user: Option<u32>,
    per_pool: Option<u32>,
    per_domain: Option<PerDomain>,
    crowd: Crowd,
}

struct Region {
    name: String,
    counters: [Option<Counter>; TABLE.len()],
    /// Answers to challenges, before they count as sign-ins.
    answers: AtomicI64,
    /// Codes of the hosted domains that become tokens.
    codes: AtomicI64,
}

struct Counter {
    rate: AtomicU32,
    full_at: AtomicI64,
}

impl Rates {
    /// Counters for these regions, the default one first.
    pub fn new(limits: &RateLimits, regions: &[String]) -> Rates {
        let counter = |(category, ..): super::Line| {
            let rate = AtomicU32::new(limits.of(category).free);
            limits.judges(category).then(|| Counter { rate, full_at: AtomicI64::new(0) })
        };
        let region = |name: &String| Region {
            name: name.clone(),
            counters: TABLE.map(counter),
            answers: AtomicI64::new(0),
            codes: AtomicI64::new(0),
        };
        let is_judging = Category::all().any(|category| limits.judges(category))
            || limits.per_user.is_some()
            || limits.per_pool.is_some();
        let has_crowd = limits.per_user.is_some() || limits.per_pool.is_some() || limits.per_domain.is_some();
        Rates {
            regions: if is_judging { regions.iter().map(region).collect() } else { Vec::new() },
            per_user: limits.per_user,
            per_pool: limits.per_pool,
            per_domain: limits.per_domain,
            crowd: Crowd::new(if has_crowd { ROWS } else { 0 }),
        }
    }

    /// Whether any call is counted.
    pub fn is_judging(&self) -> bool {
        !self.regions.is_empty()
    }

    /// Whether calls are to be told apart by their regions.
    pub fn has_regions(&self) -> bool {
        self.regions.len() > 1
    }

    /// Counts a call of a category. Errors: `RateExceeded`.
    pub fn take(&self, region: &str, category: Category, now: i64) -> Result<()> {
        match self.counter(region, category) {
            Some(counter) if !counter.take(now) => Err(Error::new(Reason::RateExceeded)),
            _ => Ok(()),
        }
    }

    /// Counts an answer to a challenge. AWS: three times as many as sign-ins, and what is more counts as sign-ins.
    ///
    /// Errors: `RateExceeded`.
    pub fn take_answer(&self, region: &str, now: i64) -> Result<()> {
        let Some(region) = self.region(region) else { return Ok(()) };
        let Some(counter) = &region.counters[Category::UserAuthentication.place()] else { return Ok(()) };
        let rate = counter.rate.load(Ordering::Relaxed).saturating_mul(ANSWERS);
        match take(&region.answers, rate, now) || counter.take(now) {
            true => Ok(()),
            false => Err(Error::new(Reason::RateExceeded)),
        }
    }

    /// Counts a code that becomes tokens. AWS: they have an allotment of their own, as large as that of sign-ins.
    ///
    /// Errors: `RateExceeded`.
    pub fn take_code(&self, region: &str, now: i64) -> Result<()> {
        let Some(region) = self.region(region) else { return Ok(()) };
        let Some(counter) = &region.counters[Category::UserAuthentication.place()] else { return Ok(()) };
        match take(&region.codes, counter.rate.load(Ordering::Relaxed), now) {
            true => Ok(()),
            false => Err(Error::new(Reason::RateExceeded)),
        }
    }

    /// Counts what is asked of a domain: by an address, for a client where one is named, and by all.
    ///
    /// Errors: `RateExceeded`.
    pub fn take_of_domain(&self, domain: &str, address: &str, client: Option<&str>, now: i64) -> Result<()> {
        let Some(PerDomain { all, address: by, client: of }) = self.per_domain else { return Ok(()) };
        self.take_of_crowd(Some(by), ("address", domain, address), now)?;
        if let Some(client) = client {
            self.take_of_crowd(Some(of), ("client", domain, client), now)?;
        }
        self.take_of_crowd(Some(all), ("domain", domain), now)
    }

    /// Counts what a user does, told apart as the call names them: by pool or client and name, or by a token.
    ///
    /// Errors: `RateExceeded`.
    pub fn take_of_user(&self, what: Use, within: &str, user: &str, now: i64) -> Result<()> {
        self.take_of_crowd(self.per_user, (what, within, user), now)
    }

    /// Counts a call of one operation in one pool. Errors: `RateExceeded`.
    pub fn take_of_pool(&self, operation: &str, pool: &str, now: i64) -> Result<()> {
        self.take_of_crowd(self.per_pool, (operation, pool), now)
    }

    fn take_of_crowd(&self, rate: Option<u32>, key: impl Hash, now: i64) -> Result<()> {
        match rate {
            Some(rate) if !self.crowd.take(key, rate, now) => Err(Error::new(Reason::RateExceeded)),
            _ => Ok(()),
        }
    }

    /// Sets the rate of a category from the next call on.
    pub(super) fn set(&self, region: &str, category: Category, rate: u32) {
        if let Some(counter) = self.counter(region, category) {
            counter.rate.store(rate, Ordering::Relaxed);
        }
    }

    fn counter(&self, region: &str, category: Category) -> Option<&Counter> {
        self.region(region)?.counters[category.place()].as_ref()
    }

    /// The counters of a region; of the default one for a name that is not served.
    fn region(&self, name: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.name == name).or(self.regions.first())
    }
}

impl Counter {
    fn take(&self, now: i64) -> bool {
        take(&self.full_at, self.rate.load(Ordering::Relaxed), now)
    }
}

fn take(full_at: &AtomicI64, rate: u32, now: i64) -> bool {
    full_at.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |at| after(at, rate, now)).is_ok()
}

/// When a counter is full again after one more call; nothing where that is one too many. `now` in milliseconds.
fn after(full_at: i64, rate: u32, now: i64) -> Option<i64> {
    let now = now.saturating_mul(1_000);
    if rate == 0 {
        return None;
    }
    let share = (SECOND / i64::from(rate)).max(1);
    // No call leads further than a second: a clock that was turned back is no reason to refuse for as long.
    let from = if full_at > now.saturating_add(SECOND) { now } else { full_at.max(now) };
    let next = from.saturating_add(share);
    (next <= now.saturating_add(SECOND)).then_some(next)
}

/// How many rows of counters there are for users and pools, and how many of them a row has: half a megabyte.
const ROWS: usize = 4_096;
const ROW: usize = 8;

/// Counters of users and pools: a table that never grows. In a row that is full the counter that is nearest to being
/// unused makes room, so that too many at once are judged too mildly, and nobody by what another does.
struct Crowd {
    rows: Mutex<Vec<[Place; ROW]>>,
    /// Seeded by the system: nobody can choose names that fall into one row.
    hashes: RandomState,
}

#[derive(Clone, Copy, Default)]
struct Place {
    key: u64,
    full_at: i64,
}

impl Crowd {
    fn new(rows: usize) -> Crowd {
        Crowd { rows: Mutex::new(vec![[Place::default(); ROW]; rows]), hashes: RandomState::new() }
    }

    fn take(&self, key: impl Hash, rate: u32, now: i64) -> bool {
        let key = self.hashes.hash_one(key);
        // Nothing within can fail half-way, and nothing waits.
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let count = u64::try_from(rows.len()).unwrap_or_default();
        let at = key.checked_rem(count).and_then(|at| usize::try_from(at).ok());
        let Some(row) = at.and_then(|at| rows.get_mut(at)) else { return true };
        let place = match row.iter().position(|place| place.key == key) {
            Some(at) => &mut row[at],
            None => {
                let Some(oldest) = row.iter_mut().min_by_key(|place| place.full_at) else { return true };
                *oldest = Place { key, full_at: 0 };
                oldest
            }
        };
        match after(place.full_at, rate, now) {
            Some(next) => {
                place.full_at = next;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_233_600_000;

    fn rates(limits: &RateLimits) -> Rates {
        Rates::new(limits, &["us-east-1".to_owned(), "eu-west-1".to_owned()])
    }

    /// How many calls are let through before one is not.
    fn count(mut take: impl FnMut() -> Result<()>) -> usize {
        (0..10_000).take_while(|_| take().is_ok()).count()
    }

    #[test]
    fn a_second_allows_as_many_as_the_rate_says_and_gives_them_back_one_by_one() {
        let rates = rates(&RateLimits::aws());
        let sign_in = |now| rates.take("us-east-1", Category::UserAuthentication, now);
        assert_eq!(count(|| sign_in(NOW)), 120);
        assert_eq!(count(|| sign_in(NOW + 100)), 12);
        assert_eq!(count(|| sign_in(NOW + 10_000)), 120);
        let other = |now| rates.take("eu-west-1", Category::UserAuthentication, now);
        assert_eq!(count(|| other(NOW)), 120);
    }

    #[test]
    fn answers_have_three_times_as_many_and_then_those_of_sign_ins() {
        let rates = rates(&RateLimits::aws());
        assert_eq!(count(|| rates.take_answer("us-east-1", NOW)), 480);
        assert!(rates.take("us-east-1", Category::UserAuthentication, NOW).is_err());
    }

    #[test]
    fn a_clock_that_was_turned_back_refuses_nobody_for_long() {
        let rates = rates(&RateLimits::aws());
        let sign_in = |now| rates.take("us-east-1", Category::UserAuthentication, now);
        assert_eq!(count(|| sign_in(NOW)), 120);
        assert_eq!(count(|| sign_in(NOW - 3_600_000)), 120);
    }

    #[test]
    fn each_user_has_their_own_and_so_have_reads_and_writes() {
        let rates = rates(&RateLimits::aws());
        assert_eq!(count(|| rates.take_of_user(Use::Read, "pool", "alice", NOW)), 10);
        assert_eq!(count(|| rates.take_of_user(Use::Write, "pool", "alice", NOW)), 10);
        assert_eq!(count(|| rates.take_of_user(Use::Read, "pool", "bob", NOW)), 10);
        assert_eq!(count(|| rates.take_of_pool("ListGroups", "pool", NOW)), 5);
    }

    #[test]
    fn codes_count_by_themselves_and_a_domain_by_who_asks_it() {
        let rates = rates(&RateLimits::aws());
        assert_eq!(count(|| rates.take_code("us-east-1", NOW)), 120);
        assert!(rates.take("us-east-1", Category::UserAuthentication, NOW).is_ok());
        assert_eq!(count(|| rates.take_of_domain("a", "192.0.2.1", None, NOW)), 300);
        assert_eq!(count(|| rates.take_of_domain("a", "192.0.2.2", None, NOW)), 200);
        let of_client = |at: usize| rates.take_of_domain("b", &at.to_string(), Some("client"), NOW);
        assert_eq!((0..400).take_while(|at| of_client(*at).is_ok()).count(), 300);
        let none = super::Rates::new(&RateLimits::unlimited(), &["us-east-1".to_owned()]);
        assert_eq!(count(|| none.take_of_domain("a", "192.0.2.1", None, NOW)), 10_000);
    }

    #[test]
    fn a_crowd_beyond_all_counters_is_let_through() {
        let rates = rates(&RateLimits::aws());
        for user in 0..200_000 {
            assert!(rates.take_of_user(Use::Read, "pool", &user.to_string(), NOW).is_ok());
        }
    }

    #[test]
    fn no_rate_at_all_lets_nothing_through_and_none_is_judged_by_default() {
        let mut limits = RateLimits::unlimited();
        assert!(!rates(&limits).is_judging());
        assert_eq!(count(|| rates(&limits).take("us-east-1", Category::UserRead, NOW)), 10_000);
        limits.set(Category::UserRead, 0, None);
        assert_eq!(count(|| rates(&limits).take("us-east-1", Category::UserRead, NOW)), 0);
    }
}
