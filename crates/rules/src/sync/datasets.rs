//! Datasets as wholes: listed, described, deleted.
//! AWS: API_ListDatasets, API_DescribeDataset, API_DeleteDataset.

use store::dataset_records::{self, Of};
use store::datasets::{self, Dataset};

use super::{Place, REMEMBERED_DATASETS, telling};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pagination;

/// AWS: what clients ask for at most.
const PAGE: i64 = 64;

/// Datasets that are there by name, and the token of the next page.
pub async fn list(
    ctx: &Ctx,
    place: &Place,
    size: Option<i32>,
    token: Option<&str>,
) -> Result<(Vec<Dataset>, Option<String>)> {
    let size = page_size(size, PAGE);
    let query = format!("ListDatasets {}", place.id());
    let after: Option<String> = pagination::open(ctx, pagination::Of::Account, &query, token)?;
    let after = after.unwrap_or_default();
    let mut found = datasets::page(&ctx.read(), place.id(), &after, size + 1).await?;
    let last = cut(&mut found, size).map(|last| last.name.clone());
    let next = last.map(|last| pagination::token(ctx, pagination::Of::Account, &query, &last));
    Ok((found, next.transpose()?))
}

/// A page as it was asked for: nothing, 0 and more than the most mean the most.
pub(super) fn page_size(asked: Option<i32>, most: i64) -> i64 {
    match i64::from(asked.unwrap_or(0)) {
        size if (1..=most).contains(&size) => size,
        _ => most,
    }
}

/// Cuts what was read beyond a page, and gives the last of the page where there is more.
pub(super) fn cut<T>(found: &mut Vec<T>, size: i64) -> Option<&T> {
    let size = usize::try_from(size).unwrap_or_default();
    if found.len() <= size {
        return None;
    }
    found.truncate(size);
    found.last()
}

/// A dataset that is there. Errors: `DatasetNotFound`.
pub async fn get(ctx: &Ctx, place: &Place, name: &str) -> Result<Dataset> {
    let found = datasets::get(&ctx.read(), place.id(), name).await?;
    found.filter(|dataset| dataset.is_live).ok_or_else(|| Error::about(Reason::DatasetNotFound, name))
}

/// Deletes a dataset with its records, and gives it as it was. Its row stays: the count goes on from there, so that devices
/// which come later learn of it.
///
/// Errors: `DatasetNotFound`, `Moved`.
pub async fn delete(ctx: &Ctx, place: &Place, name: &str) -> Result<Dataset> {
    let dataset = get(ctx, place, name).await?;
    let mut batch = ctx.batch()?;
    let gone = Dataset {
        sync_count: dataset.sync_count + 1,
        deleted_at_count: dataset.sync_count + 1,
        is_live: false,
        records: 0,
        bytes: 0,
        modified_at: batch.at(),
        modified_by: place.author(ctx).await?,
        ..dataset.clone()
    };
    datasets::update(&mut batch, &gone, dataset.sync_count);
    dataset_records::delete_all(&mut batch, of(&dataset));
    datasets::forget_deleted(&mut batch, place.id(), REMEMBERED_DATASETS);
    telling::announce(ctx, &mut batch, (place, &gone), (&[], None)).await?;
    ctx.commit(batch).await?;
    ctx.world().bell.ring(place.id());
    Ok(dataset)
}

/// Whose records those of a dataset are.
pub(super) fn of(dataset: &Dataset) -> Of<'_> {
    Of { pool_id: &dataset.pool_id, identity_id: &dataset.identity_id, dataset: &dataset.name }
}
