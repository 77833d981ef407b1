//! Proofs of possession: a JWT that is signed by the very key that it names, read and verified.
//! RFC: 9449 section 4 (DPoP), 7638 (thumbprints), 8725 (what goes wrong).
//!
//! What a proof says of time, method and address is for the caller to judge.

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::jose::{Absent, decoded};

/// The algorithms that are taken, as discovery tells them.
pub const ALGORITHMS: [&str; 5] = ["ES256", "ES384", "EdDSA", "PS256", "RS256"];

/// Longer proofs are refused unread: one with the largest key that is taken has about 3 KiB.
const LONGEST: usize = 8 * 1024;

/// The longest `jti`.
const LONGEST_ID: usize = 256;

/// RSA moduli that may verify: 2048 to 4096 bits, as base64url. Larger ones are work that strangers could ask for.
const MODULUS: std::ops::RangeInclusive<usize> = 342..=683;

/// The members of a JWK that only who owns the key may know, and the one of a shared secret.
const PRIVATE: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "r"];

/// A proof whose signature is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// `jti`.
    pub id: String,
    /// `htm`.
    pub method: String,
    /// `htu`, as it came.
    pub uri: String,
    /// `iat`, epoch seconds.
    pub issued_at_s: i64,
    /// `ath`.
    pub token_hash: Option<String>,
    /// `nonce`.
    pub nonce: Option<String>,
    /// The SHA-256 thumbprint of the key, base64url.
    pub thumbprint: String,
}

/// Why a text proves nothing, in words for whoever has sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unproved(pub &'static str);

#[derive(Deserialize)]
struct Header {
    typ: String,
    alg: String,
    jwk: Map<String, Value>,
    #[serde(default)]
    #[expect(dead_code, reason = "reading it is the check")]
    crit: Absent,
}

#[derive(Deserialize)]
struct Claims {
    jti: String,
    htm: String,
    htu: String,
    iat: f64,
    ath: Option<String>,
    nonce: Option<String>,
}

/// Reads and verifies a proof. Errors: what is wrong with it, the first thing found.
pub fn read(compact: &str) -> Result<Proof, Unproved> {
    const FORM: Unproved = Unproved("The DPoP proof must be one compact JWS.");
    if compact.len() > LONGEST {
        return Err(Unproved("The DPoP proof is too long."));
    }
    let (signed, signature) = compact.rsplit_once('.').ok_or(FORM)?;
    let (header, payload) = signed.split_once('.').ok_or(FORM)?;
    let header: Header = object(header)
        .ok_or(Unproved("The header of the DPoP proof must have typ, alg and jwk, and no crit."))?;
    if header.typ != "dpop+jwt" {
        return Err(Unproved("The typ of the DPoP proof must be dpop+jwt."));
    }
    if !ALGORITHMS.contains(&header.alg.as_str()) {
        return Err(Unproved(
            "The alg of the DPoP proof must be asymmetric and one of those that are supported.",
        ));
    }
    if PRIVATE.iter().any(|member| header.jwk.contains_key(*member)) {
        return Err(Unproved("The jwk of the DPoP proof must be a public key."));
    }
    let (key, algorithm) =
        key(header.jwk, &header.alg).ok_or(Unproved("The jwk of the DPoP proof must fit its alg."))?;
    let thumbprint = key.thumbprint(ThumbprintHash::SHA256).map_err(|_| FORM)?;
    let verifying =
        DecodingKey::from_jwk(&key).map_err(|_| Unproved("The jwk of the DPoP proof is no key."))?;
    let is_right = jsonwebtoken::crypto::verify(signature, signed.as_bytes(), &verifying, algorithm);
    if !is_right.unwrap_or(false) {
        return Err(Unproved("The signature of the DPoP proof is wrong."));
    }
    let claims: Claims = object(payload)
        .ok_or(Unproved("The DPoP proof must have jti, htm, htu and iat, each of them once."))?;
    if claims.jti.is_empty() || claims.jti.len() > LONGEST_ID {
        return Err(Unproved("The jti of the DPoP proof must have between 1 and 256 bytes."));
    }
    Ok(Proof {
        id: claims.jti,
        method: claims.htm,
        uri: claims.htu,
        issued_at_s: whole(claims.iat).ok_or(Unproved("The iat of the DPoP proof is no time."))?,
        token_hash: claims.ath,
        nonce: claims.nonce,
        thumbprint,
    })
}

/// The key, where the algorithm is one of its kind.
fn key(members: Map<String, Value>, alg: &str) -> Option<(Jwk, Algorithm)> {
    let key: Jwk = serde_json::from_value(Value::Object(members)).ok()?;
    let algorithm = match (&key.algorithm, alg) {
        (AlgorithmParameters::EllipticCurve(of), "ES256") if of.curve == EllipticCurve::P256 => {
            Algorithm::ES256
        }
        (AlgorithmParameters::EllipticCurve(of), "ES384") if of.curve == EllipticCurve::P384 => {
            Algorithm::ES384
        }
        (AlgorithmParameters::OctetKeyPair(of), "EdDSA") if of.curve == EllipticCurve::Ed25519 => {
            Algorithm::EdDSA
        }
        (AlgorithmParameters::RSA(of), "RS256") if MODULUS.contains(&of.n.len()) => Algorithm::RS256,
        (AlgorithmParameters::RSA(of), "PS256") if MODULUS.contains(&of.n.len()) => Algorithm::PS256,
        _ => return None,
    };
    Some((key, algorithm))
}

/// The JSON object in a part of a token: an array would be read as a struct's fields in their order.
fn object<T: serde::de::DeserializeOwned>(part: &str) -> Option<T> {
    let bytes = decoded(part).ok()?;
    bytes.trim_ascii_start().starts_with(b"{").then(|| serde_json::from_slice(&bytes).ok())?
}

/// A NumericDate in whole seconds; years beyond any clock are none.
fn whole(seconds: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "bounded on both sides")]
    (0.0..1e12).contains(&seconds).then_some(seconds as i64)
}

/// What `ath` is for an access token.
pub fn token_hash(access_token: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(crate::mac::sha256(access_token.as_bytes()))
}

#[cfg(test)]
mod tests;
