//! CreateUserPool: makes a pool with AWS's defaults for what is left out.
//! AWS: API_CreateUserPool.

use crate::idp::view::pool;
use rules::pools::configure;
use rules::{Ctx, Result};
use wire::idp::UserPoolType;
use wire::idp::{CreateUserPoolRequest, CreateUserPoolResponse};

/// Runs CreateUserPool.
pub async fn create_user_pool(ctx: &Ctx, req: CreateUserPoolRequest) -> Result<CreateUserPoolResponse> {
    let settings = UserPoolType {
        name: Some(req.pool_name),
        policies: req.policies,
        deletion_protection: req.deletion_protection,
        lambda_config: req.lambda_config,
        schema_attributes: req.schema,
        auto_verified_attributes: req.auto_verified_attributes,
        alias_attributes: req.alias_attributes,
        username_attributes: req.username_attributes,
        sms_verification_message: req.sms_verification_message,
        email_verification_message: req.email_verification_message,
        email_verification_subject: req.email_verification_subject,
        verification_message_template: req.verification_message_template,
        sms_authentication_message: req.sms_authentication_message,
        user_attribute_update_settings: req.user_attribute_update_settings,
        mfa_configuration: req.mfa_configuration,
        device_configuration: req.device_configuration,
        email_configuration: req.email_configuration,
        sms_configuration: req.sms_configuration,
        user_pool_tags: req.user_pool_tags,
        admin_create_user_config: req.admin_create_user_config,
        user_pool_add_ons: req.user_pool_add_ons,
        dcr_configuration: req.dcr_configuration,
        username_configuration: req.username_configuration,
        account_recovery_setting: req.account_recovery_setting,
        user_pool_tier: req.user_pool_tier,
        key_configuration: req.key_configuration,
        issuer_configuration: req.issuer_configuration,
        acr_configuration: req.acr_configuration,
        ..UserPoolType::default()
    };
    let made = configure::create(ctx, settings, None).await?;
    Ok(CreateUserPoolResponse { user_pool: Some(pool::with_users(&made, 0)) })
}
