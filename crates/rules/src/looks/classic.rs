//! The looks of the classic pages: a style sheet and a logo, of one client or of all that have none of their own.
//! AWS: API_SetUICustomization, API_GetUICustomization, API_UICustomizationType.

use store::ui_customizations::UiCustomization as Row;
use store::{Miss, Outcome};

use super::css;
use super::images::Kind;
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::{self, Pool};

/// What stands in place of a client's id for all clients that have no looks of their own.
pub const ALL: &str = "ALL";

/// The largest logo, in bytes. AWS: 100 KB.
const LARGEST_LOGO: usize = 100 << 10;

/// The client that is meant; none for the pool's default. Errors: `ClientNotFound`.
pub async fn whose(
    ctx: &Ctx,
    pool: &Pool,
    client_id: Option<&str>,
) -> Result<Option<std::sync::Arc<Client>>> {
    match client_id {
        None | Some(ALL) => Ok(None),
        Some(id) => Ok(Some(clients::of_pool(ctx, pool, id).await?)),
    }
}

/// The looks of a client: its own, else the pool's, else nothing.
pub async fn get(ctx: &Ctx, pool: &Pool, client: Option<&Client>) -> Result<Option<Row>> {
    if let Some(client) = client {
        let own = store::ui_customizations::get(&ctx.read(), pool.id(), client.id()).await?;
        if own.is_some() {
            return Ok(own);
        }
    }
    Ok(store::ui_customizations::get(&ctx.read(), pool.id(), ALL).await?)
}

/// Replaces the looks of a client or of the pool as a whole; nothing in place of them takes them away.
///
/// Errors: `DomainNeeded`, `CssInvalid`, `LogoInvalid`, `PoolNotFound` and `ClientNotFound` when they go meanwhile.
pub async fn set(
    ctx: &Ctx,
    pool: &Pool,
    client: Option<&Client>,
    css: Option<String>,
    logo: Option<Vec<u8>>,
) -> Result<Row> {
    if store::domains::of_pool(&ctx.read(), pool.id()).await?.is_empty() {
        return Err(Error::new(Reason::DomainNeeded));
    }
    let css = css.filter(|css| !css.is_empty());
    let logo = logo.filter(|logo| !logo.is_empty());
    if let Some(css) = &css {
        css::check(css)?;
    }
    if let Some(logo) = &logo {
        check_logo(logo)?;
    }
    let client_id = client.map_or(ALL, Client::id);
    let kept = store::ui_customizations::get(&ctx.read(), pool.id(), client_id).await?;
    let mut batch = ctx.batch()?;
    let row = Row {
        pool_id: pool.id().to_owned(),
        client_id: client_id.to_owned(),
        css,
        logo,
        created_at: kept.map_or(batch.at(), |kept| kept.created_at),
        updated_at: batch.at(),
    };
    match (client, row.css.is_none() && row.logo.is_none()) {
        (_, true) => store::ui_customizations::delete(&mut batch, &row),
        (None, false) => store::ui_customizations::put_of_pool(&mut batch, &row),
        (Some(_), false) => store::ui_customizations::put_of_client(&mut batch, &row),
    }
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(row),
        Outcome::Missed { miss: Miss::Gone, tag: "clients", .. } => Err(clients::not_found(client_id)),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(pools::not_found(pool.id())),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// A logo and its kind, if these looks are of this version.
pub async fn logo(ctx: &Ctx, pool: &Pool, client_id: &str, version: &str) -> Result<Option<(Kind, Vec<u8>)>> {
    let row = store::ui_customizations::get(&ctx.read(), pool.id(), client_id).await?;
    let row = row.filter(|row| self::version(row) == version);
    let logo = row.and_then(|row| row.logo);
    Ok(logo.and_then(|logo| Some((Kind::of(&logo)?, logo))))
}

/// Where the logo is. AWS: `<host>/<pool>/<client>/<version>/assets/images/image.jpg`.
pub fn logo_url(ctx: &Ctx, row: &Row) -> Option<String> {
    let extension = match Kind::of(row.logo.as_deref()?)? {
        Kind::Png => "png",
        _ => "jpg",
    };
    let Row { pool_id, client_id, .. } = row;
    let base = &ctx.config().public_url;
    Some(format!("{base}/{pool_id}/{client_id}/{}/assets/images/image.{extension}", version(row)))
}

/// AWS: when it was set, `yyyyMMddHHmmss`.
pub fn version(row: &Row) -> String {
    let at = jiff::Timestamp::from_millisecond(row.updated_at).unwrap_or_default();
    at.strftime("%Y%m%d%H%M%S").to_string()
}

/// Errors: `LogoInvalid`.
fn check_logo(logo: &[u8]) -> Result<()> {
    let is_right = logo.len() <= LARGEST_LOGO && matches!(Kind::of(logo), Some(Kind::Png | Kind::Jpeg));
    if is_right { Ok(()) } else { Err(Error::new(Reason::LogoInvalid)) }
}
