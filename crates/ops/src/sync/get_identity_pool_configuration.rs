//! GetIdentityPoolConfiguration: who is told of changes.
//! AWS: API_GetIdentityPoolConfiguration.

use rules::{Ctx, Result, sync};
use wire::sync::{GetIdentityPoolConfigurationRequest, GetIdentityPoolConfigurationResponse};

use super::view;

/// Runs GetIdentityPoolConfiguration.
pub async fn get_identity_pool_configuration(
    ctx: &Ctx,
    req: GetIdentityPoolConfigurationRequest,
) -> Result<GetIdentityPoolConfigurationResponse> {
    let pool = sync::pool(ctx, &req.identity_pool_id).await?;
    let settings = &pool.more.sync;
    Ok(GetIdentityPoolConfigurationResponse {
        identity_pool_id: Some(req.identity_pool_id),
        push_sync: view::push(&settings.push),
        cognito_streams: view::stream(&settings.stream),
    })
}
