//! Finding the provider by an address: the domain of somebody's e-mail is one of its identifiers.
//! AWS: the developer guide, "Using SAML identity providers with a user pool" (IdP identifiers), and the style of managed login
//! that searches for domains.

use std::collections::BTreeSet;

use super::lets_in;
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::providers;

/// The providers of a client that people find by their address, and that have no button of their own. AWS: in the style that
/// searches all that have identifiers; else its SAML providers, where there are several and each has one.
pub async fn searched(ctx: &Ctx, pool: &Pool, client: &Client, is_search: bool) -> Result<BTreeSet<String>> {
    let listed = client.settings.supported_identity_providers.as_deref().unwrap_or_default();
    if listed.iter().all(|name| name == providers::OWN) {
        return Ok(BTreeSet::new());
    }
    let read = ctx.read();
    let with: BTreeSet<String> =
        store::identity_providers::with_identifiers(&read, pool.id()).await?.into_iter().collect();
    let of_client = |name: &&String| listed.contains(name);
    if is_search {
        return Ok(with.iter().filter(of_client).cloned().collect());
    }
    if with.len() < 2 {
        return Ok(BTreeSet::new());
    }
    let all = store::identity_providers::page(&read, pool.id(), "", i64::MAX).await?;
    let saml = all.into_iter().filter(|one| one.kind == "SAML").map(|one| one.name);
    let saml: BTreeSet<String> = saml.filter(|name| listed.contains(name)).collect();
    let is_whole = saml.len() > 1 && saml.is_subset(&with);
    Ok(if is_whole { saml } else { BTreeSet::new() })
}

/// The identifier that an address leads to, where it is of a provider of the client's.
pub async fn by_address(ctx: &Ctx, pool: &Pool, client: &Client, address: &str) -> Result<Option<String>> {
    let Some((_, domain)) = address.trim().rsplit_once('@') else { return Ok(None) };
    let lower = domain.to_lowercase();
    for identifier in [domain, lower.as_str()] {
        let provider = providers::identified(ctx, pool, identifier).await?;
        if provider.is_some_and(|provider| lets_in(client, &provider.row.name)) {
            return Ok(Some(identifier.to_owned()));
        }
    }
    Ok(None)
}
