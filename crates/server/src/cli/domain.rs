//! `cenote domain`: custom domains of pools with the certificates that TLS shows for them.
//!
//! They are kept in the store, the key sealed, and every node serves them within seconds.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use rules::clients::Secret;
use rules::pools::domains::{self, Said};
use rules::pools::{self, Pool, certificates};
use rules::{Ctx, Reason};
use serde_json::{Value, json};
use wire::idp::CustomDomainConfigType;

use super::place::{self, Place};
use super::{print, print_json};
use crate::failure::Failure;
use crate::start;
use crate::tls::{self, pem};

/// What `cenote domain` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Give a pool a custom domain, or a new certificate to one that is there
    Add {
        /// The host name; `*.` before a name for the certificate of all names below it, which needs no pool
        host: String,
        /// Whose domain it is; not needed where it is there already
        #[arg(long, value_name = "POOL")]
        pool: Option<String>,
        /// Certificate chain in PEM, the host's own certificate first. Without it a proxy ends TLS
        #[arg(long, value_name = "FILE", requires = "key")]
        cert: Option<PathBuf>,
        /// Private key of the certificate in PEM
        #[arg(long, value_name = "FILE", requires = "cert")]
        key: Option<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
    /// List custom domains and certificates
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Take a custom domain from its pool, with its certificate
    Remove {
        /// The host name
        host: String,
        #[command(flatten)]
        place: Place,
    },
}

/// Runs it.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let place = match &arguments.verb {
        Verb::Add { place, .. } | Verb::List { place } | Verb::Remove { place, .. } => place,
    };
    start::runtime()?.block_on(async {
        let ctx = place.on_store().await?;
        match &arguments.verb {
            Verb::Add { host, pool, cert, key, .. } => {
                let files = cert.as_deref().zip(key.as_deref());
                let added = add(&ctx, &host.to_ascii_lowercase(), pool.as_deref(), files).await?;
                if place.json { print_json(&added.json()) } else { print(&added.line()) }
            }
            Verb::List { .. } => {
                let all = all(&ctx).await?;
                match (place.json, all.is_empty()) {
                    (true, _) => print_json(&all.iter().map(Listed::json).collect()),
                    (false, true) => print("There are no custom domains. `cenote domain add` makes one.\n"),
                    (false, false) => print(&all.iter().map(Listed::line).collect::<String>()),
                }
            }
            Verb::Remove { host, .. } => {
                let host = host.to_ascii_lowercase();
                remove(&ctx, &host).await?;
                if place.json {
                    print_json(&json!({ "removed": host }))
                } else {
                    print(&format!("{host} is removed.\n"))
                }
            }
        }
    })
}

/// A host as it is listed.
struct Listed {
    host: String,
    pool_id: Option<String>,
    /// When its own certificate ends.
    expires_at: Option<i64>,
}

impl Listed {
    fn json(&self) -> Value {
        let expires = self.expires_at.map(|at| json!({ "expires_at": at }));
        json!({ "host": self.host, "user_pool_id": self.pool_id, "certificate": expires })
    }

    fn line(&self) -> String {
        let certificate = match self.expires_at {
            Some(at) => format!("certificate until {}", tls::day(at)),
            None => "no certificate of its own".to_owned(),
        };
        format!("{}  {}  {certificate}\n", self.host, self.pool_id.as_deref().unwrap_or("no pool"))
    }
}

async fn add(
    ctx: &Ctx,
    host: &str,
    pool: Option<&str>,
    files: Option<(&Path, &Path)>,
) -> Result<Listed, Failure> {
    let is_wild = host.starts_with("*.");
    if is_wild && (pool.is_some() || files.is_none()) {
        return Err(Failure::new(
            format!("{host} is no domain of a pool: it stands for the names below {}.", &host[2..]),
            "Give it a certificate, by --cert and --key, and no --pool.",
        ));
    }
    // Looked at first, so that nothing is made for a certificate that cannot be used.
    let pair = files.map(|(cert, key)| pair(ctx, host, cert, key)).transpose()?;
    let pool = match is_wild {
        true => None,
        false => Some(domain(ctx, host, pool).await?),
    };
    if let Some(pair) = &pair {
        certificates::keep(ctx, pool.as_deref(), host, pair).await?;
    }
    let pool_id = pool.map(|pool| pool.id().to_owned());
    Ok(Listed { host: host.to_owned(), pool_id, expires_at: pair.map(|pair| pair.expires_at) })
}

/// The pool of a domain, which is made where there is none. Errors: it is another pool's; what AWS refuses too.
async fn domain(ctx: &Ctx, host: &str, pool: Option<&str>) -> Result<std::sync::Arc<Pool>, Failure> {
    let refused = |error: rules::Error| match error.reason().entry().status {
        500.. => error.into(),
        _ => Failure::new(error.message(), "See `cenote domain list` for the domains there are."),
    };
    let found = domains::get(ctx, host).await?.filter(|domain| domain.row.is_custom);
    let id = match (&found, pool) {
        (Some(domain), None) => domain.row.pool_id.as_str(),
        (_, Some(id)) => id,
        (None, None) => {
            return Err(Failure::new(
                format!("There is no domain {host} yet."),
                "Name the pool that it is to be of, by --pool.",
            ));
        }
    };
    let pool = place::pool(ctx, id).await?;
    if found.is_some_and(|domain| domain.row.pool_id == pool.id()) {
        return Ok(pool);
    }
    // AWS: a custom domain names a certificate of its certificate manager. This one is kept here.
    let id = uuid::Uuid::from_bytes(ctx.random()?);
    let arn = format!("arn:aws:acm:us-east-1:{}:certificate/{id}", ctx.config().account);
    let config = CustomDomainConfigType { certificate_arn: arn, ..CustomDomainConfigType::default() };
    let said = Said { managed_login_version: None, custom_domain_config: Some(config), routing: None };
    domains::create(ctx, &pool, host.to_owned(), said).await.map_err(refused)?;
    Ok(pool)
}

/// The files, looked at. Errors: they do not read, do not fit, name other hosts, or are not good today.
fn pair(ctx: &Ctx, host: &str, cert: &Path, key: &Path) -> Result<certificates::Pair, Failure> {
    let file = |path: &Path| {
        std::fs::read(path).map_err(|error| {
            Failure::new(
                format!("The file `{}` cannot be read: {error}.", path.display()),
                "Name PEM files that this user may read.",
            )
        })
    };
    let (chain_text, key_text) = (file(cert)?, file(key)?);
    let read = pem::read(&chain_text, &key_text).map_err(|problem| {
        let path = if problem.part == pem::Part::Chain { cert } else { key };
        Failure::new(
            format!("`{}` {}.", path.display(), problem.why),
            "Name the PEM files of one certificate.",
        )
    })?;
    let shown = cert.display();
    if !read.names(host) {
        return Err(Failure::new(
            format!("The certificate `{shown}` is not for {host}."),
            "Browsers would refuse it: take one whose subject alternative names hold the host.",
        ));
    }
    let now = ctx.now();
    if read.until <= now || read.from > now {
        let (from, until) = (tls::day(read.from), tls::day(read.until));
        return Err(Failure::new(
            format!("The certificate `{shown}` is good from {from} to {until}, not today."),
            "Take one that is, or set the clock.",
        ));
    }
    let key = String::from_utf8(key_text)
        .map_err(|_| Failure::new(format!("`{}` is not text.", key.display()), "Name a PEM file."))?;
    Ok(certificates::Pair {
        chain: read.certified.cert.iter().map(|der| pem::text("CERTIFICATE", der)).collect(),
        key: Secret::new(key),
        expires_at: read.until,
    })
}

/// Custom domains, and certificates of names that no pool owns.
async fn all(ctx: &Ctx) -> Result<Vec<Listed>, Failure> {
    const PAGE: i64 = 200;
    let stored = |error: store::StoreError| Failure::from(rules::Error::from(error));
    let mut all: Vec<Listed> = Vec::new();
    loop {
        let after = all.last().map(|last| last.host.clone()).unwrap_or_default();
        let page = store::domains::custom_page(&ctx.read(), &after, PAGE).await.map_err(stored)?;
        if page.is_empty() {
            break;
        }
        all.extend(page.into_iter().map(|row| Listed {
            host: row.name,
            pool_id: Some(row.pool_id),
            expires_at: None,
        }));
    }
    for stamp in certificates::stamps(ctx.world()).await? {
        let found = store::certificates::get(&ctx.read(), &stamp.host).await.map_err(stored)?;
        let Some(found) = found else { continue };
        let expires_at = Some(found.expires_at);
        match all.iter_mut().find(|listed| listed.host == found.host) {
            Some(listed) => listed.expires_at = expires_at,
            None => all.push(Listed { host: found.host, pool_id: None, expires_at }),
        }
    }
    Ok(all)
}

async fn remove(ctx: &Ctx, host: &str) -> Result<(), Failure> {
    let missing = || {
        let next = "Run `cenote domain list` for those there are.";
        Failure::new(format!("There is no custom domain {host}."), next)
    };
    if host.starts_with("*.") {
        return if certificates::forget(ctx, host).await? { Ok(()) } else { Err(missing()) };
    }
    let found = domains::get(ctx, host).await?.filter(|domain| domain.row.is_custom).ok_or_else(missing)?;
    let pool = pools::get(ctx, &found.row.pool_id).await?;
    match domains::delete(ctx, &pool, host).await {
        Err(error) if error.reason() == Reason::DomainNotFound => Err(missing()),
        done => Ok(done?),
    }
}
