//! Resource servers: the APIs of a pool, and the scopes that its clients may ask for.
//! AWS: API_CreateResourceServer, API_UpdateResourceServer, API_ResourceServerType; the developer guide, "Scopes,
//! M2M, and resource servers".
//!
//! A scope is `identifier/name`. An identifier may hold slashes and a name may not, so the last slash divides them.

use std::collections::BTreeSet;

use store::resource_servers::ResourceServer as Row;
use store::{Miss, Outcome, room};
use wire::Settings;
use wire::idp::{ResourceServerScopeType, ResourceServerType};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::{self, Pool};
use crate::quotas::Quota;

/// A resource server.
pub struct ResourceServer {
    /// The row as it is kept.
    pub row: Row,
    /// Name and scopes, in AWS's own shape.
    pub settings: ResourceServerType,
}

impl ResourceServer {
    /// Reads a row. Errors: `Internal` when the settings do not parse.
    pub fn open(row: Row) -> Result<ResourceServer> {
        let settings = ResourceServerType::from_json(&row.settings).map_err(pools::unreadable)?;
        Ok(ResourceServer { row, settings })
    }
}

/// The resource server of an identifier. Errors: `ResourceServerNotFound`.
pub async fn get(ctx: &Ctx, pool: &Pool, identifier: &str) -> Result<ResourceServer> {
    let row = store::resource_servers::get(&ctx.read(), pool.id(), identifier).await?;
    ResourceServer::open(row.ok_or_else(|| Error::about(Reason::ResourceServerNotFound, identifier))?)
}

/// Makes a resource server.
///
/// Errors: `ScopeTwice`, `IdentifierReserved`, `ResourceServerExists`, `TooManyResourceServers`, `PoolNotFound` when
/// the pool goes meanwhile.
pub async fn create(
    ctx: &Ctx,
    pool: &Pool,
    identifier: String,
    name: String,
    scopes: Option<Vec<ResourceServerScopeType>>,
) -> Result<ResourceServer> {
    // AWS: the scopes of the service itself begin so.
    if identifier == "aws.cognito" || identifier.starts_with("aws.cognito/") {
        return Err(Error::about(Reason::IdentifierReserved, identifier));
    }
    let settings = settings(name, scopes)?;
    let now = ctx.now();
    let row = Row {
        pool_id: pool.id().to_owned(),
        identifier,
        revision: 0,
        settings: settings.to_json(),
        created_at: now,
        updated_at: now,
    };
    let mut batch = ctx.batch()?;
    room::in_pool(&mut batch, room::In::ResourceServers, pool.id(), ctx.most(Quota::ResourceServers));
    store::resource_servers::insert(&mut batch, &row);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(ResourceServer { row, settings }),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::ResourceServers)),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(pools::not_found(pool.id())),
        Outcome::Missed { .. } => {
            Err(Error::about(Reason::ResourceServerExists, row.identifier).and(pool.id()))
        }
    }
}

/// Replaces name and scopes. AWS: clients keep a scope that goes, and cannot be granted it until it is back.
///
/// Errors: `ResourceServerNotFound`, `ScopeTwice`.
pub async fn update(
    ctx: &Ctx,
    pool: &Pool,
    identifier: &str,
    name: String,
    scopes: Option<Vec<ResourceServerScopeType>>,
) -> Result<ResourceServer> {
    let ResourceServer { mut row, .. } = get(ctx, pool, identifier).await?;
    let settings = settings(name, scopes)?;
    row.settings = settings.to_json();
    let mut batch = ctx.batch()?;
    store::resource_servers::update(&mut batch, &row);
    ctx.commit(batch).await?;
    Ok(ResourceServer { row, settings })
}

/// Deletes a resource server; clients keep its scopes and cannot be granted them. Errors: `ResourceServerNotFound`.
pub async fn delete(ctx: &Ctx, pool: &Pool, identifier: &str) -> Result<()> {
    let server = get(ctx, pool, identifier).await?;
    let mut batch = ctx.batch()?;
    store::resource_servers::delete(&mut batch, &server.row);
    ctx.commit(batch).await
}

/// Of these scopes, those that a resource server of the pool has: one keyed read for each server that is named.
pub async fn existing<'a>(ctx: &Ctx, pool: &Pool, scopes: &[&'a str]) -> Result<BTreeSet<&'a str>> {
    let divided = || scopes.iter().filter_map(|scope| Some((*scope, scope.rsplit_once('/')?)));
    let identifiers: BTreeSet<&str> = divided().map(|(_, (identifier, _))| identifier).collect();
    let mut found = BTreeSet::new();
    for identifier in identifiers {
        let row = store::resource_servers::get(&ctx.read(), pool.id(), identifier).await?;
        let Some(server) = row.map(ResourceServer::open).transpose()? else { continue };
        let has = |name: &str| server.settings.scopes.iter().flatten().any(|scope| scope.scope_name == name);
        found.extend(
            divided().filter(|(_, (of, name))| *of == identifier && has(name)).map(|(scope, _)| scope),
        );
    }
    Ok(found)
}

/// Errors: `ScopeTwice`.
fn settings(name: String, scopes: Option<Vec<ResourceServerScopeType>>) -> Result<ResourceServerType> {
    let mut names = BTreeSet::new();
    if let Some(twice) = scopes.iter().flatten().find(|scope| !names.insert(scope.scope_name.as_str())) {
        return Err(Error::about(Reason::ScopeTwice, &twice.scope_name));
    }
    Ok(ResourceServerType { name: Some(name), scopes, ..ResourceServerType::default() })
}
