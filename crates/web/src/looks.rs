//! Images and style sheets of the hosted pages that a browser asks for by their address.
//! AWS: API_UICustomizationType, ImageUrl; the developer guide, "Apply branding to managed login pages".

use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use http::{HeaderValue, StatusCode};
use rules::looks::{classic, pages};
use rules::{Ctx, Reason, Result, pools};

use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// What the addresses of branding begin with.
pub const BRANDING: &str = "/assets/branding/";

/// An image.
#[derive(Debug)]
pub struct Image {
    /// Its media type.
    pub media_type: &'static str,
    /// The image.
    pub bytes: Vec<u8>,
    /// Seconds that caches may keep it.
    pub max_age_s: u32,
}

/// Its address changes with the image, but for two of one second.
const MAX_AGE_S: u32 = 300;

/// The logo of a client's classic pages; none where the address is of looks that are gone.
pub async fn logo(ctx: &Ctx, user_pool_id: &str, client_id: &str, version: &str) -> Result<Option<Image>> {
    let pool = match pools::get(ctx, user_pool_id).await {
        Err(error) if error.reason() == Reason::PoolNotFound => return Ok(None),
        pool => pool?,
    };
    let logo = classic::logo(ctx, &pool, client_id, version).await?;
    Ok(logo.map(|(kind, bytes)| Image { media_type: kind.media_type(), bytes, max_age_s: MAX_AGE_S }))
}

/// A style's sheet or image: `/assets/branding/{id}/{name}`. Its address changes with it, so browsers keep it for ever.
pub async fn branding(visit: &Visit<'_>) -> Outcome {
    let name = visit.path.strip_prefix(BRANDING).and_then(|rest| rest.split_once('/'));
    let (id, name) = name.ok_or(Trouble::NotFound)?;
    let mut answer = if name == "style.css" {
        let sheet = pages::sheet(visit.ctx, visit.site, id).await?.ok_or(Trouble::NotFound)?;
        Answer::of("branding", StatusCode::OK, "text/css; charset=utf-8", sheet.into_bytes())
    } else {
        let image = pages::image(visit.ctx, visit.site, id, name).await?;
        let (kind, bytes) = image.ok_or(Trouble::NotFound)?;
        Answer::of("branding", StatusCode::OK, kind.media_type(), bytes)
    };
    // A drawing that is opened by itself draws, and nothing else.
    answer.header(CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    answer.response.headers_mut().insert(CACHE_CONTROL, forever);
    Ok(answer)
}
