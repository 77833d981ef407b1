//! Puts a world together from settings: store, keys, courier, clock, chance.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use rules::ctx::Parts;
use rules::messages::{Courier, SenderKeys};
use rules::outside::{Clock, Rng, ServerLog, SystemClock, SystemRng};
use rules::tokens::keys::{self, SpareKeys};
use rules::{Caller, Ctx, World};
use store::seal::KeyRing;
use store::{Store, StoreError};
use tokio::net::TcpListener;

use crate::config::values::{self, Origin};
use crate::config::{Command, Settings};
use crate::directory;
use crate::failure::Failure;
use crate::functions::{Registry, Tools};
use crate::keyring;
use crate::outbound;

/// The store, its keys and chance: what the parts of a world with only one form need.
pub struct Ground {
    /// What is kept.
    pub store: Store,
    /// The root keys.
    pub ring: KeyRing,
    /// Chance.
    pub rng: Arc<dyn Rng>,
    /// Who asks servers elsewhere.
    pub outbound: Arc<outbound::Client>,
    /// Who runs the functions of pools.
    pub functions: Arc<Registry>,
    /// Who asks directories.
    pub directories: directory::All,
}

/// The machine's threads with room for requests. Errors: the system gives none.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().thread_name("cenote").build()?)
}

/// Takes the listen address, first of all: whoever connects from now on waits instead of being refused.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        let next = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                "Another program listens there: end it, or choose another place with --listen (port 0 takes a free one)."
            }
            std::io::ErrorKind::PermissionDenied => "Choose a port above 1023 with --listen, or grant the right to bind it.",
            _ => "Choose another address with --listen.",
        };
        Failure::new(format!("Cenote cannot listen on {address}: {error}."), next)
    })
}

/// Opens the store and its keys, making both at the first start.
pub async fn ground(settings: &Settings) -> Result<Ground, Failure> {
    let rng: Arc<dyn Rng> = Arc::new(SystemRng::default());
    let store = open_store(settings).await?;
    let ring = keyring::open(settings, &store, rng.as_ref()).await?;
    keyring::check(settings, &store, &ring).await?;
    let outbound = Arc::new(outbound::Client::new(settings.outbound_private.clone()));
    let tools =
        Tools { clock: Arc::new(SystemClock), rng: Arc::clone(&rng), outbound: Arc::clone(&outbound) };
    let functions = Arc::new(Registry::new(&settings.functions, tools));
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let directories = directory::All::new(&settings.directories, &settings.outbound_private, &clock)?;
    Ok(Ground { store, ring, rng, outbound, functions, directories })
}

async fn open_store(settings: &Settings) -> Result<Store, Failure> {
    let keeps_ring = settings.ring_path().is_some_and(|ring| ring.starts_with(&settings.data));
    if settings.database_path().is_some() || keeps_ring {
        prepare_data(settings)?;
    }
    if let Some(url) = &settings.database_url {
        let authorities = authorities(settings)?;
        let store = Store::open_postgres(url.reveal(), authorities.as_deref()).await;
        return store.map_err(|error| unopened("the database", &error));
    }
    match settings.database_path() {
        None => Store::open_memory().map_err(|error| unopened("a store in memory", &error)),
        // Blocks for a moment, and nothing else is under way yet.
        Some(path) => {
            Store::open_sqlite(&path).map_err(|error| unopened(&format!("`{}`", path.display()), &error))
        }
    }
}

/// The authorities that the settings name. Errors: the file does not read.
fn authorities(settings: &Settings) -> Result<Option<Vec<u8>>, Failure> {
    let Some(path) = &settings.database_ca_file else { return Ok(None) };
    std::fs::read(path).map(Some).map_err(|error| {
        Failure::new(
            format!("The file `{}` that database_ca_file names does not read: {error}.", path.display()),
            "Name a PEM file of certificate authorities, or leave the option out for the system's.",
        )
    })
}

fn prepare_data(settings: &Settings) -> Result<(), Failure> {
    make_data(&settings.data, settings.command).map_err(|error| {
        let shown = settings.data.display();
        Failure::new(
            format!("The data directory `{shown}` cannot be made: {error}."),
            "Name a directory that this user may write to with --data.",
        )
    })
}

fn make_data(data: &Path, command: Command) -> std::io::Result<()> {
    if data.is_dir() {
        return Ok(());
    }
    keyring::private_folder(data)?;
    if command == Command::Dev {
        // What a laptop's run leaves behind is not for a repository, the keys least of all.
        std::fs::write(data.join(".gitignore"), "*\n")?;
    }
    Ok(())
}

fn unopened(what: &str, error: &StoreError) -> Failure {
    let mut sentence = format!("Cenote cannot open {what}: {error}");
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        sentence.push_str(&format!(": {inner}"));
        source = inner.source();
    }
    let next = match error {
        StoreError::Newer { .. } => "Start the release that wrote it, or a newer one.",
        _ if sentence.contains("certificate") => {
            "Name whom to believe about the database's certificate with database_ca_file, or put sslmode=disable into \
             its URL if the way there is safe without."
        }
        _ => "Check that it is there, that this user may use it, and that its address is right.",
    };
    Failure::new(format!("{sentence}."), next)
}

/// Where the spare RSA keys of a world come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spare {
    /// A thread makes them ahead.
    Made,
    /// There are none: the command signs nobody in.
    None,
}

/// The world of a process.
pub fn world(
    settings: &Settings,
    ground: Ground,
    public_url: &Origin,
    courier: Arc<dyn Courier>,
    spare: Spare,
) -> Result<Arc<World>, Failure> {
    let config = rules::Config {
        account: settings.account.clone(),
        regions: settings.regions.clone(),
        public_url: public_url.to_string(),
        extra_hosts: settings.extra_origins.iter().map(|origin| origin.host.clone()).collect(),
        issuer: settings.issuer,
        fixed_code: settings.fixed_code.clone(),
        reuse_revokes: settings.reuse_revokes,
        acr_claims: settings.acr_claims,
        pushed_requests: settings.pushed_requests,
        iss_parameter: settings.iss_parameter,
        introspection: settings.introspection,
        device_grant: settings.device_grant,
        back_channel_logout: settings.back_channel_logout,
        dpop: settings.dpop,
        session_minutes: settings.session_minutes,
        session_idle_minutes: settings.session_idle_minutes,
        account_pages: settings.account_pages,
        account_proof_minutes: settings.account_proof_minutes,
        undoes_address_changes: settings.undoes_address_changes,
        limits_attempts: settings.limits_attempts,
        messages: settings.message_limits,
        rates: settings.rates.clone(),
        quotas: settings.quotas.clone(),
        login_addresses: settings.login_addresses.iter().cloned().collect(),
        login_audiences: audiences(&settings.login_audiences),
        trusts_unknown_roles: settings.trusts_unknown_roles,
        administrators_have_devices: settings.administrators_have_devices,
        forward_auth: settings.forward_auth.gates.clone(),
        encodes_denials: settings.encodes_denials,
    };
    let spare_keys = match spare {
        Spare::Made => SpareKeys::start(keys::generate)?,
        Spare::None => SpareKeys::start(|| None)?,
    };
    let parts = Parts {
        store: ground.store,
        clock: Arc::new(SystemClock),
        rng: ground.rng,
        courier,
        functions: ground.functions,
        outbound: ground.outbound,
        directories: ground.directories.served(),
        journal: Arc::new(ServerLog),
        sender_keys: Arc::new(sender_keys(settings)?),
        ring: ground.ring,
        spare_keys,
        cores: std::thread::available_parallelism().map_or(2, usize::from),
    };
    Ok(World::new(config, parts))
}

/// Apps by issuer.
fn audiences(listed: &[(String, String)]) -> BTreeMap<String, Vec<String>> {
    listed.iter().fold(BTreeMap::new(), |mut all, (issuer, app)| {
        all.entry(issuer.clone()).or_insert_with(Vec::new).push(app.clone());
        all
    })
}

/// The keys that functions which send messages get codes under. Errors: a file does not read, or holds no key.
fn sender_keys(settings: &Settings) -> Result<SenderKeys, Failure> {
    let mut keys = BTreeMap::new();
    for (id, path) in &settings.code_keys {
        let unusable = |why: String| {
            Failure::new(
                format!("The file `{}` that code_keys names cannot be used: {why}.", path.display()),
                "Name a file with base64 of 32 bytes, as `openssl rand -base64 32` prints them.",
            )
        };
        let text = std::fs::read_to_string(path).map_err(|error| unusable(error.to_string()))?;
        let key = values::root_key(text.trim()).map_err(unusable)?;
        keys.insert(id.clone(), crypto::seal::Key(key));
    }
    Ok(SenderKeys::new(keys, settings.allows_plain_codes))
}

/// The context of the process itself.
pub fn ctx(world: &Arc<World>) -> Ctx {
    Ctx::new(Arc::clone(world), Caller::Anyone, "start".to_owned(), rules::Origin::default())
}
