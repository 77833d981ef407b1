//! ListOpenIDConnectProviders: the ARNs of the providers of OpenID Connect.
//! AWS: API_ListOpenIDConnectProviders. Order of checks: none.

use rules::iam::entities::Entity;
use rules::{Ctx, Result};
use store::iam_entities::{self, Kind};
use wire::iam::{
    ListOpenIDConnectProvidersRequest, ListOpenIDConnectProvidersResponse, OpenIDConnectProviderListEntry,
};

use crate::iam::view;

/// Runs ListOpenIDConnectProviders.
pub async fn list_open_id_connect_providers(
    ctx: &Ctx,
    _req: ListOpenIDConnectProvidersRequest,
) -> Result<ListOpenIDConnectProvidersResponse> {
    let account = ctx.config().account.as_str();
    let rows = iam_entities::page(&ctx.read(), (account, Kind::OidcProvider), "", "", view::MOST).await?;
    let entry = |row| Ok(OpenIDConnectProviderListEntry { arn: Some(Entity::read(row)?.arn()) });
    let list = rows.into_iter().map(entry).collect::<Result<_>>()?;
    Ok(ListOpenIDConnectProvidersResponse { open_id_connect_provider_list: Some(list) })
}
