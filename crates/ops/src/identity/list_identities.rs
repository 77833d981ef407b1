//! ListIdentities: the identities of a pool, by id.
//! AWS: API_ListIdentities.

use rules::pagination::{self, Of};
use rules::{Ctx, Result, identity_pools};
use wire::identity::{ListIdentitiesInput, ListIdentitiesResponse};

use super::view::identity;
use crate::idp::view;

/// Runs ListIdentities.
pub async fn list_identities(ctx: &Ctx, req: ListIdentitiesInput) -> Result<ListIdentitiesResponse> {
    let pool = identity_pools::get(ctx, &req.identity_pool_id).await?;
    let with_disabled = req.hide_disabled != Some(true);
    let size = pagination::size(Some(req.max_results));
    let query = format!("ListIdentities {} {with_disabled}", pool.id());
    let after: Option<String> = pagination::open(ctx, Of::Account, &query, req.next_token.as_deref())?;
    let after = after.unwrap_or_default();
    let read = ctx.read();
    let mut rows = store::identities::page(&read, pool.id(), &after, with_disabled, size + 1).await?;
    let next_token = match view::cut(&mut rows, size) {
        None => None,
        Some(last) => Some(pagination::token(ctx, Of::Account, &query, &last.id)?),
    };
    let logins = match rows.last() {
        None => Vec::new(),
        Some(last) => store::identities::logins_between(&read, pool.id(), &after, &last.id).await?,
    };
    let shown = rows.iter().map(|row| {
        let own = logins.iter().filter(|login| login.identity_id == row.id);
        identity(row, own)
    });
    Ok(ListIdentitiesResponse {
        identities: Some(shown.collect()),
        identity_pool_id: Some(req.identity_pool_id),
        next_token,
    })
}
