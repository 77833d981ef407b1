//! What a provider gave that serves later, sealed wherever it is kept: to sign out there, and to ask it again.
//! OpenID: RP-Initiated Logout 1.0. OASIS: SAML 2.0 profiles, section 4.4 (single logout).

use super::Upstream;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;

const KIND: &str = "upstream of a session";

/// Sealed under the pool's key.
pub fn sealed(ctx: &Ctx, pool: &Pool, upstream: &Upstream) -> Result<String> {
    Ok(pool.key.seal_token(KIND, &ctx.random()?, &serde_json::to_vec(upstream)?))
}

/// Opened again; none for what was not sealed in this pool.
pub fn opened(pool: &Pool, sealed: &str) -> Option<Upstream> {
    serde_json::from_slice(&pool.key.open_token(KIND, sealed)?).ok()
}
