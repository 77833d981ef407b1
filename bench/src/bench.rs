//! `cargo xtask bench`: builds and starts the release server, measures it and the arithmetic it cannot do without, and
//! prints one table.

use std::path::PathBuf;

use crate::column::{Column, Plan};
use crate::database::Database;
use crate::server::{self, Setup};
use crate::{Result, against, table};

/// What `cargo xtask bench` takes.
#[derive(clap::Args)]
pub struct Bench {
    /// A PostgreSQL server on which a database is made and removed; SQLite without it
    #[arg(long, value_name = "URL", env = "CENOTE_BENCH_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Users of the pool
    #[arg(long, default_value_t = 10_000)]
    users: u64,
    /// Several sizes, one after the other, such as 10000,1000000
    #[arg(long, value_name = "USERS,USERS", value_delimiter = ',', conflicts_with = "users")]
    compare: Vec<u64>,
    /// Seconds of each operation at each rate
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// How often each row is measured, all of them in turn: the run of the median CPU time counts
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=99))]
    runs: u32,
    /// Compare the ratios with those of this page, such as docs/performance.md: it fails where one is off by more
    /// than 5 %
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Measure only operations whose name holds this text
    #[arg(long, value_name = "TEXT", default_value = "")]
    only: String,
    /// Where the data are made; the system's folder for temporary files without it
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// How the server is built: `dist` as packages are, `release` is quicker to build
    #[arg(long, value_name = "PROFILE", default_value = "dist")]
    profile: String,
    /// A server that is built already
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// JSON instead of the table, and no progress
    #[arg(long)]
    json: bool,
}

impl Bench {
    /// Measures and prints. Errors: something cannot be run, the machine was not quiet enough: the run is void; or the
    /// ratios are not those of the page.
    pub fn run(self) -> Result<()> {
        // Before the long wait, not after it.
        let page = self.against.as_ref().map(std::fs::read_to_string).transpose()?;
        let binary = match &self.binary {
            Some(binary) => binary.canonicalize()?,
            None => server::build(&self.profile)?,
        };
        let size = std::fs::metadata(&binary)?.len();
        let sizes = if self.compare.is_empty() { vec![self.users] } else { self.compare.clone() };
        let columns = sizes
            .into_iter()
            .map(|users| self.column(&binary, users.max(1)))
            .collect::<Result<Vec<Column>>>()?;
        if self.json {
            println!("{}", table::json(&columns, size));
        } else {
            println!("{}", table::text(&columns, size));
        }
        let drifted: Vec<String> =
            columns.iter().flat_map(|column| column.before.drifted(&column.after)).collect();
        if !drifted.is_empty() {
            let drifted = drifted.join(", ");
            return Err(format!(
                "This run is void: the machine was not the same before and after ({drifted})."
            )
            .into());
        }
        let Some(page) = page else { return Ok(()) };
        let differences = against::differences(&page, &table::ratios(&columns));
        match differences.is_empty() {
            true => Ok(()),
            false => {
                Err(format!("Not what the page says, by more than 5 %:\n{}", differences.join("\n")).into())
            }
        }
    }

    /// One size, on data of its own that are gone afterwards.
    fn column(&self, binary: &std::path::Path, users: u64) -> Result<Column> {
        let folder = match &self.folder {
            Some(folder) => tempfile::tempdir_in(folder)?,
            None => tempfile::tempdir()?,
        };
        let runtime = tokio::runtime::Runtime::new()?;
        let database = match &self.database_url {
            Some(url) => Some(runtime.block_on(Database::new(url))?),
            None => None,
        };
        let setup = Setup {
            binary: binary.to_owned(),
            folder: folder.path().to_owned(),
            database_url: database.as_ref().map(|database| database.url.clone()),
        };
        let plan = Plan {
            setup: &setup,
            users,
            seconds: self.seconds,
            runs: self.runs,
            only: &self.only,
            shows: !self.json,
        };
        let measured = plan.measure();
        if let Some(database) = database {
            runtime.block_on(database.remove())?;
        }
        measured
    }
}
