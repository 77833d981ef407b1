//! The word to an app that a sign-in has ended: kept in the outbox, signed when it goes out, tried again like a message.
//! OpenID: Connect Back-Channel Logout 1.0, sections 2.4 to 2.8.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Batch;
use store::outbox::Letter;

use super::{Parcel, Undelivered, place};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::outside::Unfetched;
use crate::pools::{self, Pool};
use crate::tokens::keys;

/// What is told to whom.
#[derive(Serialize, Deserialize)]
pub struct Farewell {
    /// UUIDv7; the token's `jti` too, so that an app that gets it twice sees so.
    pub id: String,
    /// The pool.
    pub user_pool_id: String,
    /// Whose sign-in it was.
    pub sub: String,
    /// The app.
    pub client_id: String,
    /// The browser session, as the app's ID tokens name it.
    pub sid: String,
    /// Where to tell it.
    pub logout_uri: String,
    /// When it ended, epoch milliseconds.
    pub at: i64,
}

/// The event that a logout token tells of.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// How long a logout token is good.
const LIFE_S: i64 = 120;

/// Puts it into the outbox, in the place of what still waits to be told of the same.
pub(crate) fn post(ctx: &Ctx, batch: &mut Batch, pool: &Pool, farewell: Farewell) -> Result<()> {
    let of = format!("{}\0{}\0{}", farewell.sub, farewell.client_id, farewell.sid);
    let topic = hex::encode(&pool.mac("outbox back-channel logout", of.as_bytes())[..16]);
    store::outbox::replace(batch, pool.id(), &topic);
    let id = farewell.id.clone();
    let parcel = serde_json::to_vec(&Parcel::Farewell(farewell))?;
    let body = pool.key.seal(&place(&id), &ctx.random()?, &parcel);
    let now = ctx.now();
    let (pool_id, attempts) = (pool.id().to_owned(), 0);
    // No request waits for an app: the background takes it up at once.
    let letter = Letter { id, pool_id, body, attempts, due_at: now, created_at: now, topic };
    store::outbox::insert(batch, &letter);
    Ok(())
}

impl Farewell {
    /// Tells it, by a token signed now.
    pub(super) async fn deliver(&self, ctx: &Ctx) -> Result<String, Undelivered> {
        let token = self.token(ctx).await.map_err(|error| Undelivered::Later(error.to_string()))?;
        match ctx.world().outbound.tell(&self.logout_uri, format!("logout_token={token}")).await {
            Ok(status @ 200..=299) => Ok(format!("status {status}")),
            // What time or the app's operator heals.
            Ok(status @ (408 | 425 | 429 | 500..)) => Err(Undelivered::Later(format!("status {status}"))),
            Ok(status) => Err(Undelivered::Refused(format!("status {status}"))),
            Err(why @ Unfetched::Forbidden(_)) => Err(Undelivered::Refused(why.to_string())),
            Err(why) => Err(Undelivered::Later(why.to_string())),
        }
    }

    /// The logout token. It has no `token_use` and no `nonce`: nothing takes it for another token.
    async fn token(&self, ctx: &Ctx) -> Result<String> {
        let pool = pools::get(ctx, &self.user_pool_id).await?;
        let key = Arc::clone(&keys::of_pool(ctx, &pool).await?.id);
        let now_s = ctx.now() / 1_000;
        let claims = json!({
            "iss": pool.issuer(ctx),
            "aud": self.client_id,
            "iat": now_s,
            "exp": now_s + LIFE_S,
            "jti": self.id,
            "events": { EVENT: {} },
            "sub": self.sub,
            "sid": self.sid,
        });
        let claims = serde_json::to_vec(&claims)?;
        ctx.compute(move || key.signing.sign_typed((&key.kid, "logout+jwt"), &claims)).await
    }
}
