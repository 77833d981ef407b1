//! SAML responses and words of logout, which nobody signed. The input is the XML of one, or the query that carries one.
#![no_main]

use std::sync::LazyLock;

use crypto::saml::{self, Trust, bindings::Carried, logout};
use crypto::x509;
use libfuzzer_sys::fuzz_target;

/// A key that signs nothing, and its certificate.
static KEY: LazyLock<Vec<u8>> = LazyLock::new(|| rules::tokens::keys::generate().expect("a key"));
static CERTIFICATE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let subject = x509::Subject { name: "idp", serial: [1; 16], from: (2026, 1, 1), until: (2036, 1, 1) };
    x509::self_signed(&KEY, &subject).expect("a certificate")
});

fuzz_target!(|bytes: &[u8]| {
    let certificates = std::slice::from_ref(&*CERTIFICATE);
    for is_closed in [false, true] {
        let trust = Trust { certificates, key: Some(&KEY), is_closed };
        let refusal = saml::opened(bytes, &trust).expect_err("nobody signed it");
        assert!(!refusal.to_string().is_empty());
        assert!(logout::posted(bytes, is_closed, certificates).is_err());
    }
    let _ = (saml::refusal(bytes), logout::claimed_issuer(bytes));
    if let Ok(carried) =
        std::str::from_utf8(bytes).map_err(|_| ()).and_then(|query| Carried::read(query).map_err(|_| ()))
    {
        assert!(logout::redirected(&carried, certificates).is_err());
    }
});
