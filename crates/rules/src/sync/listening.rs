//! Listening for a device: the datasets that it hears of with their counts, and every change from then on.
//!
//! Whoever has the device's id may listen: it is told names and counts, never records.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use store::sync_devices::{self, SyncDevice};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::devices::note;
use crate::ctx::Ctx;
use crate::error::Result;

/// How often somebody looks whom no bell wakes: what changes on other nodes rings none here.
const PATIENCE: Duration = Duration::from_secs(5);

/// Somebody who listens.
pub struct Listener {
    device: SyncDevice,
    told: BTreeMap<String, i64>,
    bell: Receiver<String>,
}

impl Listener {
    /// Listens for a device; none where there is no such device.
    pub async fn begin(ctx: &Ctx, device_id: &str) -> Result<Option<Listener>> {
        if device_id.len() > 64 || device_id.contains('\0') {
            return Ok(None);
        }
        // Before the first look: what changes after it rings.
        let bell = ctx.world().bell.listen();
        let device = sync_devices::get(&ctx.read(), device_id).await?;
        Ok(device.map(|device| Listener { device, told: BTreeMap::new(), bell }))
    }

    /// What has changed since the last look; at the first look all that the device hears of. Nothing where the device is gone.
    pub async fn look(&mut self, ctx: &Ctx) -> Result<Option<Vec<Value>>> {
        let SyncDevice { pool_id, identity_id, device_id, .. } = &self.device;
        if sync_devices::get(&ctx.read(), device_id).await?.is_none() {
            return Ok(None);
        }
        let now: BTreeMap<String, i64> =
            sync_devices::counts(&ctx.read(), device_id).await?.into_iter().collect();
        let is_new = |(dataset, count): &(&String, &i64)| self.told.get(*dataset) != Some(*count);
        let changed = now.iter().filter(is_new);
        let notes = changed.map(|(dataset, count)| note(pool_id, identity_id, dataset, *count)).collect();
        self.told = now;
        Ok(Some(notes))
    }

    /// Waits until something may have changed.
    pub async fn wait(&mut self) {
        let rung = async {
            loop {
                match self.bell.recv().await {
                    Ok(identity_id) if identity_id != self.device.identity_id => {}
                    // Having slept through rings is one more reason to look.
                    Ok(_) | Err(RecvError::Lagged(_)) => return,
                    Err(RecvError::Closed) => std::future::pending().await,
                }
            }
        };
        _ = tokio::time::timeout(PATIENCE, rung).await;
    }
}
