//! ListSAMLProviders: the providers of SAML.
//! AWS: API_ListSAMLProviders. Order of checks: none.

use rules::iam::entities::Entity;
use rules::{Ctx, Result};
use store::iam_entities::{self, Kind};
use wire::Timestamp;
use wire::iam::{ListSAMLProvidersRequest, ListSAMLProvidersResponse, SAMLProviderListEntry};

use crate::iam::view;

/// Runs ListSAMLProviders.
pub async fn list_saml_providers(
    ctx: &Ctx,
    _req: ListSAMLProvidersRequest,
) -> Result<ListSAMLProvidersResponse> {
    let account = ctx.config().account.as_str();
    let rows = iam_entities::page(&ctx.read(), (account, Kind::SamlProvider), "", "", view::MOST).await?;
    let entry = |row| {
        let provider = Entity::read(row)?;
        Ok(SAMLProviderListEntry {
            arn: Some(provider.arn()),
            create_date: Some(Timestamp::from_millis(provider.row.created_at)),
            valid_until: None,
        })
    };
    let list = rows.into_iter().map(entry).collect::<Result<_>>()?;
    Ok(ListSAMLProvidersResponse { saml_provider_list: Some(list) })
}
