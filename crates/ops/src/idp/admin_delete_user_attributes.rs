//! AdminDeleteUserAttributes: deletes attributes of a user.
//! AWS: API_AdminDeleteUserAttributes. Order of checks: pool, user, schema.

use rules::account::attributes;
use rules::pools;
use rules::users;
use rules::users::schema::Writer;
use rules::{Ctx, Result};
use wire::idp::{AdminDeleteUserAttributesRequest, AdminDeleteUserAttributesResponse};

/// Runs AdminDeleteUserAttributes.
pub async fn admin_delete_user_attributes(
    ctx: &Ctx,
    req: AdminDeleteUserAttributesRequest,
) -> Result<AdminDeleteUserAttributesResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    attributes::delete(ctx, &pool, &user, Writer::Administrator, &req.user_attribute_names).await?;
    Ok(AdminDeleteUserAttributesResponse {})
}
