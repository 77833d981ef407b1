//! One HTTP request to a server that the operator has named, private or not.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HOST, USER_AGENT};
use http::uri::Scheme;
use http::{HeaderMap, Method, Request, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rules::messages::Undelivered;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// How long all of it may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The longest answer that is read.
const LONGEST: usize = 65_536;

static TLS: OnceLock<Arc<ClientConfig>> = OnceLock::new();

/// What to send where.
pub struct Asked<'a> {
    /// As `POST`.
    pub method: Method,
    /// Whole.
    pub url: &'a str,
    /// Beside the host's.
    pub headers: HeaderMap,
    /// What.
    pub body: String,
}

/// Sends it, and gives status and body. Redirects are not followed. Errors: `Later`.
pub async fn send(asked: Asked<'_>) -> Result<(u16, String), Undelivered> {
    let answered = tokio::time::timeout(PATIENCE, answered(asked)).await;
    answered.unwrap_or_else(|_| Err(Undelivered::Later("it takes too long".to_owned())))
}

async fn answered(asked: Asked<'_>) -> Result<(u16, String), Undelivered> {
    let url: Uri = asked.url.parse().map_err(later)?;
    let authority = url.authority().ok_or_else(|| later("the URL names no host"))?;
    let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
    let is_tls = url.scheme() == Some(&Scheme::HTTPS);
    let port = authority.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
    let stream = TcpStream::connect((host.as_str(), port)).await.map_err(later)?;
    let mut request = Request::builder()
        .method(asked.method)
        .uri(url.path_and_query().map_or("/", |path| path.as_str()))
        .body(Full::new(Bytes::from(asked.body.clone())))
        .map_err(later)?;
    let headers = request.headers_mut();
    *headers = asked.headers;
    headers.insert(HOST, authority.as_str().parse().map_err(later)?);
    headers.insert(CONTENT_LENGTH, asked.body.len().into());
    headers.insert(USER_AGENT, http::HeaderValue::from_static(concat!("Cenote/", env!("CARGO_PKG_VERSION"))));
    if !is_tls {
        return exchange(stream, request).await;
    }
    let name = ServerName::try_from(host).map_err(later)?;
    let config = match TLS.get() {
        Some(config) => Arc::clone(config),
        None => {
            let config = trusting(&[]).map_err(later)?;
            Arc::clone(TLS.get_or_init(|| config))
        }
    };
    let connector = TlsConnector::from(config);
    exchange(connector.connect(name, stream).await.map_err(later)?, request).await
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<(u16, String), Undelivered>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(later)?;
    // Ends when the answer is read or dropped.
    tokio::spawn(connection);
    let response = sender.send_request(request).await.map_err(later)?;
    let status = response.status().as_u16();
    // The status alone decides where the body does not come.
    let body = Limited::new(response.into_body(), LONGEST).collect().await;
    let body = body.map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned()).unwrap_or_default();
    Ok((status, body))
}

/// What believes the system's authorities, or these in their place. Errors: the cryptography refuses itself.
pub fn trusting(own: &[CertificateDer<'static>]) -> Result<Arc<ClientConfig>, rustls::Error> {
    let mut roots = RootCertStore::empty();
    match own.is_empty() {
        true => _ = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs),
        false => _ = roots.add_parsable_certificates(own.iter().cloned()),
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

fn later(error: impl std::fmt::Display) -> Undelivered {
    Undelivered::Later(error.to_string())
}

/// What a provider's answer means by its status alone: what the operator can mend or time heals is tried again.
pub fn judged(status: u16, body: String) -> Result<String, Undelivered> {
    let said = format!("status {status}: {body}");
    match status {
        200..=299 => Ok(said),
        401 | 407 | 408 | 425 | 429 | 500.. | ..=399 => Err(Undelivered::Later(said)),
        _ => Err(Undelivered::Refused(said)),
    }
}
