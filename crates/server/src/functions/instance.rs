//! One running program of a function, with its own Runtime API, and the end of it.
//!
//! It is started in a process group of its own, so that what it starts ends with it; with an environment in which
//! nothing is of ours; and it goes when whoever watches it is told to end it.

use std::net::Ipv4Addr;
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, interval, sleep_until, timeout};

use super::lines::{self, Tag};
use super::memory;
use super::runtime_api::{self, Desk, Event, Outcome};

/// How long a program may take until it asks for its first event. AWS: ten seconds.
const START: Duration = Duration::from_secs(10);

/// How long the end of a program is waited for.
const END: Duration = Duration::from_secs(1);

/// How often the memory of a program that runs is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// What is started.
pub struct Launch {
    /// The program, absolute or to be found on PATH.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Where.
    pub folder: std::path::PathBuf,
    /// All of its environment but the address of its Runtime API.
    pub environment: Vec<(String, String)>,
    /// How much memory it may hold.
    pub memory_mb: u64,
}

/// A running program; it is ended when this is dropped.
pub struct Instance {
    desk: Arc<Desk>,
    tag: Arc<Mutex<Tag>>,
    end: Arc<Notify>,
    pid: u32,
    memory_mb: u64,
    began: Instant,
}

/// What became of an event.
pub enum Ran {
    /// The program says.
    Settled(Outcome),
    /// It was still starting when the time was over; the event is taken back, and it may serve another one.
    Starting,
    /// The time was over; the program is being ended.
    Late,
}

impl Instance {
    /// Starts a program; it ends at the latest when `stop` turns true.
    pub async fn start(launch: &Launch, stop: watch::Receiver<bool>) -> std::io::Result<Instance> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mut command = Command::new(&launch.program);
        command
            .args(&launch.arguments)
            .current_dir(&launch.folder)
            .env_clear()
            .envs(launch.environment.iter().map(|(name, value)| (name, value)))
            .env("AWS_LAMBDA_RUNTIME_API", listener.local_addr()?.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command.spawn()?;
        let (desk, tag, end) =
            (Arc::new(Desk::default()), Arc::<Mutex<Tag>>::default(), Arc::new(Notify::new()));
        if let Some(out) = child.stdout.take() {
            tokio::spawn(lines::tell(out, "stdout", Arc::clone(&tag)));
        }
        if let Some(err) = child.stderr.take() {
            tokio::spawn(lines::tell(err, "stderr", Arc::clone(&tag)));
        }
        let pid = child.id().unwrap_or_default();
        let serving = tokio::spawn(runtime_api::serve(listener, Arc::clone(&desk)));
        tokio::spawn(attend(child, Arc::clone(&desk), serving, Arc::clone(&end), stop));
        Ok(Instance { desk, tag, end, pid, memory_mb: launch.memory_mb, began: Instant::now() })
    }

    /// Has it work on an event.
    pub async fn run(&self, event: Event, tag: Tag, deadline: Instant) -> Ran {
        *self.tag.lock().unwrap_or_else(PoisonError::into_inner) = tag;
        let mut outcome = self.desk.put(event);
        let mut looks = interval(LOOK);
        looks.tick().await;
        loop {
            tokio::select! {
                settled = &mut outcome => {
                    return settled.map_or(Ran::Late, Ran::Settled);
                }
                () = sleep_until(deadline) => {
                    if self.desk.take_back() && self.began.elapsed() < START {
                        return Ran::Starting;
                    }
                    self.end();
                    // What it says now is late too; only its end counts.
                    _ = timeout(END, outcome).await;
                    return Ran::Late;
                }
                _ = looks.tick() => {
                    if memory::resident_mb(self.pid).is_some_and(|held| held > self.memory_mb) {
                        // Its end settles the event.
                        self.end();
                    }
                }
            }
        }
    }

    /// Whether it can take another event.
    pub fn is_fit(&self) -> bool {
        !self.desk.is_over()
    }

    fn end(&self) {
        self.end.notify_one();
    }
}

/// A program that nobody holds any more can be given no event.
impl Drop for Instance {
    fn drop(&mut self) {
        self.end();
    }
}

/// Waits for a program's end, or brings it about.
async fn attend(
    mut child: Child,
    desk: Arc<Desk>,
    serving: JoinHandle<()>,
    end: Arc<Notify>,
    mut stop: watch::Receiver<bool>,
) {
    let pid = child.id();
    let ended = tokio::select! {
        status = child.wait() => Some(status),
        () = end.notified() => None,
        _ = stop.wait_for(|stops| *stops) => None,
    };
    let status = match ended {
        Some(status) => status,
        None => kill(&mut child, pid).await,
    };
    // What it has started goes with it.
    kill_group(pid);
    serving.abort();
    desk.end(status.ok().and_then(how));
}

async fn kill(child: &mut Child, pid: Option<u32>) -> std::io::Result<ExitStatus> {
    kill_group(pid);
    _ = child.start_kill();
    child.wait().await
}

#[cfg(unix)]
fn kill_group(pid: Option<u32>) {
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;
    if let Some(pid) = pid.and_then(|pid| i32::try_from(pid).ok()) {
        _ = killpg(Pid::from_raw(pid), Signal::SIGKILL);
    }
}

#[cfg(not(unix))]
fn kill_group(_: Option<u32>) {}

/// How a program ended, in AWS's words; none where it ended as if all were well.
fn how(status: ExitStatus) -> Option<String> {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        let name = match signal {
            6 => "aborted".to_owned(),
            9 => "killed".to_owned(),
            11 => "segmentation fault".to_owned(),
            15 => "terminated".to_owned(),
            other => format!("signal {other}"),
        };
        return Some(format!("signal: {name}"));
    }
    status.code().filter(|code| *code != 0).map(|code| format!("exit status {code}"))
}
