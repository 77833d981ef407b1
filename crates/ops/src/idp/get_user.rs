//! GetUser: gives the signed-in user the attributes that the client may read.
//! AWS: API_GetUser.

use rules::tokens::access;
use rules::users;
use rules::{Ctx, Result};
use wire::idp::{GetUserRequest, GetUserResponse};

/// Runs GetUser.
pub async fn get_user(ctx: &Ctx, req: GetUserRequest) -> Result<GetUserResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let mfa = users::extra(&holder.user)?.mfa;
    Ok(GetUserResponse {
        username: Some(holder.user.username.clone()),
        user_attributes: Some(users::readable_attributes(&holder.user, &holder.client)),
        mfa_options: mfa.options(),
        preferred_mfa_setting: mfa.preferred_name(),
        user_mfa_setting_list: mfa.names(),
    })
}
