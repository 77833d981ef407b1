//! What was measured of sign-ins through a provider, as tables for people and as JSON.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};

use crate::primitives::micros;

use super::local::{self, Kinds};
use super::{RATE, way};

/// One stretch of the measurement.
pub struct Phase {
    /// Local sign-ins.
    pub local: Kinds,
    /// Sign-ins through the provider that were done in a second.
    pub rate: f64,
    /// How long first sign-ins through the provider took.
    pub new: Vec<Duration>,
    /// How long sign-ins of people took who had come before.
    pub old: Vec<Duration>,
    /// CPU time of the server.
    pub server: Duration,
    /// CPU time of the stand-in.
    pub provider: Duration,
    /// How long it took.
    pub took: Duration,
}

/// All of it.
pub struct Outcome {
    /// Seconds of each stretch.
    pub seconds: f64,
    /// Users of the pool.
    pub users: u64,
    /// Local sign-ins alone.
    pub alone: Phase,
    /// Sign-ins through the provider alone.
    pub federated: Phase,
    /// Both at once.
    pub both: Phase,
}

impl Phase {
    /// This stretch and a later one of the same as one.
    pub fn with(mut self, later: Phase) -> Phase {
        self.local.password.latencies.extend(later.local.password.latencies);
        self.local.srp.latencies.extend(later.local.srp.latencies);
        self.server += later.server;
        self.provider += later.provider;
        self.took += later.took;
        self
    }

    /// How long all sign-ins through the provider took.
    fn all(&self) -> Vec<Duration> {
        self.new.iter().chain(&self.old).copied().collect()
    }

    /// The share of a CPU time that is one sign-in's through the provider.
    fn each(&self, cpu: Duration) -> Duration {
        cpu.div_f64((self.new.len() + self.old.len()).max(1) as f64)
    }
}

/// The middle of these times, and the one that 99 of 100 do not exceed.
fn percentiles(mut times: Vec<Duration>) -> [Duration; 2] {
    times.sort();
    let last = times.len().saturating_sub(1) as f64;
    [0.5, 0.99].map(|share| times.get((last * share).ceil() as usize).copied().unwrap_or_default())
}

fn quotient(beside: Duration, alone: Duration) -> f64 {
    beside.as_secs_f64() / alone.as_secs_f64()
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

impl Outcome {
    /// Local sign-ins by their kinds: percentiles alone, and beside the others.
    fn local(&self) -> [(&'static str, [Duration; 2], [Duration; 2]); 2] {
        let of = |kind: fn(&Kinds) -> &Vec<Duration>| {
            [&self.alone, &self.both].map(|phase| percentiles(kind(&phase.local).clone()))
        };
        let [alone, beside] = of(|kinds| &kinds.password.latencies);
        let [srp_alone, srp_beside] = of(|kinds| &kinds.srp.latencies);
        [("password sign-in", alone, beside), ("SRP sign-in (both calls)", srp_alone, srp_beside)]
    }

    /// Sign-ins through the provider by their kinds.
    fn ways(&self) -> [(&'static str, [Duration; 2]); 4] {
        [
            ("alone", percentiles(self.federated.all())),
            ("alone, first sign-ins", percentiles(self.federated.new.clone())),
            ("alone, people who came before", percentiles(self.federated.old.clone())),
            ("beside local sign-ins", percentiles(self.both.all())),
        ]
    }

    /// The tables as Markdown.
    pub fn text(&self) -> String {
        let mut out = String::new();
        // Writing to a String does not fail.
        let _ = self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "### Federated sign-ins, {} users, {} s each\n", self.users, self.seconds)?;
        writeln!(
            out,
            "| local | rate | p50 alone | p99 alone | p50 beside {RATE} federated /s | p99 beside them | quotient of p99 |"
        )?;
        writeln!(out, "|---|--:|--:|--:|--:|--:|--:|")?;
        for (name, alone, beside) in self.local() {
            let [p50, p99] = alone.map(millis);
            let [p50_beside, p99_beside] = beside.map(millis);
            let quotient = quotient(beside[1], alone[1]);
            let rate = local::RATE;
            writeln!(
                out,
                "| {name} | {rate} /s | {p50} | {p99} | {p50_beside} | {p99_beside} | {quotient:.2} |"
            )?;
        }
        writeln!(
            out,
            "\n| federated, {RATE} /s | answered | p50 | p99 | server's CPU each | stand-in's CPU each |"
        )?;
        writeln!(out, "|---|--:|--:|--:|--:|--:|")?;
        for (at, (name, [p50, p99])) in self.ways().into_iter().enumerate() {
            let (p50, p99) = (millis(p50), millis(p99));
            let micro = |cpu: Duration| format!("{:.0} us", micros(cpu));
            let (federated, both) = (&self.federated, &self.both);
            let (rate, server, provider) = match at {
                0 => {
                    let each = [federated.server, federated.provider].map(|cpu| micro(federated.each(cpu)));
                    let [server, provider] = each;
                    (format!("{:.1} /s", federated.rate), server, provider)
                }
                // What the server does for the one and for the other is one account.
                3 => (format!("{:.1} /s", both.rate), String::new(), micro(both.each(both.provider))),
                _ => Default::default(),
            };
            writeln!(out, "| {name} | {rate} | {p50} | {p99} | {server} | {provider} |")?;
        }
        let busy = |phase: &Phase, cpu: Duration| 100.0 * cpu.as_secs_f64() / phase.took.as_secs_f64();
        writeln!(
            out,
            "\nOf one core the server took {:.1} % with local sign-ins alone, {:.1} % with federated ones alone and {:.1} % \
             with both; the stand-in {:.1} % with both.",
            busy(&self.alone, self.alone.server),
            busy(&self.federated, self.federated.server),
            busy(&self.both, self.both.server),
            busy(&self.both, self.both.provider),
        )
    }

    /// The same as JSON: times in microseconds.
    pub fn json(&self) -> Value {
        let local = self.local().map(|(name, alone, beside)| {
            json!({
                "operation": name, "rate": local::RATE, "alone_p50_us": micros(alone[0]),
                "alone_p99_us": micros(alone[1]), "beside_p50_us": micros(beside[0]),
                "beside_p99_us": micros(beside[1]), "p99_quotient": quotient(beside[1], alone[1]),
            })
        });
        let ways = self.ways().map(
            |(name, [p50, p99])| json!({ "federated": name, "p50_us": micros(p50), "p99_us": micros(p99) }),
        );
        let cpu = |phase: &Phase| {
            json!({
                "server_us": micros(phase.server), "stand_in_us": micros(phase.provider), "took_us": micros(phase.took),
                "federated": phase.new.len() + phase.old.len(), "federated_answered": phase.rate,
            })
        };
        let federated = &self.federated;
        json!({
            "users": self.users, "seconds": self.seconds, "provider": way::PROVIDER, "rate": RATE,
            "local": local, "federated": ways,
            "server_cpu_us": micros(federated.each(federated.server)),
            "stand_in_cpu_us": micros(federated.each(federated.provider)),
            "cpu": { "local": cpu(&self.alone), "federated": cpu(federated), "both": cpu(&self.both) },
        })
    }
}
