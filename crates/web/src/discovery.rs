//! The documents by which verifiers find a pool's issuer and keys.
//! AWS: the developer guide on verifying JSON web tokens. RFC: 7517 (JWK sets), 8414, OpenID Connect Discovery 1.0.

pub mod identities;

use rules::clients::register;
use rules::hosted::site::{self, Site};
use rules::pools::{self, Pool};
use rules::tokens::keys::{self, Key};
use rules::{Ctx, Dpop, IssuerForm, Result};
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

/// What an app reads of a pool. AWS: the endpoints of its domain are among it when it has one.
#[derive(Serialize)]
struct Configuration<'a> {
    #[serde(flatten)]
    endpoints: Option<Endpoints>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    authorization_response_iss_parameter_supported: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    backchannel_logout_session_supported: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    backchannel_logout_supported: bool,
    code_challenge_methods_supported: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    dpop_signing_alg_values_supported: Option<[&'static str; 5]>,
    grant_types_supported: [&'static str; 5],
    id_token_signing_alg_values_supported: [&'static str; 1],
    issuer: &'a str,
    jwks_uri: String,
    response_types_supported: [&'static str; 2],
    scopes_supported: [&'static str; 4],
    subject_types_supported: [&'static str; 1],
    token_endpoint_auth_methods_supported: [&'static str; 3],
}

/// The endpoints of a domain.
#[derive(Serialize)]
struct Endpoints {
    authorization_endpoint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    device_authorization_endpoint: Option<String>,
    end_session_endpoint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    introspection_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pushed_authorization_request_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    registration_endpoint: Option<String>,
    revocation_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: String,
}

/// The discovery document of a pool. `base` is the origin that was asked: links follow it, the issuer does not.
///
/// Errors: `PoolNotFound`.
pub async fn configuration(ctx: &Ctx, user_pool_id: &str, base: &str) -> Result<Document> {
    let pool = pools::get(ctx, user_pool_id).await?;
    let domain = site::of_pool(ctx, &pool).await?;
    let endpoints = domain.map(|domain| endpoints(ctx, &domain, &calls(ctx, &domain, base)));
    whole(ctx, &pool, base, endpoints)
}

/// The same document at an address of the pool's domain. AWS: of two domains it tells the custom one's endpoints.
pub async fn of_site(ctx: &Ctx, asked: &Site) -> Result<Document> {
    let domain = site::of_pool(ctx, &asked.pool).await?;
    let domain = domain.as_ref().unwrap_or(asked);
    let (base, calls) = match asked.path.is_empty() {
        true => (ctx.config().public_url.as_str(), calls(ctx, domain, &ctx.config().public_url)),
        // Whoever asks by a path may not reach the host names.
        false => (asked.origin.as_str(), asked.url("")),
    };
    whole(ctx, &asked.pool, base, Some(endpoints(ctx, domain, &calls)))
}

/// Where programs find the endpoints: at the domain's host, or below a path of the origin that was asked where that host
/// may be found by browsers alone.
fn calls(ctx: &Ctx, domain: &Site, base: &str) -> String {
    let is_elsewhere = base != ctx.config().public_url;
    let is_of_browsers = site::host(ctx.config(), &domain.domain.row).ends_with(".localhost");
    match is_elsewhere || is_of_browsers {
        true => format!("{base}/domain/{}", domain.domain.row.name),
        false => domain.url(""),
    }
}

fn endpoints(ctx: &Ctx, domain: &Site, calls: &str) -> Endpoints {
    let config = ctx.config();
    let registers = register::configuration(&domain.pool).is_some();
    let device_authorization = config.device_grant.then(|| format!("{calls}/oauth2/device_authorization"));
    Endpoints {
        authorization_endpoint: domain.url("/oauth2/authorize"),
        device_authorization_endpoint: device_authorization,
        end_session_endpoint: domain.url("/logout"),
        introspection_endpoint: config.introspection.then(|| format!("{calls}/oauth2/introspect")),
        pushed_authorization_request_endpoint: config.pushed_requests.then(|| format!("{calls}/oauth2/par")),
        registration_endpoint: registers.then(|| format!("{calls}/oauth2/register")),
        revocation_endpoint: format!("{calls}/oauth2/revoke"),
        token_endpoint: format!("{calls}/oauth2/token"),
        userinfo_endpoint: format!("{calls}/oauth2/userInfo"),
    }
}

fn whole(ctx: &Ctx, pool: &Pool, base: &str, endpoints: Option<Endpoints>) -> Result<Document> {
    let issuer = pool.issuer(ctx);
    let jwks_uri = match ctx.config().issuer {
        IssuerForm::Own => format!("{base}/{}/.well-known/jwks.json", pool.id()),
        IssuerForm::Aws => format!("{issuer}/.well-known/jwks.json"),
    };
    document(&Configuration {
        endpoints,
        authorization_response_iss_parameter_supported: ctx.config().iss_parameter,
        backchannel_logout_session_supported: ctx.config().back_channel_logout,
        backchannel_logout_supported: ctx.config().back_channel_logout,
        code_challenge_methods_supported: ["S256"],
        dpop_signing_alg_values_supported: (ctx.config().dpop != Dpop::Off)
            .then_some(crypto::dpop::ALGORITHMS),
        grant_types_supported: [
            "authorization_code",
            "implicit",
            "refresh_token",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:token-exchange",
        ],
        id_token_signing_alg_values_supported: ["RS256"],
        issuer: &issuer,
        jwks_uri,
        response_types_supported: ["code", "token"],
        scopes_supported: ["openid", "email", "phone", "profile"],
        subject_types_supported: ["public"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
    })
}

fn document(content: &impl Serialize) -> Result<Document> {
    Ok(Document { body: serde_json::to_vec(content)?, max_age_s: MAX_AGE_S })
}
