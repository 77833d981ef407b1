//! `/auth/…`: what proxies ask before they let a request through. What a proxy says of another request counts only from one
//! that `trusted_proxies` names; `cenote dev` trusts its own machine.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use http::{Request, Response};
use web::forward_auth::{self, Incoming};
use web::hosted::answer::Answer;

use crate::app::{App, Asker};
use crate::respond::{self, Note};

/// Any of the addresses below `/auth`.
pub async fn answer(
    State(app): State<Arc<App>>,
    Extension(asker): Extension<Asker>,
    request: Request<Body>,
) -> Response<Body> {
    // A body is never read: the proxy keeps it for the app.
    let (parts, _) = request.into_parts();
    let ctx = app.ctx(&asker, &parts.headers);
    let connection = asker.connection.to_canonical();
    let is_named = app.trusted_proxies.iter().any(|network| network.contains(connection));
    let incoming = Incoming {
        method: &parts.method,
        path: parts.uri.path().strip_prefix("/auth").unwrap_or_default(),
        query: parts.uri.query().unwrap_or_default(),
        headers: &parts.headers,
        is_of_proxy: is_named || (app.dev.is_some() && connection.is_loopback()),
    };
    let Some(Answer { name, error, response }) = forward_auth::answer(&ctx, &incoming).await else {
        return respond::unknown();
    };
    let mut response = response.map(Body::from);
    response.extensions_mut().insert(Note { error, ..Note::private(name) });
    response
}
