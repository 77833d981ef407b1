//! DescribeRiskConfiguration: what is done about threats, in a pool or for one of its clients.
//! AWS: API_DescribeRiskConfiguration. Order of checks: pool, add-on, client.

use rules::{Ctx, Result, pools, risk};
use wire::idp::{DescribeRiskConfigurationRequest, DescribeRiskConfigurationResponse};

/// Runs DescribeRiskConfiguration.
pub async fn describe_risk_configuration(
    ctx: &Ctx,
    req: DescribeRiskConfigurationRequest,
) -> Result<DescribeRiskConfigurationResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let kept = risk::configured(ctx, &pool, req.client_id.as_deref()).await?;
    Ok(DescribeRiskConfigurationResponse { risk_configuration: Some(kept) })
}
