//! Images of the hosted pages that a browser asks for by their address.
//! AWS: API_UICustomizationType, ImageUrl.

use rules::looks::classic;
use rules::{Ctx, Reason, Result, pools};

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
