//! The cookies of a hosted domain: who is signed in, the CSRF token, and the language.
//! AWS: the developer guide, "Managed login cookies". RFC: 6265bis for prefixes and SameSite.

use std::collections::BTreeMap;

use http::HeaderMap;
use http::header::COOKIE;
use rules::hosted::site::Site;

/// The cookies of a request, the first of each name.
#[derive(Clone)]
pub struct Cookies(BTreeMap<String, String>);

/// The CSRF token. AWS: clients that fill in the forms by script look for this name.
pub const CSRF: &str = "XSRF-TOKEN";

/// The language that was chosen by hand.
pub const LANGUAGE: &str = "lang";

/// Cookies that are read of one request: browsers send far fewer.
const MOST: usize = 50;

impl Cookies {
    /// Reads them.
    pub fn read(headers: &HeaderMap) -> Cookies {
        let mut cookies = BTreeMap::new();
        let values = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        for pair in values.flat_map(|value| value.split(';')).take(MOST) {
            if let Some((name, value)) = pair.trim().split_once('=') {
                cookies.entry(name.to_owned()).or_insert_with(|| value.trim_matches('"').to_owned());
            }
        }
        Cookies(cookies)
    }

    /// One of them.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// The name of the cookie that tells who is signed in. A prefix that browsers enforce keeps other hosts of the same domain
/// from setting it, where the site has its host for itself and TLS.
pub fn session_name(site: &Site) -> String {
    let prefix = if site.is_secure() && site.path.is_empty() { "__Host-" } else { "" };
    format!("{prefix}cognito.{}", site.pool.id())
}

/// A cookie for this site alone: for so many seconds, or until the browser is closed; 0 takes it away.
pub fn set(site: &Site, name: &str, value: &str, max_age_s: Option<i64>) -> String {
    let path = if site.path.is_empty() { "/" } else { &site.path };
    let secure = if site.is_secure() { "; Secure" } else { "" };
    let age = max_age_s.map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
    format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax{secure}{age}")
}
