//! The outside world as small traits: time and chance, each with its one real form.

use aws_lc_rs::rand::{SecureRandom, SystemRandom};

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
