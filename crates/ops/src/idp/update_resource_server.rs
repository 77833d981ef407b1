//! UpdateResourceServer: replaces name and scopes of a resource server.
//! AWS: API_UpdateResourceServer. Order of checks: pool, resource server, scopes.

use rules::{Ctx, Result, pools, resource_servers};
use wire::idp::{UpdateResourceServerRequest, UpdateResourceServerResponse};

use crate::idp::view::resource_server;

/// Runs UpdateResourceServer.
pub async fn update_resource_server(
    ctx: &Ctx,
    req: UpdateResourceServerRequest,
) -> Result<UpdateResourceServerResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let changed = resource_servers::update(ctx, &pool, &req.identifier, req.name, req.scopes).await?;
    Ok(UpdateResourceServerResponse { resource_server: Some(resource_server::shown(&changed)) })
}
