//! DescribeTermsByClient: gives the document of a name that a client has.
//! AWS: API_DescribeTermsByClient. Order of checks: pool, client, document.

use rules::clients;
use rules::looks::terms;
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{DescribeTermsByClientRequest, DescribeTermsByClientResponse};

use crate::idp::view;

/// Runs DescribeTermsByClient.
pub async fn describe_terms_by_client(
    ctx: &Ctx,
    req: DescribeTermsByClientRequest,
) -> Result<DescribeTermsByClientResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let client = clients::of_pool(ctx, &pool, &req.client_id).await?;
    let found = terms::of_client(ctx, &client, &req.terms_name).await?;
    Ok(DescribeTermsByClientResponse { terms: Some(view::terms::shown(found)) })
}
