//! ListAccountAliases: the aliases of the account: it has none.
//! AWS: API_ListAccountAliases. Order of checks: none.

use rules::{Ctx, Result};
use wire::iam::{ListAccountAliasesRequest, ListAccountAliasesResponse};

/// Runs ListAccountAliases.
pub async fn list_account_aliases(
    _ctx: &Ctx,
    _req: ListAccountAliasesRequest,
) -> Result<ListAccountAliasesResponse> {
    Ok(ListAccountAliasesResponse {
        account_aliases: Some(Vec::new()),
        is_truncated: Some(false),
        marker: None,
    })
}
