//! Whether a slow function holds anybody up: GetUser alone, beside sign-ups, and beside sign-ups that ask one.

use std::time::Duration;

use crate::Result;
use crate::column::{Sample, median};
use crate::operations::{Asks, Subject};

/// GetUser, a second.
pub const RATE: f64 = 1_000.0;

/// Sign-ups, in all and a second.
pub const SIGN_UPS: (usize, f64) = (1_000, 100.0);

/// The 99th percentiles of GetUser.
pub struct Beside {
    /// With nothing else going on.
    pub alone: Duration,
    /// Beside sign-ups of a pool without a function.
    pub plain: Duration,
    /// Beside sign-ups of a pool whose function takes its time.
    pub asking: Duration,
}

impl Beside {
    /// Measures each so often, all in turn: the medians count.
    pub fn measure(subject: &mut Subject<'_>, runs: u32) -> Result<Beside> {
        let mut times = [const { Vec::new() }; 3];
        for _ in 0..runs {
            for (at, sign_ups) in [None, Some(Asks::Nobody), Some(Asks::Function)].into_iter().enumerate() {
                let (count, rate) = SIGN_UPS;
                let seconds = count as f64 / rate;
                let run = subject.get_user_beside(RATE, (RATE * seconds) as usize, sign_ups)?;
                times[at].push(Sample::of(run, (RATE * seconds) as u32, None).p99);
            }
        }
        let [alone, plain, asking] = times.map(|times| median(times.into_iter()));
        Ok(Beside { alone, plain, asking })
    }
}
