//! Back-channel logout: the apps that somebody signed in to on the pages are told, server to server, when that sign-in ends.
//! OpenID: Connect Back-Channel Logout 1.0. AWS tells nobody: DEVIATION, by `back_channel_logout`.
//!
//! What is told is put into the outbox in the batch that ends the sign-in. We only send: nothing of ours takes logout tokens.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use store::configurations::{self, Configuration};
use store::families::Family;
use store::users::User;
use store::{Batch, Outcome};

use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::messages::farewell::{self, Farewell};
use crate::pools;
use crate::tokens::refresh::Grant;
use crate::tokens::sessions;

/// What has ended.
#[derive(Clone, Copy)]
pub enum Ended<'a> {
    /// All sign-ins of the user.
    All,
    /// These browser sessions, by their ids.
    Sessions(&'a [String]),
    /// What one app holds, by its family.
    Family(&'a str),
    /// All that one app holds, by its client.
    App(&'a str),
}

impl Ended<'_> {
    fn has(self, family: &Family, session: &String) -> bool {
        match self {
            Ended::All => true,
            Ended::Sessions(all) => all.contains(session),
            Ended::Family(origin_jti) => family.origin_jti == origin_jti,
            Ended::App(client_id) => family.client_id == client_id,
        }
    }
}

const KIND: &str = "back_channel_logout";

/// The longest address. AWS: of a callback.
const LONGEST: usize = 1_024;

#[derive(Serialize, Deserialize)]
struct Settings {
    uri: String,
}

/// Puts into the outbox, in the batch that ends them, the word of it for each app that still holds something of a user's
/// sign-ins on the pages and wants to be told.
pub async fn announce(ctx: &Ctx, batch: &mut Batch, user: &User, ended: Ended<'_>) -> Result<()> {
    if !ctx.config().back_channel_logout {
        return Ok(());
    }
    let mut apps = BTreeSet::new();
    for family in store::families::live_of_user(&ctx.read(), user, ctx.now()).await? {
        let grant: Grant = serde_json::from_str(&family.settings)?;
        let session = grant.hosted.and_then(|hosted| hosted.browser_session);
        if let Some(session) = session.filter(|session| ended.has(&family, session)) {
            apps.insert((family.client_id, session));
        }
    }
    if apps.is_empty() {
        return Ok(());
    }
    let pool = pools::get(ctx, &user.pool_id).await?;
    for (client_id, session) in apps {
        let (Some(uri), Some(sid)) =
            (kept(ctx, pool.id(), &client_id).await?, sessions::browser_id(&session))
        else {
            continue;
        };
        let farewell = Farewell {
            id: batch.id(),
            user_pool_id: pool.id().to_owned(),
            sub: user.sub.clone(),
            client_id,
            sid,
            logout_uri: uri,
            at: ctx.now(),
        };
        farewell::post(ctx, batch, &pool, farewell)?;
    }
    Ok(())
}

/// Where a client wants to be told, if anywhere.
pub async fn uri(ctx: &Ctx, client: &Client) -> Result<Option<String>> {
    kept(ctx, &client.row.pool_id, client.id()).await
}

async fn kept(ctx: &Ctx, pool_id: &str, client_id: &str) -> Result<Option<String>> {
    let row = configurations::get(&ctx.read(), pool_id, KIND, client_id).await?;
    let settings: Option<Settings> = row.map(|row| serde_json::from_str(&row.settings)).transpose()?;
    Ok(settings.map(|settings| settings.uri))
}

/// Says where a client wants to be told, or that it does not any more.
///
/// Errors: `InvalidParameter` for an address that is none, `ClientNotFound` where the client goes meanwhile.
pub async fn set(ctx: &Ctx, client: &Client, uri: Option<&str>) -> Result<()> {
    let mut batch = ctx.batch()?;
    match uri {
        Some(uri) if !is_uri(ctx, uri) => {
            let why = "The address must be https, without a user and a fragment, of at most 1024 characters.";
            return Err(Error::about(Reason::InvalidParameter, why));
        }
        Some(uri) => put(&mut batch, (&client.row.pool_id, client.id()), uri)?,
        None => configurations::delete(&mut batch, &client.row.pool_id, KIND, client.id()),
    }
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { .. } => Err(clients::not_found(client.id())),
    }
}

/// Writes in `batch` where a client that is there wants to be told.
pub(crate) fn put(batch: &mut Batch, (pool_id, client_id): (&str, &str), uri: &str) -> Result<()> {
    let row = Configuration {
        pool_id: pool_id.to_owned(),
        kind: KIND.to_owned(),
        client_id: client_id.to_owned(),
        revision: 1,
        settings: serde_json::to_string(&Settings { uri: uri.to_owned() })?,
        updated_at: batch.at(),
    };
    configurations::put(batch, &row);
    Ok(())
}

/// Whether something can be told there: over TLS, but for networks that the operator has named.
pub fn is_uri(ctx: &Ctx, uri: &str) -> bool {
    let rest = match uri.split_once("://") {
        Some(("https", rest)) => rest,
        Some(("http", rest)) if ctx.world().outbound.may_be_plain() => rest,
        _ => return false,
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let is_plain =
        uri.len() <= LONGEST && uri.bytes().all(|byte| byte.is_ascii_graphic()) && !uri.contains('#');
    is_plain && !authority.is_empty() && !authority.contains('@')
}
