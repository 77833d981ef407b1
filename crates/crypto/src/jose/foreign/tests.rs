//! Foreign tokens against jsonwebtoken, an independent implementation.

use aws_lc_rs::encoding::{AsBigEndian as _, AsDer as _, EcPublicKeyUncompressedBin, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{EncodingKey, Header as PeersHeader};
use serde_json::{Value, json};

use super::*;
use crate::jose::SigningKey;

fn peers(algorithm: jsonwebtoken::Algorithm, key: &EncodingKey) -> String {
    let header = PeersHeader { kid: Some("k".to_owned()), ..PeersHeader::new(algorithm) };
    jsonwebtoken::encode(&header, &json!({ "sub": "alice" }), key).unwrap()
}

fn key(jwk: Value) -> Result<ForeignKey, Malformed> {
    ForeignKey::from_jwk(&serde_json::from_value(jwk).unwrap())
}

#[test]
fn rsa_of_six_kinds_is_verified_by_its_own_kind() {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let ours = SigningKey::from_pkcs8(der.as_ref()).unwrap();
    let public = ours.public();
    let encoding = EncodingKey::from_rsa_der(inner(der.as_ref()));
    let any = key(json!({ "kty": "RSA", "n": public.n, "e": public.e, "x5c": ["unused"] })).unwrap();
    let bound =
        key(json!({ "kty": "RSA", "n": public.n, "e": public.e, "alg": "RS384", "use": "sig" })).unwrap();
    for (algorithm, is_bound) in [
        (jsonwebtoken::Algorithm::RS256, false),
        (jsonwebtoken::Algorithm::RS384, true),
        (jsonwebtoken::Algorithm::RS512, false),
        (jsonwebtoken::Algorithm::PS256, false),
        (jsonwebtoken::Algorithm::PS384, false),
        (jsonwebtoken::Algorithm::PS512, false),
    ] {
        let compact = peers(algorithm, &encoding);
        let token = parse_any(&compact).unwrap();
        assert_eq!((token.kid.as_str(), any.verifies(&token), bound.verifies(&token)), ("k", true, is_bound));
        assert_eq!(token.algorithm.name(), format!("{algorithm:?}"));
        assert_eq!(parse(&compact).is_ok(), token.algorithm.name().starts_with("RS"));
        // What was signed by one way is not by another, whatever is said of it.
        let ways = [
            Algorithm::Rs256,
            Algorithm::Rs384,
            Algorithm::Rs512,
            Algorithm::Ps256,
            Algorithm::Ps384,
            Algorithm::Ps512,
            Algorithm::Es256,
            Algorithm::EdDsa,
        ];
        for other in ways.into_iter().filter(|other| *other != token.algorithm) {
            assert!(
                !any.verifies(&Foreign { algorithm: other, ..token.clone() }),
                "{algorithm:?} as {other:?}"
            );
        }
    }
    let pss = key(json!({ "kty": "RSA", "n": public.n, "e": public.e, "alg": "PS256" })).unwrap();
    assert!(pss.verifies(&parse_any(&peers(jsonwebtoken::Algorithm::PS256, &encoding)).unwrap()));
    assert!(!pss.verifies(&parse_any(&peers(jsonwebtoken::Algorithm::RS256, &encoding)).unwrap()));
    assert!(pss.verifies(&parse_any(&ours.sign_ps256(("k", "JWT"), br#"{"sub":"alice"}"#)).unwrap()));
    let token = parse(&ours.sign_rs512("k", br#"{"sub":"alice"}"#)).unwrap();
    assert_eq!(token.algorithm, Algorithm::Rs512);
    assert!(ForeignKey::from_components(Algorithm::Rs512, &public.n, &public.e).unwrap().verifies(&token));
    assert!(!ForeignKey::from_components(Algorithm::Rs256, &public.n, &public.e).unwrap().verifies(&token));
    for other in [
        json!({ "kty": "RSA", "n": public.n, "e": public.e, "use": "enc" }),
        json!({ "kty": "RSA", "n": public.n, "e": public.e, "alg": "PS257" }),
        json!({ "kty": "RSA", "n": public.n, "e": public.e, "alg": "EdDSA" }),
        json!({ "kty": "OKP", "crv": "X25519", "x": "A".repeat(43) }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": "AAAA" }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": "A".repeat(43), "alg": "ES256" }),
        json!({ "kty": "OKP", "crv": "Ed25519" }),
        json!({ "kty": "EC", "crv": "Ed25519", "x": "A".repeat(43), "y": "A".repeat(43) }),
        json!({ "kty": "RSA", "n": &public.n[..100], "e": public.e }),
        json!({ "kty": "oct", "k": "AAAA" }),
        json!({ "kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA" }),
    ] {
        assert!(key(other.clone()).is_err(), "{other}");
    }
}

/// The RSA key within PKCS#8: what the peer reads.
fn inner(pkcs8: &[u8]) -> &[u8] {
    // Version, algorithm and the head of the octet string are 26 bytes for keys of this size.
    &pkcs8[26..]
}

#[test]
fn ecdsa_is_verified() {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let pkcs8 = pair.to_pkcs8v1().unwrap();
    let point: EcPublicKeyUncompressedBin<'_> = pair.public_key().as_be_bytes().unwrap();
    let (x, y) = point.as_ref()[1..].split_at(32);
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let key = key(json!({ "kty": "EC", "crv": "P-256", "x": text(x), "y": text(y) })).unwrap();
    let token =
        parse(&peers(jsonwebtoken::Algorithm::ES256, &EncodingKey::from_ec_der(pkcs8.as_ref()))).unwrap();
    assert!(key.verifies(&token));
    let mut bent = token.clone();
    bent.signature[0] ^= 1;
    assert!(!key.verifies(&bent));
    assert!(!key.verifies(&Foreign { algorithm: Algorithm::Rs256, ..token }));
}

#[test]
fn eddsa_is_verified() {
    let pair = Ed25519KeyPair::generate().unwrap();
    let pkcs8 = pair.to_pkcs8v1().unwrap();
    let x = URL_SAFE_NO_PAD.encode(pair.public_key());
    let own = key(json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "alg": "EdDSA" })).unwrap();
    let compact = peers(jsonwebtoken::Algorithm::EdDSA, &EncodingKey::from_ed_der(pkcs8.as_ref()));
    let token = parse_any(&compact).unwrap();
    assert!(own.verifies(&token) && parse(&compact).is_err());
    let mut bent = token.clone();
    bent.signature[40] ^= 1;
    assert!(!own.verifies(&bent));
    let mut short = token.clone();
    short.signature.pop();
    assert!(!own.verifies(&short));
    assert!(!own.verifies(&Foreign { algorithm: Algorithm::Es256, ..token }));
    // The public key as the secret of a MAC is no signature.
    let forged = jsonwebtoken::encode(
        &PeersHeader { kid: Some("k".to_owned()), ..PeersHeader::new(jsonwebtoken::Algorithm::HS256) },
        &json!({ "sub": "alice" }),
        &EncodingKey::from_secret(pair.public_key().as_ref()),
    );
    assert!(parse_any(&forged.unwrap()).is_err());
}

#[test]
fn what_forgers_send_does_not_read() {
    let with = |header: &str| format!("{}.e30.AAAA", URL_SAFE_NO_PAD.encode(header));
    assert!(parse(&with(r#"{"alg":"RS256","kid":"k","typ":"JWT"}"#)).is_ok());
    for header in [
        r#"{"alg":"none","kid":"k"}"#,
        r#"{"alg":"HS256","kid":"k"}"#,
        r#"{"alg":"rs256","kid":"k"}"#,
        r#"{"alg":"EDDSA","kid":"k"}"#,
        r#"{"alg":"Ed448","kid":"k"}"#,
        r#"{"alg":"ES256K","kid":"k"}"#,
        r#"{"alg":"RS256"}"#,
        r#"{"alg":"RS256","kid":"k","crit":[]}"#,
        r#"{"alg":"RS256","alg":"ES256","kid":"k"}"#,
        r#"["RS256","k"]"#,
        "",
    ] {
        assert!(parse(&with(header)).is_err() && parse_any(&with(header)).is_err(), "{header}");
    }
}

#[test]
fn a_secret_that_is_none_signs_nothing() {
    let by = |secret: &[u8]| {
        let header =
            PeersHeader { kid: Some("k".to_owned()), ..PeersHeader::new(jsonwebtoken::Algorithm::HS256) };
        jsonwebtoken::encode(&header, &json!({ "sub": "alice" }), &EncodingKey::from_secret(secret)).unwrap()
    };
    assert!(payload_by_secret(&by(b"secret"), b"secret").is_some());
    assert!(payload_by_secret(&by(b"secret"), b"another").is_none());
    assert!(payload_by_secret(&by(b""), b"").is_none());
}
