//! `/saml2/idpresponse`: a provider has a browser post what it says of somebody, asked by us or on its own.
//! AWS: the developer guide, "SAML session initiation": the relay state of a response that nobody asked for is a query.
//! OASIS: saml-bindings-2.0-os section 3.5.
//!
//! A form comes from another site, and so without cookies. What answers a request of ours is kept, and the browser led on by
//! GET, which brings them: it must be the browser that was sent. What nobody asked for is no browser's.

use rules::federation::{saml, state};
use rules::hosted::authorize;

use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::{self, Visit};
use crate::oauth::with_query;
use crate::pages::federated;

/// What log and metrics call it.
const NAME: &str = "saml_response";

/// AWS: the longest response, in characters of base64.
const LONGEST: usize = 100_000;

/// What a relay state may say that begins at a provider.
const ASKED: [&str; 8] =
    ["identity_provider", "client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "lang"];

/// Takes a response.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    if let Some(name) = &visit.twice {
        return Err(Trouble::Twice(name.clone()));
    }
    let missing = |parameter| Trouble::Page { parameter, error: "missing" };
    let text = visit.field("SAMLResponse").ok_or_else(|| missing("SAMLResponse"))?;
    let relay = visit.field("RelayState").ok_or_else(|| missing("RelayState"))?;
    if text.len() > LONGEST {
        return Err(Trouble::TooLong("SAMLResponse".to_owned()));
    }
    if state::hold(visit.ctx, &visit.site.pool, relay, text.to_owned()).await? {
        let to = format!("{}{}", visit.site.path, visit.path);
        return Answer::redirect(NAME, &with_query(&to, [("RelayState", relay)]));
    }
    if relay.contains("identity_provider") {
        unasked(visit, relay, text).await
    } else {
        Err(Trouble::Expired)
    }
}

/// Answers the browser that comes on.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    visit.check_query()?;
    let pool = &visit.site.pool;
    let text = authorize::text(&visit.params, "RelayState").ok_or(Trouble::Expired)?;
    let browser = visit.browser();
    let outgoing = state::take(visit.ctx, pool, text, browser.as_deref()).await?.ok_or(Trouble::Expired)?;
    let held = outgoing.held.as_deref().ok_or(Trouble::Expired)?;
    let at = visit.at("/login", &outgoing.query).await?;
    let request = at.request().await?;
    let arrival = saml::arrival(visit.ctx, visit.site, &outgoing, held).await;
    federated::arrived(&at, &request, (&outgoing.provider, arrival)).await
}

/// A response that nobody has asked for: its relay state says what an app would have asked for.
async fn unasked(visit: &Visit<'_>, relay: &str, text: &str) -> Outcome {
    let (params, twice) = visit::pairs(relay.as_bytes());
    let wrong = || Trouble::Page { parameter: "RelayState", error: "invalid" };
    let (Some(provider), None) = (authorize::text(&params, "identity_provider"), twice) else {
        return Err(wrong());
    };
    // Nothing else of it counts: what leads to another end than an app's is not a provider's to say.
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(params.iter().filter(|(name, _)| ASKED.contains(&name.as_str())))
        .finish();
    let at = visit.at("/login", &query).await?;
    let request = at.request().await?;
    let arrival = saml::unasked(visit.ctx, visit.site, &request.client, (provider, text)).await;
    federated::arrived(&at, &request, (provider, arrival)).await
}
