//! Proofs by every algorithm, the RFC's own, and what forgers send.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair,
    KeyPair as _,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::EncodingKey;
use serde_json::{Value, json};

use super::*;

fn text(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A key of any kind: its JWK, and how it signs.
struct Holder {
    alg: &'static str,
    jwk: Value,
    key: EncodingKey,
    with: Algorithm,
}

fn ec(alg: &'static str) -> Holder {
    let (crv, of, half, with) = match alg {
        "ES256" => ("P-256", &ECDSA_P256_SHA256_FIXED_SIGNING, 32, Algorithm::ES256),
        _ => ("P-384", &ECDSA_P384_SHA384_FIXED_SIGNING, 48, Algorithm::ES384),
    };
    let pair = EcdsaKeyPair::generate(of).unwrap();
    let point = &pair.public_key().as_ref()[1..];
    let jwk = json!({ "kty": "EC", "crv": crv, "x": text(&point[..half]), "y": text(&point[half..]) });
    Holder { alg, jwk, key: EncodingKey::from_ec_der(pair.to_pkcs8v1().unwrap().as_ref()), with }
}

fn ed() -> Holder {
    let pair = Ed25519KeyPair::generate().unwrap();
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": text(pair.public_key()) });
    let key = EncodingKey::from_ed_der(pair.to_pkcs8().unwrap().as_ref());
    Holder { alg: "EdDSA", jwk, key, with: Algorithm::EdDSA }
}

fn rsa(alg: &'static str) -> Holder {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let n = pair.public_key().modulus().big_endian_without_leading_zero().to_vec();
    let jwk = json!({ "kty": "RSA", "n": text(n), "e": "AQAB" });
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    // The library takes PKCS#1, which is what PKCS#8 wraps at the end of a fixed head.
    let key = EncodingKey::from_rsa_der(&der.as_ref()[26..]);
    Holder { alg, jwk, key, with: if alg == "RS256" { Algorithm::RS256 } else { Algorithm::PS256 } }
}

impl Holder {
    fn sign(&self, words: &str) -> String {
        jsonwebtoken::crypto::sign(words.as_bytes(), &self.key, self.with).unwrap()
    }

    fn header(&self) -> Value {
        json!({ "typ": "dpop+jwt", "alg": self.alg, "jwk": self.jwk })
    }

    fn proof(&self, header: &str, claims: &str) -> String {
        let signed = format!("{}.{}", text(header), text(claims));
        format!("{signed}.{}", self.sign(&signed))
    }
}

const CLAIMS: &str = r#"{"jti":"1","htm":"POST","htu":"https://a.example/","iat":5}"#;

#[test]
fn each_algorithm_proves_its_key() {
    let holders = [ec("ES256"), ec("ES384"), ed(), rsa("PS256"), rsa("RS256")];
    assert_eq!(holders.iter().map(|holder| holder.alg).collect::<Vec<_>>(), ALGORITHMS);
    for holder in holders {
        let proof = holder.proof(&holder.header().to_string(), CLAIMS);
        let read = read(&proof).unwrap_or_else(|why| panic!("{}: {}", holder.alg, why.0));
        assert_eq!((read.id.as_str(), read.method.as_str(), read.issued_at_s), ("1", "POST", 5));
        assert_eq!(read.thumbprint.len(), 43);
        // One bit more or less anywhere, and nothing is proved.
        for at in [proof.len() - 3, proof.len() / 2, 40] {
            let mut bytes = proof.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            assert!(super::read(&String::from_utf8(bytes).unwrap()).is_err(), "{} {at}", holder.alg);
        }
    }
}

/// RFC: 9449 section 4.1, and the thumbprint of its section 6.1.
#[test]
fn the_proof_of_the_rfc_reads() {
    let proof = concat!(
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0Rs",
        "cEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2",
        "In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2V",
        "uIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37x",
        "RZT3Lg"
    );
    let read = read(proof).unwrap();
    assert_eq!(read.uri, "https://server.example.com/token");
    assert_eq!((read.id.as_str(), read.issued_at_s), ("-BwC3ESc6acc2lTc", 1_562_262_616));
    assert_eq!(read.thumbprint, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
}

#[test]
fn what_forgers_send_is_refused() {
    let holder = ec("ES256");
    let (other, larger) = (ec("ES256"), ec("ES384"));
    let with = |name: &str, value: Value| {
        let mut header = holder.header();
        header[name] = value;
        holder.proof(&header.to_string(), CLAIMS)
    };
    let mut private = holder.jwk.clone();
    private["d"] = json!("AAAA");
    let secret = json!({ "kty": "oct", "k": "AAAA" });
    let mut off_curve = holder.jwk.clone();
    off_curve["y"] = json!(text([1; 32]));
    let header = holder.header().to_string();
    let twice = header.replacen('{', r#"{"alg":"none","#, 1);
    let forged = [
        with("typ", json!("JWT")),
        with("typ", json!("DPoP+JWT")),
        with("alg", json!("none")),
        with("alg", json!("HS256")),
        with("alg", json!("ES384")),
        with("alg", json!("EdDSA")),
        with("alg", json!("RS256")),
        with("jwk", other.jwk.clone()),
        with("jwk", larger.jwk),
        with("jwk", private),
        with("jwk", secret),
        with("jwk", off_curve),
        with("jwk", json!({})),
        with("jwk", json!("text")),
        with("crit", json!([])),
        with("crit", json!(["b64"])),
        holder.proof(&twice, CLAIMS),
        holder.proof(&format!("[\"dpop+jwt\",\"ES256\",{}]", holder.jwk), CLAIMS),
        holder.proof("{}", CLAIMS),
        holder.proof(&header, "{}"),
        holder.proof(&header, "null"),
        holder.proof(&header, r#"["1","POST","https://a.example/",5]"#),
        holder.proof(&header, &CLAIMS.replacen('{', r#"{"jti":"2","#, 1)),
        holder.proof(&header, &CLAIMS.replace("\"1\"", "\"\"")),
        holder.proof(&header, &CLAIMS.replace("\"1\"", &format!("\"{}\"", "x".repeat(257)))),
        holder.proof(&header, &CLAIMS.replace(":5}", ":\"5\"}")),
        holder.proof(&header, &CLAIMS.replace(":5}", ":1e300}")),
        holder.proof(&header, &CLAIMS.replace(":5}", ":-1}")),
        format!("{}.{}.", text(&header), text(CLAIMS)),
        format!("{}.{}", text(&header), text(CLAIMS)),
        format!("{}=", holder.proof(&header, CLAIMS)),
        format!("{}.x", holder.proof(&header, CLAIMS)),
        holder.proof(&header, &format!("{CLAIMS}{}", " ".repeat(9_000))),
        String::new(),
        "..".to_owned(),
    ];
    for proof in forged {
        assert!(read(&proof).is_err(), "{proof}");
    }
    assert!(read(&holder.proof(&header, CLAIMS)).is_ok());
    // A signature of another key over the same words.
    let signed = format!("{}.{}", text(&header), text(CLAIMS));
    assert!(read(&format!("{signed}.{}", other.sign(&signed))).is_err());
    assert!(read(&format!("{signed}.{}", holder.sign(&signed))).is_ok());
}

#[test]
fn keys_that_are_too_small_or_too_large_are_none() {
    let holder = rsa("RS256");
    for bytes in [128, 255, 513, 1_024] {
        let mut header = holder.header();
        header["jwk"]["n"] = json!(text(vec![0xff; bytes]));
        assert!(read(&holder.proof(&header.to_string(), CLAIMS)).is_err(), "{bytes}");
    }
}
