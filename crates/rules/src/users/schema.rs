//! Attribute values against the pool's schema, and against what the app client may write.
//! AWS: API_SchemaAttributeType; the developer guide, "Working with user attributes".

use std::collections::BTreeMap;

use wire::idp::{AttributeType, SchemaAttributeType};

use crate::clients::Client;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::users::names;

/// Who writes: decides which attributes may be touched.
#[derive(Clone, Copy)]
pub enum Writer<'a> {
    /// The user, through this app client.
    User(&'a Client),
    /// An administrator.
    Administrator,
}

/// The attributes of a request as a map; the last of several values counts, a missing value is the empty one.
pub fn given(list: Option<Vec<AttributeType>>) -> BTreeMap<String, String> {
    list.unwrap_or_default().into_iter().map(|a| (a.name, a.value.unwrap_or_default())).collect()
}

/// Checks the attributes of a new user. `given` must hold the username's attribute already.
///
/// Errors: `SchemaMismatch`, `AttributeUnwritable`, `AttributeImmutable` for an administrator's `sub`, and the format
/// errors of values.
pub fn check_new(pool: &Pool, writer: Writer<'_>, given: &BTreeMap<String, String>) -> Result<()> {
    check_known(pool, given.keys())?;
    for name in given.keys() {
        let schema = entry(pool, name)?;
        if name == "sub" && matches!(writer, Writer::Administrator) {
            return Err(Error::about(Reason::AttributeImmutable, name));
        }
        // AWS: a required attribute is always writable at sign-up.
        let is_required = schema.required == Some(true);
        if let Writer::User(client) = writer
            && !client.writes(name)
            && !(is_required && name != "sub")
        {
            return Err(Error::new(Reason::AttributeUnwritable));
        }
    }
    check_values(pool, given)?;
    match writer {
        Writer::User(_) => check_required(pool, given),
        // AWS: whom an administrator invites is asked for what is missing at the first sign-in.
        Writer::Administrator => Ok(()),
    }
}

/// Checks that each required attribute has a value. Errors: `SchemaMismatch`, a line for each that has none.
pub fn check_required(pool: &Pool, attributes: &BTreeMap<String, String>) -> Result<()> {
    let missing: String = pool
        .required_attributes()
        .filter(|name| attributes.get(*name).is_none_or(String::is_empty))
        .map(|name| format!("{}: The attribute is required\n", shown(name)))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Error::about(Reason::SchemaMismatch, missing)) }
}

/// Checks a change of attributes: each must exist, be mutable and be the writer's to change.
///
/// Errors: `SchemaMismatch`, `AttributeUnwritable`, `AttributeImmutable`, `AttributeRequiredDelete` for the empty value of
/// a required one, and the format errors of values.
pub fn check_change(
    pool: &Pool,
    writer: Writer<'_>,
    current: &BTreeMap<String, String>,
    given: &BTreeMap<String, String>,
) -> Result<()> {
    check_known(pool, given.keys())?;
    for (name, value) in given {
        let schema = entry(pool, name)?;
        if let Writer::User(client) = writer
            && !client.writes(name)
        {
            return Err(Error::new(Reason::AttributeUnwritable));
        }
        if name == "sub" || (schema.mutable == Some(false) && current.get(name) != Some(value)) {
            return Err(Error::about(Reason::AttributeImmutable, name));
        }
        if value.is_empty() && schema.required == Some(true) {
            return Err(Error::about(Reason::AttributeRequiredDelete, shown(name)));
        }
    }
    check_values(pool, given)
}

/// Checks the names of attributes to delete.
///
/// Errors: `SchemaMismatch`, `AttributeUnwritable`, `AttributeImmutable`, `AttributeRequiredDelete`.
pub fn check_delete(pool: &Pool, writer: Writer<'_>, attribute_names: &[String]) -> Result<()> {
    check_known(pool, attribute_names.iter())?;
    for name in attribute_names {
        let schema = entry(pool, name)?;
        if let Writer::User(client) = writer
            && !client.writes(name)
        {
            return Err(Error::new(Reason::AttributeUnwritable));
        }
        if name == "sub" || schema.required == Some(true) {
            return Err(Error::about(Reason::AttributeRequiredDelete, shown(name)));
        }
        if schema.mutable == Some(false) {
            return Err(Error::about(Reason::AttributeImmutable, name));
        }
    }
    Ok(())
}

/// AWS: names that the schema does not have are told all at once, whatever they begin with. Errors: `SchemaMismatch`.
fn check_known<'a>(pool: &Pool, names: impl Iterator<Item = &'a String>) -> Result<()> {
    let unknown: String = names
        .filter(|name| pool.schema(name).is_none())
        .map(|name| format!("{name}: Attribute does not exist in the schema.\n"))
        .collect();
    if unknown.is_empty() { Ok(()) } else { Err(Error::about(Reason::SchemaMismatch, unknown)) }
}

fn entry<'a>(pool: &'a Pool, name: &str) -> Result<&'a SchemaAttributeType> {
    let unknown =
        || Error::about(Reason::SchemaMismatch, format!("{name}: Attribute does not exist in the schema.\n"));
    pool.schema(name).ok_or_else(unknown)
}

/// The name as messages show it. AWS: the two structured ones carry `.formatted`.
fn shown(name: &str) -> String {
    match name {
        "name" | "address" => format!("{name}.formatted"),
        other => other.to_owned(),
    }
}

/// Whether an attribute says of an address that it is verified. AWS: the API reference writes `True` of these; they come in
/// any case, and are kept in lower case.
pub fn is_flag(name: &str) -> bool {
    matches!(name, "email_verified" | "phone_number_verified")
}

/// Checks one value by itself, for a form that tells at which field something is wrong.
///
/// Errors: `SchemaMismatch`, and the format errors of values.
pub fn check_value(pool: &Pool, name: &str, value: &str) -> Result<()> {
    entry(pool, name)?;
    check_values(pool, &BTreeMap::from([(name.to_owned(), value.to_owned())]))
}

fn check_values(pool: &Pool, given: &BTreeMap<String, String>) -> Result<()> {
    let mut lines = String::new();
    for (name, value) in given.iter().filter(|(_, value)| !value.is_empty()) {
        match name.as_str() {
            "email" if !names::is_email(value) => return Err(Error::new(Reason::InvalidEmail)),
            "phone_number" if !names::is_phone(value) => return Err(Error::new(Reason::InvalidPhone)),
            "birthdate" if value.parse::<jiff::civil::Date>().is_err() => {
                return Err(Error::new(Reason::InvalidBirthdate));
            }
            _ => {}
        }
        if let Some(fault) = fault(entry(pool, name)?, value) {
            lines.push_str(&format!("{}: {fault}\n", shown(name)));
        }
    }
    if lines.is_empty() { Ok(()) } else { Err(Error::about(Reason::SchemaMismatch, lines)) }
}

/// What is wrong with a value, in the words that follow the attribute's name.
fn fault(schema: &SchemaAttributeType, value: &str) -> Option<String> {
    match schema.attribute_data_type.as_deref() {
        Some("Number") => number_fault(schema, value),
        Some("Boolean") if !is_truth(schema, value) => {
            Some("Boolean must be either true or false".to_owned())
        }
        Some("DateTime") if !is_date_time(value) => Some("DateTime must be in ISO 8601 form".to_owned()),
        Some("String") => string_fault(schema, value),
        _ => None,
    }
}

fn is_truth(schema: &SchemaAttributeType, value: &str) -> bool {
    let is_flag = schema.name.as_deref().is_some_and(is_flag);
    ["true", "false"].iter().any(|word| *word == value || is_flag && value.eq_ignore_ascii_case(word))
}

fn string_fault(schema: &SchemaAttributeType, value: &str) -> Option<String> {
    let limits = schema.string_attribute_constraints.as_ref();
    let limit = |text: Option<&String>| text.and_then(|text| text.parse::<usize>().ok());
    let length = value.encode_utf16().count();
    let longest = limit(limits.and_then(|l| l.max_length.as_ref())).unwrap_or(2_048);
    if length > longest {
        return Some(format!("String must be no longer than {longest} characters"));
    }
    let shortest = limit(limits.and_then(|l| l.min_length.as_ref())).unwrap_or(0);
    (length < shortest).then(|| format!("String must be at least {shortest} characters"))
}

fn number_fault(schema: &SchemaAttributeType, value: &str) -> Option<String> {
    let Some(number) = value.parse::<f64>().ok().filter(|n| n.is_finite()) else {
        return Some("Number is not valid".to_owned());
    };
    let limits = schema.number_attribute_constraints.as_ref();
    let limit =
        |text: Option<&String>| text.and_then(|text| text.parse::<f64>().ok().map(|n| (n, text.clone())));
    if let Some((most, text)) = limit(limits.and_then(|l| l.max_value.as_ref()))
        && number > most
    {
        return Some(format!("Number must be no greater than {text}"));
    }
    let (least, text) = limit(limits.and_then(|l| l.min_value.as_ref()))?;
    (number < least).then(|| format!("Number must be no less than {text}"))
}

fn is_date_time(value: &str) -> bool {
    value.parse::<jiff::Timestamp>().is_ok()
        || value.parse::<jiff::civil::DateTime>().is_ok()
        || value.parse::<jiff::civil::Date>().is_ok()
}
