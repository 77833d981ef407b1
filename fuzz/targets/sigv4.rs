//! Signatures of requests. The input is a request: a line each for method, path and query, header lines of
//! `name: value` up to an empty line, then the body.
#![no_main]

use crypto::sigv4::{self, Request};
use libfuzzer_sys::fuzz_target;

/// 21 November 2026, 04:00 UTC.
const NOW: i64 = 1_795_233_600_000;

fuzz_target!(|text: &str| {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (method, path, query) = (line(), line(), line());
    let headers: Vec<(&str, &str)> = lines.map(|line| line.split_once(": ").unwrap_or((line, ""))).collect();
    let request = Request { method, path, query, headers: &headers, body: body.as_bytes() };
    match sigv4::parse(&request) {
        Ok(claim) => {
            let _ = claim.check_scope(&["us-east-1"], &["cognito-idp"]);
            // Nobody who lacks the secret signs by chance.
            let refusal = sigv4::verify(&request, &claim, "a secret that is not in the input", NOW);
            assert!(!refusal.expect_err("not signed").message().is_empty());
        }
        Err(refusal) => assert!(!refusal.code().is_empty()),
    }
});
