//! AdminCreateUser: makes a user with a temporary password, or sends the invitation again.
//! AWS: API_AdminCreateUser. Order of checks: pool, username, attributes, password, uniqueness.

use crate::idp::view::user;
use rules::account::invite::{self, Invitation};
use rules::pools;
use rules::users::schema;
use rules::{Ctx, Result};
use wire::idp::{AdminCreateUserRequest, AdminCreateUserResponse};

/// Runs AdminCreateUser.
pub async fn admin_create_user(ctx: &Ctx, req: AdminCreateUserRequest) -> Result<AdminCreateUserResponse> {
    let pool = pools::get(ctx, &req.user_pool_id).await?;
    let action = req.message_action.as_deref();
    let asked = Invitation {
        username: req.username,
        attributes: schema::given(req.user_attributes),
        temporary_password: req.temporary_password,
        takes_aliases: req.force_alias_creation.unwrap_or(false),
        is_silent: action == Some("SUPPRESS"),
        mediums: req.desired_delivery_mediums.unwrap_or_default(),
        validation_data: req.validation_data.map(|data| schema::given(Some(data))),
        client_metadata: req.client_metadata,
    };
    let made = match action {
        Some("RESEND") => invite::resend(ctx, &pool, asked).await?,
        _ => invite::create(ctx, &pool, asked).await?,
    };
    Ok(AdminCreateUserResponse { user: Some(user::listed(&made)) })
}
