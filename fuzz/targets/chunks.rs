//! Bodies in `aws-chunked`. The first byte says whether chunks are signed and how the input is cut, the second how long the
//! body is to be; the rest is the body as it comes in.
#![no_main]

use crypto::sigv4::stream::{Chunks, Decoder, Step};
use crypto::sigv4::{self, Payload, Request, Signer};
use libfuzzer_sys::fuzz_target;

/// 21 November 2026, 04:00 UTC.
const NOW: i64 = 1_795_233_600_000;

/// Chunks that must be signed with a secret that is not in the input.
fn signed() -> Chunks {
    let kind = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    let headers = [("host", "h"), ("x-amz-content-sha256", kind)];
    let request = Request { method: "PUT", path: "/b/k", query: "", headers: &headers, body: b"" };
    let signer =
        Signer { access_key_id: "K", secret: "not in the input", session_token: None, region: "r", service: "s3" };
    let added = sigv4::sign(&request, &signer, NOW);
    let added: Vec<_> = added.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let all = [&headers[..], &added].concat();
    let request = Request { headers: &all, ..request };
    let claim = sigv4::parse(&request).expect("a claim");
    match sigv4::verify_head(&request, &claim, signer.secret, NOW) {
        Ok(Payload::Chunked(chunks)) => chunks,
        other => unreachable!("{other:?}"),
    }
}

fuzz_target!(|input: (u8, u8, &[u8])| {
    let (how, length, body) = input;
    let is_signed = how & 1 == 1;
    let chunks = if is_signed { signed() } else { Chunks::unsigned() };
    let announced = vec!["x-amz-checksum-crc32".to_owned()];
    let mut decoder = Decoder::new(chunks, length.into(), announced);
    let mut found = 0;
    for mut piece in body.chunks(usize::from(how >> 1).max(1)) {
        while !piece.is_empty() {
            let Ok((taken, step)) = decoder.step(piece) else { return };
            assert!(taken > 0 && taken <= piece.len());
            if let Step::Bytes(range) = step {
                assert!(range.end <= taken);
                found += range.len();
            }
            piece = &piece[taken..];
        }
    }
    assert!(found <= usize::from(length));
    if decoder.is_ended() {
        // Nobody who lacks the secret signs by chance.
        assert!(!is_signed && found == usize::from(length) && decoder.trailers().len() == 1);
    }
});
