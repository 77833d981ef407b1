//! The two doors of the store: `Read`, which cannot change anything, and `Batch`, which only collects.

use crypto::mac;

use crate::driver::{Driver, Statement};
use crate::error::Result;
use crate::value::{self, Row, Value};

/// The door for reading.
#[derive(Clone, Copy)]
pub struct Read<'a>(&'a dyn Driver);

impl<'a> Read<'a> {
    pub(crate) fn new(driver: &'a dyn Driver) -> Self {
        Self(driver)
    }

    /// All rows of one query.
    pub async fn rows(&self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>> {
        value::check(args)?;
        self.0.rows(sql, args).await
    }

    /// The first row of one query.
    pub async fn row(&self, sql: &'static str, args: &[Value]) -> Result<Option<Row>> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }
}

/// Statements that are applied together or not at all, with one time for all of them.
pub struct Batch {
    at: i64,
    entropy: [u8; 16],
    ids: u16,
    statements: Vec<Statement>,
    notes: Vec<String>,
}

impl Batch {
    /// An empty batch at a time in epoch milliseconds; the entropy must be fresh, it makes the ids.
    pub fn new(at_ms: i64, entropy: [u8; 16]) -> Self {
        Self { at: at_ms, entropy, ids: 0, statements: Vec::new(), notes: Vec::new() }
    }

    /// The time of the batch, in epoch milliseconds.
    pub fn at(&self) -> i64 {
        self.at
    }

    /// A new UUIDv7 as text: later ids of one batch sort after earlier ones.
    /// RFC: 9562 section 5.7, with a counter in the 12 bits after the time (section 6.2, method 1).
    pub fn id(&mut self) -> String {
        let count = self.ids.to_be_bytes();
        self.ids = self.ids.wrapping_add(1);
        let mixed = mac::sha256(&[self.entropy.as_slice(), count.as_slice()].concat());
        let mut random = [0; 10];
        random.copy_from_slice(&mixed[..10]);
        random[..2].copy_from_slice(&count);
        let millis = u64::try_from(self.at).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
    }

    /// Adds a statement; statements run in the order in which they were added.
    pub fn push(&mut self, statement: Statement) {
        self.statements.push(statement);
    }

    /// Notes what is to be told elsewhere once the batch is committed; the store keeps nothing of it.
    pub fn note(&mut self, text: String) {
        self.notes.push(text);
    }

    /// Takes what was noted.
    pub fn take_notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// How many statements it holds.
    pub fn len(&self) -> usize {
        self.statements.len()
    }

    /// True when there is nothing to commit.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    pub(crate) fn into_statements(self) -> Vec<Statement> {
        self.statements
    }
}
