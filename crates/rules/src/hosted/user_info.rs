//! What an app may know of whoever has signed in to it, by the access token that it holds.
//! AWS: the developer guide, "The userInfo endpoint". RFC: OpenID Connect Core 1.0 section 5.3.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::tokens::access::{self, By};
use crate::tokens::claims;
use crate::tokens::dpop::{self, Key};
use crate::users;

/// The attributes that the client may read and the token's scopes let out. AWS: as texts, the flags too.
///
/// Errors: those of [`access::of_openid`]; `ProofInvalid` for a proof of the key that was used before.
pub async fn of_token(
    ctx: &Ctx,
    pool: &Arc<Pool>,
    text: &str,
    key: Option<&Key>,
) -> Result<Map<String, Value>> {
    let by = key.map_or(By::Bearer, |key| By::Key(&key.thumbprint));
    let (holder, scopes) = access::of_openid(ctx, pool, (text, by)).await?;
    dpop::spend(ctx, key).await?;
    let user = &holder.user;
    let readable = users::readable_attributes(user, &holder.client).into_iter();
    let mut told: Map<String, Value> = readable
        .filter(|attribute| claims::releases(&scopes, &attribute.name))
        .filter_map(|attribute| Some((attribute.name, attribute.value.filter(|value| !value.is_empty())?)))
        .map(|(name, value)| match name.as_str() {
            // OpenID Connect Core 1.0, section 5.1: clients that read it strictly fail over a text.
            "address" => (name, json!({ "formatted": value })),
            _ => (name, json!(value)),
        })
        .collect();
    told.insert("sub".to_owned(), json!(user.sub));
    told.insert("username".to_owned(), json!(user.username));
    Ok(told)
}
