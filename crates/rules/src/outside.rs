//! The outside world as small traits: time, chance, and the functions that pools name.

use async_trait::async_trait;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use serde_json::Value;

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
    /// Runs one on an event, and gives what it returned.
    async fn invoke(&self, arn: &str, event: &Value) -> Result<Value, Failed>;
}

/// Why a function gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It threw: its message.
    Thrown(String),
    /// It could not be run: the code of the error.
    NotRun(String),
    /// What it returned is not JSON.
    Unreadable,
}

/// No functions at all: every ARN names one that does not exist.
pub struct NoFunctions;

#[async_trait]
impl Functions for NoFunctions {
    async fn invoke(&self, _: &str, _: &Value) -> Result<Value, Failed> {
        Err(Failed::NotRun("ResourceNotFoundException".to_owned()))
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
