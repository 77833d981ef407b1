//! What a browser sees at the root of `cenote dev`.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use web::pages::{self, demo::DemoPage, home::HomePage};

use crate::app::{App, Asker};
use crate::packed::Asset;
use crate::respond::{self, Note};

/// What this is, and where the mailbox is.
pub async fn page(State(app): State<Arc<App>>, Extension(asker): Extension<Asker>) -> Response<Body> {
    let note = Note::private("home");
    let Some(dev) = &app.dev else { return respond::unknown() };
    let demo = &dev.demo;
    let page = HomePage {
        endpoint: app.public_url.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        user_pool_id: demo.user_pool_id.clone(),
        client_id: demo.client_id.clone(),
        confidential_client_id: demo.confidential_client_id.clone(),
        users: demo.users.clone(),
        messages: dev.mailbox.messages(None).len(),
    };
    match pages::render(&page) {
        Ok(html) => respond::page(note, StatusCode::OK, html),
        Err(error) => respond::rules_error(note, &asker.request_id, &error),
    }
}

/// The demo app.
pub async fn demo(State(app): State<Arc<App>>, Extension(asker): Extension<Asker>) -> Response<Body> {
    let note = Note::private("demo");
    let Some(dev) = &app.dev else { return respond::unknown() };
    let demo = &dev.demo;
    let page = DemoPage {
        domain: demo.domain.clone(),
        client_id: demo.client_id.clone(),
        users: demo.users.clone(),
    };
    let Ok(policy) = HeaderValue::from_str(&page.policy()) else { return respond::unknown() };
    match pages::render(&page) {
        Ok(html) => respond::guarded(note, StatusCode::OK, html, policy),
        Err(error) => respond::rules_error(note, &asker.request_id, &error),
    }
}

/// The script of the demo app.
pub async fn demo_script(headers: HeaderMap) -> Response<Body> {
    static ASSET: Asset = Asset::new(SCRIPT, pages::DEMO_SCRIPT);
    kept(&ASSET, &headers)
}

/// The stylesheet of the pages on this machine.
pub async fn styles(headers: HeaderMap) -> Response<Body> {
    static ASSET: Asset = Asset::new(STYLESHEET, pages::STYLES);
    kept(&ASSET, &headers)
}

/// The stylesheet of the hosted pages.
pub async fn hosted_styles(headers: HeaderMap) -> Response<Body> {
    static ASSET: Asset = Asset::new(STYLESHEET, pages::HOSTED_STYLES);
    kept(&ASSET, &headers)
}

/// The script of the hosted pages.
pub async fn hosted_script(headers: HeaderMap) -> Response<Body> {
    static ASSET: Asset = Asset::new(SCRIPT, pages::HOSTED_SCRIPT);
    kept(&ASSET, &headers)
}

/// The script of pages that ask for passkeys.
pub async fn passkeys_script(headers: HeaderMap) -> Response<Body> {
    static ASSET: Asset = Asset::new(SCRIPT, pages::PASSKEYS_SCRIPT);
    kept(&ASSET, &headers)
}

const STYLESHEET: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// A file whose address changes with its content.
fn kept(asset: &'static Asset, headers: &HeaderMap) -> Response<Body> {
    let mut note = Note::private("assets");
    note.is_routine = true;
    let mut response = asset.answer(headers);
    response.extensions_mut().insert(note);
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, forever);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
