//! Signatures made by botocore, and what must not pass for one.

mod vectors;

use proptest::prelude::*;

use super::*;
use vectors::{HOST, LASTING, NOW, TEMPORARY, TOKEN, Vector, get, vectors};

#[test]
fn botocores_signatures_hold() {
    for vector in vectors() {
        let claim = vector.judge(&vector.request, &vector.authorization(), NOW).expect(vector.name);
        let Signer { access_key_id, region, service, session_token, .. } = vector.signer;
        assert_eq!(claim.access_key_id, access_key_id);
        assert_eq!((claim.region.as_str(), claim.service.as_str()), (region, service));
        assert_eq!((claim.date.as_str(), claim.time_ms, claim.expires_s), ("20261121", NOW, None));
        assert_eq!(claim.session_token.as_deref(), session_token);
        let tight = vector.authorization().replace(", ", ",").replacen(' ', "  ", 1);
        assert!(vector.judge(&vector.request, &tight, NOW).is_ok(), "{}", vector.name);
    }
}

#[test]
fn a_change_anywhere_is_noticed() {
    for vector in vectors() {
        let (request, authorization) = (vector.request, vector.authorization());
        let mismatch = |request: Request<'_>| {
            let refusal = vector.judge(&request, &authorization, NOW).unwrap_err();
            let expected = matches!(refusal, Refusal::Mismatch | Refusal::Payload | Refusal::Scope(_));
            assert!(expected, "{}: {refusal:?}", vector.name);
        };
        mismatch(Request { method: "PUT", ..request });
        mismatch(Request { path: "/other", ..request });
        mismatch(Request { path: &format!("{}/x", request.path), ..request });
        mismatch(Request { query: "a=2", ..request });
        mismatch(Request { query: &format!("{}&c", request.query), ..request });
        mismatch(Request { body: b"other", ..request });
        for at in 0..request.headers.len() {
            let (name, value) = request.headers[at];
            let name = name.to_ascii_lowercase();
            if !vector.list.split(';').any(|signed| signed == name) || name.ends_with("date") {
                continue;
            }
            let mut headers = request.headers.to_vec();
            let other = format!("{value}x");
            headers[at].1 = &other;
            mismatch(Request { headers: &headers, ..request });
            headers.remove(at);
            if name != "x-amz-content-sha256" {
                mismatch(Request { headers: &headers, ..request });
            }
        }
        let other = Vector { signer: Signer { secret: "another", ..vector.signer }, ..vector };
        assert_eq!(other.judge(&request, &authorization, NOW).unwrap_err(), Refusal::Mismatch);
    }
}

const PRESIGNED: &str = "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256\
    &X-Amz-Credential=AKIDEXAMPLE0000000001%2F20261121%2Fus-east-1%2Fsts%2Faws4_request\
    &X-Amz-Date=20261121T041500Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host\
    &X-Amz-Signature=ea5f3a06c7431b0723db67b77119ee76ec43e58795e51b2a4a9a8a2282509954";

fn presigned(query: &str) -> Request<'_> {
    Request { method: "GET", path: "/", query, headers: &[("Host", "sts.example")], body: b"" }
}

fn judged(request: &Request<'_>, secret: &str, now_ms: i64) -> Result<Claim, Refusal> {
    let claim = parse(request)?;
    verify(request, &claim, secret, now_ms).map(|()| claim)
}

#[test]
fn botocores_presigned_requests_hold() {
    let claim = judged(&presigned(PRESIGNED), LASTING.secret, NOW).unwrap();
    assert_eq!((claim.expires_s, claim.signed_headers), (Some(900), vec!["host".to_owned()]));
    let with_token = Request {
        method: "GET",
        path: "/a%20b",
        query: "z=1&X-Amz-Algorithm=AWS4-HMAC-SHA256\
            &X-Amz-Credential=ASIAEXAMPLE0000000002%2F20261121%2Feu-central-1%2Fcognito-sync%2Faws4_request\
            &X-Amz-Date=20261121T041500Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host%3Bx-amz-target\
            &X-Amz-Security-Token=FwoGZXIvYXdzEB0a%2Ftoken%2Bwith%3Dsigns\
            &X-Amz-Signature=e7113a312f34173c2ae2e9e217205ad4c428d05d44edb0d11b2b4325facf29d9",
        headers: &[HOST, ("X-Amz-Target", "T.Op")],
        body: b"",
    };
    let claim = judged(&with_token, TEMPORARY.secret, NOW + 604_800_000).unwrap();
    assert_eq!(claim.session_token.as_deref(), Some(TOKEN));
    let late = judged(&with_token, TEMPORARY.secret, NOW + 604_801_000).unwrap_err();
    assert!(matches!(late, Refusal::Expired { .. }));
}

#[test]
fn presigned_requests_are_bound_to_their_query() {
    let refused = |query: &str| judged(&presigned(query), LASTING.secret, NOW).unwrap_err();
    assert_eq!(refused(&PRESIGNED.replace("GetCaller", "GetOther")), Refusal::Mismatch);
    assert_eq!(refused(&PRESIGNED.replace("Expires=900", "Expires=901")), Refusal::Mismatch);
    assert_eq!(refused(&format!("{PRESIGNED}&Action=Other")), Refusal::Mismatch);
    assert!(refused(&format!("{PRESIGNED}&X-Amz-Date=20261121T041501Z")).message().contains("more than one"));
    assert!(refused(&format!("{PRESIGNED}&X-Amz-%53ignature=00")).message().contains("more than one"));
    for bad in ["0", "604801", "-1", "+1", "", "1.5", "99999999999999999999"] {
        let refusal = refused(&PRESIGNED.replace("Expires=900", &format!("Expires={bad}")));
        assert!(refusal.message().starts_with("X-Amz-Expires "), "{bad}");
        assert_eq!(refusal.code(), "IncompleteSignatureException");
    }
    assert_eq!(
        refused(&PRESIGNED.replace("X-Amz-Signature", "X-Amz-Other").replace("X-Amz-Expires", "Expires"))
            .message(),
        "AWS query-string parameters must include 'X-Amz-Signature'. \
         AWS query-string parameters must include 'X-Amz-Expires'. Re-examine the query-string parameters."
    );
    // However its names are encoded, the query is the one that was signed.
    let encoded = PRESIGNED.replace("Action", "%41ction").replace("%2F", "%2f").replace('-', "%2D");
    assert!(judged(&presigned(&encoded), LASTING.secret, NOW).is_ok());
    let unsigned = [("Host", "sts.example"), ("X-Amz-Target", "T.Op")];
    let refusal = parse(&Request { headers: &unsigned, ..presigned(PRESIGNED) }).unwrap_err();
    assert_eq!(refusal, Refusal::NotSigned("'x-amz-target'".to_owned()));
}

#[test]
fn a_signature_lives_for_five_minutes() {
    let vector = &vectors()[0];
    let at = |now_ms: i64| vector.judge(&vector.request, &vector.authorization(), now_ms);
    assert!(at(NOW + SKEW_MS).is_ok() && at(NOW - SKEW_MS).is_ok());
    let late = at(NOW + 15 * 60_000).unwrap_err();
    assert_eq!(late.code(), "InvalidSignatureException");
    assert_eq!(
        late.message(),
        "Signature expired: 20261121T041500Z is now earlier than 20261121T042500Z (20261121T043000Z - 5 min.)"
    );
    let early = at(NOW - 10 * 60_000).unwrap_err();
    assert_eq!(early.code(), "InvalidSignatureException");
    assert_eq!(
        early.message(),
        "Signature not yet current: 20261121T041500Z is still later than 20261121T041000Z \
         (20261121T040500Z + 5 min.)"
    );
    for now in [i64::MIN, i64::MAX, NOW + SKEW_MS + 1, NOW - SKEW_MS - 1] {
        assert!(!at(now).unwrap_err().message().is_empty());
    }
    let expired = judged(&presigned(PRESIGNED), LASTING.secret, NOW + 901_000).unwrap_err();
    assert!(expired.message().ends_with("(20261121T043001Z - 15 min.)"));
}

#[test]
fn what_is_missing_is_named() {
    let vector = &vectors()[0];
    let refused = |authorization: &str| vector.judge(&vector.request, authorization, NOW).unwrap_err();
    for none in ["", "Bearer abc", "Basic QUtJRA==", "aws4-hmac-sha256 Credential=x"] {
        assert_eq!(refused(none), Refusal::Missing);
    }
    assert_eq!(Refusal::Missing.code(), "MissingAuthenticationTokenException");
    assert_eq!(Refusal::Missing.message(), "Missing Authentication Token");
    assert_eq!(parse(&get("/", "a=b")).unwrap_err(), Refusal::Missing);

    let bare = refused("AWS4-HMAC-SHA256");
    assert_eq!(bare.code(), "IncompleteSignatureException");
    assert_eq!(
        bare.message(),
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' \
         parameter. Authorization header requires 'SignedHeaders' parameter. (Hashed with SHA-256 and encoded \
         with Base64) Authorization=YI2YWea8FSxnksZL2ETHbs5elHm9HQufxTLK0W0ffV0="
    );
    let right = vector.authorization();
    let headers: Vec<_> =
        vector.request.headers.iter().copied().filter(|(name, _)| *name != "x-amz-date").collect();
    let dateless = Request { headers: &headers, ..vector.request };
    let refusal = vector.judge(&dateless, &right, NOW).unwrap_err();
    assert!(refusal.message().starts_with(
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed"
    ));
    assert!(refused(&right.replace("Signature=", "Signature")).message().contains("missing equal-sign"));
    assert!(refused(&format!("{right}, Signature=00")).message().contains("more than one 'Signature'"));
    assert!(
        refused("AWS4-ECDSA-P256-SHA256 Credential=x").message().starts_with("Unsupported AWS 'algorithm'")
    );
    let twice = [vector.request.headers, &[("X-AMZ-DATE", "20261121T041500Z")]].concat();
    let refusal = vector.judge(&Request { headers: &twice, ..vector.request }, &right, NOW).unwrap_err();
    assert!(refusal.message().contains("more than one 'x-amz-date'"));
}

#[test]
fn no_text_repeats_what_may_be_a_secret() {
    let vector = &vectors()[0];
    let secret = LASTING.secret;
    for authorization in [
        format!("AWS4-HMAC-SHA256 Credential={secret}"),
        format!("AWS4-HMAC-SHA256 {secret}"),
        format!("AWS4-{secret} x"),
        vector.authorization().replace(LASTING.access_key_id, &format!("{secret}/a")),
        vector.authorization().replace("/aws4_request", &format!("/{secret}/aws4_request")),
        vector.authorization().replace("/aws4_request", "/a-secret-without-a-slash-forty-characters"),
        vector.authorization().replace("/20261121", "/a-secret-without-a-slash-forty-characters"),
    ] {
        let refusal = vector.judge(&vector.request, &authorization, NOW).unwrap_err();
        let text = refusal.message();
        assert!(!text.contains(secret) && !text.contains("a-secret-without"), "{refusal}");
    }
}

#[test]
fn the_scope_must_fit() {
    let vector = &vectors()[0];
    let refused = |from: &str, to: &str| {
        let refusal =
            vector.judge(&vector.request, &vector.authorization().replace(from, to), NOW).unwrap_err();
        (refusal.code(), refusal.message())
    };
    let (code, text) = refused("/20261121/", "/20261120/");
    assert_eq!(code, "InvalidSignatureException");
    assert_eq!(
        text,
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: \
         '20261120' != '20261121', from '20261121T041500Z'."
    );
    let (code, text) = refused("/aws4_request", "/aws4");
    assert_eq!(code, "InvalidSignatureException");
    assert_eq!(text, "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4'. ");
    for to in ["", "//us-east-1", "/a/20261121"] {
        let (code, text) = refused("/20261121", to);
        assert_eq!(code, "IncompleteSignatureException");
        assert!(text.starts_with("Credential must have exactly 5 slash-delimited elements"), "{text}");
    }
    assert_eq!(refused("us-east-1", "us-west-2").1, Refusal::Mismatch.message());

    let claim = vector.judge(&vector.request, &vector.authorization(), NOW).unwrap();
    assert!(claim.check_scope(&["eu-west-1", "us-east-1"], &["cognito-idp"]).is_ok());
    let region = claim.check_scope(&["eu-west-1"], &["cognito-idp"]).unwrap_err();
    assert_eq!(region.message(), "Credential should be scoped to a valid region. ");
    let service = claim.check_scope(&["us-east-1"], &["sts"]).unwrap_err();
    assert_eq!(service.message(), "Credential should be scoped to correct service: 'sts'. ");
    assert_eq!(format!("{claim:?}"), "Claim(AKIDEXAMPLE0000000001/20261121/us-east-1/cognito-idp)");
}

#[test]
fn what_matters_must_be_signed() {
    let vector = &vectors()[0];
    let refused = |list: &str| {
        let authorization = vector.authorization().replace(vector.list, list);
        vector.judge(&vector.request, &authorization, NOW).unwrap_err()
    };
    let hostless = refused("content-type;x-amz-date;x-amz-target");
    assert_eq!(hostless.code(), "InvalidSignatureException");
    assert_eq!(
        hostless.message(),
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
    );
    assert_eq!(refused("").message(), hostless.message());
    assert_eq!(refused("content-type;host;x-amz-date"), Refusal::NotSigned("'x-amz-target'".to_owned()));
    assert_eq!(refused("content-type;host;x-amz-target"), Refusal::NotSigned("'x-amz-date'".to_owned()));
    for list in ["host;content-type;x-amz-date;x-amz-target", "host;host;x-amz-date;x-amz-target"] {
        assert_eq!(refused(list), Refusal::Mismatch);
    }
    assert_eq!(refused("content-type;host;x-amz-date;x-amz-target;x-more"), Refusal::Mismatch);
}

#[test]
fn dates_have_one_form() {
    assert_eq!(canonical::basic_millis("20261121T041500Z"), Some(NOW));
    assert_eq!(canonical::basic(NOW), "20261121T041500Z");
    for bad in [
        "",
        "20261121",
        "20261121T041500",
        "20261121T041500z",
        "20261121 041500Z",
        "2026-11-21T04:15:00Z",
        "20261121T041500.000Z",
        "20261321T041500Z",
        "20260230T041500Z",
        "20261121T241500Z",
        "20261121T041560Z",
        "+2261121T041500Z",
        "2026112éT41500Z",
    ] {
        assert_eq!(canonical::basic_millis(bad), None, "{bad}");
    }
    let vector = &vectors()[0];
    let headers = [("host", "h"), ("x-amz-date", "2026-11-21T04:15:00Z")];
    let refusal = vector
        .judge(&Request { headers: &headers, ..vector.request }, &vector.authorization(), NOW)
        .unwrap_err();
    assert_eq!(
        refusal.message(),
        "Date must be in ISO-8601 'basic format'. Got '2026-11-21T04:15:00Z'. \
         See http://en.wikipedia.org/wiki/ISO_8601"
    );
}

#[test]
fn an_unsigned_payload_is_for_presigned_requests() {
    let headers = [HOST, ("X-Amz-Content-Sha256", UNSIGNED_PAYLOAD)];
    let request = Request { method: "POST", path: "/", query: "", headers: &headers, body: b"one" };
    let query = presign(&request, &LASTING, NOW, 60);
    assert!(judged(&Request { query: &query, body: b"two", ..request }, LASTING.secret, NOW).is_ok());
    let added = sign(&request, &LASTING, NOW);
    let added: Vec<_> = added.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let all = [&headers[..], &added].concat();
    let refusal = judged(&Request { headers: &all, ..request }, LASTING.secret, NOW).unwrap_err();
    assert_eq!(refusal, Refusal::Payload);
}

#[test]
fn queries_and_paths_have_one_canonical_form() {
    let query = |raw: &str| Parameters::of(raw).canonical(None);
    assert_eq!(query(""), "");
    assert_eq!(query("&&a&&"), "a=");
    assert_eq!(query("b=+&a=%zz&a=%2&a=%"), "a=%25&a=%252&a=%25zz&b=%20");
    assert_eq!(query("a=%7e&a=b=c"), "a=b%3Dc&a=~");
    assert_eq!(query("%e9=%E9"), "%E9=%E9");
    for (raw, path) in [
        ("", "/"),
        ("/", "/"),
        ("//", "/"),
        ("/..", "/"),
        ("/a/..", "/"),
        ("/%2e/", "/%252e/"),
        ("/ü", "/%C3%BC"),
    ] {
        assert_eq!(canonical::path(raw), path, "{raw}");
    }
}

proptest! {
    #[test]
    fn what_is_signed_verifies(
        path in "(/[a-zA-Z0-9%._~é -]{0,8}){0,4}", query in "[a-cA-C0-9%&=+._~é-]{0,30}",
        value in "[ a-z\t]{0,12}", body in prop::collection::vec(any::<u8>(), 0..60), offset in -300_i64..=300,
    ) {
        let headers = [("Host", "h.example:1"), ("X-Amz-Any", value.as_str()), ("other", "o")];
        let request = Request { method: "PUT", path: &path, query: &query, headers: &headers, body: &body };
        let added = sign(&request, &TEMPORARY, NOW);
        let added: Vec<_> = added.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let all = [&headers[..], &added].concat();
        let claim = judged(&Request { headers: &all, ..request }, TEMPORARY.secret, NOW + offset * 1000).unwrap();
        prop_assert_eq!(claim.session_token.as_deref(), Some(TOKEN));
        let presigned = presign(&request, &TEMPORARY, NOW, 60);
        let held = judged(&Request { query: &presigned, ..request }, TEMPORARY.secret, NOW + 60_000);
        prop_assert!(held.is_ok());
    }

    #[test]
    fn nothing_panics(
        path in ".{0,20}", query in "(X-Amz-[A-Z][a-z]{0,8}=)?.{0,60}", name in "(authorization|x-amz-date|.{0,8})",
        value in "(AWS4-HMAC-SHA256 )?(Credential=)?.{0,60}", now_ms: i64,
    ) {
        let headers = [("host", "h"), (name.as_str(), value.as_str())];
        let request = Request { method: "GET", path: &path, query: &query, headers: &headers, body: b"" };
        if let Ok(claim) = parse(&request) {
            prop_assert!(verify(&request, &claim, "secret", now_ms).is_err());
        }
    }
}
