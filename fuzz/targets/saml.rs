//! SAML responses, which nobody signed. The input is the XML of one.
#![no_main]

use std::sync::LazyLock;

use crypto::{saml, x509};
use libfuzzer_sys::fuzz_target;

/// A certificate whose key signs nothing.
static CERTIFICATE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let key = rules::tokens::keys::generate().expect("a key");
    let subject = x509::Subject { name: "idp", serial: [1; 16], from: (2026, 1, 1), until: (2036, 1, 1) };
    x509::self_signed(&key, &subject).expect("a certificate")
});

fuzz_target!(|xml: &[u8]| {
    let refusal = saml::verified(xml, std::slice::from_ref(&*CERTIFICATE));
    assert!(!refusal.expect_err("nobody signed it").to_string().is_empty());
});
