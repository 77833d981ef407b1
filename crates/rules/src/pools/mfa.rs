//! Which second factors a pool offers, and whether it demands one.
//! AWS: API_SetUserPoolMfaConfig, API_GetUserPoolMfaConfig; the developer guide, "Adding MFA to a user pool".

use serde::{Deserialize, Serialize};
use wire::Settings;
use wire::idp::{
    EmailMfaConfigType, SmsMfaConfigType, SoftwareTokenMfaConfigType, UserPoolType, WebAuthnConfigurationType,
};

use super::sign_in_policy::WebAuthn;
use super::{Pool, check};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::tokens::sessions::Tracking;

/// A kind of second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Method {
    /// A code by text message.
    #[serde(rename = "SMS_MFA")]
    Sms,
    /// A code of an authenticator app.
    #[serde(rename = "SOFTWARE_TOKEN_MFA")]
    SoftwareToken,
    /// A code by e-mail.
    #[serde(rename = "EMAIL_OTP")]
    Email,
}

impl Method {
    /// Every one.
    pub const ALL: [Method; 3] = [Method::Sms, Method::SoftwareToken, Method::Email];

    /// AWS's name, that of its challenge.
    pub fn name(self) -> &'static str {
        match self {
            Method::Sms => "SMS_MFA",
            Method::SoftwareToken => "SOFTWARE_TOKEN_MFA",
            Method::Email => "EMAIL_OTP",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.name() == name)
    }

    /// The attribute that its codes go to.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Method::Sms => Some("phone_number"),
            Method::Email => Some("email"),
            Method::SoftwareToken => None,
        }
    }
}

/// MfaConfiguration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Nobody is asked.
    Off,
    /// Who has set one up is asked.
    Optional,
    /// Everybody is asked.
    On,
}

/// What a pool's row keeps beside its settings, as JSON.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct More {
    /// What SetUserPoolMfaConfig turned on; none while the pool's SMS configuration alone decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mfa: Option<Methods>,
    /// WebAuthnConfiguration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web_authn: Option<WebAuthn>,
    /// What SetUserPoolSessionConfiguration says.
    #[serde(default)]
    pub sessions: Tracking,
}

/// The second factors that SetUserPoolMfaConfig turned on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Methods {
    /// SmsMfaConfiguration was given; its members are the pool's own settings.
    pub sms: bool,
    /// SoftwareTokenMfaConfiguration.Enabled, if it was given.
    pub software_token: Option<bool>,
    /// EmailMfaConfiguration, if it was given.
    pub email: Option<EmailTexts>,
}

/// EmailMfaConfiguration.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EmailTexts {
    /// The body, with `{####}`.
    pub message: Option<String>,
    /// The subject.
    pub subject: Option<String>,
}

/// The members of SetUserPoolMfaConfig, and what GetUserPoolMfaConfig answers.
#[derive(Default)]
pub struct Asked {
    /// MfaConfiguration.
    pub mfa: Option<String>,
    /// SmsMfaConfiguration.
    pub sms: Option<SmsMfaConfigType>,
    /// SoftwareTokenMfaConfiguration.
    pub software_token: Option<SoftwareTokenMfaConfigType>,
    /// EmailMfaConfiguration.
    pub email: Option<EmailMfaConfigType>,
    /// WebAuthnConfiguration.
    pub web_authn: Option<WebAuthnConfigurationType>,
}

impl Pool {
    /// Whether a second factor is demanded.
    pub fn mfa_demand(&self) -> Demand {
        match self.settings.mfa_configuration.as_deref() {
            Some("ON") => Demand::On,
            Some("OPTIONAL") => Demand::Optional,
            _ => Demand::Off,
        }
    }

    /// Whether this second factor can be set up and used here.
    pub fn offers(&self, method: Method) -> bool {
        offers(&self.settings, &self.more, method)
    }

    /// The channel to which passwords are recovered first, if the pool names one. It serves no second factor: one
    /// stolen mailbox or phone would be both. AWS: with nothing set, the older behaviour, which excludes none.
    pub fn recovers_by(&self) -> Option<Method> {
        let ways = self.settings.account_recovery_setting.as_ref()?.recovery_mechanisms.as_ref()?;
        match ways.iter().min_by_key(|way| way.priority)?.name.as_str() {
            "verified_email" => Some(Method::Email),
            "verified_phone_number" => Some(Method::Sms),
            _ => None,
        }
    }
}

/// Whether the pool of these settings has anything that a second factor can be.
pub(super) fn has_any(settings: &UserPoolType, more: &More) -> bool {
    Method::ALL.into_iter().any(|method| offers(settings, more, method))
}

fn offers(settings: &UserPoolType, more: &More, method: Method) -> bool {
    match (&more.mfa, method) {
        // AWS: an SMS configuration makes text messages available by itself.
        (None, Method::Sms) => settings.sms_configuration.is_some(),
        (None, _) => false,
        (Some(methods), Method::Sms) => methods.sms,
        (Some(methods), Method::SoftwareToken) => methods.software_token == Some(true),
        (Some(methods), Method::Email) => methods.email.is_some(),
    }
}

/// Sets what was given, and gives what is set then. The second factors are replaced as one: what is left out beside
/// another is turned off. Passkeys are independent of them.
///
/// Errors: `MfaOffWithMethod`, `MfaWithoutMethod`, `MfaOnWithCodesFirst`, `EmailMfaRecovery`, `SmsConfigurationNeeded`,
/// those of [`check::sms_sender`] and [`check::relying_party`], `Moved`.
pub async fn configure(ctx: &Ctx, pool: &Pool, asked: Asked) -> Result<Asked> {
    let mut settings = pool.settings.clone();
    let mut more = pool.more.clone();
    let has_method = asked.sms.is_some() || asked.software_token.is_some() || asked.email.is_some();
    if asked.mfa.is_some() || has_method {
        settings.mfa_configuration = asked.mfa.or(settings.mfa_configuration);
        let is_off = settings.mfa_configuration.as_deref() == Some("OFF");
        if is_off && has_method {
            return Err(Error::new(Reason::MfaOffWithMethod));
        }
        let methods = Methods {
            sms: asked.sms.is_some(),
            software_token: asked.software_token.map(|given| given.enabled.unwrap_or(false)),
            email: asked.email.map(|given| EmailTexts { message: given.message, subject: given.subject }),
        };
        if let Some(given) = asked.sms {
            settings.sms_configuration = given.sms_configuration.or(settings.sms_configuration);
            settings.sms_authentication_message = given.sms_authentication_message;
            let sender = settings.sms_configuration.as_ref();
            check::sms_sender(
                sender.ok_or_else(|| Error::new(Reason::SmsConfigurationNeeded))?,
                &pool.row.region,
            )?;
        }
        more.mfa = (!is_off).then_some(methods);
        if !is_off && !has_any(&settings, &more) {
            return Err(Error::new(Reason::MfaWithoutMethod));
        }
    }
    if let Some(given) = asked.web_authn {
        if let Some(id) = &given.relying_party_id {
            check::relying_party(id)?;
        }
        more.web_authn = Some(WebAuthn {
            relying_party_id: given.relying_party_id,
            user_verification: given.user_verification,
            factor_configuration: given.factor_configuration,
        });
    }
    check_with(&settings, &more)?;
    let mut row = pool.row.clone();
    row.settings = settings.to_json();
    row.more = serde_json::to_string(&more)?;
    row.updated_at = ctx.now();
    let mut batch = ctx.batch()?;
    store::pools::update(&mut batch, &row);
    ctx.commit(batch).await?;
    Ok(configured(&settings, &more))
}

/// What settings must not be beside second factors.
///
/// Errors: `MfaOnWithCodesFirst`, `EmailMfaRecovery`.
pub(super) fn check_with(settings: &UserPoolType, more: &More) -> Result<()> {
    let policy = settings.policies.as_ref().and_then(|policies| policies.sign_in_policy.as_ref());
    let mut first = policy.iter().flat_map(|policy| policy.allowed_first_auth_factors.iter().flatten());
    let is_on = settings.mfa_configuration.as_deref() == Some("ON");
    if is_on && first.any(|factor| factor == "EMAIL_OTP" || factor == "SMS_OTP") {
        return Err(Error::new(Reason::MfaOnWithCodesFirst));
    }
    let recovery = settings.account_recovery_setting.as_ref().and_then(|s| s.recovery_mechanisms.as_ref());
    let is_email_only = recovery.is_some_and(|ways| ways.len() == 1 && ways[0].name == "verified_email");
    match is_email_only && offers(settings, more, Method::Email) {
        true => Err(Error::new(Reason::EmailMfaRecovery)),
        false => Ok(()),
    }
}

/// What is set, as the wire tells it: members that were configured, and always MfaConfiguration.
pub fn configured(settings: &UserPoolType, more: &More) -> Asked {
    let methods = more.mfa.clone().unwrap_or_default();
    let sms = offers(settings, more, Method::Sms).then(|| SmsMfaConfigType {
        sms_authentication_message: settings.sms_authentication_message.clone(),
        sms_configuration: settings.sms_configuration.clone(),
    });
    Asked {
        mfa: Some(settings.mfa_configuration.clone().unwrap_or_else(|| "OFF".to_owned())),
        sms,
        software_token: methods
            .software_token
            .map(|enabled| SoftwareTokenMfaConfigType { enabled: Some(enabled) }),
        email: methods
            .email
            .map(|texts| EmailMfaConfigType { message: texts.message, subject: texts.subject }),
        web_authn: more.web_authn.clone().map(|kept| WebAuthnConfigurationType {
            relying_party_id: kept.relying_party_id,
            user_verification: kept.user_verification,
            factor_configuration: kept.factor_configuration,
        }),
    }
}
