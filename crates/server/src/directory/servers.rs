//! The servers of a directory: connections of the service account kept for the next question, the next server asked where one
//! fails, and one that failed left aside for a while.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout};

use super::link::{LONGEST, Link, Trouble};
use super::message::{Outcome, Raw, Search};
use crate::config::directories::{Bind, Directory};
use crate::config::values::Network;
use crate::tls::pem;

/// How long a server that failed is left aside.
const ASIDE: Duration = Duration::from_secs(15);

/// How long a connection serves at most: after it, a server that is preferred gets the questions back.
const LIFE: Duration = Duration::from_secs(300);

/// Servers of one directory.
pub struct Servers {
    /// What the settings say.
    pub settings: Directory,
    tls: Arc<ClientConfig>,
    private: Vec<Network>,
    idle: Mutex<VecDeque<Link>>,
    aside: Vec<Mutex<Option<Aside>>>,
    /// The service account is refused: nobody asks again at once, or a lock would follow.
    denied: Mutex<Option<(Instant, Trouble)>>,
    permits: Semaphore,
    /// Connections on which people prove their passwords.
    proofs: Semaphore,
}

#[derive(Clone)]
struct Aside {
    until: Instant,
    why: String,
}

/// A lock that a panic elsewhere does not keep closed.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The authorities that a directory's servers answer to. Errors: what is wrong with the file, or with the system's.
pub fn tls(ca_file: Option<&Path>) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    match ca_file {
        None => _ = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs),
        Some(path) => {
            let text = std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
            for certificate in CertificateDer::pem_slice_iter(&text) {
                let certificate = certificate.map_err(|error| format!("does not read as PEM: {error}"))?;
                roots.add(certificate).map_err(|error| format!("holds no authority: {error}"))?;
            }
            if roots.is_empty() {
                return Err("holds no certificate".to_owned());
            }
        }
    }
    let config = ClientConfig::builder_with_provider(pem::provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

impl Servers {
    /// Nobody is asked yet. Errors: the authorities do not read.
    pub fn new(settings: &Directory, private: &[Network]) -> Result<Servers, String> {
        let tls = tls(settings.ca_file.as_deref())?;
        Ok(Servers {
            tls,
            private: private.to_vec(),
            idle: Mutex::default(),
            aside: settings.servers.iter().map(|_| Mutex::new(None)).collect(),
            denied: Mutex::default(),
            permits: Semaphore::new(settings.connections),
            proofs: Semaphore::new(settings.connections),
            settings: settings.clone(),
        })
    }

    /// One question on a connection of the service account; again on a fresh one, and at the next server, where it fails
    /// for them: to ask twice changes nothing.
    pub async fn search(&self, search: &Search) -> Result<(Vec<Raw>, Outcome), Trouble> {
        let _permit = self.permit(&self.permits).await?;
        if let Some(link) = self.rested() {
            let server = link.server;
            match self.asked(link, search).await {
                // One that is slow now would be slow again; one that is gone may only have ended what rested.
                Err(trouble @ Trouble::Slow(_)) => _ = self.lay_aside(server, trouble),
                Err(trouble) if trouble.is_of_server() => {
                    tracing::debug!(pool.id = %self.settings.pool_id, why = %trouble, "a resting connection to a directory is of no use");
                }
                told => return told,
            }
        }
        let mut last = self.none();
        for server in self.candidates() {
            let found = match self.bound(server).await {
                Ok(link) => self.asked(link, search).await,
                Err(trouble) => Err(trouble),
            };
            match found {
                Err(trouble) if trouble.is_of_server() => last = self.lay_aside(server, trouble),
                told => return told,
            }
        }
        Err(last)
    }

    /// A connection of the service account that the caller keeps.
    pub async fn own(&self) -> Result<Link, Trouble> {
        let mut last = self.none();
        for server in self.candidates() {
            match self.bound(server).await {
                Err(trouble) if trouble.is_of_server() => last = self.lay_aside(server, trouble),
                told => return told,
            }
        }
        Err(last)
    }

    /// A connection on which nobody is bound yet, for one person's proof, and the right to hold it.
    pub async fn bare(&self) -> Result<(Link, SemaphorePermit<'_>), Trouble> {
        let permit = self.permit(&self.proofs).await?;
        let mut last = self.none();
        for server in self.candidates() {
            match self.reach(server).await {
                Ok(link) => return Ok((link, permit)),
                Err(trouble) => last = self.lay_aside(server, trouble),
            }
        }
        Err(last)
    }

    /// One question on a connection, in time. The connection is lost with its answer.
    pub async fn ask(
        &self,
        link: &mut Link,
        search: &Search,
        longest: usize,
    ) -> Result<(Vec<Raw>, Outcome), Trouble> {
        let asked = timeout(self.settings.ask_timeout, link.search(search, longest)).await;
        asked.unwrap_or(Err(Trouble::Slow("a search")))
    }

    /// A bind on a connection, in time, and never again: one whose answer is lost may count at the server.
    pub async fn bind(&self, link: &mut Link, dn: &str, password: &str) -> Result<Outcome, Trouble> {
        let asked = timeout(self.settings.ask_timeout, link.bind(dn, password)).await;
        let told = asked.unwrap_or(Err(Trouble::Slow("a bind")));
        match told {
            Err(trouble) => Err(self.lay_aside(link.server, trouble)),
            told => told,
        }
    }

    /// A connection to this one server, secured, in time.
    pub async fn reach(&self, server: usize) -> Result<Link, Trouble> {
        let address = self.settings.servers.get(server).ok_or_else(|| self.none())?;
        let reached = Link::reach(server, address, &self.tls, &self.private);
        let reached = timeout(self.settings.connect_timeout, reached).await;
        let link = reached.unwrap_or(Err(Trouble::Slow("to connect")))?;
        if held(&self.aside[server]).take().is_some() {
            tracing::info!(pool.id = %self.settings.pool_id, server = %address, "a server of a directory answers again");
        }
        Ok(link)
    }

    /// Binds a connection as the service account.
    pub async fn enter(&self, link: &mut Link) -> Result<(), Trouble> {
        let Bind::Service { dn, password } = &self.settings.bind else { return Ok(()) };
        let bound = timeout(self.settings.connect_timeout, link.bind(dn, password.reveal())).await;
        let outcome = bound.unwrap_or(Err(Trouble::Slow("the bind of the service account")))?;
        match outcome.code {
            0 => Ok(()),
            code => Err(Trouble::Refused(code, outcome.text)),
        }
    }

    async fn bound(&self, server: usize) -> Result<Link, Trouble> {
        if let Some((until, why)) = held(&self.denied).clone()
            && until > Instant::now()
        {
            return Err(why);
        }
        let mut link = self.reach(server).await?;
        match self.enter(&mut link).await {
            Ok(()) => {
                *held(&self.denied) = None;
                Ok(link)
            }
            Err(trouble) if trouble.is_of_server() => Err(trouble),
            Err(trouble) => {
                tracing::error!(pool.id = %self.settings.pool_id, why = %trouble, "a directory refuses its service account");
                *held(&self.denied) = Some((Instant::now() + ASIDE, trouble.clone()));
                Err(trouble)
            }
        }
    }

    async fn asked(&self, mut link: Link, search: &Search) -> Result<(Vec<Raw>, Outcome), Trouble> {
        let told = self.ask(&mut link, search, LONGEST).await;
        // A refusal is an answer too.
        if matches!(&told, Ok(_) | Err(Trouble::Refused(..))) {
            self.rest(link);
        }
        told
    }

    async fn permit<'a>(&self, of: &'a Semaphore) -> Result<SemaphorePermit<'a>, Trouble> {
        let permit = timeout(self.settings.ask_timeout, of.acquire()).await;
        permit.ok().and_then(Result::ok).ok_or(Trouble::Slow("to wait for a free connection"))
    }

    fn rest(&self, mut link: Link) {
        link.idle_since = Instant::now();
        if link.born.elapsed() < LIFE {
            held(&self.idle).push_back(link);
        }
    }

    /// The connection that was used last, unless it is too old.
    fn rested(&self) -> Option<Link> {
        self.sweep();
        held(&self.idle).pop_back()
    }

    /// Ends what has rested too long.
    pub fn sweep(&self) {
        let mut ended = Vec::new();
        {
            let mut idle = held(&self.idle);
            let is_fresh =
                |link: &Link| link.idle_since.elapsed() < self.settings.idle && link.born.elapsed() < LIFE;
            let all = std::mem::take(&mut *idle);
            for link in all {
                if is_fresh(&link) { idle.push_back(link) } else { ended.push(link) }
            }
        }
        for link in ended {
            let patience = self.settings.connect_timeout;
            tokio::spawn(async move { timeout(patience, link.farewell()).await.ok() });
        }
    }

    /// The servers to ask, in order: those that are well, or else the one whose time aside ends first.
    fn candidates(&self) -> Vec<usize> {
        let now = Instant::now();
        let until = |server: &usize| held(&self.aside[*server]).as_ref().map_or(now, |aside| aside.until);
        let all = 0..self.aside.len();
        let well: Vec<usize> = all.clone().filter(|server| until(server) <= now).collect();
        if well.is_empty() { all.min_by_key(until).into_iter().collect() } else { well }
    }

    fn lay_aside(&self, server: usize, trouble: Trouble) -> Trouble {
        let why = trouble.to_string();
        let before = held(&self.aside[server]).replace(Aside { until: Instant::now() + ASIDE, why });
        if before.is_none_or(|aside| aside.why != trouble.to_string()) {
            let server = &self.settings.servers[server];
            tracing::warn!(pool.id = %self.settings.pool_id, %server, why = %trouble, "a server of a directory fails");
        }
        // Connections that rest may lead to it.
        held(&self.idle).retain(|link| link.server != server);
        trouble
    }

    /// The places of the servers that failed when they were last asked.
    pub fn failing(&self) -> Vec<usize> {
        (0..self.aside.len()).filter(|at| held(&self.aside[*at]).is_some()).collect()
    }

    /// Whether the service account was refused when it was last tried.
    pub fn is_denied(&self) -> bool {
        held(&self.denied).is_some()
    }

    fn none(&self) -> Trouble {
        Trouble::Unreached("none of its servers is to be asked".to_owned())
    }
}
