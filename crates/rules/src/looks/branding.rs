//! Branding styles: settings and images of a client's hosted pages, each kept as far as it differs from AWS's own.
//! AWS: API_CreateManagedLoginBranding, API_UpdateManagedLoginBranding, API_AssetType; the developer guide, "Apply
//! branding to managed login pages".

use std::collections::BTreeSet;

use serde_json::Value;
use store::brandings::{Asset, Branding as Row};
use store::{Miss, Outcome, room};
use wire::Blob;
use wire::idp::AssetType;

use super::images::{self, Kind};
use super::{settings, sheet};
use crate::clients::{self, Client};
use crate::ctx::{Ctx, World};
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::pools::Pool;
use crate::quotas::Quota;

/// How many images a style has at most.
const MOST_ASSETS: usize = 40;

/// A style.
pub struct Branding {
    /// The row as it is kept.
    pub row: Row,
    /// What differs from AWS's settings.
    pub settings: Option<Value>,
    /// Images of one's own.
    pub assets: Vec<Asset>,
}

/// What a caller says of a style.
pub struct Said {
    /// True for nothing of one's own.
    pub is_provided: Option<bool>,
    /// Settings of one's own.
    pub settings: Option<Value>,
    /// Images of one's own.
    pub assets: Vec<AssetType>,
}

/// What was said, checked: images to put, and images to take away.
struct Changes {
    settings: Option<Value>,
    put: Vec<Asset>,
    drop: Vec<Asset>,
}

/// The style of an id. Errors: `BrandingNotFound`.
pub async fn get(ctx: &Ctx, pool: &Pool, id: &str) -> Result<Branding> {
    let row = store::brandings::get(&ctx.read(), pool.id(), &id.to_ascii_lowercase()).await?;
    open(ctx, row.ok_or_else(|| Error::about(Reason::BrandingNotFound, id))?).await
}

/// The style of a client. Errors: `BrandingNotFound`.
pub async fn of_client(ctx: &Ctx, client: &Client) -> Result<Branding> {
    let row = store::brandings::of_client(&ctx.read(), &client.row.pool_id, client.id()).await?;
    open(ctx, row.ok_or_else(|| Error::new(Reason::ClientWithoutBranding))?).await
}

/// Whether a client has a style.
pub async fn is_made(ctx: &Ctx, client: &Client) -> Result<bool> {
    Ok(store::brandings::of_client(&ctx.read(), &client.row.pool_id, client.id()).await?.is_some())
}

async fn open(ctx: &Ctx, row: Row) -> Result<Branding> {
    let settings = row.settings.as_deref().map(serde_json::from_str).transpose()?;
    let assets = store::brandings::assets(&ctx.read(), &row.pool_id, &row.id).await?;
    Ok(Branding { row, settings, assets })
}

/// Makes the style of a client.
///
/// Errors: those of [`check`], `BrandingContradicts`, `BrandingExists`, `TooManyBrandings`, `ClientNotFound` when the
/// client goes meanwhile.
pub async fn create(ctx: &Ctx, client: &Client, said: Said) -> Result<Branding> {
    let is_provided = said.is_provided == Some(true);
    if !is_provided && said.settings.is_none() && said.assets.is_empty() {
        return Err(Error::new(Reason::BrandingContradicts));
    }
    let Changes { settings, put, drop } = ctx.compute(move || check(said)).await??;
    if !drop.is_empty() {
        return Err(Error::about(Reason::AssetInvalid, "Bytes is required."));
    }
    let pool_id = &client.row.pool_id;
    if store::brandings::of_client(&ctx.read(), pool_id, client.id()).await?.is_some() {
        return Err(Error::new(Reason::BrandingExists));
    }
    let now = ctx.now();
    let row = Row {
        pool_id: pool_id.clone(),
        id: ids::uuid(ctx)?,
        client_id: client.id().to_owned(),
        revision: 0,
        is_provided,
        settings: settings.as_ref().map(Value::to_string),
        created_at: now,
        updated_at: now,
    };
    let mut made = Branding { row, settings, assets: Vec::new() };
    let mut batch = ctx.batch()?;
    room::in_pool(&mut batch, room::In::Brandings, pool_id, ctx.most(Quota::Brandings));
    store::brandings::insert(&mut batch, &made.row);
    made.lay(&mut batch, put, &[])?;
    match ctx.try_commit(batch).await? {
        Outcome::Done => {
            made.warn();
            Ok(made)
        }
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::Brandings)),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(clients::not_found(client.id())),
        // Somebody was quicker, as the next try will see.
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Lays what is given over what is kept: settings member by member, images by category, mode and resource; an image
/// without bytes takes the kept one away. UseCognitoProvidedValues takes everything away.
///
/// Errors: `BrandingNotFound`, and those of [`check`].
pub async fn update(ctx: &Ctx, pool: &Pool, id: &str, said: Said) -> Result<Branding> {
    let mut kept = get(ctx, pool, id).await?;
    let is_reset = said.is_provided == Some(true);
    let is_said = said.settings.is_some() || !said.assets.is_empty();
    let Changes { settings, put, drop } = ctx.compute(move || check(said)).await??;
    kept.row.is_provided = is_reset || (kept.row.is_provided && !is_said);
    kept.settings = match (kept.settings.take(), settings) {
        _ if is_reset => None,
        (Some(kept), Some(new)) => Some(settings::merged(&kept, &new)),
        (kept, new) => new.or(kept),
    };
    kept.row.settings = kept.settings.as_ref().map(Value::to_string);
    let mut batch = ctx.batch()?;
    store::brandings::update(&mut batch, &kept.row);
    if is_reset {
        store::brandings::delete_assets(&mut batch, &kept.row);
        kept.assets.clear();
    }
    kept.lay(&mut batch, put, &drop)?;
    kept.row.updated_at = batch.at();
    match ctx.try_commit(batch).await? {
        Outcome::Done => {
            kept.warn();
            Ok(kept)
        }
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Deletes a style: its client has AWS's looks again. Errors: `BrandingNotFound`.
pub async fn delete(ctx: &Ctx, pool: &Pool, id: &str) -> Result<()> {
    let row = store::brandings::get(&ctx.read(), pool.id(), &id.to_ascii_lowercase()).await?;
    let row = row.ok_or_else(|| Error::about(Reason::BrandingNotFound, id))?;
    let mut batch = ctx.batch()?;
    store::brandings::delete(&mut batch, &row);
    ctx.commit(batch).await
}

/// Text of a style that people with weak eyes cannot read.
pub struct Faint {
    /// The pool.
    pub pool_id: String,
    /// The style.
    pub id: String,
    /// What stands on what.
    pub what: String,
    /// Their contrast, such as `2.1:1`.
    pub contrast: String,
}

/// All of it, in the styles of all pools. Errors: `Internal`.
pub async fn faint(world: &World) -> Result<Vec<Faint>> {
    const PAGE: i64 = 200;
    let (mut found, mut after) = (Vec::new(), (String::new(), String::new()));
    loop {
        let rows = store::brandings::page(&world.store.read(), (&after.0, &after.1), PAGE).await?;
        for row in &rows {
            found.extend(faint_of(row)?);
        }
        match rows.last() {
            Some(last) if rows.len() >= PAGE.unsigned_abs() as usize => {
                after = (last.pool_id.clone(), last.id.clone());
            }
            _ => return Ok(found),
        }
    }
}

fn faint_of(row: &Row) -> Result<Vec<Faint>> {
    let settings: Option<Value> = row.settings.as_deref().map(serde_json::from_str).transpose()?;
    let pairs = settings.as_ref().map(sheet::faint).unwrap_or_default();
    let faint = |(what, contrast): (String, f64)| Faint {
        pool_id: row.pool_id.clone(),
        id: row.id.clone(),
        what,
        contrast: format!("{contrast:.1}:1"),
    };
    Ok(pairs.into_iter().map(faint).collect())
}

impl Branding {
    /// Settings with AWS's own wherever they say nothing.
    pub fn complete_settings(&self) -> Value {
        settings::complete(self.settings.as_ref())
    }

    /// Says in the log what of a style cannot be read by everybody: the API has no place for it.
    fn warn(&self) {
        for Faint { pool_id, id, what, contrast } in faint_of(&self.row).unwrap_or_default() {
            tracing::warn!(pool.id = %pool_id, branding.id = %id, what, contrast, "text of a style is hard to read: 4.5:1 is the least");
        }
    }

    /// Puts and takes away images, here and in the batch. Errors: `TooManyAssets`.
    fn lay(&mut self, batch: &mut store::Batch, put: Vec<Asset>, drop: &[Asset]) -> Result<()> {
        for asset in drop {
            store::brandings::delete_asset(batch, &self.row, asset);
            self.assets.retain(|kept| place(kept) != place(asset));
        }
        for mut asset in put {
            let last = self.assets.iter().map(|kept| kept.position).max();
            let kept = self.assets.iter_mut().find(|kept| place(kept) == place(&asset));
            asset.position = kept.as_ref().map_or(last.map_or(0, |last| last + 1), |kept| kept.position);
            store::brandings::put_asset(batch, &self.row, &asset);
            match kept {
                Some(kept) => *kept = asset,
                None => self.assets.push(asset),
            }
        }
        if self.assets.len() > MOST_ASSETS {
            return Err(Error::new(Reason::TooManyAssets));
        }
        Ok(())
    }
}

/// Errors: `BrandingContradicts`, `SettingsInvalid`, `AssetInvalid`, `AssetTwice`, `DrawingInvalid`.
fn check(said: Said) -> Result<Changes> {
    let is_said = said.settings.is_some() || !said.assets.is_empty();
    if said.is_provided == Some(true) && is_said {
        return Err(Error::new(Reason::BrandingContradicts));
    }
    let mut changes =
        Changes { settings: said.settings.map(settings::checked).transpose()?, put: vec![], drop: vec![] };
    let mut seen = BTreeSet::new();
    for AssetType { category, color_mode, extension, bytes, resource_id } in said.assets {
        let resource_id = resource_id.unwrap_or_default();
        if !seen.insert((category.clone(), color_mode.clone(), resource_id.clone())) {
            return Err(Error::about(Reason::AssetTwice, category));
        }
        let has_bytes = bytes.is_some();
        let Blob(bytes) = bytes.unwrap_or_default();
        let asset = Asset { category, color_mode, resource_id, position: 0, extension, bytes };
        if has_bytes {
            check_asset(&asset)?;
            changes.put.push(asset);
        } else {
            changes.drop.push(asset);
        }
    }
    Ok(changes)
}

/// AWS: each category has its kinds, an icon of an identity provider names it, and the bytes are what they are called.
///
/// Errors: `AssetInvalid`, `DrawingInvalid`.
fn check_asset(asset: &Asset) -> Result<()> {
    let invalid = |text: String| Error::about(Reason::AssetInvalid, text);
    let Asset { category, extension, bytes, .. } = asset;
    let kinds: &[Kind] = match category.as_str() {
        "FAVICON_ICO" => &[Kind::Ico],
        "FAVICON_SVG" => &[Kind::Svg],
        "IDP_BUTTON_ICON" => &[Kind::Ico, Kind::Svg],
        _ => &[Kind::Png, Kind::Svg, Kind::Jpeg, Kind::Webp],
    };
    let kind = Kind::of_extension(extension).filter(|kind| kinds.contains(kind));
    let Some(kind) = kind else {
        return Err(invalid(format!("{extension} is not a file type of {category}.")));
    };
    if category == "IDP_BUTTON_ICON" && asset.resource_id.is_empty() {
        return Err(invalid(format!("ResourceId is required for {category}.")));
    }
    if kind == Kind::Svg {
        return images::drawing(bytes);
    }
    match Kind::of(bytes) == Some(kind) {
        true => Ok(()),
        false => Err(invalid(format!("The bytes of {category} are not of type {extension}."))),
    }
}

/// Where an image stands: there is one of each.
fn place(asset: &Asset) -> (&str, &str, &str) {
    (&asset.category, &asset.color_mode, &asset.resource_id)
}
