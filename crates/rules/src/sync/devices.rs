//! Devices that hear of changes: registered by their platform's token, and subscribed to datasets.
//! AWS: API_RegisterDevice, API_SubscribeToDataset; the developer guide, "Push sync".
//!
//! With `sync_devices_by_administrators` administrators may have devices of identities too.

use serde_json::{Value, json};
use store::Outcome;
use store::seal::Place as Sealed;
use store::sync_devices::{self, SyncDevice};

use super::Place;
use crate::ctx::{Ctx, World};
use crate::error::{Error, Reason, Result};
use crate::ids;

/// The most devices of an identity: a further one takes the place of the oldest.
const MOST: i64 = 100;

/// The longest token that is kept.
const LONGEST: usize = 4_096;

/// Registers a device; gives its id, the same for the same token.
///
/// Errors: `PushUnconfigured` where the pool has no application of this platform, `DeviceTokenInvalid`.
pub async fn register(ctx: &Ctx, place: &Place, platform: &str, token: &str) -> Result<String> {
    if place.pool.more.sync.application(platform).is_none() {
        return Err(Error::new(Reason::PushUnconfigured));
    }
    if token.is_empty() || token.len() > LONGEST {
        return Err(Error::new(Reason::DeviceTokenInvalid));
    }
    let token_id = hex::encode(crypto::mac::sha256(format!("{platform} {token}").as_bytes()));
    if let Some(known) = sync_devices::by_token(&ctx.read(), place.id(), &token_id).await? {
        return Ok(known.device_id);
    }
    let device_id = ids::uuid(ctx)?;
    let mut batch = ctx.batch()?;
    let device = SyncDevice {
        pool_id: place.pool.id().to_owned(),
        identity_id: place.id().to_owned(),
        token: ctx.world().ring.seal(&sealed(&device_id), &ctx.random()?, token.as_bytes()),
        device_id: device_id.clone(),
        token_id,
        platform: platform.to_owned(),
        created_at: batch.at(),
    };
    store::identities::hold(&mut batch, &place.identity);
    sync_devices::insert(&mut batch, &device, MOST);
    ctx.commit(batch).await?;
    Ok(device_id)
}

/// Has a device of the identity hear of a dataset that is there, or no more.
///
/// Errors: `PushUnconfigured`, `SyncDeviceNotFound`, `DatasetNotFound`.
pub async fn subscribe(ctx: &Ctx, place: &Place, (dataset, device): (&str, &str), hears: bool) -> Result<()> {
    if place.pool.more.sync.push.applications.is_empty() {
        return Err(Error::new(Reason::PushUnconfigured));
    }
    let not_found = || Error::about(Reason::SyncDeviceNotFound, device);
    // No id of ours is so long, or holds what no database takes.
    let id = Some(device).filter(|id| id.len() <= 64 && !id.contains('\0')).ok_or_else(not_found)?;
    let found = sync_devices::get(&ctx.read(), id).await?;
    let device = found.filter(|device| device.identity_id == place.id()).ok_or_else(not_found)?;
    let mut batch = ctx.batch()?;
    match hears {
        true => {
            super::datasets::get(ctx, place, dataset).await?;
            sync_devices::subscribe(&mut batch, &device, dataset);
        }
        false => sync_devices::unsubscribe(&mut batch, &device, dataset),
    }
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { .. } => Err(not_found()),
    }
}

/// What a device is told of a dataset. AWS: the developer guide, "Push sync", the message's fields.
pub fn note(pool_id: &str, identity_id: &str, dataset: &str, sync_count: i64) -> Value {
    json!({
        "source": "CognitoSync", "identityPoolId": pool_id, "identityId": identity_id, "datasetName": dataset,
        "syncCount": sync_count,
    })
}

/// What whoever reaches a device is sent: its platform's token, and the message as the platform has it.
pub(super) fn envelope(world: &World, application: &str, device: &SyncDevice, note: &Value) -> Result<Value> {
    let token = world.ring.open(&sealed(&device.device_id), &device.token)?;
    let token = String::from_utf8(token).map_err(Error::internal)?;
    let message = match device.platform.starts_with("APNS") {
        true => json!({ "aps": { "content-available": 1 }, "data": note }),
        false => json!({ "data": note }),
    };
    Ok(json!({
        "application": application, "platform": device.platform, "token": token, "deviceId": device.device_id,
        "message": message,
    }))
}

fn sealed(device_id: &str) -> Sealed<'_> {
    Sealed { table: "sync_devices", row: device_id, column: "token" }
}
