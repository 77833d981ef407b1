//! An open loop of what is more than one request: each begins by the clock, whether or not earlier ones have ended.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, OnceLock};
use std::time::{Duration, Instant};

use crate::{Result, clock};

/// What one came to.
pub struct Done {
    /// The last answer.
    pub answer: Vec<u8>,
    /// What the driver itself has calculated meanwhile, which nobody waits for who measures a server.
    pub own: Duration,
}

/// What was measured, in the order of the jobs.
#[derive(Default)]
pub struct Paced {
    /// From the moment at which each was due to its last answer, but for the driver's own work.
    pub latencies: Vec<Duration>,
    /// The last answer of each.
    pub answers: Vec<Vec<u8>>,
    /// From the first moment to the last answer.
    pub took: Duration,
}

impl Paced {
    /// Done in a second.
    pub fn rate(&self) -> f64 {
        if self.took.is_zero() { 0.0 } else { self.latencies.len() as f64 / self.took.as_secs_f64() }
    }
}

type Ended = Vec<(usize, Duration, Vec<u8>)>;

struct Shared<'a, J> {
    jobs: &'a [J],
    period: Option<Duration>,
    next: AtomicUsize,
    ready: Barrier,
    begin: OnceLock<Instant>,
}

/// Does all jobs on so many threads, at a rate a second, or each thread its next when it has done one. Errors: the first
/// of one that fails, after all threads have ended.
pub fn run<J: Sync, S>(
    (threads, rate): (usize, Option<f64>),
    jobs: &[J],
    enter: impl Fn() -> Result<S> + Sync,
    one: impl Fn(&mut S, &J) -> Result<Done> + Sync,
) -> Result<Paced> {
    let threads = threads.min(jobs.len());
    let shared = Shared {
        jobs,
        period: rate.map(|rate| Duration::from_secs_f64(1.0 / rate)),
        next: AtomicUsize::new(0),
        ready: Barrier::new(threads),
        begin: OnceLock::new(),
    };
    let ended: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(|| thread(&shared, &enter, &one))).collect();
        threads.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
    });
    let mut paced =
        Paced { took: shared.begin.get().map(Instant::elapsed).unwrap_or_default(), ..Paced::default() };
    let mut all: Ended = Vec::with_capacity(jobs.len());
    for thread in ended {
        all.extend(thread.map_err(|_| "a thread of the driver panicked")??);
    }
    all.sort_by_key(|(at, ..)| *at);
    for (_, latency, answer) in all {
        paced.latencies.push(latency);
        paced.answers.push(answer);
    }
    Ok(paced)
}

fn thread<J, S>(
    shared: &Shared<'_, J>,
    enter: &impl Fn() -> Result<S>,
    one: &impl Fn(&mut S, &J) -> Result<Done>,
) -> Result<Ended> {
    let entered = enter();
    shared.ready.wait();
    let begin = *shared.begin.get_or_init(clock::now);
    let mut state = entered?;
    let mut ended = Vec::new();
    loop {
        let at = shared.next.fetch_add(1, Ordering::Relaxed);
        let Some(job) = shared.jobs.get(at) else { return Ok(ended) };
        let due = shared.period.map_or_else(clock::now, |period| begin + period.mul_f64(at as f64));
        clock::wait_until(due);
        let done = one(&mut state, job)?;
        ended.push((at, due.elapsed().saturating_sub(done.own), done.answer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_in_the_order_of_the_jobs_and_the_drivers_own_work_is_left_out() {
        let jobs: Vec<u8> = (0..100).collect();
        let long = Duration::from_secs(3_600);
        let paced = run((4, None), &jobs, || Ok(()), |(), job| Ok(Done { answer: vec![*job], own: long }));
        let paced = paced.unwrap();
        assert_eq!(paced.answers.concat(), jobs);
        assert!(paced.latencies.iter().all(Duration::is_zero));
    }

    #[test]
    fn one_that_fails_fails_them_all() {
        let one = |(): &mut (), job: &u8| match job {
            7 => Err("the eighth".into()),
            job => Ok(Done { answer: vec![*job], own: Duration::ZERO }),
        };
        let jobs: Vec<u8> = (0..100).collect();
        let told = run((4, None), &jobs, || Ok(()), one).map(|paced| paced.answers.len());
        assert_eq!(told.unwrap_err().to_string(), "the eighth");
        let told = run((4, Some(1e6)), &jobs, || Err::<(), _>("no way in".into()), one);
        assert_eq!(told.map(|paced| paced.answers.len()).unwrap_err().to_string(), "no way in");
    }
}
