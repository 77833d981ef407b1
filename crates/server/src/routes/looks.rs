//! Images of the hosted pages.
//! AWS: API_UICustomizationType, ImageUrl: `<host>/<pool>/<client>/<version>/assets/images/image.jpg`.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use web::looks;

use crate::app::{App, Asker};
use crate::respond::{self, Note};

/// A logo.
pub async fn logo(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    Path((user_pool_id, client_id, version, _name)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Response<Body> {
    let note = Note::new("logo");
    let image = match looks::logo(&app.ctx(&asker, &headers), &user_pool_id, &client_id, &version).await {
        Ok(Some(image)) => image,
        Ok(None) => return respond::unknown(),
        Err(error) => return respond::rules_error(note, &asker.request_id, &error),
    };
    let mut response = respond::answer(note, StatusCode::OK, image.media_type, image.bytes);
    let headers = response.headers_mut();
    // An image and nothing else, however it is opened.
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    if let Ok(value) = HeaderValue::from_str(&format!("public, max-age={}", image.max_age_s)) {
        headers.insert(CACHE_CONTROL, value);
    }
    response
}
