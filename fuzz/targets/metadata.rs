//! What SAML providers say of themselves. The input is the document.
#![no_main]

use crypto::saml::metadata;
use libfuzzer_sys::fuzz_target;

/// The first of January 2027, in seconds.
const NOW: i64 = 1_798_761_600;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(read) = metadata::read(text, NOW) else { return };
    assert!(!read.entity_id.is_empty() && !read.certificates.is_empty());
    let places = [read.sign_in, read.sign_out, read.sign_out_answer];
    for url in places.into_iter().flat_map(|places| [places.redirect, places.post]).flatten() {
        assert!(url.starts_with("https://") || url.starts_with("http://"));
        assert!(url.bytes().all(|byte| byte.is_ascii_graphic()));
    }
});
