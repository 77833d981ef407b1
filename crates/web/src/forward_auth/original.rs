//! The request that a proxy asks about, as the proxy tells it.
//! Sources: nginx `auth_request`, Caddy `forward_auth` and Traefik ForwardAuth (`X-Forwarded-Method`, `-Host`, `-Uri`),
//! Envoy's ext_authz over HTTP (the path itself, behind a prefix).
//!
//! A header that is there twice says nothing: a client may have written one of them.

use http::HeaderMap;
use http::header::{ACCEPT, HOST};

/// What is known of it.
pub struct Original {
    /// The host with its port, as it was asked for.
    pub host: Option<String>,
    /// Path and query: begins with a slash and is visible ASCII.
    pub uri: Option<String>,
    /// Whether a person looks at what comes back, and could sign in there.
    pub is_page: bool,
}

/// The longest path and query that are believed.
const LONGEST: usize = 4_096;

/// Reads what a trusted proxy says. `behind` is the path behind Envoy's prefix, with its query.
pub fn read(headers: &HeaderMap, behind: Option<String>) -> Original {
    let uri = match behind {
        Some(uri) => Some(uri),
        None => one(headers, "x-forwarded-uri").or_else(|| one(headers, "x-original-uri")).map(str::to_owned),
    };
    let host = one(headers, "x-forwarded-host").or_else(|| one(headers, HOST.as_str()));
    Original { host: host.map(str::to_owned), uri: uri.filter(|uri| is_sane(uri)), is_page: is_page(headers) }
}

/// A parameter of its query.
pub fn parameter(uri: &str, name: &str) -> Option<String> {
    let (_, query) = uri.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let mut found = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
    let value = found.next()?.1.into_owned();
    found.next().is_none().then_some(value)
}

/// The one value of a header.
pub fn one<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value).filter(|value| !value.is_empty())
}

fn is_sane(uri: &str) -> bool {
    uri.starts_with('/') && uri.len() <= LONGEST && uri.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether a browser asks for a page: a script that fetches cannot follow a redirect to another origin's sign-in.
fn is_page(headers: &HeaderMap) -> bool {
    if let Some(mode) = one(headers, "sec-fetch-mode") {
        return mode == "navigate";
    }
    let accepts = one(headers, ACCEPT.as_str()).unwrap_or_default();
    !headers.contains_key("x-requested-with") && !accepts.trim_start().starts_with("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.append(*name, value.parse().unwrap());
        }
        map
    }

    #[test]
    fn only_what_a_proxy_says_once_and_sanely_is_read() {
        let of = |pairs: &[(&'static str, &str)]| read(&headers(pairs), None);
        assert_eq!(of(&[("x-forwarded-uri", "/a?b=c")]).uri.as_deref(), Some("/a?b=c"));
        assert_eq!(of(&[("x-original-uri", "/a")]).uri.as_deref(), Some("/a"));
        for bad in ["@evil.example/", "evil.example", "https://evil.example/", "/a b", "", "/ü", "\\/evil"] {
            assert_eq!(of(&[("x-forwarded-uri", bad)]).uri, None, "{bad}");
        }
        assert_eq!(of(&[("x-forwarded-uri", &format!("/{}", "a".repeat(LONGEST)))]).uri, None);
        assert_eq!(of(&[("x-forwarded-uri", "/a"), ("x-forwarded-uri", "/b")]).uri, None);
        let host = |pairs| of(pairs).host;
        assert_eq!(host(&[("host", "a"), ("x-forwarded-host", "b")]).as_deref(), Some("b"));
        assert_eq!(
            host(&[("host", "a"), ("x-forwarded-host", "b"), ("x-forwarded-host", "c")]).as_deref(),
            Some("a")
        );
    }

    #[test]
    fn scripts_are_told_and_people_are_led() {
        let is_page = |pairs| read(&headers(pairs), None).is_page;
        assert!(is_page(&[]) && is_page(&[("accept", "text/html,application/json")]));
        assert!(is_page(&[("sec-fetch-mode", "navigate"), ("accept", "application/json")]));
        assert!(!is_page(&[("sec-fetch-mode", "cors")]) && !is_page(&[("sec-fetch-mode", "no-cors")]));
        assert!(!is_page(&[("x-requested-with", "XMLHttpRequest")]));
        assert!(!is_page(&[("accept", "application/json, text/plain")]));
    }

    #[test]
    fn a_parameter_that_is_there_twice_is_not_there() {
        assert_eq!(parameter("/a?x=1&y=a%20b", "y").as_deref(), Some("a b"));
        assert_eq!(parameter("/a?x=1&x=2", "x"), None);
        assert_eq!(parameter("/a?x=1#x=2", "x").as_deref(), Some("1"));
        assert_eq!(parameter("/x=1", "x"), None);
    }
}
