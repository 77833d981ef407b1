//! `POST /`: the calls of SDKs in AWS-JSON and in the query protocol; of the latter some are a `GET /?Action=…`. Calls of
//! cognito-sync have paths below `/identitypools`.
//! AWS: AWS-JSON 1.1, AWS Query and REST-JSON; requests are about one megabyte at most, two where branding is sent.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use ops::door::{self, Answer, Incoming};

use crate::app::{App, Asker};
use crate::respond::{self, Note};
use crate::routes::home;

/// The longest body.
const LIMIT: usize = 2 << 20;

/// How long a body may take to come in.
const PATIENCE: Duration = Duration::from_secs(30);

/// One call.
pub async fn call(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    request: Request<Body>,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = match read(&parts.headers, body).await {
        Ok(body) => body,
        Err(refused) => return refused,
    };
    let mut headers: Vec<(&str, &str)> = parts
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), std::str::from_utf8(value.as_bytes()).ok()?)))
        .collect();
    // HTTP/2 names the host in the request line; signatures cover it as a header.
    if let Some(authority) = parts.uri.authority()
        && !parts.headers.contains_key(http::header::HOST)
    {
        headers.push(("host", authority.as_str()));
    }
    let peer_ip = asker.ip.to_string();
    let incoming = Incoming {
        method: parts.method.as_str(),
        path: parts.uri.path(),
        query: parts.uri.query().unwrap_or_default(),
        headers: &headers,
        body: &body,
        peer_ip: &peer_ip,
        request_id: &asker.request_id,
    };
    write(door::answer(&app.world, app.admission, incoming).await)
}

/// A call by its query, or what a browser sees.
pub async fn by_query(
    state: State<Arc<App>>,
    asker: Extension<Asker>,
    request: Request<Body>,
) -> Response<Body> {
    match door::is_query(request.uri().query().unwrap_or_default()) {
        true => call(state, asker, request).await,
        false => home::page(state, asker).await,
    }
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Response<Body>> {
    let refuse = |status: StatusCode, code: &str, message: &str| {
        respond::aws_error(Note::new("unknown"), status, code, message)
    };
    let too_large = || {
        let text = "The request is larger than 2097152 bytes.";
        refuse(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLargeException", text)
    };
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > LIMIT as u64) {
        return Err(too_large());
    }
    match tokio::time::timeout(PATIENCE, Limited::new(body, LIMIT).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => {
            Err(refuse(StatusCode::BAD_REQUEST, "SerializationException", "The request body ended early."))
        }
        Err(_) => {
            let text = "The request body did not arrive in time.";
            Err(refuse(StatusCode::REQUEST_TIMEOUT, "RequestTimeoutException", text))
        }
    }
}

fn write(answer: Answer) -> Response<Body> {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-amz-json-1.1"));
    for (name, value) in answer.headers {
        // A value that is no header says nothing that the body does not say too.
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    let note = Note { error: answer.error, ..Note::new(answer.operation.unwrap_or("unknown")) };
    response.extensions_mut().insert(note);
    response
}
