//! The documents by which STS and others find the key of identities' tokens.
//! AWS: `https://cognito-identity.amazonaws.com/.well-known/jwks_uri` and `/.well-known/openid-configuration`.

use rules::identities::keys;
use rules::{Ctx, IssuerForm, Result};
use serde::Serialize;

use super::{Document, document};

#[derive(Serialize)]
struct KeySet<'a> {
    keys: [PublicKey<'a>; 1],
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

#[derive(Serialize)]
struct Configuration {
    id_token_signing_alg_values_supported: [&'static str; 1],
    issuer: String,
    jwks_uri: String,
    response_types_supported: [&'static str; 1],
    subject_types_supported: [&'static str; 1],
}

/// The public key of the account.
pub async fn jwks(ctx: &Ctx) -> Result<Document> {
    let key = keys::of_account(ctx).await?;
    let key = PublicKey { alg: "RS512", e: &key.e, kid: &key.kid, kty: "RSA", n: &key.n, use_: "sig" };
    document(&KeySet { keys: [key] })
}

/// The discovery document. `base` is the origin that was asked: links follow it, the issuer does not.
pub fn configuration(ctx: &Ctx, base: &str) -> Result<Document> {
    let issuer = keys::issuer(ctx.config());
    let jwks_uri = match ctx.config().issuer {
        IssuerForm::Own => format!("{base}/identity/.well-known/jwks_uri"),
        IssuerForm::Aws => format!("{issuer}/.well-known/jwks_uri"),
    };
    document(&Configuration {
        id_token_signing_alg_values_supported: ["RS512"],
        issuer,
        jwks_uri,
        response_types_supported: ["token"],
        subject_types_supported: ["public"],
    })
}
