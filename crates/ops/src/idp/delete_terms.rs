//! DeleteTerms: deletes a document.
//! AWS: API_DeleteTerms. Order of checks: pool, document.

use rules::looks::terms;
use rules::pools;
use rules::{Ctx, Result};
use wire::Empty;
use wire::idp::DeleteTermsRequest;

/// Runs DeleteTerms.
pub async fn delete_terms(ctx: &Ctx, req: DeleteTermsRequest) -> Result<Empty> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    terms::delete(ctx, &pool, &req.terms_id).await?;
    Ok(Empty)
}
