//! GetUser: gives a user, or who asks; of the account itself what there is to tell.
//! AWS: API_GetUser. Order of checks: user.

use rules::Reason;
use rules::iam::{principals, users};
use rules::{Ctx, Result};
use wire::iam::{GetUserRequest, GetUserResponse};

use crate::iam::view;

/// Runs GetUser.
pub async fn get_user(ctx: &Ctx, req: GetUserRequest) -> Result<GetUserResponse> {
    let user = match users::named_or_asking(ctx, req.user_name.as_deref()).await {
        Ok(user) => view::user(&user),
        Err(error) if error.reason() == Reason::UserNameNeeded => {
            view::root(&principals::of_caller(ctx).await?)
        }
        Err(error) => return Err(error),
    };
    Ok(GetUserResponse { user: Some(user) })
}
