//! DescribeTerms: gives a document back.
//! AWS: API_DescribeTerms. Order of checks: pool, document.

use rules::looks::terms;
use rules::pools;
use rules::{Ctx, Result};
use wire::idp::{DescribeTermsRequest, DescribeTermsResponse};

use crate::idp::view;

/// Runs DescribeTerms.
pub async fn describe_terms(ctx: &Ctx, req: DescribeTermsRequest) -> Result<DescribeTermsResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let found = terms::get(ctx, &pool, &req.terms_id).await?;
    Ok(DescribeTermsResponse { terms: Some(view::terms::shown(found)) })
}
