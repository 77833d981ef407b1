//! GetLogDeliveryConfiguration: which logs of a pool go where.
//! AWS: API_GetLogDeliveryConfiguration.

use rules::events::delivery;
use rules::{Ctx, Result, pools};
use wire::idp::{GetLogDeliveryConfigurationRequest, GetLogDeliveryConfigurationResponse};

/// Runs GetLogDeliveryConfiguration.
pub async fn get_log_delivery_configuration(
    ctx: &Ctx,
    req: GetLogDeliveryConfigurationRequest,
) -> Result<GetLogDeliveryConfigurationResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let kept = delivery::configured(ctx, &pool).await?;
    Ok(GetLogDeliveryConfigurationResponse { log_delivery_configuration: Some(kept) })
}
