//! Issuing tokens: the last step of every sign-in, and of every refresh.
//! AWS: API_AuthenticationResultType.

use std::sync::Arc;

use store::families::Family;
use store::users::User;

use super::claims::{self, Subject};
use super::keys;
use super::refresh::Grant;
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;

/// Tokens as a caller gets them.
pub struct Issued {
    /// The access token.
    pub access_token: String,
    /// The ID token.
    pub id_token: String,
    /// The refresh token, where a new one is given.
    pub refresh_token: Option<String>,
    /// Life of the access token, in seconds.
    pub expires_in_s: i64,
    /// What the device that signed in may confirm itself by, where it is not known yet.
    pub new_device: Option<NewDevice>,
}

/// A device that its pool does not know yet.
pub struct NewDevice {
    /// Its key.
    pub key: String,
    /// What all devices of its pool hash with their keys.
    pub group_key: String,
}

/// Signs an ID and an access token: two RSA signatures, on the bounded pool.
pub async fn sign(
    ctx: &Ctx,
    pool: &Pool,
    client: &Client,
    user: &User,
    family: &Family,
    grant: &Grant,
) -> Result<Issued> {
    let keys = keys::of_pool(ctx, pool).await?;
    let groups = match user.is_in_group {
        true => store::groups::of_user(&ctx.read(), pool.id(), &user.sub).await?,
        false => Vec::new(),
    };
    let subject = Subject { pool, client, user, family, groups: &groups, grant };
    let access = serde_json::to_vec(&claims::access(ctx, &subject)?)?;
    let id = serde_json::to_vec(&claims::id(ctx, &subject)?)?;
    let (access_key, id_key) = (Arc::clone(&keys.access), Arc::clone(&keys.id));
    let (access_token, id_token) = ctx
        .compute(move || {
            (access_key.signing.sign(&access_key.kid, &access), id_key.signing.sign(&id_key.kid, &id))
        })
        .await?;
    Ok(Issued {
        access_token,
        id_token,
        refresh_token: None,
        expires_in_s: client.access_ttl_s(),
        new_device: None,
    })
}
