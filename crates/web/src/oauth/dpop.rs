//! The key that a request proves to hold: its header `DPoP` at the endpoints that issue or take tokens.
//! RFC: 9449 sections 5, 7, 8 and 10.1. AWS has none: it is there by the option `dpop` alone.

use http::header::{ACCESS_CONTROL_EXPOSE_HEADERS, AUTHORIZATION};
use http::{HeaderName, HeaderValue};
use rules::tokens::dpop::{self, Key, Sent};
use rules::{Dpop, Error, Reason};

use crate::hosted::answer::Answer;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

const PROOF: HeaderName = HeaderName::from_static("dpop");
const NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// The endpoints that look at proofs.
const PATHS: [&str; 4] = ["/oauth2/token", "/oauth2/userInfo", "/oauth2/par", "/oauth2/register"];

/// Whether apps may bind their tokens.
pub fn is_on(visit: &Visit<'_>) -> bool {
    visit.ctx.config().dpop != Dpop::Off
}

/// The key that a request has proved to hold, if it tries to. Errors: `ProofInvalid`, `ProofNonce`.
pub fn key(visit: &Visit<'_>) -> Result<Option<Key>, Error> {
    match is_on(visit) && visit.headers.contains_key(PROOF) {
        true => proved(visit, None).map(Some),
        false => Ok(None),
    }
}

/// The same for the token endpoint and what is like it, which tell of it in JSON.
pub fn key_of_client(visit: &Visit<'_>) -> Result<Option<Key>, Trouble> {
    match key(visit) {
        Ok(key) => Ok(key),
        Err(error) => Err(Trouble::Token(super::told(error)?)),
    }
}

fn proved(visit: &Visit<'_>, access_token: Option<&str>) -> Result<Key, Error> {
    let one = || Error::about(Reason::ProofInvalid, "There must be one header DPoP.");
    let mut sent = visit.headers.get_all(PROOF).iter();
    let (Some(proof), None) = (sent.next(), sent.next()) else { return Err(one()) };
    let proof = proof.to_str().map_err(|_| one())?;
    let (method, url) = (visit.method.as_str(), visit.site.url(visit.path));
    dpop::check(visit.ctx, &visit.site.pool, &Sent { proof, method, url: &url }, access_token)
}

/// An access token as a request presents it.
pub struct Presented<'a> {
    /// The token.
    pub token: &'a str,
    /// Whether it came by the scheme `DPoP`, which is to be answered in the same way.
    pub is_bound: bool,
    /// The key that was proved with it, or what is wrong with the proof.
    pub key: Result<Option<Key>, Error>,
}

/// The access token of the header, by the scheme `Bearer`, or by `DPoP` with a proof; nothing for what is no such header.
pub fn presented<'a>(visit: &'a Visit<'_>) -> Option<Presented<'a>> {
    let (scheme, token) = visit.header(&AUTHORIZATION)?.split_once(' ')?;
    let token = token.trim();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    if is_on(visit) && scheme.eq_ignore_ascii_case("dpop") {
        return Some(Presented { token, is_bound: true, key: proved(visit, Some(token)).map(Some) });
    }
    scheme.eq_ignore_ascii_case("bearer").then_some(Presented { token, is_bound: false, key: Ok(None) })
}

/// What `WWW-Authenticate` says of an error with a token that came by the scheme `DPoP`.
pub fn challenge(error: &str, description: &str) -> String {
    let algorithms = crypto::dpop::ALGORITHMS.join(" ");
    format!("DPoP error=\"{error}\", error_description=\"{description}\", algs=\"{algorithms}\"")
}

/// Tells the nonce that the next proof is to have, where proofs are to have one.
pub fn tell_nonce(visit: &Visit<'_>, answer: &mut Answer) {
    if !PATHS.contains(&visit.path) {
        return;
    }
    let nonce = dpop::nonce(visit.ctx, &visit.site.pool).and_then(|nonce| HeaderValue::from_str(&nonce).ok());
    if let Some(nonce) = nonce {
        answer.response.headers_mut().insert(NONCE, nonce);
        answer.header(ACCESS_CONTROL_EXPOSE_HEADERS, "DPoP-Nonce, WWW-Authenticate");
    }
}
