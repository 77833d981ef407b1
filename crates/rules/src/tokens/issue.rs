//! Issuing tokens: the last step of every sign-in, and of every refresh.
//! AWS: API_AuthenticationResultType.

use std::sync::Arc;

use serde_json::{Value, json};
use store::groups::Group;
use store::users::User;

use super::claims::{self, Subject};
use super::overrides::Changes;
use super::{keys, sessions};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;

/// Tokens as a caller gets them.
pub struct Issued {
    /// The access token.
    pub access_token: String,
    /// The ID token; none for a sign-in on the hosted pages without the scope `openid`.
    pub id_token: Option<String>,
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
    let mut access = claims::access(ctx, subject)?;
    changes.apply_to_access(&mut access, subject.client.id());
    let access = serde_json::to_vec(&Value::Object(access))?;
    let mut id = match subject.grant.has_id_token() {
        true => Some(claims::id(ctx, subject)?),
        false => None,
    };
    id.iter_mut().for_each(|claims| changes.apply_to_id(claims));
    // After what a function says: a claim of its own of that name is as good as any where ours is not told.
    let session = subject.grant.hosted.as_ref().and_then(|hosted| hosted.browser_session.as_deref());
    let session = session.filter(|_| ctx.config().back_channel_logout).and_then(sessions::browser_id);
    if let (Some(claims), Some(session)) = (&mut id, session) {
        claims.insert("sid".to_owned(), json!(session));
    }
    let is_hosted = subject.grant.hosted.is_some();
    let (access_key, id_key) = (Arc::clone(&keys.access), Arc::clone(&keys.id));
    let signed = move || {
        let access = access_key.signing.sign(&access_key.kid, &access);
        let id = id.map(|mut claims| {
            if is_hosted {
                claims.insert("at_hash".to_owned(), json!(claims::at_hash(&access)));
            }
            serde_json::to_vec(&Value::Object(claims)).map(|claims| id_key.signing.sign(&id_key.kid, &claims))
        });
        (access, id.transpose())
    };
    let (access_token, id_token) = ctx.compute_brief(signed).await?;
    let id_token = id_token?;
    Ok(Issued {
        access_token,
        id_token,
        refresh_token: None,
        expires_in_s: subject.client.access_ttl_s(),
        new_device: None,
    })
}
