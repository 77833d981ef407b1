//! The certificates that the store keeps by host: taken up when they change, chosen by the name a client asks for.
//! RFC: 6066 section 3 (SNI), 6125 section 6.4.3: a star stands for one label.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arc_swap::ArcSwap;
use rules::World;
use rules::pools::certificates;
use rustls::sign::CertifiedKey;
use store::certificates::Stamp;

use super::pem::{self, Pair};

/// The certificates in service.
pub struct Hosts {
    world: Arc<World>,
    named: ArcSwap<BTreeMap<String, Kept>>,
}

/// What a host has.
#[derive(Clone)]
struct Kept {
    /// The writing that was looked at last.
    id: String,
    /// The last good one.
    pair: Option<Pair>,
    /// Whether the last writing cannot be used.
    is_broken: bool,
}

/// What the store has kept, as TLS takes it. Errors: why it does not.
pub fn judged(found: Option<&certificates::Pair>) -> Result<Pair, String> {
    let found = found.ok_or("the key ring does not open its key")?;
    let read = pem::read(found.chain.as_bytes(), found.key.reveal().as_bytes());
    read.map_err(|problem| format!("it {}", problem.why))
}

impl Hosts {
    /// Reads all that there are. Errors: the store does not answer.
    pub async fn open(world: &Arc<World>) -> rules::Result<Hosts> {
        let hosts = Hosts { world: Arc::clone(world), named: ArcSwap::default() };
        hosts.refresh().await?;
        Ok(hosts)
    }

    /// Takes up what has changed; what cannot be used is logged once, and the host keeps what it had. Errors: the store
    /// does not answer, and everything stays.
    pub async fn refresh(&self) -> rules::Result<()> {
        let stamps = certificates::stamps(&self.world).await?;
        let before = self.named.load_full();
        let is_same = |stamp: &Stamp| before.get(&stamp.host).is_some_and(|kept| kept.id == stamp.id);
        if stamps.len() == before.len() && stamps.iter().all(is_same) {
            return Ok(());
        }
        let mut after = BTreeMap::new();
        for stamp in stamps {
            let old = before.get(&stamp.host);
            let kept = match old.filter(|kept| kept.id == stamp.id) {
                Some(kept) => Some(kept.clone()),
                None => self.take(&stamp.host, old).await?,
            };
            after.extend(kept.map(|kept| (stamp.host, kept)));
        }
        self.named.store(Arc::new(after));
        Ok(())
    }

    async fn take(&self, host: &str, old: Option<&Kept>) -> rules::Result<Option<Kept>> {
        let Some((id, found)) = certificates::open(&self.world, host).await? else { return Ok(None) };
        let kept = match judged(found.as_ref()) {
            Ok(pair) => {
                tracing::info!(host, ends = super::day(pair.until), "a new certificate is in service");
                Kept { id, pair: Some(pair), is_broken: false }
            }
            Err(why) => {
                let pair = old.and_then(|kept| kept.pair.clone());
                let stays = if pair.is_some() { "its old one" } else { "the default one" };
                tracing::error!(host, why, stays, "a host's certificate cannot be used");
                Kept { id, pair, is_broken: true }
            }
        };
        Ok(Some(kept))
    }

    /// The certificate for a name: its own, else that of all names below the one above it.
    pub fn find(&self, name: &str) -> Option<Arc<CertifiedKey>> {
        let named = self.named.load();
        if named.is_empty() {
            return None;
        }
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let of = |host: &str| Some(Arc::clone(&named.get(host)?.pair.as_ref()?.certified));
        of(&name).or_else(|| of(&format!("*.{}", name.split_once('.')?.1)))
    }

    /// When the certificate of each host ends.
    pub fn ends(&self) -> Vec<(String, i64)> {
        let named = self.named.load();
        named.iter().filter_map(|(host, kept)| Some((host.clone(), kept.pair.as_ref()?.until))).collect()
    }

    /// Hosts whose newest certificate cannot be used.
    pub fn broken(&self) -> BTreeSet<String> {
        let named = self.named.load();
        named.iter().filter(|(_, kept)| kept.is_broken).map(|(host, _)| host.clone()).collect()
    }
}
