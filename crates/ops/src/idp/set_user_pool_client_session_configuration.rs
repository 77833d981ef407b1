//! SetUserPoolClientSessionConfiguration: how long managed login lets a client's users come back without a proof.
//! AWS: API_SetUserPoolClientSessionConfiguration. Order of checks: pool, client,
//! tracking.

use rules::tokens::sessions;
use rules::{Ctx, Result};
use rules::{clients, pools};
use wire::idp::{
    ClientSSOSessionConfigType, SetUserPoolClientSessionConfigurationRequest,
    SetUserPoolClientSessionConfigurationResponse,
};

/// Runs SetUserPoolClientSessionConfiguration.
pub async fn set_user_pool_client_session_configuration(
    ctx: &Ctx,
    req: SetUserPoolClientSessionConfigurationRequest,
) -> Result<SetUserPoolClientSessionConfigurationResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let client = clients::of_pool(ctx, &pool, &req.client_id).await?;
    let max_validity_minutes = req.sso_session.max_validity_minutes;
    sessions::set_sso_minutes(ctx, &pool, &client, max_validity_minutes).await?;
    Ok(SetUserPoolClientSessionConfigurationResponse {
        user_pool_id: Some(pool.id().to_owned()),
        client_id: Some(client.id().to_owned()),
        sso_session: Some(ClientSSOSessionConfigType { max_validity_minutes }),
    })
}
