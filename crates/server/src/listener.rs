//! The listener: accepts connections, speaks HTTP/1.1 and HTTP/2 with or without TLS, and ends gracefully.
//!
//! Every wait has an end: for a place, a handshake, a first request, a header, an answer to a ping. Bodies have
//! theirs where they are read.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::Body;
use futures_util::future::BoxFuture;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

/// Answers a request of a peer.
pub type Answers = Arc<
    dyn Fn(SocketAddr, Request<Incoming>) -> BoxFuture<'static, Result<Response<Body>, Infallible>>
        + Send
        + Sync,
>;

/// Connections at once; further ones wait to be accepted.
const CONNECTIONS: usize = 10_000;

/// How long a TLS handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// How long a connection may be open without a whole request.
const FIRST_REQUEST: Duration = Duration::from_secs(30);

/// How long a request's head may take, and how long a connection may rest between two requests.
const HEAD: Duration = Duration::from_secs(60);

/// HTTP/2 connections are asked this often whether anyone is there.
const PING: Duration = Duration::from_secs(30);

/// All headers of a request together.
const HEAD_BYTES: u32 = 64 << 10;

/// Requests under way on one HTTP/2 connection.
const STREAMS: u32 = 128;

/// What a listener is for.
pub struct Serving {
    /// Who answers.
    pub answers: Answers,
    /// What ends TLS, where it ends here.
    pub tls: Option<TlsAcceptor>,
    /// How much of a body is read at once, and of an answer gathered before it is written, where bodies are large. Then there is
    /// HTTP/2 over TLS alone.
    pub piece: Option<usize>,
}

/// What each connection is served with.
struct Service {
    answers: Answers,
    http: Builder<TokioExecutor>,
    /// For HTTP/1.1, where bodies are large.
    large: Option<http1::Builder>,
    tls: Option<TlsAcceptor>,
}

/// Serves until `stop` turns true, then lets requests under way end within `grace`.
pub async fn serve(
    serving: Serving,
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
    grace: Duration,
) {
    let Serving { answers, tls, piece } = serving;
    let service = Arc::new(Service { answers, http: http(), large: piece.map(large), tls });
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            _ = stop.wait_for(|stops| *stops) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let (service, watcher) = (Arc::clone(&service), graceful.watcher());
                tokio::spawn(async move {
                    connection(service, stream, peer, watcher).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                // Out of descriptors, most likely: trying again at once would only spin.
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    let left = graceful.count();
    tracing::info!(connections = left, "stopping: requests under way may end");
    if timeout(grace, graceful.shutdown()).await.is_err() {
        tracing::warn!("the grace period is over: requests under way were cut off");
    }
}

/// Reads much at once, and copies nothing of what it writes.
fn large(piece: usize) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_header_size(HEAD_BYTES as usize)
        .max_buf_size(piece);
    builder
}

fn http() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES as usize)
        .pipeline_flush(true);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING)
        .keep_alive_timeout(HANDSHAKE)
        .max_header_list_size(HEAD_BYTES)
        .max_concurrent_streams(STREAMS);
    builder
}

async fn connection(service: Arc<Service>, stream: TcpStream, peer: SocketAddr, watcher: Watcher) {
    // Answers are small and whole: waiting for more to send only costs time.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, %peer, "no TCP_NODELAY");
    }
    match &service.tls {
        None => drive(&service, (stream, false), peer, watcher).await,
        Some(acceptor) => match timeout(HANDSHAKE, acceptor.accept(stream)).await {
            Ok(Ok(stream)) => {
                let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
                drive(&service, (stream, is_http2), peer, watcher).await;
            }
            Ok(Err(error)) => tracing::debug!(%error, %peer, "a TLS handshake failed"),
            Err(_) => tracing::debug!(%peer, "a TLS handshake took too long"),
        },
    }
}

/// Serves a connection, of which it is known whether it speaks HTTP/2.
async fn drive<S>(service: &Service, (stream, is_http2): (S, bool), peer: SocketAddr, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let has_asked = Arc::new(AtomicBool::new(false));
    let answers = service_fn(|request| {
        has_asked.store(true, Ordering::Relaxed);
        (service.answers)(peer, request)
    });
    let stream = TokioIo::new(stream);
    match &service.large {
        Some(http1) if !is_http2 => {
            let connection = watcher.watch(http1.serve_connection(stream, answers));
            ended(connection, &has_asked, peer).await;
        }
        _ => ended(watcher.watch(service.http.serve_connection(stream, answers)), &has_asked, peer).await,
    }
}

/// Waits for the end of a connection; not for one that asks nothing.
async fn ended<E: std::fmt::Display>(
    connection: impl Future<Output = Result<(), E>>,
    has_asked: &AtomicBool,
    peer: SocketAddr,
) {
    tokio::pin!(connection);
    let ended = match timeout(FIRST_REQUEST, connection.as_mut()).await {
        Ok(ended) => ended,
        Err(_) if has_asked.load(Ordering::Relaxed) => connection.await,
        Err(_) => return tracing::debug!(%peer, "a connection asked nothing"),
    };
    if let Err(error) = ended {
        tracing::debug!(%error, %peer, "a connection broke");
    }
}
