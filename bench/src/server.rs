//! The release server as a process of its own: built, started, looked at from outside, ended.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use crate::http::{self, Connection};
use crate::{Result, clock};

/// How long the server may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server; ended when dropped.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// From its start to its first answer.
    pub started_in: Duration,
    /// What it printed when ready.
    pub ready: Value,
    child: Child,
}

/// What a server is started with.
pub struct Setup {
    /// The binary.
    pub binary: PathBuf,
    /// A folder for the data directory, which the server makes, and for what it writes beside it.
    pub folder: PathBuf,
    /// PostgreSQL instead of the file.
    pub database_url: Option<String>,
}

impl Setup {
    /// Where messages are written.
    pub fn messages(&self) -> PathBuf {
        self.folder.join("messages.jsonl")
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Starts it as an operator would, and waits for its first answer.
    pub fn start(&self) -> Result<Server> {
        // Free a moment ago, and nobody else here asks for ports.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let log = File::options().create(true).append(true).open(self.folder.join("log.jsonl"))?;
        let mut command = Command::new(&self.binary);
        command
            .args(["serve", "--json", "--delivery-kind", "file"])
            .args(["--listen", &address.to_string(), "--public-url", &format!("http://{address}")])
            .arg("--delivery-path")
            .arg(self.messages())
            .arg("--data")
            .arg(self.data())
            .env_remove("CENOTE_CONFIG")
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log);
        if let Some(url) = &self.database_url {
            command.env("CENOTE_DATABASE_URL", url);
        }
        let began = clock::now();
        let mut child = command.spawn()?;
        let answered = loop {
            if answers(address) {
                break Ok(began.elapsed());
            }
            if child.try_wait()?.is_some() || began.elapsed() > PATIENCE {
                let log = std::fs::read_to_string(self.folder.join("log.jsonl")).unwrap_or_default();
                break Err(format!("The server does not answer. Its log:\n{log}"));
            }
            clock::wait_until(clock::now() + Duration::from_micros(200));
        };
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let ready = serde_json::from_str(&line).unwrap_or_default();
        Ok(Server { address, started_in: answered?, ready, child })
    }
}

fn answers(address: SocketAddr) -> bool {
    let request = http::get(address, "/health/live");
    let answer = Connection::open(address).and_then(|mut connection| connection.exchange(&request));
    answer.is_ok_and(|answer| answer.status == 200)
}

impl Server {
    /// CPU time that it has used.
    pub fn cpu(&self) -> Result<Duration> {
        clock::process_cpu(self.child.id())
    }

    /// Resident memory, in KiB.
    pub fn rss_kib(&self) -> Result<u64> {
        self.status("VmRSS:")
    }

    /// The most that it ever was, in KiB.
    pub fn peak_kib(&self) -> Result<u64> {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        number.ok_or_else(|| format!("no {name}").into())
    }

    /// Ends it and waits until its store is closed.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let id = i32::try_from(self.child.id()).map(Pid::from_raw);
        if !id.is_ok_and(|id| kill(id, Signal::SIGTERM).is_ok()) {
            // It has ended already, or will not listen.
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.end();
        }
    }
}

/// Builds the server by a profile of the workspace, and gives the binary.
pub fn build(profile: &str) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--package", "cenote", "--profile", profile])
        .args(["--message-format", "json-render-diagnostics"])
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err("The server does not build.".into());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut binary = text.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let path = message["executable"].as_str()?;
        Path::new(path).file_stem().is_some_and(|name| name == "cenote").then(|| PathBuf::from(path))
    });
    binary.next_back().ok_or_else(|| "cargo built no server".into())
}
