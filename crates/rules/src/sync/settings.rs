//! What a pool has decided of its datasets: the function that is asked of changes, who is told of them.
//! AWS: API_SetCognitoEvents, API_SetIdentityPoolConfiguration.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identity_pools::{IdentityPool, configure};

/// The one event that there is.
const EVENT: &str = "SyncTrigger";

/// What is kept of it beside a pool's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The ARN of the function that is asked of changes.
    pub function: Option<String>,
    /// Who tells devices.
    pub push: Push,
    /// Where changes are streamed to.
    pub stream: Stream,
}

/// Who tells devices of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Push {
    /// ARNs of applications, one a platform.
    pub applications: Vec<String>,
    /// The role that AWS would act in.
    pub role: Option<String>,
}

/// Where changes are streamed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stream {
    /// Its name.
    pub name: Option<String>,
    /// The role that AWS would act in.
    pub role: Option<String>,
    /// Whether changes go there.
    pub is_on: bool,
}

/// What is asked of a stream: what is left out stays.
#[derive(Debug, Default)]
pub struct StreamChange {
    /// Its name.
    pub name: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// Whether changes go there.
    pub is_on: Option<bool>,
}

impl Settings {
    /// Events as the wire has them.
    pub fn events(&self) -> BTreeMap<String, String> {
        self.function.iter().map(|arn| (EVENT.to_owned(), arn.clone())).collect()
    }

    /// The application of a platform, `GCM`.
    pub fn application(&self, platform: &str) -> Option<&str> {
        let is_of = |arn: &&String| arn.rsplit('/').nth(1) == Some(platform);
        self.push.applications.iter().find(is_of).map(String::as_str)
    }
}

impl IdentityPool {
    /// The stream that changes go to, as the operator's settings name it.
    pub fn stream_arn(&self) -> Option<String> {
        let stream = &self.more.sync.stream;
        let name = stream.name.as_ref().filter(|_| stream.is_on)?;
        let (region, account) = (&self.row.region, &self.row.account);
        Some(format!("arn:aws:kinesis:{region}:{account}:stream/{name}"))
    }
}

/// Sets the functions of events; an empty ARN takes one away. AWS: there is one event.
///
/// Errors: `EventUnknown`, `FunctionInvalid`.
pub async fn set_events(ctx: &Ctx, pool: &IdentityPool, events: &BTreeMap<String, String>) -> Result<()> {
    let mut more = pool.more.clone();
    for (event, arn) in events {
        if event != EVENT {
            return Err(Error::new(Reason::EventUnknown));
        }
        let is_function =
            arn.starts_with("arn:aws:lambda:") && arn.split(':').count() >= 7 && arn.len() <= 2_048;
        let is_fit = is_function && arn.bytes().all(|byte| byte.is_ascii_graphic());
        if !(arn.is_empty() || is_fit) {
            return Err(Error::new(Reason::FunctionInvalid));
        }
        more.sync.function = Some(arn.clone()).filter(|arn| !arn.is_empty());
    }
    configure::save(ctx, pool, &pool.settings, &more).await
}

/// Sets who is told of changes; what is left out stays. Gives what is in force.
///
/// Errors: `PlatformUnknown`, `StreamUnnamed`.
pub async fn configure(
    ctx: &Ctx,
    pool: &IdentityPool,
    push: Option<Push>,
    stream: Option<StreamChange>,
) -> Result<Settings> {
    const PLATFORMS: [&str; 4] = ["ADM", "APNS", "APNS_SANDBOX", "GCM"];
    let mut more = pool.more.clone();
    if let Some(push) = push {
        let platform = |arn: &String| arn.rsplit('/').nth(1).unwrap_or_default().to_owned();
        let mut platforms: Vec<String> = push.applications.iter().map(platform).collect();
        let all = platforms.len();
        platforms.sort_unstable();
        platforms.dedup();
        if platforms.len() < all || platforms.iter().any(|platform| !PLATFORMS.contains(&platform.as_str())) {
            return Err(Error::new(Reason::PlatformUnknown));
        }
        more.sync.push = push;
    }
    if let Some(change) = stream {
        let stream = &mut more.sync.stream;
        stream.name = change.name.or(stream.name.take());
        stream.role = change.role.or(stream.role.take());
        stream.is_on = change.is_on.unwrap_or(stream.is_on);
        let is_name = |name: &String| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
        if (stream.is_on && stream.name.is_none()) || !stream.name.as_ref().is_none_or(is_name) {
            return Err(Error::new(Reason::StreamUnnamed));
        }
    }
    configure::save(ctx, pool, &pool.settings, &more).await?;
    Ok(more.sync)
}
