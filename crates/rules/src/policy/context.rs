//! What a request says of itself: condition keys and their values.
//! AWS: the IAM user guide, "Global condition context keys".

use std::collections::BTreeMap;

/// The value of a condition key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A key that has one value: it can be a variable too.
    One(String),
    /// A key that has a set of values: conditions see each, and a variable sees none.
    Many(Vec<String>),
}

impl Value {
    /// Each value.
    pub(super) fn each(&self) -> &[String] {
        match self {
            Value::One(value) => std::slice::from_ref(value),
            Value::Many(values) => values,
        }
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::One(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::One(value)
    }
}

impl From<Vec<String>> for Value {
    fn from(values: Vec<String>) -> Value {
        Value::Many(values)
    }
}

/// The condition keys of one request. AWS: names of keys know no case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    keys: BTreeMap<String, Value>,
}

impl Context {
    /// No keys at all.
    pub fn new() -> Context {
        Context::default()
    }

    /// Says a key; one that was said before is replaced.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.keys.insert(key.to_lowercase(), value.into());
    }

    /// Says a key, where there is something to say.
    pub fn set_some(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.set(key, value);
        }
    }

    /// Says tags: `aws:PrincipalTag/Team` for the prefix `aws:PrincipalTag` and the tag `Team`.
    pub fn set_tags<'a>(&mut self, prefix: &str, tags: impl IntoIterator<Item = (&'a str, &'a str)>) {
        for (key, value) in tags {
            self.set(&format!("{prefix}/{key}"), value);
        }
    }

    /// Whether a key is said.
    pub fn has(&self, key: &str) -> bool {
        self.get(&key.to_lowercase()).is_some()
    }

    /// Every key that is said, in lower case, and its values.
    pub fn each(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.keys.iter().map(|(key, value)| (key.as_str(), value.each()))
    }

    /// The value of a key in lower case. A set without members is a key that is not said.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.keys.get(key).filter(|value| !value.each().is_empty())
    }

    /// What a variable stands for.
    pub(super) fn one(&self, key: &str) -> Option<&str> {
        match self.keys.get(key)? {
            Value::One(value) => Some(value),
            Value::Many(_) => None,
        }
    }
}
