//! SetLogDeliveryConfiguration: which logs of a pool go where.
//! AWS: API_SetLogDeliveryConfiguration. Order of checks: pool, values.

use rules::events::delivery;
use rules::{Ctx, Result, pools};
use wire::idp::{SetLogDeliveryConfigurationRequest, SetLogDeliveryConfigurationResponse};

/// Runs SetLogDeliveryConfiguration.
pub async fn set_log_delivery_configuration(
    ctx: &Ctx,
    req: SetLogDeliveryConfigurationRequest,
) -> Result<SetLogDeliveryConfigurationResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let kept = delivery::configure(ctx, &pool, req.log_configurations).await?;
    Ok(SetLogDeliveryConfigurationResponse { log_delivery_configuration: Some(kept) })
}
