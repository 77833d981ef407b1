//! Under which addresses a pool's hosted domain answers: its prefix, its custom host, or a path of the public URL.
//! AWS: the developer guide, "Configuring a user pool domain".

use std::sync::Arc;

use crate::clients::{Client, Flow};
use crate::ctx::{Config, Ctx};
use crate::error::Result;
use crate::pools::Pool;
use crate::pools::domains::{self, Domain};

/// A hosted domain at the address by which it was asked.
pub struct Site {
    /// The domain.
    pub domain: Domain,
    /// Its pool.
    pub pool: Arc<Pool>,
    /// Scheme, host and port: `https://demo.auth.example.com`.
    pub origin: String,
    /// What its paths begin with; empty but where it shares its host.
    pub path: String,
}

impl Site {
    /// A whole address of one of its paths, such as `/login`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.path)
    }

    /// Whether browsers make and use passkeys of this client's on the pages: it lets people choose how to begin, and the
    /// pool's passkeys are for this host or one above it.
    pub async fn has_passkeys(&self, ctx: &Ctx, client: &Client) -> Result<bool> {
        Ok(client.allows(Flow::Choice) && self.is_of_passkeys(ctx).await?)
    }

    /// Whether the pool's passkeys are for this host or one above it.
    pub async fn is_of_passkeys(&self, ctx: &Ctx) -> Result<bool> {
        let Some(domain) = self.pool.relying_party_id(ctx).await? else { return Ok(false) };
        let host = self.origin.split_once("://").map_or("", |(_, host)| host);
        let host = host.split(':').next().unwrap_or_default();
        Ok(host == domain || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.')))
    }

    /// Whether browsers reach it by TLS.
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https:")
    }
}

/// The parts of the public URL: scheme, host, and the port with its colon.
fn parts(config: &Config) -> (&str, &str, &str) {
    let (scheme, rest) = config.public_url.split_once("://").unwrap_or(("http", &config.public_url));
    let rest = rest.split('/').next().unwrap_or(rest);
    let at = rest.rfind(':').filter(|at| !rest[*at..].contains(']')).unwrap_or(rest.len());
    (scheme, &rest[..at], &rest[at..])
}

/// The host of the public URL, without a port.
pub(crate) fn public_host(config: &Config) -> &str {
    parts(config).1
}

/// What the host names of prefixes end in. Browsers find every name below `localhost` on the machine itself.
pub fn suffix(config: &Config) -> String {
    let (_, host, _) = parts(config);
    let is_address = host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok();
    if is_address { "auth.localhost".to_owned() } else { format!("auth.{host}") }
}

/// The host name of a domain.
pub fn host(config: &Config, domain: &store::domains::Domain) -> String {
    match domain.is_custom {
        true => domain.name.clone(),
        false => format!("{}.{}", domain.name, suffix(config)),
    }
}

/// The address of a domain, without a path.
pub fn origin(config: &Config, domain: &store::domains::Domain) -> String {
    let (scheme, _, port) = parts(config);
    format!("{scheme}://{}{port}", host(config, domain))
}

/// Whether other machines and all browsers can be expected to find the host of a domain: there is none below an address,
/// nor below `localhost`.
pub fn is_reached(config: &Config, domain: &store::domains::Domain) -> bool {
    let suffix = suffix(config);
    domain.is_custom || !(suffix == "localhost" || suffix.ends_with(".localhost"))
}

/// The domain that a `Host` header names, if it names one.
pub async fn of_host(ctx: &Ctx, header: &str) -> Result<Option<Site>> {
    let at = header.rfind(':').filter(|at| !header[*at..].contains(']')).unwrap_or(header.len());
    let named = header[..at].to_ascii_lowercase();
    let suffix = format!(".{}", suffix(ctx.config()));
    let name = named.strip_suffix(&suffix).unwrap_or(&named);
    let Some((domain, pool)) = domains::with_pool(ctx, name).await? else { return Ok(None) };
    // A prefix answers under its whole host name alone, a custom domain under its own.
    if host(ctx.config(), &domain.row) != named {
        return Ok(None);
    }
    let origin = origin(ctx.config(), &domain.row);
    Ok(Some(Site { domain, pool, origin, path: String::new() }))
}

/// The domain of a name, as the path `/domain/{name}` of the public URL.
pub async fn of_path(ctx: &Ctx, name: &str, origin: &str) -> Result<Option<Site>> {
    let Some((domain, pool)) = domains::with_pool(ctx, name).await? else { return Ok(None) };
    let path = format!("/domain/{}", domain.row.name);
    Ok(Some(Site { domain, pool, origin: origin.to_owned(), path }))
}

/// The addresses at which the domains of a pool answer, without an end: by host, and as paths of the public URL.
pub async fn bases(ctx: &Ctx, pool: &Pool) -> Result<Vec<String>> {
    let public = &ctx.config().public_url;
    let all = store::domains::of_pool(&ctx.read(), pool.id()).await?;
    let of = |domain: store::domains::Domain| {
        [origin(ctx.config(), &domain), format!("{public}/domain/{}", domain.name)]
    };
    Ok(all.into_iter().flat_map(of).collect())
}

/// The address of the pool's pages for whoever is to be told of one; none where it has no domain. AWS: the custom one of
/// two.
pub async fn of_pool(ctx: &Ctx, pool: &Arc<Pool>) -> Result<Option<Site>> {
    let own = store::domains::of_pool(&ctx.read(), pool.id()).await?;
    let Some(row) = own.into_iter().max_by_key(|domain| domain.is_custom) else { return Ok(None) };
    let domain = Domain::open(row)?;
    let origin = origin(ctx.config(), &domain.row);
    Ok(Some(Site { domain, pool: Arc::clone(pool), origin, path: String::new() }))
}
