//! Functions that Cenote runs itself: as many programs as are needed at once and allowed, warm ones first.
//! AWS: the developer guide of Lambda, "Understanding the Lambda execution environment lifecycle".

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{OnceCell, Semaphore, watch};
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::instance::{Instance, Launch, Ran};
use super::lines::Tag;
use super::runtime_api::{Event, Outcome};
use super::{Job, Missed, Tools, thrown};
use crate::config::functions::{self as config, Program, arn_part};

const NODE: &str = include_str!("bootstraps/node.cjs");
const PYTHON: &str = include_str!("bootstraps/python.py");

/// How long the end of all programs is waited for.
const END: Duration = Duration::from_secs(5);

/// The programs of one function.
pub struct Local {
    settings: config::Local,
    places: Semaphore,
    resting: Arc<Resting>,
    reaper: OnceCell<()>,
    stop: watch::Sender<bool>,
}

/// Programs that wait for an event, the one used last at the end.
#[derive(Default)]
struct Resting(Mutex<Vec<(Instance, Instant)>>);

impl Resting {
    fn list(&self) -> MutexGuard<'_, Vec<(Instance, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Local {
    /// A function of which nothing runs yet.
    pub fn new(settings: config::Local) -> Local {
        let places = Semaphore::new(settings.instances);
        let resting = Arc::<Resting>::default();
        Local { settings, places, resting, reaper: OnceCell::new(), stop: watch::Sender::new(false) }
    }

    /// Has a program work on a call, as soon as one is free.
    pub async fn attempt(&self, tools: &Tools, job: &Job, deadline: Instant) -> Result<Bytes, Missed> {
        // There are never more programs than places: those at work hold one each, and whoever takes one rests none.
        let place = timeout_at(deadline, self.places.acquire()).await;
        let Ok(Ok(_place)) = place else {
            return Err(Missed::refused("TooManyRequestsException", "all its instances were busy"));
        };
        let event = event(tools, job, deadline)?;
        let id = event.id.clone();
        let tag = Tag { function: job.arn.clone(), pool: job.pool_id.clone(), request_id: id.clone() };
        while let Some(instance) = self.rested() {
            match instance.run(event.clone(), tag.clone(), deadline).await {
                // It ended while it rested: as if it had never been.
                Ran::Settled(Outcome::Ended { has_begun: false, .. }) => {}
                ran => return self.settle(instance, ran, &id),
            }
        }
        let instance = self.start(job).await.map_err(|error| {
            let missed = Missed::thrown(format!("RequestId: {id} Error: Couldn't find valid bootstrap(s)"));
            Missed { why: format!("its program does not start: {error}"), ..missed }
        })?;
        let ran = instance.run(event, tag, deadline).await;
        self.settle(instance, ran, &id)
    }

    /// What came of an event. A program that may serve another one rests.
    fn settle(&self, instance: Instance, ran: Ran, id: &str) -> Result<Bytes, Missed> {
        match ran {
            Ran::Settled(Outcome::Answered(body)) => {
                self.rest(instance);
                Ok(body)
            }
            Ran::Settled(Outcome::Threw(body)) => {
                self.rest(instance);
                Err(thrown(&body))
            }
            Ran::Settled(Outcome::TooLarge) => {
                self.rest(instance);
                Err(Missed::too_large())
            }
            Ran::Settled(Outcome::InitFailed(body)) => Err(thrown(&body)),
            Ran::Settled(Outcome::Ended { has_begun, how }) => {
                let how = how.map_or_else(
                    || "Runtime exited without providing a reason".to_owned(),
                    |how| format!("Runtime exited with error: {how}"),
                );
                let missed = Missed::thrown(format!("RequestId: {id} Error: {how}"));
                // What had not begun may begin again.
                Err(Missed { is_passing: !has_begun, ..missed })
            }
            Ran::Starting => {
                self.rest(instance);
                Err(Missed { why: "it was still starting".to_owned(), ..Missed::late() })
            }
            Ran::Late => Err(Missed::late()),
        }
    }

    /// Ends all programs, and waits for their end.
    pub async fn stop(&self) {
        self.resting.list().clear();
        self.stop.send_replace(true);
        if timeout(END, self.stop.closed()).await.is_err() {
            tracing::warn!("a function's program does not end");
        }
    }

    /// The program used last that is still fit.
    fn rested(&self) -> Option<Instance> {
        let mut resting = self.resting.list();
        resting.retain(|(instance, _)| instance.is_fit());
        resting.pop().map(|(instance, _)| instance)
    }

    fn rest(&self, instance: Instance) {
        self.resting.list().push((instance, Instant::now()));
    }

    async fn start(&self, job: &Job) -> std::io::Result<Instance> {
        let idle = self.settings.idle;
        self.reaper
            .get_or_init(|| async { _ = tokio::spawn(reap(Arc::downgrade(&self.resting), idle)) })
            .await;
        Instance::start(&launch(&self.settings, &job.arn), self.stop.subscribe()).await
    }
}

fn event(tools: &Tools, job: &Job, deadline: Instant) -> Result<Event, Missed> {
    let no_entropy = || Missed::refused("ServiceException", "the system has no entropy");
    let (id, trace) =
        (tools.id().ok_or_else(no_entropy)?, tools.id().ok_or_else(no_entropy)?.replace('-', ""));
    let left = deadline.saturating_duration_since(Instant::now());
    let now = tools.clock.now();
    let (root, parent) = trace.split_at(16);
    Ok(Event {
        trace: format!("Root=1-{:08x}-{parent}{:.8};Parent={root};Sampled=0", now / 1_000, id),
        id,
        arn: job.arn.clone(),
        body: job.body.clone(),
        deadline_ms: now.saturating_add(i64::try_from(left.as_millis()).unwrap_or(i64::MAX)),
    })
}

/// What is started for a function.
fn launch(settings: &config::Local, arn: &str) -> Launch {
    let (program, arguments, handler) = match &settings.program {
        Program::Command(command) => {
            let program = command.first().map(String::as_str).unwrap_or_default();
            // A path is one from the function's folder, a bare name is looked for on PATH.
            let is_path = program.contains('/') && !Path::new(program).is_absolute();
            let program = match is_path {
                true => settings.folder.join(program).display().to_string(),
                false => program.to_owned(),
            };
            (program, command.iter().skip(1).cloned().collect(), "bootstrap")
        }
        Program::Node(handler) => {
            let heap = format!("--max-old-space-size={}", settings.memory_mb * 3 / 4);
            let arguments = vec![heap, "--eval".to_owned(), NODE.to_owned()];
            ("node".to_owned(), arguments, handler.as_str())
        }
        Program::Python(handler) => {
            let arguments = vec!["-u".to_owned(), "-c".to_owned(), PYTHON.to_owned()];
            ("python3".to_owned(), arguments, handler.as_str())
        }
    };
    let environment = environment(settings, arn, handler);
    Launch { program, arguments, folder: settings.folder.clone(), environment, memory_mb: settings.memory_mb }
}

/// AWS: "Using Lambda environment variables". What this process has for itself is not for functions.
fn environment(settings: &config::Local, arn: &str, handler: &str) -> Vec<(String, String)> {
    let (region, name) = (arn_part(arn, 3), arn_part(arn, 6));
    let version = Some(arn_part(arn, 7)).filter(|version| !version.is_empty()).unwrap_or("$LATEST");
    let own = |name: &'static str| std::env::var(name).ok().map(|value| (name.to_owned(), value));
    let mut all: Vec<(String, String)> = ["PATH", "LANG", "TZ"].into_iter().filter_map(own).collect();
    all.push(("AWS_REGION".to_owned(), region.to_owned()));
    all.push(("AWS_DEFAULT_REGION".to_owned(), region.to_owned()));
    all.extend(settings.environment.iter().map(|(name, value)| (name.clone(), value.reveal().to_owned())));
    let fixed = [
        ("AWS_LAMBDA_FUNCTION_NAME", name.to_owned()),
        ("AWS_LAMBDA_FUNCTION_VERSION", version.to_owned()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", settings.memory_mb.to_string()),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand".to_owned()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", format!("/aws/lambda/{name}")),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "cenote".to_owned()),
        ("LAMBDA_TASK_ROOT", settings.folder.display().to_string()),
        ("_HANDLER", handler.to_owned()),
    ];
    all.extend(fixed.map(|(name, value)| (name.to_owned(), value)));
    all
}

/// Ends programs that have waited too long, as long as there is a function.
async fn reap(resting: Weak<Resting>, idle: Duration) {
    let pause = (idle / 4).clamp(Duration::from_millis(250), Duration::from_secs(30));
    loop {
        sleep(pause).await;
        let Some(resting) = resting.upgrade() else { return };
        resting.list().retain(|(instance, since)| instance.is_fit() && since.elapsed() < idle);
    }
}
