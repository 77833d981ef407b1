//! The query protocol: a form names operation and members, the answer is XML.
//!
//! AWS: AWS Query protocol of the Smithy specification; the "Making query requests" pages of the IAM user guide.
//! A form becomes the same tree that JSON would be, by the operation's shapes; values that are not what the shape says
//! stay text, so that [`crate::validate()`] finds them. An answer is made from the tree that an operation encodes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use crate::operation::{Invalid, Operation, Service};
use crate::shape::{Kind, Shape};
use crate::timestamp::Timestamp;

mod xml;

pub use xml::{answer, error};

/// More steps than any name in a model has: `Tags.member.1.Key` has four.
const DEEPEST: usize = 16;
/// More parameters than any call has that fits into a body.
const MOST: usize = 10_000;

/// The parameters of one call.
#[derive(Default)]
pub struct Form {
    root: Node,
}

/// What stands below one step of parameters' names.
#[derive(Default)]
struct Node {
    value: Option<String>,
    below: BTreeMap<String, Node>,
}

impl Form {
    /// Reads a form, `Action=GetRole&RoleName=web`; of a name that comes twice the last value counts.
    ///
    /// Errors: `Serialization` for text that is not UTF-8, and for more or deeper names than a call can need.
    pub fn parse(bytes: &[u8]) -> Result<Form, Invalid> {
        let mut root = Node::default();
        let pairs = bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        for (count, pair) in pairs.enumerate() {
            let at = pair.iter().position(|byte| *byte == b'=');
            let (name, value) = at.map_or((pair, &[][..]), |at| (&pair[..at], &pair[at + 1..]));
            let name = decoded(name)?;
            if count >= MOST || name.split('.').count() > DEEPEST {
                return Err(Invalid::Serialization("Too many parameters".to_owned()));
            }
            let mut node = &mut root;
            for step in name.split('.') {
                node = node.below.entry(step.to_owned()).or_default();
            }
            node.value = Some(decoded(value)?);
        }
        Ok(Form { root })
    }

    /// A parameter of this very name, without steps.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.root.below.get(name)?.value.as_deref()
    }

    /// The members that an operation takes; what it does not know is left out.
    pub fn tree(&self, operation: &Operation) -> Value {
        self.root.tree(operation.input)
    }
}

impl Node {
    fn tree(&self, shape: &Shape) -> Value {
        match (&shape.kind, self.value.as_deref()) {
            (Kind::Structure(members), None) => {
                let present = members.iter().filter_map(|member| {
                    let node = self.below.get(member.name)?;
                    Some((member.name.to_owned(), node.tree(member.shape)))
                });
                Value::Object(present.collect())
            }
            (Kind::List(part), None) => match self.below.get("member") {
                Some(members) => Value::Array(members.numbered().map(|node| node.tree(part)).collect()),
                None => Value::Null,
            },
            // SDKs send an empty list as an empty value.
            (Kind::List(_), Some("")) => Value::Array(Vec::new()),
            (Kind::Map(_, part), None) => {
                let entries = self.below.get("entry").into_iter().flat_map(Node::numbered);
                let pairs = entries.filter_map(|entry| {
                    let key = entry.below.get("key")?.value.clone()?;
                    Some((key, entry.below.get("value")?.tree(part)))
                });
                Value::Object(pairs.collect())
            }
            // What has steps below it where a scalar is due.
            (_, None) => Value::Object(Map::new()),
            (_, Some(text)) => scalar(shape, text),
        }
    }

    /// What stands below numbers, in their order; what is not numbered is no element.
    fn numbered(&self) -> impl Iterator<Item = &Node> {
        let mut found: Vec<(u32, &Node)> =
            self.below.iter().filter_map(|(step, node)| Some((step.parse().ok()?, node))).collect();
        found.sort_by_key(|(number, _)| *number);
        found.into_iter().map(|(_, node)| node)
    }
}

/// A value by its shape; text where it is not of that kind.
pub(crate) fn scalar(shape: &Shape, text: &str) -> Value {
    let read = match shape.kind {
        Kind::Integer | Kind::Long => text.parse::<i64>().ok().map(Value::from),
        Kind::Boolean if text.eq_ignore_ascii_case("true") => Some(Value::Bool(true)),
        Kind::Boolean if text.eq_ignore_ascii_case("false") => Some(Value::Bool(false)),
        Kind::Timestamp => Timestamp::from_iso8601(text).and_then(|at| {
            let millis = at.as_millis();
            if millis % 1000 == 0 {
                return Some(Value::from(millis / 1000));
            }
            Number::from_f64(millis as f64 / 1000.0).map(Value::Number)
        }),
        _ => None,
    };
    read.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// One name or value: `+` is a space, `%` begins two hexadecimal digits.
pub(crate) fn decoded(text: &[u8]) -> Result<String, Invalid> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                out.extend(u8::try_from(high * 16 + low));
                rest = &after[2..];
            }
            (b'+', ..) => out.push(b' '),
            (byte, ..) => out.push(*byte),
        }
    }
    String::from_utf8(out).map_err(|_| Invalid::Serialization("The request is not valid UTF-8".to_owned()))
}

/// The service that serves a version of an API: the version is what tells the query services apart.
pub fn service(version: &str) -> Option<Service> {
    Service::ALL.into_iter().find(|it| it.xml_namespace().is_some() && it.version() == version)
}

/// A tree as parameters, as SDKs write them.
pub fn form(operation: &Operation, tree: &Value) -> String {
    let mut pairs =
        vec![format!("Action={}", operation.name), format!("Version={}", operation.service.version())];
    fill(&mut pairs, "", tree);
    pairs.join("&")
}

fn fill(pairs: &mut Vec<String>, name: &str, tree: &Value) {
    let step = |step: &str| if name.is_empty() { step.to_owned() } else { format!("{name}.{step}") };
    match tree {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().for_each(|(member, value)| fill(pairs, &step(&encoded(member)), value));
        }
        Value::Array(values) if values.is_empty() => pairs.push(format!("{name}=")),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .for_each(|(at, value)| fill(pairs, &step(&format!("member.{}", at + 1)), value)),
        Value::String(text) => pairs.push(format!("{name}={}", encoded(text))),
        scalar => pairs.push(format!("{name}={scalar}")),
    }
}

/// Percent-encoded as RFC 3986 has it: only letters, digits and `-._~` stay.
pub fn encoded(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match is_plain(byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests;
