//! ListOpenIDConnectProviderTags: the tags of a provider.
//! AWS: API_ListOpenIDConnectProviderTags. Order of checks: provider, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::providers;
use rules::{Ctx, Result};
use wire::iam::{ListOpenIDConnectProviderTagsRequest, ListOpenIDConnectProviderTagsResponse};

/// Runs ListOpenIDConnectProviderTags.
pub async fn list_open_id_connect_provider_tags(
    ctx: &Ctx,
    req: ListOpenIDConnectProviderTagsRequest,
) -> Result<ListOpenIDConnectProviderTagsResponse> {
    let entity = providers::oidc(ctx, &req.open_id_connect_provider_arn).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListOpenIDConnectProviderTags {}", req.open_id_connect_provider_arn);
    let page = pages::of(ctx, &query, asked, entity.settings.tags)?;
    Ok(ListOpenIDConnectProviderTagsResponse {
        is_truncated: page.is_truncated(),
        tags: Some(page.items),
        marker: page.marker,
    })
}
