//! Issuing tokens: the last step of every sign-in, and of every refresh.
//! AWS: API_AuthenticationResultType.

use std::sync::Arc;

use serde_json::Value;
use store::groups::Group;
use store::users::User;

use super::claims::{self, Subject};
use super::keys;
use super::overrides::Changes;
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

/// The user's groups, by precedence.
pub async fn groups(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Vec<Group>> {
    match user.is_in_group {
        true => Ok(store::groups::of_user(&ctx.read(), pool.id(), &user.sub).await?),
        false => Ok(Vec::new()),
    }
}

/// Signs an ID and an access token: two RSA signatures, on the bounded pool.
pub async fn sign(ctx: &Ctx, subject: &Subject<'_>, changes: &Changes) -> Result<Issued> {
    let keys = keys::of_pool(ctx, subject.pool).await?;
    let (mut access, mut id) = (claims::access(ctx, subject)?, claims::id(ctx, subject)?);
    changes.apply_to_access(&mut access, subject.client.id());
    changes.apply_to_id(&mut id);
    let access = serde_json::to_vec(&Value::Object(access))?;
    let id = serde_json::to_vec(&Value::Object(id))?;
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
        expires_in_s: subject.client.access_ttl_s(),
        new_device: None,
    })
}
