//! CreateTerms: makes a document that people agree to at sign-up.
//! AWS: API_CreateTerms. Order of checks: pool, client, links, name, how many there are.

use rules::clients;
use rules::looks::terms::{self, Content};
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{CreateTermsRequest, CreateTermsResponse};

use crate::idp::view;

/// Runs CreateTerms.
pub async fn create_terms(ctx: &Ctx, req: CreateTermsRequest) -> Result<CreateTermsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let client = clients::of_pool(ctx, &pool, &req.client_id).await?;
    let content = Content {
        source: req.terms_source,
        enforcement: req.enforcement,
        links: req.links.unwrap_or_default(),
    };
    let made = terms::create(ctx, &client, req.terms_name, content).await?;
    Ok(CreateTermsResponse { terms: Some(view::terms::shown(made)) })
}
