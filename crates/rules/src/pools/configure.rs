//! Making, changing and deleting pools: AWS's defaults for what is left out, and its refusals.
//! AWS: API_CreateUserPool, API_UpdateUserPool, API_DeleteUserPool, API_AddCustomAttributes.

use std::sync::Arc;

use store::{Outcome, room};
use wire::Settings;
use wire::idp::{
    AdminCreateUserConfigType, EmailConfigurationType, LambdaConfigType, PasswordPolicyType,
    SchemaAttributeType, SignInPolicyType, UserPoolPolicyType, UserPoolType, VerificationMessageTemplateType,
};

use super::mfa::More;
use super::{Pool, check, mfa, schema, tags};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::imports;
use crate::quotas::Quota;

/// Makes a pool of these settings; `schema_attributes` holds what the caller asked for. `id` is given where the
/// pool must have a known one.
///
/// Errors: those of [`checked`] and of [`schema::of_new_pool`], `TooManyPools`.
pub async fn create(ctx: &Ctx, mut settings: UserPoolType, id: Option<String>) -> Result<Arc<Pool>> {
    let asked = settings.schema_attributes.take().unwrap_or_default();
    settings.schema_attributes = Some(schema::of_new_pool(&ctx.config().quotas, asked)?);
    let region = ctx.region().to_owned();
    let settings = checked(settings, &More::default(), &region)?;
    let id = match id {
        Some(id) => id,
        None => ids::user_pool_id(ctx, &region)?,
    };
    let now = ctx.now();
    let row = store::pools::Pool {
        data_key: ctx.world().ring.new_pool_key(&id, ctx.random()?, &ctx.random()?),
        id,
        account: ctx.config().account.clone(),
        region,
        name: settings.name.clone().unwrap_or_default(),
        revision: 0,
        settings: settings.to_json(),
        more: "{}".to_owned(),
        created_at: now,
        updated_at: now,
    };
    let mut batch = ctx.batch()?;
    store::pools::insert(&mut batch, &row);
    room::for_pool(&mut batch, &row.id, ctx.most(Quota::Pools));
    // Read before the commit: what follows it must not fail.
    let made = Arc::new(Pool::open(ctx, row)?);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(made),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::Pools)),
        // Nine random characters that are taken: the next nine will not be.
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Replaces a pool's settings. What was fixed at its creation stays.
///
/// Errors: `ImportUnderWay`, those of [`checked`].
pub async fn update(ctx: &Ctx, pool: &Pool, mut settings: UserPoolType) -> Result<()> {
    imports::check_idle(ctx, pool).await?;
    let old = &pool.settings;
    follow_change(old, &mut settings);
    settings.schema_attributes = old.schema_attributes.clone();
    settings.alias_attributes = old.alias_attributes.clone();
    settings.username_attributes = old.username_attributes.clone();
    settings.username_configuration = old.username_configuration.clone();
    // AWS: kept when left out.
    settings.name = settings.name.or_else(|| old.name.clone());
    settings.user_pool_tags = settings.user_pool_tags.or_else(|| old.user_pool_tags.clone());
    settings.sms_configuration = settings.sms_configuration.or_else(|| old.sms_configuration.clone());
    settings.dcr_configuration = settings.dcr_configuration.or_else(|| old.dcr_configuration.clone());
    settings.issuer_configuration =
        settings.issuer_configuration.or_else(|| old.issuer_configuration.clone());
    settings.key_configuration = settings.key_configuration.or_else(|| old.key_configuration.clone());
    save(ctx, pool, checked(settings, &pool.more, &pool.row.region)?).await
}

/// Adds attributes of the pool's own. Errors: `ImportUnderWay`, those of [`schema::add`].
pub async fn add_attributes(ctx: &Ctx, pool: &Pool, asked: Vec<SchemaAttributeType>) -> Result<()> {
    imports::check_idle(ctx, pool).await?;
    let mut settings = pool.settings.clone();
    schema::add(&ctx.config().quotas, settings.schema_attributes.get_or_insert_default(), asked)?;
    save(ctx, pool, settings).await
}

/// Deletes a pool and everything in it. Errors: `PoolProtected`, `ImportUnderWay`, `PoolHasDomain`.
pub async fn delete(ctx: &Ctx, pool: &Pool) -> Result<()> {
    if pool.settings.deletion_protection.as_deref() == Some("ACTIVE") {
        return Err(Error::new(Reason::PoolProtected));
    }
    imports::check_idle(ctx, pool).await?;
    if !store::domains::of_pool(&ctx.read(), pool.id()).await?.is_empty() {
        return Err(Error::new(Reason::PoolHasDomain));
    }
    let mut batch = ctx.batch()?;
    store::pools::delete(&mut batch, &pool.row);
    ctx.commit(batch).await
}

pub(super) async fn save(ctx: &Ctx, pool: &Pool, settings: UserPoolType) -> Result<()> {
    let mut row = pool.row.clone();
    row.name = settings.name.clone().unwrap_or_default();
    row.settings = settings.to_json();
    row.updated_at = ctx.now();
    let mut batch = ctx.batch()?;
    store::pools::update(&mut batch, &row);
    ctx.commit(batch).await
}

/// Settings with AWS's defaults filled in, if they make sense together.
///
/// Errors: `AliasAndUsernameAttributes`, `PreferredUsernameAliasRequired`, `SmsConfigurationNeeded`,
/// `UpdateSettingNotAutoVerified`, `PoolTagging`, `InvalidParameter` for messages, and those of [`check::settings`]
/// and [`mfa::check_with`].
fn checked(mut settings: UserPoolType, more: &More, region: &str) -> Result<UserPoolType> {
    fill_defaults(&mut settings);
    mirror_messages(&mut settings)?;
    check::mirror_token_trigger(settings.lambda_config.get_or_insert_default())?;
    check::settings(&settings, region)?;
    check_names(&settings)?;
    let verifies = |name: &str| settings.auto_verified_attributes.iter().flatten().any(|entry| entry == name);
    let has_mfa = settings.mfa_configuration.as_deref() != Some("OFF");
    let is_without_method = has_mfa && !mfa::has_any(&settings, more);
    if is_without_method || (verifies("phone_number") && settings.sms_configuration.is_none()) {
        return Err(Error::new(Reason::SmsConfigurationNeeded));
    }
    let waiting = settings.user_attribute_update_settings.iter();
    let mut waiting = waiting.flat_map(|s| s.attributes_require_verification_before_update.iter().flatten());
    if let Some(name) = waiting.find(|name| !verifies(name)) {
        return Err(Error::about(Reason::UpdateSettingNotAutoVerified, name));
    }
    mfa::check_with(&settings, more)?;
    check_invitation(&settings)?;
    tags::check(settings.user_pool_tags.as_ref(), Reason::PoolTagging)?;
    Ok(settings)
}

fn fill_defaults(settings: &mut UserPoolType) {
    let policies = settings.policies.get_or_insert_with(UserPoolPolicyType::default);
    let invite = settings.admin_create_user_config.get_or_insert_with(AdminCreateUserConfigType::default);
    // AWS: API_PasswordPolicyType, 0 days are as if none were given.
    let unused_days = invite.unused_account_validity_days.filter(|days| *days > 0);
    let policy = password_policy(policies.password_policy.take(), unused_days);
    // AWS: two names of one number; the older one counts where the newer is not given.
    invite.unused_account_validity_days = unused_days.or(policy.temporary_password_validity_days);
    invite.allow_admin_create_user_only = Some(invite.allow_admin_create_user_only.unwrap_or(false));
    policies.password_policy = Some(policy);
    let sign_in = policies.sign_in_policy.get_or_insert_with(SignInPolicyType::default);
    sign_in.allowed_first_auth_factors.get_or_insert_with(|| vec!["PASSWORD".to_owned()]);
    let text = |text: &str| Some(text.to_owned());
    settings.deletion_protection = settings.deletion_protection.take().or_else(|| text("INACTIVE"));
    settings.mfa_configuration = settings.mfa_configuration.take().or_else(|| text("OFF"));
    settings.lambda_config.get_or_insert_with(LambdaConfigType::default);
    let email = settings.email_configuration.get_or_insert_with(EmailConfigurationType::default);
    email.email_sending_account = email.email_sending_account.take().or_else(|| text("COGNITO_DEFAULT"));
    let template = settings.verification_message_template.get_or_insert_with(Default::default);
    template.default_email_option =
        template.default_email_option.take().or_else(|| text("CONFIRM_WITH_CODE"));
    let waiting = settings.user_attribute_update_settings.get_or_insert_default();
    waiting.attributes_require_verification_before_update.get_or_insert_default();
    settings.user_pool_tags.get_or_insert_default();
    // AWS: both are plain booleans of the model, which an answer always has.
    if let Some(devices) = &mut settings.device_configuration {
        devices.challenge_required_on_new_device.get_or_insert(false);
        devices.device_only_remembered_on_user_prompt.get_or_insert(false);
    }
    if let Some(issuer) = &mut settings.issuer_configuration {
        issuer.type_ = issuer.type_.take().or_else(|| text("ORIGINAL"));
    }
    if let Some(key) = &mut settings.key_configuration {
        key.key_type = key.key_type.take().or_else(|| text("AWS_OWNED_KEY"));
    }
    if let Some(dcr) = &mut settings.dcr_configuration {
        dcr.enable_status = dcr.enable_status.take().or_else(|| text("Enabled"));
    }
    let has_add_on = settings.user_pool_add_ons.as_ref().is_some_and(|a| a.advanced_security_mode != "OFF");
    let tier = if has_add_on { "PLUS" } else { "ESSENTIALS" };
    settings.user_pool_tier = settings.user_pool_tier.take().or_else(|| text(tier));
}

/// AWS: with no policy each rule is on; in a policy that is given, a rule that is left out is off.
fn password_policy(given: Option<PasswordPolicyType>, unused_days: Option<i32>) -> PasswordPolicyType {
    let is_on = given.is_none();
    let given = given.unwrap_or_default();
    let days = given.temporary_password_validity_days.filter(|days| *days > 0);
    PasswordPolicyType {
        minimum_length: given.minimum_length.or(Some(8)),
        require_uppercase: given.require_uppercase.or(Some(is_on)),
        require_lowercase: given.require_lowercase.or(Some(is_on)),
        require_numbers: given.require_numbers.or(Some(is_on)),
        require_symbols: given.require_symbols.or(Some(is_on)),
        password_history_size: given.password_history_size,
        temporary_password_validity_days: days.or(unused_days).or(Some(7)),
    }
}

/// Where a message comes under both its names and they differ, one of them being what was there before, it is the
/// other that the caller changes: tools that send back all they have read know only one of the two.
fn follow_change(old: &UserPoolType, settings: &mut UserPoolType) {
    let Some(template) = &mut settings.verification_message_template else { return };
    let follow = |was: &Option<String>, legacy: &mut Option<String>, new: &mut Option<String>| {
        let differs = legacy.is_some() && new.is_some() && legacy != new;
        if differs && legacy == was {
            *legacy = None;
        } else if differs && new == was {
            *new = None;
        }
    };
    follow(&old.sms_verification_message, &mut settings.sms_verification_message, &mut template.sms_message);
    let (was, legacy) = (&old.email_verification_message, &mut settings.email_verification_message);
    follow(was, legacy, &mut template.email_message);
    let (was, legacy) = (&old.email_verification_subject, &mut settings.email_verification_subject);
    follow(was, legacy, &mut template.email_subject);
}

/// The old message members and the template say the same. Errors: `InvalidParameter` where they do not.
fn mirror_messages(settings: &mut UserPoolType) -> Result<()> {
    let mut template = settings.verification_message_template.take().unwrap_or_default();
    let VerificationMessageTemplateType { sms_message, email_message, email_subject, .. } = &mut template;
    mirror("SmsVerificationMessage", &mut settings.sms_verification_message, sms_message)?;
    mirror("EmailVerificationMessage", &mut settings.email_verification_message, email_message)?;
    mirror("EmailVerificationSubject", &mut settings.email_verification_subject, email_subject)?;
    settings.verification_message_template = Some(template);
    Ok(())
}

fn mirror(name: &str, old: &mut Option<String>, new: &mut Option<String>) -> Result<()> {
    match (old.as_ref(), new.as_ref()) {
        (Some(a), Some(b)) if a != b => {
            let text = format!("{name} and VerificationMessageTemplate must not differ.");
            return Err(Error::about(Reason::InvalidParameter, text));
        }
        (Some(text), None) => *new = Some(text.clone()),
        (None, Some(text)) => *old = Some(text.clone()),
        _ => {}
    }
    Ok(())
}

fn check_names(settings: &UserPoolType) -> Result<()> {
    let has = |list: &Option<Vec<String>>| list.as_ref().is_some_and(|list| !list.is_empty());
    if has(&settings.alias_attributes) && has(&settings.username_attributes) {
        return Err(Error::new(Reason::AliasAndUsernameAttributes));
    }
    let is_alias = settings.alias_attributes.iter().flatten().any(|name| name == "preferred_username");
    let is_required = settings
        .schema_attributes
        .iter()
        .flatten()
        .any(|a| a.name.as_deref() == Some("preferred_username") && a.required == Some(true));
    match is_alias && is_required {
        true => Err(Error::new(Reason::PreferredUsernameAliasRequired)),
        false => Ok(()),
    }
}

/// AWS: an invitation must hold the name and the password. Errors: `InvalidParameter`.
fn check_invitation(settings: &UserPoolType) -> Result<()> {
    let template =
        settings.admin_create_user_config.as_ref().and_then(|c| c.invite_message_template.as_ref());
    let Some(template) = template else { return Ok(()) };
    for (name, text) in [("EmailMessage", &template.email_message), ("SMSMessage", &template.sms_message)] {
        for part in ["{username}", "{####}"] {
            if text.as_ref().is_some_and(|text| !text.contains(part)) {
                let text = format!("InviteMessageTemplate {name} must contain {part}");
                return Err(Error::about(Reason::InvalidParameter, text));
            }
        }
    }
    Ok(())
}
