//! How a command fails: one clear sentence, what to do next, and an exit code.

use std::fmt;

use crate::config::Fault;

/// A command that cannot go on.
#[derive(Debug)]
pub struct Failure {
    sentence: String,
    next: Vec<String>,
    /// 2 for how it was called, 1 for what went wrong.
    pub code: u8,
}

impl Failure {
    /// Something went wrong.
    pub fn new(sentence: impl Into<String>, next: impl Into<String>) -> Failure {
        Failure { sentence: sentence.into(), next: vec![next.into()], code: 1 }
    }

    /// The settings are weak or wanting: all faults at once.
    pub fn settings(faults: &[Fault]) -> Failure {
        let count = match faults {
            [_] => "one setting".to_owned(),
            _ => format!("{} settings", faults.len()),
        };
        Failure {
            sentence: format!("Cenote does not start with {count} to mend."),
            next: faults.iter().map(ToString::to_string).collect(),
            code: 2,
        }
    }

    /// The sentence alone.
    pub fn sentence(&self) -> &str {
        &self.sentence
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cenote: {}", self.sentence)?;
        self.next.iter().try_for_each(|line| write!(f, "\n  {line}"))
    }
}

impl From<rules::Error> for Failure {
    fn from(error: rules::Error) -> Failure {
        // The operator reads this on a terminal: the source that callers never see belongs here.
        Failure::new(format!("It failed within: {error}."), "Run `cenote doctor` for what may be wrong.")
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::new(format!("The system refused: {error}."), "Mend that and start again.")
    }
}
