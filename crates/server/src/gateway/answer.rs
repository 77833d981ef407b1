//! What the gateway answers itself, in the form of the service that was asked.
//! AWS: S3's API reference, "Error responses"; the error form of AWS-JSON 1.0 and of REST-JSON.

use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use rules::gateway::{Form, Refusal};

/// A refusal. To HEAD it is its status alone.
pub fn refused(form: Form, refusal: &Refusal, request_id: &str, is_head: bool) -> Response<Body> {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let Refusal { code, message, .. } = refusal;
    let (kind, text) = match form {
        Form::Xml => {
            let message = escaped(message);
            let text = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message>\
                 <RequestId>{request_id}</RequestId></Error>"
            );
            ("application/xml", text)
        }
        Form::Json => {
            let body = serde_json::json!({ "__type": format!("com.amazon.coral.service#{code}"), "message": message });
            ("application/x-amz-json-1.0", body.to_string())
        }
        Form::RestJson => ("application/json", serde_json::json!({ "message": message }).to_string()),
    };
    let body = if is_head { Body::empty() } else { Body::from(text) };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if form == Form::RestJson {
        headers.insert("x-amzn-errortype", HeaderValue::from_static(refusal.code));
    }
    with_id(response, form, request_id)
}

/// An answer in XML.
pub fn xml(status: StatusCode, text: String, request_id: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    with_id(response, Form::Xml, request_id)
}

/// A text for operators.
pub fn text(text: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(text.into());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// Adds the request's id, unless the store has said one.
pub fn with_id(mut response: Response<Body>, form: Form, request_id: &str) -> Response<Body> {
    let name = if form == Form::Xml { "x-amz-request-id" } else { "x-amzn-requestid" };
    if let Ok(id) = HeaderValue::from_str(request_id) {
        response.headers_mut().entry(name).or_insert(id);
    }
    response
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
