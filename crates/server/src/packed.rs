//! gzip, for what is public and nothing else: files of ours, keys, discovery documents, style sheets.
//! RFC: 9110 sections 8.4.1.3 and 12.5.3 (gzip, Accept-Encoding).
//!
//! Pages are sent as they are. They show parts of their address beside the CSRF token and people's names; compressed, their
//! length would tell an eavesdropper who makes a browser ask for them whether a guess was right (BREACH, CVE-2013-3587). What
//! any cache may keep has nothing to tell: `Cache-Control: public` is the mark.

use std::io::Write;
use std::sync::OnceLock;

use axum::body::{Body, HttpBody};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use http::{HeaderMap, HeaderValue, Response};
use http_body_util::BodyExt;

/// Shorter texts fit a packet or two either way.
const LEAST: u64 = 1 << 10;

/// Longer ones would hold up a thread that serves requests.
const MOST: u64 = 1 << 20;

/// A file of ours, packed once.
pub struct Asset {
    text: &'static str,
    media_type: &'static str,
    packed: OnceLock<Vec<u8>>,
}

impl Asset {
    /// A file as it is built in.
    pub const fn new(media_type: &'static str, text: &'static str) -> Asset {
        Asset { text, media_type, packed: OnceLock::new() }
    }

    /// An answer with it.
    pub fn answer(&'static self, headers: &HeaderMap) -> Response<Body> {
        let is_packed = is_taken(headers);
        let body: &'static [u8] = match is_packed {
            true => self.packed.get_or_init(|| gzip(self.text.as_bytes(), Compression::best())),
            false => self.text.as_bytes(),
        };
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if is_packed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}

/// Whether a request takes gzip.
pub fn is_taken(headers: &HeaderMap) -> bool {
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut any = None;
    for (coding, weight) in values.flat_map(|value| value.split(',')).map(weighed) {
        match coding {
            _ if coding.eq_ignore_ascii_case("gzip") || coding.eq_ignore_ascii_case("x-gzip") => {
                return weight;
            }
            "*" => any = Some(weight),
            _ => {}
        }
    }
    any.unwrap_or(false)
}

/// A coding of the list, and whether its weight is above nought.
fn weighed(item: &str) -> (&str, bool) {
    let (coding, parameters) = item.split_once(';').unwrap_or((item, ""));
    let weight = parameters.trim().strip_prefix(['q', 'Q']).and_then(|rest| rest.trim().strip_prefix('='));
    (coding.trim(), weight.is_none_or(|weight| weight.trim().parse::<f32>().is_ok_and(|weight| weight > 0.0)))
}

/// Packs an answer that any cache may keep, where the request takes it.
pub async fn answer(is_taken: bool, response: Response<Body>) -> Response<Body> {
    if !is_public_text(response.headers()) || response.headers().contains_key(CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    let length = body.size_hint().exact();
    if !is_taken || !length.is_some_and(|length| (LEAST..=MOST).contains(&length)) {
        return Response::from_parts(parts, body);
    }
    // It is in memory as a whole: nothing is waited for.
    let Ok(whole) = body.collect().await else { return Response::from_parts(parts, Body::empty()) };
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(gzip(&whole.to_bytes(), Compression::default())))
}

fn is_public_text(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = text(CONTENT_TYPE);
    text(CACHE_CONTROL).starts_with("public")
        && ["application/json", "text/", "image/svg+xml"].iter().any(|kind| media_type.starts_with(kind))
}

fn gzip(bytes: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), level);
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    // Memory takes whatever is written.
    packed.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(value: &'static str) -> bool {
        is_taken(&HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))]))
    }

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        for value in [
            "gzip",
            "gzip, deflate, br",
            "br;q=1.0, GZIP;q=0.2",
            "x-gzip",
            "*",
            "deflate, *;q=0.1",
            "gzip ; q = 1",
        ] {
            assert!(takes(value), "{value}");
        }
        for value in ["", "identity", "br", "gzip;q=0", "gzip;q=0.0, *", "*;q=0", "gzip;q=x", "gzipped"] {
            assert!(!takes(value), "{value}");
        }
        assert!(!is_taken(&HeaderMap::new()));
    }

    async fn sent(cache: &'static str, media_type: &'static str, length: usize) -> (bool, bool, usize) {
        let mut response = Response::new(Body::from("a".repeat(length)));
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        let response = answer(true, response).await;
        let headers = response.headers();
        let (is_packed, varies) = (headers.contains_key(CONTENT_ENCODING), headers.contains_key(VARY));
        (is_packed, varies, response.into_body().collect().await.unwrap().to_bytes().len())
    }

    #[tokio::test]
    async fn what_is_private_or_an_image_stays_as_it_is() {
        assert!(matches!(sent("public, max-age=1", "application/json", 2_000).await, (true, true, ..100)));
        assert!(matches!(sent("public", "image/svg+xml", 2_000).await, (true, true, ..100)));
        assert_eq!(sent("public", "text/css", 500).await, (false, true, 500));
        assert_eq!(sent("no-store", "text/html", 2_000).await, (false, false, 2_000));
        assert_eq!(sent("private", "application/json", 2_000).await, (false, false, 2_000));
        assert_eq!(sent("public", "image/png", 2_000).await, (false, false, 2_000));
    }
}
