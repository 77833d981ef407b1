//! What a person can prove on the way in.
//! AWS: the developer guide, "Authentication flows"; RFC 8176 for what tokens call it.

use serde::{Deserialize, Serialize};

use crate::pools::mfa::Method;

/// One proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// The password, sent or by SRP.
    Password,
    /// A code sent by text message.
    Sms,
    /// A code sent by e-mail.
    Email,
    /// A code of an authenticator app.
    SoftwareToken,
    /// A remembered device, by its own secret: it stands for a second factor that was proved on it before.
    Device,
    /// A passkey of the machine itself.
    PlatformPasskey,
    /// A passkey of something that is carried about.
    RoamingPasskey,
    /// Whatever the pool's own functions asked for.
    Custom,
}

impl Factor {
    /// The challenge that asks for it, as the pool's functions are told.
    pub fn challenge(self) -> &'static str {
        match self {
            Factor::Password => "PASSWORD_VERIFIER",
            Factor::Sms => "SMS_MFA",
            Factor::Email => "EMAIL_OTP",
            Factor::SoftwareToken => "SOFTWARE_TOKEN_MFA",
            Factor::Device => "DEVICE_PASSWORD_VERIFIER",
            Factor::PlatformPasskey | Factor::RoamingPasskey => "WEB_AUTHN",
            Factor::Custom => "CUSTOM_CHALLENGE",
        }
    }

    /// What the `amr` claim calls it; nothing for what says nothing of the person. RFC: 8176, and AWS's own names.
    pub fn amr(self) -> Option<&'static str> {
        match self {
            Factor::Password => Some("pwd"),
            Factor::Sms => Some("sms"),
            Factor::Email => Some("email_otp"),
            Factor::SoftwareToken => Some("otp"),
            Factor::PlatformPasskey => Some("swk"),
            Factor::RoamingPasskey => Some("hwk"),
            Factor::Device | Factor::Custom => None,
        }
    }

    /// What a second factor proves.
    pub fn of(method: Method) -> Factor {
        match method {
            Method::Sms => Factor::Sms,
            Method::SoftwareToken => Factor::SoftwareToken,
            Method::Email => Factor::Email,
        }
    }

    /// The one that the `amr` claim calls so.
    pub fn named(amr: &str) -> Option<Factor> {
        let all = [
            Factor::Password,
            Factor::Sms,
            Factor::Email,
            Factor::SoftwareToken,
            Factor::PlatformPasskey,
            Factor::RoamingPasskey,
        ];
        all.into_iter().find(|factor| factor.amr() == Some(amr))
    }

    /// Whether a person proved more than one kind; what a device or a pool's function says is none.
    pub fn are_several(proved: &[Factor]) -> bool {
        let mut kinds = proved.iter().filter_map(|factor| factor.amr());
        let first = kinds.next();
        kinds.any(|kind| Some(kind) != first)
    }
}
