//! DescribeUserPoolDomain: gives a domain's settings back; of a domain that is not there, nothing.
//! AWS: API_DescribeUserPoolDomain. An unknown domain is an empty description, not an error.

use rules::pools::domains;
use rules::{Ctx, Reason, Result, pools};
use wire::idp::{DescribeUserPoolDomainRequest, DescribeUserPoolDomainResponse, DomainDescriptionType};

use crate::idp::view::domain;

/// Runs DescribeUserPoolDomain.
pub async fn describe_user_pool_domain(
    ctx: &Ctx,
    req: DescribeUserPoolDomainRequest,
) -> Result<DescribeUserPoolDomainResponse> {
    let nothing =
        DescribeUserPoolDomainResponse { domain_description: Some(DomainDescriptionType::default()) };
    let Some(found) = domains::get(ctx, &req.domain).await? else { return Ok(nothing) };
    match pools::get(ctx, &found.row.pool_id).await {
        Ok(_) => {
            Ok(DescribeUserPoolDomainResponse { domain_description: Some(domain::described(ctx, &found)) })
        }
        // A pool of another region than the signature's, or one deleted in between.
        Err(error) if error.reason() == Reason::PoolNotFound => Ok(nothing),
        Err(error) => Err(error),
    }
}
