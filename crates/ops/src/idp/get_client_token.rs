//! GetClientToken: an access token for a machine, without a domain.
//! AWS: API_GetClientToken. Order of checks: client, secret, flow, scopes.

use rules::clients;
use rules::tokens::machine::{self, Wish};
use rules::{Ctx, Error, Reason, Result};
use wire::idp::{ClientAuthenticationResultType, GetClientTokenRequest, GetClientTokenResponse};

/// Runs GetClientToken.
pub async fn get_client_token(ctx: &Ctx, req: GetClientTokenRequest) -> Result<GetClientTokenResponse> {
    let (pool, client) = clients::with_pool(ctx, &req.client_id).await?;
    // A client without a secret has nothing to prove itself by.
    if !client.secret_matches(Some(&req.secret)) {
        return Err(Error::about(Reason::ClientSecretWrong, client.id()));
    }
    if !client.lists("ALLOW_CLIENT_TOKEN_AUTH") {
        return Err(Error::new(Reason::AuthFlowNotEnabled));
    }
    let (scopes, client_metadata) = (req.scopes.as_deref(), req.client_metadata.as_ref());
    let wish = Wish { scopes, client_metadata, key: None };
    let issued = machine::issue(ctx, &pool, &client, wish).await?;
    let result = ClientAuthenticationResultType {
        access_token: Some(issued.access_token),
        expires_in: Some(i32::try_from(issued.expires_in_s).unwrap_or(i32::MAX)),
        token_type: Some("Bearer".to_owned()),
    };
    Ok(GetClientTokenResponse { client_authentication_result: Some(result) })
}
