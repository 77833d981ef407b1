//! What a pool's settings must be to make sense, where one member leans on another.
//! AWS: API_CreateUserPool, API_LambdaConfigType, API_EmailConfigurationType, API_SmsConfigurationType,
//! API_AccountRecoverySettingType, API_AcrLevelConfigType, API_SignInPolicyType, API_WebAuthnConfigurationType.

use std::collections::BTreeSet;

use wire::idp::{LambdaConfigType, PreTokenGenerationVersionConfigType, SmsConfigurationType, UserPoolType};

use crate::error::{Error, Reason, Result};

/// Errors: `TokenTriggersDiffer`, `SenderNeedsKey`, `EmailIdentityNeeded`, `SmsSenders`, `SmsRegion`,
/// `TotpFirst`, `AdminOnlyRecoveryAlone`, `RecoveryTwice`, `AcrValueTwice`.
pub(super) fn settings(settings: &UserPoolType, region: &str) -> Result<()> {
    if let Some(lambda) = &settings.lambda_config
        && (lambda.custom_sms_sender.is_some() || lambda.custom_email_sender.is_some())
        && lambda.kms_key_id.is_none()
    {
        return Err(Error::new(Reason::SenderNeedsKey));
    }
    if let Some(email) = &settings.email_configuration
        && email.email_sending_account.as_deref() == Some("DEVELOPER")
        && email.source_arn.is_none()
    {
        return Err(Error::new(Reason::EmailIdentityNeeded));
    }
    if let Some(sms) = &settings.sms_configuration {
        sms_sender(sms, region)?;
    }
    first_factors(settings)?;
    recovery(settings)?;
    levels(settings)
}

/// AWS: the enumeration has codes of authenticator apps, and no sign-in begins with one. Errors: `TotpFirst`.
fn first_factors(settings: &UserPoolType) -> Result<()> {
    let policy = settings.policies.as_ref().and_then(|policies| policies.sign_in_policy.as_ref());
    let mut first = policy.iter().flat_map(|policy| policy.allowed_first_auth_factors.iter().flatten());
    match first.any(|factor| factor == "SOFTWARE_TOKEN") {
        true => Err(Error::new(Reason::TotpFirst)),
        false => Ok(()),
    }
}

/// A relying party is a domain below a top-level one, or this machine: browsers make passkeys for nothing else.
///
/// Errors: `RelyingPartyUnfit`.
pub(super) fn relying_party(id: &str) -> Result<()> {
    let is_label = |label: &str| {
        let inner = label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        inner && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let labels = || id.split('.');
    // A last label of digits alone is an IPv4 address.
    let is_named = labels().next_back().is_some_and(|last| !last.bytes().all(|b| b.is_ascii_digit()));
    let is_domain = labels().all(is_label) && labels().count() > 1 && is_named;
    match id == "localhost" || is_domain {
        true => Ok(()),
        false => Err(Error::about(Reason::RelyingPartyUnfit, id)),
    }
}

/// AWS: either the older role for SNS or End User Messaging, the latter in the pool's own region.
///
/// Errors: `SmsSenders`, `SmsRegion`.
pub fn sms_sender(sms: &SmsConfigurationType, region: &str) -> Result<()> {
    if sms.sns_caller_arn.is_some() == sms.eums_sms.is_some() {
        return Err(Error::new(Reason::SmsSenders));
    }
    match sms.eums_sms.as_ref().and_then(|eums| eums.region.as_deref()) {
        Some(named) if named != region => Err(Error::about(Reason::SmsRegion, region)),
        _ => Ok(()),
    }
}

/// AWS: the older member and the versioned one name one function, and whichever is given shows in both.
///
/// Errors: `TokenTriggersDiffer`.
pub(super) fn mirror_token_trigger(lambda: &mut LambdaConfigType) -> Result<()> {
    match (&lambda.pre_token_generation, &lambda.pre_token_generation_config) {
        (Some(old), Some(new)) if *old != new.lambda_arn => Err(Error::new(Reason::TokenTriggersDiffer)),
        (Some(old), None) => {
            lambda.pre_token_generation_config = Some(PreTokenGenerationVersionConfigType {
                lambda_version: "V1_0".to_owned(),
                lambda_arn: old.clone(),
            });
            Ok(())
        }
        (None, Some(new)) => {
            lambda.pre_token_generation = Some(new.lambda_arn.clone());
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Errors: `AdminOnlyRecoveryAlone`, `RecoveryTwice`.
fn recovery(settings: &UserPoolType) -> Result<()> {
    let ways = settings.account_recovery_setting.as_ref().and_then(|r| r.recovery_mechanisms.as_ref());
    let Some(ways) = ways else { return Ok(()) };
    if ways.len() > 1 && ways.iter().any(|way| way.name == "admin_only") {
        return Err(Error::new(Reason::AdminOnlyRecoveryAlone));
    }
    let names: BTreeSet<_> = ways.iter().map(|way| way.name.as_str()).collect();
    let priorities: BTreeSet<_> = ways.iter().map(|way| way.priority).collect();
    match names.len() == ways.len() && priorities.len() == ways.len() {
        true => Ok(()),
        false => Err(Error::new(Reason::RecoveryTwice)),
    }
}

/// AWS: the names of all four levels differ, those that were not chosen included. Errors: `AcrValueTwice`.
fn levels(settings: &UserPoolType) -> Result<()> {
    let mut seen = BTreeSet::new();
    for (_, level) in super::levels(settings) {
        if let Some(twice) = seen.replace(level.acr_value) {
            return Err(Error::about(Reason::AcrValueTwice, twice));
        }
    }
    Ok(())
}
