//! Runs the functions that pools name by their ARNs: as programs of this machine, at a server's address, or by Lambda's
//! Invoke API.
//! AWS: the developer guide, "Things to know about Lambda triggers"; API_Invoke.
//!
//! A call goes on when whoever asked for it has left: what a function has begun, it may finish. An attempt may take as
//! long as AWS's five seconds, and there are three at most: on timeouts and what passes, never after the function itself
//! has answered.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use rules::outside::{Call, Clock, Failed, Functions, Rng};
use rules::sync::telling::is_told;
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::config::functions as config;
use crate::metrics;
use crate::outbound;

mod endpoint;
mod instance;
mod invoke;
mod lines;
mod local;
pub mod log;
mod memory;
mod runtime_api;
mod streams;

use endpoint::Endpoint;
use invoke::Invoke;
use local::Local;
use log::{CallLog, Record};
use streams::{Kinesis, Lines, Postgres};

/// The longest answer. AWS: six megabytes and what its envelope takes.
const LARGEST: usize = 6_291_556;

/// What a function throws may be this long, in bytes.
const LONGEST_MESSAGE: usize = 8_192;

/// Calls under way that nobody waits for.
const BACKGROUND: u32 = 1_000;

/// Before another attempt, where an endpoint asks for patience.
const PAUSE: Duration = Duration::from_millis(200);

/// Every function of this process.
pub struct Registry {
    by_arn: BTreeMap<String, Arc<Entry>>,
    inner: Arc<Inner>,
    background: Arc<Semaphore>,
}

/// What calls work with, whoever waits for them.
struct Inner {
    tools: Tools,
    calls: CallLog,
}

/// What the parts of a function work with.
pub struct Tools {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub rng: Arc<dyn Rng>,
    /// Who asks servers elsewhere.
    pub outbound: Arc<outbound::Client>,
}

struct Entry {
    target: Target,
    timeout: Duration,
    attempts: u32,
}

enum Target {
    Local(Local),
    Endpoint(Endpoint),
    Invoke(Invoke),
    Kinesis(Kinesis),
    Postgres(Postgres),
    Lines(Lines),
}

/// One call, owned by the task that makes it.
struct Job {
    /// The same for all its attempts.
    id: String,
    arn: String,
    pool_id: String,
    trigger: &'static str,
    body: Bytes,
    waits: bool,
}

/// An attempt that gave no answer.
struct Missed {
    failed: Failed,
    /// Another one may fare better.
    is_passing: bool,
    /// For the log.
    why: String,
}

impl Missed {
    fn passing(code: &str, why: impl Into<String>) -> Missed {
        Missed { failed: Failed::NotRun(code.to_owned()), is_passing: true, why: why.into() }
    }

    fn refused(code: &str, why: impl Into<String>) -> Missed {
        Missed { failed: Failed::NotRun(code.to_owned()), is_passing: false, why: why.into() }
    }

    /// AWS's text is all there is of a timeout.
    fn late() -> Missed {
        Missed::passing("Socket timeout while invoking Lambda function", "it did not answer in time")
    }

    fn thrown(message: impl Into<String>) -> Missed {
        let message = message.into();
        let end = message.floor_char_boundary(LONGEST_MESSAGE);
        let kept = message.get(..end).unwrap_or_default().to_owned();
        Missed { why: format!("it failed: {kept}"), failed: Failed::Thrown(kept), is_passing: false }
    }

    /// AWS's error of an answer past [`LARGEST`].
    fn too_large() -> Missed {
        Missed::thrown(format!(
            "Response payload size exceeded maximum allowed payload size ({LARGEST} bytes)."
        ))
    }
}

impl Registry {
    /// The functions of the settings.
    pub fn new(functions: &config::Functions, tools: Tools) -> Registry {
        let entry = |function: &config::Function| {
            let target = match function.target.clone() {
                config::Target::Local(local) => Target::Local(Local::new(local)),
                config::Target::Endpoint(endpoint) => Target::Endpoint(Endpoint::new(endpoint)),
                config::Target::Invoke(invoke) => Target::Invoke(Invoke::new(invoke)),
                config::Target::Kinesis(kinesis) => Target::Kinesis(Kinesis::new(kinesis)),
                config::Target::Postgres(postgres) => Target::Postgres(Postgres::new(postgres)),
                config::Target::File(path) => Target::Lines(Lines::new(path)),
            };
            Arc::new(Entry { target, timeout: function.timeout, attempts: function.attempts })
        };
        let by_arn = functions.by_arn.iter().map(|(arn, function)| (arn.clone(), entry(function))).collect();
        let background = Arc::new(Semaphore::new(BACKGROUND as usize));
        Registry { by_arn, inner: Arc::new(Inner { tools, calls: CallLog::default() }), background }
    }

    /// The last calls of a pool, the newest first, secrets masked.
    pub fn calls_of(&self, pool_id: &str) -> Vec<Record> {
        self.inner.calls.of_pool(pool_id)
    }

    /// Lets calls that nobody waits for end within `grace`, and ends every program that was started.
    pub async fn stop(&self, grace: Duration) {
        let over = tokio::time::timeout(grace, self.background.acquire_many(BACKGROUND)).await;
        if over.is_err() {
            tracing::warn!("calls of functions were cut off");
        }
        for entry in self.by_arn.values() {
            if let Target::Local(local) = &entry.target {
                local.stop().await;
            }
        }
    }

    /// What an ARN leads to: itself, else the function without its version or alias.
    fn find(&self, arn: &str) -> Option<Arc<Entry>> {
        let unqualified = || arn.rsplit_once(':').filter(|_| arn.split(':').count() == 8).map(|(arn, _)| arn);
        let found = self.by_arn.get(arn).or_else(|| self.by_arn.get(unqualified()?));
        found.map(Arc::clone)
    }

    fn job(&self, call: &Call<'_>) -> Result<Job, Failed> {
        let failed = || Failed::NotRun("ServiceException".to_owned());
        let body = serde_json::to_vec(call.event).map_err(|_| failed())?;
        let id = match is_told(call.trigger) {
            true => id_of(&body),
            false => self.inner.tools.id().ok_or_else(failed)?,
        };
        Ok(Job {
            id,
            arn: call.arn.to_owned(),
            pool_id: call.pool_id.to_owned(),
            trigger: call.trigger,
            body: Bytes::from(body),
            waits: call.waits,
        })
    }
}

#[async_trait]
impl Functions for Registry {
    async fn invoke(&self, call: &Call<'_>) -> Result<Value, Failed> {
        let job = self.job(call)?;
        let inner = Arc::clone(&self.inner);
        let Some(entry) = self.find(call.arn) else {
            let missing =
                Missed::refused("ResourceNotFoundException", "no function is configured for this ARN");
            return inner.tell(&job, 1, Err(missing), Duration::ZERO);
        };
        // A program of ours has accepted a call when it is queued; others are asked.
        if !job.waits && matches!(entry.target, Target::Local(_)) {
            let Ok(place) = Arc::clone(&self.background).try_acquire_owned() else {
                let crowded = Missed::refused("TooManyRequestsException", "too many calls wait");
                return inner.tell(&job, 1, Err(crowded), Duration::ZERO);
            };
            tokio::spawn(async move {
                _ = inner.run(&entry, &job).await;
                drop(place);
            });
            return Ok(Value::Null);
        }
        let ran = tokio::spawn(async move { inner.run(&entry, &job).await }).await;
        ran.unwrap_or_else(|_| Err(Failed::NotRun("ServiceException".to_owned())))
    }
}

/// The outcome as metrics and the last calls name it.
fn outcome(answer: &Result<Value, Failed>) -> &'static str {
    match answer {
        Ok(_) => "ok",
        Err(Failed::Thrown(_)) => "thrown",
        Err(Failed::NotRun(code)) if code.starts_with("Socket timeout") => "timeout",
        Err(Failed::NotRun(_)) => "not_run",
        Err(Failed::Unreadable) => "unreadable",
    }
}

impl Inner {
    /// All attempts of a call.
    async fn run(&self, entry: &Entry, job: &Job) -> Result<Value, Failed> {
        let began = Instant::now();
        let mut attempt = 1;
        loop {
            let tried = entry
                .attempt(&self.tools, job)
                .await
                .and_then(|body| read(&body, job.waits && !is_told(job.trigger)));
            let is_last = attempt >= entry.attempts || !tried.as_ref().is_err_and(|missed| missed.is_passing);
            if is_last {
                return self.tell(job, attempt, tried, began.elapsed());
            }
            if let Err(missed) = &tried {
                warn(job, attempt, missed);
            }
            if !matches!(entry.target, Target::Local(_)) {
                tokio::time::sleep(PAUSE).await;
            }
            attempt += 1;
        }
    }

    /// What came of a call, told to the log, the metrics and the last calls.
    fn tell(
        &self,
        job: &Job,
        attempt: u32,
        tried: Result<Value, Missed>,
        took: Duration,
    ) -> Result<Value, Failed> {
        let answer = tried.map_err(|missed| {
            warn(job, attempt, &missed);
            missed.failed
        });
        metrics::called(job.trigger, outcome(&answer), took);
        self.calls.push(job, &answer, self.tools.clock.now(), took);
        answer
    }
}

fn warn(job: &Job, attempt: u32, missed: &Missed) {
    let Job { id, arn, pool_id, trigger, .. } = job;
    let why = missed.why.as_str();
    tracing::warn!(
        function = arn,
        pool = pool_id,
        trigger,
        request_id = id,
        attempt,
        why,
        "a function failed"
    );
}

impl Entry {
    async fn attempt(&self, tools: &Tools, job: &Job) -> Result<Bytes, Missed> {
        let deadline = Instant::now() + self.timeout;
        match &self.target {
            Target::Local(local) => local.attempt(tools, job, deadline).await,
            Target::Endpoint(endpoint) => within(deadline, endpoint.attempt(tools, job)).await,
            Target::Invoke(invoke) => within(deadline, invoke.attempt(tools, job)).await,
            Target::Kinesis(kinesis) => within(deadline, kinesis.attempt(tools, job)).await,
            Target::Postgres(postgres) => within(deadline, postgres.attempt(job)).await,
            Target::Lines(lines) => within(deadline, lines.attempt(job)).await,
        }
    }
}

async fn within(
    deadline: Instant,
    attempt: impl Future<Output = Result<Bytes, Missed>>,
) -> Result<Bytes, Missed> {
    tokio::time::timeout_at(deadline, attempt).await.unwrap_or_else(|_| Err(Missed::late()))
}

/// What a function returned; of a call that nobody waits for, nothing.
fn read(body: &[u8], waits: bool) -> Result<Value, Missed> {
    if !waits {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).map_err(|error| Missed {
        failed: Failed::Unreadable,
        is_passing: false,
        why: format!("what it returned is not JSON: {error}"),
    })
}

/// The error that a function's runtime reports: `{"errorMessage": …, "errorType": …}`.
fn thrown(body: &[u8]) -> Missed {
    let error: Value = serde_json::from_slice(body).unwrap_or_default();
    let text = |name: &str| error.get(name).and_then(Value::as_str).map(str::to_owned);
    Missed::thrown(
        text("errorMessage").or_else(|| text("errorType")).unwrap_or_else(|| "Unhandled".to_owned()),
    )
}

/// The id of a change that is told: the same when it is told again.
fn id_of(body: &[u8]) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&crypto::mac::sha256(body)[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// Path and query of an address.
fn path_of(url: &http::Uri) -> &str {
    url.path_and_query().map_or("/", http::uri::PathAndQuery::as_str)
}

impl Tools {
    /// A new id.
    fn id(&self) -> Option<String> {
        let mut bytes = [0; 16];
        self.rng.fill(&mut bytes).ok()?;
        Some(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string())
    }
}

#[cfg(test)]
mod tests;
