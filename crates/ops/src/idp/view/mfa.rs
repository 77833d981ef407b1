//! Second factors between the wire and the rules.
//! AWS: API_SMSMfaSettingsType, API_SoftwareTokenMfaSettingsType, API_EmailMfaSettingsType.

use rules::pools::mfa::Method;
use rules::users::mfa::Wish;
use wire::idp::{EmailMfaSettingsType, SMSMfaSettingsType, SoftwareTokenMfaSettingsType};

/// What the two operations on preferences are given.
pub fn wishes(
    sms: Option<SMSMfaSettingsType>,
    software_token: Option<SoftwareTokenMfaSettingsType>,
    email: Option<EmailMfaSettingsType>,
) -> Vec<Wish> {
    let wish = |method, enabled, preferred| Wish { method, enabled, preferred };
    let sms = sms.map(|given| wish(Method::Sms, given.enabled, given.preferred_mfa));
    let token = software_token.map(|given| wish(Method::SoftwareToken, given.enabled, given.preferred_mfa));
    let email = email.map(|given| wish(Method::Email, given.enabled, given.preferred_mfa));
    [sms, token, email].into_iter().flatten().collect()
}
