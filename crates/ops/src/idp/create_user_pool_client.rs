//! CreateUserPoolClient: makes an app client, with a secret where one is asked for.
//! AWS: API_CreateUserPoolClient. Order of checks: pool, secret, settings.

use crate::idp::view::client;
use rules::clients::configure::{self, NewSecret};
use rules::pools;
use rules::{Ctx, Result};
use rules::{Error, Reason};
use wire::idp::UserPoolClientType;
use wire::idp::{CreateUserPoolClientRequest, CreateUserPoolClientResponse};

/// Runs CreateUserPoolClient.
pub async fn create_user_pool_client(
    ctx: &Ctx,
    req: CreateUserPoolClientRequest,
) -> Result<CreateUserPoolClientResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let secret = match (req.generate_secret, req.client_secret) {
        (Some(true), Some(_)) => return Err(Error::new(Reason::SecretBothWays)),
        (_, Some(secret)) => NewSecret::Given(secret),
        (Some(true), None) => NewSecret::Generated,
        _ => NewSecret::None,
    };
    let settings = UserPoolClientType {
        client_name: Some(req.client_name),
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
    let made = configure::create(ctx, &pool, settings, secret, None).await?;
    Ok(CreateUserPoolClientResponse { user_pool_client: Some(client::described(&made)) })
}
