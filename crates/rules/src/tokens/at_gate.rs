//! What a pool's token, of either kind, a user's or a machine's, proves to whoever guards something else than Cenote.
//! AWS: the developer guide, "Verifying JSON web tokens".

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::access::{self, By, Kind};
use crate::clients;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;

/// A token that holds.
pub struct Read {
    /// Who has issued it.
    pub pool: Arc<Pool>,
    /// Which of the two.
    pub kind: Kind,
    /// What it says.
    pub claims: Map<String, Value>,
}

/// What tells how a token is to be looked at. The keys of the two kinds differ: who lies here is found out.
#[derive(Deserialize)]
struct Named {
    token_use: String,
    sub: String,
    client_id: Option<String>,
}

/// A token by its signature, issuer, kind and time alone. One that is bound to a key proves nothing: nobody here sees the
/// proof.
///
/// Errors: `AccessTokenInvalid`, `AccessTokenExpired`.
pub async fn signed(ctx: &Ctx, text: &str) -> Result<Read> {
    let (kind, _) = named(text)?;
    let (pool, claims) = access::verified(ctx, text, kind, By::Bearer).await?;
    match claims.exp > ctx.now() / 1_000 {
        true => read(pool, kind, text),
        false => Err(Error::new(Reason::AccessTokenExpired)),
    }
}

/// A token whose user is there, enabled and signed in still; a machine's while its client is there.
///
/// Errors, in this order: `AccessTokenInvalid`, `AccessTokenExpired`, `UserNotFound`, `AccessTokenRevoked`, `UserDisabled`;
/// `ClientNotFound`.
pub async fn live(ctx: &Ctx, text: &str) -> Result<Read> {
    let (kind, is_machine) = named(text)?;
    if is_machine {
        let machine = signed(ctx, text).await?;
        let client = machine.claims.get("client_id").and_then(Value::as_str).unwrap_or_default();
        clients::of_pool(ctx, &machine.pool, client).await?;
        return Ok(machine);
    }
    let presented = access::presented(ctx, text, kind, By::Bearer).await?;
    access::check_enabled(&presented.holder)?;
    read(presented.holder.pool, kind, text)
}

fn named(text: &str) -> Result<(Kind, bool)> {
    let invalid = || Error::new(Reason::AccessTokenInvalid);
    let token = crypto::jose::parse(text).map_err(|_| invalid())?;
    let named: Named = serde_json::from_slice(&token.payload).map_err(|_| invalid())?;
    let kind = match named.token_use.as_str() {
        "access" => Kind::Access,
        "id" => Kind::Id,
        _ => return Err(invalid()),
    };
    Ok((kind, kind == Kind::Access && named.client_id.as_ref() == Some(&named.sub)))
}

fn read(pool: Arc<Pool>, kind: Kind, text: &str) -> Result<Read> {
    let token = crypto::jose::parse(text).map_err(|_| Error::new(Reason::AccessTokenInvalid))?;
    Ok(Read { pool, kind, claims: serde_json::from_slice(&token.payload)? })
}
