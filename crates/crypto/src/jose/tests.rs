//! Tokens against jsonwebtoken, an independent implementation, and against what forgers send.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::KeySize;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Validation};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

use super::*;

struct Keys {
    pkcs8: Vec<u8>,
    signing: SigningKey,
    verifying: VerifyingKey,
}

fn make() -> Keys {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let pkcs8 = der.as_ref().to_vec();
    let signing = SigningKey::from_pkcs8(&pkcs8).unwrap();
    let PublicKey { n, e } = signing.public();
    let verifying = VerifyingKey::from_components(&n, &e).unwrap();
    Keys { pkcs8, signing, verifying }
}

static OURS: LazyLock<Keys> = LazyLock::new(make);
static OTHERS: LazyLock<Keys> = LazyLock::new(make);

/// A token of these parts with a right signature over them.
fn signed(header: &str, payload: &[u8]) -> String {
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let mut signature = vec![0; 256];
    OURS.signing.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), input.as_bytes(), &mut signature).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

#[test]
fn a_token_has_the_header_of_aws() {
    let token = OURS.signing.sign("abc+/=", br#"{"sub":"alice"}"#);
    let header = token.split('.').next().unwrap();
    assert_eq!(URL_SAFE_NO_PAD.decode(header).unwrap(), br#"{"kid":"abc+/=","alg":"RS256"}"#);
    let read = parse(&token).unwrap();
    assert_eq!((read.kid.as_str(), read.payload.as_slice()), ("abc+/=", br#"{"sub":"alice"}"#.as_slice()));
    assert!(verify(&read, &OURS.verifying));
    assert!(!verify(&read, &OTHERS.verifying));
    let odd = parse(&OURS.signing.sign("a\"b\\c\n", b"")).unwrap();
    assert_eq!(odd.kid, "a\"b\\c\n");
    assert!(odd.payload.is_empty() && verify(&odd, &OURS.verifying));
}

#[test]
fn the_peer_verifies_ours_and_we_verify_the_peers() {
    let claims = json!({ "sub": "alice", "exp": 4_000_000_000_u64 });
    let PublicKey { n, e } = OURS.signing.public();
    assert_eq!(e, "AQAB");
    let token = OURS.signing.sign("k1", claims.to_string().as_bytes());
    let key = DecodingKey::from_rsa_components(&n, &e).unwrap();
    let read = jsonwebtoken::decode::<Value>(&token, &key, &Validation::new(Algorithm::RS256)).unwrap();
    assert_eq!((read.claims, read.header.kid.as_deref()), (claims.clone(), Some("k1")));

    let mut header = jsonwebtoken::Header::new(Algorithm::RS256);
    header.kid = Some("k2".into());
    // The peer takes PKCS#1, which is what PKCS#8 wraps at the end of a fixed head.
    let pkcs1 = &OURS.pkcs8[26..];
    let token = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_rsa_der(pkcs1)).unwrap();
    let read = parse(&token).unwrap();
    assert_eq!(read.kid, "k2");
    assert_eq!(serde_json::from_slice::<Value>(&read.payload).unwrap(), claims);
    assert!(verify(&read, &OURS.verifying));
}

#[test]
fn other_headers_are_refused_whatever_signs_them() {
    assert!(verify(&parse(&signed(r#"{"kid":"k","alg":"RS256"}"#, b"{}")).unwrap(), &OURS.verifying));
    assert!(parse(&signed(r#" {"typ":"JWT","alg":"RS256","kid":"k"} "#, b"{}")).is_ok());
    for header in [
        r#"{"kid":"k","alg":"none"}"#,
        r#"{"kid":"k","alg":"HS256"}"#,
        r#"{"kid":"k","alg":"rs256"}"#,
        r#"{"kid":"k","alg":"RS512"}"#,
        r#"{"kid":"k","alg":"PS256"}"#,
        r#"{"kid":"k","alg":["RS256"]}"#,
        r#"{"kid":"k"}"#,
        r#"{"alg":"RS256"}"#,
        r#"{"kid":7,"alg":"RS256"}"#,
        r#"{"kid":null,"alg":"RS256"}"#,
        r#"{"kid":"k","alg":"RS256","crit":["b64"],"b64":false}"#,
        r#"{"kid":"k","alg":"RS256","crit":[]}"#,
        r#"{"kid":"k","alg":"RS256","crit":null}"#,
        r#"{"kid":"k","alg":"none","alg":"RS256"}"#,
        r#"{"kid":"k","kid":"l","alg":"RS256"}"#,
        r#"{"kid":"k","alg":"RS256"}{}"#,
        r#"["RS256","k"]"#,
        r#""RS256""#,
        "null",
        "",
    ] {
        assert!(parse(&signed(header, b"{}")).is_err(), "{header}");
    }
    assert!(parse(&signed("\u{feff}{\"kid\":\"k\",\"alg\":\"RS256\"}", b"{}")).is_err());
}

#[test]
fn other_forms_are_refused() {
    let token = OURS.signing.sign("k", b"{}");
    let (input, signature) = token.rsplit_once('.').unwrap();
    for bad in [
        String::new(),
        ".".into(),
        "..".into(),
        "...".into(),
        input.into(),
        format!("{token}."),
        format!(".{token}"),
        format!("{token}.{signature}"),
        format!("{input}.x.{signature}.y"),
        format!("{token}=="),
        format!(" {token}"),
        format!("{token}\n"),
        format!("{input}.{}", signature.replace(['-', '_'], "+")) + "+",
        format!("{input}.{}/", &signature[..signature.len() - 1]),
    ] {
        assert!(parse(&bad).is_err(), "{bad}");
    }
    // 256 bytes leave four bits unused in the last digit: only zeros stand for them.
    let last = signature.chars().last().unwrap();
    assert!("AQgw".contains(last));
    let other = ('A'..='z').find(|digit| digit.is_ascii_alphabetic() && !"AQgw".contains(*digit)).unwrap();
    assert!(parse(&format!("{input}.{}{other}", &signature[..signature.len() - 1])).is_err());

    let unsigned = parse(&format!("{input}.")).unwrap();
    assert!(!verify(&unsigned, &OURS.verifying));
    let long = OURS.signing.sign("k", &vec![b' '; MAX_TOKEN_BYTES]);
    assert!(parse(&long).is_err());
}

#[test]
fn every_bit_of_a_token_counts() {
    let token = OURS.signing.sign("k", br#"{"sub":"alice","admin":false}"#);
    let bytes = token.as_bytes();
    for at in 0..bytes.len() {
        for digit in [b'A', b'B', b'x', b'-', b'.'] {
            let mut other = bytes.to_vec();
            other[at] = digit;
            let Ok(read) = parse(std::str::from_utf8(&other).unwrap()) else { continue };
            assert_eq!(verify(&read, &OURS.verifying), other == bytes, "byte {at}");
        }
    }
}

#[test]
fn bad_keys_are_refused() {
    let PublicKey { n, e } = OURS.signing.public();
    let short = URL_SAFE_NO_PAD.encode([0xc1; 128]);
    let zeroed = URL_SAFE_NO_PAD.encode([&[0], URL_SAFE_NO_PAD.decode(&n).unwrap().as_slice()].concat());
    let long = URL_SAFE_NO_PAD.encode([0xc1; 1025]);
    let padded = format!("{n}=");
    for (n, e) in
        [("", "AQAB"), (&n, ""), (&n, "AAEAAQ"), (&short, &e), (&zeroed, &e), (&long, &e), (&padded, &e)]
    {
        assert!(VerifyingKey::from_components(n, e).is_err(), "{n} {e}");
    }
    assert!(SigningKey::from_pkcs8(b"").is_err());
    assert!(SigningKey::from_pkcs8(&OURS.pkcs8[1..]).is_err());
    let mut broken = OURS.pkcs8.clone();
    let middle = broken.len() / 2;
    broken[middle] ^= 1;
    assert!(SigningKey::from_pkcs8(&broken).is_err());
    assert_eq!(format!("{:?}", OURS.signing), "***");
}

#[test]
fn keys_may_be_shared() {
    fn shared<T: Send + Sync>() {}
    shared::<SigningKey>();
    shared::<VerifyingKey>();
}

proptest! {
    #[test]
    fn nothing_makes_parse_panic(text in r"[A-Za-z0-9_.=\-é]{0,80}") {
        prop_assert!(parse(&text).is_err());
    }

    #[test]
    fn any_payload_comes_back(payload in prop::collection::vec(any::<u8>(), 0..200), kid in ".{0,50}") {
        let read = parse(&OURS.signing.sign(&kid, &payload)).unwrap();
        prop_assert!(verify(&read, &OURS.verifying));
        prop_assert_eq!((read.kid, read.payload), (kid, payload));
    }
}
