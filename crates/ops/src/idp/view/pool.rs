//! A user pool as the wire shows it.
//! AWS: API_UserPoolType, API_UserPoolDescriptionType.

use rules::pools::{self, Pool};
use rules::{Ctx, Result};
use wire::Timestamp;
use wire::idp::{
    AccountRecoverySettingType, IssuerConfigurationType, KeyConfigurationType, RecoveryOptionType,
    UserPoolDescriptionType, UserPoolType,
};

/// A pool whole, with what AWS fills in when it is shown.
pub async fn described(ctx: &Ctx, pool: &Pool) -> Result<UserPoolType> {
    let mut shown = with_users(pool, store::users::estimate(&ctx.read(), pool.id()).await?);
    for domain in store::domains::of_pool(&ctx.read(), pool.id()).await? {
        let place = if domain.is_custom { &mut shown.custom_domain } else { &mut shown.domain };
        *place = Some(domain.name);
    }
    Ok(shown)
}

/// The same of a pool with so many users.
pub fn with_users(pool: &Pool, users: i64) -> UserPoolType {
    let mut shown = pool.settings.clone();
    shown.id = Some(pool.id().to_owned());
    shown.arn = Some(pool.arn());
    shown.creation_date = Some(Timestamp::from_millis(pool.row.created_at));
    shown.last_modified_date = Some(Timestamp::from_millis(pool.row.updated_at));
    shown.estimated_number_of_users = Some(i32::try_from(users).unwrap_or(i32::MAX));
    // AWS: shown although recovery with nothing set prefers the phone.
    shown.account_recovery_setting = shown.account_recovery_setting.or_else(|| Some(recovery()));
    shown.acr_configuration = Some(pools::levels(&shown));
    shown.issuer_configuration = shown
        .issuer_configuration
        .or_else(|| Some(IssuerConfigurationType { type_: Some("ORIGINAL".to_owned()) }));
    shown.key_configuration = shown.key_configuration.or_else(|| {
        Some(KeyConfigurationType { key_type: Some("AWS_OWNED_KEY".to_owned()), ..Default::default() })
    });
    // AWS: lists that are empty are left out.
    for list in
        [&mut shown.auto_verified_attributes, &mut shown.alias_attributes, &mut shown.username_attributes]
    {
        *list = list.take().filter(|entries| !entries.is_empty());
    }
    shown
}

/// A pool in a list.
pub fn listed(pool: &Pool) -> UserPoolDescriptionType {
    UserPoolDescriptionType {
        id: Some(pool.id().to_owned()),
        name: Some(pool.row.name.clone()),
        lambda_config: pool.settings.lambda_config.clone(),
        creation_date: Some(Timestamp::from_millis(pool.row.created_at)),
        last_modified_date: Some(Timestamp::from_millis(pool.row.updated_at)),
        ..UserPoolDescriptionType::default()
    }
}

fn recovery() -> AccountRecoverySettingType {
    let option = |priority, name: &str| RecoveryOptionType { priority, name: name.to_owned() };
    AccountRecoverySettingType {
        recovery_mechanisms: Some(vec![option(1, "verified_email"), option(2, "verified_phone_number")]),
    }
}
