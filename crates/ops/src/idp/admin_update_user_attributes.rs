//! AdminUpdateUserAttributes: changes a user's attributes; an empty value deletes one.
//! AWS: API_AdminUpdateUserAttributes. Order of checks: pool, user, schema, aliases.

use rules::account::attributes::{self, Change};
use rules::pools;
use rules::users;
use rules::users::schema::{self, Writer};
use rules::{Ctx, Result};
use wire::idp::{AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse};

/// Runs AdminUpdateUserAttributes.
pub async fn admin_update_user_attributes(
    ctx: &Ctx,
    req: AdminUpdateUserAttributesRequest,
) -> Result<AdminUpdateUserAttributesResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let user = users::require(ctx, &pool, &req.username).await?;
    let given = schema::given(Some(req.user_attributes));
    let client_metadata = req.client_metadata.as_ref();
    let change = Change { writer: Writer::Administrator, given, client_metadata };
    attributes::change(ctx, &pool, &user, change).await?;
    Ok(AdminUpdateUserAttributesResponse {})
}
