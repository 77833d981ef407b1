//! A request on its way to the store: signed anew with the backend's own key; and the store's answer on its way back.
//! RFC: 9110, section 7.6.1 (Connection, and what belongs to one hop).

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use crypto::sigv4::{self, Signer};
use http::header::{
    CONNECTION, CONTENT_LENGTH, HeaderName, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body_util::StreamBody;
use hyper::body::{Frame, Incoming};
use rules::Ctx;
use rules::gateway::{Fate, Plan, Refusal};
use tokio::time::timeout;

use super::answer;
use super::backend::{Backend, Idle, Unsent};
use super::body::{Outgoing, Sent, Watch};
use super::head::Head;
use super::line::{Answer, Line};
use crate::config::values::Secret;

/// How long the store may be silent while nothing moves.
const SILENCE: Duration = Duration::from_secs(120);

/// What belongs to one hop.
const OF_HOP: [HeaderName; 7] =
    [CONNECTION, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE];

/// Sends a request that was let through, and gives the answer, whose body is on its way.
pub async fn send(
    backend: &Backend,
    head: &Head,
    plan: &Plan,
    body: Sent,
    ctx: &Ctx,
) -> Result<Response<Body>, Refusal> {
    let form = backend.service().form;
    let mut headers = passed(backend, head, plan)?;
    let (mut watch, mut bytes) = (None, Bytes::new());
    let (body, payload) = match body {
        Sent::Whole(all) => {
            bytes = Bytes::from(all);
            whole(&bytes, &mut headers)
        }
        Sent::Rewritten(all) => {
            bytes = Bytes::from(all);
            let is_of_body = |name: &str| {
                matches!(name, "content-md5" | "x-amz-sdk-checksum-algorithm")
                    || name.starts_with("x-amz-checksum-")
            };
            headers.retain(|(name, _)| !is_of_body(name));
            let hash = crypto::mac::sha256(&bytes);
            headers.push(("x-amz-checksum-sha256".to_owned(), base64(&hash)));
            whole(&bytes, &mut headers)
        }
        Sent::Streamed(mut body) if body.is_empty() => {
            // Proved before anything is asked: of a body that is told to be empty the store reads nothing.
            body.next().await.map_err(|fault| fault.refusal(form))?;
            whole(&bytes, &mut headers)
        }
        Sent::Streamed(body) => {
            watch = Some(body.watch());
            streamed(*body, backend, &mut headers)
        }
    };
    let failed = |why: &dyn std::fmt::Display| {
        tracing::warn!(backend = backend.settings.name, request_id = ctx.request_id, %why, "a store cannot be asked");
        Refusal::unavailable(form)
    };
    let asked = Onward { method: &head.method, plan, payload: &payload, body: &bytes };
    let request = asked.signed(backend, headers, ctx.now());
    let request = request.map_err(|error| failed(&error))?.map(|()| body);
    let answered = patient(backend.send(request), watch.as_ref()).await;
    match answered {
        Some(Ok((response, line))) => {
            let response = returned(response, line, backend.idle());
            Ok(answer::with_id(response, form, &ctx.request_id))
        }
        other => {
            // What came in was not what was signed: the store has been left alone with what it got of it.
            if let Some(fault) = watch.and_then(|watch| watch.fault()) {
                return Err(fault.refusal(form));
            }
            Err(match other {
                Some(Err(Unsent::Unreached(why) | Unsent::Broken(why))) => failed(&why),
                _ => failed(&"it does not answer"),
            })
        }
    }
}

/// The answer, unless nothing moves for too long.
async fn patient<T>(answer: impl Future<Output = T>, watch: Option<&Watch>) -> Option<T> {
    tokio::pin!(answer);
    let mut seen = 0;
    loop {
        if let Ok(answer) = timeout(SILENCE, answer.as_mut()).await {
            return Some(answer);
        }
        let now = watch.map_or(0, Watch::progress);
        if now == seen {
            return None;
        }
        seen = now;
    }
}

/// Names in lower case, and values.
pub type Headers = Vec<(String, String)>;

/// The headers that go on. Errors: one may mean more than we know.
fn passed(backend: &Backend, head: &Head, plan: &Plan) -> Result<Headers, Refusal> {
    let service = backend.service();
    let named = head.header("connection").unwrap_or_default();
    let named: Vec<String> = named.split(',').map(|name| name.trim().to_ascii_lowercase()).collect();
    let is_of_hop = |name: &str| {
        OF_HOP.iter().any(|of_hop| of_hop.as_str() == name)
            || matches!(name, "keep-alive" | "proxy-connection" | "content-length" | "host" | "expect")
            || named.iter().any(|named| named == name)
            // Many servers read it as the name with hyphens, which may be one that only we say.
            || (name.contains('_') && !name.starts_with("x-amz-meta-"))
    };
    let mut headers = Vec::new();
    for (name, value) in head.pairs().into_iter().filter(|(name, _)| !is_of_hop(name)) {
        match (service.fate)(name) {
            Fate::Dropped => {}
            Fate::Refused => return Err(Refusal::unknown(service.form)),
            Fate::Sent if plan.set.iter().any(|(set, _)| set == name) => {}
            Fate::Sent => headers.push((name.to_owned(), value.to_owned())),
        }
    }
    headers.extend(plan.set.iter().cloned());
    if service.name == "s3" {
        strip_chunked(&mut headers);
    }
    Ok(headers)
}

/// Takes our hop's coding out of Content-Encoding.
fn strip_chunked(headers: &mut Headers) {
    for (name, value) in headers.iter_mut() {
        if name == "content-encoding" {
            let codings = value.split(',').map(str::trim);
            let rest: Vec<&str> = codings
                .filter(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case("aws-chunked"))
                .collect();
            *value = rest.join(",");
        }
    }
    headers.retain(|(name, value)| name != "content-encoding" || !value.is_empty());
}

fn whole(bytes: &Bytes, headers: &mut Headers) -> (Body, String) {
    let payload = hex(&crypto::mac::sha256(bytes));
    headers.push(("content-length".to_owned(), bytes.len().to_string()));
    (Body::from(bytes.clone()), payload)
}

/// A request of the gateway's own.
pub struct Own<'a> {
    /// Its method.
    pub method: &'a str,
    /// Where it goes.
    pub plan: &'a Plan,
    /// What it says.
    pub headers: Headers,
    /// Its body.
    pub body: Vec<u8>,
}

/// Signs a request of the gateway's own with the backend's key.
pub fn own(backend: &Backend, own: Own<'_>, now: i64) -> Result<Request<Body>, http::Error> {
    let Own { method, plan, mut headers, body } = own;
    let bytes = Bytes::from(body);
    let (sent, payload) = whole(&bytes, &mut headers);
    let asked = Onward { method, plan, payload: &payload, body: &bytes };
    Ok(asked.signed(backend, headers, now)?.map(|()| sent))
}

fn streamed(body: super::Proved, backend: &Backend, headers: &mut Headers) -> (Body, String) {
    const TRAILING: &str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    let length = body.length().unwrap_or_default();
    let has_trailers = !body.announced().is_empty() && backend.settings.sends_trailers;
    if has_trailers {
        let coding = headers.iter_mut().find(|(name, _)| name == "content-encoding");
        match coding {
            Some((_, value)) => *value = format!("aws-chunked,{value}"),
            None => headers.push(("content-encoding".to_owned(), "aws-chunked".to_owned())),
        }
        headers.push(("x-amz-decoded-content-length".to_owned(), length.to_string()));
        headers.push(("x-amz-trailer".to_owned(), body.announced().join(",")));
        return (as_body(Outgoing::new(body, true)), TRAILING.to_owned());
    }
    let payload = body.hash().map_or_else(|| "UNSIGNED-PAYLOAD".to_owned(), |hash| hex(&hash));
    headers.push(("content-length".to_owned(), length.to_string()));
    (as_body(Outgoing::new(body, false)), payload)
}

fn as_body(outgoing: Outgoing) -> Body {
    use futures_util::TryStreamExt;
    Body::new(StreamBody::new(outgoing.stream().map_ok(Frame::data)))
}

/// What is signed, beside headers.
struct Onward<'a> {
    method: &'a str,
    plan: &'a Plan,
    /// As x-amz-content-sha256 says it.
    payload: &'a str,
    /// Where it is known whole.
    body: &'a [u8],
}

impl Onward<'_> {
    /// The head of the request, signed with the backend's key.
    fn signed(&self, backend: &Backend, headers: Headers, now: i64) -> Result<Request<()>, http::Error> {
        let Onward { method, plan, payload, body } = *self;
        let settings = &backend.settings;
        let authority = settings.endpoint.as_ref().and_then(http::Uri::authority);
        let authority = authority.map(http::uri::Authority::as_str).unwrap_or_default();
        let (host, path) = match (&plan.bucket, settings.is_host_style) {
            (Some(bucket), true) => (format!("{bucket}.{authority}"), plan.path.clone()),
            (Some(bucket), false) if plan.path == "/" => (authority.to_owned(), format!("/{bucket}")),
            (Some(bucket), false) => (authority.to_owned(), format!("/{bucket}{}", plan.path)),
            (None, _) => (authority.to_owned(), plan.path.clone()),
        };
        // Signed is what the store acts by; what a proxy before it may change is not.
        let is_signed =
            |name: &str| name.starts_with("x-amz-") || matches!(name, "content-md5" | "content-type");
        let mut pairs = vec![("host", host.as_str()), ("x-amz-content-sha256", payload)];
        pairs.extend(
            headers
                .iter()
                .filter(|(name, _)| is_signed(name))
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        let unsigned = sigv4::Request { method, path: &path, query: &plan.query, headers: &pairs, body };
        let signer = Signer {
            access_key_id: &settings.access_key_id,
            secret: settings.secret_access_key.reveal(),
            session_token: settings.session_token.as_ref().map(Secret::reveal),
            region: &settings.region,
            service: backend.service().name,
        };
        // A server that asks for no signature gets none.
        let added = match settings.access_key_id.as_str() {
            "" => Vec::new(),
            _ => sigv4::sign(&unsigned, &signer, now),
        };
        let joint = if plan.query.is_empty() { "" } else { "?" };
        let mut request = Request::builder().method(method).uri(format!("{path}{joint}{}", plan.query));
        request = request.header("host", &host).header("x-amz-content-sha256", payload);
        for (name, value) in headers.into_iter().chain(added) {
            request = request.header(name, HeaderValue::from_bytes(value.as_bytes())?);
        }
        request.body(())
    }
}

/// The store's answer, without what belongs to its hop; its connection is kept when it has been read to its end.
fn returned(response: Response<Incoming>, line: Line, idle: Arc<Idle>) -> Response<Body> {
    use futures_util::TryStreamExt;
    let (mut parts, incoming) = response.into_parts();
    strip_hop(&mut parts.headers);
    let answer = Answer::new(incoming, line, idle);
    if answer.is_empty() {
        return Response::from_parts(parts, Body::empty());
    }
    let length = parts.headers.get(CONTENT_LENGTH).cloned();
    let body = Body::new(StreamBody::new(answer.stream().map_ok(Frame::data)));
    let mut response = Response::from_parts(parts, body);
    if let Some(length) = length {
        response.headers_mut().insert(CONTENT_LENGTH, length);
    }
    response
}

/// Removes the headers of one hop: those by their names, and those that Connection names.
fn strip_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in OF_HOP.iter().chain(&named) {
        headers.remove(name);
    }
    headers.remove("keep-alive");
    headers.remove("proxy-connection");
    // CORS is the gateway's own matter.
    for name in
        ["access-control-allow-origin", "access-control-allow-credentials", "access-control-expose-headers"]
    {
        headers.remove(name);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// What the store answers a request of our own, as long as that is no longer than this; nothing where it does not.
pub async fn told(
    backend: &Backend,
    own: Own<'_>,
    longest: usize,
    ctx: &Ctx,
) -> Option<(StatusCode, Vec<u8>)> {
    let request = self::own(backend, own, ctx.now()).ok()?;
    let (response, line) = backend.send(request).await.ok()?;
    let status = response.status();
    let answer = Answer::new(response.into_body(), line, backend.idle());
    let bytes = axum::body::to_bytes(Body::from_stream(answer.stream()), longest).await.ok()?;
    Some((status, bytes.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_one_hop_is_left_there() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("connection", "close, x-hop"),
            ("x-hop", "1"),
            ("keep-alive", "timeout=5"),
            ("transfer-encoding", "chunked"),
            ("etag", "\"e\""),
        ] {
            headers.append(name, HeaderValue::from_static(value));
        }
        strip_hop(&mut headers);
        assert_eq!(headers.keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["etag"]);
    }

    #[test]
    fn the_coding_of_our_hop_is_taken_off() {
        let coded = |text: &str| {
            let mut headers = vec![("content-encoding".to_owned(), text.to_owned())];
            strip_chunked(&mut headers);
            headers.pop().map(|(_, value)| value)
        };
        assert_eq!(coded("aws-chunked"), None);
        assert_eq!(coded("AWS-Chunked, gzip"), Some("gzip".to_owned()));
        assert_eq!(coded("gzip"), Some("gzip".to_owned()));
    }
}
