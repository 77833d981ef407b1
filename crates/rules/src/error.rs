//! The one error of rules and doors: a reason, its arguments, and a source for the log.

use std::error::Error as StdError;
use std::fmt;

mod catalogue;

pub use catalogue::{Entry, Reason};

/// What every rule and operation returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was refused or failed.
pub struct Error {
    reason: Reason,
    args: Vec<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error of this reason, whose text needs no argument.
    pub fn new(reason: Reason) -> Error {
        Error { reason, args: Vec::new(), source: None }
    }

    /// An error of this reason; the argument fills the first `{}` of its text.
    pub fn about(reason: Reason, arg: impl Into<String>) -> Error {
        Error { reason, args: vec![arg.into()], source: None }
    }

    /// The same error with one more argument.
    pub fn and(mut self, arg: impl Into<String>) -> Error {
        self.args.push(arg.into());
        self
    }

    /// Something of ours failed: the source goes to the log and never to the caller.
    pub fn internal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
        Error { reason: Reason::Internal, args: Vec::new(), source: Some(source.into()) }
    }

    /// Another error in place of one of this reason. All others stay: a store that fails must not read as a thing
    /// that is not there.
    pub fn replaced(self, reason: Reason, by: impl FnOnce() -> Error) -> Error {
        if self.reason == reason { by() } else { self }
    }

    /// The same error by another reason, where it is of this one.
    pub fn renamed(mut self, reason: Reason, to: Reason) -> Error {
        if self.reason == reason {
            self.reason = to;
        }
        self
    }

    /// Whether a function of a pool has refused, failed or answered what makes no sense.
    pub fn is_of_function(&self) -> bool {
        matches!(self.reason, Reason::FunctionRefused | Reason::FunctionFailed | Reason::FunctionAnswer)
    }

    /// How long whoever was refused has to wait, in seconds, where the reason is one that passes and says so.
    pub fn wait_s(&self) -> Option<i64> {
        let passes = matches!(
            self.reason,
            Reason::PasswordAttemptsExceeded | Reason::TooManyAttempts | Reason::SignInCodesExceeded
        );
        self.args.first().filter(|_| passes)?.parse().ok()
    }

    /// The same error, of a reason that passes in so many milliseconds.
    pub fn for_ms(self, left_ms: i64) -> Error {
        self.and(((left_ms + 999) / 1_000).max(1).to_string())
    }

    /// The meaning.
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// AWS's exception name.
    pub fn code(&self) -> &'static str {
        self.reason.entry().code
    }

    /// The text that the caller reads, arguments filled in.
    pub fn message(&self) -> String {
        let mut parts = self.reason.entry().text.split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        let mut args = self.args.iter();
        for part in parts {
            out.push_str(args.next().map_or("", String::as_str));
            out.push_str(part);
        }
        out
    }
}

impl From<Reason> for Error {
    fn from(reason: Reason) -> Error {
        Error::new(reason)
    }
}

impl From<store::StoreError> for Error {
    fn from(source: store::StoreError) -> Error {
        Error::internal(source)
    }
}

impl From<serde_json::Error> for Error {
    fn from(source: serde_json::Error) -> Error {
        Error::internal(source)
    }
}

impl From<crate::outside::NoEntropy> for Error {
    fn from(source: crate::outside::NoEntropy) -> Error {
        Error::internal(source)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.reason, self.message())?;
        if let Some(source) = &self.source {
            write!(f, " ({source})")?;
        }
        Ok(())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl StdError for Error {}
