//! The documents by which verifiers find a pool's issuer and keys.
//! AWS: the developer guide on verifying JSON web tokens. RFC: 7517 (JWK sets), OpenID Connect Discovery 1.0.

use rules::tokens::keys::{self, Key};
use rules::{Ctx, IssuerForm, Result, pools};
use serde::Serialize;

/// A JSON document and how long it may be kept.
#[derive(Debug)]
pub struct Document {
    /// JSON.
    pub body: Vec<u8>,
    /// Seconds that caches may keep it.
    pub max_age_s: u32,
}

/// Keys never change once made, but a pool that is deleted takes them along.
const MAX_AGE_S: u32 = 300;

#[derive(Serialize)]
struct KeySet<'a> {
    keys: [PublicKey<'a>; 2],
}

#[derive(Serialize)]
struct PublicKey<'a> {
    alg: &'static str,
    e: &'a str,
    kid: &'a str,
    kty: &'static str,
    n: &'a str,
    #[serde(rename = "use")]
    use_: &'static str,
}

impl<'a> PublicKey<'a> {
    fn of(key: &'a Key) -> PublicKey<'a> {
        PublicKey { alg: "RS256", e: &key.e, kid: &key.kid, kty: "RSA", n: &key.n, use_: "sig" }
    }
}

/// The public keys of a pool. Errors: `PoolNotFound`.
pub async fn jwks(ctx: &Ctx, user_pool_id: &str) -> Result<Document> {
    let pool = pools::get(ctx, user_pool_id).await?;
    let keys = keys::of_pool(ctx, &pool).await?;
    document(&KeySet { keys: [PublicKey::of(&keys.id), PublicKey::of(&keys.access)] })
}

/// The endpoints of a pool's domain join these when it has one: AWS leaves them out too where it has none.
#[derive(Serialize)]
struct Configuration<'a> {
    id_token_signing_alg_values_supported: [&'static str; 1],
    issuer: &'a str,
    jwks_uri: String,
    response_types_supported: [&'static str; 2],
    scopes_supported: [&'static str; 4],
    subject_types_supported: [&'static str; 1],
    token_endpoint_auth_methods_supported: [&'static str; 2],
}

/// The discovery document of a pool. `base` is the origin that was asked: links follow it, the issuer does not.
///
/// Errors: `PoolNotFound`.
pub async fn configuration(ctx: &Ctx, user_pool_id: &str, base: &str) -> Result<Document> {
    let pool = pools::get(ctx, user_pool_id).await?;
    let issuer = pool.issuer(ctx);
    let jwks_uri = match ctx.config().issuer {
        IssuerForm::Own => format!("{base}/{}/.well-known/jwks.json", pool.id()),
        IssuerForm::Aws => format!("{issuer}/.well-known/jwks.json"),
    };
    document(&Configuration {
        id_token_signing_alg_values_supported: ["RS256"],
        issuer: &issuer,
        jwks_uri,
        response_types_supported: ["code", "token"],
        scopes_supported: ["openid", "email", "phone", "profile"],
        subject_types_supported: ["public"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    })
}

fn document(content: &impl Serialize) -> Result<Document> {
    Ok(Document { body: serde_json::to_vec(content)?, max_age_s: MAX_AGE_S })
}
