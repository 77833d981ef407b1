//! DescribeIdentity: an identity, with the providers of its logins.
//! AWS: API_DescribeIdentity.

use rules::{Ctx, Result, identities};
use wire::identity::{DescribeIdentityInput, IdentityDescription};

use super::view;

/// Runs DescribeIdentity.
pub async fn describe_identity(ctx: &Ctx, req: DescribeIdentityInput) -> Result<IdentityDescription> {
    let found = identities::get(ctx, &req.identity_id).await?;
    Ok(view::identity(&found.identity, found.logins.iter()))
}
