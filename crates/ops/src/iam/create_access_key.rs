//! CreateAccessKey: makes a key of a user; its secret is shown this once.
//! AWS: API_CreateAccessKey. Order of checks: user, quota.

use rules::iam::{keys, users};
use rules::{Ctx, Result};
use wire::Timestamp;
use wire::iam::{AccessKey, CreateAccessKeyRequest, CreateAccessKeyResponse};

use crate::iam::view;

/// Runs CreateAccessKey.
pub async fn create_access_key(ctx: &Ctx, req: CreateAccessKeyRequest) -> Result<CreateAccessKeyResponse> {
    let user = users::named_or_asking(ctx, req.user_name.as_deref()).await?;
    let made = keys::create(ctx, &user).await?;
    let access_key = AccessKey {
        user_name: Some(user.row.name),
        access_key_id: Some(made.id),
        status: Some(view::status(true)),
        secret_access_key: Some(made.secret.reveal().to_owned()),
        create_date: Some(Timestamp::from_millis(ctx.now())),
    };
    Ok(CreateAccessKeyResponse { access_key: Some(access_key) })
}
