//! What goes into a statement and what comes out of it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::error::{Result, StoreError};

/// One value of a column. Booleans are 0 and 1.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// SQL's NULL.
    Null,
    /// A signed 64-bit integer.
    Int(i64),
    /// UTF-8 without NUL, compared byte by byte.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// Prints sizes only: values may be personal or secret.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("Null"),
            Self::Int(int) => write!(f, "Int({int})"),
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Self::Blob(bytes) => write!(f, "Blob({} bytes)", bytes.len()),
        }
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Self::Int(int)
    }
}

impl From<bool> for Value {
    fn from(fact: bool) -> Self {
        Self::Int(i64::from(fact))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Blob(bytes)
    }
}

impl From<&Vec<u8>> for Value {
    fn from(bytes: &Vec<u8>) -> Self {
        Self::Blob(bytes.clone())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<&Option<Vec<u8>>> for Value {
    fn from(bytes: &Option<Vec<u8>>) -> Self {
        bytes.as_ref().map_or(Self::Null, Self::from)
    }
}

/// Whether a driver can hold this text at all, and so anything can be called so.
pub(crate) fn is_storable(text: &str) -> bool {
    !text.contains('\0')
}

/// Refuses what one of the drivers could not hold, so that both behave alike.
pub(crate) fn check(args: &[Value]) -> Result<()> {
    let has_nul = args.iter().any(|arg| matches!(arg, Value::Text(text) if !is_storable(text)));
    if has_nul { Err(StoreError::Unstorable("text with a NUL")) } else { Ok(()) }
}

/// A row of an answer; columns are asked for by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
    start: usize,
}

impl Row {
    /// A row of as many values as columns.
    pub fn new(columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { columns, values, start: 0 }
    }

    /// The same row, in which names are looked for from this column on: for joins of tables that share names.
    #[must_use]
    pub fn starting(mut self, start: usize) -> Self {
        self.start = start;
        self
    }

    /// An integer that is there.
    pub fn int(&self, column: &str) -> Result<i64> {
        self.opt_int(column)?.ok_or_else(|| missing(column))
    }

    /// An integer or NULL.
    pub fn opt_int(&self, column: &str) -> Result<Option<i64>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Int(int) => Ok(Some(*int)),
            _ => Err(unlike(column)),
        }
    }

    /// A 0 or 1 as a fact.
    pub fn bool(&self, column: &str) -> Result<bool> {
        self.int(column).map(|int| int != 0)
    }

    /// Text that is there.
    pub fn text(&self, column: &str) -> Result<String> {
        self.opt_text(column)?.ok_or_else(|| missing(column))
    }

    /// Text or NULL.
    pub fn opt_text(&self, column: &str) -> Result<Option<String>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text.clone())),
            _ => Err(unlike(column)),
        }
    }

    /// Bytes that are there.
    pub fn blob(&self, column: &str) -> Result<Vec<u8>> {
        self.opt_blob(column)?.ok_or_else(|| missing(column))
    }

    /// Bytes or NULL.
    pub fn opt_blob(&self, column: &str) -> Result<Option<Vec<u8>>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Blob(bytes) => Ok(Some(bytes.clone())),
            _ => Err(unlike(column)),
        }
    }

    /// A JSON object of texts.
    pub fn texts(&self, column: &str) -> Result<BTreeMap<String, String>> {
        match self.value(column)? {
            Value::Text(text) => serde_json::from_str(text).map_err(|_| unlike(column)),
            _ => Err(unlike(column)),
        }
    }

    fn value(&self, column: &str) -> Result<&Value> {
        let names = self.columns.get(self.start..).unwrap_or_default();
        let at = names.iter().position(|name| name == column);
        at.and_then(|at| self.values.get(self.start + at)).ok_or_else(|| missing(column))
    }
}

fn missing(column: &str) -> StoreError {
    StoreError::Corrupt(format!("no value in column {column}"))
}

fn unlike(column: &str) -> StoreError {
    StoreError::Corrupt(format!("another kind of value in column {column}"))
}
