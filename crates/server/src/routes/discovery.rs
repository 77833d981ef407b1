//! The documents by which verifiers find a pool's keys.
//! AWS: `/.well-known/jwks.json` and `/.well-known/openid-configuration` below the issuer.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use web::discovery::{self, Document};

use super::host;
use crate::app::{App, Asker};
use crate::respond::{self, Note};

/// The public keys of a pool.
pub async fn jwks(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    Path(user_pool_id): Path<String>,
    headers: HeaderMap,
) -> Response<Body> {
    let document = discovery::jwks(&app.ctx(&asker, &headers), &user_pool_id).await;
    write(Note::new("jwks"), &asker, document)
}

/// The discovery document of a pool.
pub async fn configuration(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    Path(user_pool_id): Path<String>,
    request: Request<Body>,
) -> Response<Body> {
    let base = app.origin_of(host(&request)).to_string();
    let ctx = app.ctx(&asker, request.headers());
    let document = discovery::configuration(&ctx, &user_pool_id, &base).await;
    write(Note::new("openid-configuration"), &asker, document)
}

/// The public key of identities' tokens. AWS: at that very name, and with another host nothing below it.
pub async fn identity_keys(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    headers: HeaderMap,
) -> Response<Body> {
    let document = discovery::identities::jwks(&app.ctx(&asker, &headers)).await;
    write(Note::new("identity-jwks"), &asker, document)
}

/// The discovery document of identities' tokens.
pub async fn identity_configuration(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    request: Request<Body>,
) -> Response<Body> {
    let base = app.origin_of(host(&request)).to_string();
    let ctx = app.ctx(&asker, request.headers());
    write(Note::new("identity-configuration"), &asker, discovery::identities::configuration(&ctx, &base))
}

fn write(note: Note, asker: &Asker, document: rules::Result<Document>) -> Response<Body> {
    let document = match document {
        Ok(document) => document,
        Err(error) => return respond::rules_error(note, &asker.request_id, &error),
    };
    let mut response = respond::json(note, StatusCode::OK, document.body);
    if let Ok(value) = HeaderValue::from_str(&format!("public, max-age={}", document.max_age_s)) {
        response.headers_mut().insert(CACHE_CONTROL, value);
    }
    response
}
