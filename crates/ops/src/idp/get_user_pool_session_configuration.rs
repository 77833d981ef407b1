//! GetUserPoolSessionConfiguration: whether a pool tracks sessions, and how many a user may have.
//! AWS: API_GetUserPoolSessionConfiguration.

use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{
    GetUserPoolSessionConfigurationRequest, GetUserPoolSessionConfigurationResponse,
    UserPoolTokenSessionConfigType,
};

/// Runs GetUserPoolSessionConfiguration.
pub async fn get_user_pool_session_configuration(
    ctx: &Ctx,
    req: GetUserPoolSessionConfigurationRequest,
) -> Result<GetUserPoolSessionConfigurationResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let tracking = pool.more.sessions;
    Ok(GetUserPoolSessionConfigurationResponse {
        user_pool_id: Some(pool.id().to_owned()),
        user_session_tracking: Some(tracking.name().to_owned()),
        token_session: Some(UserPoolTokenSessionConfigType { max_per_user: tracking.max_per_user }),
    })
}
