//! The settings document of a branding style: which keys and values it may have, and what stands where it says nothing.
//! AWS: API_CreateManagedLoginBranding, Settings; the developer guide, "Apply branding to managed login pages".
//! `defaults.json` holds AWS's own values, as its Describe gives them with ReturnMergedResources.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::own;
use crate::error::{Error, Reason, Result};

static DEFAULTS: LazyLock<Value> = LazyLock::new(|| {
    // A document of ours that does not parse is no document: a test sees to it that it does.
    serde_json::from_str(include_str!("defaults.json")).unwrap_or_default()
});

/// Where styles of one's own for identity providers are: any name, each like the standard one.
const CUSTOM: &str = "components.idpButton.custom";

/// Values of the texts whose values are known; the others are words in capitals.
const WORDS: [(&str, &[&str]); 7] = [
    ("colorSchemeMode", &["LIGHT", "DARK", "DYNAMIC"]),
    ("display", &["BUTTON", "INPUT"]),
    ("formInclusion", &["IN", "OUT"]),
    ("horizontal", &["START", "CENTER", "END"]),
    ("location", &["START", "CENTER", "END"]),
    ("position", &["TOP", "BOTTOM"]),
    ("vertical", &["START", "CENTER", "END"]),
];

/// The most entries of a list.
const LONGEST: usize = 300;

/// A document as it is kept: checked, and without members that are null, which is as if they were left out.
///
/// Errors: `SettingsInvalid`.
pub fn checked(mut given: Value) -> Result<Value> {
    drop_nulls(&mut given);
    let Some(members) = given.as_object_mut() else {
        return Err(invalid("Settings", "must be a JSON object"));
    };
    let own = members.remove(own::MEMBER);
    check("", &given, &DEFAULTS, None)?;
    if let Some(own) = own {
        own::check(&own)?;
        given[own::MEMBER] = own;
    }
    Ok(given)
}

/// `over` laid over `under`: objects member by member, anything else as a whole.
pub fn merged(under: &Value, over: &Value) -> Value {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            let mut all = under.clone();
            for (key, value) in over {
                let value = under.get(key).map_or_else(|| value.clone(), |under| merged(under, value));
                all.insert(key.clone(), value);
            }
            Value::Object(all)
        }
        _ => over.clone(),
    }
}

/// A document with AWS's values wherever it says nothing.
pub fn complete(given: Option<&Value>) -> Value {
    given.map_or_else(|| DEFAULTS.clone(), |given| merged(&DEFAULTS, given))
}

/// `like` is the default at this path. `beside` is what the default has around it: a state of a button may set the
/// colours that another state of it has.
fn check(path: &str, given: &Value, like: &Value, beside: Option<&Map<String, Value>>) -> Result<()> {
    match (given, like) {
        (Value::Object(given), Value::Object(like)) => {
            for (key, value) in given {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let known = like.get(key).or_else(|| beside_it(key, beside));
                let Some(known) = known.or_else(|| of_custom(&path, key)) else {
                    return Err(invalid(&path, "is not a setting"));
                };
                check(&path, value, known, Some(like))?;
            }
            Ok(())
        }
        (Value::Array(given), Value::Array(like)) => {
            if given.len() > LONGEST {
                return Err(invalid(path, "has too many entries"));
            }
            given.iter().try_for_each(|entry| match like.first() {
                Some(like) => check(path, entry, like, None),
                None => check_name(path, entry),
            })
        }
        (Value::Bool(_), Value::Bool(_)) => Ok(()),
        (Value::Number(number), Value::Number(_)) => match number.as_f64() {
            Some(number) if (0.0..=1_000.0).contains(&number) => Ok(()),
            _ => Err(invalid(path, "must be a number from 0 to 1000")),
        },
        (Value::String(text), Value::String(_)) => check_text(path, text),
        _ => Err(invalid(path, "is of the wrong type")),
    }
}

/// A colour that one of the neighbours of this object has under this key.
fn beside_it<'a>(key: &str, beside: Option<&'a Map<String, Value>>) -> Option<&'a Value> {
    let found = beside?.values().find_map(|neighbour| neighbour.get(key));
    found.filter(|value| value.is_string() && is_colour(key))
}

fn of_custom(path: &str, key: &str) -> Option<&'static Value> {
    let is_custom = path.strip_prefix(CUSTOM).is_some_and(|rest| rest.strip_prefix('.') == Some(key));
    (is_custom && key.chars().count() <= 32).then(|| &DEFAULTS["components"]["idpButton"]["standard"])
}

fn is_colour(key: &str) -> bool {
    key == "color" || key.ends_with("Color")
}

fn check_text(path: &str, text: &str) -> Result<()> {
    let key = path.rsplit('.').next().unwrap_or_default();
    if is_colour(key) {
        let is_right = text.len() == 8 && text.chars().all(|c| c.is_ascii_hexdigit());
        return if is_right { Ok(()) } else { Err(invalid(path, "must be a color of 8 hexadecimal digits")) };
    }
    if let Some((_, words)) = WORDS.iter().find(|(name, _)| *name == key) {
        let text_is_known = words.contains(&text);
        return if text_is_known { Ok(()) } else { Err(invalid(path, &format!("must be one of {words:?}"))) };
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    match (1..=64).contains(&text.len()) && text.chars().all(is_word) {
        true => Ok(()),
        false => Err(invalid(path, "has an unknown value")),
    }
}

/// The name of an identity provider. AWS: API_IdentityProviderType, up to 32 characters.
fn check_name(path: &str, entry: &Value) -> Result<()> {
    let is_name =
        |name: &str| (1..=32).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    match entry.as_str().is_some_and(is_name) {
        true => Ok(()),
        false => Err(invalid(path, "must be a list of provider names")),
    }
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, value| !value.is_null());
            members.values_mut().for_each(drop_nulls);
        }
        Value::Array(entries) => entries.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

fn invalid(path: &str, what: &str) -> Error {
    Error::about(Reason::SettingsInvalid, path).and(what)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_defaults_are_a_right_document() {
        let parts: Vec<_> = DEFAULTS.as_object().unwrap().keys().collect();
        assert_eq!(parts, ["categories", "componentClasses", "components"]);
        assert_eq!(checked(DEFAULTS.clone()).unwrap(), *DEFAULTS);
        assert_eq!(complete(None), *DEFAULTS);
    }

    #[test]
    fn what_is_said_is_laid_over_what_is_not() {
        let given = json!({
            "categories": { "global": { "colorSchemeMode": "DARK" }, "auth": { "federation": { "order": ["A"] } } },
        });
        let whole = complete(Some(&given));
        assert_eq!(whole["categories"]["global"]["colorSchemeMode"], "DARK");
        assert_eq!(whole["categories"]["global"]["spacingDensity"], "REGULAR");
        assert_eq!(whole["categories"]["auth"]["federation"]["order"], json!(["A"]));
        assert_eq!(whole["components"], DEFAULTS["components"]);
    }
}
