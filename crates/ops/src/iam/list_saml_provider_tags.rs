//! ListSAMLProviderTags: the tags of a provider.
//! AWS: API_ListSAMLProviderTags. Order of checks: provider, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::providers;
use rules::{Ctx, Result};
use wire::iam::{ListSAMLProviderTagsRequest, ListSAMLProviderTagsResponse};

/// Runs ListSAMLProviderTags.
pub async fn list_saml_provider_tags(
    ctx: &Ctx,
    req: ListSAMLProviderTagsRequest,
) -> Result<ListSAMLProviderTagsResponse> {
    let entity = providers::saml(ctx, &req.saml_provider_arn).await?;
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListSAMLProviderTags {}", req.saml_provider_arn);
    let page = pages::of(ctx, &query, asked, entity.settings.tags)?;
    Ok(ListSAMLProviderTagsResponse {
        is_truncated: page.is_truncated(),
        tags: Some(page.items),
        marker: page.marker,
    })
}
