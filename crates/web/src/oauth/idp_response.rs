//! `/oauth2/idpresponse`: a browser comes back from an OpenID or social provider, by GET, or by a form that the provider has it
//! send.
//! AWS: the developer guide, "The IdP response endpoint". OpenID: OAuth 2.0 Form Post Response Mode. RFC: 6749 section 4.1.2.
//!
//! A form comes from another site, and so without cookies: it is kept, and the browser led on by GET, which brings them.

use rules::federation::oidc::{self, Back};
use rules::federation::state;
use rules::hosted::authorize;
use rules::providers;

use super::with_query;
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::{self, Visit};
use crate::pages::federated;

/// What log and metrics call it.
pub const NAME: &str = "idp_response";

/// The longest form that is kept.
const LONGEST: usize = 64 << 10;

/// Answers GET.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    visit.check_query()?;
    let pool = &visit.site.pool;
    let text = authorize::text(&visit.params, "state").ok_or(Trouble::Expired)?;
    let browser = visit.browser();
    let outgoing = state::take(visit.ctx, pool, text, browser.as_deref()).await?.ok_or(Trouble::Expired)?;
    // A state of a sign-out, or of SAML, is none of a sign-in's.
    if outgoing.return_to != oidc::return_address(visit.site) {
        return Err(Trouble::Expired);
    }
    let (params, twice) = match &outgoing.held {
        Some(form) => visit::pairs(form.as_bytes()),
        None => (visit.params.clone(), None),
    };
    if let Some(name) = twice {
        return Err(Trouble::Twice(name));
    }
    let said = |name: &str| authorize::text(&params, name);
    let back = Back {
        code: said("code"),
        error: said("error"),
        error_description: said("error_description"),
        iss: said("iss"),
        user: said("user"),
    };
    let visit = visit.at("/login", &outgoing.query).await?;
    let request = visit.request().await?;
    let arrival = match providers::get(visit.ctx, pool, &outgoing.provider).await {
        Ok(provider) => oidc::arrival(visit.ctx, &provider, &outgoing, &back).await,
        Err(error) => Err(error.into()),
    };
    federated::arrived(&visit, &request, (&outgoing.provider, arrival)).await
}

/// Takes a form.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    if let Some(name) = &visit.twice {
        return Err(Trouble::Twice(name.clone()));
    }
    let text = visit.field("state").ok_or(Trouble::Expired)?;
    let posted = String::from_utf8(visit.body.to_vec()).ok().filter(|body| body.len() <= LONGEST);
    let posted = posted.ok_or_else(|| Trouble::TooLong("state".to_owned()))?;
    if !state::hold(visit.ctx, &visit.site.pool, text, posted).await? {
        return Err(Trouble::Expired);
    }
    Answer::redirect(NAME, &with_query(&format!("{}{}", visit.site.path, visit.path), [("state", text)]))
}
