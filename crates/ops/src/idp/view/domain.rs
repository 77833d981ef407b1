//! A domain as the wire shows it.
//! AWS: API_DomainDescriptionType.

use rules::Ctx;
use rules::pools::domains::Domain;
use wire::idp::DomainDescriptionType;

/// A domain whole.
pub fn described(ctx: &Ctx, domain: &Domain) -> DomainDescriptionType {
    DomainDescriptionType {
        user_pool_id: Some(domain.row.pool_id.clone()),
        aws_account_id: Some(ctx.config().account.clone()),
        domain: Some(domain.row.name.clone()),
        // DEVIATION: no bucket holds the pages; clients want the member filled.
        s3_bucket: Some("cenote-assets".to_owned()),
        cloud_front_distribution: Some(target(ctx).to_owned()),
        version: Some(domain.version()),
        status: Some("ACTIVE".to_owned()),
        ..domain.settings.clone()
    }
}

/// What the name of a custom domain is to be an alias of; a prefix needs none.
pub fn target_of_custom(ctx: &Ctx, domain: &Domain) -> Option<String> {
    domain.row.is_custom.then(|| target(ctx).to_owned())
}

/// DEVIATION: not a distribution of AWS's, but the host under which this server is reached: a name that is its alias
/// arrives here.
fn target(ctx: &Ctx) -> &str {
    let url = ctx.config().public_url.as_str();
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest);
    match authority.rfind(':') {
        Some(at) if !authority[at..].contains(']') => &authority[..at],
        _ => authority,
    }
}
