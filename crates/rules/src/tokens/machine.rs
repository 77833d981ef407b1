//! Tokens of machines: an app client proves itself by its secret and is granted scopes of the pool's own APIs.
//! AWS: API_GetClientToken; the developer guide, "Scopes, M2M, and resource servers". RFC: 6749 section 4.4.

use std::sync::Arc;

use serde_json::json;

use super::keys;
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::pools::Pool;
use crate::resource_servers;

/// A token of a client's own.
pub struct Issued {
    /// The access token.
    pub access_token: String,
    /// Its life, in seconds.
    pub expires_in_s: i64,
}

/// Issues a token to a client that has proved itself, with the scopes that it asks for, or all that it may have.
///
/// Errors: `ScopeNotAllowed` for one that the client is not given.
pub async fn issue(ctx: &Ctx, pool: &Pool, client: &Client, asked: Option<&[String]>) -> Result<Issued> {
    let allowed: Vec<&str> = client.scopes().collect();
    let wanted: Vec<&str> = match asked.filter(|asked| !asked.is_empty()) {
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
    let scopes: Vec<&str> = granted.into_iter().collect();
    let (now_s, expires_in_s) = (ctx.now() / 1_000, client.access_ttl_s());
    let mut claims = json!({
        "sub": client.id(),
        "token_use": "access",
        "auth_time": now_s,
        "iss": pool.issuer(ctx),
        "exp": now_s + expires_in_s,
        "iat": now_s,
        "version": 2,
        "jti": ids::uuid(ctx)?,
        "client_id": client.id(),
    });
    if !scopes.is_empty() {
        claims["scope"] = json!(scopes.join(" "));
    }
    let claims = serde_json::to_vec(&claims)?;
    let key = Arc::clone(&keys::of_pool(ctx, pool).await?.access);
    let access_token = ctx.compute(move || key.signing.sign(&key.kid, &claims)).await?;
    Ok(Issued { access_token, expires_in_s })
}
