//! TLS: the certificate of the PEM files that the settings name, and those that the store keeps by host. Both are taken up
//! anew when they change; what cannot be used leaves the old one in service, and the log and `/health/ready` say so.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::SystemTime;

use arc_swap::ArcSwap;
use rules::World;
use rustls::ServerConfig;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use crate::config::TlsFiles;

pub mod hosts;
pub mod pem;
#[cfg(test)]
mod tests;

use hosts::Hosts;
use pem::{Pair, Part, provider};

/// How long before its end a certificate is warned of.
pub const AHEAD_MS: i64 = 30 * DAY_MS;

const DAY_MS: i64 = 86_400_000;

/// What the settings' own certificate is called where hosts are named.
pub const DEFAULT: &str = "tls_cert";

/// What is wrong with the files.
#[derive(Debug)]
pub struct Problem {
    /// The option that names the file at fault.
    pub option: &'static str,
    /// What is wrong, without the file's contents.
    pub sentence: String,
}

/// Reads the pair. Errors: a file that is not there, not PEM, or does not belong to the other.
pub fn read(files: &TlsFiles) -> Result<Pair, Problem> {
    let problem = |part: Part, why: String| {
        let (option, path) = match part {
            Part::Chain => ("tls_cert", &files.cert),
            Part::Key => ("tls_key", &files.key),
        };
        Problem { option, sentence: format!("`{}` {why}", path.display()) }
    };
    let file = |part: Part, path: &Path| {
        std::fs::read(path).map_err(|error| problem(part, format!("cannot be read: {error}")))
    };
    let (chain, key) = (file(Part::Chain, &files.cert)?, file(Part::Key, &files.key)?);
    pem::read(&chain, &key).map_err(|found| problem(found.part, found.why))
}

/// The certificates in service.
pub struct Tls {
    files: TlsFiles,
    default: ArcSwap<Pair>,
    seen: ArcSwap<Stamps>,
    is_broken: AtomicBool,
    hosts: Hosts,
    world: Arc<World>,
    /// When the log was last told of certificates that end soon.
    told_at: AtomicI64,
}

type Stamps = [Option<(SystemTime, u64)>; 2];

/// What an operator should know of.
#[derive(Debug, PartialEq, Eq)]
pub struct Troubles {
    /// Whose certificate has ended, or whose newest one cannot be used.
    pub failing: BTreeSet<String>,
    /// Whose certificate ends within [`AHEAD_MS`].
    pub expiring: BTreeSet<String>,
}

/// Why the certificates cannot be opened.
pub enum Unopened {
    /// The files.
    Files(Problem),
    /// The store.
    Store(rules::Error),
}

impl Tls {
    /// Reads files and store for the first time.
    pub async fn open(files: &TlsFiles, world: &Arc<World>) -> Result<Arc<Tls>, Unopened> {
        let seen = stamps(files);
        let tls = Tls {
            files: files.clone(),
            default: ArcSwap::from_pointee(read(files).map_err(Unopened::Files)?),
            seen: ArcSwap::from_pointee(seen),
            is_broken: AtomicBool::new(false),
            hosts: Hosts::open(world).await.map_err(Unopened::Store)?,
            world: Arc::clone(world),
            told_at: AtomicI64::new(0),
        };
        tls.tell();
        Ok(Arc::new(tls))
    }

    /// Takes up changed files; what does not fit is logged and the old certificate stays.
    pub fn refresh_files(&self, is_forced: bool) {
        let found = stamps(&self.files);
        if !is_forced && **self.seen.load() == found {
            return;
        }
        self.seen.store(Arc::new(found));
        let read = read(&self.files);
        self.is_broken.store(read.is_err(), Ordering::Relaxed);
        match read {
            Ok(pair) => {
                self.default.store(Arc::new(pair));
                tracing::info!(file = %self.files.cert.display(), "a new certificate is in service");
            }
            Err(problem) => {
                let why = problem.sentence;
                tracing::error!(option = problem.option, why, "the old certificate stays in service");
            }
        }
    }

    /// Takes up what has changed in files and store, and tells the log once a day what ends soon.
    pub async fn refresh(&self) {
        self.refresh_files(false);
        if let Err(error) = self.hosts.refresh().await {
            tracing::warn!(%error, "the certificates of hosts cannot be looked for: those in service stay");
        }
        self.tell();
    }

    fn tell(&self) {
        let now = self.world.clock.now();
        let soon = self.ends().into_iter().filter(|(_, until)| until - now < AHEAD_MS).count();
        metrics::gauge!("cenote_certificates_ending").set(u32::try_from(soon).unwrap_or(u32::MAX));
        if now - self.told_at.load(Ordering::Relaxed) < DAY_MS {
            return;
        }
        self.told_at.store(now, Ordering::Relaxed);
        for (host, until) in self.ends() {
            if until - now < AHEAD_MS {
                tracing::warn!(host, ends = day(until), "a certificate {}", ending(until, now));
            }
        }
    }

    /// When each certificate ends.
    fn ends(&self) -> Vec<(String, i64)> {
        let mut ends = self.hosts.ends();
        ends.push((DEFAULT.to_owned(), self.default.load().until));
        ends
    }

    /// What an operator should know of.
    pub fn troubles(&self) -> Troubles {
        let now = self.world.clock.now();
        let mut troubles = Troubles { failing: self.hosts.broken(), expiring: BTreeSet::new() };
        if self.is_broken.load(Ordering::Relaxed) {
            troubles.failing.insert(DEFAULT.to_owned());
        }
        for (host, until) in self.ends() {
            if until <= now {
                troubles.failing.insert(host);
            } else if until - now < AHEAD_MS {
                troubles.expiring.insert(host);
            }
        }
        troubles
    }

    /// The TLS side of the listener: HTTP/2 or HTTP/1.1 by ALPN. Errors: the provider has no safe versions.
    pub fn config(self: &Arc<Tls>) -> Result<Arc<ServerConfig>, rustls::Error> {
        let resolver: Arc<dyn ResolvesServerCert> = Arc::new(Resolver(Arc::clone(self)));
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(resolver);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

/// The day of a time, for people.
pub fn day(at_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default();
    at.strftime("%Y-%m-%d").to_string()
}

/// How a certificate stands that does not last: "has ended", "ends in 12 days".
pub fn ending(until: i64, now: i64) -> String {
    match until - now {
        left if left <= 0 => "has ended".to_owned(),
        left if left < DAY_MS => "ends within a day".to_owned(),
        left if left < 2 * DAY_MS => "ends in a day".to_owned(),
        left => format!("ends in {} days", left / DAY_MS),
    }
}

struct Resolver(Arc<Tls>);

impl ResolvesServerCert for Resolver {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let Resolver(tls) = self;
        let named = hello.server_name().and_then(|name| tls.hosts.find(name));
        Some(named.unwrap_or_else(|| Arc::clone(&tls.default.load().certified)))
    }
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the certificates in service")
    }
}

/// Time and length of both files: an editor that writes twice within one tick still changes the length.
fn stamps(files: &TlsFiles) -> Stamps {
    let stamp = |path: &Path| {
        let found = std::fs::metadata(path).ok()?;
        Some((found.modified().ok()?, found.len()))
    };
    [stamp(&files.cert), stamp(&files.key)]
}
