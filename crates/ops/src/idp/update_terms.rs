//! UpdateTerms: changes what is given of a document and keeps the rest.
//! AWS: API_UpdateTerms. Order of checks: pool, document, links, name.

use rules::looks::terms::{self, Said};
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{UpdateTermsRequest, UpdateTermsResponse};

use crate::idp::view;

/// Runs UpdateTerms.
pub async fn update_terms(ctx: &Ctx, req: UpdateTermsRequest) -> Result<UpdateTermsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let said = Said {
        name: req.terms_name,
        source: req.terms_source,
        enforcement: req.enforcement,
        links: req.links,
    };
    let changed = terms::update(ctx, &pool, &req.terms_id, said).await?;
    Ok(UpdateTermsResponse { terms: Some(view::terms::shown(changed)) })
}
