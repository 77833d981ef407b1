//! UpdateProvisionedLimit: raises how often a second a category of operations may be called, or gives that back.
//! AWS: API_UpdateProvisionedLimit. Order of checks: definition, default, maximum.

use rules::rates::provisioned;
use rules::{Ctx, Result};
use wire::idp::{UpdateProvisionedLimitRequest, UpdateProvisionedLimitResponse};

use crate::idp::view::limit;

/// Runs UpdateProvisionedLimit.
pub async fn update_provisioned_limit(
    ctx: &Ctx,
    req: UpdateProvisionedLimitRequest,
) -> Result<UpdateProvisionedLimitResponse> {
    let category = limit::category(&req.limit_definition)?;
    let provisioned = provisioned::update(ctx, category, req.requested_limit_value).await?;
    Ok(UpdateProvisionedLimitResponse { limit: Some(limit::shown(req.limit_definition, provisioned)?) })
}
