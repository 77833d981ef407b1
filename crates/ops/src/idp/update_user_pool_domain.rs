//! UpdateUserPoolDomain: changes certificate, version of the pages or routing of a domain; what is left out stays.
//! AWS: API_UpdateUserPoolDomain. Order of checks: pool, domain, settings.

use rules::pools::domains::{self, Said};
use rules::{Ctx, Result, pools};
use wire::idp::{UpdateUserPoolDomainRequest, UpdateUserPoolDomainResponse};

use crate::idp::view::domain;

/// Runs UpdateUserPoolDomain.
pub async fn update_user_pool_domain(
    ctx: &Ctx,
    req: UpdateUserPoolDomainRequest,
) -> Result<UpdateUserPoolDomainResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let said = Said {
        managed_login_version: req.managed_login_version,
        custom_domain_config: req.custom_domain_config,
        routing: req.routing,
    };
    let changed = domains::update(ctx, &pool, &req.domain, said).await?;
    Ok(UpdateUserPoolDomainResponse {
        managed_login_version: changed.settings.managed_login_version,
        cloud_front_domain: domain::target_of_custom(ctx, &changed),
        routing: changed.settings.routing,
    })
}
