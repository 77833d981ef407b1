//! The canonical request: the one text that both sides make of a request, however it was written.
//! AWS: IAM user guide, "Create a signed AWS API request", step 1.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::refusal::Refusal;

/// Headers by lower-case name, each with its values in the order received.
pub(super) struct Headers<'a>(BTreeMap<String, Vec<&'a str>>);

impl<'a> Headers<'a> {
    pub(super) fn of(headers: &[(&str, &'a str)]) -> Self {
        let mut by_name = BTreeMap::<String, Vec<&'a str>>::new();
        for (name, value) in headers {
            by_name.entry(name.to_ascii_lowercase()).or_default().push(value);
        }
        Self(by_name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The trimmed value of a header that must not be there twice.
    pub(super) fn single(&self, name: &str) -> Result<Option<&'a str>, Refusal> {
        match self.0.get(name).map(Vec::as_slice) {
            None | Some([]) => Ok(None),
            Some([value]) => Ok(Some(value.trim())),
            Some(_) => Err(Refusal::twice(name)),
        }
    }

    /// `name:value\n` for each of the names; `None` if the request has no such header.
    pub(super) fn canonical(&self, signed: &[String]) -> Option<String> {
        let mut text = String::new();
        for name in signed {
            text.push_str(name);
            for (at, value) in self.0.get(name)?.iter().enumerate() {
                text.push(if at == 0 { ':' } else { ',' });
                for (at, word) in value.split_ascii_whitespace().enumerate() {
                    if at > 0 {
                        text.push(' ');
                    }
                    text.push_str(word);
                }
            }
            text.push('\n');
        }
        Some(text)
    }
}

/// The query's pairs, decoded.
pub(super) struct Parameters(Vec<(Vec<u8>, Vec<u8>)>);

impl Parameters {
    /// `+` is a space, as those who read the query later take it: otherwise a `%2B` that was signed could be
    /// changed to mean a space on the way.
    pub(super) fn of(query: &str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (decoded(name), decoded(value)))
                .collect(),
        )
    }

    /// A parameter that must not be there twice; bytes that are no UTF-8 are replaced, and match nothing later.
    pub(super) fn single(&self, name: &str) -> Result<Option<String>, Refusal> {
        let mut values = self.0.iter().filter(|(found, _)| found == name.as_bytes()).map(|(_, value)| value);
        let value = values.next().map(|value| String::from_utf8_lossy(value).into_owned());
        if values.next().is_some() { Err(Refusal::twice(name)) } else { Ok(value) }
    }

    /// Encoded, sorted by name and value, without the one that is left out.
    pub(super) fn canonical(&self, without: Option<&str>) -> String {
        let kept = self.0.iter().filter(|(name, _)| without.is_none_or(|without| name != without.as_bytes()));
        let mut pairs: Vec<_> = kept.map(|(name, value)| (encoded(name, b""), encoded(value, b""))).collect();
        pairs.sort_unstable();
        let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("&")
    }
}

/// The path as a service has it signed.
pub(super) fn path_for(service: &str, raw: &str) -> String {
    if service == S3 { path_once(raw) } else { path(raw) }
}

/// The one service whose paths are names of objects.
pub(super) const S3: &str = "s3";

/// The path as it stands, each byte encoded once. A `+` is a plus.
fn path_once(raw: &str) -> String {
    let path = encoded(&unescaped(raw, false), b"/");
    if path.is_empty() { "/".to_owned() } else { path }
}

/// The path without dot segments and empty segments, encoded once more than it was sent.
pub(super) fn path(raw: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in raw.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    let mut path = format!("/{}", segments.join("/"));
    if raw.ends_with('/') && !segments.is_empty() {
        path.push('/');
    }
    encoded(path.as_bytes(), b"/")
}

/// Percent-encodes all but RFC 3986's unreserved characters and `/`: the path of an object.
pub fn percent_encoded_path(text: &str) -> String {
    encoded(text.as_bytes(), b"/")
}

/// What a percent-encoded path says. `None` if that is no UTF-8. A `%` that no two hex digits follow stands for itself.
pub fn percent_decoded_path(text: &str) -> Option<String> {
    String::from_utf8(unescaped(text, false)).ok()
}

/// What a percent-encoded name or value of a query says, in which a `+` is a space. `None` if that is no UTF-8.
pub fn percent_decoded(text: &str) -> Option<String> {
    String::from_utf8(decoded(text)).ok()
}

/// Percent-encodes all but RFC 3986's unreserved characters: a value of a query or form, or one segment of a path.
pub fn percent_encoded(text: &str) -> String {
    encoded(text.as_bytes(), b"")
}

/// Percent-encoding of all but RFC 3986's unreserved characters and these.
pub(super) fn encoded(bytes: &[u8], kept: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) || kept.contains(byte) {
            text.push(char::from(*byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// The other way; a `%` that no two hex digits follow stands for itself.
fn decoded(text: &str) -> Vec<u8> {
    unescaped(text, true)
}

fn unescaped(text: &str, plus_is_space: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => hex_digit(*high).zip(hex_digit(*low)),
            _ => None,
        };
        match (escaped, first) {
            (Some((high, low)), _) => bytes.push(high << 4 | low),
            (None, b'+') if plus_is_space => bytes.push(b' '),
            (None, _) => bytes.push(*first),
        }
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    bytes
}

fn hex_digit(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Epoch milliseconds of `yyyymmddThhmmssZ`, and of nothing else.
pub(super) fn basic_millis(text: &str) -> Option<i64> {
    let form = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        if part.bytes().all(|digit| digit.is_ascii_digit()) { part.parse::<i16>().ok() } else { None }
    };
    let small = |at: usize| i8::try_from(digits(at..at + 2)?).ok();
    if form.len() != 16 || form[8] != b'T' || form[15] != b'Z' {
        return None;
    }
    let civil =
        DateTime::new(digits(0..4)?, small(4)?, small(6)?, small(9)?, small(11)?, small(13)?, 0).ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

/// `yyyymmddThhmmssZ` of epoch milliseconds; empty for a time outside of years 0 to 9999.
pub(super) fn basic(time_ms: i64) -> String {
    let Ok(time) = Timestamp::from_millisecond(time_ms) else { return String::new() };
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The same of a Date header in the form of mail and HTTP; `None` if it has another.
pub(super) fn basic_form(date: &str) -> Option<String> {
    let zoned = jiff::fmt::rfc2822::parse(date).ok()?;
    Some(basic(zoned.timestamp().as_millisecond()))
}
