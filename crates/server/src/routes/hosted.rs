//! The hosted domains of pools: by the host that a request names, and below `/domain/{name}` of the public URL.
//!
//! Several domains share the origin of the public URL, and what one keeps in a browser the others could use: there
//! `cenote serve` answers only what needs no cookie. `cenote dev`, on one machine, answers everything.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use rules::Ctx;
use rules::hosted::site::{self, Site};
use web::hosted::{self, Incoming};

use crate::app::{App, Asker};
use crate::respond::{self, Note};

/// The longest body.
const LIMIT: usize = 256 << 10;

/// How long a body may take to come in.
const PATIENCE: Duration = Duration::from_secs(30);

/// What needs no cookie.
const BARE: [&str; 10] = [
    "/oauth2/token",
    "/oauth2/userInfo",
    "/oauth2/revoke",
    "/oauth2/register",
    "/oauth2/introspect",
    "/oauth2/par",
    "/oauth2/device_authorization",
    "/confirmUser",
    "/feedback",
    "/undo-address",
];

/// The answer of the hosted domain whose host a request names; the request itself where it names none.
pub async fn by_host(
    app: &Arc<App>,
    asker: &Asker,
    request: Request<Body>,
) -> Result<Response<Body>, Box<Request<Body>>> {
    let path = request.uri().path();
    // Styles and scripts are the same under every name, but for those of a pool's own.
    let is_shared = path.starts_with("/assets/") && !path.starts_with(web::looks::BRANDING);
    if path == "/" || is_shared || app.knows(super::host(&request)) {
        return Err(Box::new(request));
    }
    let ctx = app.ctx(asker, request.headers());
    match site::of_host(&ctx, super::host(&request)).await {
        Ok(Some(site)) => {
            let path = path.to_owned();
            Ok(answer(&ctx, &site, &path, request).await)
        }
        Ok(None) => Err(Box::new(request)),
        Err(error) => Ok(respond::rules_error(Note::private("hosted"), &asker.request_id, &error)),
    }
}

/// The answer of the domain that a path names.
pub async fn by_path(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    request: Request<Body>,
) -> Response<Body> {
    // As it came: whoever stands in front and judges addresses is to see the same as we do.
    let below = request.uri().path().strip_prefix("/domain/").and_then(|path| path.split_once('/'));
    let Some((name, rest)) = below else { return respond::unknown() };
    let (name, path) = (name.to_owned(), format!("/{rest}"));
    let is_bare = BARE.contains(&path.as_str()) || path.starts_with("/.well-known/");
    if app.dev.is_none() && !is_bare {
        return respond::unknown();
    }
    let ctx = app.ctx(&asker, request.headers());
    let origin = app.origin_of(super::host(&request)).to_string();
    match site::of_path(&ctx, &name, &origin).await {
        Ok(Some(site)) => answer(&ctx, &site, &path, request).await,
        Ok(None) => respond::unknown(),
        Err(error) => respond::rules_error(Note::private("hosted"), &asker.request_id, &error),
    }
}

async fn answer(ctx: &Ctx, site: &Site, path: &str, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Some(body) = read(body).await else {
        let note = Note::private("hosted");
        return respond::answer(
            note,
            StatusCode::BAD_REQUEST,
            "text/plain",
            "The body is too long or too late.",
        );
    };
    let incoming = Incoming {
        method: &parts.method,
        path,
        query: parts.uri.query().unwrap_or_default(),
        headers: &parts.headers,
        body: &body,
    };
    let hosted::answer::Answer { name, error, response } = hosted::answer(ctx, site, &incoming).await;
    let mut response = response.map(Body::from);
    response.extensions_mut().insert(Note { error, ..Note::private(name) });
    response
}

async fn read(body: Body) -> Option<Bytes> {
    let body = tokio::time::timeout(PATIENCE, Limited::new(body, LIMIT).collect()).await;
    Some(body.ok()?.ok()?.to_bytes())
}
