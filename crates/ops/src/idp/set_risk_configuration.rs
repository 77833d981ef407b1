//! SetRiskConfiguration: what is done about threats, in a pool or for one of its clients.
//! AWS: API_SetRiskConfiguration. Order of checks: pool, add-on, client, values.

use rules::{Ctx, Result, pools, risk};
use wire::idp::{RiskConfigurationType, SetRiskConfigurationRequest, SetRiskConfigurationResponse};

/// Runs SetRiskConfiguration.
pub async fn set_risk_configuration(
    ctx: &Ctx,
    req: SetRiskConfigurationRequest,
) -> Result<SetRiskConfigurationResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let asked = RiskConfigurationType {
        client_id: req.client_id,
        compromised_credentials_risk_configuration: req.compromised_credentials_risk_configuration,
        account_takeover_risk_configuration: req.account_takeover_risk_configuration,
        risk_exception_configuration: req.risk_exception_configuration,
        ..RiskConfigurationType::default()
    };
    let kept = risk::configure(ctx, &pool, asked).await?;
    Ok(SetRiskConfigurationResponse { risk_configuration: Some(kept) })
}
