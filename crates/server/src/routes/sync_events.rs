//! `/sync/devices/{device_id}/events`: changes of the datasets that a device hears of, as server-sent events.
//! AWS: the developer guide, "Push sync", whose message each event is; the way is ours.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use bytes::Bytes;
use futures_util::stream;
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use rules::Ctx;
use rules::sync::listening::Listener;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::app::{App, Asker};
use crate::respond::{self, Note};

/// How many listen to one process at once.
static ROOM: std::sync::LazyLock<Arc<Semaphore>> =
    std::sync::LazyLock::new(|| Arc::new(Semaphore::new(4_096)));

/// How long one listens before it has to come again.
const LONGEST: Duration = Duration::from_secs(900);

struct Ear {
    ctx: Ctx,
    listener: Listener,
    until: Instant,
    is_first: bool,
    _room: OwnedSemaphorePermit,
}

/// The events, from all that the device hears of on.
pub async fn events(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    Path(device_id): Path<String>,
    headers: HeaderMap,
) -> Response<Body> {
    let note = || Note::new("sync_events");
    let ctx = app.ctx(&asker, &headers);
    let listener = match Listener::begin(&ctx, &device_id).await {
        Ok(Some(listener)) => listener,
        Ok(None) => return respond::unknown(),
        Err(error) => return respond::rules_error(note(), &asker.request_id, &error),
    };
    let Ok(room) = Arc::clone(&ROOM).try_acquire_owned() else {
        let (code, text) = ("TooManyRequestsException", "Too many devices listen.");
        return respond::aws_error(note(), StatusCode::SERVICE_UNAVAILABLE, code, text);
    };
    let ear = Ear { ctx, listener, until: Instant::now() + LONGEST, is_first: true, _room: room };
    let events = stream::unfold(ear, |ear| async move {
        next(ear).await.map(|(text, ear)| (Ok::<_, Infallible>(text), ear))
    });
    let mut response =
        respond::answer(note(), StatusCode::OK, "text/event-stream", Body::from_stream(events));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The next piece: events, or a comment that keeps the way open. Nothing when the device is gone or its time is over.
async fn next(mut ear: Ear) -> Option<(Bytes, Ear)> {
    if !std::mem::take(&mut ear.is_first) {
        ear.listener.wait().await;
    }
    if Instant::now() >= ear.until {
        return None;
    }
    // A store that fails ends it: whoever listens comes again.
    let notes = ear.listener.look(&ear.ctx).await.ok().flatten()?;
    let events: String = notes.iter().map(|note| format!("event: sync\ndata: {note}\n\n")).collect();
    let text = if events.is_empty() { ":\n\n".to_owned() } else { events };
    Some((Bytes::from(text), ear))
}
