//! Groups: what users belong to, and the roles that follow from it.
//! AWS: API_CreateGroup, API_GroupType; the developer guide, "Adding groups to a user pool".

use store::groups::Group;
use store::users::User;
use store::{Miss, Outcome, room};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::{self, Pool};
use crate::quotas::Quota;

/// What a caller says of a group.
pub struct Said {
    /// What it is for.
    pub description: Option<String>,
    /// The role of its users.
    pub role_arn: Option<String>,
    /// The least one's role counts.
    pub precedence: Option<i32>,
}

/// The group of a name. Errors: `GroupNotFound`.
pub async fn get(ctx: &Ctx, pool: &Pool, name: &str) -> Result<Group> {
    let group = store::groups::get(&ctx.read(), pool.id(), name).await?;
    group.ok_or_else(|| Error::new(Reason::GroupNotFound))
}

/// Makes a group. Errors: `GroupExists`, `TooManyGroups`, `PoolNotFound` when the pool goes meanwhile.
pub async fn create(ctx: &Ctx, pool: &Pool, name: String, said: Said) -> Result<Group> {
    let now = ctx.now();
    let group = Group {
        pool_id: pool.id().to_owned(),
        name,
        revision: 0,
        description: said.description,
        role_arn: said.role_arn,
        precedence: said.precedence.map(i64::from),
        created_at: now,
        updated_at: now,
    };
    let mut batch = ctx.batch()?;
    room::in_pool(&mut batch, room::In::Groups, pool.id(), ctx.most(Quota::Groups));
    store::groups::insert(&mut batch, &group);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(group),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::Groups)),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(pools::not_found(pool.id())),
        Outcome::Missed { .. } => Err(Error::new(Reason::GroupExists)),
    }
}

/// Changes what is given and keeps the rest. Errors: `GroupNotFound`.
pub async fn update(ctx: &Ctx, pool: &Pool, name: &str, said: Said) -> Result<Group> {
    let mut group = get(ctx, pool, name).await?;
    group.description = said.description.or(group.description);
    group.role_arn = said.role_arn.or(group.role_arn);
    group.precedence = said.precedence.map(i64::from).or(group.precedence);
    let mut batch = ctx.batch()?;
    store::groups::update(&mut batch, &group);
    group.updated_at = batch.at();
    ctx.commit(batch).await?;
    Ok(group)
}

/// Deletes a group; its users stay. Errors: `GroupNotFound`.
pub async fn delete(ctx: &Ctx, pool: &Pool, name: &str) -> Result<()> {
    let group = get(ctx, pool, name).await?;
    let mut batch = ctx.batch()?;
    store::groups::delete(&mut batch, &group);
    ctx.commit(batch).await
}

/// Puts a user into a group; who is in it already stays. Errors: `TooManyGroupsOfUser`.
pub async fn join(ctx: &Ctx, group: &Group, user: &User) -> Result<()> {
    let current = store::groups::of_user(&ctx.read(), &user.pool_id, &user.sub).await?;
    if current.iter().any(|other| other.name == group.name) {
        return Ok(());
    }
    let mut batch = ctx.batch()?;
    room::in_groups_of_user(&mut batch, &user.pool_id, &user.sub, ctx.most(Quota::UserGroups));
    store::groups::join(&mut batch, group, &user.sub);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::UserGroups)),
        // The user has gone meanwhile, as the next try will see.
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Takes a user out of a group; who is not in it stays out.
pub async fn leave(ctx: &Ctx, group: &Group, user: &User) -> Result<()> {
    let mut batch = ctx.batch()?;
    store::groups::leave(&mut batch, group, &user.sub);
    ctx.commit(batch).await
}

/// The roles of groups in the order of precedence, each once.
pub fn roles(groups: &[Group]) -> Vec<&str> {
    let mut roles: Vec<&str> = Vec::new();
    for role in groups.iter().filter_map(|group| group.role_arn.as_deref()) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

/// The role that counts. AWS: the one of the least precedence; none where groups that share it name several.
pub fn preferred_role(groups: &[Group]) -> Option<&str> {
    let with_role = || groups.iter().filter(|group| group.role_arn.is_some());
    let least = with_role().map(|group| group.precedence.unwrap_or(i64::MAX)).min()?;
    let mut best = with_role().filter(|group| group.precedence.unwrap_or(i64::MAX) == least);
    let first = best.next()?.role_arn.as_deref();
    best.all(|group| group.role_arn.as_deref() == first).then_some(first).flatten()
}
