//! One place behind the gateway, and the connections to it that are kept.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use http::{Request, Response};
use hyper::body::Incoming;
use rules::gateway::Service;
use tokio::time::{Instant, timeout};

use super::line::Line;
use super::tables::Tables;
use crate::config::backends as config;
use crate::outbound;

/// Idle connections that are kept.
const IDLE: usize = 64;

/// How long one is kept.
const KEPT: Duration = Duration::from_secs(20);

/// How long a new connection may take.
const CONNECT: Duration = Duration::from_secs(10);

/// One backend.
pub struct Backend {
    /// What the settings say of it; its hosts include the gateway's own.
    pub settings: config::Backend,
    /// It is the one of its service for every host that is nobody's.
    pub is_default: bool,
    /// What is known of its tables.
    pub tables: Tables,
    idle: Arc<Idle>,
    outbound: Arc<outbound::Client>,
}

/// Connections that wait for their next request, the one that was used last at the end.
#[derive(Default)]
pub struct Idle(Mutex<Vec<(Line, Instant)>>);

impl Idle {
    fn take(&self) -> Option<Line> {
        loop {
            let (mut line, since) = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
            if since.elapsed() > KEPT {
                self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
                return None;
            }
            if line.is_ready() {
                return Some(line);
            }
        }
    }

    /// Keeps a connection whose answer has been read to its end. Those that were kept for too long end: nobody else looks
    /// after them.
    pub fn give(&self, line: Line) {
        let mut idle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() <= KEPT);
        if idle.len() < IDLE {
            idle.push((line, Instant::now()));
        }
    }
}

/// Why there is no answer.
pub enum Unsent {
    /// There is no connection.
    Unreached(String),
    /// The connection broke on the way.
    Broken(String),
}

impl Backend {
    /// The one that the settings name, with the gateway's own host among its hosts if it has none.
    pub fn new(settings: &config::Backend, own: Option<&str>, outbound: Arc<outbound::Client>) -> Backend {
        let mut settings = settings.clone();
        let is_default = settings.hosts.is_empty();
        if is_default {
            settings.hosts.extend(own.map(str::to_owned));
        }
        Backend { settings, is_default, tables: Tables::default(), idle: Arc::default(), outbound }
    }

    /// What it speaks.
    pub fn service(&self) -> &'static Service {
        self.settings.service
    }

    /// Whether its bodies stream by, proved on their way.
    pub fn is_streamed(&self) -> bool {
        self.service().name == "s3"
    }

    /// Whether a host is one of its names, or below one.
    pub fn answers_to(&self, host: &str) -> bool {
        self.settings.hosts.iter().any(|own| {
            host.strip_suffix(own.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
    }

    /// The connections that are kept.
    pub fn idle(&self) -> Arc<Idle> {
        Arc::clone(&self.idle)
    }

    /// Sends a request. A kept connection that was closed meanwhile is replaced.
    pub async fn send(&self, request: Request<Body>) -> Result<(Response<Incoming>, Line), Unsent> {
        let mut request = request;
        while let Some(mut line) = self.idle.take() {
            match line.send(request).await {
                Ok(response) => return Ok((response, line)),
                Err(mut error) => match error.take_message() {
                    Some(back) => request = back,
                    None => return Err(Unsent::Broken(error.into_error().to_string())),
                },
            }
        }
        let connected = timeout(CONNECT, self.connect()).await;
        let mut line =
            connected.unwrap_or_else(|_| Err("it takes too long".to_owned())).map_err(Unsent::Unreached)?;
        let sent = line.send(request).await;
        let response = sent.map_err(|error| Unsent::Broken(error.into_error().to_string()))?;
        Ok((response, line))
    }

    async fn connect(&self) -> Result<Line, String> {
        let endpoint = self.settings.endpoint.as_ref().ok_or("it has no endpoint")?;
        let stream = self.outbound.connect(endpoint, self.settings.may_be_private).await;
        Line::begin(stream.map_err(|error| error.to_string())?).await
    }
}
