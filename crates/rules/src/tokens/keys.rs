//! The two RSA keys of a pool, and the spare ones made ahead for pools to come.
//! AWS: the developer guide on JSON web key sets: one key signs ID tokens, the other access tokens.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::jose::{SigningKey, VerifyingKey};
use quick_cache::sync::Cache;
use store::Outcome;
use store::seal::Place;
use store::signing_keys::{KeyUse, SigningKey as Row};
use tokio::sync::{Mutex, mpsc};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::pools::Pool;

/// One key of a pool, parsed once.
pub struct Key {
    /// The key's id: 44 characters of base64, as AWS's are.
    pub kid: String,
    /// Modulus, base64url.
    pub n: String,
    /// Exponent, base64url.
    pub e: String,
    /// Signs.
    pub signing: SigningKey,
    /// Verifies.
    pub verifying: VerifyingKey,
}

/// The keys of a pool.
pub struct PoolKeys {
    /// Signs ID tokens.
    pub id: Arc<Key>,
    /// Signs access tokens.
    pub access: Arc<Key>,
}

/// Keys by pool id. They never change once made, so an entry is good for as long as its pool is there.
pub(crate) struct KeyCache(Cache<String, Arc<PoolKeys>>);

impl KeyCache {
    pub(crate) fn new() -> KeyCache {
        KeyCache(Cache::new(1_000))
    }
}

/// RSA keys made ahead in the background, so that no request waits for one to be found.
pub struct SpareKeys(Mutex<mpsc::Receiver<Vec<u8>>>);

/// Two pools' worth.
const SPARE: usize = 4;

impl SpareKeys {
    /// Starts the thread that makes keys with `make`, which gives a PKCS#8 document, or nothing if it failed.
    ///
    /// Errors: the system gives no thread.
    pub fn start(make: impl Fn() -> Option<Vec<u8>> + Send + 'static) -> std::io::Result<SpareKeys> {
        let (sender, receiver) = mpsc::channel(SPARE);
        std::thread::Builder::new().name("spare-keys".to_owned()).spawn(move || {
            // A failure ends the thread; whoever needs a key then learns of it.
            while let Some(key) = make() {
                if sender.blocking_send(key).is_err() {
                    break;
                }
            }
        })?;
        Ok(SpareKeys(Mutex::new(receiver)))
    }

    pub(crate) async fn take(&self) -> Result<Vec<u8>> {
        let key = self.0.lock().await.recv().await;
        key.ok_or_else(|| Error::internal("no RSA key could be made"))
    }
}

/// Makes a 2048-bit RSA key: the real source of [`SpareKeys`].
pub fn generate() -> Option<Vec<u8>> {
    use aws_lc_rs::encoding::AsDer;
    let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).ok()?;
    let document: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().ok()?;
    Some(document.as_ref().to_vec())
}

/// The keys of a pool. They are made when they are first asked for: a pool in which nobody signs in costs none.
pub async fn of_pool(ctx: &Ctx, pool: &Pool) -> Result<Arc<PoolKeys>> {
    if let Some(keys) = ctx.world().keys.0.get(pool.id()) {
        return Ok(keys);
    }
    let mut rows = store::signing_keys::of_pool(&ctx.read(), pool.id()).await?;
    for usage in [KeyUse::Id, KeyUse::Access] {
        if !rows.iter().any(|row| row.usage == usage) {
            make(ctx, pool, usage).await?;
            rows = store::signing_keys::of_pool(&ctx.read(), pool.id()).await?;
        }
    }
    let keys =
        Arc::new(PoolKeys { id: open(pool, &rows, KeyUse::Id)?, access: open(pool, &rows, KeyUse::Access)? });
    ctx.world().keys.0.insert(pool.id().to_owned(), Arc::clone(&keys));
    Ok(keys)
}

/// Puts a spare key into service. Another node may have been faster: then its key stays.
async fn make(ctx: &Ctx, pool: &Pool, usage: KeyUse) -> Result<()> {
    let document = ctx.world().spare_keys.take().await?;
    let signing = SigningKey::from_pkcs8(&document).map_err(Error::internal)?;
    let public = signing.public();
    let kid = STANDARD.encode(crypto::mac::sha256(public.n.as_bytes()));
    let row = Row {
        pool_id: pool.id().to_owned(),
        usage,
        generation: 0,
        private: pool.key.seal(&place(&kid), &ctx.random()?, &document),
        kid,
        n: public.n,
        e: public.e,
        created_at: ctx.now(),
    };
    let mut batch = ctx.batch()?;
    store::signing_keys::insert(&mut batch, &row);
    match ctx.try_commit(batch).await? {
        Outcome::Done | Outcome::Missed { .. } => Ok(()),
    }
}

fn open(pool: &Pool, rows: &[Row], usage: KeyUse) -> Result<Arc<Key>> {
    let row = rows.iter().filter(|row| row.usage == usage).max_by_key(|row| row.generation);
    let row = row.ok_or_else(|| Error::internal("a pool has no signing key"))?;
    let document = pool.key.open(&place(&row.kid), &row.private)?;
    Ok(Arc::new(Key {
        signing: SigningKey::from_pkcs8(&document).map_err(Error::internal)?,
        verifying: VerifyingKey::from_components(&row.n, &row.e)
            .map_err(|_| Error::internal("a public key does not parse"))?,
        kid: row.kid.clone(),
        n: row.n.clone(),
        e: row.e.clone(),
    }))
}

fn place(kid: &str) -> Place<'_> {
    Place { table: "signing_keys", row: kid, column: "private" }
}
