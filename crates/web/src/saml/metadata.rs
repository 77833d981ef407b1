//! `/saml2/metadata`: what a provider needs to know of the pool as a service.
//! AWS: has no such document. OASIS: saml-metadata-2.0-os section 4.1.

use http::StatusCode;
use rules::federation::saml;
use rules::hosted::authorize;

use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::visit::Visit;

/// Answers; with `identity_provider` for one that encrypts.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    visit.check_query()?;
    let provider = authorize::text(&visit.params, "identity_provider");
    let document = saml::service(visit.ctx, visit.site, provider).await?;
    let kind = "application/samlmetadata+xml";
    Ok(Answer::of("saml_metadata", StatusCode::OK, kind, document.into_bytes()))
}
