//! The door of a pool's hosted domain: one function that every request to it goes through, by whichever address it came.
//! AWS: the developer guide, "User pool endpoints and managed login reference".

use http::{HeaderMap, Method, Response, StatusCode};
use rules::hosted::site::Site;
use rules::{Ctx, Reason};

use crate::pages;
use crate::{looks, oauth, saml};

pub mod answer;
pub mod cookies;
mod csrf;
pub(crate) mod names;
pub mod render;
pub mod sentences;
pub mod trouble;
pub mod visit;

use answer::Answer;
use trouble::Trouble;
use visit::{Said, Visit};

/// A request to a hosted domain.
pub struct Incoming<'a> {
    /// The method; HEAD is asked as GET.
    pub method: &'a Method,
    /// The path below the domain's own, percent-encoded as it came.
    pub path: &'a str,
    /// The query, without its question mark.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The whole body.
    pub body: &'a [u8],
}

/// What becomes of it.
pub type Outcome = Result<Answer, Trouble>;

/// How often a request is run again when a row has moved under it.
const TRIES: usize = 3;

/// Answers a request to a hosted domain.
pub async fn answer(ctx: &Ctx, site: &Site, incoming: &Incoming<'_>) -> Answer {
    // What it sends is in the language of its pages.
    let mut ctx = ctx.clone();
    let said = Said::of(incoming);
    ctx.origin.language = said.language.map(|language| language.code);
    let mut visit = Visit::new(&ctx, site, incoming, said);
    let dressed = match oauth::rated::request(&visit) {
        Ok(()) => visit.dress().await,
        Err(error) => Err(error),
    };
    let mut outcome = match dressed {
        // On the heap: all pages and endpoints are one state machine, whose frames are not small.
        Ok(()) => Box::pin(route(&visit, incoming)).await,
        Err(error) => Err(error.into()),
    };
    for _ in 1..TRIES {
        if !matches!(&outcome, Err(Trouble::Failed(error)) if error.reason() == Reason::Moved) {
            break;
        }
        outcome = Box::pin(route(&visit, incoming)).await;
    }
    let mut answer = match outcome {
        Ok(answer) => answer,
        Err(trouble) => trouble::answer(&visit, trouble),
    };
    // Whatever became of it: log and metrics call it by what was asked.
    if let Some(name) = names::of_refusal(answer.name, incoming.path) {
        answer.name = name;
    }
    oauth::dpop::tell_nonce(&visit, &mut answer);
    answer.finished(&visit)
}

/// One line for each path: what answers GET, and what answers POST.
async fn route(visit: &Visit<'_>, incoming: &Incoming<'_>) -> Outcome {
    let is_post = *incoming.method == Method::POST;
    if !is_post && !matches!(*incoming.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Err(Trouble::Method);
    }
    if *incoming.method == Method::OPTIONS {
        return oauth::preflight::answer(visit);
    }
    match (incoming.path, is_post) {
        ("/oauth2/authorize" | "/authorize", false) => oauth::authorize::get(visit).await,
        ("/oauth2/idpresponse", false) => oauth::idp_response::get(visit).await,
        ("/oauth2/idplogout", false) => oauth::idp_logout::get(visit).await,
        ("/oauth2/idpresponse", true) => oauth::idp_response::post(visit).await,
        ("/saml2/idpresponse", false) => saml::response::get(visit).await,
        ("/saml2/idpresponse", true) => saml::response::post(visit).await,
        ("/saml2/request", false) => saml::form::get(visit).await,
        ("/saml2/logout", false) => saml::logout::get(visit).await,
        ("/saml2/logout", true) => saml::logout::post(visit).await,
        ("/saml2/metadata", false) => saml::metadata::get(visit).await,
        ("/federated", false) => pages::federated::get(visit).await,
        ("/federated", true) => pages::federated::post(visit).await,
        ("/oauth2/register", true) => oauth::register::post(visit).await,
        ("/oauth2/device_authorization", true) => oauth::device_authorization::post(visit).await,
        ("/oauth2/par", true) => oauth::par::post(visit).await,
        ("/oauth2/token", true) => oauth::token::post(visit).await,
        ("/oauth2/userInfo", _) => oauth::user_info::answer(visit).await,
        ("/oauth2/revoke", true) => oauth::revoke::post(visit).await,
        ("/oauth2/introspect", true) => oauth::introspect::post(visit).await,
        ("/.well-known/openid-configuration" | "/.well-known/oauth-authorization-server", false) => {
            oauth::well_known::configuration(visit).await
        }
        ("/.well-known/jwks.json", false) => oauth::well_known::jwks(visit).await,
        ("/login", false) => pages::login::get(visit).await,
        ("/login", true) => pages::login::post(visit).await,
        ("/challenge", false) => pages::challenge::get(visit).await,
        ("/challenge", true) => pages::challenge::post(visit).await,
        ("/passkeys/add", false) => pages::passkeys::get(visit).await,
        ("/passkeys/add", true) => pages::passkeys::post(visit).await,
        ("/passkeys/options", true) => pages::passkeys::options(visit).await,
        ("/passkeys/add/options", true) => pages::passkeys::add_options(visit).await,
        ("/logout", false) => oauth::logout::get(visit).await,
        ("/logout", true) => oauth::logout::post(visit).await,
        ("/signed-out", false) => pages::signed_out::get(visit).await,
        ("/signup", false) => pages::sign_up::get(visit).await,
        ("/signup", true) => pages::sign_up::post(visit).await,
        ("/confirm", false) => pages::confirm::get(visit).await,
        ("/confirm", true) => pages::confirm::post(visit).await,
        ("/resendcode", false) => pages::confirm::resend_page(visit),
        ("/resendcode", true) => pages::confirm::resend(visit).await,
        ("/device", false) => pages::device::get(visit),
        ("/device", true) => pages::device::post(visit).await,
        ("/device/confirm", false) => pages::device::ask(visit).await,
        ("/device/confirm", true) => pages::device::confirm(visit).await,
        ("/consent", false) => pages::consent::get(visit).await,
        ("/consent", true) => pages::consent::post(visit).await,
        ("/forgotPassword", false) => pages::forgot::get(visit).await,
        ("/forgotPassword", true) => pages::forgot::post(visit).await,
        ("/confirmforgotPassword", false) => pages::forgot::get_reset(visit).await,
        ("/confirmforgotPassword", true) => pages::forgot::post_reset(visit).await,
        ("/invitation", false) => pages::invitation::get(visit).await,
        ("/invitation", true) => pages::invitation::post(visit).await,
        ("/confirmUser" | "/confirmUser/", false) => pages::confirm_user::get(visit),
        ("/confirmUser", true) => pages::confirm_user::post(visit).await,
        ("/feedback", false) => pages::feedback::get(visit),
        ("/feedback", true) => pages::feedback::post(visit).await,
        ("/undo-address", false) => pages::undo_address::get(visit),
        ("/undo-address", true) => pages::undo_address::post(visit).await,
        ("/select-account", false) => pages::select_account::get(visit).await,
        ("/select-account", true) => pages::select_account::post(visit).await,
        (
            "/account" | "/account/address" | "/account/verify" | "/account/security" | "/account/password"
            | "/account/app" | "/account/sessions" | "/account/apps" | "/account/data" | "/account/delete",
            false,
        ) => pages::account::get(visit).await,
        (
            "/account"
            | "/account/address"
            | "/account/verify"
            | "/account/security"
            | "/account/password"
            | "/account/passkeys/options"
            | "/account/app"
            | "/account/sessions"
            | "/account/apps"
            | "/account/data"
            | "/account/delete",
            true,
        ) => pages::account::post(visit).await,
        ("/account/deleted", false) => pages::account::deleted(visit),
        ("/.well-known/change-password", false) => pages::account::change_password(visit),
        ("/.well-known/passkey-endpoints", false) => pages::account::passkey_endpoints(visit).await,
        ("/error", false) => pages::trouble::get(visit),
        ("/oauth2/token" | "/oauth2/revoke" | "/oauth2/register", false)
        | ("/oauth2/authorize" | "/authorize" | "/error" | "/signed-out", true) => Err(Trouble::Method),
        ("/oauth2/introspect" | "/oauth2/par" | "/oauth2/device_authorization", false) => {
            Err(oauth::wants_post(visit))
        }
        (path, false) if path.starts_with(looks::BRANDING) => looks::branding(visit).await,
        _ => Err(Trouble::NotFound),
    }
}

/// A bare answer of a status.
fn bare(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
