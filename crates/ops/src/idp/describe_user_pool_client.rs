//! DescribeUserPoolClient: gives a client's settings back, its secret too.
//! AWS: API_DescribeUserPoolClient. Order of checks: pool, client.

use crate::idp::view::client;
use rules::clients;
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{DescribeUserPoolClientRequest, DescribeUserPoolClientResponse};

/// Runs DescribeUserPoolClient.
pub async fn describe_user_pool_client(
    ctx: &Ctx,
    req: DescribeUserPoolClientRequest,
) -> Result<DescribeUserPoolClientResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = clients::of_pool(ctx, &pool, &req.client_id).await?;
    Ok(DescribeUserPoolClientResponse { user_pool_client: Some(client::described(&found)) })
}
