//! `/saml2/logout`: what providers say of logouts. One ends a session of its, and with it those here that came of it; or it
//! answers us, and a sign-out here that went through it goes on.
//! AWS: the developer guide, "Signing out SAML users with single sign-out"; it takes forms alone. OASIS: saml-bindings-2.0-os
//! sections 3.4 and 3.5.

use rules::federation::Failure;
use rules::federation::saml::Way;
use rules::federation::saml::logout::{self, Came, Done};

use super::form;
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// What log and metrics call it.
const NAME: &str = "saml_logout";

/// Takes a word that came in a query.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    heard(visit, Came::Query(visit.query)).await
}

/// Takes a word that came in a form.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    if let Some(name) = &visit.twice {
        return Err(Trouble::Twice(name.clone()));
    }
    let state = visit.field("RelayState");
    match (visit.field("SAMLRequest"), visit.field("SAMLResponse")) {
        (Some(text), None) => heard(visit, Came::Form(text, true, state)).await,
        (None, Some(text)) => heard(visit, Came::Form(text, false, state)).await,
        _ => Err(Trouble::Page { parameter: "SAMLResponse", error: "missing" }),
    }
}

async fn heard(visit: &Visit<'_>, came: Came<'_>) -> Outcome {
    match logout::heard(visit.ctx, visit.site, came).await {
        Ok(Done::Onward(to) | Done::Answer(Way::Address(to))) => Answer::redirect(NAME, &to),
        Ok(Done::Answer(way)) => form::show(visit, way),
        Err(Failure::Failed(error)) => Err(error.into()),
        Err(Failure::Lost) => Err(Trouble::Expired),
        // There is no app to tell, and the log has why.
        Err(_) => Err(Trouble::Page { parameter: "SAMLResponse", error: "invalid" }),
    }
}
