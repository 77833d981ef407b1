//! Keys and certificates of a pool as a SAML service: the one that signs requests, and those that providers encrypt to.
//! AWS: API_GetSigningCertificate; the developer guide: good for ten years.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use store::saml_keys::{self, SamlKey};
use store::seal::Place;
use store::{Miss, Outcome};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::{self, Pool};

/// How long a certificate is given out. AWS: a new one each year, of the same key.
const YEAR_MS: i64 = 365 * 86_400_000;

/// A key with a certificate of it.
pub struct Signer {
    /// PKCS#8.
    pub key: Vec<u8>,
    /// DER.
    pub certificate: Vec<u8>,
}

/// The certificate of the key with which a pool signs, base64 of DER. Key and certificate are made when they are first
/// asked for.
///
/// Errors: `PoolNotFound` when the pool goes meanwhile.
pub async fn signing(ctx: &Ctx, pool: &Pool) -> Result<String> {
    Ok(STANDARD.encode(signer(ctx, pool).await?.certificate))
}

/// The key with which a pool signs, and its newest certificate; both are made when they are first asked for.
///
/// Errors: those of [`signing`].
pub async fn signer(ctx: &Ctx, pool: &Pool) -> Result<Signer> {
    let now = ctx.now();
    let newest = saml_keys::newest(&ctx.read(), pool.id()).await?;
    let (generation, key) = match newest {
        Some(row) => {
            let key = pool.key.open(&private(&row.generation.to_string()), &row.private)?;
            if now - row.created_at < YEAR_MS {
                return Ok(Signer { key, certificate: row.certificate });
            }
            (row.generation + 1, key)
        }
        None => (0, ctx.world().spare_keys.take().await?),
    };
    let row = SamlKey {
        pool_id: pool.id().to_owned(),
        generation,
        private: pool.key.seal(&private(&generation.to_string()), &ctx.random()?, &key),
        certificate: certify(ctx, pool.id(), key.clone()).await?,
        created_at: now,
    };
    let mut batch = ctx.batch()?;
    saml_keys::insert(&mut batch, &row);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(Signer { key, certificate: row.certificate }),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(pools::not_found(pool.id())),
        // Another was faster: its key is the pool's.
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

fn private(generation: &str) -> Place<'_> {
    Place { table: "saml_keys", row: generation, column: "private" }
}

/// A fresh RSA key, PKCS#8, and a self-signed certificate of it, DER.
pub(crate) async fn make(ctx: &Ctx, name: &str) -> Result<(Vec<u8>, Vec<u8>)> {
    let key = ctx.world().spare_keys.take().await?;
    let certificate = certify(ctx, name, key.clone()).await?;
    Ok((key, certificate))
}

/// A self-signed certificate of a key, DER, good for ten years from today on.
pub(crate) async fn certify(ctx: &Ctx, name: &str, key: Vec<u8>) -> Result<Vec<u8>> {
    let today = day(ctx.now());
    let until = today.saturating_add(jiff::Span::new().years(10));
    let (name, serial) = (name.to_owned(), ctx.random()?);
    let made = ctx.compute(move || {
        let subject = crypto::x509::Subject { name: &name, serial, from: parts(today), until: parts(until) };
        crypto::x509::self_signed(&key, &subject)
    });
    made.await?.map_err(Error::internal)
}

fn day(now: i64) -> civil::Date {
    Timestamp::from_millisecond(now).unwrap_or_default().to_zoned(TimeZone::UTC).date()
}

fn parts(day: civil::Date) -> (i32, u8, u8) {
    let small = |number: i8| u8::try_from(number).unwrap_or(1);
    (i32::from(day.year()), small(day.month()), small(day.day()))
}
