//! Answers in the forms that the routes share, with a note for log and metrics on each.
//! AWS: the error form of the AWS-JSON 1.1 protocol.

use axum::body::Body;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderValue, Response, StatusCode};

/// What log and metrics say of an answer.
#[derive(Clone, Debug)]
pub struct Note {
    /// The operation or page.
    pub operation: &'static str,
    /// AWS's error code.
    pub error: Option<String>,
    /// What is asked every few seconds by machines is logged at `debug`.
    pub is_routine: bool,
    /// Pages of other origins may not read it.
    pub is_private: bool,
}

impl Note {
    /// The note of an operation or page that any origin may read.
    pub fn new(operation: &'static str) -> Note {
        Note { operation, error: None, is_routine: false, is_private: false }
    }

    /// The same, closed to other origins.
    pub fn private(operation: &'static str) -> Note {
        Note { is_private: true, ..Note::new(operation) }
    }

    /// The same, for a probe.
    pub fn routine(operation: &'static str) -> Note {
        Note { is_routine: true, is_private: true, ..Note::new(operation) }
    }
}

/// Any answer with its note.
pub fn answer(
    note: Note,
    status: StatusCode,
    content_type: &'static str,
    body: impl Into<Body>,
) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.extensions_mut().insert(note);
    response
}

/// JSON.
pub fn json(note: Note, status: StatusCode, body: impl Into<Body>) -> Response<Body> {
    answer(note, status, "application/json", body)
}

/// An error as SDKs read it.
pub fn aws_error(mut note: Note, status: StatusCode, code: &str, message: &str) -> Response<Body> {
    note.error = Some(code.to_owned());
    let mut response = answer(note, status, "application/x-amz-json-1.1", wire::json::error(code, message));
    if let Ok(kind) = HeaderValue::from_str(&format!("{code}:")) {
        response.headers_mut().insert("x-amzn-errortype", kind);
    }
    response
}

/// An error of the rules as SDKs read it; what failed within goes to the log.
pub fn rules_error(note: Note, request_id: &str, error: &rules::Error) -> Response<Body> {
    let entry = error.reason().entry();
    if entry.status >= 500 {
        tracing::error!(request_id, op = note.operation, %error, "a request failed");
    }
    let status = StatusCode::from_u16(entry.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    aws_error(note, status, entry.code, &error.message())
}

/// What became of a bug: the caller learns no more than that.
pub fn internal(operation: &'static str) -> Response<Body> {
    let text = "An internal error has occurred.";
    aws_error(Note::new(operation), StatusCode::INTERNAL_SERVER_ERROR, "InternalErrorException", text)
}

/// No route leads here.
pub fn unknown() -> Response<Body> {
    aws_error(
        Note::new("unknown"),
        StatusCode::NOT_FOUND,
        "UnknownOperationException",
        "There is nothing here.",
    )
}

/// One of our own pages: nothing from elsewhere, no script, no framing, no copies kept.
pub fn page(note: Note, status: StatusCode, html: String) -> Response<Body> {
    // The icon stands in the page itself.
    const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; \
                          frame-ancestors 'none'";
    guarded(note, status, html, HeaderValue::from_static(POLICY))
}

/// A page under a policy of its own.
pub fn guarded(note: Note, status: StatusCode, html: String, policy: HeaderValue) -> Response<Body> {
    let mut response = answer(note, status, "text/html; charset=utf-8", html);
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // With `no-referrer` a browser would send `Origin: null` with our own forms.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
