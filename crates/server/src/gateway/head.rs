//! The head of a request, read once, with all in it that two readers may read differently refused.
//! RFC: 9110, section 7.2 (Host); 9112, section 6 (message body length).

use crypto::sigv4;
use http::request::Parts;
use http::{HeaderMap, Version};
use rules::gateway::{Form, Refusal};

use crate::config::values::split_port;

/// The head of a request.
pub struct Head {
    /// How errors are said as long as no backend is known.
    pub form: Form,
    /// As on the request line.
    pub method: String,
    /// As on the request line.
    pub path: String,
    /// As on the request line.
    raw_query: String,
    /// Decoded, without what belongs to the signature.
    pub query: Vec<(String, String)>,
    /// The host as it was sent, with its port.
    authority: String,
    /// The host without its port, in lower case.
    pub host: String,
    /// In the order received, names in lower case, values without spaces around. `host` is among them.
    headers: Vec<(String, String)>,
    /// Whether the signature stands in the query.
    pub is_presigned: bool,
    /// What Content-Length says.
    pub length: Option<u64>,
    /// The body comes with Transfer-Encoding, or over HTTP/2 without a length.
    pub is_chunked: bool,
}

/// What of a query is the signature's.
const OF_SIGNATURES: [&str; 8] = [
    "X-Amz-Algorithm",
    "X-Amz-Content-Sha256",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// How whoever asks will want errors to be said, before the service is known.
pub fn form(headers: &HeaderMap, path: &str) -> Form {
    if headers.contains_key("x-amz-target") {
        Form::Json
    } else if path.starts_with("/2015-03-31/") {
        Form::RestJson
    } else {
        Form::Xml
    }
}

impl Head {
    /// Reads it. Errors: it may be read in two ways.
    pub fn read(parts: &Parts, form: Form) -> Result<Head, Refusal> {
        let invalid = |text: &str| Refusal::invalid(form, text);
        let headers = &parts.headers;
        let authority = authority(parts).ok_or_else(|| invalid("The request has not one Host."))?;
        let (length, is_chunked) = framing(parts)
            .ok_or_else(|| invalid("The request does not say in one way how long its body is."))?;
        let mut pairs = vec![("host".to_owned(), authority.clone())];
        for (name, value) in headers.iter().filter(|(name, _)| *name != "host") {
            let value = std::str::from_utf8(value.as_bytes()).map_err(|_| invalid("A header is no text."))?;
            pairs.push((name.as_str().to_owned(), value.trim().to_owned()));
        }
        let raw_query = parts.uri.query().unwrap_or_default().to_owned();
        let has_header = pairs.iter().any(|(name, _)| name == "authorization");
        let mut query = Vec::new();
        for pair in raw_query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (sigv4::percent_decoded(name), sigv4::percent_decoded(value));
            let (Some(name), Some(value)) = (name, value) else {
                return Err(invalid("The query is no text."));
            };
            query.push((name, value));
        }
        let is_presigned = !has_header && query.iter().any(|(name, _)| name == "X-Amz-Algorithm");
        if is_presigned {
            query.retain(|(name, _)| !OF_SIGNATURES.contains(&name.as_str()));
        } else if query.iter().any(|(name, _)| OF_SIGNATURES.contains(&name.as_str())) {
            return Err(Refusal::new(
                400,
                "InvalidArgument",
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string \
                 parameter or the Authorization header should be specified",
            ));
        }
        let host = split_port(&authority).0.to_ascii_lowercase();
        Ok(Head {
            form,
            method: parts.method.as_str().to_owned(),
            path: parts.uri.path().to_owned(),
            raw_query,
            query,
            authority,
            host,
            headers: pairs,
            is_presigned,
            length,
            is_chunked,
        })
    }

    /// The headers.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// A header that is there once.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key == name);
        let value = found.next().map(|(_, value)| value.as_str());
        if found.next().is_some() { None } else { value }
    }

    /// What was signed.
    pub fn signed<'a>(&'a self, headers: &'a [(&'a str, &'a str)], body: &'a [u8]) -> sigv4::Request<'a> {
        debug_assert!(headers.iter().any(|(name, value)| *name == "host" && *value == self.authority));
        sigv4::Request { method: &self.method, path: &self.path, query: &self.raw_query, headers, body }
    }
}

/// The one host that a request names: in its target, in Host, or alike in both.
fn authority(parts: &Parts) -> Option<String> {
    let mut hosts = parts.headers.get_all("host").iter();
    let host = hosts.next().map(|host| host.to_str().ok().map(str::trim));
    if hosts.next().is_some() {
        return None;
    }
    let target = parts.uri.authority().map(http::uri::Authority::as_str);
    let host = match (host, target) {
        (Some(host), None) => host?,
        (None, Some(target)) => target,
        (Some(host), Some(target)) => host.filter(|host| host.eq_ignore_ascii_case(target))?,
        (None, None) => return None,
    };
    (!host.is_empty() && !host.contains('@')).then(|| host.to_owned())
}

/// What Content-Length says, and whether a body of unsaid length follows. `None` if that is not clear.
fn framing(parts: &Parts) -> Option<(Option<u64>, bool)> {
    let mut lengths = parts.headers.get_all("content-length").iter();
    let length = match lengths.next() {
        None => None,
        Some(length) => {
            let text = length.to_str().ok()?;
            Some(text.bytes().all(|digit| digit.is_ascii_digit()).then(|| text.parse().ok())??)
        }
    };
    if lengths.next().is_some() {
        return None;
    }
    let mut encodings = parts.headers.get_all("transfer-encoding").iter();
    let is_chunked = match encodings.next() {
        None => false,
        Some(coding) => {
            let is_plain = coding.to_str().is_ok_and(|text| text.eq_ignore_ascii_case("chunked"));
            if !is_plain
                || length.is_some()
                || parts.version == Version::HTTP_10
                || encodings.next().is_some()
            {
                return None;
            }
            true
        }
    };
    Some((length, is_chunked))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(request: http::request::Builder) -> Result<Head, Refusal> {
        Head::read(&request.body(()).unwrap().into_parts().0, Form::Xml)
    }

    #[test]
    fn what_may_be_read_in_two_ways_is_refused() {
        let get = |uri: &str| http::Request::get(uri);
        assert!(read(get("/b/k").header("host", "a")).is_ok());
        assert!(read(get("http://a/b/k").header("host", "A")).is_ok());
        for (name, value) in [
            ("host", "other"),
            ("transfer-encoding", "gzip, chunked"),
            ("transfer-encoding", "identity"),
            ("content-length", "+3"),
            ("content-length", "3, 3"),
            ("content-length", ""),
            ("content-length", "99999999999999999999999"),
        ] {
            assert!(read(get("/b/k").header("host", "a").header(name, value)).is_err(), "{name}: {value}");
        }
        let both = get("/").header("host", "a").header("content-length", "3");
        assert!(read(both.header("transfer-encoding", "chunked")).is_err());
        let twice = get("/").header("host", "a").header("content-length", "3");
        assert!(read(twice.header("content-length", "4")).is_err());
        assert!(read(get("http://a/").header("host", "b")).is_err());
        assert!(read(get("/")).is_err());
        assert!(read(get("/").header("host", "user@a")).is_err());
        assert!(read(get("/?%ff").header("host", "a")).is_err());
    }

    #[test]
    fn the_signatures_part_of_a_query_is_left_out() {
        let head =
            read(http::Request::get("/k?X-Amz-Algorithm=A&versionId=1&X-Amz-Date=2").header("host", "H:1"));
        let head = head.unwrap();
        assert!(head.is_presigned && head.host == "h");
        assert_eq!(head.query, [("versionId".to_owned(), "1".to_owned())]);
        let both =
            http::Request::get("/k?X-Amz-Algorithm=A").header("host", "h").header("authorization", "AWS4-");
        assert!(read(both).is_err());
    }
}
