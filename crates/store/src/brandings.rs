//! Branding styles of the hosted pages, by id or by client, and their images: one style a client at most.
//!
//! Guarded like pools: `revision` of the loaded row, `Moved`, tag `brandings`. Images are rows of their own, changed
//! only in a batch that changes their style; a client takes its style along.

use std::sync::LazyLock;

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::value::Row;
use crate::{changes, clients};

/// A style.
#[derive(Clone, Debug, PartialEq)]
pub struct Branding {
    /// The pool.
    pub pool_id: String,
    /// Its id, unique in the pool.
    pub id: String,
    /// The client whose pages it is for.
    pub client_id: String,
    /// The revision that was loaded.
    pub revision: i64,
    /// True where nothing is of one's own.
    pub is_provided: bool,
    /// JSON text, kept as given.
    pub settings: Option<String>,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Epoch milliseconds.
    pub updated_at: i64,
}

/// An image of a style.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// What it is for.
    pub category: String,
    /// Light, dark or either.
    pub color_mode: String,
    /// Which of several of its category; empty where there is but one.
    pub resource_id: String,
    /// What the images of a style are ordered by.
    pub position: i64,
    /// Its kind.
    pub extension: String,
    /// The image.
    pub bytes: Vec<u8>,
}

/// Where a style has an image, without the image.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What it is for.
    pub category: String,
    /// Light, dark or either.
    pub color_mode: String,
    /// Which of several of its category; empty where there is but one.
    pub resource_id: String,
}

const COLUMNS: &str = "pool_id, id, client_id, revision, is_provided, settings, created_at, updated_at";

static GET: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM brandings WHERE pool_id = $1 AND id = $2"));

static FIND: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM brandings WHERE pool_id = $1 AND client_id = $2"));

static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "INSERT INTO brandings ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING"
    )
});

static WITH_SETTINGS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {COLUMNS} FROM brandings WHERE settings IS NOT NULL AND (pool_id, id) > ($1, $2) \
         ORDER BY pool_id, id LIMIT $3"
    )
});

impl Branding {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            pool_id: row.text("pool_id")?,
            id: row.text("id")?,
            client_id: row.text("client_id")?,
            revision: row.int("revision")?,
            is_provided: row.bool("is_provided")?,
            settings: row.opt_text("settings")?,
            created_at: row.int("created_at")?,
            updated_at: row.int("updated_at")?,
        })
    }

    fn key(&self) -> String {
        format!("{}/{}", self.pool_id, self.id)
    }
}

impl Asset {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            category: row.text("category")?,
            color_mode: row.text("color_mode")?,
            resource_id: row.text("resource_id")?,
            position: row.int("position")?,
            extension: row.text("extension")?,
            bytes: row.blob("bytes")?,
        })
    }
}

/// The style of an id.
pub async fn get(read: &Read<'_>, pool_id: &str, id: &str) -> Result<Option<Branding>> {
    read.row(&GET, &[pool_id.into(), id.into()]).await?.as_ref().map(Branding::from_row).transpose()
}

/// The style of a client.
pub async fn of_client(read: &Read<'_>, pool_id: &str, client_id: &str) -> Result<Option<Branding>> {
    read.row(&FIND, &[pool_id.into(), client_id.into()]).await?.as_ref().map(Branding::from_row).transpose()
}

/// The styles of all pools that have settings of their own, after one by pool and id.
pub async fn page(read: &Read<'_>, after: (&str, &str), limit: i64) -> Result<Vec<Branding>> {
    let rows = read.rows(&WITH_SETTINGS, &[after.0.into(), after.1.into(), limit.into()]).await?;
    rows.iter().map(Branding::from_row).collect()
}

/// The images of a style, in their order.
pub async fn assets(read: &Read<'_>, pool_id: &str, id: &str) -> Result<Vec<Asset>> {
    let sql = "SELECT category, color_mode, resource_id, position, extension, bytes FROM branding_assets \
               WHERE pool_id = $1 AND branding_id = $2 ORDER BY position, category, color_mode, resource_id";
    read.rows(sql, &[pool_id.into(), id.into()]).await?.iter().map(Asset::from_row).collect()
}

/// Where a style has images, in their order.
pub async fn places(read: &Read<'_>, pool_id: &str, id: &str) -> Result<Vec<Place>> {
    let sql = "SELECT category, color_mode, resource_id FROM branding_assets \
               WHERE pool_id = $1 AND branding_id = $2 ORDER BY position, category, color_mode, resource_id";
    let place = |row: &Row| {
        Ok(Place {
            category: row.text("category")?,
            color_mode: row.text("color_mode")?,
            resource_id: row.text("resource_id")?,
        })
    };
    read.rows(sql, &[pool_id.into(), id.into()]).await?.iter().map(place).collect()
}

/// The image of a category, mode and resource, which is empty where there is but one: style, category, mode, resource.
pub async fn asset(
    read: &Read<'_>,
    pool_id: &str,
    (id, category, color_mode, resource_id): (&str, &str, &str, &str),
) -> Result<Option<Asset>> {
    let sql = "SELECT category, color_mode, resource_id, position, extension, bytes FROM branding_assets \
               WHERE pool_id = $1 AND branding_id = $2 AND category = $3 AND color_mode = $4 AND resource_id = $5";
    let of = [pool_id.into(), id.into(), category.into(), color_mode.into(), resource_id.into()];
    let row = read.row(sql, &of).await?;
    row.as_ref().map(Asset::from_row).transpose()
}

/// Adds a style. Misses: `Gone`, tag `clients`; `Taken`, tag `brandings`.
pub fn insert(batch: &mut Batch, branding: &Branding) {
    clients::hold(batch, &branding.pool_id, &branding.client_id);
    let args = vec![
        (&branding.pool_id).into(),
        (&branding.id).into(),
        (&branding.client_id).into(),
        branding.revision.into(),
        branding.is_provided.into(),
        branding.settings.clone().into(),
        branding.created_at.into(),
        branding.updated_at.into(),
    ];
    batch.push(Statement::one(&INSERT, args, Miss::Taken, "brandings"));
    changes::insert(batch, "brandings", &branding.key(), branding.revision);
}

/// Writes settings with the next revision; `updated_at` becomes the batch's time. Misses: `Gone`, tag `clients`;
/// `Moved`, tag `brandings`.
pub fn update(batch: &mut Batch, branding: &Branding) {
    // An image that this batch adds must not outlive the client.
    clients::hold(batch, &branding.pool_id, &branding.client_id);
    let sql = "UPDATE brandings SET is_provided = $4, settings = $5, updated_at = $6, revision = revision + 1 \
               WHERE pool_id = $1 AND id = $2 AND revision = $3";
    let args = vec![
        (&branding.pool_id).into(),
        (&branding.id).into(),
        branding.revision.into(),
        branding.is_provided.into(),
        branding.settings.clone().into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Moved, "brandings"));
    changes::insert(batch, "brandings", &branding.key(), branding.revision + 1);
}

/// Deletes a style and its images; leaves a tombstone. Misses: `Moved`, tag `brandings`.
pub fn delete(batch: &mut Batch, branding: &Branding) {
    let sql = "DELETE FROM brandings WHERE pool_id = $1 AND id = $2 AND revision = $3";
    let args = vec![(&branding.pool_id).into(), (&branding.id).into(), branding.revision.into()];
    batch.push(Statement::one(sql, args, Miss::Moved, "brandings"));
    delete_assets(batch, branding);
    changes::tombstone(batch, "brandings", &branding.key(), branding.revision + 1);
}

/// Puts an image in place of the one of its category, mode and resource, or beside the others.
pub fn put_asset(batch: &mut Batch, branding: &Branding, asset: &Asset) {
    delete_asset(batch, branding, asset);
    let sql = "INSERT INTO branding_assets (pool_id, branding_id, client_id, category, color_mode, resource_id, \
               position, extension, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let args = vec![
        (&branding.pool_id).into(),
        (&branding.id).into(),
        (&branding.client_id).into(),
        (&asset.category).into(),
        (&asset.color_mode).into(),
        (&asset.resource_id).into(),
        asset.position.into(),
        (&asset.extension).into(),
        (&asset.bytes).into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Takes away the image of this category, mode and resource.
pub fn delete_asset(batch: &mut Batch, branding: &Branding, asset: &Asset) {
    let sql = "DELETE FROM branding_assets WHERE pool_id = $1 AND branding_id = $2 AND category = $3 \
               AND color_mode = $4 AND resource_id = $5";
    let args = vec![
        (&branding.pool_id).into(),
        (&branding.id).into(),
        (&asset.category).into(),
        (&asset.color_mode).into(),
        (&asset.resource_id).into(),
    ];
    batch.push(Statement::any(sql, args));
}

/// Takes away all images of a style.
pub fn delete_assets(batch: &mut Batch, branding: &Branding) {
    let sql = "DELETE FROM branding_assets WHERE pool_id = $1 AND branding_id = $2";
    batch.push(Statement::any(sql, vec![(&branding.pool_id).into(), (&branding.id).into()]));
}
