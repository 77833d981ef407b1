//! The gateway: who signs, what they ask of the service behind it, whether their policies allow it; then the request goes on,
//! signed anew.
//! AWS: the IAM user guide, "Policy evaluation logic"; S3's API reference, "Authenticating requests"; `rules::gateway` knows
//! the services.
//!
//! Order: form of the request, backend, signature, time, credentials, policies, body. A body that streams is proved on its way:
//! the store gets the last of it only when all of it is proved.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::body::Body;
use crypto::sigv4::{self, Claim, Payload};
use futures_util::FutureExt;
use http::header::CONNECTION;
use http::{HeaderValue, Request, Response, StatusCode, Version};
use hyper::body::Incoming;
use metrics_exporter_prometheus::PrometheusHandle;
use rules::access_keys::Known;
use rules::gateway::judge::{self, Said};
use rules::gateway::{Bearer, Form, Plan, Refusal};
use rules::iam::authority::{Authority, Signer};
use rules::policy::Context;
use rules::{Caller, Ctx, World, access_keys, credentials};
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::config::Settings;
use crate::config::values::{Network, Origin};
use crate::{metrics, outbound, peer};

mod answer;
mod backend;
mod body;
mod cors;
mod functions;
mod head;
mod line;
mod tables;
mod tags;
mod upstream;

use backend::Backend;
use body::{Arriving, Fault, Proved, Sent};
use head::Head;

/// What is read of a body at once, and gathered of an answer before it is written.
pub const PIECE: usize = 1 << 20;

/// All bodies that are read whole at one time may take this much, in units of [`UNIT`].
const ROOM: usize = 4_096;
const UNIT: usize = 64 << 10;

/// The longest body of services whose bodies are always read.
const LONGEST: usize = 10 << 20;

/// The gateway of a process.
pub struct Gateway {
    world: Arc<World>,
    backends: Vec<Backend>,
    trusted_proxies: Vec<Network>,
    metrics_from: Vec<Network>,
    metrics: PrometheusHandle,
    cors_origins: Vec<Origin>,
    is_secure: bool,
    room: Arc<Semaphore>,
}

/// What log and metrics say of a request.
#[derive(Default)]
struct Note {
    backend: Option<String>,
    error: Option<&'static str>,
}

/// One request whose signature is proved.
struct Proven<'a> {
    gateway: &'a Gateway,
    backend: &'a Backend,
    head: &'a Head,
    claim: &'a Claim,
    ip: &'a str,
    ctx: Ctx,
    signer: Signer,
    /// The key, where it is one that is kept.
    known: Option<Known>,
}

impl Gateway {
    /// The gateway of the settings.
    pub fn new(
        settings: &Settings,
        world: Arc<World>,
        outbound: &Arc<outbound::Client>,
        metrics: PrometheusHandle,
    ) -> Gateway {
        let of = &settings.gateway;
        let own = of.public_url.as_ref().map(|url| url.host.clone());
        let backends = of.backends.all.iter();
        let is_secure = match &of.public_url {
            Some(url) => url.is_https,
            None => settings.tls.is_some(),
        };
        Gateway {
            world,
            backends: backends
                .map(|backend| Backend::new(backend, own.as_deref(), Arc::clone(outbound)))
                .collect(),
            trusted_proxies: settings.trusted_proxies.clone(),
            metrics_from: settings.metrics_from.clone(),
            metrics,
            cors_origins: of.cors_origins.clone(),
            is_secure,
            room: Arc::new(Semaphore::new(ROOM)),
        }
    }

    /// Answers one request.
    pub async fn handle(&self, peer: SocketAddr, request: Request<Incoming>) -> Response<Body> {
        let began = Instant::now();
        let ip = peer::client(peer.ip(), request.headers(), &self.trusted_proxies);
        let Ok(request_id) = self.request_id() else {
            return answer::refused(Form::Xml, &Refusal::internal(Form::Xml), "unknown", false);
        };
        let origin = cors::origin(&self.cors_origins, request.headers());
        if let Some(response) = self.own(peer, &request, origin.as_ref()) {
            return response;
        }
        let mut note = Note::default();
        let client = ip.to_string();
        let answered = AssertUnwindSafe(self.answered(&client, &request_id, request, &mut note));
        let mut response = match answered.catch_unwind().await {
            Ok(response) => response,
            Err(_) => answer::refused(Form::Xml, &Refusal::internal(Form::Xml), &request_id, false),
        };
        if let Some(origin) = origin {
            cors::allow(response.headers_mut(), origin);
        }
        let (status, took) = (response.status().as_u16(), began.elapsed());
        let backend = note.backend.as_deref().unwrap_or("none");
        metrics::passed(backend, status, took);
        let ms = (took.as_secs_f64() * 100_000.0).round() / 100.0;
        let error = note.error;
        tracing::info!(target: "cenote::gateway", backend, status, error, ms, peer = %ip, request_id, "answered");
        response
    }

    /// What the gateway answers itself: names that no bucket has, and browsers' questions.
    fn own(
        &self,
        peer: SocketAddr,
        request: &Request<Incoming>,
        origin: Option<&HeaderValue>,
    ) -> Option<Response<Body>> {
        let is_near = self.metrics_from.iter().any(|network| network.contains(peer.ip()));
        match (request.method().as_str(), request.uri().path()) {
            ("GET", "/-/health/live") => Some(answer::text("live")),
            ("GET", "/-/metrics") if is_near && !peer::is_forwarded(request.headers()) => {
                Some(answer::text(metrics::page(&self.metrics, self.world.store.stats())))
            }
            ("OPTIONS", _) => Some(cors::preflight(origin, request.headers())),
            _ => None,
        }
    }

    fn request_id(&self) -> Result<String, rules::outside::NoEntropy> {
        let mut bytes = [0; 8];
        self.world.rng.fill(&mut bytes)?;
        Ok(hex_upper(&bytes))
    }

    async fn answered(
        &self,
        ip: &str,
        request_id: &str,
        request: Request<Incoming>,
        note: &mut Note,
    ) -> Response<Body> {
        let is_head = request.method() == http::Method::HEAD;
        let form = head::form(request.headers(), request.uri().path());
        let (parts, incoming) = request.into_parts();
        let incoming = Arriving::new(incoming, &parts.headers);
        let waits = incoming.waits();
        let answered = match Head::read(&parts, form) {
            Ok(head) => self.judged(ip, request_id, &head, incoming, note).await,
            Err(refusal) => Err((form, refusal)),
        };
        let mut response = answered.unwrap_or_else(|(form, refusal)| {
            note.error = Some(refusal.code);
            answer::refused(form, &refusal, request_id, is_head)
        });
        if parts.version < Version::HTTP_2 && waits() {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }

    async fn judged(
        &self,
        ip: &str,
        request_id: &str,
        head: &Head,
        incoming: Arriving,
        note: &mut Note,
    ) -> Result<Response<Body>, (Form, Refusal)> {
        let form = head.form;
        let headers = head.pairs();
        let signed = head.signed(&headers, b"");
        let of_signature =
            |form, why: &sigv4::Refusal| (form, Refusal::of_signature(form, why, head.is_presigned));
        let claim = sigv4::parse(&signed).map_err(|why| of_signature(form, &why))?;
        let backend = self.backend(&claim, head).ok_or_else(|| {
            let why = sigv4::Refusal::Scope("The gateway has no backend for this service. ".to_owned());
            of_signature(form, &why)
        })?;
        note.backend = Some(backend.settings.name.clone());
        let form = backend.service().form;
        let regions: Vec<&str> = self.world.config.regions.iter().map(String::as_str).collect();
        let regions = [&regions[..], &[backend.settings.region.as_str()]].concat();
        claim.check_scope(&regions, &[backend.service().name]).map_err(|why| of_signature(form, &why))?;
        let failed = |error: &rules::Error| {
            if error.reason() == rules::Reason::Internal {
                tracing::error!(request_id, %error, "a request of the gateway failed");
            }
            (form, Refusal::of_error(form, error, claim.session_token.is_some()))
        };
        let mut known = None;
        let (secret, signer) = match claim.session_token.as_deref() {
            Some(token) => {
                let opened = credentials::open(&self.world, &claim.access_key_id, token);
                let opened = opened.map_err(|error| failed(&error))?;
                (opened.secret, Signer::Session(Box::new(opened.session)))
            }
            None => {
                let found = access_keys::known(&self.world, &claim.access_key_id).await;
                let found = found.map_err(|error| failed(&error))?;
                let pair = (found.secret.clone(), found.signer.clone());
                known = Some(found);
                pair
            }
        };
        let now = self.world.clock.now();
        let caller = Caller::Administrator {
            access_key_id: claim.access_key_id.clone(),
            region: claim.region.clone(),
            signer: signer.clone(),
        };
        let origin = rules::Origin {
            ip: ip.to_owned(),
            user_agent: head.header("user-agent").unwrap_or_default().to_owned(),
            ..rules::Origin::default()
        };
        let ctx = Ctx::new(Arc::clone(&self.world), caller, request_id.to_owned(), origin);
        let proven = Proven { gateway: self, backend, head, claim: &claim, ip, ctx, signer, known };
        if backend.is_streamed() {
            let payload = sigv4::verify_head(&signed, &claim, secret.reveal(), now);
            let payload = payload.map_err(|why| of_signature(form, &why))?;
            let body = proven.proved(payload, incoming).map_err(|refusal| (form, refusal))?;
            return proven.go_on(body).await.map_err(|refusal| (form, refusal));
        }
        let longest = (backend.service().body)(&proven.request(&head.query, &headers, b"", &NO_KEYS));
        let read = self.read(Proved::unproved(incoming, head.length), longest.unwrap_or(LONGEST), form).await;
        let (bytes, _room) = read.map_err(|refusal| (form, refusal))?;
        let signed = head.signed(&headers, &bytes);
        sigv4::verify(&signed, &claim, secret.reveal(), now).map_err(|why| of_signature(form, &why))?;
        proven.go_on(Sent::Whole(bytes)).await.map_err(|refusal| (form, refusal))
    }

    /// The backend that a request is for: of the service that it was signed for, by the host that it was sent to.
    fn backend(&self, claim: &Claim, head: &Head) -> Option<&Backend> {
        let mut of_service = self.backends.iter().filter(|backend| backend.service().name == claim.service);
        let by_host = of_service.clone().find(|backend| backend.answers_to(&head.host));
        by_host.or_else(|| of_service.find(|backend| backend.is_default))
    }

    /// A whole body, and the room that it takes.
    async fn read(
        &self,
        mut body: Proved,
        longest: usize,
        form: Form,
    ) -> Result<(Vec<u8>, tokio::sync::OwnedSemaphorePermit), Refusal> {
        let length = body.length().unwrap_or(longest as u64);
        if length > longest as u64 {
            return Err(Refusal::too_long(form));
        }
        let units = u32::try_from(length / UNIT as u64 + 1).unwrap_or(u32::MAX);
        let room = tokio::time::timeout(body::PATIENCE, Arc::clone(&self.room).acquire_many_owned(units));
        let Ok(Ok(room)) = room.await else { return Err(Refusal::unavailable(form)) };
        let read = async {
            let mut bytes = Vec::new();
            while let Some(piece) = body.next().await.map_err(|fault| fault.refusal(form))? {
                if bytes.len() + piece.len() > longest {
                    return Err(Refusal::too_long(form));
                }
                bytes.extend_from_slice(&piece);
            }
            Ok(bytes)
        };
        // Whoever sends it drop by drop does not keep the room from others.
        let bytes = tokio::time::timeout(body::PATIENCE, read).await;
        Ok((bytes.unwrap_or_else(|_| Err(Fault::Slow.refusal(form)))?, room))
    }
}

static NO_KEYS: BTreeMap<String, String> = BTreeMap::new();

impl Proven<'_> {
    fn request<'a>(
        &'a self,
        query: &'a [(String, String)],
        headers: &'a [(&'a str, &'a str)],
        body: &'a [u8],
        partition_keys: &'a BTreeMap<String, String>,
    ) -> rules::gateway::Request<'a> {
        let session = match &self.signer {
            Signer::Session(session) => Some(session.as_ref()),
            _ => None,
        };
        rules::gateway::Request {
            bearer: Bearer { access_key_id: &self.claim.access_key_id, arn: "", user_id: "", session },
            backend: &self.backend.settings.name,
            region: &self.backend.settings.region,
            account: &self.gateway.world.config.account,
            method: &self.head.method,
            host: &self.head.host,
            hosts: &self.backend.settings.hosts,
            path: &self.head.path,
            query,
            headers,
            is_presigned: self.head.is_presigned,
            body,
            partition_keys,
        }
    }

    /// The body, to be proved as it comes. Errors: what it says of itself does not fit.
    fn proved(&self, payload: Payload, incoming: Arriving) -> Result<Sent, Refusal> {
        let head = self.head;
        let is_plain = matches!(payload, Payload::Unsigned)
            || matches!(&payload, Payload::Chunked(chunks) if !chunks.is_signed());
        let has_body = !incoming.is_empty();
        // AWS: a body that nobody signs must come by TLS.
        if is_plain && !head.is_presigned && !self.gateway.is_secure && has_body {
            let text = "A payload that is not signed must be sent by HTTPS";
            return Err(Refusal::new(400, "InvalidRequest", text));
        }
        if let Payload::Chunked(chunks) = payload {
            let length =
                head.header("x-amz-decoded-content-length").and_then(|text| text.parse::<u64>().ok());
            let Some(length) = length else {
                let text = "You must provide the x-amz-decoded-content-length HTTP header.";
                return Err(Refusal::new(411, "MissingContentLength", text));
            };
            let trailers = head.header("x-amz-trailer").unwrap_or_default().split(',');
            let trailers: Vec<String> = trailers
                .map(|name| name.trim().to_ascii_lowercase())
                .filter(|name| !name.is_empty())
                .collect();
            let is_sound = trailers.len() <= 4
                && trailers.iter().all(|name| name.starts_with("x-amz-checksum-"))
                && (chunks.has_trailer() || trailers.is_empty());
            if !is_sound {
                let text = "The value specified in the x-amz-trailer header is not supported";
                return Err(Refusal::new(400, "InvalidRequest", text));
            }
            return Ok(Sent::Streamed(Box::new(Proved::chunked(incoming, chunks, length, trailers))));
        }
        if head.is_chunked || (head.length.is_none() && has_body) {
            let text = "You must provide the Content-Length HTTP header.";
            return Err(Refusal::new(411, "MissingContentLength", text));
        }
        let length = head.length.or(Some(0));
        let body = match payload {
            Payload::Hashed(hash) => Proved::hashed(incoming, length, hash),
            _ => Proved::unproved(incoming, length),
        };
        Ok(Sent::Streamed(Box::new(body)))
    }

    /// Judges the request, and sends it on.
    async fn go_on(self, body: Sent) -> Result<Response<Body>, Refusal> {
        let form = self.backend.service().form;
        if let Some(known) = &self.known {
            access_keys::used(self.ctx.world(), known, self.backend.service().name, &self.claim.region).await;
        }
        let failed = |error: &rules::Error| {
            if error.reason() == rules::Reason::Internal {
                tracing::error!(request_id = self.ctx.request_id, %error, "a request of the gateway failed");
            }
            Refusal::of_error(form, error, self.claim.session_token.is_some())
        };
        let authority = Authority::load(&self.ctx, &self.signer).await.map_err(|error| failed(&error))?;
        let headers = self.head.pairs();
        let bare = self.request(&self.head.query, &headers, b"", &NO_KEYS);
        let (body, _room) = match ((self.backend.service().body)(&bare), body) {
            (Some(longest), Sent::Streamed(body)) => {
                let (bytes, room) = self.gateway.read(*body, longest, form).await?;
                (Sent::Whole(bytes), Some(room))
            }
            (_, body) => (body, None),
        };
        let bytes = match &body {
            Sent::Whole(bytes) | Sent::Rewritten(bytes) => bytes.as_slice(),
            Sent::Streamed(_) => b"",
        };
        let arn = authority.principal.arn.clone();
        let user_id = authority.principal.id.clone();
        let bare = rules::gateway::Request { body: bytes, ..bare };
        let tables = (self.backend.service().tables)(&bare);
        let keys = tables::partition_keys(self.backend, &tables, &self.ctx).await;
        let bearer = Bearer { arn: &arn, user_id: &user_id, ..bare.bearer };
        let request = rules::gateway::Request { bearer, partition_keys: &keys, ..bare };
        let mut plan = (self.backend.service().plan)(&request)?;
        let said = Said {
            ip: self.ip,
            is_secure: self.gateway.is_secure,
            region: &self.claim.region,
            user_agent: self.head.header("user-agent"),
            referer: self.head.header("referer"),
            access_key_id: &self.claim.access_key_id,
        };
        let common = self.context(&authority, &said);
        tags::say(self.backend, &mut plan, &authority, &common, &self.ctx).await;
        let denied = self.denied(&authority, &common, &said, &plan).map_err(|error| failed(&error))?;
        let body = match (denied.is_empty(), body) {
            (true, body) => body,
            (false, body) => {
                let Sent::Whole(bytes) = body else { return Err(Refusal::internal(form)) };
                return self.partly(&plan, &bytes, &denied).await;
            }
        };
        let to_miss = plan.to_miss.as_ref();
        let may_miss =
            to_miss.is_none_or(|asked| authority.judge(&asked.action, &asked.resource, &common).is_ok());
        if let (None, Sent::Whole(bytes)) = (&self.backend.settings.endpoint, &body) {
            return functions::invoke(self.head, &plan, bytes, &self.ctx).await;
        }
        let response = upstream::send(self.backend, self.head, &plan, body, &self.ctx).await?;
        if response.status() == StatusCode::NOT_FOUND && !may_miss {
            return Err(Refusal::denied(form, "Access Denied"));
        }
        Ok(response)
    }

    fn context(&self, authority: &Authority, said: &Said<'_>) -> Context {
        let mut context = judge::context(&self.ctx, authority, said);
        if self.head.is_presigned && self.backend.service().name == "s3" {
            let age = self.ctx.now().saturating_sub(self.claim.time_ms).max(0);
            context.set("s3:signatureAge", age.to_string());
        }
        context
    }

    /// The places of the items that may not be touched. Errors: all is denied.
    fn denied(
        &self,
        authority: &Authority,
        common: &Context,
        said: &Said<'_>,
        plan: &Plan,
    ) -> rules::Result<Vec<usize>> {
        let mut denied = Vec::new();
        for (at, asked) in plan.asked.iter().enumerate() {
            match judge::judge(&self.ctx, authority, common, said, asked) {
                Ok(()) => {}
                Err(error) if error.reason() == rules::Reason::AccessDenied && at < plan.apart => {
                    denied.push(at);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(denied)
    }

    /// A batch of which some items are denied: the rest goes on, and the answer tells of both.
    async fn partly(&self, plan: &Plan, bytes: &[u8], denied: &[usize]) -> Result<Response<Body>, Refusal> {
        let form = self.backend.service().form;
        let (rest, left_out) = rules::gateway::s3::without(bytes, denied)?;
        if denied.len() == plan.apart {
            let text = rules::gateway::s3::merged(None, &left_out)?;
            return Ok(answer::xml(StatusCode::OK, text, &self.ctx.request_id));
        }
        let body = Sent::Rewritten(rest.into_bytes());
        let response = upstream::send(self.backend, self.head, plan, body, &self.ctx).await?;
        if response.status() != StatusCode::OK {
            return Ok(response);
        }
        let answered = axum::body::to_bytes(response.into_body(), 4 << 20).await;
        let answered = answered.map_err(|_| Refusal::unavailable(form))?;
        let text = rules::gateway::s3::merged(Some(&answered), &left_out)?;
        Ok(answer::xml(StatusCode::OK, text, &self.ctx.request_id))
    }
}

fn hex_upper(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}
