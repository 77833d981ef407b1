//! What a provider gave that serves later, sealed wherever it is kept; and signing out there, where its settings want that.
//! OpenID: RP-Initiated Logout 1.0. AWS leaves the sessions of OpenID providers alone; `IDPSignout` in ProviderDetails, which it has for
//! SAML, asks for it here.

use super::party::percent;
use super::state::{self, Outgoing};
use super::{Federated, Upstream};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::hosted::browser::Live;
use crate::hosted::site::Site;
use crate::pools::Pool;
use crate::providers;

const KIND: &str = "upstream of a session";

/// The path of a domain that providers lead back to once somebody has signed out there.
pub const RETURN: &str = "/oauth2/idplogout";

/// Sealed under the pool's key.
pub fn sealed(ctx: &Ctx, pool: &Pool, upstream: &Upstream) -> Result<String> {
    Ok(pool.key.seal_token(KIND, &ctx.random()?, &serde_json::to_vec(upstream)?))
}

/// Opened again; none for what was not sealed in this pool.
pub fn opened(pool: &Pool, sealed: &str) -> Option<Upstream> {
    serde_json::from_slice(&pool.key.open_token(KIND, sealed)?).ok()
}

/// Where the browser is to go to sign out at the OpenID provider of one of these sessions, which leads it on to `then`; none where
/// no provider is to be told.
pub async fn leave(
    ctx: &Ctx,
    site: &Site,
    ended: &[Live],
    (browser, then): (&str, &str),
) -> Result<Option<String>> {
    for Federated { provider, upstream, .. } in
        ended.iter().filter_map(|live| live.settings.federated.as_ref())
    {
        let kept = upstream.as_ref().and_then(|sealed| opened(&site.pool, sealed));
        let Some(id_token) = kept.and_then(|kept| kept.id_token) else { continue };
        let Some(provider) = providers::named(ctx, &site.pool, provider).await? else { continue };
        let is_wanted = provider.kept.details.get("IDPSignout").is_some_and(|text| text == "true");
        let Some(end) = provider.kept.offers.end_session.as_ref().filter(|_| is_wanted) else { continue };
        let text = state::fresh(ctx)?;
        let outgoing = Outgoing {
            browser: browser.to_owned(),
            provider: provider.row.name.clone(),
            query: then.to_owned(),
            return_to: site.url(RETURN),
            ..Outgoing::default()
        };
        state::begin(ctx, &site.pool, &text, &outgoing).await?;
        let pairs = [
            ("id_token_hint", id_token.as_str()),
            ("client_id", provider.kept.details.get("client_id").map_or("", String::as_str)),
            ("post_logout_redirect_uri", outgoing.return_to.as_str()),
            ("state", text.as_str()),
        ];
        return Ok(Some(percent(end, pairs.into_iter())));
    }
    Ok(None)
}

/// Where somebody goes on who has signed out at a provider.
pub async fn left(ctx: &Ctx, site: &Site, text: &str, browser: Option<&str>) -> Result<Option<String>> {
    let outgoing = state::take(ctx, &site.pool, text, browser).await?;
    Ok(outgoing.filter(|outgoing| outgoing.return_to == site.url(RETURN)).map(|outgoing| outgoing.query))
}
