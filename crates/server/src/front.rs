//! What happens to every request and answer: id, client address, CORS, panics, log line, metrics.
//! AWS: `x-amzn-RequestId` and the CORS headers of the service's public endpoints.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use futures_util::FutureExt;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use tokio::time::Instant;
use tower::ServiceExt;

use crate::app::{App, Asker};
use crate::metrics::{self, InFlight};
use crate::packed;
use crate::peer;
use crate::respond::{self, Note};
use crate::routes;

/// Answers one request.
pub async fn handle(
    app: Arc<App>,
    router: Router,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let began = Instant::now();
    let Ok(request_id) = request_id(&app) else { return Ok(respond::internal("unknown")) };
    let ip = peer::client(peer.ip(), request.headers(), &app.trusted_proxies);
    let asker = Asker { ip, connection: peer.ip(), request_id };
    let takes_gzip = packed::is_taken(request.headers());
    let mut pending = Pending { asker: asker.clone(), is_answered: false, _in_flight: InFlight::begin() };
    let response = match preflight(&request) {
        Some(response) => response,
        None => {
            let request = request.map(Body::new);
            unbroken(async {
                match routes::hosted::by_host(&app, &asker, request).await {
                    Ok(response) => response,
                    Err(request) => route(router, asker.clone(), *request).await,
                }
            })
            .await
        }
    };
    let mut response = packed::answer(takes_gzip, response).await;
    pending.is_answered = true;
    let note = response.extensions_mut().remove::<Note>().unwrap_or_else(|| Note::new("unknown"));
    add_headers(response.headers_mut(), &note, &asker.request_id);
    tell(&asker, &note, response.status(), began.elapsed());
    Ok(response)
}

async fn route(router: Router, asker: Asker, mut request: Request<Body>) -> Response<Body> {
    request.extensions_mut().insert(asker);
    match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// The answer of a bug is one too. The panic itself has been logged by the hook.
async fn unbroken(answer: impl Future<Output = Response<Body>>) -> Response<Body> {
    AssertUnwindSafe(answer).catch_unwind().await.unwrap_or_else(|_| respond::internal("unknown"))
}

fn request_id(app: &App) -> Result<String, rules::outside::NoEntropy> {
    let mut bytes = [0; 16];
    app.world.rng.fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string())
}

/// A browser's question before a call from another origin. The mailbox and our own pages answer no such question.
fn preflight(request: &Request<Incoming>) -> Option<Response<Body>> {
    const HEADERS: HeaderValue = HeaderValue::from_static(
        "content-type, x-amz-target, x-amz-user-agent, x-amz-content-sha256, cache-control, authorization, \
         x-amz-date, x-amz-security-token, amz-sdk-invocation-id, amz-sdk-request",
    );
    let path = request.uri().path();
    let methods = match path {
        "/" => "POST",
        path if path.starts_with("/identitypools") => "GET, POST, DELETE",
        path if path.contains("/.well-known/") => "GET",
        _ => return None,
    };
    if request.method() != Method::OPTIONS {
        return None;
    }
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Note { is_routine: true, ..Note::new("preflight") });
    let headers = response.headers_mut();
    let asked = request.headers().get(ACCESS_CONTROL_REQUEST_HEADERS).cloned().unwrap_or(HEADERS);
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked);
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("172800"));
    Some(response)
}

fn add_headers(headers: &mut HeaderMap, note: &Note, request_id: &str) {
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert("x-amzn-requestid", id);
    }
    if !note.is_private {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"),
        );
    }
}

/// One line and one count per answer; never bodies, never secrets.
fn tell(asker: &Asker, note: &Note, status: StatusCode, took: Duration) {
    metrics::answered(note.operation, note.error.as_deref(), took);
    let Asker { ip, request_id, .. } = asker;
    let (op, status) = (note.operation, status.as_u16());
    let ms = (took.as_secs_f64() * 100_000.0).round() / 100.0;
    let error = note.error.as_deref();
    if note.is_routine {
        tracing::debug!(op, status, error, ms, peer = %ip, request_id, "answered");
    } else {
        tracing::info!(op, status, error, ms, peer = %ip, request_id, "answered");
    }
}

/// A request under way: one whose client hangs up is dropped before it is answered, and leaves a line too.
struct Pending {
    asker: Asker,
    is_answered: bool,
    _in_flight: InFlight,
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.is_answered {
            let Asker { ip, request_id, .. } = &self.asker;
            tracing::info!(peer = %ip, request_id, "the client left before its answer");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;

    #[tokio::test]
    async fn a_panic_is_an_internal_error() {
        let nowhere = std::net::IpAddr::from([127, 0, 0, 1]);
        let asker = Asker { ip: nowhere, connection: nowhere, request_id: "id".to_owned() };
        let broken = Router::new().route(
            "/",
            get(|| async {
                if true {
                    panic!("a bug")
                }
            }),
        );
        let response = unbroken(route(broken, asker, Request::new(Body::empty()))).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let note = response.extensions().get::<Note>().unwrap();
        assert_eq!(note.error.as_deref(), Some("InternalErrorException"));
    }
}
