//! `/mailbox` of `cenote dev`: what would have been sent, for people and for tests.
//!
//! It answers only under names of this machine, so that no site can point its own name here and read along, and it
//! takes orders only from its own page or from no page at all.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use http::header::{LOCATION, ORIGIN};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use serde::Deserialize;
use web::pages::{self, mailbox::MailboxPage};

use super::host;
use crate::app::{App, Asker, Dev};
use crate::config::values::{is_loopback_host, split_port};
use crate::respond::{self, Note};

/// Whose messages.
#[derive(Deserialize)]
pub struct Filter {
    to: Option<String>,
}

impl Filter {
    /// The address. A `+` that was not escaped reads as a space, which no address has.
    fn to(&self) -> Option<String> {
        let to = self.to.as_deref().map(|to| to.trim_end().replace(' ', "+"));
        to.filter(|to| !to.is_empty())
    }
}

/// The page.
pub async fn page(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    Query(filter): Query<Filter>,
    request: Request<Body>,
) -> Response<Body> {
    let Some(dev) = open(&app, &request) else { return closed() };
    let to = filter.to();
    let page = MailboxPage::new(&dev.mailbox.messages(None), to.as_deref(), app.world.clock.now());
    match pages::render(&page) {
        Ok(html) => respond::page(Note::private("mailbox"), StatusCode::OK, html),
        Err(error) => respond::rules_error(Note::private("mailbox"), &asker.request_id, &error),
    }
}

/// The messages as JSON, newest first.
pub async fn list(
    State(app): State<Arc<App>>,
    Query(filter): Query<Filter>,
    request: Request<Body>,
) -> Response<Body> {
    let Some(dev) = open(&app, &request) else { return closed() };
    match serde_json::to_vec(&dev.mailbox.messages(filter.to().as_deref())) {
        Ok(body) => respond::json(Note::private("mailbox"), StatusCode::OK, body),
        Err(_) => respond::internal("mailbox"),
    }
}

/// Empties the mailbox.
pub async fn empty(State(app): State<Arc<App>>, request: Request<Body>) -> Response<Body> {
    let Some(dev) = open(&app, &request) else { return closed() };
    if !is_own(request.headers(), host(&request)) {
        return foreign();
    }
    dev.mailbox.empty();
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.extensions_mut().insert(Note::private("mailbox"));
    response
}

/// Empties the mailbox for the page's button, and goes back to the page.
pub async fn empty_by_form(State(app): State<Arc<App>>, request: Request<Body>) -> Response<Body> {
    let mut response = empty(State(app), request).await;
    if response.status() == StatusCode::NO_CONTENT {
        *response.status_mut() = StatusCode::SEE_OTHER;
        response.headers_mut().insert(LOCATION, HeaderValue::from_static("/mailbox"));
    }
    response
}

/// The HTML of one message, shut in: it was written by whoever set up the pool.
pub async fn html(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    request: Request<Body>,
) -> Response<Body> {
    const POLICY: HeaderValue = HeaderValue::from_static(
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'none'",
    );
    let Some(dev) = open(&app, &request) else { return closed() };
    let found = dev.mailbox.messages(None).into_iter().find(|message| message.id == id);
    match found {
        Some(message) => respond::guarded(Note::private("mailbox"), StatusCode::OK, message.html, POLICY),
        None => respond::unknown(),
    }
}

/// The mailbox, for a request that names this machine.
pub(super) fn open<'a>(app: &'a App, request: &Request<Body>) -> Option<&'a Dev> {
    let host = host(request);
    app.dev.as_ref().filter(|_| is_loopback_host(split_port(host).0) || app.knows(host))
}

pub(super) fn closed() -> Response<Body> {
    let text = "It answers under localhost and the configured origins only.";
    respond::aws_error(Note::private("mailbox"), StatusCode::FORBIDDEN, "ForbiddenException", text)
}

/// True when no page asks, or our own does.
fn is_own(headers: &HeaderMap, host: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.split_once("://").is_some_and(|(_, name)| name == host),
        (None, None) => true,
    }
}

fn foreign() -> Response<Body> {
    let text = "Another site's page has no business here.";
    respond::aws_error(Note::private("mailbox"), StatusCode::FORBIDDEN, "ForbiddenException", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_come_from_our_own_page_or_from_none() {
        let own = |pairs: &[(&'static str, &'static str)]| {
            let headers = pairs
                .iter()
                .map(|(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value)));
            is_own(&headers.collect(), "127.0.0.1:7665")
        };
        assert!(own(&[]) && own(&[("origin", "http://127.0.0.1:7665")]));
        assert!(own(&[("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:7665")]));
        assert!(!own(&[("origin", "http://evil.example")]) && !own(&[("origin", "null")]));
        assert!(!own(&[("origin", "http://127.0.0.1:3000")]));
        assert!(!own(&[("sec-fetch-site", "cross-site")]) && !own(&[("sec-fetch-site", "same-site")]));
    }

    #[test]
    fn a_plus_need_not_be_escaped() {
        let to = |text: &str| Filter { to: Some(text.to_owned()) }.to();
        assert_eq!(to(" 15550100").as_deref(), Some("+15550100"));
        assert_eq!(to("a b@example.com").as_deref(), Some("a+b@example.com"));
        assert_eq!(to(""), None);
    }
}
