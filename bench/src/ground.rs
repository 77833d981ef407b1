//! The store of a stopped or running Cenote, opened beside it with the same keys, and a world to use rules in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rules::ctx::Parts;
use rules::messages::mailbox::Mailbox;
use rules::outside::{NoFunctions, Offline, ServerLog, SystemClock, SystemRng};
use rules::tokens::keys::SpareKeys;
use rules::{Caller, Config, Ctx, Origin, World};
use store::Store;
use store::seal::KeyRing;

use crate::Result;

/// Where a Cenote keeps what it keeps.
#[derive(clap::Args, Clone)]
pub struct Place {
    /// Directory of the database file and the key ring
    #[arg(long, value_name = "DIR", default_value = "cenote-data")]
    pub data: PathBuf,
    /// PostgreSQL instead of the file
    #[arg(long, value_name = "URL", env = "CENOTE_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The key ring, where it is not keyring.json in the data directory
    #[arg(long, value_name = "FILE")]
    pub root_key_file: Option<PathBuf>,
}

impl Place {
    /// Opens the store. Errors: there is none, or no key ring: Cenote makes both when it first starts.
    pub async fn ctx(&self) -> Result<Ctx> {
        let ring = self.ring()?;
        let store = match &self.database_url {
            Some(url) => Store::open_postgres(url, None).await?,
            None => Store::open_sqlite(existing(&self.data.join("cenote.db"))?)?,
        };
        ctx(store, ring)
    }

    fn ring(&self) -> Result<KeyRing> {
        if let Ok(key) = std::env::var("CENOTE_ROOT_KEY") {
            let bytes = STANDARD.decode(key)?.try_into().map_err(|_| "CENOTE_ROOT_KEY is not 32 bytes")?;
            return Ok(KeyRing::from_bytes(bytes));
        }
        let path = self.root_key_file.clone().unwrap_or_else(|| self.data.join("keyring.json"));
        Ok(KeyRing::parse(&std::fs::read_to_string(existing(&path)?)?)?)
    }
}

fn existing(path: &Path) -> Result<&Path> {
    if path.exists() {
        return Ok(path);
    }
    Err(format!("There is no `{}`: start `cenote serve` or `cenote dev` on it once.", path.display()).into())
}

/// A context in a world of this store and ring, in which nobody signs in.
pub fn ctx(store: Store, ring: KeyRing) -> Result<Ctx> {
    let parts = Parts {
        store,
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRng::default()),
        courier: Arc::new(Mailbox::default()),
        functions: Arc::new(NoFunctions),
        outbound: Arc::new(Offline),
        directories: Arc::new(rules::directory::Fixed::default()),
        journal: Arc::new(ServerLog),
        sender_keys: Arc::default(),
        ring,
        spare_keys: SpareKeys::start(|| None)?,
        cores: 2,
    };
    let world = World::new(Config::usual(), parts);
    Ok(Ctx::new(world, Caller::Anyone, "seed".to_owned(), Origin::default()))
}
