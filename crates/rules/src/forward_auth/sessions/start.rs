//! How somebody is led to the sign-in and comes back: the state is sealed, and bound to the browser by a secret in a cookie.
//! AWS: "Authentication flow" of Application Load Balancers; a sign-in has fifteen minutes. RFC: 6749 section 10.12, 7636,
//! 9700 section 4.7.
//!
//! Nothing is written. The code's verifier and the nonce follow from the browser's secret and the state's own number, so
//! that several sign-ins in one browser do not disturb each other, and a state is worth nothing in another browser.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::{Session, elsewhere, kind, pool};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::forward_auth::gate::{Gate, Provider, Sessions};

/// AWS: fifteen minutes.
const LIFE_MS: i64 = 900_000;

/// What comes back with the person.
#[derive(Serialize, Deserialize)]
struct State {
    /// Its own number.
    id: String,
    /// When it was made, epoch milliseconds.
    at: i64,
    /// Which of the app's origins.
    origin: String,
    /// Where the person wanted to go there.
    uri: String,
    /// A hash of the browser's secret.
    browser: String,
}

/// A way to the sign-in.
pub struct Way {
    /// The address.
    pub location: String,
    /// The browser's secret, for its cookie.
    pub secret: String,
}

/// What the browser brings back.
#[derive(Clone, Copy)]
pub struct Back<'a> {
    /// `state`.
    pub state: Option<&'a str>,
    /// `code`.
    pub code: Option<&'a str>,
    /// `error`.
    pub error: Option<&'a str>,
    /// The secret in the browser's cookie.
    pub secret: Option<&'a str>,
}

/// What became of it.
pub enum Arrived {
    /// Somebody is signed in, and goes on to this path of the app.
    In(Box<Session>, String),
    /// The state is good, and of another browser or another sign-in of this one: whoever is signed in already may go on to
    /// this path.
    Astray(String),
    /// There is no state that was made here, for this app and lately.
    Unknown,
    /// The provider says no, or its code is none.
    Refused(&'static str),
}

/// The way to the sign-in for somebody who wants to go to a path of the app.
///
/// Errors: the provider is not as the operator says.
pub async fn way(
    ctx: &Ctx,
    gate: &Gate,
    sessions: &Sessions,
    (origin, uri): (&str, &str),
    secret: Option<&str>,
) -> Result<Way> {
    let secret = match secret.filter(|secret| is_secret(secret)) {
        Some(secret) => secret.to_owned(),
        None => URL_SAFE_NO_PAD.encode(ctx.random::<32>()?),
    };
    let state = State {
        id: URL_SAFE_NO_PAD.encode(ctx.random::<16>()?),
        at: ctx.now(),
        origin: origin.to_owned(),
        uri: uri.to_owned(),
        browser: hash(&secret),
    };
    let sealed = ctx.world().ring.seal_token(
        &kind("state", gate, sessions),
        &ctx.random()?,
        &serde_json::to_vec(&state)?,
    );
    let challenge = hash(&derived(&secret, "verifier", &state.id));
    let nonce = derived(&secret, "nonce", &state.id);
    let redirect_uri = format!("{origin}{}", sessions.callback);
    let base = match &sessions.provider {
        Provider::Pool(own) => pool::site(ctx, own).await?.url("/oauth2/authorize"),
        Provider::Elsewhere(there) => there.authorization_endpoint.clone(),
    };
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([
        ("client_id", sessions.provider.client_id()),
        ("redirect_uri", &redirect_uri),
        ("response_type", "code"),
        ("scope", &sessions.scope),
        ("state", &sealed),
        ("nonce", &nonce),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]);
    query.extend_pairs(&sessions.extra_params);
    Ok(Way { location: format!("{base}?{}", query.finish()), secret })
}

/// Takes somebody who comes back to the app's callback at this origin.
///
/// Errors: the store or the provider is not to be had.
pub async fn arrive(
    ctx: &Ctx,
    gate: &Gate,
    sessions: &Sessions,
    origin: &str,
    back: Back<'_>,
) -> Result<Arrived> {
    let sealed =
        back.state.and_then(|text| ctx.world().ring.open_token(&kind("state", gate, sessions), text));
    let state = sealed.and_then(|plain| serde_json::from_slice::<State>(&plain).ok());
    let is_good = |state: &State| state.origin == origin && ctx.now() - state.at < LIFE_MS;
    let Some(state) = state.filter(is_good) else { return Ok(Arrived::Unknown) };
    let secret = back.secret.filter(|secret| is_secret(secret));
    let is_own = |secret: &&str| crypto::mac::equal(hash(secret).as_bytes(), state.browser.as_bytes());
    let Some(secret) = secret.filter(is_own) else { return Ok(Arrived::Astray(state.uri)) };
    if back.error.is_some() {
        return Ok(Arrived::Refused("the provider refused"));
    }
    let Some(code) = back.code else { return Ok(Arrived::Unknown) };
    let redirect_uri = format!("{origin}{}", sessions.callback);
    let verifier = derived(secret, "verifier", &state.id);
    let sent = (code, redirect_uri.as_str(), verifier.as_str());
    let session = match &sessions.provider {
        Provider::Pool(own) => pool::redeemed(ctx, own, sent).await?,
        Provider::Elsewhere(there) => {
            let nonce = derived(secret, "nonce", &state.id);
            elsewhere::redeemed(ctx, (gate, sessions, there), sent, &nonce).await?
        }
    };
    Ok(match session {
        Some(session) => Arrived::In(Box::new(session), state.uri),
        None => Arrived::Refused("the code serves no more"),
    })
}

/// Where people are sent who have signed out: to the provider's own sign-out, and from there to the address that the gate
/// names. Nothing where it names none.
pub async fn way_out(ctx: &Ctx, sessions: &Sessions) -> Result<Option<String>> {
    let Some(uri) = &sessions.logout_uri else { return Ok(None) };
    let (address, pairs) = match &sessions.provider {
        Provider::Pool(own) => {
            let site = pool::site(ctx, own).await?;
            (site.url("/logout"), [("client_id", own.client_id.as_str()), ("logout_uri", uri)])
        }
        Provider::Elsewhere(there) => match &there.end_session_endpoint {
            // OpenID: RP-Initiated Logout 1.0.
            Some(address) => {
                let pairs = [("client_id", there.client_id.as_str()), ("post_logout_redirect_uri", uri)];
                (address.clone(), pairs)
            }
            None => return Ok(Some(uri.clone())),
        },
    };
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Ok(Some(format!("{address}?{query}")))
}

/// Whether a text can be a browser's secret: whoever sets a cookie cannot choose what goes into addresses.
fn is_secret(text: &str) -> bool {
    text.len() == 43 && URL_SAFE_NO_PAD.decode(text).is_ok()
}

fn hash(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(crypto::mac::sha256(text.as_bytes()))
}

/// What follows from a browser's secret for one sign-in and purpose: 43 characters, as RFC 7636 wants of a verifier.
fn derived(secret: &str, purpose: &str, id: &str) -> String {
    let message = format!("{purpose} {id}");
    URL_SAFE_NO_PAD.encode(crypto::mac::hmac_sha256(secret.as_bytes(), message.as_bytes()))
}
