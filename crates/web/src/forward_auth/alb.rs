//! `/auth/alb/NAME/…`: a load balancer's authenticate actions for proxies that are none.
//! AWS: "Authenticate users using an Application Load Balancer"; its statuses and cookies.
//!
//! `verify` says yes or no, for nginx; `auth` leads to the sign-in itself, for proxies that hand an answer on; `login` is where
//! nginx goes after a no; `idpresponse` and `logout` stand on the app's own host. `ext/…` is `auth` as Envoy asks.

use std::sync::Arc;

use http::header::LOCATION;
use http::{HeaderValue, StatusCode};
use rules::forward_auth::gate::{Gate, Sessions, Stranger};
use rules::forward_auth::keys::{self, Key};
use rules::forward_auth::note;
use rules::forward_auth::sessions::start::{self, Arrived, Back};
use rules::forward_auth::sessions::{self, Seen, Session, assertion};
use rules::{Ctx, Reason};
use serde_json::{Map, Value, json};

use super::original::{self, Original};
use super::shards::{self, Jar};
use super::{Incoming, failed, line, put, told};
use crate::hosted::answer::Answer;

/// What log and metrics call them.
const NAME: &str = "auth.alb";
const CALLBACK: &str = "auth.alb.idpresponse";
const LOGOUT: &str = "auth.alb.logout";
const KEYS: &str = "auth.alb.keys";

/// The headers that apps behind load balancers know.
pub const HEADERS: [&str; 3] = ["x-amzn-oidc-accesstoken", "x-amzn-oidc-identity", "x-amzn-oidc-data"];

/// The longest path and query that somebody comes back to: it travels in the state.
const LONGEST: usize = 2_000;

/// How often a request is run again when a row has moved under it.
const TRIES: usize = 3;

/// AWS: the provider answered with an error.
const PROVIDER_ERROR: u16 = 561;

/// A request of a proxy, as far as all answers need it.
struct Visit<'a> {
    ctx: &'a Ctx,
    gate: &'a Gate,
    sessions: &'a Sessions,
    /// Which of the gate's origins was asked for.
    origin: &'a str,
    original: Original,
    jar: Jar<'a>,
}

/// Answers; nothing for a path that is not there.
pub async fn answer(
    ctx: &Ctx,
    gate: &Gate,
    sessions: &Sessions,
    incoming: &Incoming<'_>,
    rest: Option<&str>,
) -> Option<Answer> {
    let rest = rest?;
    let (action, behind) = rest.split_once('/').map_or((rest, None), |(action, path)| (action, Some(path)));
    if behind.is_some() && action != "ext" {
        return None;
    }
    if !matches!(action, "verify" | "auth" | "login" | "ext" | "idpresponse" | "logout") {
        return None;
    }
    if !incoming.is_of_proxy {
        tracing::warn!(gate = gate.name, peer = ctx.origin.ip, "no trusted proxy asks: see trusted_proxies");
        note(gate, "stranger");
        return Some(line(NAME, StatusCode::FORBIDDEN, "No trusted proxy asks.").with_error("proxy"));
    }
    let behind = behind.or((action == "ext").then_some("")).map(|path| match incoming.query {
        "" => format!("/{path}"),
        query => format!("/{path}?{query}"),
    });
    let original = original::read(incoming.headers, behind);
    let Some(origin) = origin(sessions, original.host.as_deref()) else {
        tracing::warn!(gate = gate.name, host = original.host, "a host that is none of the gate's origins");
        note(gate, "host");
        return Some(line(NAME, StatusCode::FORBIDDEN, "This gate is not for this host.").with_error("host"));
    };
    let jar = Jar::read(incoming.headers, &sessions.cookie, origin.starts_with("https:"));
    let visit = Visit { ctx, gate, sessions, origin, original, jar };
    let mut answered = visit.act(action, incoming.query).await;
    for _ in 1..TRIES {
        if !matches!(&answered, Err(error) if error.reason() == Reason::Moved) {
            break;
        }
        answered = visit.act(action, incoming.query).await;
    }
    Some(answered.unwrap_or_else(|error| failed(ctx, gate, NAME, &error)))
}

/// The keys that apps verify by: PEM by its id, as load balancers have it, and all of them as a JWK set.
pub async fn keys(ctx: &Ctx, kid: Option<&str>) -> Option<Answer> {
    let found = match kid {
        None => keys::all(ctx).await.map(|keys| set(&keys)),
        Some(kid) => keys::by_id(ctx, kid).await.map(|key| key.map(|key| pem(&key))),
    };
    let mut answer = match found {
        Ok(answer) => answer?,
        Err(error) => {
            tracing::error!(request_id = ctx.request_id, %error, "the keys for forward auth are not to be had");
            return Some(line(KEYS, StatusCode::INTERNAL_SERVER_ERROR, "An internal error has occurred."));
        }
    };
    answer.header(http::header::CACHE_CONTROL, "public, max-age=3600");
    Some(answer)
}

fn pem(key: &Key) -> Answer {
    Answer::of(KEYS, StatusCode::OK, "text/plain; charset=utf-8", key.signing.pem().into_bytes())
}

fn set(keys: &[Arc<Key>]) -> Option<Answer> {
    let own = keys.iter().map(|key| {
        let (x, y) = key.signing.coordinates();
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": key.kid, "x": x, "y": y })
    });
    Answer::json(KEYS, StatusCode::OK, &json!({ "keys": own.collect::<Vec<_>>() })).ok()
}

/// The origin of a gate that a host names: scheme and port are the gate's own.
fn origin<'a>(sessions: &'a Sessions, host: Option<&str>) -> Option<&'a str> {
    let host = host?.to_ascii_lowercase();
    let is_it = |origin: &&String| {
        let (scheme, named) = origin.split_once("://").unwrap_or(("", origin));
        let usual = if scheme == "https" { ":443" } else { ":80" };
        named == host || host.strip_suffix(usual) == Some(named)
    };
    sessions.origins.iter().find(is_it).map(String::as_str)
}

impl Visit<'_> {
    async fn act(&self, action: &str, query: &str) -> rules::Result<Answer> {
        match action {
            "verify" => self.verify().await,
            "login" => self.login().await,
            "idpresponse" => self.arrive(query).await,
            "logout" => self.leave().await,
            _ => self.auth().await,
        }
    }

    /// Yes or no.
    async fn verify(&self) -> rules::Result<Answer> {
        match self.seen().await? {
            Seen::Live { session, is_renewed } => self.pass(&session, is_renewed).await,
            Seen::Nobody if self.sessions.stranger == Stranger::Allow => Ok(self.pass_stranger()),
            Seen::Ended if self.sessions.stranger == Stranger::Allow => Ok(self.pass_stranger()),
            Seen::Ended | Seen::Nobody => Ok(self.refuse("stranger")),
        }
    }

    /// Yes, no, or the way to the sign-in.
    async fn auth(&self) -> rules::Result<Answer> {
        match self.seen().await? {
            Seen::Live { session, is_renewed } => self.pass(&session, is_renewed).await,
            seen => self.stranger(matches!(seen, Seen::Ended)).await,
        }
    }

    /// Where nginx goes after a no. Whoever has signed in meanwhile goes back.
    async fn login(&self) -> rules::Result<Answer> {
        match self.seen().await? {
            Seen::Live { session, .. } if sessions::check(self.gate, &session).is_ok() => self.go(self.uri()),
            Seen::Live { .. } => Ok(self.lacks()),
            seen => self.stranger(matches!(seen, Seen::Ended)).await,
        }
    }

    async fn seen(&self) -> rules::Result<Seen> {
        match self.jar.session() {
            None => Ok(Seen::Nobody),
            Some(text) => sessions::look(self.ctx, self.gate, self.sessions, &text).await,
        }
    }

    /// AWS: whose session has ended is led to the sign-in where others are refused.
    async fn stranger(&self, has_ended: bool) -> rules::Result<Answer> {
        match self.sessions.stranger {
            Stranger::Allow => Ok(self.pass_stranger()),
            Stranger::Deny if !has_ended => Ok(self.refuse("denied")),
            // A script cannot sign anybody in, and would follow the redirect for nothing.
            _ if !self.original.is_page => Ok(self.refuse("script")),
            _ => {
                let secret = self.jar.secret();
                let to = (self.origin, self.uri());
                let way = start::way(self.ctx, self.gate, self.sessions, to, secret).await?;
                note(self.gate, "led");
                let answer = redirect(NAME, &way.location)?;
                Ok(answer.with_cookie(&self.jar.set_secret(&way.secret)))
            }
        }
    }

    async fn pass(&self, session: &Session, is_renewed: bool) -> rules::Result<Answer> {
        if sessions::check(self.gate, session).is_err() {
            return Ok(self.lacks());
        }
        let sub = session.claims.get("sub").and_then(Value::as_str).unwrap_or_default();
        let data = assertion::sign(self.ctx, self.gate, self.sessions, session).await?;
        let cookies = match is_renewed {
            false => Vec::new(),
            true => match self.cookies(session)? {
                Some(cookies) => cookies,
                None => return Ok(self.too_large()),
            },
        };
        note(self.gate, if is_renewed { "renewed" } else { "passed" });
        let claims = session.told();
        Ok(self.let_in([session.access_token.as_str(), sub, &data], &claims, &cookies))
    }

    fn pass_stranger(&self) -> Answer {
        note(self.gate, "allowed");
        self.let_in([""; 3], &Map::new(), &[])
    }

    /// 200 with every header each time, empty where nothing is known.
    fn let_in(&self, own: [&str; 3], claims: &Map<String, Value>, cookies: &[String]) -> Answer {
        let mut answer = Answer::of(NAME, StatusCode::OK, "text/plain; charset=utf-8", Vec::new());
        for (name, value) in HEADERS.into_iter().zip(own) {
            put(&mut answer, name, value);
        }
        told::person(&mut answer, self.gate, claims, &self.gate.wanted.groups(claims));
        for at in 0..shards::MOST {
            // nginx and Caddy hand on one header of a name alone.
            let cookie = cookies.get(at).map_or("", String::as_str);
            put(&mut answer, &format!("x-auth-set-cookie-{at}"), cookie);
        }
        cookies.iter().fold(answer, |answer, cookie| answer.with_cookie(cookie))
    }

    fn refuse(&self, word: &'static str) -> Answer {
        note(self.gate, word);
        line(NAME, StatusCode::UNAUTHORIZED, "401 Authorization Required").with_error(word)
    }

    fn lacks(&self) -> Answer {
        note(self.gate, "lacks");
        line(NAME, StatusCode::FORBIDDEN, "403 Forbidden").with_error("lacks")
    }

    /// AWS: 500, and ELBAuthUserClaimsSizeExceeded.
    fn too_large(&self) -> Answer {
        tracing::warn!(gate = self.gate.name, "claims and tokens are longer than cookies may be");
        note(self.gate, "claims_size");
        line(NAME, StatusCode::INTERNAL_SERVER_ERROR, "500 Internal Server Error").with_error("claims_size")
    }

    fn cookies(&self, session: &Session) -> rules::Result<Option<Vec<String>>> {
        let text = sessions::seal(self.ctx, self.gate, self.sessions, session)?;
        Ok(text.and_then(|text| self.jar.set_session(&text)))
    }

    /// The callback.
    async fn arrive(&self, query: &str) -> rules::Result<Answer> {
        let uri = format!("/?{query}");
        let of = |name: &str| original::parameter(&uri, name).filter(|text| !text.is_empty());
        let (state, code, error) = (of("state"), of("code"), of("error"));
        let back = Back {
            state: state.as_deref(),
            code: code.as_deref(),
            error: error.as_deref(),
            secret: self.jar.secret(),
        };
        let lost = |word| {
            note(self.gate, word);
            let text =
                "401 Authorization Required\nThis sign-in was not begun in this browser, or too long ago.";
            line(CALLBACK, StatusCode::UNAUTHORIZED, text).with_error(word)
        };
        match start::arrive(self.ctx, self.gate, self.sessions, self.origin, back).await? {
            Arrived::In(session, uri) => {
                let Some(cookies) = self.cookies(&session)? else { return Ok(self.too_large()) };
                note(self.gate, "signed_in");
                let answer = self.go(&uri)?.with_cookie(&self.jar.forget_secret());
                Ok(cookies.iter().fold(answer, |answer, cookie| answer.with_cookie(cookie)))
            }
            // Another window of this browser was faster.
            Arrived::Astray(uri) => match self.seen().await? {
                Seen::Live { .. } => self.go(&uri),
                Seen::Ended | Seen::Nobody => Ok(lost("astray")),
            },
            Arrived::Unknown => Ok(lost("state")),
            Arrived::Refused(why) => {
                note(self.gate, "provider_error");
                let status = StatusCode::from_u16(PROVIDER_ERROR).unwrap_or(StatusCode::UNAUTHORIZED);
                Ok(line(CALLBACK, status, &format!("561 Authentication Error\n{why}."))
                    .with_error("provider"))
            }
        }
    }

    /// Signs out: here at once, at the provider where that can be asked, and on to where the operator says.
    async fn leave(&self) -> rules::Result<Answer> {
        if let Some(text) = self.jar.session() {
            sessions::end(self.ctx, self.gate, self.sessions, &text).await?;
        }
        note(self.gate, "signed_out");
        let answer = match start::way_out(self.ctx, self.sessions).await? {
            Some(to) => redirect(LOGOUT, &to)?,
            None => line(LOGOUT, StatusCode::OK, "You are signed out."),
        };
        Ok(self.jar.forget_session().iter().fold(answer, |answer, cookie| answer.with_cookie(cookie)))
    }

    /// Where the person wants to go.
    fn uri(&self) -> &str {
        let uri = self.original.uri.as_deref().filter(|uri| uri.len() <= LONGEST);
        // Back to the callback would be back to nowhere.
        uri.filter(|uri| uri.split('?').next() != Some(self.sessions.callback.as_str())).unwrap_or("/")
    }

    /// To a path of the app: the origin is the operator's own, and the path begins with a slash.
    fn go(&self, uri: &str) -> rules::Result<Answer> {
        redirect(NAME, &format!("{}{}", self.origin, if uri.starts_with('/') { uri } else { "/" }))
    }
}

fn redirect(name: &'static str, to: &str) -> rules::Result<Answer> {
    let to = HeaderValue::from_str(to).map_err(rules::Error::internal)?;
    let mut answer = Answer::of(name, StatusCode::FOUND, "text/plain; charset=utf-8", Vec::new());
    answer.response.headers_mut().insert(LOCATION, to);
    Ok(answer)
}
