//! Tokens as they are presented: read, and never verified, since nobody signed them. The input is a token's text, and
//! also the three lines that a token is encoded from.
#![no_main]

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crypto::jose::{self, VerifyingKey};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// A modulus of 2048 bits that nobody has the factors of.
static KEY: LazyLock<VerifyingKey> = LazyLock::new(|| {
    let n = format!("{}_w", "w".repeat(340));
    VerifyingKey::from_components(&n, "AQAB").expect("a key")
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(text);
    }
    let parts: Vec<&[u8]> = bytes.splitn(3, |byte| *byte == b'\n').collect();
    let text: Vec<String> = parts.iter().map(|part| URL_SAFE_NO_PAD.encode(part)).collect();
    // What was taken is what any reader of JSON sees there; some are stricter in members that we do not read.
    if read(&text.join("."))
        && let Ok(header) = serde_json::from_slice::<Value>(parts[0])
    {
        assert!(header["alg"] == "RS256" && header["kid"].is_string() && header.get("crit").is_none());
    }
});

fn read(text: &str) -> bool {
    let Ok(token) = jose::parse(text) else { return false };
    assert!(text.starts_with(&token.signing_input));
    assert!(!jose::verify(&token, &KEY));
    true
}
