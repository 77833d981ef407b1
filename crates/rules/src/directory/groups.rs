//! Groups that follow from the directory's: joined, left, and made where they are not there. What an administrator has put
//! somebody into stays.

use std::collections::BTreeSet;

use store::groups::{self, Group};
use store::users::User;
use store::{Batch, room};

use super::{Entry, Groups};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::quotas::Quota;

/// AWS: the longest name of a group.
const LONGEST: usize = 128;

/// The groups of the pool that an entry's mean, in order. Names that no group can have are left out.
pub(super) fn wanted(mapping: &Groups, entry: &Entry) -> Vec<String> {
    let is_fit = |name: &&str| {
        (1..=LONGEST).contains(&name.chars().count())
            && !name.chars().any(|c| c.is_whitespace() || c.is_control())
    };
    let own = entry.groups.iter().map(String::as_str);
    let names: BTreeSet<&str> = match mapping {
        Groups::None => BTreeSet::new(),
        Groups::All => own.filter(is_fit).collect(),
        // Names in a directory do not differ by case.
        Groups::Of(map) => own
            .flat_map(|name| {
                map.iter().filter(move |(theirs, _)| theirs.to_lowercase() == name.to_lowercase())
            })
            .map(|(_, ours)| ours.as_str())
            .filter(is_fit)
            .collect(),
    };
    names.into_iter().map(str::to_owned).collect()
}

/// What is to be done about the groups of one user.
#[derive(Default)]
pub(super) struct Changes {
    make: Vec<Group>,
    join: Vec<Group>,
    leave: Vec<Group>,
    /// The groups that the directory gives from then on.
    pub given: Vec<String>,
}

impl Changes {
    /// What leads from the groups that the directory gave (`had`) to those that it gives now.
    pub(super) async fn of(
        ctx: &Ctx,
        pool: &Pool,
        user: &User,
        (had, wanted): (&[String], Vec<String>),
    ) -> Result<Changes> {
        let current = match user.is_in_group {
            true => groups::of_user(&ctx.read(), pool.id(), &user.sub).await?,
            false => Vec::new(),
        };
        let is_gone = |group: &Group| had.contains(&group.name) && !wanted.contains(&group.name);
        let (leave, stay): (Vec<Group>, Vec<Group>) = current.into_iter().partition(is_gone);
        let mut changes = Changes { leave, ..Changes::default() };
        let most = usize::try_from(ctx.most(Quota::UserGroups)).unwrap_or(usize::MAX);
        for name in wanted {
            if stay.iter().any(|group| group.name == name) {
                // One that an administrator gave stays theirs to take.
                if had.contains(&name) {
                    changes.given.push(name);
                }
                continue;
            }
            if stay.len() + changes.join.len() >= most {
                tracing::warn!(
                    pool.id = pool.id(),
                    user.sub,
                    group = name,
                    "a user has no room for more groups"
                );
                continue;
            }
            let group = match groups::get(&ctx.read(), pool.id(), &name).await? {
                Some(group) => group,
                None => {
                    let group = fresh(ctx, pool, &name);
                    changes.make.push(group.clone());
                    group
                }
            };
            changes.join.push(group);
            changes.given.push(name);
        }
        Ok(changes)
    }

    /// Whether there is something to do.
    pub(super) fn is_empty(&self) -> bool {
        self.join.is_empty() && self.leave.is_empty()
    }

    /// Does it, in a batch that makes or changes the user before. Misses: `Taken`, tags of [`room`] and `groups`; `Gone`.
    pub(super) fn put(&self, ctx: &Ctx, batch: &mut Batch, user: &User) {
        if let Ok(several @ 1..) = i64::try_from(self.make.len()) {
            let most = ctx.most(Quota::Groups);
            // Room for the last of them is room for all.
            let most = if most == i64::MAX { most } else { most - (several - 1) };
            room::in_pool(batch, room::In::Groups, &user.pool_id, most);
        }
        self.make.iter().for_each(|group| groups::insert(batch, group));
        self.leave.iter().for_each(|group| groups::leave(batch, group, &user.sub));
        self.join.iter().for_each(|group| groups::join(batch, group, &user.sub));
    }
}

fn fresh(ctx: &Ctx, pool: &Pool, name: &str) -> Group {
    let now = ctx.now();
    Group {
        pool_id: pool.id().to_owned(),
        name: name.to_owned(),
        revision: 0,
        description: None,
        role_arn: None,
        precedence: None,
        created_at: now,
        updated_at: now,
    }
}
