//! The seam between records and databases: two methods, rows and commit.

use async_trait::async_trait;

use crate::error::Result;
use crate::value::{Row, Value};

/// What an unmet expectation means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// A name or key belongs to somebody else.
    Taken,
    /// A code or flow was used before.
    Spent,
    /// The row changed since it was loaded: load and decide again.
    Moved,
    /// What the statement hangs on does not exist.
    Gone,
}

/// How many rows a statement must change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Exactly one, else the whole batch is undone.
    One(Miss),
    /// Any number.
    Any,
}

/// One statement of a batch, in the common dialect with `$1` binds.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The text; drivers cache by it.
    pub sql: &'static str,
    /// The values of `$1` and on.
    pub args: Vec<Value>,
    /// What it must change.
    pub expect: Expect,
    /// Which guard this is, such as `users.username`; given back when it is missed.
    pub tag: &'static str,
}

impl Statement {
    /// A guarded statement.
    pub fn one(sql: &'static str, args: Vec<Value>, miss: Miss, tag: &'static str) -> Self {
        Self { sql, args, expect: Expect::One(miss), tag }
    }

    /// A statement that may change any number of rows.
    pub fn any(sql: &'static str, args: Vec<Value>) -> Self {
        Self { sql, args, expect: Expect::Any, tag: "" }
    }

    /// What it means that this many rows changed: `None` when that is as expected.
    pub fn missed(&self, changed: u64, at: usize) -> Option<Outcome> {
        match self.expect {
            Expect::One(miss) if changed != 1 => Some(Outcome::Missed { miss, at, tag: self.tag }),
            _ => None,
        }
    }
}

/// How a batch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Applied and durable.
    Done,
    /// A guard did not hold; nothing was applied.
    Missed {
        /// What that means.
        miss: Miss,
        /// The index of the statement in the batch.
        at: usize,
        /// The statement's tag.
        tag: &'static str,
    },
}

impl Outcome {
    /// True when the batch was applied.
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done)
    }
}

/// Counters of a driver since it was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Queries run.
    pub reads: u64,
    /// Batches taken.
    pub batches: u64,
    /// Durable commits made for them; fewer than batches when many share one.
    pub commits: u64,
}

/// A database, as the records see it.
#[async_trait]
pub trait Driver: Send + Sync {
    /// Runs one query.
    async fn rows(&self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>>;

    /// Applies all statements in their order, or none.
    async fn commit(&self, batch: Vec<Statement>) -> Result<Outcome>;

    /// Counters; a driver without any has zeros.
    fn stats(&self) -> Stats {
        Stats::default()
    }
}
