//! Limits on attempts per user and hour, counted in the store and so shared by all nodes.
//! AWS: the developer guide's table of quotas on resource-specific requests.

use std::net::IpAddr;

use store::Batch;
use store::attempts::Attempt;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;

/// What is limited: a kind of attempt and how many an hour allows.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    kind: &'static str,
    per_hour: i64,
}

/// ResendConfirmationCode.
pub const RESEND: Limit = Limit { kind: "resend", per_hour: 5 };
/// ConfirmSignUp.
pub const CONFIRM: Limit = Limit { kind: "confirm", per_hour: 15 };
/// ForgotPassword and ConfirmForgotPassword together.
pub const FORGOT: Limit = Limit { kind: "forgot", per_hour: 20 };
/// GetUserAttributeVerificationCode.
pub const ATTRIBUTE_CODE: Limit = Limit { kind: "attribute_code", per_hour: 5 };
/// VerifyUserAttribute.
pub const VERIFY: Limit = Limit { kind: "verify", per_hour: 15 };
/// Codes of a second factor that were sent and not answered rightly.
pub const MFA_CODE: Limit = Limit { kind: "mfa_code", per_hour: 20 };
/// The same of a first factor.
pub const FIRST_FACTOR_CODE: Limit = Limit { kind: "first_factor_code", per_hour: 20 };
/// ChangePassword.
pub const CHANGE_PASSWORD: Limit = Limit { kind: "change_password", per_hour: 5 };

impl Limit {
    /// So many of a kind in an hour.
    pub(crate) const fn new(kind: &'static str, per_hour: i64) -> Limit {
        Limit { kind, per_hour }
    }
}

/// The subject under which the attempts of the caller's address are counted: of IPv6 a whole /64.
pub(crate) fn address(ctx: &Ctx, pool: &Pool) -> String {
    let network = match ctx.origin.ip.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V6(ip)) => format!("{:x?}", &ip.segments()[..4]),
        Ok(IpAddr::V4(ip)) => ip.to_string(),
        Err(_) => ctx.origin.ip.clone(),
    };
    format!("address-{}", hex::encode(&pool.mac("address", network.as_bytes())[..16]))
}

const HOUR_MS: i64 = 3_600_000;

/// An attempt that the hour still allows.
pub struct Admitted {
    before: Option<Attempt>,
    after: Attempt,
}

impl Admitted {
    /// Counts it in `batch`, guarded on the count that was loaded.
    pub fn count(&self, batch: &mut Batch) {
        store::attempts::put(batch, self.before.as_ref(), &self.after);
    }
}

/// Counts one attempt in `batch`, guarded on the count that was loaded.
///
/// Errors: `TooManyAttempts` when the hour's are spent.
pub async fn spend(ctx: &Ctx, batch: &mut Batch, pool: &Pool, subject: &str, limit: Limit) -> Result<()> {
    admit(ctx, pool, subject, limit).await?.count(batch);
    Ok(())
}

/// Admits one attempt, to be counted once it is made.
///
/// Errors: `TooManyAttempts` when the hour's are spent.
pub async fn admit(ctx: &Ctx, pool: &Pool, subject: &str, limit: Limit) -> Result<Admitted> {
    let before = store::attempts::get(&ctx.read(), pool.id(), subject, limit.kind).await?;
    let now = ctx.now();
    let (count, since) = match &before {
        Some(row) if now - row.since < HOUR_MS => (row.count, row.since),
        _ => (0, now),
    };
    if ctx.config().limits_attempts && count >= limit.per_hour {
        return Err(Error::new(Reason::TooManyAttempts).for_ms(since + HOUR_MS - now));
    }
    let after = Attempt {
        pool_id: pool.id().to_owned(),
        subject: subject.to_owned(),
        kind: limit.kind.to_owned(),
        count: count + 1,
        since,
    };
    Ok(Admitted { before, after })
}

/// Forgets in `batch` what was counted.
pub fn forget(batch: &mut Batch, pool: &Pool, subject: &str, limit: Limit) {
    store::attempts::delete(batch, pool.id(), subject, limit.kind);
}

/// The subject under which attempts on a name that nobody has are counted, so that unknown names wear the same
/// limits as known ones.
pub fn unknown(pool: &Pool, username: &str) -> String {
    let name = super::names::fold(pool, username);
    format!("unknown-{}", hex::encode(&pool.mac("unknown user", name.as_bytes())[..16]))
}
