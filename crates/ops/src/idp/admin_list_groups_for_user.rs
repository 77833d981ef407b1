//! AdminListGroupsForUser: the groups of a user, by precedence.
//! AWS: API_AdminListGroupsForUser. Order of checks: pool, user, token.

use rules::pagination::{self, Of};
use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{AdminListGroupsForUserRequest, AdminListGroupsForUserResponse};

use crate::idp::view::{self, group};

/// Runs AdminListGroupsForUser.
pub async fn admin_list_groups_for_user(
    ctx: &Ctx,
    req: AdminListGroupsForUserRequest,
) -> Result<AdminListGroupsForUserResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let size = pagination::size(req.limit);
    let query = format!("AdminListGroupsForUser {}", user.sub);
    let passed: Option<usize> = pagination::open(ctx, Of::Pool(&pool), &query, req.next_token.as_deref())?;
    let passed = passed.unwrap_or(0);
    // A hundred at most: the order by precedence is cheaper to walk than to key.
    let all = store::groups::of_user(&ctx.read(), pool.id(), &user.sub).await?;
    let mut rows: Vec<_> = all.iter().skip(passed).collect();
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(_) => Some(pagination::token(ctx, Of::Pool(&pool), &query, passed + rows.len())?),
    };
    Ok(AdminListGroupsForUserResponse {
        groups: Some(rows.into_iter().map(group::shown).collect()),
        next_token,
    })
}
