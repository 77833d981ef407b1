//! How often a second the endpoints of a domain may be asked, where the operator has rates judged.
//! AWS: the developer guide, "API operation categories and request rate quotas"; 429 beyond them. Source: `rates`.

use rules::Result;
use rules::hosted::authorize;
use rules::rates::Category;

use super::token::{EXCHANGE, MACHINE};
use crate::hosted::visit::Visit;

/// Counts a request to a domain: documents and assets do not count. Errors: `RateExceeded`.
pub fn request(visit: &Visit<'_>) -> Result<()> {
    if visit.path.starts_with("/.well-known/") || visit.path.starts_with("/assets/") {
        return Ok(());
    }
    let named = |params| authorize::text(params, "client_id");
    let client = named(&visit.params).or_else(|| named(&visit.form));
    let domain = &visit.site.domain.row.name;
    visit.ctx.world().rates.take_of_domain(domain, &visit.ctx.origin.ip, client, visit.ctx.now())
}

/// Counts a grant of a client that has proved itself. AWS: codes have an allotment of their own, machines a category;
/// refreshing counts as it does by the API. Errors: `RateExceeded`.
pub fn grant(visit: &Visit<'_>, grant: &str) -> Result<()> {
    match grant {
        "authorization_code" => {
            let region = &visit.site.pool.row.region;
            visit.ctx.world().rates.take_code(region, visit.ctx.now())
        }
        "refresh_token" => category(visit, Category::UserAuthentication),
        MACHINE | EXCHANGE => category(visit, Category::ClientAuthentication),
        _ => Ok(()),
    }
}

/// Counts a call of a category. Errors: `RateExceeded`.
pub fn category(visit: &Visit<'_>, category: Category) -> Result<()> {
    visit.ctx.world().rates.take(&visit.site.pool.row.region, category, visit.ctx.now())
}
