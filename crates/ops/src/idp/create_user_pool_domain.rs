//! CreateUserPoolDomain: gives a pool a prefix or a custom domain.
//! AWS: API_CreateUserPoolDomain. Order of checks: pool, name, settings, who has the name, what the pool has.

use rules::pools::domains::{self, Said};
use rules::{Ctx, Result, pools};
use wire::idp::{CreateUserPoolDomainRequest, CreateUserPoolDomainResponse};

use crate::idp::view::domain;

/// Runs CreateUserPoolDomain.
pub async fn create_user_pool_domain(
    ctx: &Ctx,
    req: CreateUserPoolDomainRequest,
) -> Result<CreateUserPoolDomainResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let said = Said {
        managed_login_version: req.managed_login_version,
        custom_domain_config: req.custom_domain_config,
        routing: req.routing,
    };
    let made = domains::create(ctx, &pool, req.domain, said).await?;
    Ok(CreateUserPoolDomainResponse {
        managed_login_version: made.settings.managed_login_version,
        cloud_front_domain: domain::target_of_custom(ctx, &made),
        routing: made.settings.routing,
    })
}
