//! A pool of ours as the one who signs people in: its endpoints' rules are asked, without a request over the network.
//! AWS: authenticate-cognito; the token and userInfo endpoints.

use serde_json::{Map, Value};

use super::Session;
use crate::clients;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::forward_auth::authorizer;
use crate::forward_auth::gate::OwnPool;
use crate::forward_auth::wanted;
use crate::hosted::codes::{self, Redemption};
use crate::hosted::site::{self, Site};
use crate::hosted::{token_grants, user_info};
use crate::pools;
use crate::pools::domains;
use crate::tokens::issue::Issued;
use crate::tokens::{at_gate, refresh};

/// What an access token says that gates ask for.
const TOLD: [&str; 3] = ["cognito:groups", "client_id", "username"];

/// The pages of a pool. Errors: `PoolNotFound`; `Internal` where it has no domain, or not this one.
pub(super) async fn site(ctx: &Ctx, own: &OwnPool) -> Result<Site> {
    let OwnPool { user_pool_id, domain, .. } = own;
    let pool = pools::get(ctx, user_pool_id).await?;
    let Some(name) = domain else {
        let site = site::of_pool(ctx, &pool).await?;
        return site.ok_or_else(|| Error::internal(format!("the pool {user_pool_id} has no domain")));
    };
    match domains::with_pool(ctx, name).await? {
        Some((domain, pool)) if pool.id() == user_pool_id => {
            let origin = site::origin(ctx.config(), &domain.row);
            Ok(Site { domain, pool, origin, path: String::new() })
        }
        _ => Err(Error::internal(format!("{name} is no domain of the pool {user_pool_id}"))),
    }
}

/// The session of a code; nothing for a code that is none, or not of this sign-in.
pub(super) async fn redeemed(
    ctx: &Ctx,
    own: &OwnPool,
    (code, redirect_uri, verifier): (&str, &str, &str),
) -> Result<Option<Session>> {
    let OwnPool { user_pool_id, client_id, .. } = own;
    let pool = pools::get(ctx, user_pool_id).await?;
    let client = clients::of_pool(ctx, &pool, client_id).await?;
    let sent = Redemption { code, redirect_uri: Some(redirect_uri), verifier: Some(verifier), key: None };
    match codes::redeem(ctx, &pool, &client, &sent).await {
        Ok(issued) => of_tokens(ctx, own, issued, ctx.now(), None).await.map(Some),
        Err(error) if error.reason().entry().status >= 500 || error.reason() == Reason::Moved => Err(error),
        Err(_) => Ok(None),
    }
}

/// The same session with new tokens; nothing where its sign-in has ended.
pub(super) async fn renewed(ctx: &Ctx, own: &OwnPool, session: &Session) -> Result<Option<Session>> {
    let OwnPool { user_pool_id, client_id, .. } = own;
    let Some(token) = session.refresh_token.as_deref() else { return Ok(None) };
    let client = match client(ctx, user_pool_id, client_id).await? {
        Some(client) => client,
        None => return Ok(None),
    };
    match token_grants::refreshed(ctx, &client, token, None).await {
        Ok(issued) => {
            let kept = issued.refresh_token.is_none().then(|| token.to_owned());
            of_tokens(ctx, own, issued, session.began_at, kept).await.map(Some)
        }
        Err(error) if error.reason().entry().status >= 500 || error.reason() == Reason::Moved => Err(error),
        Err(_) => Ok(None),
    }
}

/// Whether the sign-in that an access token comes from goes on; one that has expired says nothing of it.
pub(super) async fn is_live(ctx: &Ctx, access_token: &str) -> Result<bool> {
    match at_gate::live(ctx, access_token).await {
        Ok(_) => Ok(true),
        Err(error) => authorizer::refusal(error).map(|_| false),
    }
}

/// Ends what a refresh token belongs to.
pub(super) async fn revoke(ctx: &Ctx, own: &OwnPool, token: &str) -> Result<()> {
    let OwnPool { user_pool_id, client_id, .. } = own;
    let Some(client) = client(ctx, user_pool_id, client_id).await? else { return Ok(()) };
    let pool = pools::get(ctx, user_pool_id).await?;
    match refresh::revoke(ctx, &pool, &client, token).await {
        // A client whose tokens cannot be revoked: the cookie goes all the same.
        Err(error) if error.reason().entry().status < 500 && error.reason() != Reason::Moved => Ok(()),
        done => done,
    }
}

async fn client(
    ctx: &Ctx,
    user_pool_id: &str,
    client_id: &str,
) -> Result<Option<std::sync::Arc<clients::Client>>> {
    let gone = |error: Error| match error.reason() {
        Reason::PoolNotFound | Reason::ClientNotFound => Ok(None),
        _ => Err(error),
    };
    let pool = match pools::get(ctx, user_pool_id).await {
        Ok(pool) => pool,
        Err(error) => return gone(error),
    };
    clients::of_pool(ctx, &pool, client_id).await.map(Some).or_else(gone)
}

async fn of_tokens(
    ctx: &Ctx,
    own: &OwnPool,
    issued: Issued,
    began_at: i64,
    kept: Option<String>,
) -> Result<Session> {
    let OwnPool { user_pool_id, .. } = own;
    let pool = pools::get(ctx, user_pool_id).await?;
    let claims = user_info::of_token(ctx, &pool, &issued.access_token, None).await?;
    let read = at_gate::signed(ctx, &issued.access_token).await?;
    let more: Map<String, Value> =
        read.claims.iter().filter(|(name, _)| TOLD.contains(&name.as_str())).map(pair).collect();
    let exp = read.claims.get("exp").and_then(Value::as_i64).unwrap_or_default();
    Ok(Session {
        began_at,
        good_until: exp * 1_000,
        access_token: issued.access_token,
        refresh_token: issued.refresh_token.or(kept),
        claims,
        more,
        scopes: wanted::scopes(&read.claims),
    })
}

fn pair((name, value): (&String, &Value)) -> (String, Value) {
    (name.clone(), value.clone())
}
