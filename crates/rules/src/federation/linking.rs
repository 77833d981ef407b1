//! Whether somebody who comes through a provider for the first time is one of the pool's own users, by an address that both
//! sides have verified: never, if the person proves it, or at once. The tag `cenote:linking` of a pool says which.
//! AWS: never (an administrator links). Sources: users' reports of two accounts of one person; CVE-2026-9092 and CVE-2026-9087 for
//! what goes wrong.
//!
//! An address that the provider does not vouch for leads to nobody, and neither does one that two users have.

use store::linked_identities::{self as links, LinkedIdentity};
use store::users::{Find, User};

use super::{Arrival, Claims};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::providers::{self, Provider, linking};
use crate::quotas::Quota;
use crate::users::identities::{self, Identity};
use crate::users::{self, contact, status};

/// The tag.
pub const TAG: &str = "cenote:linking";

/// What a pool does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// Nothing. AWS.
    #[default]
    Off,
    /// The person is asked to prove the other account.
    Prove,
    /// They are one at once.
    Verified,
}

impl Policy {
    /// What a pool says.
    pub fn of(pool: &Pool) -> Policy {
        let tag = pool.settings.user_pool_tags.as_ref().and_then(|tags| tags.get(TAG));
        match tag.map(String::as_str) {
            Some("prove") => Policy::Prove,
            Some("verified") => Policy::Verified,
            _ => Policy::Off,
        }
    }
}

/// The one user of the pool's own who has the address that the provider vouches for, verified too.
pub(super) async fn acquaintance(
    ctx: &Ctx,
    pool: &Pool,
    newcomer: &User,
    (provider, claims): (&Provider, &Claims),
) -> Result<Option<User>> {
    let Some(email) = newcomer.attributes.get("email").filter(|email| !email.is_empty()) else {
        return Ok(None);
    };
    if !is_vouched_for(newcomer, provider, claims) {
        return Ok(None);
    }
    let find = Find::Search { name: "email".to_owned(), value: email.to_lowercase(), is_prefix: false };
    let found = store::users::page(&ctx.read(), pool.id(), &find, None, MOST).await?;
    // The page of more than that many would tell nothing of the rest.
    if i64::try_from(found.len()).unwrap_or(MOST) >= MOST {
        return Ok(None);
    }
    let is_own = |user: &User| {
        user.is_enabled
            && user.status == status::CONFIRMED
            && !identities::is_profile(user)
            && contact::is_verified(user, "email")
            // Of letters beyond ASCII the small one may be another letter's too: that is another address.
            && user.attributes.get("email").is_some_and(|own| own.eq_ignore_ascii_case(email))
    };
    let mut own = found.into_iter().map(|(user, _)| user).filter(is_own);
    let Some(user) = own.next().filter(|_| own.next().is_none()) else { return Ok(None) };
    let linked = identities::of_user(&user)?.iter().filter(|identity| !identity.primary).count();
    let is_full = ctx.config().quotas.is_full(Quota::LinkedIdentities, linked);
    Ok((!is_full).then_some(user))
}

/// The most users of one address that are looked at.
const MOST: i64 = 20;

/// Whether the provider says that it has verified the very address: by a claim that is mapped, or by its own where the address is
/// the standard claim.
fn is_vouched_for(newcomer: &User, provider: &Provider, claims: &Claims) -> bool {
    let is_true = |value: &str| value.eq_ignore_ascii_case("true");
    let mapping = provider.attribute_mapping().unwrap_or_default();
    if mapping.contains_key("email_verified") {
        return newcomer.attributes.get("email_verified").is_some_and(|flag| is_true(flag));
    }
    let said = |claim: &str| claims.get(claim).map(Vec::as_slice);
    // An address that the person has typed is not the provider's.
    mapping.get("email").is_some_and(|claim| claim == "email")
        && matches!(said("email"), Some([address]) if !address.is_empty())
        && matches!(said("email_verified"), Some([flag]) if is_true(flag))
}

/// Links an arrival to a user. Errors: `Moved`, also where it has become somebody's.
pub(super) async fn link(
    ctx: &Ctx,
    pool: &Pool,
    provider: &Provider,
    (arrival, user): (&Arrival, &User),
) -> Result<()> {
    let mut all = identities::of_user(user)?;
    all.push(Identity {
        user_id: arrival.subject.clone(),
        provider_name: provider.row.name.clone(),
        provider_type: provider.row.kind.clone(),
        issuer: arrival.issuer.clone(),
        primary: false,
        date_created: ctx.now(),
    });
    let mut after = user.clone();
    identities::set(&mut after, &all)?;
    let mut batch = ctx.batch()?;
    store::identity_providers::hold(&mut batch, &provider.row);
    let identity = LinkedIdentity {
        pool_id: pool.id().to_owned(),
        provider: provider.row.name.clone(),
        attribute: linking::SUBJECT.to_owned(),
        value: arrival.subject.clone(),
        sub: user.sub.clone(),
        origin: providers::origin(&provider.row.kind, &provider.kept),
    };
    links::insert(&mut batch, &identity);
    users::commit_update(ctx, batch, pool, user, after).await
}
