//! Attributes as fields of a form: what each is called, which kind of input it takes, and what browsers fill in.
//! AWS: OpenID's standard attributes of API_SchemaAttributeType. Source: the HTML standard, "Autofill".

use rules::pools::Pool;
use rules::users::{names, schema};
use rules::{Error, Reason};
use serde::Serialize;

/// A field for an attribute.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// The attribute.
    pub attribute: String,
    /// What the form calls it.
    pub name: String,
    /// The key of its label; none for an attribute of the pool's own.
    pub label: Option<&'static str>,
    /// What the pool calls it, which is what people are shown where there is no label.
    pub own_name: String,
    /// The kind of input.
    pub kind: &'static str,
    /// What browsers fill in.
    pub complete: &'static str,
    /// The key of a hint, or nothing.
    pub hint: &'static str,
    /// Whether it must say something.
    pub is_required: bool,
    /// Whether only reading it is allowed.
    pub is_fixed: bool,
}

/// The field of an attribute under a name of its form.
pub fn field(attribute: &str, name: String, is_required: bool) -> Field {
    let (label, kind, complete, hint) = match attribute {
        "address" => (Some("attribute-address"), "text", "street-address", ""),
        "birthdate" => (Some("attribute-birthdate"), "date", "bday", ""),
        "email" => (Some("attribute-email"), "email", "email", ""),
        "family_name" => (Some("attribute-family_name"), "text", "family-name", ""),
        "gender" => (Some("attribute-gender"), "text", "sex", ""),
        "given_name" => (Some("attribute-given_name"), "text", "given-name", ""),
        "locale" => (Some("attribute-locale"), "text", "language", ""),
        "middle_name" => (Some("attribute-middle_name"), "text", "additional-name", ""),
        "name" => (Some("attribute-name"), "text", "name", ""),
        "nickname" => (Some("attribute-nickname"), "text", "nickname", ""),
        "phone_number" => (Some("attribute-phone_number"), "tel", "tel", "hint-phone"),
        "picture" => (Some("attribute-picture"), "url", "photo", ""),
        "preferred_username" => (Some("attribute-preferred_username"), "text", "", ""),
        "profile" => (Some("attribute-profile"), "url", "", ""),
        "website" => (Some("attribute-website"), "url", "url", ""),
        "zoneinfo" => (Some("attribute-zoneinfo"), "text", "", ""),
        _ => (None, "text", "", ""),
    };
    let own_name = attribute.strip_prefix("custom:").unwrap_or(attribute).to_owned();
    let attribute = attribute.to_owned();
    Field { attribute, name, label, own_name, kind, complete, hint, is_required, is_fixed: false }
}

/// A value as it is kept, from one as it was typed.
pub fn kept(attribute: &str, typed: &str) -> String {
    if attribute == "phone_number" { names::phone(typed) } else { typed.trim().to_owned() }
}

/// The key of what is wrong with a value, if something is.
pub fn fault(pool: &Pool, attribute: &str, value: &str) -> Option<&'static str> {
    if !rules::account::typed::is_value(value) {
        return Some("wrong-value");
    }
    schema::check_value(pool, attribute, value).err().map(|error| sentence(&error))
}

/// The key of what the rules say of a value.
pub fn sentence(error: &Error) -> &'static str {
    match error.reason() {
        Reason::InvalidEmail | Reason::UsernameNotEmail => "wrong-email",
        Reason::InvalidPhone | Reason::UsernameNotPhone => "wrong-phone",
        Reason::AttributeUnwritable | Reason::AttributeImmutable => "wrong-not-allowed",
        Reason::AttributeRequiredDelete => "wrong-required",
        _ => "wrong-value",
    }
}
