//! UpdateUserPoolClient: replaces a client's settings; what is left out goes back to its default.
//! AWS: API_UpdateUserPoolClient. Order of checks: pool, client, settings.

use crate::idp::view::client;
use rules::clients;
use rules::clients::configure;
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::UserPoolClientType;
use wire::idp::{UpdateUserPoolClientRequest, UpdateUserPoolClientResponse};

/// Runs UpdateUserPoolClient.
pub async fn update_user_pool_client(
    ctx: &Ctx,
    req: UpdateUserPoolClientRequest,
) -> Result<UpdateUserPoolClientResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = clients::of_pool(ctx, &pool, &req.client_id).await?;
    let settings = UserPoolClientType {
        client_name: req.client_name,
        refresh_token_validity: req.refresh_token_validity,
        access_token_validity: req.access_token_validity,
        id_token_validity: req.id_token_validity,
        token_validity_units: req.token_validity_units,
        read_attributes: req.read_attributes,
        write_attributes: req.write_attributes,
        explicit_auth_flows: req.explicit_auth_flows,
        supported_identity_providers: req.supported_identity_providers,
        callback_urls: req.callback_urls,
        logout_urls: req.logout_urls,
        default_redirect_uri: req.default_redirect_uri,
        allowed_oauth_flows: req.allowed_oauth_flows,
        allowed_oauth_scopes: req.allowed_oauth_scopes,
        allowed_oauth_flows_user_pool_client: req.allowed_oauth_flows_user_pool_client,
        analytics_configuration: req.analytics_configuration,
        prevent_user_existence_errors: req.prevent_user_existence_errors,
        enable_token_revocation: req.enable_token_revocation,
        enable_propagate_additional_user_context_data: req.enable_propagate_additional_user_context_data,
        auth_session_validity: req.auth_session_validity,
        refresh_token_rotation: req.refresh_token_rotation,
        ..UserPoolClientType::default()
    };
    let changed = configure::update(ctx, &pool, &found, settings).await?;
    Ok(UpdateUserPoolClientResponse { user_pool_client: Some(client::described(&changed)) })
}
