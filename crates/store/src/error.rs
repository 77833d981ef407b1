//! What can go wrong below the records; the database's own words are kept as the source, for the log only.

use std::error::Error;
use std::fmt;

/// A result of this crate.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

type Source = Box<dyn Error + Send + Sync>;

/// A failure of the store. A guard that did not hold is an outcome, not one of these.
#[derive(Debug)]
pub enum StoreError {
    /// The database refused or could not be reached; nothing was applied.
    Failed {
        /// What was being done.
        doing: &'static str,
        /// The database's words.
        source: Source,
    },
    /// The answer to a commit was lost: it is applied whole or not at all, and nobody here knows which.
    Unknown {
        /// The database's words.
        source: Source,
    },
    /// A stored row does not hold what its record says.
    Corrupt(String),
    /// A value that no driver can hold, such as text with a NUL.
    Unstorable(&'static str),
    /// A later release wrote this database.
    Newer {
        /// The schema found.
        found: i64,
        /// The newest schema this release knows.
        known: i64,
    },
    /// The store was closed before it answered; a commit on its way may have been applied.
    Closed,
}

impl StoreError {
    /// A failure after which nothing is applied.
    pub fn failed(doing: &'static str, source: impl Into<Source>) -> Self {
        Self::Failed { doing, source: source.into() }
    }

    /// A commit whose answer was lost.
    pub fn unknown(source: impl Into<Source>) -> Self {
        Self::Unknown { source: source.into() }
    }

    /// True when a commit that ended so may have been applied.
    pub fn may_be_applied(&self) -> bool {
        matches!(self, Self::Unknown { .. } | Self::Closed)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { doing, .. } => write!(f, "the store failed to {doing}"),
            Self::Unknown { .. } => f.write_str("the store lost the answer to a commit"),
            Self::Corrupt(what) => write!(f, "the store holds what it should not: {what}"),
            Self::Unstorable(what) => write!(f, "the store cannot hold {what}"),
            Self::Newer { found, known } => write!(
                f,
                "the database has schema {found} and this release knows {known} at most: start the newer release"
            ),
            Self::Closed => f.write_str("the store is closed"),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Failed { source, .. } | Self::Unknown { source } => Some(source.as_ref()),
            _ => None,
        }
    }
}
