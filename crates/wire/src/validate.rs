//! The one function that judges a JSON tree by its operation's shape, in AWS's words.
//!
//! AWS: messages of user and identity pools as clients report them, e.g. amazon-cognito-identity-js#388
//! (several violations, sensitive values), aws-cdk#31795 (values of a map), media-insights-on-aws#199
//! (elements of a list).
//! Order: wrong types first, the first one alone; then every violated constraint, members in the model's
//! order, for one member null, pattern, length or value, enum.

use crate::blob::Blob;
use crate::operation::{Invalid, Operation};
use crate::shape::{Kind, Member, Shape};
use crate::timestamp::Timestamp;
use serde_json::{Map, Number, Value};

/// At most so many characters of a value, or of a map's key in a path, are shown.
const SHOWN: usize = 1024;
/// At most so many violations are listed; the count in front is of all.
const LISTED: usize = 20;

/// Judges the tree; unknown members are ignored, and an explicit null is an absent member. Entries of maps that are
/// null are taken out: clients in JavaScript send them for what they have not got.
///
/// Errors: `Serialization` for the first value of a wrong type, else `Constraints` with all violations.
pub fn validate(operation: &Operation, tree: &mut Value) -> Result<(), Invalid> {
    types(operation.input, tree).map_err(Invalid::Serialization)?;
    drop_null_entries(operation.input, tree);
    let tree = &*tree;
    let mut violations = Violations::default();
    violations.value(operation.input, tree, &Path { above: None, step: Step::Root, is_hidden: false });
    violations.into_result()
}

/// Whether every value has its shape's type.
fn types(shape: &Shape, value: &Value) -> Result<(), String> {
    match (&shape.kind, value) {
        (_, Value::Null)
        | (Kind::Document, _)
        | (Kind::String, Value::String(_))
        | (Kind::Boolean, Value::Bool(_)) => Ok(()),
        (Kind::Structure(members), Value::Object(found)) => members
            .iter()
            .filter_map(|member| Some((member.shape, found.get(member.name)?)))
            .try_for_each(|(shape, value)| types(shape, value)),
        (Kind::Map(_, part), Value::Object(found)) => found.values().try_for_each(|value| types(part, value)),
        (Kind::List(part), Value::Array(found)) => found.iter().try_for_each(|value| types(part, value)),
        (Kind::Integer, Value::Number(number)) if is_i32(number) => Ok(()),
        (Kind::Long, Value::Number(number)) if number.as_i64().is_some() => Ok(()),
        (Kind::Timestamp, Value::Number(number)) if Timestamp::from_number(number).is_some() => Ok(()),
        (Kind::Blob, Value::String(text)) if Blob::from_base64(text).is_some() => Ok(()),
        _ => Err(mismatch(shape, value)),
    }
}

fn drop_null_entries(shape: &Shape, value: &mut Value) {
    match (&shape.kind, value) {
        (Kind::Structure(members), Value::Object(found)) => {
            for member in *members {
                if let Some(value) = found.get_mut(member.name) {
                    drop_null_entries(member.shape, value);
                }
            }
        }
        (Kind::Map(_, part), Value::Object(found)) => {
            found.retain(|_, value| !value.is_null());
            found.values_mut().for_each(|value| drop_null_entries(part, value));
        }
        (Kind::List(part), Value::Array(found)) => {
            found.iter_mut().for_each(|value| drop_null_entries(part, value));
        }
        _ => {}
    }
}

fn is_i32(number: &Number) -> bool {
    number.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
}

/// The text for a value of the wrong type, as AWS's framework words it.
fn mismatch(shape: &Shape, value: &Value) -> String {
    let token = match value {
        Value::Object(_) => return "Start of structure or map found where not expected.".to_owned(),
        Value::Array(_) => return "Start of list found where not expected".to_owned(),
        Value::Null => "NULL_VALUE",
        Value::Bool(true) => "TRUE_VALUE",
        Value::Bool(false) => "FALSE_VALUE",
        Value::Number(number) if number.is_f64() => "DECIMAL_VALUE",
        Value::Number(_) => "NUMBER_VALUE",
        Value::String(_) => "STRING_VALUE",
    };
    let target = match shape.kind {
        Kind::List(_) => return "Expected list or null".to_owned(),
        Kind::Structure(_) | Kind::Map(..) | Kind::Document => return "Unexpected field type".to_owned(),
        Kind::String => "a String",
        Kind::Blob => "a Blob",
        Kind::Integer => "an Integer",
        Kind::Long => "a Long",
        Kind::Boolean => "a Boolean",
        Kind::Timestamp => "milliseconds since epoch",
    };
    format!("{token} can not be converted to {target}")
}

/// Where a value stands; written out only when it is at fault.
struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
    /// Whether something sensitive is around the value.
    is_hidden: bool,
}

/// The last step to a value.
enum Step<'a> {
    Root,
    Member(&'a str),
    /// Counted from one.
    Element(usize),
    Entry(&'a str),
}

impl<'a> Path<'a> {
    fn to(&'a self, step: Step<'a>, from: &Shape) -> Path<'a> {
        Path { above: Some(self), step, is_hidden: self.is_hidden || from.is_sensitive }
    }

    /// `userAttributes.1.member.name`
    fn text(&self) -> String {
        let mut text = self.above.map(Path::text).unwrap_or_default();
        if !text.is_empty() {
            text.push('.');
        }
        match self.step {
            Step::Root => {}
            Step::Member(name) => {
                let mut letters = name.chars();
                text.extend(letters.next().map(|first| first.to_ascii_lowercase()));
                text.push_str(letters.as_str());
            }
            Step::Element(at) => text.push_str(&format!("{at}.member")),
            Step::Entry(key) => {
                text.extend(key.chars().take(SHOWN));
                text.push_str(".member");
            }
        }
        text
    }
}

/// The violations found so far.
#[derive(Default)]
struct Violations {
    count: usize,
    listed: Vec<String>,
}

impl Violations {
    fn into_result(self) -> Result<(), Invalid> {
        if self.count == 0 {
            return Ok(());
        }
        let plural = if self.count == 1 { "" } else { "s" };
        let listed = self.listed.join("; ");
        Err(Invalid::Constraints(format!("{} validation error{plural} detected: {listed}", self.count)))
    }

    fn add(&mut self, shape: &Shape, value: &Value, path: &Path<'_>, rule: &str) {
        self.count += 1;
        if self.listed.len() == LISTED {
            return;
        }
        // AWS: a missing user name reads "Value at 'username'", a missing flow "Value null at 'authFlow'".
        let shown = match value {
            _ if path.is_hidden || shape.is_sensitive => String::new(),
            Value::Null => "null ".to_owned(),
            _ if shape.hides() => String::new(),
            value => format!("'{}' ", shown(value)),
        };
        self.listed.push(format!("Value {shown}at '{}' failed to satisfy constraint: {rule}", path.text()));
    }

    /// A value of the right type that is not null, and all within it.
    fn value(&mut self, shape: &Shape, value: &Value, path: &Path<'_>) {
        for rule in failures(shape, value) {
            self.add(shape, value, path, &rule);
        }
        match (&shape.kind, value) {
            (Kind::Structure(members), Value::Object(found)) => {
                for member in *members {
                    self.member(member, found, &path.to(Step::Member(member.name), shape));
                }
            }
            (Kind::List(part), Value::Array(found)) => {
                self.list(part, (shape, value, found), path);
            }
            (Kind::Map(key, part), Value::Object(found)) => {
                self.map((key, part), (shape, value, found), path);
            }
            _ => {}
        }
    }

    fn member(&mut self, member: &Member, found: &Map<String, Value>, path: &Path<'_>) {
        match found.get(member.name) {
            Some(Value::Null) | None if member.is_required => {
                self.add(member.shape, &Value::Null, path, NOT_NULL);
            }
            Some(Value::Null) | None => {}
            Some(value) => self.value(member.shape, value, path),
        }
    }

    /// An element of a list or map, where null does not mean absent.
    fn part(&mut self, shape: &Shape, value: &Value, path: &Path<'_>) {
        match value {
            Value::Null => self.add(shape, value, path, NOT_NULL),
            value => self.value(shape, value, path),
        }
    }

    fn list(&mut self, part: &Shape, list: (&Shape, &Value, &[Value]), path: &Path<'_>) {
        let (shape, value, found) = list;
        if !is_scalar(part) {
            for (at, value) in found.iter().enumerate() {
                self.part(part, value, &path.to(Step::Element(at + 1), shape));
            }
        } else if found.iter().any(|value| is_wrong(part, value)) {
            let has_null = found.iter().any(Value::is_null);
            self.add(
                shape,
                value,
                path,
                &format!("Member must satisfy constraint: [{}]", rules(part, has_null)),
            );
        }
    }

    fn map(&mut self, parts: (&Shape, &Shape), map: (&Shape, &Value, &Map<String, Value>), path: &Path<'_>) {
        let ((key, part), (shape, value, found)) = (parts, map);
        if found.keys().any(|name| string_failures(key, name).next().is_some()) {
            self.add(
                shape,
                value,
                path,
                &format!("Map keys must satisfy constraint: [{}]", rules(key, false)),
            );
        }
        if !is_scalar(part) {
            for (name, value) in found {
                self.part(part, value, &path.to(Step::Entry(name), shape));
            }
        } else if found.values().any(|value| is_wrong(part, value)) {
            self.add(
                shape,
                value,
                path,
                &format!("Map value must satisfy constraint: [{}]", rules(part, false)),
            );
        }
    }
}

const NOT_NULL: &str = "Member must not be null";

fn is_scalar(shape: &Shape) -> bool {
    !matches!(shape.kind, Kind::Structure(_) | Kind::List(_) | Kind::Map(..))
}

fn is_wrong(shape: &Shape, value: &Value) -> bool {
    value.is_null() || !failures(shape, value).is_empty()
}

/// The rules that a value itself breaks, not those of its parts.
fn failures(shape: &Shape, value: &Value) -> Vec<String> {
    match (&shape.kind, value) {
        (Kind::Blob, Value::String(text)) => {
            let digits = text.trim_end_matches('=').len();
            size_failures(shape, count(digits * 3 / 4)).collect()
        }
        (_, Value::String(text)) => string_failures(shape, text).collect(),
        (_, Value::Number(number)) => {
            number.as_i64().map(|at| size_failures(shape, at).collect()).unwrap_or_default()
        }
        (_, Value::Array(found)) => size_failures(shape, count(found.len())).collect(),
        (Kind::Map(..), Value::Object(found)) => size_failures(shape, count(found.len())).collect(),
        _ => Vec::new(),
    }
}

fn string_failures<'a>(shape: &'a Shape, text: &'a str) -> impl Iterator<Item = String> + 'a {
    let pattern = shape.pattern.filter(|pattern| !pattern.is_match(text)).map(|_| pattern_rule(shape));
    let has_bounds = shape.min.is_some() || shape.max.is_some();
    // Java counts UTF-16 code units.
    let length = if has_bounds { count(text.chars().map(char::len_utf16).sum()) } else { 0 };
    let values = (!shape.values.is_empty() && !shape.values.contains(&text)).then(|| values_rule(shape));
    pattern.into_iter().chain(size_failures(shape, length)).chain(values)
}

fn size_failures(shape: &Shape, size: i64) -> impl Iterator<Item = String> {
    let min = shape.min.filter(|min| size < *min).map(|min| min_rule(shape, min));
    let max = shape.max.filter(|max| size > *max).map(|max| max_rule(shape, max));
    min.into_iter().chain(max)
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// All rules of a list's or map's element, which AWS lists together whichever of them is broken.
fn rules(shape: &Shape, has_null: bool) -> String {
    let mut rules = Vec::new();
    rules.extend(shape.max.map(|max| max_rule(shape, max)));
    rules.extend(shape.min.map(|min| min_rule(shape, min)));
    rules.extend(shape.pattern.map(|_| pattern_rule(shape)));
    rules.extend((!shape.values.is_empty()).then(|| values_rule(shape)));
    rules.extend(has_null.then(|| NOT_NULL.to_owned()));
    rules.join(", ")
}

fn pattern_rule(shape: &Shape) -> String {
    let text = shape.pattern.map_or("", |pattern| pattern.text);
    format!("Member must satisfy regular expression pattern: {text}")
}

fn min_rule(shape: &Shape, min: i64) -> String {
    format!("Member must have {} greater than or equal to {min}", measure(shape))
}

fn max_rule(shape: &Shape, max: i64) -> String {
    format!("Member must have {} less than or equal to {max}", measure(shape))
}

fn measure(shape: &Shape) -> &'static str {
    if matches!(shape.kind, Kind::Integer | Kind::Long) { "value" } else { "length" }
}

fn values_rule(shape: &Shape) -> String {
    format!("Member must satisfy enum value set: [{}]", shape.values.join(", "))
}

/// The value as Java prints it, cut.
fn shown(value: &Value) -> String {
    let mut text = String::new();
    print(value, &mut text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    }
}

fn print(value: &Value, out: &mut String) {
    // Four bytes a character at most: what is longer is cut anyway.
    if out.len() > 4 * SHOWN {
        return;
    }
    match value {
        Value::String(text) => out.extend(text.chars().take(SHOWN)),
        Value::Array(values) => {
            out.push('[');
            for (at, value) in values.iter().enumerate().take(SHOWN) {
                out.push_str(if at == 0 { "" } else { ", " });
                print(value, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (at, (name, value)) in members.iter().enumerate().take(SHOWN) {
                out.push_str(if at == 0 { "" } else { ", " });
                out.extend(name.chars().take(SHOWN));
                out.push('=');
                print(value, out);
            }
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests;
