//! A browser in process: it keeps cookies, follows redirects within a hosted domain, and fills in forms as they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method, Response};
use rules::hosted::site::{self, Site};
use rules::{Caller, Ctx};
use serde_json::Value;
use web::hosted::{self, Incoming};

use super::World;

const SERVER_ERROR: &[u8] = b"{\"error\":\"server_error\"}";

/// A person's browser at a hosted domain.
pub struct Browser<'w> {
    world: &'w World,
    domain: String,
    /// The cookies by name.
    pub cookies: BTreeMap<String, String>,
    /// The status of the last page.
    pub status: u16,
    /// The last page.
    pub html: String,
    /// The path and query of the last page.
    pub at: String,
    /// Where it was sent to beyond the domain, since the last page was asked for.
    pub left: Option<String>,
    /// The headers of the last answer.
    pub headers: HeaderMap,
    /// `Accept-Language`.
    pub accepts: Option<String>,
}

/// An answer of an endpoint.
pub struct Told {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// JSON; null where there is none.
    pub body: Value,
}

impl World {
    /// A browser that has been nowhere yet, for a domain by its prefix.
    pub fn browser(&self, prefix: &str) -> Browser<'_> {
        Browser {
            world: self,
            domain: format!("{prefix}.auth.localhost:7665"),
            cookies: BTreeMap::new(),
            status: 0,
            html: String::new(),
            at: String::new(),
            left: None,
            headers: HeaderMap::new(),
            accepts: None,
        }
    }

    /// One request to a hosted domain by its prefix.
    pub async fn hosted(
        &self,
        prefix: &str,
        (method, path): (Method, &str),
        headers: &[(&str, &str)],
        body: &str,
    ) -> Response<Vec<u8>> {
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            let name: http::HeaderName = name.parse().expect("a header");
            all.append(name, HeaderValue::from_str(value).expect("a value"));
        }
        let host = format!("{prefix}.auth.localhost:7665");
        self.send_hosted(&host, method, path, all, body).await
    }

    async fn send_hosted(
        &self,
        host: &str,
        method: Method,
        path: &str,
        headers: HeaderMap,
        body: &str,
    ) -> Response<Vec<u8>> {
        self.answer_hosted(host, (method, path), headers, body).await.1
    }

    /// What log and metrics call the answer to a request to a hosted domain, and the answer.
    pub async fn answer_hosted(
        &self,
        host: &str,
        (method, path): (Method, &str),
        headers: HeaderMap,
        body: &str,
    ) -> (&'static str, Response<Vec<u8>>) {
        let origin = rules::Origin {
            ip: "203.0.113.7".to_owned(),
            user_agent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0".to_owned(),
            ..rules::Origin::default()
        };
        let id = "11111111-2222-4333-8444-555555555555".to_owned();
        let ctx = Ctx::new(Arc::clone(&self.inner), Caller::Anyone, id, origin);
        let site: Option<Site> = match site::of_host(&ctx, host).await {
            Ok(site) => site,
            // The server says so in a form of its own, before the domain is asked.
            Err(_) => {
                let response = Response::builder().status(500).body(SERVER_ERROR.to_vec());
                return ("hosted", response.expect("a response"));
            }
        };
        let site = site.unwrap_or_else(|| panic!("no domain answers to {host}"));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let incoming = Incoming { method: &method, path, query, headers: &headers, body: body.as_bytes() };
        let answer = Box::pin(hosted::answer(&ctx, &site, &incoming)).await;
        (answer.name, answer.response)
    }

    /// A form for an endpoint, with the headers of a client.
    pub async fn endpoint(
        &self,
        prefix: &str,
        path: &str,
        headers: &[(&str, &str)],
        form: &[(&str, &str)],
    ) -> Told {
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        let response = self.hosted(prefix, (Method::POST, path), &all, &encoded(form)).await;
        told(response)
    }
}

/// An answer with its body read.
pub fn told(response: Response<Vec<u8>>) -> Told {
    let (parts, body) = response.into_parts();
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    Told { status: parts.status.as_u16(), headers: parts.headers, body }
}

/// Pairs as a query or form.
pub fn encoded(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The parameters of an address, of its query and its fragment.
pub fn parameters(address: &str) -> BTreeMap<String, String> {
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    let query = address.split_once('?').map_or("", |(_, query)| query);
    [query, fragment]
        .into_iter()
        .flat_map(|text| form_urlencoded::parse(text.as_bytes()).into_owned().collect::<Vec<_>>())
        .collect()
}

impl Browser<'_> {
    /// Opens a path, and follows where it leads within the domain.
    pub async fn open(&mut self, path: &str) -> &mut Self {
        self.go(Method::GET, path.to_owned(), String::new()).await;
        self
    }

    /// Fills the form that has a field or button of the first name, and sends it. Hidden fields go along as they are.
    pub async fn send(&mut self, fields: &[(&str, &str)]) -> &mut Self {
        let first = fields.first().map_or("_csrf", |(name, _)| name);
        let form = form_of(&self.html, first).unwrap_or_else(|| panic!("no form has {first}: {}", self.html));
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for (name, value) in &form.hidden {
            if !fields.iter().any(|(given, _)| given == name) {
                pairs.push((name, value));
            }
        }
        pairs.extend_from_slice(fields);
        let body = encoded(&pairs);
        self.go(Method::POST, form.action, body).await;
        self
    }

    /// Sends a form that another site holds, as browsers do: without the cookies, which come again where it leads on.
    pub async fn carry(&mut self, path: &str, fields: &[(&str, &str)]) -> &mut Self {
        let cookies = std::mem::take(&mut self.cookies);
        let response = self.ask(&Method::POST, path, &encoded(fields)).await;
        let set = std::mem::replace(&mut self.cookies, cookies);
        self.cookies.extend(set);
        self.left = None;
        self.headers = response.headers().clone();
        self.status = response.status().as_u16();
        let own = format!("http://{}", self.domain);
        match response.headers().get(LOCATION).map(|to| to.to_str().expect("text").to_owned()) {
            Some(to) if to.starts_with('/') || to.starts_with(&own) => {
                self.open(to.strip_prefix(&own).unwrap_or(&to)).await;
            }
            Some(to) => self.left = Some(to),
            None => {
                self.html = String::from_utf8(response.into_body()).expect("UTF-8");
                path.clone_into(&mut self.at);
            }
        }
        self
    }

    async fn go(&mut self, mut method: Method, mut path: String, mut body: String) {
        self.left = None;
        for _ in 0..10 {
            let response = self.ask(&method, &path, &body).await;
            let location = response.headers().get(LOCATION).map(|to| to.to_str().expect("text").to_owned());
            self.headers = response.headers().clone();
            self.status = response.status().as_u16();
            let Some(to) = location else {
                self.html = String::from_utf8(response.into_body()).expect("UTF-8");
                self.at = path;
                return;
            };
            let own = format!("http://{}", self.domain);
            if let Some(within) = to.strip_prefix(&own).or(to.starts_with('/').then_some(to.as_str())) {
                (method, path, body) = (Method::GET, within.to_owned(), String::new());
            } else {
                self.left = Some(to);
                return;
            }
        }
        panic!("it leads nowhere: {path}");
    }

    async fn ask(&mut self, method: &Method, path: &str, body: &str) -> Response<Vec<u8>> {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_str(&self.domain).expect("a host"));
        if !self.cookies.is_empty() {
            let pairs: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            headers.insert(COOKIE, HeaderValue::from_str(&pairs.join("; ")).expect("cookies"));
        }
        if let Some(accepts) = &self.accepts {
            headers.insert("accept-language", HeaderValue::from_str(accepts).expect("a header"));
        }
        if *method == Method::POST {
            let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
            headers.insert(CONTENT_TYPE, kind);
            let origin = format!("http://{}", self.domain);
            headers.insert(ORIGIN, HeaderValue::from_str(&origin).expect("an origin"));
        }
        let response = self.world.send_hosted(&self.domain, method.clone(), path, headers, body).await;
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("text");
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').expect("a cookie");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    /// The parameters with which it was sent to the app.
    pub fn told(&self) -> BTreeMap<String, String> {
        parameters(self.left.as_deref().unwrap_or_else(|| panic!("still at {}: {}", self.at, self.html)))
    }

    /// Whether the page says something, as a person reads it.
    pub fn says(&self, words: &str) -> bool {
        unescaped(&self.html).contains(words)
    }
}

struct Form {
    action: String,
    hidden: Vec<(String, String)>,
}

/// The first form by POST in which a name stands.
fn form_of(html: &str, name: &str) -> Option<Form> {
    html.split("<form ").skip(1).find_map(|rest| {
        let form = rest.split("</form>").next()?;
        let (head, inside) = form.split_once('>')?;
        let is_it = head.contains("method=\"post\"") && inside.contains(&format!("name=\"{name}\""));
        let hidden = inside.split("<input ").skip(1).filter_map(|input| {
            let input = input.split('>').next()?;
            let is_hidden = input.contains("type=\"hidden\"");
            is_hidden.then(|| Some((attribute(input, "name")?, attribute(input, "value")?)))?
        });
        is_it.then(|| Some(Form { action: attribute(head, "action")?, hidden: hidden.collect() }))?
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let value = tag[start..].split('"').next()?;
    Some(unescaped(value))
}

/// HTML's escapes undone.
pub fn unescaped(html: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")];
    pairs.iter().fold(html.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
}
