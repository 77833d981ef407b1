//! The link that confirms a sign-up, where the pool sends links instead of codes.
//! AWS: API_VerificationMessageTemplateType (DefaultEmailOption); the developer guide, "Email verification messages".
//!
//! DEVIATION: the link leads to a page that asks before it confirms, so that a mail scanner which follows links spends
//! nothing; AWS confirms at once.

use crypto::sigv4::percent_encoded;
use store::domains::Domain;

use super::{Draft, Kind};
use crate::ctx::{Config, Ctx};
use crate::error::{Error, Reason, Result};
use crate::hosted::site;
use crate::pools::Pool;

/// Whether a pool confirms e-mail addresses by links instead of codes.
pub fn sends_links(pool: &Pool) -> bool {
    let template = pool.settings.verification_message_template.as_ref();
    template.and_then(|template| template.default_email_option.as_deref()) == Some("CONFIRM_WITH_LINK")
}

/// The link but for its code, where this message carries one. AWS: only sign-up and resend do, and only by e-mail.
///
/// Errors: `CodeDeliveryFailed` where the pool has no domain that a link could lead to.
pub(super) async fn before_code(ctx: &Ctx, pool: &Pool, draft: &Draft<'_>) -> Result<Option<String>> {
    let is_meant = matches!(draft.what, Kind::SignUp | Kind::Resend) && draft.contact.attribute == "email";
    let (true, Some(client_id)) = (is_meant && sends_links(pool), draft.cause.client_id) else {
        return Ok(None);
    };
    let Some(base) = to_pool(ctx, pool).await? else {
        tracing::warn!(pool.id = %pool.id(), "a pool that sends links has no domain");
        return Err(Error::new(Reason::CodeDeliveryFailed));
    };
    let user = percent_encoded(&draft.user.username);
    Ok(Some(format!("{base}/confirmUser?client_id={client_id}&user_name={user}&confirmation_code=")))
}

/// The address of the pool's pages for whoever reads a message; none where it has no domain.
pub(super) async fn to_pool(ctx: &Ctx, pool: &Pool) -> Result<Option<String>> {
    let domains = store::domains::of_pool(&ctx.read(), pool.id()).await?;
    let domain = domains.iter().max_by_key(|domain| domain.is_custom);
    Ok(domain.map(|domain| base(ctx.config(), domain)))
}

/// Where the domain is for whoever reads the message: at its own host where the network can know it, else below the
/// public URL.
fn base(config: &Config, domain: &Domain) -> String {
    if site::is_reached(config, domain) {
        return site::origin(config, domain);
    }
    format!("{}/domain/{}", config.public_url, domain.name)
}

/// Whether a text has a place for a link. `{####}` is that of a code.
pub(crate) fn is_in(text: &str) -> bool {
    next(text).is_some()
}

/// The first place for a link: what is before it, its text, and what is after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find("{##")?;
        let (shown, after) = text[at + 3..].split_once("##}")?;
        if !shown.is_empty() {
            return Some((&text[..at], shown, after));
        }
        from = at + 3;
    }
}

/// Puts a link into the place that a template has for it, `{##text##}`: written by `write`, which gets link and text.
pub(super) fn placed(template: &str, link: &str, write: fn(&str, &str) -> String) -> String {
    let mut out = String::with_capacity(template.len() + link.len());
    let mut rest = template;
    while let Some((before, text, after)) = next(rest) {
        out.push_str(before);
        out.push_str(&write(link, text));
        rest = after;
    }
    out.push_str(rest);
    out
}
