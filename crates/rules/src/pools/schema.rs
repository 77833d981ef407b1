//! The attribute schema of a pool: AWS's standard attributes, and the pool's own.
//! AWS: API_SchemaAttributeType; the developer guide, "Working with user attributes".

use wire::idp::{NumberAttributeConstraintsType, SchemaAttributeType, StringAttributeConstraintsType};

use crate::error::{Error, Reason, Result};
use crate::quotas::{Quota, Quotas};

/// The standard attributes, with their types.
const STANDARD: [(&str, &str); 20] = [
    ("sub", "String"),
    ("name", "String"),
    ("given_name", "String"),
    ("family_name", "String"),
    ("middle_name", "String"),
    ("nickname", "String"),
    ("preferred_username", "String"),
    ("profile", "String"),
    ("picture", "String"),
    ("website", "String"),
    ("email", "String"),
    ("email_verified", "Boolean"),
    ("gender", "String"),
    ("birthdate", "String"),
    ("zoneinfo", "String"),
    ("locale", "String"),
    ("phone_number", "String"),
    ("phone_number_verified", "Boolean"),
    ("address", "String"),
    ("updated_at", "Number"),
];

/// The schema of a new pool: the standard attributes, changed where `asked` names them, then the pool's own.
///
/// Errors: `InvalidParameter` for a standard attribute of another type or for developers only, `UnknownSchemaAttribute`
/// for another `sub`, those of [`custom`].
pub fn of_new_pool(quotas: &Quotas, asked: Vec<SchemaAttributeType>) -> Result<Vec<SchemaAttributeType>> {
    let mut schema: Vec<_> = STANDARD.iter().map(|(name, kind)| standard(name, kind)).collect();
    let mut own = Vec::new();
    for entry in asked {
        let name = entry.name.clone().unwrap_or_default();
        match schema.iter_mut().find(|known| known.name.as_deref() == Some(&name)) {
            Some(known) => change(known, entry, &name)?,
            None => own.push(entry),
        }
    }
    add(quotas, &mut schema, own)?;
    Ok(schema)
}

/// Adds attributes of the pool's own.
///
/// Errors: `CustomAttributeRequired`, `CustomAttributeExists`, `TooManyCustomAttributes`,
/// `UnknownSchemaAttribute` for limits that make no sense.
pub fn add(
    quotas: &Quotas,
    schema: &mut Vec<SchemaAttributeType>,
    asked: Vec<SchemaAttributeType>,
) -> Result<()> {
    let is_one_more = !asked.is_empty();
    for entry in asked {
        let entry = custom(entry)?;
        if schema.iter().any(|known| known.name == entry.name) {
            let name = entry.name.unwrap_or_default();
            return Err(Error::about(Reason::CustomAttributeExists, &name).and(name));
        }
        schema.push(entry);
    }
    // One less than there are, since one of them is the one that may have been too many.
    let others = schema.len().saturating_sub(STANDARD.len() + 1);
    match is_one_more && quotas.is_full(Quota::CustomAttributes, others) {
        true => Err(quotas.exceeded(Quota::CustomAttributes)),
        false => Ok(()),
    }
}

fn standard(name: &str, kind: &str) -> SchemaAttributeType {
    let lengths = |least: &str, most: &str| StringAttributeConstraintsType {
        min_length: Some(least.to_owned()),
        max_length: Some(most.to_owned()),
    };
    let is_sub = name == "sub";
    SchemaAttributeType {
        name: Some(name.to_owned()),
        attribute_data_type: Some(kind.to_owned()),
        developer_only_attribute: Some(false),
        mutable: Some(!is_sub),
        required: Some(is_sub),
        number_attribute_constraints: (kind == "Number")
            .then(|| NumberAttributeConstraintsType { min_value: Some("0".to_owned()), max_value: None }),
        string_attribute_constraints: match (kind, name) {
            ("String", "sub") => Some(lengths("1", "2048")),
            ("String", "birthdate") => Some(lengths("10", "10")),
            ("String", _) => Some(lengths("0", "2048")),
            _ => None,
        },
    }
}

fn change(known: &mut SchemaAttributeType, asked: SchemaAttributeType, name: &str) -> Result<()> {
    let is_other_type =
        asked.attribute_data_type.is_some() && asked.attribute_data_type != known.attribute_data_type;
    if is_other_type || asked.developer_only_attribute == Some(true) {
        let text = "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute";
        return Err(Error::about(Reason::InvalidParameter, format!("{text} {name}")));
    }
    if name == "sub" && (asked.mutable == Some(true) || asked.required == Some(false)) {
        let text = "attribute sub is always required and never mutable";
        return Err(Error::about(Reason::UnknownSchemaAttribute, text));
    }
    known.mutable = asked.mutable.or(known.mutable);
    known.required = asked.required.or(known.required);
    if asked.string_attribute_constraints.is_some() {
        known.string_attribute_constraints = asked.string_attribute_constraints;
    }
    if asked.number_attribute_constraints.is_some() {
        known.number_attribute_constraints = asked.number_attribute_constraints;
    }
    check_limits(known, name)
}

/// An attribute of the pool's own, under its full name. AWS: `custom:`, or `dev:custom:` where only administrators
/// write it; a string where no type is given; mutable unless told otherwise.
fn custom(mut asked: SchemaAttributeType) -> Result<SchemaAttributeType> {
    if asked.required == Some(true) {
        return Err(Error::new(Reason::CustomAttributeRequired));
    }
    let name = asked.name.unwrap_or_default();
    let bare = name.strip_prefix("custom:").unwrap_or(&name);
    if bare.is_empty() {
        return Err(Error::about(Reason::UnknownSchemaAttribute, "an attribute has no name"));
    }
    let prefix = if asked.developer_only_attribute == Some(true) { "dev:custom:" } else { "custom:" };
    let full = format!("{prefix}{bare}");
    let kind = asked.attribute_data_type.unwrap_or_else(|| "String".to_owned());
    if kind == "String" {
        asked.string_attribute_constraints.get_or_insert_default();
    } else if kind == "Number" {
        asked.number_attribute_constraints.get_or_insert_default();
    }
    let entry = SchemaAttributeType {
        name: Some(full.clone()),
        attribute_data_type: Some(kind),
        developer_only_attribute: Some(asked.developer_only_attribute.unwrap_or(false)),
        mutable: Some(asked.mutable.unwrap_or(true)),
        required: Some(false),
        number_attribute_constraints: asked.number_attribute_constraints,
        string_attribute_constraints: asked.string_attribute_constraints,
    };
    check_limits(&entry, &full)?;
    Ok(entry)
}

/// Limits are numbers in text; the lower must not pass the upper.
fn check_limits(entry: &SchemaAttributeType, name: &str) -> Result<()> {
    let number = |text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(Error::about(
                Reason::UnknownSchemaAttribute,
                format!("{name} has a limit that is no number"),
            )),
        },
    };
    let (least, most) = match (&entry.string_attribute_constraints, &entry.number_attribute_constraints) {
        (Some(limits), _) => (number(&limits.min_length)?, number(&limits.max_length)?),
        (None, Some(limits)) => (number(&limits.min_value)?, number(&limits.max_value)?),
        (None, None) => (None, None),
    };
    match (least, most) {
        (Some(least), Some(most)) if least > most => Err(Error::about(
            Reason::UnknownSchemaAttribute,
            format!("{name} has a minimum above its maximum"),
        )),
        _ => Ok(()),
    }
}
