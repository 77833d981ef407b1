//! A browser's way through the provider, from an app's request to the app's tokens, each person in a new browser: authorize, the
//! provider, the way back, and the code's exchange.

use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::Result;
use crate::hosted::{CALLBACK, PREFIX, cookies, escaped};
use crate::http::{self, Connection};

use super::pace::Done;
use super::stand_in::address_of;

/// What the pool calls the provider.
pub const PROVIDER: &str = "StandIn";

/// Who goes where.
pub struct Way {
    /// The server.
    pub server: SocketAddr,
    /// The stand-in.
    pub provider: SocketAddr,
    /// The app.
    pub client: String,
}

/// Connections that stay open from one person to the next, as those of an app and a proxy do; cookies do not.
pub struct Browser {
    server: Connection,
    provider: Connection,
}

/// One person's sign-in, made ahead.
pub struct Sought {
    /// Whether the person has never come before.
    pub is_new: bool,
    person: String,
    state: String,
    verifier: String,
}

impl Sought {
    /// A sign-in with a state and a verifier of its own.
    pub fn new(person: &str, is_new: bool) -> Result<Sought> {
        let mut random = [0; 48];
        aws_lc_rs::rand::fill(&mut random).map_err(|_| "no random bytes")?;
        let (state, verifier) = random.split_at(16);
        Ok(Sought {
            is_new,
            person: person.to_owned(),
            state: hex::encode(state),
            verifier: hex::encode(verifier),
        })
    }

    /// Whether an answer of the token endpoint holds this person's tokens. Errors: it does not.
    pub fn check(&self, answer: &[u8]) -> Result<()> {
        let wrong = || format!("tokens that are not {}'s: {}", self.person, String::from_utf8_lossy(answer));
        let tokens: Value = serde_json::from_slice(answer)?;
        let text = |name: &str| tokens[name].as_str().ok_or_else(wrong);
        text("access_token")?;
        text("refresh_token")?;
        let payload = text("id_token")?.split('.').nth(1).ok_or_else(wrong)?;
        let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload)?)?;
        let identity = &claims["identities"][0];
        let is_theirs = identity["userId"] == self.person.as_str()
            && identity["providerName"] == PROVIDER
            && claims["email"] == address_of(&self.person).as_str();
        if is_theirs { Ok(()) } else { Err(wrong().into()) }
    }
}

impl Way {
    /// Connects.
    pub fn browser(&self) -> Result<Browser> {
        Ok(Browser { server: Connection::open(self.server)?, provider: Connection::open(self.provider)? })
    }

    /// Goes it. Errors: an answer is not what leads on.
    pub fn go(&self, browser: &mut Browser, sought: &Sought) -> Result<Done> {
        let host = format!("{PREFIX}.auth.localhost:{}", self.server.port());
        let named = [("host", host.as_str())];
        let path = self.request(sought);
        let (head, body) = browser.server.whole(&http::request("GET", &path, &named, ""))?;
        let path = led(&head, &body, &format!("http://{}", self.provider))?;
        let cookies = cookies(&head);

        let (head, body) = browser.provider.whole(&http::get(self.provider, path))?;
        let path = led(&head, &body, &format!("http://{host}"))?;
        if !path.starts_with("/oauth2/idpresponse?") {
            return Err(format!("the provider leads back elsewhere: {path}").into());
        }

        let headers = [named[0], ("cookie", cookies.as_str())];
        let (head, body) = browser.server.whole(&http::request("GET", path, &headers, ""))?;
        let query = led(&head, &body, &format!("{CALLBACK}?"))?;
        let said = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let code = said("code").ok_or_else(|| format!("the app gets no code: {query}"))?;
        if said("state") != Some(sought.state.as_str()) {
            return Err(format!("the app gets another's state: {query}").into());
        }

        let form = format!(
            "grant_type=authorization_code&client_id={}&code={code}&redirect_uri={}&code_verifier={}",
            self.client,
            escaped(CALLBACK),
            sought.verifier
        );
        let headers = [named[0], ("content-type", "application/x-www-form-urlencoded")];
        let answer = browser.server.exchange(&http::request("POST", "/oauth2/token", &headers, &form))?;
        if answer.status != 200 {
            let body = String::from_utf8_lossy(&answer.body);
            return Err(format!("a code's exchange: {}: {body}", answer.status).into());
        }
        Ok(Done { answer: answer.body, own: Duration::ZERO })
    }

    /// What an app sends a browser with.
    fn request(&self, sought: &Sought) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(crypto::mac::sha256(sought.verifier.as_bytes()));
        format!(
            "/oauth2/authorize?response_type=code&client_id={}&redirect_uri={}&scope=openid+email+profile&state={}\
             &code_challenge={challenge}&code_challenge_method=S256&identity_provider={PROVIDER}&login_hint={}",
            self.client,
            escaped(CALLBACK),
            sought.state,
            sought.person
        )
    }
}

/// Where an answer leads a browser, behind this beginning. Errors: nowhere, or elsewhere.
fn led<'t>(head: &'t str, body: &str, beginning: &str) -> Result<&'t str> {
    let is_redirect = head.get(9..12).is_some_and(|status| matches!(status, "302" | "303"));
    let to = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("location").then_some(value)
    });
    let rest = to.filter(|_| is_redirect).and_then(|to| to.strip_prefix(beginning));
    rest.ok_or_else(|| format!("an answer that does not lead to {beginning}: {head}{body}").into())
}
