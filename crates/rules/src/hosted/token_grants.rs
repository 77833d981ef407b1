//! The grants of the token endpoint beside the code: refreshing, and machines that speak for themselves.
//! AWS: the developer guide, "The token issuer endpoint". RFC: 6749 sections 4.4 and 6.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::clients::{Client, Flow};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::resource_servers;
use crate::tokens::dpop::Key;
use crate::tokens::issue::Issued;
use crate::tokens::machine;
use crate::tokens::refresh::{self, Held, Manner};
use crate::users::devices;

/// The scopes that AWS builds in: they say something of a user.
const OF_USERS: [&str; 5] = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

/// New tokens for a refresh token, for the client that has proved itself. AWS: also for one that the API has given, but
/// for those of devices.
///
/// Errors: `AuthFlowNotEnabled`, `RefreshTokenInvalid` and those of [`refresh::redeem`]. A token that another client
/// sends is in the wrong hands: what it belongs to ends.
pub async fn refreshed(ctx: &Ctx, client: &Client, text: &str, key: Option<&Key>) -> Result<Issued> {
    let (pool, client, held) = refresh::hold(ctx, client.id(), text).await?;
    if !may_refresh(&client) {
        return Err(Error::new(Reason::AuthFlowNotEnabled));
    }
    let family = held.as_ref().and_then(Held::family);
    if let Some(foreign) = family.filter(|family| family.client_id != client.id()) {
        let mut batch = ctx.batch()?;
        store::families::revoke(&mut batch, pool.id(), &foreign.origin_jti, ctx.now());
        ctx.commit(batch).await?;
        return Err(Error::new(Reason::RefreshTokenInvalid));
    }
    devices::check_refresh(ctx, &pool, family, None).await?;
    refresh::redeem(ctx, &pool, &client, held, Manner::Hosted(key), |_| Ok(())).await
}

fn may_refresh(client: &Client) -> bool {
    client.rotates() || client.allows(Flow::Refresh) || client.has_flow("code")
}

/// A token for a machine, with the scopes that it asks for by name, or all that it may have.
///
/// Errors: `AuthFlowNotEnabled`, `ScopeNotAllowed` for a scope that exists nowhere, `ScopeNotGranted` for one that the
/// client is not given, `TokenFunction`.
pub async fn machine(
    ctx: &Ctx,
    pool: &Arc<Pool>,
    client: &Client,
    asked: Option<&str>,
    wish: machine::Wish<'_>,
) -> Result<machine::Issued> {
    // Whoever has no secret has proved nothing.
    if !client.has_secret() || !client.has_flow("client_credentials") {
        return Err(Error::new(Reason::AuthFlowNotEnabled));
    }
    let Some(asked) = asked else { return machine::issue(ctx, pool, client, wish).await };
    let asked: BTreeSet<&str> = asked.split(' ').filter(|scope| !scope.is_empty()).collect();
    let asked: Vec<&str> = asked.into_iter().collect();
    let existing = resource_servers::existing(ctx, pool, &asked).await?;
    let is_known = |scope: &&str| existing.contains(scope) || OF_USERS.contains(scope);
    if let Some(scope) = asked.iter().find(|scope| !is_known(scope)) {
        return Err(Error::about(Reason::ScopeNotAllowed, *scope));
    }
    let is_given = |scope: &&str| existing.contains(scope) && client.scopes().any(|given| given == *scope);
    if let Some(scope) = asked.iter().find(|scope| !is_given(scope)) {
        return Err(Error::about(Reason::ScopeNotGranted, *scope));
    }
    // What is left has been seen to be there: it is not looked up again.
    let scopes: Vec<String> = asked.into_iter().map(str::to_owned).collect();
    match scopes.is_empty() {
        true => machine::issue(ctx, pool, client, wish).await,
        false => machine::issue_granted(ctx, pool, client, scopes, wish).await,
    }
}
