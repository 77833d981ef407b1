//! `/triggers/calls` of `cenote dev`: the last calls of a pool's functions, for whoever writes them. Like the mailbox it
//! answers only under names of this machine.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, State};
use http::{Request, Response, StatusCode};
use serde::Deserialize;

use super::mailbox;
use crate::app::App;
use crate::respond::{self, Note};

/// Whose calls.
#[derive(Deserialize)]
pub struct Filter {
    pool: String,
}

/// The calls as JSON, the newest first, secrets masked.
pub async fn calls(
    State(app): State<Arc<App>>,
    Query(filter): Query<Filter>,
    request: Request<Body>,
) -> Response<Body> {
    let Some(dev) = mailbox::open(&app, &request) else { return mailbox::closed() };
    match serde_json::to_vec(&dev.functions.calls_of(&filter.pool)) {
        Ok(body) => respond::json(Note::private("triggers"), StatusCode::OK, body),
        Err(_) => respond::internal("triggers"),
    }
}
