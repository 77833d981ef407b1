//! The clocks of a measurement: wall time, and the CPU time of a thread or another process.
//!
//! CPU times are the kernel's own accounts, in nanoseconds; those of a process include threads that have ended.

use std::time::{Duration, Instant};

use nix::time::{ClockId, clock_getcpuclockid, clock_gettime};
use nix::unistd::Pid;

use crate::Result;

/// This moment.
#[expect(clippy::disallowed_methods, reason = "measuring is what this crate is for")]
pub fn now() -> Instant {
    Instant::now()
}

/// Waits until a moment; not at all when it has passed.
#[expect(clippy::disallowed_methods, reason = "an open loop sends by the clock")]
pub fn wait_until(moment: Instant) {
    std::thread::sleep(moment.saturating_duration_since(now()));
}

/// Epoch milliseconds.
pub fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// CPU time of this thread.
pub fn thread_cpu() -> Result<Duration> {
    Ok(clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID)?.into())
}

/// CPU time of a process.
pub fn process_cpu(id: u32) -> Result<Duration> {
    let clock = clock_getcpuclockid(Pid::from_raw(i32::try_from(id)?))?;
    Ok(clock_gettime(clock)?.into())
}
