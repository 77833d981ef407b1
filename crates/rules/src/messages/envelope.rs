//! From whom a pool's messages come: what EmailConfiguration and SmsConfiguration say, for the channel to follow.
//! AWS: API_EmailConfigurationType, API_SmsConfigurationType.

use serde::{Deserialize, Serialize};

use crate::pools::Pool;

/// A pool's own settings of a message's sender. What is missing, the channel has of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// `From` of an e-mail: an address, with or without a name; of a text message the number or name it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Where answers to an e-mail go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// The ARN of the identity or role in whose name the message goes: `SourceArn`, `SnsCallerArn`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// The configuration set, for channels that know such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub configuration_set: Option<String>,
}

impl Sender {
    /// Whether the pool says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Sender::default()
    }

    /// What a pool says of its e-mails, or of its text messages.
    pub(super) fn of(pool: &Pool, is_sms: bool) -> Sender {
        if is_sms { of_sms(pool) } else { of_email(pool) }
    }
}

fn of_email(pool: &Pool) -> Sender {
    let Some(email) = &pool.settings.email_configuration else { return Sender::default() };
    // AWS: without From, an identity that is an address is the sender itself.
    let identity = || {
        let (_, identity) = email.source_arn.as_deref()?.split_once(":identity/")?;
        identity.contains('@').then(|| identity.to_owned())
    };
    Sender {
        from: email.from.clone().or_else(identity),
        reply_to: email.reply_to_email_address.clone(),
        arn: email.source_arn.clone(),
        configuration_set: email.configuration_set.clone(),
    }
}

fn of_sms(pool: &Pool) -> Sender {
    let Some(sms) = &pool.settings.sms_configuration else { return Sender::default() };
    let newer = sms.eums_sms.as_ref();
    Sender {
        from: newer.and_then(|newer| newer.origination_identity.clone()),
        reply_to: None,
        arn: newer.map(|newer| newer.caller_arn.clone()).or_else(|| sms.sns_caller_arn.clone()),
        configuration_set: newer.and_then(|newer| newer.configuration_set_name.clone()),
    }
}
