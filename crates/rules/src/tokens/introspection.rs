//! Whether a token is good, for whoever serves behind it and does not check signatures.
//! RFC: 7662. AWS has no such thing: DEVIATION, by `introspection`.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::access::{self, By, Kind};
use super::refresh;
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;

/// What a token of this pool says while it is good; nothing for all others. An access token is told to every client of
/// the pool, a refresh token to its own.
pub async fn inspect(
    ctx: &Ctx,
    pool: &Arc<Pool>,
    client: &Client,
    text: &str,
) -> Result<Option<Map<String, Value>>> {
    if let Some(grant) = refresh::inspect(ctx, pool, client, text).await? {
        return Ok(Some(grant));
    }
    match is_good(ctx, pool, text).await {
        Ok(true) => {}
        Ok(false) => return Ok(None),
        Err(error) if is_of_token(&error) => return Ok(None),
        Err(error) => return Err(error),
    }
    let Ok(token) = crypto::jose::parse(text) else { return Ok(None) };
    let mut claims: Map<String, Value> = serde_json::from_slice(&token.payload)?;
    claims.insert("active".to_owned(), json!(true));
    // RFC: 9449 section 6.2.
    let token_type = if claims.contains_key("cnf") { "DPoP" } else { "Bearer" };
    claims.insert("token_type".to_owned(), json!(token_type));
    Ok(Some(claims))
}

async fn is_good(ctx: &Ctx, pool: &Arc<Pool>, text: &str) -> Result<bool> {
    let (of, claims) = access::verified(ctx, text, Kind::Access, By::Anyhow).await?;
    if of.id() != pool.id() {
        return Ok(false);
    }
    if claims.sub == claims.client() {
        // A machine's: there is no sign-in that could have ended.
        clients::of_pool(ctx, pool, claims.client()).await?;
        return Ok(claims.exp > ctx.now() / 1_000);
    }
    let presented = access::presented(ctx, text, Kind::Access, By::Anyhow).await?;
    access::check_enabled(&presented.holder)?;
    Ok(true)
}

/// Whether the token is at fault, and not the store.
fn is_of_token(error: &Error) -> bool {
    matches!(
        error.reason(),
        Reason::AccessTokenInvalid
            | Reason::AccessTokenExpired
            | Reason::AccessTokenRevoked
            | Reason::UserNotFound
            | Reason::UserDisabled
            | Reason::ClientNotFound
    )
}
