//! DeleteUserAttributes: deletes attributes of the signed-in user.
//! AWS: API_DeleteUserAttributes. Order of checks: token, schema and permissions.

use rules::account::attributes;
use rules::tokens::access;
use rules::users::schema::Writer;
use rules::{Ctx, Result};
use wire::idp::{DeleteUserAttributesRequest, DeleteUserAttributesResponse};

/// Runs DeleteUserAttributes.
pub async fn delete_user_attributes(
    ctx: &Ctx,
    req: DeleteUserAttributesRequest,
) -> Result<DeleteUserAttributesResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let writer = Writer::User(&holder.client);
    attributes::delete(ctx, &holder.pool, &holder.user, writer, &req.user_attribute_names).await?;
    Ok(DeleteUserAttributesResponse {})
}
