//! Where a user can be reached: which address a code goes to, how it is masked, and what changing one means.
//! AWS: API_CodeDeliveryDetailsType; the developer guide on account recovery and on updating e-mail and phone.

use store::users::User;
use wire::idp::CodeDeliveryDetailsType;

use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::pools::mfa::Method;
use crate::users::attempts;

/// An address of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// `email` or `phone_number`.
    pub attribute: &'static str,
    /// The address itself.
    pub address: String,
}

impl Contact {
    /// The user's address under this attribute, if it has one.
    pub fn of(user: &User, attribute: &'static str) -> Option<Contact> {
        let address = user.attributes.get(attribute).filter(|address| !address.is_empty())?;
        Some(Contact { attribute, address: address.clone() })
    }

    /// `EMAIL` or `SMS`.
    pub fn medium(&self) -> &'static str {
        if self.attribute == "phone_number" { "SMS" } else { "EMAIL" }
    }

    /// What the wire tells of the delivery.
    pub fn details(&self) -> CodeDeliveryDetailsType {
        CodeDeliveryDetailsType {
            destination: Some(mask(&self.address)),
            delivery_medium: Some(self.medium().to_owned()),
            attribute_name: Some(self.attribute.to_owned()),
        }
    }
}

/// An attribute that can be verified, by its name on the wire. Errors: `AttributeNotVerifiable`.
pub fn verifiable(name: &str) -> Result<&'static str> {
    match name {
        "email" => Ok("email"),
        "phone_number" => Ok("phone_number"),
        other => Err(Error::about(Reason::AttributeNotVerifiable, other)),
    }
}

/// Where the code of a sign-up goes. AWS: the phone when it is verified automatically and there, else the e-mail.
pub fn for_sign_up(pool: &Pool, user: &User) -> Option<Contact> {
    ["phone_number", "email"]
        .into_iter()
        .filter(|attribute| pool.auto_verifies(attribute))
        .find_map(|attribute| Contact::of(user, attribute))
}

/// Where the code of a forgotten password goes: the first verified address in the pool's order of recovery.
///
/// AWS: what is the user's second factor, one of `second`, serves no recovery; with no order set it does.
///
/// Errors: `AdminOnlyRecovery`, `NoRecoveryContact`.
pub fn for_recovery(pool: &Pool, user: &User, second: &[Method]) -> Result<Contact> {
    let mut wanted: Vec<(i32, String)> = pool
        .settings
        .account_recovery_setting
        .iter()
        .flat_map(|setting| setting.recovery_mechanisms.iter().flatten())
        .map(|mechanism| (mechanism.priority, mechanism.name.clone()))
        .collect();
    let is_second = |attribute: &str| second.iter().any(|method| method.attribute() == Some(attribute));
    let is_ordered = !wanted.is_empty();
    if wanted.is_empty() {
        // AWS: with nothing set, the phone comes first.
        wanted = vec![(1, "verified_phone_number".to_owned()), (2, "verified_email".to_owned())];
    }
    if wanted.iter().all(|(_, name)| name == "admin_only") {
        return Err(Error::new(Reason::AdminOnlyRecovery));
    }
    wanted.sort();
    wanted
        .iter()
        .filter_map(|(_, name)| match name.as_str() {
            "verified_email" => Some("email"),
            "verified_phone_number" => Some("phone_number"),
            _ => None,
        })
        .filter(|attribute| is_verified(user, attribute) && !(is_ordered && is_second(attribute)))
        .find_map(|attribute| Contact::of(user, attribute))
        .ok_or_else(|| Error::new(Reason::NoRecoveryContact))
}

/// Whether an address is verified.
pub fn is_verified(user: &User, attribute: &str) -> bool {
    user.attributes.get(&format!("{attribute}_verified")).is_some_and(|flag| flag == "true")
}

/// The delivery that an unknown user is told of: stable for the name, in the form a known one's would have.
pub fn simulated(pool: &Pool, username: &str) -> CodeDeliveryDetailsType {
    if super::names::is_phone(username) {
        return Contact { attribute: "phone_number", address: username.to_owned() }.details();
    }
    if super::names::is_email(username) {
        return Contact { attribute: "email", address: username.to_owned() }.details();
    }
    let letter = |byte: u8| char::from(b'a' + byte % 26);
    let key = attempts::unknown(pool, username);
    let mut bytes = key.bytes().rev();
    let (first, second) = (bytes.next().unwrap_or(0), bytes.next().unwrap_or(0));
    CodeDeliveryDetailsType {
        destination: Some(format!("{}***@{}***", letter(first), letter(second))),
        delivery_medium: Some("EMAIL".to_owned()),
        attribute_name: Some("email".to_owned()),
    }
}

/// The address under one attribute that an unknown user seems to have, as answers show it: stable for the name.
pub fn simulated_address(pool: &Pool, username: &str, attribute: &str) -> String {
    let is_phone = attribute == "phone_number";
    let is_typed = if is_phone { super::names::is_phone(username) } else { super::names::is_email(username) };
    if is_typed {
        return mask(username);
    }
    let bytes = pool.mac("nobody's address", super::names::fold(pool, username).as_bytes());
    match is_phone {
        true => {
            let digits = bytes.iter().take(4).map(|byte| char::from(b'0' + byte % 10));
            format!("+*******{}", digits.collect::<String>())
        }
        false => {
            let letter = |byte: u8| char::from(b'a' + byte % 26);
            format!("{}***@{}***", letter(bytes[0]), letter(bytes[1]))
        }
    }
}

/// An address as answers show it: `j***@e***`, `+*******1234`.
pub fn mask(address: &str) -> String {
    if let Some((local, domain)) = address.rsplit_once('@') {
        let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
        return format!("{}***@{}***", first(local), first(domain));
    }
    let tail = address.len().saturating_sub(4);
    format!("+*******{}", address.get(tail..).unwrap_or_default())
}
