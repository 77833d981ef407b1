//! AdminGetUser: gives a user with all attributes.
//! AWS: API_AdminGetUser. Order of checks: pool, user.

use rules::pools;
use rules::users;
use rules::{Ctx, Result};
use wire::Timestamp;
use wire::idp::{AdminGetUserRequest, AdminGetUserResponse};

/// Runs AdminGetUser.
pub async fn admin_get_user(ctx: &Ctx, req: AdminGetUserRequest) -> Result<AdminGetUserResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let mfa = users::extra(&user)?.mfa;
    Ok(AdminGetUserResponse {
        username: Some(user.username.clone()),
        user_attributes: Some(users::attributes(&user)),
        user_create_date: Some(Timestamp::from_millis(user.created_at)),
        user_last_modified_date: Some(Timestamp::from_millis(user.updated_at)),
        enabled: Some(user.is_enabled),
        user_status: Some(user.status),
        mfa_options: mfa.options(),
        preferred_mfa_setting: mfa.preferred_name(),
        user_mfa_setting_list: mfa.names(),
    })
}
