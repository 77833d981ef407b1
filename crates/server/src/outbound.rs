//! Requests to servers elsewhere: documents of identity providers, fetched so that nobody can use us to look behind a
//! wall, and functions at addresses of the settings.
//! AWS: ports 80 and 443 of public addresses, redirects followed. RFC: 6890 (addresses that are not public).
//!
//! Every address is resolved here, checked, and then connected to as it was checked; each redirect goes through the
//! same check. What an error says goes to the log.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, DATE, HOST, HeaderName, LOCATION, USER_AGENT};
use http::uri::{Authority, Scheme};
use http::{HeaderValue, Request, Response, Uri};
use http_body_util::{BodyExt, Empty, Full, Limited};
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rules::outside::{Outbound, Question, Reply, Unfetched};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::config::values::Network;

/// The longest document.
const LONGEST: usize = 1_048_576;

/// How long all of it may take, redirects included.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often a redirect is followed.
const REDIRECTS: usize = 5;

/// Who we say that we are.
const AGENT: HeaderValue =
    HeaderValue::from_static(concat!("Amazon/Cognito (Cenote ", env!("CARGO_PKG_VERSION"), ")"));

/// Fetches documents, and sends events to functions.
pub struct Client {
    /// Networks that may be asked although they are not public, over http too and on any port.
    private: Vec<Network>,
    /// How long all of one request may take.
    patience: Duration,
    tls: OnceLock<Arc<ClientConfig>>,
}

impl Client {
    /// A client that may ask public addresses, and these.
    pub fn new(private: Vec<Network>) -> Client {
        Client { private, patience: PATIENCE, tls: OnceLock::new() }
    }

    async fn fetch(&self, url: &str) -> Result<Vec<u8>, Unfetched> {
        let mut url: Uri = url.parse().map_err(|_| Unfetched::Failed("the URL does not read".to_owned()))?;
        for _ in 0..=REDIRECTS {
            let response = self.fetch_once(&url).await?;
            if response.status().is_redirection() {
                url = next(&url, &response)?;
                continue;
            }
            if response.status().as_u16() != 200 {
                return Err(Unfetched::Status(response.status().as_u16()));
            }
            let body = Limited::new(response.into_body(), LONGEST).collect().await;
            let body = body.map_err(|error| Unfetched::Failed(error.to_string()))?;
            return Ok(body.to_bytes().to_vec());
        }
        Err(Unfetched::Failed("it redirects too often".to_owned()))
    }

    /// One request to an address that the settings name: any port of a public one over https, and a private one where
    /// that is allowed.
    pub async fn send(
        &self,
        url: &Uri,
        mut request: Request<Full<Bytes>>,
        may_be_private: bool,
    ) -> Result<Response<Incoming>, Unfetched> {
        let authority = url.authority().map(Authority::as_str).unwrap_or_default();
        request.headers_mut().insert(HOST, authority.parse().map_err(failed)?);
        request.headers_mut().insert(USER_AGENT, AGENT);
        let may = |address: SocketAddr, is_tls: bool| {
            may_be_private || self.is_named(address.ip()) || (is_tls && is_public(address.ip()))
        };
        self.exchange(url, request, may).await
    }

    /// One request to a provider, where documents may be fetched from too.
    async fn question(&self, question: &Question<'_>) -> Result<Reply, Unfetched> {
        let url: Uri =
            question.url.parse().map_err(|_| Unfetched::Failed("the URL does not read".to_owned()))?;
        let authority = url.authority().map(Authority::as_str).unwrap_or_default();
        let path = url.path_and_query().map_or("/", |path| path.as_str());
        let mut request = match &question.form {
            Some(_) => Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded"),
            None => Request::get(path),
        };
        request =
            request.header(HOST, authority).header(USER_AGENT, AGENT).header(ACCEPT, "application/json");
        for (name, value) in &question.headers {
            request = request.header(HeaderName::from_static(name), value);
        }
        let body = question.form.clone().unwrap_or_default();
        let request = request.body(Full::new(Bytes::from(body))).map_err(failed)?;
        let may = |address: SocketAddr, is_tls: bool| self.may_fetch(address, is_tls);
        let response = self.exchange(&url, request, may).await?;
        let status = response.status().as_u16();
        let date = response.headers().get(DATE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let body = Limited::new(response.into_body(), LONGEST).collect().await;
        let body = body.map_err(|error| Unfetched::Failed(error.to_string()))?;
        Ok(Reply { status, date, body: body.to_bytes().to_vec() })
    }

    /// Whether documents are fetched from an address. AWS: by https from the usual port of public ones.
    fn may_fetch(&self, address: SocketAddr, is_tls: bool) -> bool {
        self.is_named(address.ip()) || (is_tls && address.port() == 443 && is_public(address.ip()))
    }

    /// One GET.
    async fn fetch_once(&self, url: &Uri) -> Result<Response<Incoming>, Unfetched> {
        let authority = url.authority().map(Authority::as_str).unwrap_or_default();
        let path = url.path_and_query().map_or("/", |path| path.as_str());
        let request = Request::get(path)
            .header(HOST, authority)
            .header(USER_AGENT, AGENT)
            .header(ACCEPT, "*/*")
            .body(Empty::<Bytes>::new())
            .map_err(failed)?;
        let may = |address: SocketAddr, is_tls: bool| self.may_fetch(address, is_tls);
        self.exchange(url, request, may).await
    }

    /// One request to the first of a host's addresses that may be asked.
    async fn exchange<B>(
        &self,
        url: &Uri,
        request: Request<B>,
        may: impl Fn(SocketAddr, bool) -> bool,
    ) -> Result<Response<Incoming>, Unfetched>
    where
        B: Body<Data = Bytes, Error = std::convert::Infallible> + Send + 'static,
    {
        let authority = url.authority().ok_or_else(|| Unfetched::Failed("it names no host".to_owned()))?;
        let is_tls = url.scheme() == Some(&Scheme::HTTPS);
        if authority.as_str().contains('@') {
            return Err(Unfetched::Forbidden("it names a user".to_owned()));
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']');
        let default = if is_tls { 443 } else { 80 };
        let found = addresses(host, authority.port_u16().unwrap_or(default)).await?;
        let address = found.into_iter().find(|address| may(*address, is_tls)).ok_or_else(|| {
            Unfetched::Forbidden("it is a private address, another port than 443, or plain http".to_owned())
        })?;
        let stream = TcpStream::connect(address).await.map_err(failed)?;
        if !is_tls {
            return send(stream, request).await;
        }
        let name = ServerName::try_from(host.to_owned()).map_err(failed)?;
        let connector = TlsConnector::from(self.tls()?);
        send(connector.connect(name, stream).await.map_err(failed)?, request).await
    }

    /// Whether the settings name an address that is not public.
    fn is_named(&self, address: IpAddr) -> bool {
        self.private.iter().any(|network| network.contains(address))
    }

    /// A new connection to a host that the settings name: to the first of its addresses that may be
    /// asked.
    pub async fn connect(&self, url: &Uri, may_be_private: bool) -> Result<Box<dyn Stream>, Unfetched> {
        let authority = url.authority().ok_or_else(|| Unfetched::Failed("it names no host".to_owned()))?;
        let is_tls = url.scheme() == Some(&Scheme::HTTPS);
        let host = authority.host().trim_start_matches('[').trim_end_matches(']');
        let found = addresses(host, authority.port_u16().unwrap_or(if is_tls { 443 } else { 80 })).await?;
        let may = |address: &&SocketAddr| {
            may_be_private || self.is_named(address.ip()) || (is_tls && is_public(address.ip()))
        };
        let address = found.iter().find(may).ok_or_else(|| {
            Unfetched::Forbidden("it is a private address, which its settings do not allow".to_owned())
        })?;
        let stream = TcpStream::connect(address).await.map_err(failed)?;
        stream.set_nodelay(true).map_err(failed)?;
        if !is_tls {
            return Ok(Box::new(stream));
        }
        let name = ServerName::try_from(host.to_owned()).map_err(failed)?;
        let connector = TlsConnector::from(self.tls()?);
        Ok(Box::new(connector.connect(name, stream).await.map_err(failed)?))
    }

    /// The system's authorities, read when the first request needs them.
    fn tls(&self) -> Result<Arc<ClientConfig>, Unfetched> {
        if let Some(config) = self.tls.get() {
            return Ok(Arc::clone(config));
        }
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(failed)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Arc::clone(self.tls.get_or_init(|| Arc::new(config))))
    }
}

/// A connection, whatever carries it.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

#[async_trait]
impl Outbound for Client {
    async fn get(&self, url: &str) -> Result<Vec<u8>, Unfetched> {
        let fetched = tokio::time::timeout(self.patience, self.fetch(url)).await;
        fetched.unwrap_or_else(|_| Err(Unfetched::Failed("it takes too long".to_owned())))
    }

    async fn ask(&self, question: Question<'_>) -> Result<Reply, Unfetched> {
        let asked = tokio::time::timeout(self.patience, self.question(&question)).await;
        asked.unwrap_or_else(|_| Err(Unfetched::Failed("it takes too long".to_owned())))
    }

    async fn tell(&self, url: &str, form: String) -> Result<u16, Unfetched> {
        let told = async {
            let url: Uri = url.parse().map_err(|_| Unfetched::Failed("the URL does not read".to_owned()))?;
            let path = url.path_and_query().map_or("/", |path| path.as_str());
            let request = Request::post(path)
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Full::new(Bytes::from(form)))
                .map_err(failed)?;
            Ok(self.send(&url, request, false).await?.status().as_u16())
        };
        let told = tokio::time::timeout(self.patience, told).await;
        told.unwrap_or_else(|_| Err(Unfetched::Failed("it takes too long".to_owned())))
    }

    fn may_be_plain(&self) -> bool {
        !self.private.is_empty()
    }
}

/// The addresses of a host.
async fn addresses(host: &str, port: u16) -> Result<Vec<SocketAddr>, Unfetched> {
    match host.parse::<IpAddr>() {
        Ok(address) => Ok(vec![SocketAddr::new(address, port)]),
        Err(_) => Ok(tokio::net::lookup_host((host, port)).await.map_err(failed)?.collect()),
    }
}

async fn send<S, B>(stream: S, request: Request<B>) -> Result<Response<Incoming>, Unfetched>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    B: Body<Data = Bytes, Error = std::convert::Infallible> + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(failed)?;
    // Ends when the answer is read or dropped.
    tokio::spawn(connection);
    sender.send_request(request).await.map_err(failed)
}

/// Where a redirect leads.
fn next(url: &Uri, response: &Response<Incoming>) -> Result<Uri, Unfetched> {
    let unclear = || Unfetched::Failed("it redirects nowhere".to_owned());
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    let location: Uri = location.and_then(|text| text.parse().ok()).ok_or_else(unclear)?;
    if location.authority().is_some() && location.scheme().is_some() {
        return Ok(location);
    }
    let path = location.path_and_query().filter(|path| path.as_str().starts_with('/'));
    let mut parts = url.clone().into_parts();
    parts.path_and_query = Some(path.ok_or_else(unclear)?.clone());
    Uri::from_parts(parts).map_err(|_| unclear())
}

fn failed(error: impl std::fmt::Display) -> Unfetched {
    Unfetched::Failed(error.to_string())
}

/// Whether an address is one of the public Internet's. Forms of IPv6 that carry an IPv4 address count as that.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = matches!(
        (a, b, c),
        (0 | 10 | 127, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (224..=255, ..)
    );
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // Mapped, and translated by NAT64.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        // Documentation, tunnels whose ends are IPv4 addresses, identifiers.
        [0x2001, 0x0..=0x1ff | 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0x0..=0xfff, ..] => false,
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

#[cfg(test)]
mod tests;
