//! ListUserPoolClients: the app clients of a pool, by id.
//! AWS: API_ListUserPoolClients.

use crate::idp::view::{self, client};
use rules::pagination::{self, Of};
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{ListUserPoolClientsRequest, ListUserPoolClientsResponse};

/// Runs ListUserPoolClients.
pub async fn list_user_pool_clients(
    ctx: &Ctx,
    req: ListUserPoolClientsRequest,
) -> Result<ListUserPoolClientsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let size = pagination::size(req.max_results);
    let query = format!("ListUserPoolClients {}", req.client_type.as_deref().unwrap_or_default());
    let after: Option<String> = pagination::open(ctx, Of::Pool(&pool), &query, req.next_token.as_deref())?;
    let after = after.unwrap_or_default();
    let mut rows = store::clients::page(&ctx.read(), pool.id(), &after, size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Pool(&pool), &query, &last.id)?),
    };
    // Clients that register themselves come with the hosted domain: until then each is a regular one.
    let wants_regular = req.client_type.as_deref() != Some("DCR");
    let listed = rows.iter().filter(|_| wants_regular).map(client::listed).collect();
    Ok(ListUserPoolClientsResponse { user_pool_clients: Some(listed), next_token })
}
