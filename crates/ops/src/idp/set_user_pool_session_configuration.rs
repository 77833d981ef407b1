//! SetUserPoolSessionConfiguration: has a pool track sessions, or no longer, and limits them per user.
//! AWS: API_SetUserPoolSessionConfiguration.

use rules::pools;
use rules::tokens::sessions::{self, Tracking};
use rules::{Ctx, Result};
use wire::idp::{
    SetUserPoolSessionConfigurationRequest, SetUserPoolSessionConfigurationResponse,
    UserPoolTokenSessionConfigType,
};

/// Runs SetUserPoolSessionConfiguration.
pub async fn set_user_pool_session_configuration(
    ctx: &Ctx,
    req: SetUserPoolSessionConfigurationRequest,
) -> Result<SetUserPoolSessionConfigurationResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let max_per_user = req.token_session.max_per_user;
    let tracking = Tracking { is_on: req.user_session_tracking == "ENABLED", max_per_user };
    sessions::configure(ctx, &pool, tracking).await?;
    Ok(SetUserPoolSessionConfigurationResponse {
        user_pool_id: Some(pool.id().to_owned()),
        user_session_tracking: Some(tracking.name().to_owned()),
        token_session: Some(UserPoolTokenSessionConfigType { max_per_user }),
    })
}
