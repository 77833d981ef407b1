//! Tokens as they are presented: read, and never verified, since nobody signed them.
#![no_main]

use std::sync::LazyLock;

use crypto::jose::{self, VerifyingKey};
use libfuzzer_sys::fuzz_target;

/// A modulus of 2048 bits that nobody has the factors of.
static KEY: LazyLock<VerifyingKey> = LazyLock::new(|| {
    let n = format!("{}_w", "w".repeat(340));
    VerifyingKey::from_components(&n, "AQAB").expect("a key")
});

fuzz_target!(|text: &str| {
    if let Ok(token) = jose::parse(text) {
        assert!(text.starts_with(&token.signing_input));
        assert!(!jose::verify(&token, &KEY));
    }
});
