//! SetIdentityPoolConfiguration: who is to be told of changes.
//! AWS: API_SetIdentityPoolConfiguration.

use rules::sync::settings::{self, Push, StreamChange};
use rules::{Ctx, Result, sync};
use wire::sync::{SetIdentityPoolConfigurationRequest, SetIdentityPoolConfigurationResponse};

use super::view;

/// Runs SetIdentityPoolConfiguration.
pub async fn set_identity_pool_configuration(
    ctx: &Ctx,
    req: SetIdentityPoolConfigurationRequest,
) -> Result<SetIdentityPoolConfigurationResponse> {
    let pool = sync::pool(ctx, &req.identity_pool_id).await?;
    let push = req
        .push_sync
        .map(|push| Push { applications: push.application_arns.unwrap_or_default(), role: push.role_arn });
    let stream = req.cognito_streams.map(|stream| StreamChange {
        name: stream.stream_name,
        role: stream.role_arn,
        is_on: stream.streaming_status.map(|status| status == "ENABLED"),
    });
    let settings = settings::configure(ctx, &pool, push, stream).await?;
    Ok(SetIdentityPoolConfigurationResponse {
        identity_pool_id: Some(req.identity_pool_id),
        push_sync: view::push(&settings.push),
        cognito_streams: view::stream(&settings.stream),
    })
}
