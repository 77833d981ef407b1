//! Which claims of a provider's token become tags of the session.
//! AWS: API_SetPrincipalTagAttributeMap; the developer guide, "Using attributes for access control".

use std::collections::BTreeMap;

use super::{IdentityPool, TagMap, canonical, configure};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

/// AWS's own map: tags and the claims that they come from.
pub const DEFAULTS: [(&str, &str); 2] = [("client", "aud"), ("username", "sub")];

/// AWS: how long the names of all claims of a map may be together, in bytes.
const LONGEST: usize = 460;

/// Sets the map of a provider. Errors: `InvalidParameter`.
pub async fn set(ctx: &Ctx, pool: &IdentityPool, provider: &str, map: TagMap) -> Result<()> {
    if map.tags.values().map(String::len).sum::<usize>() > LONGEST {
        let text = format!("The names of all attributes can have at most {LONGEST} bytes together.");
        return Err(Error::about(Reason::InvalidParameter, text));
    }
    if let Some(tag) = map.tags.keys().find(|tag| tag.to_lowercase().starts_with("aws:")) {
        let text = format!("Tag keys that begin with aws: are reserved: {tag}");
        return Err(Error::about(Reason::InvalidParameter, text));
    }
    let mut more = pool.more.clone();
    more.tag_maps.insert(canonical(ctx.config(), provider), map);
    configure::save(ctx, pool, &pool.settings, &more).await
}

/// The map of a provider; of one that has none, an empty one.
pub fn of(ctx: &Ctx, pool: &IdentityPool, provider: &str) -> TagMap {
    pool.more.tag_maps.get(&canonical(ctx.config(), provider)).cloned().unwrap_or_default()
}

impl TagMap {
    /// Claims by tag: AWS's own, or the map's.
    pub fn claims(&self) -> BTreeMap<String, String> {
        match self.use_defaults {
            true => DEFAULTS.map(|(tag, claim)| (tag.to_owned(), claim.to_owned())).into(),
            false => self.tags.clone(),
        }
    }
}
