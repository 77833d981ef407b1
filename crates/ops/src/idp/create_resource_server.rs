//! CreateResourceServer: makes an API known, with the scopes that clients may ask for.
//! AWS: API_CreateResourceServer. Order of checks: pool, identifier, scopes, quota.

use rules::{Ctx, Result, pools, resource_servers};
use wire::idp::{CreateResourceServerRequest, CreateResourceServerResponse};

use crate::idp::view::resource_server;

/// Runs CreateResourceServer.
pub async fn create_resource_server(
    ctx: &Ctx,
    req: CreateResourceServerRequest,
) -> Result<CreateResourceServerResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let made = resource_servers::create(ctx, &pool, req.identifier, req.name, req.scopes).await?;
    Ok(CreateResourceServerResponse { resource_server: Some(resource_server::shown(&made)) })
}
