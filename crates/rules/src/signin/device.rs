//! Which device a sign-in comes from, and what is kept and told of it.
//! AWS: the developer guide, "Working with user devices in your user pool"; API_NewDeviceMetadataType.

use store::Batch;
use store::devices::Device;

use super::{Attempt, Factor, Proven};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::tokens::issue::NewDevice;
use crate::users::devices;

/// The device that this request names. Judged before any proof, so that the same challenge can be answered again
/// without it; for a name that nobody has no device is known either.
///
/// Errors: `DeviceNotFound`.
pub(super) async fn named(ctx: &Ctx, attempt: &Attempt) -> Result<Option<Device>> {
    let Some(key) = attempt.given.get("DEVICE_KEY") else { return Ok(None) };
    if devices::tracking(&attempt.pool).is_none() {
        return Ok(None);
    }
    match &attempt.user {
        Some(user) => devices::get(ctx, user, key).await.map(Some),
        None => Err(Error::new(Reason::DeviceNotFound)),
    }
}

/// The device that this sign-in comes from: named now, or at an earlier step if it is still known.
pub(super) async fn of(ctx: &Ctx, attempt: &Attempt, proven: &Proven) -> Result<Option<Device>> {
    if attempt.device.is_some() || devices::tracking(&attempt.pool).is_none() {
        return Ok(attempt.device.clone());
    }
    let Some(key) = &proven.device_key else { return Ok(None) };
    Ok(store::devices::get(&ctx.read(), attempt.pool.id(), &proven.user.sub, key).await?)
}

/// Puts the sign-in of a device that is known into the batch.
pub(super) fn sign(ctx: &Ctx, device: &Device, proved: &[Factor], batch: &mut Batch) {
    let is_trusted = device.is_trusted || Factor::are_several(proved);
    store::devices::signed_in(batch, device, &ctx.origin.ip, is_trusted);
}

/// Makes up a key for a device that is not known; nothing where the pool does not track devices.
pub(super) fn new(ctx: &Ctx, attempt: &Attempt, device: Option<&Device>) -> Result<Option<NewDevice>> {
    let pool = &attempt.pool;
    if device.is_some() || devices::tracking(pool).is_none() {
        return Ok(None);
    }
    Ok(Some(NewDevice { key: devices::new_key(ctx, pool)?, group_key: devices::group_key(pool) }))
}
