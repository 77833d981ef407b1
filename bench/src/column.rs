//! One column of the table: everything measured on a pool of one size.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::api::Api;
use crate::ground::Place;
use crate::operations::{Operation, Subject};
use crate::primitives::{Kit, Primitives};
use crate::seed::{self, KNOWN};
use crate::server::{Server, Setup};
use crate::{Result, clock};

/// How often the start is measured; the median counts.
const STARTS: usize = 9;

/// Pool, plain client, rotating client.
type Ids = [String; 3];

/// What was measured on a pool of one size.
pub struct Column {
    /// Users in the pool.
    pub users: u64,
    /// Whether the data are on PostgreSQL.
    pub is_postgres: bool,
    /// How often each row was measured.
    pub runs: u32,
    /// How long filling it took.
    pub seeded_in: Duration,
    /// From the start of the process to the first answer, on these data.
    pub started_in: Duration,
    /// Resident memory before the load, in KiB.
    pub idle_kib: u64,
    /// Resident memory after the load, in KiB.
    pub loaded_kib: u64,
    /// The limit before the load.
    pub before: Primitives,
    /// The limit after the load.
    pub after: Primitives,
    /// The operations at each rate.
    pub rows: Vec<Measured>,
}

/// One operation at one rate.
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
    /// The least and the most of all runs.
    pub cpus: (Duration, Duration),
    /// CPU of its arithmetic alone at that rate; `None` where there is none.
    pub paced: Option<Duration>,
}

/// What is measured, and how long.
pub struct Plan<'a> {
    /// Where the binary and the data are.
    pub setup: &'a Setup,
    /// Users of the pool.
    pub users: u64,
    /// Seconds of each rate.
    pub seconds: f64,
    /// How often each row is measured.
    pub runs: u32,
    /// Measures only operations whose name holds this text.
    pub only: &'a str,
    /// Whether progress is told.
    pub shows: bool,
}

impl Plan<'_> {
    /// Fills a pool and measures on it. Errors: the server refuses what it should do, or cannot be run.
    pub fn measure(&self) -> Result<Column> {
        let (key, ids) = self.prepare()?;
        let began = clock::now();
        self.tell(&format!("filling a pool with {} users", self.users));
        self.fill(&ids[0])?;
        let seeded_in = began.elapsed();
        let (server, started_in) = self.start()?;
        clock::wait_until(clock::now() + Duration::from_secs(2));
        let idle_kib = server.rss_kib()?;
        let api = Api { address: server.address, key };
        let known = (0..self.users).step_by(usize::try_from(KNOWN)?).map(seed::username).collect();
        let mut subject = Subject::new(&server, api, self.setup.messages(), ids, known, self.users)?;
        let wanted = || Operation::ALL.into_iter().filter(|operation| operation.name().contains(self.only));
        for operation in wanted() {
            self.tell(&format!("warming up: {}", operation.name()));
            subject.run(operation, operation.rates()[1], 200)?;
        }
        self.tell("the primitives alone");
        let kit = Kit::new()?;
        let before = Primitives::measure(&kit, &server)?;
        let mut runs = Vec::new();
        for run in 1..=self.runs {
            let mut rows = Vec::new();
            for operation in wanted() {
                for rate in operation.rates() {
                    self.tell(&format!(
                        "{} at {rate} a second, run {run} of {}",
                        operation.name(),
                        self.runs
                    ));
                    rows.push(self.row(&kit, &mut subject, operation, rate)?);
                }
            }
            runs.push(rows);
        }
        let loaded_kib = server.rss_kib()?;
        self.tell("the primitives again");
        let after = Primitives::measure(&kit, &server)?;
        server.stop();
        Ok(Column {
            users: self.users,
            is_postgres: self.setup.database_url.is_some(),
            runs: self.runs,
            seeded_in,
            started_in,
            idle_kib,
            loaded_kib,
            before,
            after,
            rows: middle(runs),
        })
    }

    fn row(&self, kit: &Kit, subject: &mut Subject<'_>, operation: Operation, rate: f64) -> Result<Measured> {
        let count = (rate * self.seconds).ceil().max(1.0) as u32;
        let mut run = subject.run(operation, rate, usize::try_from(count)?)?;
        run.latencies.sort();
        let at = |share: f64| {
            let last = run.latencies.len().saturating_sub(1);
            run.latencies.get((last as f64 * share).ceil() as usize).copied().unwrap_or_default()
        };
        let cpu = run.cpu / count;
        Ok(Measured {
            operation,
            rate,
            answered: f64::from(count) / run.took.as_secs_f64(),
            p50: at(0.5),
            p99: at(0.99),
            cpu,
            cpus: (cpu, cpu),
            paced: operation.arithmetic().map(|share| kit.paced(share, rate)).transpose()?,
        })
    }

    /// A first start: makes database and keys, and by calls a pool with its clients.
    fn prepare(&self) -> Result<((String, String), Ids)> {
        let server = self.setup.start()?;
        let key = root_key(&server, &self.setup.folder)?;
        let api = Api { address: server.address, key: key.clone() };
        let input = json!({
            "PoolName": "bench", "AutoVerifiedAttributes": ["email"], "AliasAttributes": ["email"],
        });
        let pool = text(&api.administer("CreateUserPool", &input)?, "/UserPool/Id")?;
        let client = |rotates: bool| -> Result<String> {
            let mut flows = vec!["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH"];
            let mut input = json!({ "UserPoolId": pool, "ClientName": "bench" });
            if rotates {
                input["RefreshTokenRotation"] =
                    json!({ "Feature": "ENABLED", "RetryGracePeriodSeconds": 10 });
            } else {
                flows.push("ALLOW_REFRESH_TOKEN_AUTH");
            }
            input["ExplicitAuthFlows"] = json!(flows);
            text(&api.administer("CreateUserPoolClient", &input)?, "/UserPoolClient/ClientId")
        };
        let ids = [pool.clone(), client(false)?, client(true)?];
        server.stop();
        Ok((key, ids))
    }

    /// Fills the pool while no server runs.
    fn fill(&self, pool: &str) -> Result<()> {
        let place = Place {
            data: self.setup.data(),
            database_url: self.setup.database_url.clone(),
            root_key_file: None,
        };
        tokio::runtime::Runtime::new()?.block_on(async {
            let ctx = place.ctx().await?;
            let pool = rules::pools::get(&ctx, pool).await?;
            seed::fill(&ctx, &pool, 0, self.users, self.shows).await
        })
    }

    /// Starts the server a few times on the data; the last one stays.
    fn start(&self) -> Result<(Server, Duration)> {
        let mut times = Vec::new();
        loop {
            let server = self.setup.start()?;
            times.push(server.started_in);
            if times.len() == STARTS {
                times.sort();
                return Ok((server, times[STARTS / 2]));
            }
            server.stop();
        }
    }

    fn tell(&self, what: &str) {
        if self.shows {
            eprintln!("{what}");
        }
    }
}

/// Of each row the run of the median CPU time, with the least and the most of all.
fn middle(runs: Vec<Vec<Measured>>) -> Vec<Measured> {
    let mut runs: Vec<_> = runs.into_iter().map(Vec::into_iter).collect();
    std::iter::from_fn(|| {
        let mut row: Vec<Measured> = runs.iter_mut().filter_map(Iterator::next).collect();
        row.sort_by_key(|run| run.cpu);
        let cpus = (row.first()?.cpu, row.last()?.cpu);
        Some(Measured { cpus, ..row.swap_remove(row.len() / 2) })
    })
    .collect()
}

/// The root key: printed once, so that a second column on the same store has to remember it.
fn root_key(server: &Server, folder: &Path) -> Result<(String, String)> {
    let kept = folder.join("root-key.json");
    let key = match &server.ready["root_access_key"] {
        Value::Null => serde_json::from_str(&std::fs::read_to_string(&kept)?)?,
        printed => {
            std::fs::write(&kept, printed.to_string())?;
            printed.clone()
        }
    };
    Ok((text(&key, "/access_key_id")?, text(&key, "/secret_access_key")?))
}

fn text(tree: &Value, pointer: &str) -> Result<String> {
    let text = tree.pointer(pointer).and_then(Value::as_str);
    text.map(str::to_owned).ok_or_else(|| format!("an answer without {pointer}").into())
}
