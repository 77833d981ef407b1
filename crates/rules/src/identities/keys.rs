//! The key that signs the tokens of identities: one of the account, made when it is first needed.
//! AWS: `https://cognito-identity.amazonaws.com/.well-known/jwks_uri`.

use std::sync::Arc;

use crypto::jose::foreign::{Algorithm, ForeignKey};
use crypto::jose::{self, SigningKey};
use store::Outcome;
use store::seal::Place;
use store::signing_keys::{KeyUse, SigningKey as Row};
use tokio::sync::OnceCell;

use crate::ctx::{Config, Ctx, IssuerForm};
use crate::error::{Error, Result};
use crate::identity_pools::SERVICE;

/// A key, parsed once.
pub struct Key {
    /// Its id: the region and a number of its own.
    pub kid: String,
    /// Modulus, base64url.
    pub n: String,
    /// Exponent, base64url.
    pub e: String,
    /// Signs.
    pub signing: SigningKey,
    /// Verifies.
    pub verifying: ForeignKey,
}

/// The key as this node has loaded it: once made it never changes.
#[derive(Default)]
pub struct KeyCell(OnceCell<Arc<Key>>);

/// `iss` of the tokens of identities. AWS: the same in every region.
pub fn issuer(config: &Config) -> String {
    match config.issuer {
        IssuerForm::Own => format!("{}/identity", config.public_url),
        IssuerForm::Aws => format!("https://{SERVICE}"),
    }
}

/// The account's key.
pub async fn of_account(ctx: &Ctx) -> Result<Arc<Key>> {
    if let Some(key) = ctx.world().identity_key.0.get() {
        return Ok(Arc::clone(key));
    }
    let owner = format!("identity/{}", ctx.config().account);
    let mut rows = store::signing_keys::of_pool(&ctx.read(), &owner).await?;
    if rows.is_empty() {
        make(ctx, &owner).await?;
        rows = store::signing_keys::of_pool(&ctx.read(), &owner).await?;
    }
    let row = rows.first().ok_or_else(|| Error::internal("an account has no signing key"))?;
    let key = Arc::new(open(ctx, row)?);
    // Another request may have been faster, with the same key.
    let _ = ctx.world().identity_key.0.set(Arc::clone(&key));
    Ok(key)
}

/// Puts a spare key into service. Another node may have been faster: then its key stays.
async fn make(ctx: &Ctx, owner: &str) -> Result<()> {
    let document = ctx.world().spare_keys.take().await?;
    let public = SigningKey::from_pkcs8(&document).map_err(Error::internal)?.public();
    let [a, b, c, d, ..] = crypto::mac::sha256(public.n.as_bytes());
    let region = ctx.config().regions.first().map_or("us-east-1", String::as_str);
    // AWS: the region and a small number; ours tells keys of different accounts apart, too.
    let kid = format!("{region}-{}", u32::from_be_bytes([a, b, c, d]));
    let row = Row {
        pool_id: owner.to_owned(),
        usage: KeyUse::Id,
        generation: 0,
        private: ctx.world().ring.seal(&place(&kid), &ctx.random()?, &document),
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

fn open(ctx: &Ctx, row: &Row) -> Result<Key> {
    let document = ctx.world().ring.open(&place(&row.kid), &row.private)?;
    let malformed = |_: jose::Malformed| Error::internal("a signing key does not parse");
    Ok(Key {
        signing: SigningKey::from_pkcs8(&document).map_err(malformed)?,
        verifying: ForeignKey::from_components(Algorithm::Rs512, &row.n, &row.e).map_err(malformed)?,
        kid: row.kid.clone(),
        n: row.n.clone(),
        e: row.e.clone(),
    })
}

fn place(kid: &str) -> Place<'_> {
    Place { table: "signing_keys", row: kid, column: "private" }
}
