//! `cargo xtask bench`: builds and starts the release server, measures it and the arithmetic it cannot do without, and
//! prints one table.

use std::path::{Path, PathBuf};

use crate::bed::{Bed, Making};
use crate::beside::Beside;
use crate::column::{Column, Measured, Sample};
use crate::operations::{Operation, Subject};
use crate::primitives::{Kit, LONG, Primitives, SHORT};
use crate::server;
use crate::{Result, against, decisions, federation, gateway, table};

/// What `cargo xtask bench` takes.
#[derive(clap::Args)]
pub struct Bench {
    /// A PostgreSQL server on which a database is made and removed; SQLite without it
    #[arg(long, value_name = "URL", env = "CENOTE_BENCH_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Users of the pool
    #[arg(long, default_value_t = 10_000)]
    users: u64,
    /// Several sizes, each row measured on all of them in turn, such as 10000,1000000
    #[arg(long, value_name = "USERS,USERS", value_delimiter = ',', conflicts_with = "users")]
    compare: Vec<u64>,
    /// Seconds of each operation at each rate: 10, and with --federation 60
    #[arg(long)]
    seconds: Option<f64>,
    /// Runs that count, each of all rows in turn: the table has their medians. A row's run is void,
    /// and made again, in which the primitives drift by more than 10 %
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=99))]
    runs: u32,
    /// How often a row is measured again whose run was void, before the machine is given up
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=999))]
    tries: u32,
    /// Compare the ratios with those of this page, such as docs/performance.md: it fails where one is off by more
    /// than 5 %
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Measure only operations whose name holds this text, or one of several: `--only SRP,refresh`
    #[arg(long, value_name = "TEXT", value_delimiter = ',')]
    only: Vec<String>,
    /// Where the data are made; the system's folder for temporary files without it
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// How the server is built: `dist` as packages are, `release` is quicker to build
    #[arg(long, value_name = "PROFILE", default_value = "dist")]
    profile: String,
    /// A server that is built already
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Measure policy decisions alone, without a server
    #[arg(long, exclusive = true)]
    decisions: bool,
    /// Measure the gateway alone, before a store that keeps nothing
    #[arg(long, conflicts_with = "decisions")]
    gateway: bool,
    /// Measure sign-ins through an OpenID provider, and local ones beside them
    #[arg(long, conflicts_with_all = ["decisions", "gateway", "compare", "runs", "against", "only"])]
    federation: bool,
    /// JSON instead of the table, and no progress
    #[arg(long)]
    json: bool,
}

/// Of each row where nobody says.
const SECONDS: f64 = 10.0;

/// All that was measured.
pub struct Outcome {
    /// A column for each size.
    pub columns: Vec<Column>,
    /// GetUser beside sign-ups, on the first size.
    pub beside: Option<Beside>,
    /// Runs of a row that do not count.
    pub void: u32,
}

impl Bench {
    /// Measures and prints. Errors: something cannot be run; the machine was not quiet enough: too many runs are void;
    /// or the ratios are not those of the page.
    pub fn run(self) -> Result<()> {
        if self.decisions {
            return decisions::run();
        }
        // Before the long wait, not after it.
        let page = self.against.as_ref().map(std::fs::read_to_string).transpose()?;
        let binary = match &self.binary {
            Some(binary) => binary.canonicalize()?,
            None => server::build(&self.profile)?,
        };
        if self.gateway {
            return gateway::run(&binary);
        }
        if self.federation {
            let making = self.making(&binary, self.users.max(1), federation::SETTINGS);
            return federation::run(&making, self.seconds.unwrap_or(federation::SECONDS), self.json);
        }
        let size = std::fs::metadata(&binary)?.len();
        let sizes = if self.compare.is_empty() { vec![self.users] } else { self.compare.clone() };
        let beds = sizes.into_iter().map(|users| self.making(&binary, users.max(1), "").run());
        let beds = beds.collect::<Result<Vec<Bed>>>()?;
        let outcome = self.measure(&beds)?;
        // Their servers are not needed any more.
        drop(beds);
        if self.json {
            println!("{}", table::json(&outcome, size));
        } else {
            println!("{}", table::text(&outcome, size));
        }
        let Some(page) = page else { return Ok(()) };
        let differences = against::differences(&page, &table::ratios(&outcome.columns));
        match differences.is_empty() {
            true => Ok(()),
            false => {
                Err(format!("Not what the page says, by more than 5 %:\n{}", differences.join("\n")).into())
            }
        }
    }

    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|text| name.contains(text))
    }

    fn making<'a>(&'a self, binary: &'a Path, users: u64, settings: &'a str) -> Making<'a> {
        Making {
            binary,
            folder: self.folder.as_deref(),
            database_url: self.database_url.as_deref(),
            settings,
            users,
            shows: !self.json,
        }
    }

    /// Measures every row on each bed in turn, so that what happens to the machine meanwhile happens to all of them.
    fn measure(&self, beds: &[Bed]) -> Result<Outcome> {
        let kit = Kit::new()?;
        let mut subjects = beds.iter().map(Bed::subject).collect::<Result<Vec<_>>>()?;
        let wanted: Vec<_> =
            Operation::ALL.into_iter().filter(|operation| self.wants(operation.name())).collect();
        for operation in &wanted {
            self.tell(&format!("warming up: {}", operation.name()));
            for subject in &mut subjects {
                subject.run(*operation, operation.rates()[1], 200)?;
            }
        }
        let rows: Vec<(Operation, f64)> =
            wanted.iter().flat_map(|operation| operation.rates().map(|rate| (*operation, rate))).collect();
        let whole = || {
            beds.iter().map(|bed| Primitives::measure(&kit, &bed.server, LONG)).collect::<Result<Vec<_>>>()
        };
        self.tell("the primitives alone");
        let before = whole()?;
        let mut void = 0;
        let mut samples: Vec<Vec<Vec<Sample>>> =
            beds.iter().map(|_| rows.iter().map(|_| Vec::new()).collect()).collect();
        for run in 1..=self.runs {
            for (at, row) in rows.iter().enumerate() {
                self.tell(&format!("{} at {} a second, run {run} of {}", row.0.name(), row.1, self.runs));
                for ((bed, subject), samples) in beds.iter().zip(&mut subjects).zip(&mut samples) {
                    samples[at].push(self.sample(&kit, bed, subject, *row, &mut void)?);
                }
            }
        }
        self.tell("the primitives again");
        let after = whole()?;
        self.tell("the arithmetic at each rate");
        let paced = rows
            .iter()
            .map(|(operation, rate)| operation.arithmetic().map(|share| kit.paced(share, *rate)).transpose());
        let paced = paced.collect::<Result<Vec<_>>>()?;
        let beside = match subjects.first_mut().filter(|_| wanted.contains(&Operation::GetUser)) {
            Some(subject) => {
                self.tell("GetUser beside sign-ups with a slow function");
                Some(Beside::measure(subject, self.runs)?)
            }
            None => None,
        };
        let limits = before.into_iter().zip(after).map(|(before, after)| [before, after]);
        let columns = beds.iter().zip(samples).zip(limits).map(|((bed, samples), limits)| {
            let rows = rows.iter().zip(samples).zip(&paced);
            let rows = rows.map(|((row, samples), paced)| Measured::of(*row, &samples, *paced)).collect();
            Column::of(bed, limits, rows)
        });
        Ok(Outcome { columns: columns.collect::<Result<_>>()?, beside, void })
    }

    /// One row on one bed, between two looks at the primitives. A run in which they drift is void and made again.
    ///
    /// Errors: the machine is not quiet enough.
    fn sample(
        &self,
        kit: &Kit,
        bed: &Bed,
        subject: &mut Subject<'_>,
        (operation, rate): (Operation, f64),
        void: &mut u32,
    ) -> Result<Sample> {
        let count = (rate * self.seconds.unwrap_or(SECONDS)).ceil().max(1.0) as u32;
        let mut why = String::new();
        for _ in 0..self.tries {
            let before = Primitives::measure(kit, &bed.server, SHORT)?;
            let run = subject.run(operation, rate, usize::try_from(count)?)?;
            let after = Primitives::measure(kit, &bed.server, SHORT)?;
            let drifted = before.drifted(&after);
            if drifted.is_empty() {
                let limit = operation.arithmetic().map(|share| (before.of(share) + after.of(share)) / 2);
                return Ok(Sample::of(run, count, limit));
            }
            *void += 1;
            why = drifted.join(", ");
            self.tell(&format!("void, the machine was not the same before and after: {why}"));
        }
        let tries = self.tries;
        Err(format!("{tries} runs of one row were void: the machine is not quiet enough ({why}); --tries asks for more").into())
    }

    fn tell(&self, what: &str) {
        if !self.json {
            eprintln!("{what}");
        }
    }
}
