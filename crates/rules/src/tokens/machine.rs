//! Tokens of machines: an app client proves itself by its secret and is granted scopes of the pool's own APIs.
//! AWS: API_GetClientToken; the developer guide, "Scopes, M2M, and resource servers". RFC: 6749 section 4.4.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::dpop::{self, Key};
use super::keys;
use crate::clients::{Client, register};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::pools::Pool;
use crate::resource_servers;
use crate::triggers::Metadata;
use crate::triggers::pre_token_generation::{self, Event, Source};

/// A token of a client's own.
pub struct Issued {
    /// The access token.
    pub access_token: String,
    /// Its life, in seconds.
    pub expires_in_s: i64,
}

/// What a machine asks for.
#[derive(Clone, Copy, Default)]
pub struct Wish<'a> {
    /// Scopes; all that it may have where none are named.
    pub scopes: Option<&'a [String]>,
    /// For the pool's function.
    pub client_metadata: Option<&'a Metadata>,
    /// The key that the token shall be bound to.
    pub key: Option<&'a Key>,
}

/// Issues a token to a client that has proved itself.
///
/// Errors: `ScopeNotAllowed` for one that the client is not given, `TokenFunction` for what PreTokenGeneration says,
/// `ProofInvalid` for a proof of the key that was used before.
pub async fn issue(ctx: &Ctx, pool: &Pool, client: &Client, wish: Wish<'_>) -> Result<Issued> {
    let allowed: Vec<&str> = client.scopes().collect();
    let wanted: Vec<&str> = match wish.scopes.filter(|asked| !asked.is_empty()) {
        None => allowed,
        Some(asked) => {
            if let Some(scope) = asked.iter().find(|scope| !allowed.contains(&scope.as_str())) {
                return Err(Error::about(Reason::ScopeNotAllowed, scope));
            }
            asked.iter().map(String::as_str).collect()
        }
    };
    // Those that AWS builds in say something of a user, and here is none: only what an API of the pool has is left.
    // AWS: a scope whose resource server is gone is not granted, and no error.
    let granted = resource_servers::existing(ctx, pool, &wanted).await?;
    let is_granted = |scope: &&str| granted.contains(scope) || *scope == register::SCOPE;
    let scopes = wanted.into_iter().filter(is_granted).map(str::to_owned).collect();
    issue_granted(ctx, pool, client, scopes, wish).await
}

/// The same with scopes that are known to be there and the client's. Errors: `TokenFunction`, `ProofInvalid`.
pub async fn issue_granted(
    ctx: &Ctx,
    pool: &Pool,
    client: &Client,
    scopes: Vec<String>,
    wish: Wish<'_>,
) -> Result<Issued> {
    let Wish { client_metadata, key: bound_to, .. } = wish;
    let event = Event { pool, client, user: None, scopes: &scopes, client_metadata };
    let changes = pre_token_generation::ask(ctx, &event, Source::Machine).await.map_err(told)?;
    let (now_s, expires_in_s) = (ctx.now() / 1_000, client.access_ttl_s());
    let claims = [
        ("sub", json!(client.id())),
        ("token_use", json!("access")),
        ("auth_time", json!(now_s)),
        ("iss", json!(pool.issuer(ctx))),
        ("exp", json!(now_s + expires_in_s)),
        ("iat", json!(now_s)),
        ("version", json!(2)),
        ("jti", json!(ids::uuid(ctx)?)),
        ("client_id", json!(client.id())),
    ];
    let mut claims: Map<String, Value> =
        claims.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    if !scopes.is_empty() {
        claims.insert("scope".to_owned(), json!(scopes.join(" ")));
    }
    claims.extend(bound_to.map(|key| ("cnf".to_owned(), super::claims::confirmation(&key.thumbprint))));
    changes.apply_to_access(&mut claims, client.id());
    let claims = serde_json::to_vec(&Value::Object(claims))?;
    let key = Arc::clone(&keys::of_pool(ctx, pool).await?.access);
    let access_token = ctx.compute_brief(move || key.signing.sign(&key.kid, &claims)).await?;
    dpop::spend(ctx, bound_to).await?;
    Ok(Issued { access_token, expires_in_s })
}

/// What a function says of a machine's token. GetClientToken declares none of the exceptions that tell of functions.
fn told(why: Error) -> Error {
    if why.is_of_function() { Error::about(Reason::TokenFunction, why.message()) } else { why }
}
