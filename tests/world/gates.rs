//! Proxies in process: what they ask of a gate, and what they are told.

use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use rules::forward_auth::Gate;
use rules::{Caller, Config, Ctx};
use serde_json::Value;
use web::forward_auth::{self, Incoming};

use super::World;

/// What a proxy is told.
pub struct Told {
    /// The status; 0 where there is nothing.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as text.
    pub body: String,
}

impl Told {
    /// One header; empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// A header of JSON.
    pub fn json(&self, name: &str) -> Value {
        serde_json::from_str(self.header(name)).unwrap_or(Value::Null)
    }
}

impl World {
    /// The same Cenote with these gates.
    pub fn with_gates(&self, gates: impl IntoIterator<Item = Gate>) -> World {
        let forward_auth = gates.into_iter().map(|gate| (gate.name.clone(), gate)).collect();
        self.beside(Config { forward_auth, ..self.inner.config.clone() })
    }

    /// What a proxy that is trusted is told.
    pub async fn gate(&self, path: &str, headers: &[(&str, &str)]) -> Told {
        self.gate_by(true, path, headers).await
    }

    /// The same of one that is, or is not.
    pub async fn gate_by(&self, is_of_proxy: bool, path: &str, headers: &[(&str, &str)]) -> Told {
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("a header");
            all.append(name, HeaderValue::from_bytes(value.as_bytes()).expect("a value"));
        }
        let origin = rules::Origin { ip: "203.0.113.7".to_owned(), ..rules::Origin::default() };
        let id = "11111111-2222-4333-8444-555555555555".to_owned();
        let ctx = Ctx::new(Arc::clone(&self.inner), Caller::Anyone, id, origin);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let path = path.strip_prefix("/auth").expect("a path of forward auth");
        let incoming = Incoming { method: &Method::GET, path, query, headers: &all, is_of_proxy };
        let Some(answer) = Box::pin(forward_auth::answer(&ctx, &incoming)).await else {
            return Told { status: 0, headers: HeaderMap::new(), body: String::new() };
        };
        let (parts, body) = answer.response.into_parts();
        let body = String::from_utf8(body).expect("UTF-8");
        Told { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}
