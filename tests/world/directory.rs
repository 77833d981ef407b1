//! Directories as tests set them up: people with their passwords, and a log of what was asked.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use rules::directory::{Directories, Directory, Entry, Page, Refusal, Served, Settings, State, Unreachable};

/// The directories of pools.
#[derive(Default)]
pub struct Catalogue(Mutex<BTreeMap<String, Arc<Served>>>);

impl Catalogue {
    /// From now on a pool has this directory, by these settings.
    pub fn serve(&self, pool_id: &str, company: &Arc<Company>, settings: Settings) {
        let served = Served { directory: company.clone(), settings };
        self.0.lock().unwrap().insert(pool_id.to_owned(), Arc::new(served));
    }

    /// From now on a pool has none.
    pub fn withdraw(&self, pool_id: &str) {
        self.0.lock().unwrap().remove(pool_id);
    }
}

impl Directories for Catalogue {
    fn of(&self, pool_id: &str) -> Option<Arc<Served>> {
        self.0.lock().unwrap().get(pool_id).cloned()
    }

    fn pools(&self) -> Vec<String> {
        self.0.lock().unwrap().keys().cloned().collect()
    }
}

/// A company's directory.
#[derive(Default)]
pub struct Company {
    people: Mutex<BTreeMap<String, (Entry, String)>>,
    asked: Mutex<Vec<String>>,
    is_down: AtomicBool,
    /// How many a page holds; 0 for all.
    page: AtomicUsize,
    /// The page, counted from one, that does not come; 0 for none.
    lost: AtomicUsize,
    is_circular: AtomicBool,
    meanwhile: Mutex<Option<Meanwhile>>,
}

type Meanwhile = Box<dyn FnOnce() + Send>;

impl Company {
    /// One with nobody.
    pub fn new() -> Arc<Company> {
        Arc::new(Company::default())
    }

    /// Somebody with an id made of the name, this password and these attributes.
    pub fn hire(&self, name: &str, password: &str, attributes: &[(&str, &str)]) {
        let texts = |(name, value): &(&str, &str)| ((*name).to_owned(), vec![(*value).to_owned()]);
        let entry = Entry {
            id: id(name),
            dn: format!("uid={name},ou=people,dc=example,dc=com"),
            name: name.to_owned(),
            attributes: attributes.iter().map(texts).collect(),
            groups: Vec::new(),
            state: State::Active,
        };
        self.people.lock().unwrap().insert(name.to_lowercase(), (entry, password.to_owned()));
    }

    /// Changes an entry.
    pub fn change(&self, name: &str, how: impl FnOnce(&mut Entry)) {
        how(&mut self.people.lock().unwrap().get_mut(&name.to_lowercase()).expect("somebody").0);
    }

    /// Gives another login name; the entry stays the same.
    pub fn rename(&self, name: &str, to: &str) {
        let mut people = self.people.lock().unwrap();
        let (mut entry, password) = people.remove(&name.to_lowercase()).expect("somebody");
        to.clone_into(&mut entry.name);
        people.insert(to.to_lowercase(), (entry, password));
    }

    /// Somebody leaves.
    pub fn dismiss(&self, name: &str) {
        self.people.lock().unwrap().remove(&name.to_lowercase());
    }

    /// From now on it does not answer, or does again.
    pub fn is_down(&self, is_down: bool) {
        self.is_down.store(is_down, Ordering::SeqCst);
    }

    /// From now on a page holds so many.
    pub fn pages_of(&self, size: usize) {
        self.page.store(size, Ordering::SeqCst);
    }

    /// From now on this page, counted from one, does not come; 0 for none.
    pub fn loses_page(&self, page: usize) {
        self.lost.store(page, Ordering::SeqCst);
    }

    /// From now on the first page follows each.
    pub fn goes_in_circles(&self) {
        self.is_circular.store(true, Ordering::SeqCst);
    }

    /// What happens while it is asked for the next time.
    pub fn meanwhile(&self, what: impl FnOnce() + Send + 'static) {
        *self.meanwhile.lock().unwrap() = Some(Box::new(what));
    }

    /// What was asked since the last time: `prove alice`, `find alice`, `page 1`.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    fn note(&self, what: String) -> Result<(), Unreachable> {
        self.asked.lock().unwrap().push(what);
        if let Some(meanwhile) = self.meanwhile.lock().unwrap().take() {
            meanwhile();
        }
        match self.is_down.load(Ordering::SeqCst) {
            true => Err(Unreachable("connection refused".to_owned())),
            false => Ok(()),
        }
    }

    fn named(&self, name: &str) -> Option<(Entry, String)> {
        let people = self.people.lock().unwrap();
        let by_mail =
            |entry: &Entry| entry.attributes.get("mail").is_some_and(|mail| mail.iter().any(|m| m == name));
        let of_name = people.get(&name.to_lowercase());
        of_name.or_else(|| people.values().find(|(entry, _)| by_mail(entry))).cloned()
    }
}

/// The id of who was hired by this name.
pub fn id(name: &str) -> String {
    let hash = hex::encode(&crypto::mac::sha256(name.as_bytes())[..16]);
    [&hash[..8], &hash[8..12], &hash[12..16], &hash[16..20], &hash[20..]].join("-")
}

#[async_trait]
impl Directory for Company {
    async fn prove(&self, name: &str, password: &str) -> Result<Entry, Refusal> {
        assert!(!password.is_empty(), "a directory is never asked to bind without a password");
        self.note(format!("prove {name}")).map_err(Refusal::Unreachable)?;
        let (entry, right) = self.named(name).ok_or(Refusal::Unknown)?;
        match entry.state {
            State::Locked => Err(Refusal::NotNow(State::Locked)),
            _ if password != right => Err(Refusal::WrongPassword),
            State::Active => Ok(entry),
            state => Err(Refusal::NotNow(state)),
        }
    }

    async fn find(&self, name: &str) -> Result<Option<Entry>, Unreachable> {
        self.note(format!("find {name}"))?;
        Ok(self.named(name).map(|(entry, _)| entry))
    }

    async fn page(&self, cookie: Option<&[u8]>) -> Result<Page, Unreachable> {
        let is_circular = self.is_circular.load(Ordering::SeqCst);
        let number = if is_circular { 1 } else { cookie.map_or(1, |cookie| usize::from(cookie[0])) };
        self.note(format!("page {number}"))?;
        if number == self.lost.load(Ordering::SeqCst) {
            return Err(Unreachable("connection reset".to_owned()));
        }
        let size = match self.page.load(Ordering::SeqCst) {
            0 => usize::MAX,
            size => size,
        };
        let people = self.people.lock().unwrap();
        let (before, rest) = (size.saturating_mul(number - 1), people.len());
        let entries = people.values().map(|(entry, _)| entry.clone()).skip(before).take(size).collect();
        let is_last = before.saturating_add(size) >= rest;
        let next = u8::try_from(number + 1).expect("few pages");
        Ok(Page { entries, cookie: (!is_last).then(|| vec![next]) })
    }
}
