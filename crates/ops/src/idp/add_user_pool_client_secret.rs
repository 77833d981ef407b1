//! AddUserPoolClientSecret: gives a client a second secret; a value that was made up is shown this once.
//! AWS: API_AddUserPoolClientSecret. Order of checks: pool, client, its kind, how many it has.

use rules::clients::{self, secrets};
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{AddUserPoolClientSecretRequest, AddUserPoolClientSecretResponse};

use crate::idp::view::client;

/// Runs AddUserPoolClientSecret.
pub async fn add_user_pool_client_secret(
    ctx: &Ctx,
    req: AddUserPoolClientSecretRequest,
) -> Result<AddUserPoolClientSecretResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = clients::of_pool(ctx, &pool, &req.client_id).await?;
    let is_made_up = req.client_secret.is_none();
    let added = secrets::add(ctx, &pool, &found, req.client_secret).await?;
    let mut shown = client::secret(&found, &added);
    // AWS: whoever brings a value knows it.
    shown.client_secret_value = is_made_up.then(|| added.value.reveal().to_owned());
    Ok(AddUserPoolClientSecretResponse { client_secret_descriptor: Some(shown) })
}
