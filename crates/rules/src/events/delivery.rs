//! Where a pool's logs go, and the records that go there.
//! AWS: API_SetLogDeliveryConfiguration; the developer guide, "Exporting logs from user pools".
//!
//! DEVIATION: there is no CloudWatch, S3 or Firehose here. A record goes to the server's own log under the target
//! `log_delivery`, with the ARN of its destination, for whatever ships that log. Best effort, as at AWS: what a crash
//! interrupts is not sent again.

use serde_json::{Value, json};
use store::configurations::{self, Configuration};
use store::users::User;
use wire::Settings;
use wire::idp::{LogConfigurationType, LogDeliveryConfigurationType};

use super::{Body, device_name};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::{self, Pool};

const KIND: &str = "log_delivery";

/// Failed deliveries of messages.
const NOTIFICATIONS: &str = "userNotification";
/// The history of events.
const ACTIVITY: &str = "userAuthEvents";

/// What a pool delivers. AWS: a pool that was never configured has an empty list.
pub async fn configured(ctx: &Ctx, pool: &Pool) -> Result<LogDeliveryConfigurationType> {
    let row = configurations::get(&ctx.read(), pool.id(), KIND, "").await?;
    let kept = row.map(|row| LogDeliveryConfigurationType::from_json(&row.settings)).transpose();
    let mut kept = kept.map_err(pools::unreadable)?.unwrap_or_default();
    kept.user_pool_id = Some(pool.id().to_owned());
    kept.log_configurations.get_or_insert_default();
    Ok(kept)
}

/// Replaces what a pool delivers; an empty list ends it. Errors: `LogConfigurationInvalid`.
pub async fn configure(
    ctx: &Ctx,
    pool: &Pool,
    list: Vec<LogConfigurationType>,
) -> Result<LogDeliveryConfigurationType> {
    for entry in &list {
        check(entry)?;
    }
    let sources = |source: &str| list.iter().filter(|entry| entry.event_source == source).count();
    if sources(NOTIFICATIONS) > 1 || sources(ACTIVITY) > 1 {
        return Err(invalid("Each EventSource can be configured once."));
    }
    let settings = LogDeliveryConfigurationType {
        user_pool_id: Some(pool.id().to_owned()),
        log_configurations: Some(list),
    };
    let mut batch = ctx.batch()?;
    let row = Configuration {
        pool_id: pool.id().to_owned(),
        kind: KIND.to_owned(),
        client_id: String::new(),
        revision: 1,
        settings: settings.to_json(),
        updated_at: ctx.now(),
    };
    configurations::put(&mut batch, &row);
    match ctx.try_commit(batch).await? {
        store::Outcome::Done => Ok(settings),
        store::Outcome::Missed { .. } => Err(pools::not_found(pool.id())),
    }
}

/// AWS: one destination each; notifications go to CloudWatch alone, and each source has its one level.
fn check(entry: &LogConfigurationType) -> Result<()> {
    let destinations = [
        entry.cloud_watch_logs_configuration.is_some(),
        entry.s3_configuration.is_some(),
        entry.firehose_configuration.is_some(),
    ];
    if destinations.iter().filter(|is_there| **is_there).count() != 1 || destination(entry).is_none() {
        return Err(invalid("A log configuration must have exactly one destination."));
    }
    let level = if entry.event_source == NOTIFICATIONS { "ERROR" } else { "INFO" };
    if entry.log_level != level {
        return Err(invalid(&format!("The LogLevel of {} must be {level}.", entry.event_source)));
    }
    match entry.event_source == NOTIFICATIONS && entry.cloud_watch_logs_configuration.is_none() {
        true => Err(invalid("userNotification can only be delivered to CloudWatchLogsConfiguration.")),
        false => Ok(()),
    }
}

fn invalid(why: &str) -> Error {
    Error::about(Reason::InvalidParameter, why)
}

fn destination(entry: &LogConfigurationType) -> Option<&str> {
    let logs = entry.cloud_watch_logs_configuration.as_ref().and_then(|to| to.log_group_arn.as_deref());
    let bucket = entry.s3_configuration.as_ref().and_then(|to| to.bucket_arn.as_deref());
    let stream = entry.firehose_configuration.as_ref().and_then(|to| to.stream_arn.as_deref());
    logs.or(bucket).or(stream)
}

/// The record of an event. AWS: all of it text.
pub(super) fn activity(ctx: &Ctx, pool: &Pool, user: &User, (id, body): (&str, &Body)) -> Value {
    let feedback = body.feedback.as_ref();
    let message = json!({
        "version": "1",
        "eventId": id,
        "requestId": ctx.request_id,
        "eventType": body.event_type,
        "eventResponse": body.event_response,
        "userSub": user.sub,
        "userName": user.username,
        "userPoolId": pool.id(),
        "clientId": body.client_id,
        "creationDate": date(ctx.now()),
        "riskLevel": "",
        "riskDecision": if body.is_blocked { "BLOCK" } else { "PASS" },
        "challenges": body.challenge_responses,
        "deviceName": device_name::of(&body.user_agent).unwrap_or_default(),
        "ipAddress": body.ip_address,
        "city": "",
        "country": "",
        "idpName": body.provider.as_deref().unwrap_or_default(),
        "compromisedCredentialDetected": "false",
        "hasContextData": body.has_context_data.to_string(),
        "eventFeedbackValue": feedback.map_or("", |said| said.value.as_str()),
        "eventFeedbackDate": "",
        "eventFeedbackProvider": feedback.map_or("", |said| said.provider.as_str()),
    });
    envelope(ctx, pool.id(), ("USER_ACTIVITY", "INFO"), message)
}

/// Tells of a message that could not be delivered, where the pool wants to know.
pub(crate) async fn undelivered(ctx: &Ctx, pool_id: &str, why: &str) {
    let record = envelope(ctx, pool_id, ("USER_NOTIFICATION", "ERROR"), json!({ "details": why }));
    deliver(ctx, pool_id, NOTIFICATIONS, &record).await;
}

/// Hands over the notes of a batch that was committed.
pub(crate) async fn committed(ctx: &Ctx, notes: Vec<String>) {
    for note in notes {
        let Ok(note) = serde_json::from_str::<Value>(&note) else { continue };
        if let Some(pool_id) = note["pool"].as_str() {
            deliver(ctx, pool_id, ACTIVITY, &note["record"]).await;
        }
    }
}

async fn deliver(ctx: &Ctx, pool_id: &str, source: &str, record: &Value) {
    let row = configurations::get(&ctx.read(), pool_id, KIND, "").await;
    let kept = match row {
        Ok(Some(row)) => LogDeliveryConfigurationType::from_json(&row.settings).unwrap_or_default(),
        Ok(None) => return,
        // The request has done its work: a record that is lost must not undo it.
        Err(error) => {
            tracing::warn!(pool.id = %pool_id, %error, "a log record was not delivered");
            return;
        }
    };
    for entry in kept.log_configurations.iter().flatten().filter(|entry| entry.event_source == source) {
        if let Some(destination) = destination(entry) {
            ctx.world().journal.tell(destination, &record.to_string());
        }
    }
}

fn envelope(ctx: &Ctx, pool_id: &str, (source, level): (&str, &str), message: Value) -> Value {
    json!({
        "eventTimestamp": ctx.now().to_string(),
        "eventSource": source,
        "logLevel": level,
        "message": message,
        "logSourceId": { "userPoolId": pool_id },
    })
}

/// `Wed Jul 17 17:25:55 UTC 2024`
fn date(at_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default();
    at.strftime("%a %b %d %H:%M:%S UTC %Y").to_string()
}
