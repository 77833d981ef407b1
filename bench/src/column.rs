//! One column of the table: everything measured on a pool of one size.

use std::time::Duration;

use crate::Result;
use crate::bed::Bed;
use crate::load::Run;
use crate::operations::Operation;
use crate::primitives::Primitives;

/// What was measured on a pool of one size.
pub struct Column {
    /// Users in the pool.
    pub users: u64,
    /// Whether the data are on PostgreSQL.
    pub is_postgres: bool,
    /// How long filling it took.
    pub seeded_in: Duration,
    /// From the start of the process to the first answer, on these data.
    pub started_in: Duration,
    /// Resident memory before the load, in KiB.
    pub idle_kib: u64,
    /// Resident memory after the load, in KiB.
    pub loaded_kib: u64,
    /// The primitives before and after all of it.
    pub limits: [Primitives; 2],
    /// The operations at each rate.
    pub rows: Vec<Measured>,
}

impl Column {
    /// The column of a bed after its load.
    pub fn of(bed: &Bed, limits: [Primitives; 2], rows: Vec<Measured>) -> Result<Column> {
        Ok(Column {
            users: bed.users,
            is_postgres: bed.is_postgres,
            seeded_in: bed.seeded_in,
            started_in: bed.started_in,
            idle_kib: bed.idle_kib,
            loaded_kib: bed.server.rss_kib()?,
            limits,
            rows,
        })
    }
}

/// One operation at one rate, measured once.
pub struct Sample {
    answered: f64,
    p50: Duration,
    /// 99 of 100 took no longer.
    pub p99: Duration,
    cpu: Duration,
    limit: Option<Duration>,
}

impl Sample {
    /// What a load of so many operations says, and what its arithmetic alone took around that time.
    pub fn of(mut run: Run, count: u32, limit: Option<Duration>) -> Sample {
        run.latencies.sort();
        let at = |share: f64| {
            let last = run.latencies.len().saturating_sub(1);
            run.latencies.get((last as f64 * share).ceil() as usize).copied().unwrap_or_default()
        };
        Sample {
            answered: f64::from(count) / run.took.as_secs_f64(),
            p50: at(0.5),
            p99: at(0.99),
            cpu: run.cpu / count,
            limit,
        }
    }
}

/// One operation at one rate: the medians of all runs, each value on its own.
pub struct Measured {
    /// Which.
    pub operation: Operation,
    /// Asked for, a second.
    pub rate: f64,
    /// Answered, a second.
    pub answered: f64,
    /// Half of the operations took no longer.
    pub p50: Duration,
    /// 99 of 100 took no longer.
    pub p99: Duration,
    /// Server CPU of one.
    pub cpu: Duration,
    /// CPU of its arithmetic alone; `None` where there is none.
    pub limit: Option<Duration>,
    /// Limit by CPU of each run, from the least to the most; none where there is no arithmetic.
    pub ratios: Vec<f64>,
    /// CPU of its arithmetic alone at that rate; `None` where there is none.
    pub paced: Option<Duration>,
}

impl Measured {
    /// Of one sample and one limit of each run.
    pub fn of((operation, rate): (Operation, f64), samples: &[Sample], paced: Option<Duration>) -> Measured {
        let limits: Vec<Duration> = samples.iter().filter_map(|sample| sample.limit).collect();
        let ratios =
            samples.iter().filter_map(|sample| Some(sample.limit?.as_secs_f64() / sample.cpu.as_secs_f64()));
        Measured {
            operation,
            rate,
            answered: middle(&sorted(samples.iter().map(|sample| sample.answered))).unwrap_or_default(),
            p50: median(samples.iter().map(|sample| sample.p50)),
            p99: median(samples.iter().map(|sample| sample.p99)),
            cpu: median(samples.iter().map(|sample| sample.cpu)),
            limit: (!limits.is_empty()).then(|| median(limits.iter().copied())),
            ratios: sorted(ratios),
            paced,
        }
    }

    /// The median ratio.
    pub fn ratio(&self) -> Option<f64> {
        middle(&self.ratios)
    }
}

fn sorted(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers
}

fn middle(sorted: &[f64]) -> Option<f64> {
    sorted.get(sorted.len() / 2).copied()
}

/// The middle one; none is no time at all.
pub fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
