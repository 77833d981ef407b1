//! ListUserPoolClientSecrets: which secrets a client has, without their values.
//! AWS: API_ListUserPoolClientSecrets. Order of checks: pool, client, token.

use rules::clients;
use rules::pools;
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{ListUserPoolClientSecretsRequest, ListUserPoolClientSecretsResponse};

use crate::idp::view::client;

/// Runs ListUserPoolClientSecrets.
pub async fn list_user_pool_client_secrets(
    ctx: &Ctx,
    req: ListUserPoolClientSecretsRequest,
) -> Result<ListUserPoolClientSecretsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = clients::of_pool(ctx, &pool, &req.client_id).await?;
    // AWS: two at most, so that one page holds all and no token is ever given.
    if req.next_token.is_some() {
        return Err(Error::new(Reason::PaginationTokenInvalid));
    }
    let client_secrets = Some(found.secrets.iter().map(|secret| client::secret(&found, secret)).collect());
    Ok(ListUserPoolClientSecretsResponse { client_secrets, next_token: None })
}
