//! ListAccessKeys: the keys of a user, without their secrets.
//! AWS: API_ListAccessKeys. Order of checks: user, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::{keys, users};
use rules::{Ctx, Result};
use wire::iam::{ListAccessKeysRequest, ListAccessKeysResponse};

use crate::iam::view;

/// Runs ListAccessKeys.
pub async fn list_access_keys(ctx: &Ctx, req: ListAccessKeysRequest) -> Result<ListAccessKeysResponse> {
    let user = users::named_or_asking(ctx, req.user_name.as_deref()).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListAccessKeys {}", user.row.id);
    let page = pages::of(ctx, &query, asked, keys::of(ctx, &user).await?)?;
    let (is_truncated, marker) = (page.is_truncated(), page.marker);
    let access_key_metadata: Vec<_> = page.items.into_iter().map(|key| view::key(&user, key)).collect();
    Ok(ListAccessKeysResponse { access_key_metadata: Some(access_key_metadata), is_truncated, marker })
}
