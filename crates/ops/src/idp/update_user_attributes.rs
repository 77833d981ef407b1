//! UpdateUserAttributes: changes the signed-in user's attributes; a new address waits for its code.
//! AWS: API_UpdateUserAttributes. Order of checks: token, schema and permissions, aliases.

use rules::account::attributes::{self, Change};
use rules::tokens::access;
use rules::users::schema::{self, Writer};
use rules::{Ctx, Result};
use wire::idp::{UpdateUserAttributesRequest, UpdateUserAttributesResponse};

/// Runs UpdateUserAttributes.
pub async fn update_user_attributes(
    ctx: &Ctx,
    req: UpdateUserAttributesRequest,
) -> Result<UpdateUserAttributesResponse> {
    let holder = access::holder(ctx, &req.access_token).await?;
    let given = schema::given(Some(req.user_attributes));
    let writer = Writer::User(&holder.client);
    let change = Change { writer, given, client_metadata: req.client_metadata.as_ref() };
    let sent = attributes::change(ctx, &holder.pool, &holder.user, change).await?;
    Ok(UpdateUserAttributesResponse { code_delivery_details_list: Some(sent) })
}
