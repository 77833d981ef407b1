//! GetProvisionedLimit: tells how often a second a category of operations may be called.
//! AWS: API_GetProvisionedLimit.

use rules::rates::provisioned;
use rules::{Ctx, Result};
use wire::idp::{GetProvisionedLimitRequest, GetProvisionedLimitResponse};

use crate::idp::view::limit;

/// Runs GetProvisionedLimit.
pub async fn get_provisioned_limit(
    ctx: &Ctx,
    req: GetProvisionedLimitRequest,
) -> Result<GetProvisionedLimitResponse> {
    let category = limit::category(&req.limit_definition)?;
    let provisioned = provisioned::get(ctx, category).await?;
    Ok(GetProvisionedLimitResponse { limit: Some(limit::shown(req.limit_definition, provisioned)?) })
}
