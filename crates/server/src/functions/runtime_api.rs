//! The Lambda Runtime API, for one program: it asks for its next event, and answers or reports an error.
//! AWS: the developer guide of Lambda, "Using the Lambda runtime API for custom runtimes".
//!
//! It listens on loopback, where other users of a machine and pages in its browsers are too. Only connections of our own
//! user are served where the system tells whose they are, and nothing that a browser or our own client would send.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_TYPE, HOST, ORIGIN, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::{Notify, oneshot};

use super::LARGEST;

/// An event for a program.
#[derive(Clone)]
pub struct Event {
    /// Of this attempt.
    pub id: String,
    /// The function, as it was called.
    pub arn: String,
    /// JSON.
    pub body: Bytes,
    /// When it is given up, in milliseconds since 1970.
    pub deadline_ms: i64,
    /// X-Ray's header.
    pub trace: String,
}

/// What became of an event.
pub enum Outcome {
    /// The function's answer.
    Answered(Bytes),
    /// The function's error.
    Threw(Bytes),
    /// The answer was past the limit.
    TooLarge,
    /// The program says that it cannot begin.
    InitFailed(Bytes),
    /// The program is no more.
    Ended {
        /// It had taken the event.
        has_begun: bool,
        /// `exit status 1` or `signal: killed`; nothing where it ended as if all were well.
        how: Option<String>,
    },
}

/// Where events are laid out for a program, and its answers taken in.
#[derive(Default)]
pub struct Desk {
    state: Mutex<State>,
    laid_out: Notify,
}

#[derive(Default)]
struct State {
    /// The program takes no more events.
    is_over: bool,
    waiting: Option<(Event, oneshot::Sender<Outcome>)>,
    running: Option<(String, oneshot::Sender<Outcome>)>,
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lays out an event; what becomes of it comes by the channel.
    pub fn put(&self, event: Event) -> oneshot::Receiver<Outcome> {
        let (sender, receiver) = oneshot::channel();
        let mut state = self.state();
        if state.is_over {
            _ = sender.send(Outcome::Ended { has_begun: false, how: None });
        } else {
            state.waiting = Some((event, sender));
            drop(state);
            self.laid_out.notify_one();
        }
        receiver
    }

    /// Takes back an event that the program has not taken yet; false where it has.
    pub fn take_back(&self) -> bool {
        self.state().waiting.take().is_some()
    }

    /// Whether the program takes no more events.
    pub fn is_over(&self) -> bool {
        self.state().is_over
    }

    /// The program has ended.
    pub fn end(&self, how: Option<String>) {
        let mut state = self.state();
        state.is_over = true;
        if let Some((_, sender)) = state.waiting.take() {
            _ = sender.send(Outcome::Ended { has_begun: false, how: how.clone() });
        }
        if let Some((_, sender)) = state.running.take() {
            _ = sender.send(Outcome::Ended { has_begun: true, how });
        }
    }

    /// The next event, once there is one; none while another one runs.
    async fn next(&self) -> Option<Event> {
        loop {
            {
                let mut state = self.state();
                if state.running.is_some() {
                    return None;
                }
                if let Some((event, sender)) = state.waiting.take() {
                    state.running = Some((event.id.clone(), sender));
                    return Some(event);
                }
            }
            self.laid_out.notified().await;
        }
    }

    /// Takes in what became of the event that runs; false where another one does.
    fn settle(&self, id: &str, outcome: Outcome) -> bool {
        let mut state = self.state();
        let Some((_, sender)) = state.running.take_if(|(running, _)| running == id) else { return false };
        _ = sender.send(outcome);
        true
    }

    fn init_failed(&self, body: Bytes) {
        let mut state = self.state();
        state.is_over = true;
        if let Some((_, sender)) = state.waiting.take() {
            _ = sender.send(Outcome::InitFailed(body));
        }
    }
}

/// Serves a program until the task is aborted.
pub async fn serve(listener: TcpListener, desk: Arc<Desk>) {
    let Ok(here) = listener.local_addr() else { return };
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            // Out of descriptors, most likely: trying again at once would only spin.
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        if !is_ours(peer, here) {
            tracing::warn!(%peer, "another user of this machine asked for the events of a function");
            continue;
        }
        let desk = Arc::clone(&desk);
        tokio::spawn(async move {
            let answers = service_fn(|request| answer(&desk, here, request));
            let mut http = http1::Builder::new();
            // A program may rest as long as it likes between two events.
            http.timer(TokioTimer::new()).header_read_timeout(None);
            if let Err(error) = http.serve_connection(TokioIo::new(stream), answers).await {
                tracing::debug!(%error, "a function's connection broke");
            }
        });
    }
}

async fn answer(
    desk: &Desk,
    here: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    if !is_from_a_program(request.headers(), here) {
        return Ok(refusal(StatusCode::FORBIDDEN, "Forbidden", "This is for one program alone"));
    }
    let path = request.uri().path().to_owned();
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let response = match (request.method(), parts.as_slice()) {
        (&Method::GET, ["2018-06-01", "runtime", "invocation", "next"]) => next(desk).await,
        (&Method::POST, ["2018-06-01", "runtime", "invocation", id, "response"]) => {
            match body(request).await {
                Some(body) => accepted(desk.settle(id, Outcome::Answered(body))),
                None if desk.settle(id, Outcome::TooLarge) => {
                    let text = format!("Exceeded maximum allowed payload size ({LARGEST} bytes).");
                    refusal(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", &text)
                }
                None => accepted(false),
            }
        }
        (&Method::POST, ["2018-06-01", "runtime", "invocation", id, "error"]) => {
            let body = body(request).await.unwrap_or_default();
            accepted(desk.settle(id, Outcome::Threw(body)))
        }
        (&Method::POST, ["2018-06-01", "runtime", "init", "error"]) => {
            desk.init_failed(body(request).await.unwrap_or_default());
            accepted(true)
        }
        _ => refusal(StatusCode::NOT_FOUND, "NotFound", "The Runtime API has no such path"),
    };
    Ok(response)
}

async fn next(desk: &Desk) -> Response<Full<Bytes>> {
    let Some(event) = desk.next().await else {
        let text = "Transition from Running to Ready is not allowed before the event is answered";
        return refusal(StatusCode::FORBIDDEN, "InvalidStateTransition", text);
    };
    let mut response = Response::new(Full::new(event.body));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    for (name, value) in [
        ("lambda-runtime-aws-request-id", event.id),
        ("lambda-runtime-deadline-ms", event.deadline_ms.to_string()),
        ("lambda-runtime-invoked-function-arn", event.arn),
        ("lambda-runtime-trace-id", event.trace),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

/// A whole body; none where it is past the limit or breaks off. What is past it is read and forgotten, so that the
/// program can go on.
async fn body(request: Request<Incoming>) -> Option<Bytes> {
    let mut body = request.into_body();
    let mut whole = Some(BytesMut::new());
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.ok()?.into_data() else { continue };
        whole = whole.filter(|whole| whole.len() + data.len() <= LARGEST);
        if let Some(whole) = &mut whole {
            whole.extend_from_slice(&data);
        }
    }
    whole.map(BytesMut::freeze)
}

fn accepted(is_known: bool) -> Response<Full<Bytes>> {
    if is_known {
        return json(StatusCode::ACCEPTED, &serde_json::json!({ "status": "OK" }));
    }
    refusal(StatusCode::BAD_REQUEST, "InvalidRequestID", "Invalid request ID")
}

fn refusal(status: StatusCode, kind: &str, text: &str) -> Response<Full<Bytes>> {
    json(status, &serde_json::json!({ "errorType": kind, "errorMessage": text }))
}

fn json(status: StatusCode, body: &serde_json::Value) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body.to_string())));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// False for what browsers send, and for Cenote itself when somebody has it fetch a document from here.
fn is_from_a_program(headers: &HeaderMap, here: SocketAddr) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let is_browser = headers.contains_key(ORIGIN) || headers.contains_key("sec-fetch-mode");
    let is_cenote = text(USER_AGENT).is_some_and(|agent| agent.starts_with("Amazon/Cognito"));
    !is_browser && !is_cenote && text(HOST) == Some(here.to_string().as_str())
}

/// Whether a connection is one of our own user's; true where the system does not tell.
fn is_ours(peer: SocketAddr, here: SocketAddr) -> bool {
    let own = || {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let ids = status.lines().find_map(|line| line.strip_prefix("Uid:"))?;
        ids.split_whitespace().nth(1).map(str::to_owned)
    };
    let owner = || {
        let (from, to) = (kernel_form(peer)?, kernel_form(here)?);
        // A program may also come by a socket of IPv6, as Java's do.
        let tables = [("/proc/net/tcp", ""), ("/proc/net/tcp6", "0000000000000000FFFF0000")];
        tables.into_iter().find_map(|(table, prefix)| {
            let (from, to) = (format!("{prefix}{from}"), format!("{prefix}{to}"));
            let table = std::fs::read_to_string(table).ok()?;
            table.lines().find_map(|line| {
                let columns: Vec<&str> = line.split_whitespace().take(8).collect();
                let is_it = columns.get(1) == Some(&from.as_str()) && columns.get(2) == Some(&to.as_str());
                columns.get(7).filter(|_| is_it).map(|owner| (*owner).to_owned())
            })
        })
    };
    match (own(), owner()) {
        (Some(own), Some(owner)) => own == owner,
        _ => !cfg!(target_os = "linux"),
    }
}

/// An address as /proc/net/tcp writes it: `0100007F:1F90`.
fn kernel_form(address: SocketAddr) -> Option<String> {
    let SocketAddr::V4(v4) = address else { return None };
    let bits = u32::from_ne_bytes(v4.ip().octets());
    Some(format!("{bits:08X}:{:04X}", v4.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_and_our_own_client_are_not_served() {
        let here: SocketAddr = "127.0.0.1:8080".parse().unwrap();
        let served = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            is_from_a_program(&headers, here)
        };
        assert!(served(&[("host", "127.0.0.1:8080"), ("user-agent", "node")]));
        assert!(!served(&[("host", "evil.example:8080")]));
        assert!(!served(&[("host", "127.0.0.1:8080"), ("origin", "http://evil.example")]));
        assert!(!served(&[("host", "127.0.0.1:8080"), ("sec-fetch-mode", "no-cors")]));
        assert!(!served(&[("host", "127.0.0.1:8080"), ("user-agent", "Amazon/Cognito (Cenote 1)")]));
        assert!(!served(&[]));
    }

    #[tokio::test]
    async fn a_connection_of_ours_is_ours() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = listener.local_addr().unwrap();
        let _client = tokio::net::TcpStream::connect(here).await.unwrap();
        let (_server, peer) = listener.accept().await.unwrap();
        assert!(is_ours(peer, here));
        let other = SocketAddr::new(peer.ip(), peer.port() ^ 1);
        assert!(!cfg!(target_os = "linux") || !is_ours(other, here));
    }

    #[tokio::test]
    async fn an_event_is_taken_once_and_settled_by_its_id() {
        let desk = Desk::default();
        let event = |id: &str| Event {
            id: id.to_owned(),
            arn: String::new(),
            body: Bytes::new(),
            deadline_ms: 0,
            trace: String::new(),
        };
        let first = desk.put(event("1"));
        assert!(desk.next().await.is_some_and(|event| event.id == "1"));
        assert!(desk.next().await.is_none() && !desk.take_back());
        assert!(!desk.settle("2", Outcome::TooLarge));
        assert!(desk.settle("1", Outcome::TooLarge) && !desk.settle("1", Outcome::TooLarge));
        assert!(matches!(first.await, Ok(Outcome::TooLarge)));
        let second = desk.put(event("2"));
        assert!(desk.take_back() && second.await.is_err());
        let third = desk.put(event("3"));
        desk.end(Some("exit status 1".to_owned()));
        assert!(matches!(third.await, Ok(Outcome::Ended { has_begun: false, how: Some(_) })));
        assert!(matches!(desk.put(event("4")).await, Ok(Outcome::Ended { .. })));
    }
}
