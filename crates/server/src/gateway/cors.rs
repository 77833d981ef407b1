//! Pages that call the gateway from browsers, of the origins that the settings name.
//! Fetch standard: CORS. AWS: S3's user guide, "Using cross-origin resource sharing".

use axum::body::Body;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, Response, StatusCode};

use crate::config::values::{self, Origin};

/// The origin of a request, if it is one of these.
pub fn origin(known: &[Origin], headers: &HeaderMap) -> Option<HeaderValue> {
    let value = headers.get(ORIGIN)?;
    let origin = values::origin(value.to_str().ok()?).ok()?;
    known.contains(&origin).then(|| value.clone())
}

/// A browser's question before a request.
pub fn preflight(origin: Option<&HeaderValue>, asked: &HeaderMap) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    let Some(origin) = origin else {
        *response.status_mut() = StatusCode::FORBIDDEN;
        return response;
    };
    let headers = response.headers_mut();
    if let Some(names) = asked.get(ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
    }
    let methods = HeaderValue::from_static("GET, PUT, POST, DELETE, HEAD");
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3000"));
    allow(headers, origin.clone());
    response
}

/// Lets the page read an answer.
pub fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    const EXPOSED: HeaderValue = HeaderValue::from_static(
        "ETag, x-amz-request-id, x-amz-version-id, x-amzn-RequestId, x-amzn-ErrorType, Content-Range, Date",
    );
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    headers.append(VARY, HeaderValue::from_static("Origin"));
}
