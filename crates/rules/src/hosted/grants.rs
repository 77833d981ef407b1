//! What people let apps do: asked for on a page, remembered for user, client and scopes, and taken back.
//! AWS has no page for it. RFC: 6749 section 10.2, 8252 section 8.6; OpenID Connect Core 1.0 section 3.1.2.4.

use std::sync::Arc;

use store::consents::{self, Consent};
use store::users::User;

use super::authorize::Request;
use super::back_channel::{self, Ended};
use super::browser::Live;
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Reason, Result};
use crate::pools::Pool;

/// An app that a user has let do something.
pub struct Given {
    /// The client.
    pub client: Arc<Client>,
    /// The scopes.
    pub scopes: Vec<String>,
    /// The resources that its tokens may be for.
    pub resources: Vec<String>,
    /// When it was first given, epoch milliseconds.
    pub since: i64,
    /// When it was last given, epoch milliseconds.
    pub at: i64,
}

/// What stands before a resource among the items: no scope has a space.
const RESOURCE: &str = "resource ";

/// Whether the person is to be asked before the app gets anything.
///
/// A client that has registered itself gets nothing unasked. What was said before counts where the answer goes to a server
/// of the app's: what runs on somebody's own machine can be anything that knows the client's id.
pub async fn is_due(ctx: &Ctx, request: &Request, live: &Live) -> Result<bool> {
    if request.prompt.consent {
        return Ok(true);
    }
    if !request.client.is_registered() {
        return Ok(false);
    }
    if !request.redirect_uri.starts_with("https://") {
        return Ok(true);
    }
    let given = items(ctx, &request.client, &live.user).await?;
    Ok(!asked(request).all(|item| given.contains(&item)))
}

/// Remembers that a person has let an app do what it asks for, beside what was allowed before.
///
/// Errors: `Moved` for a user that has changed meanwhile, `ClientNotFound` for a client that is gone.
pub async fn give(ctx: &Ctx, request: &Request, live: &Live) -> Result<()> {
    let client = &request.client;
    let mut given = items(ctx, client, &live.user).await?;
    for item in asked(request) {
        if !given.contains(&item) {
            given.push(item);
        }
    }
    let now = ctx.now();
    let consent = Consent {
        pool_id: client.row.pool_id.clone(),
        sub: live.user.sub.clone(),
        client_id: client.id().to_owned(),
        items: serde_json::to_string(&given)?,
        created_at: now,
        updated_at: now,
    };
    let mut batch = ctx.batch()?;
    consents::put(&mut batch, &consent, &live.user);
    match ctx.try_commit(batch).await? {
        store::Outcome::Done => Ok(()),
        store::Outcome::Missed { miss: store::Miss::Gone, .. } => Err(clients::not_found(client.id())),
        store::Outcome::Missed { .. } => Err(crate::Error::new(Reason::Moved)),
    }
}

/// The apps that a user has let do something.
pub async fn of_user(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Vec<Given>> {
    let mut all = Vec::new();
    for row in consents::of_user(&ctx.read(), pool.id(), &user.sub, "", MOST).await? {
        let client = match clients::of_pool(ctx, pool, &row.client_id).await {
            Ok(client) => client,
            Err(error) if error.reason() == Reason::ClientNotFound => continue,
            Err(error) => return Err(error),
        };
        let items: Vec<String> = serde_json::from_str(&row.items)?;
        let resources = items.iter().filter_map(|item| item.strip_prefix(RESOURCE)).map(str::to_owned);
        let scopes = items.iter().filter(|item| !item.starts_with(RESOURCE)).cloned();
        let (scopes, resources) = (scopes.collect(), resources.collect());
        all.push(Given { client, scopes, resources, since: row.created_at, at: row.updated_at });
    }
    Ok(all)
}

/// Takes back what a user has let an app do, signs the user out of it, and tells it so.
pub async fn revoke(ctx: &Ctx, pool: &Pool, user: &User, client_id: &str) -> Result<()> {
    let mut batch = ctx.batch()?;
    consents::delete(&mut batch, pool.id(), &user.sub, client_id);
    back_channel::announce(ctx, &mut batch, user, Ended::App(client_id)).await?;
    ctx.commit(batch).await
}

/// The most apps of a user that are looked at.
const MOST: i64 = 1_000;

async fn items(ctx: &Ctx, client: &Client, user: &User) -> Result<Vec<String>> {
    let row = consents::get(&ctx.read(), &client.row.pool_id, &user.sub, client.id()).await?;
    Ok(row.map(|row| serde_json::from_str(&row.items)).transpose()?.unwrap_or_default())
}

fn asked(request: &Request) -> impl Iterator<Item = String> {
    let resource = request.resource.iter().map(|resource| format!("{RESOURCE}{resource}"));
    request.scopes.iter().cloned().chain(resource)
}
