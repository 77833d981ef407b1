//! Which path leads where.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::routing::{any, get, post, put};
use http::Request;
use http::header::HOST;

use crate::app::App;
use crate::respond;

mod aws;
mod discovery;
mod forward_auth;
mod health;
mod home;
pub mod hosted;
mod looks;
mod mailbox;
mod sync_events;
mod triggers;
mod user_import;

/// All routes of the listener.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .route("/", post(aws::call).get(aws::by_query))
        .route("/identitypools", any(aws::call))
        .route("/identitypools/{*rest}", any(aws::call))
        .route("/sync/devices/{device_id}/events", get(sync_events::events))
        .route("/{user_pool_id}/.well-known/jwks.json", get(discovery::jwks))
        .route("/{user_pool_id}/.well-known/openid-configuration", get(discovery::configuration))
        .route("/{user_pool_id}/.well-known/oauth-authorization-server", get(discovery::configuration))
        .route("/.well-known/oauth-authorization-server/{user_pool_id}", get(discovery::configuration))
        .route("/.well-known/openid-configuration/{user_pool_id}", get(discovery::configuration))
        .route("/identity/.well-known/jwks_uri", get(discovery::identity_keys))
        .route("/identity/.well-known/openid-configuration", get(discovery::identity_configuration))
        .route("/.well-known/jwks_uri", get(discovery::identity_keys))
        .route("/.well-known/openid-configuration", get(discovery::identity_configuration))
        .route("/user-import/{token}", put(user_import::put).get(user_import::log))
        .route("/{user_pool_id}/{client_id}/{version}/assets/images/{name}", get(looks::logo))
        .route("/domain/{name}/{*rest}", any(hosted::by_path))
        .route("/auth/{*rest}", any(forward_auth::answer))
        .route("/assets/cenote.css", get(home::styles))
        .route("/assets/hosted.css", get(home::hosted_styles))
        .route("/assets/hosted.js", get(home::hosted_script))
        .route("/assets/passkeys.js", get(home::passkeys_script))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics));
    if app.dev.is_some() {
        router = router
            .route("/demo", get(home::demo))
            .route("/assets/demo.js", get(home::demo_script))
            .route("/mailbox", get(mailbox::page))
            .route("/mailbox/empty", post(mailbox::empty_by_form))
            .route("/mailbox/messages", get(mailbox::list).delete(mailbox::empty))
            .route("/mailbox/messages/{id}/html", get(mailbox::html))
            .route("/triggers/calls", get(triggers::calls));
    }
    let nowhere = || async { respond::unknown() };
    router.fallback(nowhere).method_not_allowed_fallback(nowhere).with_state(app)
}

/// The host that a request names: a header in HTTP/1.1, the authority in HTTP/2.
fn host(request: &Request<Body>) -> &str {
    let header = request.headers().get(HOST).and_then(|value| value.to_str().ok());
    header.or_else(|| request.uri().authority().map(http::uri::Authority::as_str)).unwrap_or_default()
}
