//! ListUserPoolClients: the app clients of a pool, by id.
//! AWS: API_ListUserPoolClients.

use crate::idp::view::{self, client};
use rules::clients;
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
    let mut listed = Vec::with_capacity(rows.len());
    for row in &rows {
        // AWS: a page of one type may be short, or empty, and still carry a token.
        let is_asked = match req.client_type.as_deref() {
            None => true,
            Some(asked) => asked == clients::type_of(row)?,
        };
        if is_asked {
            listed.push(client::listed(row));
        }
    }
    Ok(ListUserPoolClientsResponse { user_pool_clients: Some(listed), next_token })
}
