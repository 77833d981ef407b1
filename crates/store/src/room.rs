//! Room for one more: guards that an account, a pool or a user has fewer than so many of a kind.
//!
//! In a pool and of a user they are exact: whoever makes another waits at the pool's or the user's row until this batch is
//! done, and counts what it has made. Pools and custom domains of an account have no such row: on PostgreSQL as many
//! may come to be beyond the number as are made in the same moment.

use crate::batch::Batch;
use crate::driver::{Miss, Statement};

/// The tag of a guard that found no room; its miss is `Taken`.
pub const TAG: &str = "room";

/// A number that nothing reaches: no guard is needed.
const NONE: i64 = i64::MAX;

/// What is counted in a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum In {
    /// App clients.
    Clients,
    /// Identity providers.
    IdentityProviders,
    /// Resource servers.
    ResourceServers,
    /// Groups.
    Groups,
    /// Branding styles.
    Brandings,
    /// Terms documents.
    Terms,
    /// Import jobs.
    ImportJobs,
}

/// Goes on only where a pool has fewer than so many. Misses: `Gone`, tag `pools`; `Taken`, tag [`TAG`].
pub fn in_pool(batch: &mut Batch, what: In, pool_id: &str, most: i64) {
    if most == NONE {
        return;
    }
    let hold = "UPDATE pools SET revision = revision WHERE id = $1";
    batch.push(Statement::one(hold, vec![pool_id.into()], Miss::Gone, "pools"));
    // A statement of its own: it sees what was done while the one before it waited.
    let sql = match what {
        In::Clients => {
            "UPDATE pools SET revision = revision \
             WHERE id = $1 AND (SELECT COUNT(*) FROM clients WHERE pool_id = $1) < $2"
        }
        In::IdentityProviders => {
            "UPDATE pools SET revision = revision \
             WHERE id = $1 AND (SELECT COUNT(*) FROM identity_providers WHERE pool_id = $1) < $2"
        }
        In::ResourceServers => {
            "UPDATE pools SET revision = revision \
             WHERE id = $1 AND (SELECT COUNT(*) FROM resource_servers WHERE pool_id = $1) < $2"
        }
        In::Groups => {
            "UPDATE pools SET revision = revision \
             WHERE id = $1 AND (SELECT COUNT(*) FROM user_groups WHERE pool_id = $1) < $2"
        }
        In::Brandings => {
            "UPDATE pools SET revision = revision \
             WHERE id = $1 AND (SELECT COUNT(*) FROM brandings WHERE pool_id = $1) < $2"
        }
        In::Terms => {
            "UPDATE pools SET revision = revision \
             WHERE id = $1 AND (SELECT COUNT(*) FROM terms WHERE pool_id = $1) < $2"
        }
        In::ImportJobs => {
            "UPDATE pools SET revision = revision \
             WHERE id = $1 AND (SELECT COUNT(*) FROM import_jobs WHERE pool_id = $1) < $2"
        }
    };
    batch.push(Statement::one(sql, vec![pool_id.into(), most.into()], Miss::Taken, TAG));
}

/// Goes on only where a user is in fewer groups than so many. Misses: `Gone`, tag `users`; `Taken`, tag [`TAG`].
pub fn in_groups_of_user(batch: &mut Batch, pool_id: &str, sub: &str, most: i64) {
    if most == NONE {
        return;
    }
    let hold = "UPDATE users SET revision = revision WHERE pool_id = $1 AND sub = $2";
    batch.push(Statement::one(hold, vec![pool_id.into(), sub.into()], Miss::Gone, "users"));
    let sql = "UPDATE users SET revision = revision WHERE pool_id = $1 AND sub = $2 \
               AND (SELECT COUNT(*) FROM memberships m WHERE m.pool_id = $1 AND m.sub = $2) < $3";
    let args = vec![pool_id.into(), sub.into(), most.into()];
    batch.push(Statement::one(sql, args, Miss::Taken, TAG));
}

/// Goes on only where the pool that this batch has just made is no more than the last that its account and region
/// have room for. Misses: `Taken`, tag [`TAG`].
pub fn for_pool(batch: &mut Batch, pool_id: &str, most: i64) {
    if most == NONE {
        return;
    }
    let sql = "UPDATE pools SET revision = revision WHERE id = $1 AND \
               (SELECT COUNT(*) FROM pools other JOIN pools own ON own.account = other.account \
                AND own.region = other.region WHERE own.id = $1) <= $2";
    batch.push(Statement::one(sql, vec![pool_id.into(), most.into()], Miss::Taken, TAG));
}

/// The same for the identity pool that this batch has just made. Misses: `Taken`, tag [`TAG`].
pub fn for_identity_pool(batch: &mut Batch, pool_id: &str, most: i64) {
    if most == NONE {
        return;
    }
    let sql = "UPDATE identity_pools SET revision = revision WHERE id = $1 AND \
               (SELECT COUNT(*) FROM identity_pools other JOIN identity_pools own ON own.account = other.account \
                AND own.region = other.region WHERE own.id = $1) <= $2";
    batch.push(Statement::one(sql, vec![pool_id.into(), most.into()], Miss::Taken, TAG));
}

/// The same for the custom domain that this batch has just given a pool. Misses: `Taken`, tag [`TAG`].
pub fn for_custom_domain(batch: &mut Batch, pool_id: &str, most: i64) {
    if most == NONE {
        return;
    }
    let sql = "UPDATE pools SET revision = revision WHERE id = $1 AND \
               (SELECT COUNT(*) FROM pools own JOIN pools other ON other.account = own.account \
                AND other.region = own.region JOIN domains d ON d.pool_id = other.id AND d.is_custom = 1 \
                WHERE own.id = $1) <= $2";
    batch.push(Statement::one(sql, vec![pool_id.into(), most.into()], Miss::Taken, TAG));
}
