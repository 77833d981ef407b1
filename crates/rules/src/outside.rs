//! The outside world as small traits: time, chance, the functions that pools name, servers elsewhere, and where the logs of
//! pools go.

use async_trait::async_trait;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use serde_json::Value;

use crate::error::{Error, Reason};

/// Tells the time, in milliseconds since 1970.
pub trait Clock: Send + Sync {
    /// Milliseconds since the epoch.
    fn now(&self) -> i64;
}

/// Gives random bytes.
pub trait Rng: Send + Sync {
    /// Fills `bytes`. Errors: the system has no entropy to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy>;
}

/// The system's random source failed.
#[derive(Debug)]
pub struct NoEntropy;

impl std::fmt::Display for NoEntropy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the system's random source failed")
    }
}

impl std::error::Error for NoEntropy {}

/// Runs the functions that pools name by their ARNs.
#[async_trait]
pub trait Functions: Send + Sync {
    /// Runs one on an event, and gives what it returned; of a call that nobody waits for, nothing.
    async fn invoke(&self, call: &Call<'_>) -> Result<Value, Failed>;
}

/// One call of a function.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// Which one.
    pub arn: &'a str,
    /// For which pool.
    pub pool_id: &'a str,
    /// The trigger, as errors name it: `PreSignUp`.
    pub trigger: &'static str,
    /// What it is given.
    pub event: &'a Value,
    /// Whether its answer is waited for. Otherwise only whether it was accepted is told.
    pub waits: bool,
}

/// Why a function gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It threw: its message.
    Thrown(String),
    /// It could not be run, or did not answer in time: the code of the error.
    NotRun(String),
    /// What it returned is not JSON.
    Unreadable,
}

impl Failed {
    /// The error that a caller is told, of a trigger.
    pub fn error(self, trigger: &str) -> Error {
        match self {
            Failed::Thrown(message) => Error::about(Reason::FunctionRefused, trigger).and(message),
            Failed::NotRun(code) => Error::about(Reason::FunctionFailed, trigger).and(code),
            Failed::Unreadable => Error::new(Reason::FunctionAnswer),
        }
    }
}

/// No functions at all: every ARN names one that does not exist.
pub struct NoFunctions;

#[async_trait]
impl Functions for NoFunctions {
    async fn invoke(&self, _: &Call<'_>) -> Result<Value, Failed> {
        Err(Failed::NotRun("ResourceNotFoundException".to_owned()))
    }
}

/// Takes the records of a pool's logs.
pub trait Journal: Send + Sync {
    /// Takes one record, JSON text, for a destination, an ARN.
    fn tell(&self, destination: &str, record: &str);
}

/// The server's own log.
pub struct ServerLog;

impl Journal for ServerLog {
    fn tell(&self, destination: &str, record: &str) {
        tracing::info!(target: "log_delivery", destination, record, "a log record");
    }
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// The machine's random source.
pub struct SystemRng(SystemRandom);

impl Default for SystemRng {
    fn default() -> SystemRng {
        SystemRng(SystemRandom::new())
    }
}

impl Rng for SystemRng {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        self.0.fill(bytes).map_err(|_| NoEntropy)
    }
}

/// Asks servers elsewhere: for metadata and discovery documents of identity providers; and tells apps.
#[async_trait]
pub trait Outbound: Send + Sync {
    /// The body at a URL, of at most a megabyte, within a few seconds; redirects are followed.
    ///
    /// Errors: it is not to be had, or where it leads is not to be asked.
    async fn get(&self, url: &str) -> Result<Vec<u8>, Unfetched>;

    /// Asks a provider something, and gives its answer whatever the status: at most a megabyte, within a few seconds. No
    /// redirect is followed: what goes along is for nobody else.
    ///
    /// Errors: those of `get`, but for `Status`.
    async fn ask(&self, question: Question<'_>) -> Result<Reply, Unfetched>;

    /// POSTs a form to a URL, and gives the status of the answer, which is not read and no redirect of which is followed.
    ///
    /// Errors: those of `get`.
    async fn tell(&self, url: &str, form: String) -> Result<u16, Unfetched>;

    /// Whether a URL may be http: only where requests may go to private addresses at all.
    fn may_be_plain(&self) -> bool;
}

/// What a provider is asked.
#[derive(Clone, Debug, Default)]
pub struct Question<'a> {
    /// Where.
    pub url: &'a str,
    /// Headers beside the usual ones.
    pub headers: Vec<(&'static str, String)>,
    /// A form to POST; GET where there is none.
    pub form: Option<String>,
}

/// What it answers.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// When, by its own clock, as the header has it.
    pub date: Option<String>,
    /// The whole body.
    pub body: Vec<u8>,
}

/// A world without a network.
pub struct Offline;

#[async_trait]
impl Outbound for Offline {
    async fn get(&self, _: &str) -> Result<Vec<u8>, Unfetched> {
        Err(Unfetched::Forbidden("there is no network".to_owned()))
    }

    async fn ask(&self, _: Question<'_>) -> Result<Reply, Unfetched> {
        Err(Unfetched::Forbidden("there is no network".to_owned()))
    }

    async fn tell(&self, _: &str, _: String) -> Result<u16, Unfetched> {
        Err(Unfetched::Forbidden("there is no network".to_owned()))
    }

    fn may_be_plain(&self) -> bool {
        false
    }
}

/// Why a document was not fetched. Who asked for it learns no more than the status: what answers behind a wall, and how
/// fast, is not for strangers.
#[derive(Debug)]
pub enum Unfetched {
    /// It answered with another status than 200.
    Status(u16),
    /// It leads where requests may not go.
    Forbidden(String),
    /// It did not answer, or not in a way that can be used.
    Failed(String),
}

impl std::fmt::Display for Unfetched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unfetched::Status(status) => write!(f, "it answers with status {status}"),
            Unfetched::Forbidden(why) => write!(f, "it may not be asked: {why}"),
            Unfetched::Failed(why) => write!(f, "it does not answer: {why}"),
        }
    }
}

impl std::error::Error for Unfetched {}
