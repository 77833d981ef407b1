//! Tokens signed with RS256: compact JWS, and nothing else of JOSE.
//! RFC: 7515 (JWS, compact form), 7518 section 3.3 (RS256), 8725 (what goes wrong). AWS: user guide, "Verifying
//! JSON web tokens" (header of `kid` and `alg`, no `typ`).
//!
//! Reading is in two steps, because the key is found by the token's `kid`: [`parse`] looks at the form, [`verify`]
//! at the signature. Whatever [`Unverified`] holds is the sender's word until `verify` is true.

pub mod assertion;
pub mod elliptic;
pub mod foreign;

use std::fmt;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{
    KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512,
    RSA_PSS_SHA256, RsaEncoding, RsaPublicKeyComponents,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer};

use crate::or_exhausted;

/// Longer tokens are refused unread.
pub const MAX_TOKEN_BYTES: usize = 16 * 1024;

/// RSA moduli that may verify: 2048 to 8192 bits.
const MODULUS_BYTES: std::ops::RangeInclusive<usize> = 256..=1024;

/// What is no token, or no key, by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not of the form asked for")
    }
}

impl std::error::Error for Malformed {}

/// A private RSA key, parsed and checked once. May be shared between threads; never printed.
pub struct SigningKey(KeyPair);

impl SigningKey {
    /// From PKCS#8 in DER. Errors: it is none, holds no RSA key of 2048 to 8192 bits, or its parts do not fit.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, Malformed> {
        KeyPair::from_pkcs8(der).map(Self).map_err(|_| Malformed)
    }

    /// The public half, as a JWKS shows it.
    pub fn public(&self) -> PublicKey {
        let key = self.0.public_key();
        let text = |number: &[u8]| URL_SAFE_NO_PAD.encode(number);
        PublicKey {
            n: text(key.modulus().big_endian_without_leading_zero()),
            e: text(key.exponent().big_endian_without_leading_zero()),
        }
    }

    /// A compact JWS over the payload, headed `{"kid":…,"alg":"RS256"}`. About 0.4 ms of arithmetic.
    pub fn sign(&self, kid: &str, payload_json: &[u8]) -> String {
        let kid = serde_json::Value::from(kid);
        self.sign_as(&RSA_PKCS1_SHA256, &format!(r#"{{"kid":{kid},"alg":"RS256"}}"#), payload_json)
    }

    /// The same headed `{"kid":…,"typ":"JWS","alg":"RS512"}`, as the tokens of identities are.
    pub fn sign_rs512(&self, kid: &str, payload_json: &[u8]) -> String {
        let kid = serde_json::Value::from(kid);
        let header = format!(r#"{{"kid":{kid},"typ":"JWS","alg":"RS512"}}"#);
        self.sign_as(&RSA_PKCS1_SHA512, &header, payload_json)
    }

    /// The form of [`SigningKey::sign`] with `typ` in the header, for what must not be taken for another kind of token.
    /// RFC: 8725 section 3.11.
    pub fn sign_typed(&self, (kid, typ): (&str, &str), payload_json: &[u8]) -> String {
        let (kid, typ) = (serde_json::Value::from(kid), serde_json::Value::from(typ));
        let header = format!(r#"{{"kid":{kid},"alg":"RS256","typ":{typ}}}"#);
        self.sign_as(&RSA_PKCS1_SHA256, &header, payload_json)
    }

    /// The same by RSA-PSS, headed `PS256`.
    pub fn sign_ps256(&self, (kid, typ): (&str, &str), payload_json: &[u8]) -> String {
        let (kid, typ) = (serde_json::Value::from(kid), serde_json::Value::from(typ));
        let header = format!(r#"{{"kid":{kid},"alg":"PS256","typ":{typ}}}"#);
        self.sign_as(&RSA_PSS_SHA256, &header, payload_json)
    }

    fn sign_as(&self, way: &'static dyn RsaEncoding, header: &str, payload_json: &[u8]) -> String {
        let mut token = URL_SAFE_NO_PAD.encode(header);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(payload_json, &mut token);
        let signature = self.signature(way, token.as_bytes());
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        token
    }

    /// A bare signature by RSASSA-PKCS1-v1_5 with SHA-256.
    pub(crate) fn sign_bytes(&self, message: &[u8]) -> Vec<u8> {
        self.signature(&RSA_PKCS1_SHA256, message)
    }

    fn signature(&self, way: &'static dyn RsaEncoding, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        // The random source is for blinding inside the library: the signature does not depend on it.
        let done = self.0.sign(way, &SystemRandom::new(), message, &mut signature);
        or_exhausted(done.ok());
        signature
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// An RSA public key as in a JWK: base64url without padding, big-endian.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// Modulus.
    pub n: String,
    /// Exponent, usually `AQAB`.
    pub e: String,
}

/// A public RSA key, parsed once. May be shared between threads.
#[derive(Clone, Debug)]
pub struct VerifyingKey(ParsedPublicKey);

impl VerifyingKey {
    /// From a JWK's `n` and `e`. Errors: no base64url, leading zeros, or no RSA key of 2048 to 8192 bits.
    pub fn from_components(n: &str, e: &str) -> Result<Self, Malformed> {
        let (n, e) = (decoded(n)?, decoded(e)?);
        if !MODULUS_BYTES.contains(&n.len()) {
            return Err(Malformed);
        }
        let key = RsaPublicKeyComponents { n, e }.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256);
        key.map(Self).map_err(|_| Malformed)
    }
}

/// A token whose form is right and whose signature nobody has looked at yet.
#[derive(Clone, Debug)]
pub struct Unverified {
    /// Names the key that the sender claims to have signed with.
    pub kid: String,
    /// The payload's bytes, base64url taken off; not yet known to be JSON.
    pub payload: Vec<u8>,
    /// Header and payload as they were sent, which is what is signed.
    pub signing_input: String,
    /// The signature's bytes.
    pub signature: Vec<u8>,
}

/// Reads a compact JWS. Errors: longer than 16 KiB, not three parts of base64url without padding, or a header that
/// is no JSON object with `alg` RS256, a `kid`, and no `crit`; neither may be there twice.
pub fn parse(compact: &str) -> Result<Unverified, Malformed> {
    if compact.len() > MAX_TOKEN_BYTES {
        return Err(Malformed);
    }
    let (signing_input, signature) = compact.rsplit_once('.').ok_or(Malformed)?;
    // A further dot would be in the payload, where it is no base64url.
    let (header, payload) = signing_input.split_once('.').ok_or(Malformed)?;
    let (header, payload, signature) = (decoded(header)?, decoded(payload)?, decoded(signature)?);
    // An array would be read as a struct's fields in their order.
    if !header.trim_ascii_start().starts_with(b"{") {
        return Err(Malformed);
    }
    let Header { alg, kid, crit: Absent } = serde_json::from_slice(&header).map_err(|_| Malformed)?;
    if alg != "RS256" {
        return Err(Malformed);
    }
    Ok(Unverified { kid, payload, signing_input: signing_input.to_owned(), signature })
}

/// Whether the key signed the token.
pub fn verify(token: &Unverified, key: &VerifyingKey) -> bool {
    key.0.verify_sig(token.signing_input.as_bytes(), &token.signature).is_ok()
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
    #[serde(default)]
    crit: Absent,
}

/// A member that must not be there: what `crit` lists we would have to understand, and we know no extension.
#[derive(Default)]
pub(crate) struct Absent;

impl<'de> Deserialize<'de> for Absent {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("must be absent"))
    }
}

pub(crate) fn decoded(text: &str) -> Result<Vec<u8>, Malformed> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Malformed)
}

#[cfg(test)]
mod tests;
