//! Directories by LDAP: who a name means, whether a password is theirs, and everybody page by page.
//!
//! People prove their passwords on connections of their own, which end with the proof: none that is bound as somebody is asked
//! anything for anybody else. A bind whose answer is lost is not made again. RFC: 4511, 4513, 2696.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use rules::directory::{self, Entry, Page, Refusal, Served, State, Unreachable};
use rules::outside::Clock;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::config::directories::{Bind, Directories, Directory, Kind};
use crate::config::values::Network;
use crate::failure::Failure;
use crate::metrics;

mod ber;
pub mod filter;
mod groups;
mod link;
mod message;
mod person;
pub mod servers;
pub mod trial;

use filter::{NAME, dn_escaped, dn_key, encoded, escaped};
use groups::{Asker, Graph};
use link::{LONGEST, Link, Trouble};
use message::{Raw, Search};
use person::Proof;
use servers::Servers;

/// The longest name that is looked for, and the longest password that is sent, in bytes.
const LONGEST_WORD: usize = 1_024;

/// One directory, as the rules ask it.
pub struct Client {
    servers: Servers,
    clock: Arc<dyn Clock>,
    walk: Mutex<Option<Walk>>,
    tickets: AtomicU64,
}

/// Everybody, half looked at: a paged search belongs to its connection.
struct Walk {
    ticket: u64,
    link: Link,
    graph: Graph,
    cookie: Vec<u8>,
}

/// The directories of a process.
#[derive(Clone, Default)]
pub struct All(pub BTreeMap<String, Arc<Client>>);

impl All {
    /// As the settings say; nobody is asked yet. Errors: the authorities of one do not read.
    pub fn new(settings: &Directories, private: &[Network], clock: &Arc<dyn Clock>) -> Result<All, Failure> {
        let mut all = BTreeMap::new();
        for (pool, one) in &settings.all {
            let servers = Servers::new(one, private).map_err(|why| {
                Failure::new(
                    format!("The authorities of directories.{pool} cannot be used: ca_file {why}."),
                    "Name a PEM file of certificates.",
                )
            })?;
            all.insert(pool.clone(), Arc::new(Client::new(servers, Arc::clone(clock))));
        }
        Ok(All(all))
    }

    /// As the rules want them.
    pub fn served(&self) -> Arc<dyn directory::Directories> {
        let served = self.0.iter().map(|(pool, client)| {
            let settings = client.servers.settings.served.clone();
            let client: Arc<dyn directory::Directory> = Arc::clone(client) as Arc<dyn directory::Directory>;
            (pool.clone(), Arc::new(Served { directory: client, settings }))
        });
        Arc::new(directory::Fixed(served.collect()))
    }

    /// The servers that failed when they were last asked, and service accounts that are refused: by pool and place, since
    /// whoever asks for the health of a process need not learn what stands behind it. The log says which and why.
    pub fn failing(&self) -> Vec<String> {
        let mut failing = Vec::new();
        for (pool, client) in &self.0 {
            let count = client.settings().servers.len();
            let places = client.servers.failing().into_iter();
            failing.extend(places.map(|at| format!("{pool}: server {} of {count}", at + 1)));
            failing.extend(client.servers.is_denied().then(|| format!("{pool}: the service account")));
        }
        failing
    }

    /// Ends connections that rest too long, for as long as the process lives.
    pub async fn sweep(self) {
        loop {
            tokio::time::sleep(Duration::from_secs(15)).await;
            self.0.values().for_each(|client| client.servers.sweep());
        }
    }
}

impl Client {
    /// Nobody is asked yet.
    pub fn new(servers: Servers, clock: Arc<dyn Clock>) -> Client {
        Client { servers, clock, walk: Mutex::default(), tickets: AtomicU64::new(1) }
    }

    /// What there is to see of each server.
    pub async fn looked_at(&self) -> Vec<trial::Finding> {
        trial::servers(&self.servers, self.clock.as_ref()).await
    }

    fn settings(&self) -> &Directory {
        &self.servers.settings
    }

    /// How long one question of the rules takes at most: a server that is slow to be reached, and the next one.
    fn budget(&self) -> Duration {
        2 * (self.settings().connect_timeout + self.settings().ask_timeout)
    }

    async fn in_time<T>(&self, asked: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
        timeout(self.budget(), asked).await.unwrap_or(Err(Trouble::Slow("it all")))
    }

    /// The search for whom a name means: never for nobody in particular.
    fn question(&self, name: &str) -> Result<Search, Trouble> {
        let settings = self.settings();
        let filter = settings.user_filter.replace(NAME, &escaped(name));
        Ok(Search {
            base: settings.base_dn.clone(),
            is_deep: true,
            filter: encoded(&filter)
                .map_err(|problem| Trouble::Refused(2, format!("user_filter {problem}")))?,
            attributes: person::attributes(settings),
            most: 2,
            page: None,
        })
    }

    /// The one entry among those found. Several for one name are as none.
    fn only(&self, name: &str, mut found: Vec<Raw>) -> Option<Raw> {
        if found.len() > 1 {
            tracing::warn!(
                pool.id = %self.settings().pool_id, name, first = %found[0].dn, second = %found[1].dn,
                "a directory has several entries for one name: nobody signs in with it"
            );
            return None;
        }
        found.pop()
    }

    /// The entry with its groups; none where it lacks what a user needs.
    async fn read(&self, asker: &mut Asker<'_>, raw: &Raw) -> Result<Option<Entry>, Trouble> {
        match person::entry(self.settings(), raw, self.clock.now()) {
            Err(lacks) => {
                tracing::warn!(pool.id = %self.settings().pool_id, dn = %raw.dn, lacks, "an entry of a directory is no user");
                Ok(None)
            }
            Ok(mut entry) => {
                entry.groups = groups::of(asker, self.settings(), raw).await?;
                Ok(Some(entry))
            }
        }
    }

    async fn found(&self, name: &str) -> Result<Option<(Raw, Entry)>, Trouble> {
        if !is_sendable(name) {
            return Ok(None);
        }
        let (found, _) = self.servers.search(&self.question(name)?).await?;
        let Some(raw) = self.only(name, found) else { return Ok(None) };
        let entry = self.read(&mut Asker::Service(&self.servers), &raw).await?;
        Ok(entry.map(|entry| (raw, entry)))
    }

    async fn proved(&self, name: &str, password: &str) -> Result<Entry, Refused> {
        // A bind without a password is nobody's, and succeeds.
        if !is_sendable(password) {
            return Err(Refused::Told(Refusal::WrongPassword));
        }
        if !is_sendable(name) {
            return Err(Refused::Told(Refusal::Unknown));
        }
        if let Bind::User(template) = &self.settings().bind {
            return self.proved_by_own(name, password, template).await;
        }
        let (found, _) = self.servers.search(&self.question(name)?).await?;
        let raw = self.only(name, found);
        // Nobody has this name, by which a bind fails: whoever guesses names waits as long as for a wrong password. For the
        // same reason groups are looked at when the password is known to be right.
        let nobody = format!("cn={},{}", uuid::Uuid::nil(), self.settings().base_dn);
        let dn = raw.as_ref().map_or(nobody.as_str(), |raw| raw.dn.as_str());
        let (mut link, permit) = self.servers.bare().await?;
        let outcome = self.servers.bind(&mut link, dn, password).await?;
        link.farewell().await;
        drop(permit);
        let Some(raw) = raw else { return Err(Refused::Told(Refusal::Unknown)) };
        match person::proof(&outcome) {
            Proof::Wrong if person::was_locked(&raw) => Err(Refused::Told(Refusal::NotNow(State::Locked))),
            Proof::Right => {
                let read = self.read(&mut Asker::Service(&self.servers), &raw).await?;
                judged(Proof::Right, &outcome, read.ok_or(Refused::Told(Refusal::Unknown))?)
            }
            proof => judged(proof, &outcome, Entry::default()),
        }
    }

    /// Whoever signs in is asked for themselves.
    async fn proved_by_own(&self, name: &str, password: &str, template: &str) -> Result<Entry, Refused> {
        let is_dn = template.contains('=');
        let own = if is_dn { dn_escaped(name) } else { name.to_owned() };
        let bound = template.replace(NAME, &own);
        let (mut link, _permit) = self.servers.bare().await?;
        let outcome = self.servers.bind(&mut link, &bound, password).await?;
        if person::proof(&outcome) != Proof::Right {
            return judged(person::proof(&outcome), &outcome, Entry::default());
        }
        let (found, _) = self.servers.ask(&mut link, &self.question(name)?, LONGEST).await?;
        let Some(raw) = self.only(name, found) else { return Err(Refused::Told(Refusal::Unknown)) };
        if !self.is_own(&mut link, &raw, is_dn.then_some(bound.as_str())).await? {
            tracing::warn!(
                pool.id = %self.settings().pool_id, bound, found = %raw.dn,
                "a directory's user_filter finds another entry than user_dn binds as: nobody signs in so"
            );
            return Err(Refused::Told(Refusal::Unknown));
        }
        let read = self.read(&mut Asker::Own(&self.servers, &mut link), &raw).await?;
        link.farewell().await;
        judged(Proof::Right, &outcome, read.ok_or(Refused::Told(Refusal::Unknown))?)
    }

    /// Whether the entry that was found is the one that is bound.
    async fn is_own(&self, link: &mut Link, raw: &Raw, dn: Option<&str>) -> Result<bool, Trouble> {
        if let Some(dn) = dn {
            return Ok(dn_key(dn) == dn_key(&raw.dn));
        }
        let asked = timeout(self.settings().ask_timeout, link.who_am_i()).await;
        let me = asked.unwrap_or(Err(Trouble::Slow("to ask as whom it is bound")))?.unwrap_or_default();
        Ok(match (me.strip_prefix("dn:"), me.strip_prefix("u:").and_then(|me| me.rsplit_once('\\'))) {
            (Some(dn), _) => dn_key(dn) == dn_key(&raw.dn),
            (_, Some((_, account))) => {
                self.settings().kind == Kind::ActiveDirectory
                    && raw.text("sAMAccountName").is_some_and(|own| own.eq_ignore_ascii_case(account))
            }
            _ => false,
        })
    }

    async fn walked(&self, cookie: Option<&[u8]>) -> Result<Page, Trouble> {
        let lost = || Trouble::Lost("the search for everybody was broken off: it begins anew".to_owned());
        let mut held = self.walk.lock().await;
        // Taken out: where anything fails, or nobody waits any more, it is over.
        let walk = match (held.take(), cookie) {
            (_, None) => {
                let mut link = self.in_time(self.servers.own()).await?;
                let graph = Graph::read(&self.servers, &mut link).await?;
                Walk { ticket: self.tickets.fetch_add(1, Ordering::Relaxed), link, graph, cookie: Vec::new() }
            }
            (Some(walk), Some(cookie)) if walk.ticket.to_be_bytes() == *cookie => walk,
            _ => return Err(lost()),
        };
        let Walk { mut link, graph, cookie, .. } = walk;
        let settings = self.settings();
        let search = Search {
            base: settings.base_dn.clone(),
            is_deep: true,
            filter: encoded(&settings.everybody)
                .map_err(|problem| Trouble::Refused(2, format!("sync_filter {problem}")))?,
            attributes: person::attributes(settings),
            most: 0,
            page: Some((settings.page_size, cookie)),
        };
        let (found, outcome) = self.servers.ask(&mut link, &search, LONGEST).await?;
        let now = self.clock.now();
        let mut entries = Vec::with_capacity(found.len());
        for raw in &found {
            match person::entry(settings, raw, now) {
                Ok(entry) => entries.push(Entry { groups: graph.of(settings, raw), ..entry }),
                Err(lacks) => {
                    tracing::debug!(pool.id = %settings.pool_id, dn = %raw.dn, lacks, "an entry of a directory is no user");
                }
            }
        }
        if outcome.cookie.is_empty() {
            link.farewell().await;
            return Ok(Page { entries, cookie: None });
        }
        let ticket = self.tickets.fetch_add(1, Ordering::Relaxed);
        *held = Some(Walk { ticket, link, graph, cookie: outcome.cookie });
        Ok(Page { entries, cookie: Some(ticket.to_be_bytes().to_vec()) })
    }

    fn unreachable(&self, trouble: &Trouble) -> Unreachable {
        Unreachable(trouble.to_string())
    }

    fn count(&self, asked: &'static str, outcome: &'static str, began: Instant) {
        metrics::asked_directory(&self.settings().pool_id, asked, outcome, began.elapsed());
    }
}

/// Whether a name or password can be one: not empty, which would be nobody's, and without the NUL that some servers stop at.
fn is_sendable(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST_WORD && !text.contains('\0')
}

/// Why a proof came to nothing.
enum Refused {
    Told(Refusal),
    Failed(Trouble),
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Refused {
        Refused::Failed(trouble)
    }
}

fn judged(proof: Proof, outcome: &message::Outcome, entry: Entry) -> Result<Entry, Refused> {
    match (proof, entry.state) {
        (Proof::Right, State::Active) => Ok(entry),
        (Proof::Right, state) | (Proof::Not(state), _) => Err(Refused::Told(Refusal::NotNow(state))),
        (Proof::Wrong, _) => Err(Refused::Told(Refusal::WrongPassword)),
        (Proof::Nothing, _) => Err(Refused::Failed(Trouble::Refused(outcome.code, outcome.text.clone()))),
    }
}

#[async_trait]
impl directory::Directory for Client {
    async fn prove(&self, name: &str, password: &str) -> Result<Entry, Refusal> {
        let began = Instant::now();
        let asked = timeout(self.budget(), self.proved(name, password)).await;
        let told =
            asked.unwrap_or(Err(Refused::Failed(Trouble::Slow("it all")))).map_err(|refused| match refused {
                Refused::Told(refusal) => refusal,
                Refused::Failed(trouble) => Refusal::Unreachable(self.unreachable(&trouble)),
            });
        let outcome = match &told {
            Ok(_) => "proved",
            Err(Refusal::Unknown) => "unknown",
            Err(Refusal::WrongPassword) => "wrong",
            Err(Refusal::NotNow(_)) => "not_now",
            Err(Refusal::Unreachable(_)) => "unreachable",
        };
        self.count("prove", outcome, began);
        told
    }

    async fn find(&self, name: &str) -> Result<Option<Entry>, Unreachable> {
        if matches!(self.settings().bind, Bind::User(_)) {
            return Err(Unreachable("bind = \"user\" lets nobody but the person ask".to_owned()));
        }
        let began = Instant::now();
        let told = self.in_time(self.found(name)).await.map_err(|trouble| self.unreachable(&trouble));
        let outcome = match &told {
            Ok(Some(_)) => "found",
            Ok(None) => "unknown",
            Err(_) => "unreachable",
        };
        self.count("find", outcome, began);
        told.map(|found| found.map(|(_, entry)| entry))
    }

    async fn page(&self, cookie: Option<&[u8]>) -> Result<Page, Unreachable> {
        let began = Instant::now();
        let told = self.walked(cookie).await.map_err(|trouble| self.unreachable(&trouble));
        self.count("page", if told.is_ok() { "found" } else { "unreachable" }, began);
        told
    }
}

#[cfg(test)]
mod answers;
#[cfg(test)]
mod tests;
