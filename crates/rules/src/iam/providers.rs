//! Providers of identity whose tokens and assertions roles may trust: OpenID Connect and SAML.
//! AWS: API_CreateOpenIDConnectProvider, API_CreateSAMLProvider.

use store::iam_entities::Kind;
use wire::iam::Tag;

use super::entities::{self, Entity, Settings};
use super::tags;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};

const MOST_CLIENTS: usize = 100;
const MOST_THUMBPRINTS: usize = 5;

/// The address of a provider without its scheme, as ARNs and tokens' keys have it.
///
/// Errors: `EntityInput` for another scheme, a query, a port, or what is no address. DEVIATION: pools of this very server
/// are let in under the address that it has, whatever its scheme and port.
fn address<'a>(ctx: &Ctx, url: &'a str) -> Result<&'a str> {
    let own = url.strip_prefix(&format!("{}/", ctx.config().public_url)).is_some();
    let scheme = if own { ctx.config().public_url.split("//").next().unwrap_or_default() } else { "https:" };
    let rest = url.strip_prefix(&format!("{scheme}//")).unwrap_or(if url.contains("://") { "" } else { url });
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let host = rest.split('/').next().unwrap_or_default();
    let host = if own { host.split(':').next().unwrap_or_default() } else { host };
    let is_host = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
    let is_path = rest.chars().all(|c| c.is_ascii_graphic() && !"?#\\\"<>".contains(c));
    match is_host && is_path {
        true => Ok(rest),
        false => Err(Error::about(Reason::EntityInput, "Invalid Open ID Connect Provider URL")),
    }
}

/// Registers a provider. AWS: thumbprints may be left out, since certificates are checked as all are.
///
/// Errors: `EntityInput`, `EntityQuota`, `ProviderUrlExists`.
pub async fn create_oidc(
    ctx: &Ctx,
    url: &str,
    client_ids: Vec<String>,
    thumbprints: Vec<String>,
    tags: Vec<Tag>,
) -> Result<Entity> {
    let name = address(ctx, url)?.to_owned();
    check_thumbprints(&thumbprints)?;
    tags::check(&tags)?;
    let mut settings = Settings { thumbprints, tags, ..Settings::default() };
    for id in client_ids {
        put_client(&mut settings, id)?;
    }
    let taken = Error::about(Reason::ProviderUrlExists, format!("https://{name}"));
    let provider = entities::new(ctx, Kind::OidcProvider, name, Some(String::new()), settings)?;
    entities::insert(ctx, &provider, &mut None, taken).await?;
    Ok(provider)
}

fn check_thumbprints(thumbprints: &[String]) -> Result<()> {
    if thumbprints.len() > MOST_THUMBPRINTS {
        // (guess)
        let text = "Thumbprint list must contain fewer than 5 entries.";
        return Err(Error::about(Reason::EntityInput, text));
    }
    match thumbprints.iter().all(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        true => Ok(()),
        // (guess)
        false => Err(Error::about(Reason::EntityInput, "Thumbprint must be a hexadecimal string.")),
    }
}

fn put_client(settings: &mut Settings, id: String) -> Result<()> {
    if settings.client_ids.contains(&id) {
        return Ok(());
    }
    if settings.client_ids.len() >= MOST_CLIENTS {
        return Err(Error::about(Reason::EntityQuota, "ClientIdsPerOpenIdConnectProvider").and("100"));
    }
    settings.client_ids.push(id);
    Ok(())
}

/// Lets one more client be the audience of tokens. Errors: as [`oidc`]; `EntityQuota`.
pub async fn add_client(ctx: &Ctx, arn: &str, id: String) -> Result<()> {
    let mut provider = oidc(ctx, arn).await?;
    put_client(&mut provider.settings, id)?;
    provider.save(ctx).await
}

/// Takes a client away; one that is not there is no error. Errors: as [`oidc`].
pub async fn remove_client(ctx: &Ctx, arn: &str, id: &str) -> Result<()> {
    let mut provider = oidc(ctx, arn).await?;
    provider.settings.client_ids.retain(|kept| kept != id);
    provider.save(ctx).await
}

/// Replaces the thumbprints. Errors: as [`oidc`]; `EntityInput`.
pub async fn set_thumbprints(ctx: &Ctx, arn: &str, thumbprints: Vec<String>) -> Result<()> {
    let mut provider = oidc(ctx, arn).await?;
    check_thumbprints(&thumbprints)?;
    provider.settings.thumbprints = thumbprints;
    provider.save(ctx).await
}

/// The provider of an ARN. Errors: `EntityInput` for what is no ARN, `OidcProviderNotFound`.
pub async fn oidc(ctx: &Ctx, arn: &str) -> Result<Entity> {
    entities::check_arn(arn)?;
    let found = entities::by_arn(ctx, Kind::OidcProvider, arn).await?;
    found.ok_or_else(|| Error::about(Reason::OidcProviderNotFound, arn))
}

/// The provider of an ARN. Errors: `EntityInput` for what is no ARN, `SamlProviderNotFound`.
pub async fn saml(ctx: &Ctx, arn: &str) -> Result<Entity> {
    entities::check_arn(arn)?;
    let found = entities::by_arn(ctx, Kind::SamlProvider, arn).await?;
    found.ok_or_else(|| Error::about(Reason::SamlProviderNotFound, arn))
}

/// Registers a provider of SAML. Errors: `EntityInput` where the metadata does not read, `EntityExists`.
pub async fn create_saml(ctx: &Ctx, name: String, metadata: String, tags: Vec<Tag>) -> Result<Entity> {
    check_metadata(&metadata)?;
    tags::check(&tags)?;
    let settings = Settings { saml_metadata_document: Some(metadata), tags, ..Settings::default() };
    let provider = entities::new(ctx, Kind::SamlProvider, name, Some(String::new()), settings)?;
    let taken = Error::about(Reason::EntityExists, "SAMLProvider").and(&provider.row.name);
    entities::insert(ctx, &provider, &mut None, taken).await?;
    Ok(provider)
}

/// Replaces the metadata. Errors: as [`saml`]; `EntityInput`.
pub async fn update_saml(ctx: &Ctx, arn: &str, metadata: Option<String>) -> Result<()> {
    let mut provider = saml(ctx, arn).await?;
    if let Some(metadata) = metadata {
        check_metadata(&metadata)?;
        provider.settings.saml_metadata_document = Some(metadata);
        provider.save(ctx).await?;
    }
    Ok(())
}

/// Whether metadata is that of a provider: an entity, and a certificate to prove its assertions by.
fn check_metadata(text: &str) -> Result<()> {
    let options = roxmltree::ParsingOptions { nodes_limit: 100_000, ..roxmltree::ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text.trim_start(), options);
    let is_metadata = document.is_ok_and(|document| {
        let has = |name: &str| document.descendants().any(|node| node.tag_name().name() == name);
        document.root_element().tag_name().name().ends_with("EntityDescriptor")
            && has("IDPSSODescriptor")
            && has("X509Certificate")
    });
    match is_metadata {
        true => Ok(()),
        false => Err(Error::about(Reason::EntityInput, "Could not parse metadata")),
    }
}
