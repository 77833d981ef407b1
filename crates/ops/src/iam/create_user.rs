//! CreateUser: makes a user.
//! AWS: API_CreateUser. Order of checks: tags, boundary, name.

use rules::iam::users;
use rules::{Ctx, Result};
use wire::iam::{CreateUserRequest, CreateUserResponse};

use crate::iam::view;

/// Runs CreateUser.
pub async fn create_user(ctx: &Ctx, req: CreateUserRequest) -> Result<CreateUserResponse> {
    let tags = req.tags.unwrap_or_default();
    let user = users::create(ctx, req.user_name, req.path, req.permissions_boundary, tags).await?;
    Ok(CreateUserResponse { user: Some(view::user(&user)) })
}
