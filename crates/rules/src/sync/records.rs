//! Records: what changed since a count, and changes that are taken all together or not at all.
//! AWS: API_ListRecords, API_UpdateRecords; the developer guide, "Synchronizing data", "Handling callbacks".

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::dataset_records::{self, Head, Of};
use store::datasets::{self, Dataset};
use store::{Batch, identities};

use super::datasets::{cut, page_size};
use super::trigger::{self, About, Seen};
use super::{Actor, BYTES, DATASETS, Place, RECORDS, REMEMBERED, sessions, telling};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pagination;

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The key.
    pub key: String,
    /// The value; none of a record that was removed.
    pub value: Option<String>,
    /// The dataset's count when it changed last.
    pub sync_count: i64,
    /// Epoch milliseconds.
    pub modified_at: i64,
    /// Who changed it.
    pub modified_by: String,
    /// When the device says that it changed, epoch milliseconds.
    pub device_modified_at: i64,
}

/// What is asked of a dataset.
pub struct Asked<'a> {
    /// The count from which on changes are told; 0 for everything that is there.
    pub since: i64,
    /// `MaxResults`.
    pub size: Option<i32>,
    /// `NextToken`.
    pub next: Option<&'a str>,
    /// `SyncSessionToken`.
    pub session: Option<&'a str>,
}

/// What a dataset tells.
pub struct Listed {
    /// The records of this page.
    pub records: Vec<Record>,
    /// The token of the next one.
    pub next: Option<String>,
    /// The dataset's count when the first page was read: what came later is told the next time.
    pub sync_count: i64,
    /// Who changed the dataset last.
    pub modified_by: Option<String>,
    /// Datasets that came under this name with other identities.
    pub merged: Vec<String>,
    /// Whether it is there.
    pub exists: bool,
    /// Whether it was deleted after the count that was asked for.
    pub was_deleted: bool,
    /// With what the changes are to come.
    pub session: String,
}

/// Where a list of records goes on.
#[derive(Serialize, Deserialize)]
struct Bookmark {
    /// The id of the last key.
    after: String,
    /// The dataset's count at the first page.
    count: i64,
}

/// A change as somebody asks for it.
#[derive(Clone, Debug)]
pub struct Patch {
    /// The key.
    pub key: String,
    /// What it is to be; nothing to remove it.
    pub value: Option<String>,
    /// The count of the record that the change is of; 0 of one that was not there.
    pub sync_count: i64,
    /// When the device says that it changed, epoch milliseconds.
    pub device_modified_at: Option<i64>,
}

/// A dataset, as it was loaded to be changed.
struct Loaded {
    /// Its row, if it has one.
    row: Option<Dataset>,
    /// Its keys, by their ids.
    heads: BTreeMap<String, Head>,
}

/// Records that changed after a count, or all that are there. Begins a session where none is named.
///
/// Errors: `SyncTokenInvalid`, `PaginationTokenInvalid`.
pub async fn list(ctx: &Ctx, place: &Place, name: &str, asked: Asked<'_>) -> Result<Listed> {
    let session = match asked.session {
        Some(token) => {
            sessions::check(ctx, place, name, token)?;
            Some(token.to_owned())
        }
        None => None,
    };
    let query = format!("ListRecords {} {} {name}", place.id(), asked.since);
    let bookmark: Option<Bookmark> = pagination::open(ctx, pagination::Of::Account, &query, asked.next)?;
    // Before its records: of these some may be newer than its count, and are told again the next time.
    let row = datasets::get(&ctx.read(), place.id(), name).await?;
    let count = row.as_ref().map_or(0, |row| row.sync_count);
    let (after, count) = bookmark.map_or((String::new(), count), |from| (from.after, from.count));
    let live = row.as_ref().filter(|row| row.is_live);
    let size = page_size(asked.size, RECORDS);
    let of = of(place, name);
    let mut found = match live {
        Some(_) => dataset_records::page(&ctx.read(), of, asked.since.max(0), &after, size + 1).await?,
        None => Vec::new(),
    };
    let last = cut(&mut found, size).map(|(last, _)| Bookmark { after: last.clone(), count });
    let next = last.map(|last| pagination::token(ctx, pagination::Of::Account, &query, &last)).transpose()?;
    let records = found.into_iter().map(|(_, row)| Record::read(row)).collect::<Result<_>>()?;
    let session = match session {
        Some(session) => session,
        None => sessions::begin(ctx, place, name, asked.next.is_none()).await?,
    };
    Ok(Listed {
        records,
        next,
        sync_count: count,
        merged: datasets::merged(&ctx.read(), place.id(), name).await?,
        exists: live.is_some(),
        was_deleted: asked.since > 0 && row.as_ref().is_some_and(|row| row.deleted_at_count > asked.since),
        modified_by: row.map(|row| row.modified_by),
        session,
    })
}

/// Changes records, all of them or none. Gives those that changed.
///
/// Errors: `SyncTokenInvalid`, `RecordTwice`, `RecordMoved` where one has changed since, `TooManyDatasets`,
/// `TooManyRecords`, `DatasetTooLarge`, those of [`trigger::ask`].
pub async fn update(
    ctx: &Ctx,
    place: &Place,
    (name, session, device): (&str, &str, Option<&str>),
    patches: &[Patch],
) -> Result<Vec<Record>> {
    sessions::check(ctx, place, name, session)?;
    let loaded = Loaded::load(ctx, place, name).await?;
    loaded.judge(patches)?;
    if patches.is_empty() {
        return Ok(Vec::new());
    }
    // AWS: the function is not asked of what administrators change.
    let asked = match &place.pool.more.sync.function {
        Some(arn) if place.actor == Actor::Identity => {
            loaded.consult(ctx, arn, (place, name), patches).await?
        }
        _ => patches.to_vec(),
    };
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let author = place.author(ctx).await?;
    let mut batch = ctx.batch()?;
    let (at, count) = (batch.at(), loaded.count() + 1);
    let changed = asked.iter().map(|patch| Record {
        key: patch.key.clone(),
        value: patch.value.clone(),
        sync_count: count,
        modified_at: at,
        modified_by: author.clone(),
        device_modified_at: patch.device_modified_at.unwrap_or(at),
    });
    let changed: Vec<Record> = changed.collect();
    let dataset = loaded.write(ctx, &mut batch, (place, name), &changed).await?;
    telling::announce(ctx, &mut batch, (place, &dataset), (&changed, device)).await?;
    ctx.commit(batch).await?;
    ctx.world().bell.ring(place.id());
    Ok(changed)
}

impl Loaded {
    async fn load(ctx: &Ctx, place: &Place, name: &str) -> Result<Loaded> {
        let row = datasets::get(&ctx.read(), place.id(), name).await?;
        let heads = match row.as_ref().filter(|row| row.is_live) {
            Some(_) => dataset_records::heads(&ctx.read(), of(place, name)).await?,
            None => Vec::new(),
        };
        Ok(Loaded { row, heads: heads.into_iter().map(|head| (head.key_id.clone(), head)).collect() })
    }

    fn count(&self) -> i64 {
        self.row.as_ref().map_or(0, |row| row.sync_count)
    }

    /// Whether each change is of the record as it is: who has not heard of a removal may put a record in its place.
    ///
    /// Errors: `RecordTwice`, `RecordMoved`.
    fn judge(&self, patches: &[Patch]) -> Result<()> {
        let mut seen = std::collections::BTreeSet::new();
        for patch in patches {
            let id = key_id(&patch.key);
            let (now, is_live) =
                self.heads.get(&id).map_or((0, false), |head| (head.sync_count, head.is_live));
            if patch.sync_count != now && (is_live || patch.sync_count != 0) {
                return Err(Error::about(Reason::RecordMoved, shown(&patch.key)).and(now.to_string()));
            }
            if !seen.insert(id) {
                return Err(Error::about(Reason::RecordTwice, shown(&patch.key)));
            }
        }
        Ok(())
    }

    /// Asks the pool's function. Gives the changes as it wants them: what it says nothing of stays as the caller wants it.
    ///
    /// Errors: those of [`trigger::ask`].
    async fn consult(
        &self,
        ctx: &Ctx,
        arn: &str,
        (place, name): (&Place, &str),
        patches: &[Patch],
    ) -> Result<Vec<Patch>> {
        let mut seen = BTreeMap::new();
        if self.row.as_ref().is_some_and(|row| row.is_live) {
            for (_, row) in dataset_records::page(&ctx.read(), of(place, name), 0, "", RECORDS).await? {
                let record = Record::read(row)?;
                let (old, new) = (record.value.clone(), record.value);
                seen.insert(record.key, Seen { old, new, is_changed: false });
            }
        }
        for patch in patches {
            let known: &mut Seen = seen.entry(patch.key.clone()).or_default();
            known.new.clone_from(&patch.value);
            known.is_changed = true;
        }
        let about = About { pool: &place.pool, identity_id: place.id(), dataset: name };
        let decided = trigger::ask(ctx, arn, about, &seen).await?;
        let mut wanted = patches.to_vec();
        for (key, value) in decided {
            let before = seen.get(&key);
            match wanted.iter_mut().find(|patch| patch.key == key) {
                Some(patch) => patch.value = value,
                None if before.and_then(|seen| seen.old.as_ref()) != value.as_ref() => {
                    wanted.push(Patch { key, value, sync_count: 0, device_modified_at: None });
                }
                None => {}
            }
        }
        Ok(wanted)
    }

    /// Writes what changed, and the dataset over the count that was loaded.
    ///
    /// Errors: `TooManyDatasets`, `TooManyRecords`, `DatasetTooLarge`.
    async fn write(
        &self,
        ctx: &Ctx,
        batch: &mut Batch,
        (place, name): (&Place, &str),
        changed: &[Record],
    ) -> Result<Dataset> {
        let live = self.row.as_ref().filter(|row| row.is_live);
        let (mut records, mut bytes) = live.map_or((0, 0), |row| (row.records, row.bytes));
        let mut puts = Vec::new();
        for record in changed {
            let id = key_id(&record.key);
            let before = self.heads.get(&id);
            let size = record.bytes();
            records += i64::from(record.value.is_some()) - before.map_or(0, |head| i64::from(head.is_live));
            bytes += size - before.map_or(0, |head| head.bytes);
            // Of a key that nobody had, nobody needs to hear that it is gone.
            if record.value.is_some() || before.is_some() {
                puts.push((id, record, size));
            }
        }
        if records > RECORDS {
            return Err(Error::about(Reason::TooManyRecords, RECORDS.to_string()));
        }
        if bytes > BYTES {
            return Err(Error::about(Reason::DatasetTooLarge, BYTES.to_string()));
        }
        let (at, author) = (batch.at(), changed.first().map(|record| record.modified_by.clone()));
        let dataset = Dataset {
            pool_id: place.pool.id().to_owned(),
            identity_id: place.id().to_owned(),
            name: name.to_owned(),
            sync_count: self.count() + 1,
            deleted_at_count: self.row.as_ref().map_or(0, |row| row.deleted_at_count),
            is_live: true,
            records,
            bytes,
            merged_from: live.and_then(|row| row.merged_from.clone()),
            created_at: live.map_or(at, |row| row.created_at),
            modified_at: at,
            modified_by: author.unwrap_or_default(),
        };
        if live.is_none() {
            if datasets::taken_by_identity(&ctx.read(), place.id()).await?.datasets >= DATASETS {
                return Err(Error::about(Reason::TooManyDatasets, DATASETS.to_string()));
            }
            // Whoever begins another one, or merges the identity, meanwhile decides anew.
            identities::hold(batch, &place.identity);
        }
        match &self.row {
            Some(row) => datasets::update(batch, &dataset, row.sync_count),
            None => datasets::insert(batch, &dataset),
        }
        let of = of(place, name);
        for (id, record, size) in &puts {
            dataset_records::put(batch, of, id, &record.row(*size)?);
        }
        if puts.iter().any(|(_, record, _)| record.value.is_none()) {
            dataset_records::forget_removed(batch, of, REMEMBERED);
        }
        Ok(dataset)
    }
}

impl Record {
    pub(super) fn read(row: dataset_records::Record) -> Result<Record> {
        Ok(Record {
            key: serde_json::from_str(&row.key)?,
            value: row.value.map(|value| serde_json::from_str(&value)).transpose()?,
            sync_count: row.sync_count,
            modified_at: row.modified_at,
            modified_by: row.modified_by,
            device_modified_at: row.device_modified_at,
        })
    }

    /// The row of a record of this size.
    fn row(&self, bytes: i64) -> Result<dataset_records::Record> {
        Ok(dataset_records::Record {
            key: serde_json::to_string(&self.key)?,
            value: self.value.as_ref().map(serde_json::to_string).transpose()?,
            sync_count: self.sync_count,
            bytes,
            modified_at: self.modified_at,
            modified_by: self.modified_by.clone(),
            device_modified_at: self.device_modified_at,
        })
    }

    /// Bytes of key and value; 0 of a record that is removed.
    fn bytes(&self) -> i64 {
        let value = self.value.as_ref();
        value.map_or(0, |value| i64::try_from(self.key.len() + value.len()).unwrap_or(i64::MAX / 2))
    }
}

/// The id of a key: keys are long, and may hold what no database keeps.
fn key_id(key: &str) -> String {
    hex::encode(&crypto::mac::sha256(key.as_bytes())[..16])
}

/// A key as errors show it.
fn shown(key: &str) -> String {
    const MOST: usize = 128;
    key.chars().take(MOST).collect()
}

fn of<'a>(place: &'a Place, dataset: &'a str) -> Of<'a> {
    Of { pool_id: place.pool.id(), identity_id: place.id(), dataset }
}
