//! Who it is, as headers for the app behind a proxy.
//!
//! Whatever people or administrators can name is percent-encoded but for visible ASCII, in lists the comma too: no group can
//! be named so that it reads as two, and nothing ends a header.

use rules::forward_auth::gate::Gate;
use rules::forward_auth::told::plain;
use serde_json::{Map, Value};

use super::put;
use crate::hosted::answer::Answer;

/// The headers that every gate sets, beside those of its kind: samples for proxies take them off what clients send.
pub const COMMON: [&str; 4] = [
    "x-auth-request-user",
    "x-auth-request-preferred-username",
    "x-auth-request-email",
    "x-auth-request-groups",
];

/// Sets the headers that all kinds of gates have. All of them each time, empty where nothing is known: a proxy that copies
/// them takes the place of whatever a client has sent.
pub fn person(answer: &mut Answer, gate: &Gate, claims: &Map<String, Value>, groups: &[String]) {
    let named = |names: &[&str]| names.iter().find_map(|name| claims.get(*name)).map(one).unwrap_or_default();
    let [user, username, email, of_groups] = COMMON;
    put(answer, user, &named(&["sub"]));
    put(answer, username, &named(&["username", "cognito:username", "preferred_username"]));
    put(answer, email, &named(&["email"]));
    put(answer, of_groups, &list(groups));
    for (header, claim) in &gate.claim_headers {
        put(answer, header, &named(&[claim]));
    }
}

/// A claim as one value.
fn one(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(items) => list(&items.iter().map(plain).collect::<Vec<_>>()),
        value => encoded(&plain(value), b"%"),
    }
}

fn list(items: &[String]) -> String {
    items.iter().map(|item| encoded(item, b"%,")).collect::<Vec<_>>().join(",")
}

/// Percent-encoded but for visible ASCII, and these bytes too.
fn encoded(text: &str, reserved: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            0x21..=0x7e if !reserved.contains(&byte) => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// JSON in ASCII, for a header.
pub fn json(value: &Value) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' '..='~' => out.push(c),
            // Within texts alone: all else of JSON is ASCII.
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_name_ends_a_header_or_reads_as_two() {
        assert_eq!(encoded("a b\r\nx: y\u{7f}ü%", b"%"), "a%20b%0D%0Ax:%20y%7F%C3%BC%25");
        assert_eq!(list(&["a,admins".to_owned(), "b%2C".to_owned()]), "a%2Cadmins,b%252C");
    }

    #[test]
    fn json_is_the_same_in_ascii() {
        let value = json!({ "ü\n\u{7f}": ["😀", "\"\\", 1] });
        let text = super::json(&value);
        assert!(text.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
