//! Tokens that others have signed, and ours that are read as theirs are: RSA, ECDSA and EdDSA, and nothing symmetric.
//! RFC: 7515, 7517 (JWK), 7518 sections 3.3 to 3.5, 8037, 8725 (an algorithm is taken from a list, and fits its key).
//!
//! As in [`super`]: [`parse`] looks at the form, [`ForeignKey::verifies`] at the signature.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaPublicKeyComponents,
};
use serde::Deserialize;

use super::{Absent, MODULUS_BYTES, Malformed, decoded};

/// Longer tokens are refused unread.
pub const MAX_TOKEN_BYTES: usize = 50_000;

/// What a foreign token may be signed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Algorithm {
    /// RSA with SHA-256.
    Rs256,
    /// RSA with SHA-384.
    Rs384,
    /// RSA with SHA-512.
    Rs512,
    /// ECDSA on P-256.
    Es256,
    /// ECDSA on P-384.
    Es384,
    /// RSA-PSS with SHA-256.
    Ps256,
    /// RSA-PSS with SHA-384.
    Ps384,
    /// RSA-PSS with SHA-512.
    Ps512,
    /// EdDSA on Curve25519, and on no other.
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl Algorithm {
    /// Its name in a header.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Rs256 => "RS256",
            Algorithm::Rs384 => "RS384",
            Algorithm::Rs512 => "RS512",
            Algorithm::Es256 => "ES256",
            Algorithm::Es384 => "ES384",
            Algorithm::Ps256 => "PS256",
            Algorithm::Ps384 => "PS384",
            Algorithm::Ps512 => "PS512",
            Algorithm::EdDsa => "EdDSA",
        }
    }

    /// The bits of the hash that it signs. EdDSA hashes by SHA-512 itself.
    pub fn bits(self) -> usize {
        match self {
            Algorithm::Rs256 | Algorithm::Es256 | Algorithm::Ps256 => 256,
            Algorithm::Rs384 | Algorithm::Es384 | Algorithm::Ps384 => 384,
            Algorithm::Rs512 | Algorithm::Ps512 | Algorithm::EdDsa => 512,
        }
    }

    /// Whether it is taken by all who read foreign tokens, and not of sign-in providers alone.
    fn is_common(self) -> bool {
        !matches!(self, Algorithm::Ps256 | Algorithm::Ps384 | Algorithm::Ps512 | Algorithm::EdDsa)
    }
}

/// A token whose form is right and whose signature nobody has looked at yet.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// What the sender claims to have signed with.
    pub algorithm: Algorithm,
    /// Names the key.
    pub kid: String,
    /// The payload's bytes, not yet known to be JSON.
    pub payload: Vec<u8>,
    signing_input: String,
    signature: Vec<u8>,
}

/// Reads a compact JWS by PKCS#1 RSA or ECDSA. Errors: longer than 50,000 bytes, not three parts of base64url, or a header that
/// is no object with an algorithm of the list, a `kid`, and no `crit`.
pub fn parse(compact: &str) -> Result<Foreign, Malformed> {
    parse_any(compact).and_then(|token| if token.algorithm.is_common() { Ok(token) } else { Err(Malformed) })
}

/// The same by any algorithm that is known. Errors: as there.
pub fn parse_any(compact: &str) -> Result<Foreign, Malformed> {
    if compact.len() > MAX_TOKEN_BYTES {
        return Err(Malformed);
    }
    let (signing_input, signature) = compact.rsplit_once('.').ok_or(Malformed)?;
    let (header, payload) = signing_input.split_once('.').ok_or(Malformed)?;
    let (header, payload, signature) = (decoded(header)?, decoded(payload)?, decoded(signature)?);
    if !header.trim_ascii_start().starts_with(b"{") {
        return Err(Malformed);
    }
    let Header { alg, kid, crit: Absent } = serde_json::from_slice(&header).map_err(|_| Malformed)?;
    Ok(Foreign { algorithm: alg, kid, payload, signing_input: signing_input.to_owned(), signature })
}

#[derive(Deserialize)]
struct Header {
    alg: Algorithm,
    kid: String,
    #[serde(default)]
    crit: Absent,
}

/// The payload of a token that is signed by HS256 with a secret that both sides have; none for any other. Which of the two kinds
/// a sender's tokens are is for its settings to say, never for the token. RFC: 7518 section 3.2, 8725 section 3.1.
pub fn payload_by_secret(compact: &str, secret: &[u8]) -> Option<Vec<u8>> {
    #[derive(Deserialize)]
    struct Header {
        alg: String,
        #[serde(default)]
        crit: Absent,
    }
    let (signing_input, signature) = compact.rsplit_once('.').filter(|_| compact.len() <= MAX_TOKEN_BYTES)?;
    let (header, payload) = signing_input.split_once('.')?;
    let header = decoded(header).ok()?;
    let Header { alg, crit: Absent } = serde_json::from_slice(&header).ok()?;
    let mac = crate::mac::hmac_sha256(secret, signing_input.as_bytes());
    let is_right = crate::mac::equal(&mac, &decoded(signature).ok()?) && !secret.is_empty();
    (alg == "HS256" && is_right && header.trim_ascii_start().starts_with(b"{"))
        .then(|| decoded(payload).ok())?
}

/// A public key as a JWK set holds it. Members that we do not use may be there.
#[derive(Clone, Debug, Deserialize)]
pub struct Jwk {
    /// `RSA`, `EC` or `OKP`.
    pub kty: String,
    /// Names the key; one without a name is never found.
    pub kid: Option<String>,
    /// What the key is for.
    #[serde(rename = "use")]
    pub usage: Option<String>,
    /// The one algorithm that it serves, where it is bound to one.
    pub alg: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// A public key, parsed once, with the algorithms that it serves.
#[derive(Clone, Debug)]
pub struct ForeignKey(Vec<(Algorithm, ParsedPublicKey)>);

impl ForeignKey {
    /// From a JWK. Errors: no key for signatures of a kind that is taken.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, Malformed> {
        if jwk.usage.as_deref().is_some_and(|usage| usage != "sig") {
            return Err(Malformed);
        }
        let mut keys = match jwk.kty.as_str() {
            "RSA" => rsa(jwk)?,
            "EC" => elliptic(jwk)?,
            "OKP" => edwards(jwk)?,
            _ => return Err(Malformed),
        };
        if let Some(alg) = &jwk.alg {
            keys.retain(|(algorithm, _)| algorithm.name() == alg);
        }
        if keys.is_empty() { Err(Malformed) } else { Ok(Self(keys)) }
    }

    /// From the modulus and exponent of an RSA key that signs with this algorithm. Errors: as for a JWK.
    pub fn from_components(algorithm: Algorithm, n: &str, e: &str) -> Result<Self, Malformed> {
        let text = |text: &str| Some(text.to_owned());
        let jwk = Jwk {
            kty: "RSA".to_owned(),
            alg: Some(algorithm.name().to_owned()),
            n: text(n),
            e: text(e),
            kid: None,
            usage: None,
            crv: None,
            x: None,
            y: None,
        };
        Self::from_jwk(&jwk)
    }

    /// Whether the key signed the token, by an algorithm that it serves.
    pub fn verifies(&self, token: &Foreign) -> bool {
        let key = self.0.iter().find(|(algorithm, _)| *algorithm == token.algorithm);
        key.is_some_and(|(_, key)| key.verify_sig(token.signing_input.as_bytes(), &token.signature).is_ok())
    }
}

fn rsa(jwk: &Jwk) -> Result<Vec<(Algorithm, ParsedPublicKey)>, Malformed> {
    let (n, e) = (jwk.n.as_deref().ok_or(Malformed)?, jwk.e.as_deref().ok_or(Malformed)?);
    let (n, e) = (decoded(n)?, decoded(e)?);
    if !MODULUS_BYTES.contains(&n.len()) {
        return Err(Malformed);
    }
    let ways = [
        (Algorithm::Rs256, &RSA_PKCS1_2048_8192_SHA256),
        (Algorithm::Rs384, &RSA_PKCS1_2048_8192_SHA384),
        (Algorithm::Rs512, &RSA_PKCS1_2048_8192_SHA512),
        (Algorithm::Ps256, &RSA_PSS_2048_8192_SHA256),
        (Algorithm::Ps384, &RSA_PSS_2048_8192_SHA384),
        (Algorithm::Ps512, &RSA_PSS_2048_8192_SHA512),
    ];
    let parsed = ways.into_iter().map(|(algorithm, parameters)| {
        let key = RsaPublicKeyComponents { n: n.clone(), e: e.clone() }.to_parsed_public_key(parameters);
        Ok((algorithm, key.map_err(|_| Malformed)?))
    });
    parsed.collect()
}

/// RFC: 8037 section 2. A point that is none does not verify anything.
fn edwards(jwk: &Jwk) -> Result<Vec<(Algorithm, ParsedPublicKey)>, Malformed> {
    let x = decoded(jwk.x.as_deref().ok_or(Malformed)?)?;
    if jwk.crv.as_deref() != Some("Ed25519") || x.len() != 32 {
        return Err(Malformed);
    }
    Ok(vec![(Algorithm::EdDsa, ParsedPublicKey::new(&ED25519, x).map_err(|_| Malformed)?)])
}

fn elliptic(jwk: &Jwk) -> Result<Vec<(Algorithm, ParsedPublicKey)>, Malformed> {
    let (x, y) = (jwk.x.as_deref().ok_or(Malformed)?, jwk.y.as_deref().ok_or(Malformed)?);
    let (x, y) = (decoded(x)?, decoded(y)?);
    let (algorithm, parameters, length) = match jwk.crv.as_deref() {
        Some("P-256") => (Algorithm::Es256, &ECDSA_P256_SHA256_FIXED, 32),
        Some("P-384") => (Algorithm::Es384, &ECDSA_P384_SHA384_FIXED, 48),
        _ => return Err(Malformed),
    };
    if x.len() != length || y.len() != length {
        return Err(Malformed);
    }
    let point = [vec![4], x, y].concat();
    Ok(vec![(algorithm, ParsedPublicKey::new(parameters, point).map_err(|_| Malformed)?)])
}

#[cfg(test)]
mod tests;
