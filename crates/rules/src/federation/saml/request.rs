//! The way to a provider: a request for a sign-in, and what is remembered of it.
//! OASIS: saml-profiles-2.0-os section 4.1.4.1. AWS: the developer guide, "SAML signing and encryption".

use crypto::saml::write;

use super::{Aim, CONSUMER, Way, entity_id, envelope, form, message_id, metadata, sent, signs};
use crate::ctx::Ctx;
use crate::federation::state::{self, Outgoing};
use crate::federation::{Departure, Failure};
use crate::providers::{Provider, refresh};

/// The address to which a browser goes to sign in: the provider's own, or that of a page of ours with a form for it.
pub async fn depart(ctx: &Ctx, provider: &Provider, departure: &Departure<'_>) -> Result<String, Failure> {
    let site = departure.site;
    let newer = refresh::if_due(ctx, &site.pool, provider).await?;
    let provider = newer.as_ref().unwrap_or(provider);
    let metadata = metadata(provider)?;
    let (id, state) = (message_id(ctx)?, state::fresh(ctx)?);
    let outgoing = Outgoing {
        browser: departure.browser.clone(),
        provider: provider.row.name.clone(),
        query: departure.query.clone(),
        return_to: site.url(CONSUMER),
        request_id: Some(id.clone()),
        ..Outgoing::default()
    };
    state::begin(ctx, &site.pool, &state, &outgoing).await?;
    // Where the app wants a new proof, an old session at the provider is none.
    let request = departure.request;
    let force = request.prompt.login || request.max_age_s == Some(0);
    let issuer = entity_id(&site.pool);
    let envelope = envelope(ctx, &id, &issuer, &metadata.sign_in_url);
    let message = write::authn_request(&envelope, &outgoing.return_to, force);
    let aim =
        Aim { url: &metadata.sign_in_url, is_form: metadata.sign_in_is_form, relay_state: Some(&state) };
    match sent(ctx, &site.pool, message, aim, signs(provider)).await? {
        Way::Address(url) => Ok(url),
        way => Ok(form::keep(ctx, site, &departure.browser, &way).await?),
    }
}
