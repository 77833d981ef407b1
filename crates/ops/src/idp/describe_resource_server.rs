//! DescribeResourceServer: gives a resource server back.
//! AWS: API_DescribeResourceServer. Order of checks: pool, resource server.

use rules::{Ctx, Result, pools, resource_servers};
use wire::idp::{DescribeResourceServerRequest, DescribeResourceServerResponse};

use crate::idp::view::resource_server;

/// Runs DescribeResourceServer.
pub async fn describe_resource_server(
    ctx: &Ctx,
    req: DescribeResourceServerRequest,
) -> Result<DescribeResourceServerResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = resource_servers::get(ctx, &pool, &req.identifier).await?;
    Ok(DescribeResourceServerResponse { resource_server: Some(resource_server::shown(&found)) })
}
