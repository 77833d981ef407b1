//! ListResourceServers: the resource servers of a pool, by identifier.
//! AWS: API_ListResourceServers. Order of checks: pool, token.

use rules::pagination::{self, Of};
use rules::resource_servers::ResourceServer;
use rules::{Ctx, Result, pools};
use wire::idp::{ListResourceServersRequest, ListResourceServersResponse};

use crate::idp::view::{self, resource_server};

/// Runs ListResourceServers.
pub async fn list_resource_servers(
    ctx: &Ctx,
    req: ListResourceServersRequest,
) -> Result<ListResourceServersResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    // AWS: fifty at most, here alone.
    let size = pagination::size(req.max_results).min(50);
    let query = "ListResourceServers";
    let after: Option<String> = pagination::open(ctx, Of::Pool(&pool), query, req.next_token.as_deref())?;
    let after = after.unwrap_or_default();
    let mut rows = store::resource_servers::page(&ctx.read(), pool.id(), &after, size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Pool(&pool), query, &last.identifier)?),
    };
    let shown = |row| Ok(resource_server::shown(&ResourceServer::open(row)?));
    let listed = rows.into_iter().map(shown).collect::<Result<Vec<_>>>()?;
    Ok(ListResourceServersResponse { resource_servers: Some(listed), next_token })
}
