//! Tokens signed with ES256, as load balancers write them for the servers behind.
//! RFC: 7515, 7518 section 3.4, 5480 (the public key). AWS: "User claims encoding and signature verification" of Application
//! Load Balancers, whose base64url is padded.

use std::fmt;

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};

use super::Malformed;
use crate::or_exhausted;

/// What stands before the point in a SubjectPublicKeyInfo of P-256.
const SPKI: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// A private key on P-256. May be shared between threads; never printed.
pub struct EllipticKey {
    pair: EcdsaKeyPair,
    point: Vec<u8>,
}

impl EllipticKey {
    /// From its number. Errors: zero, or not below the curve's order.
    pub fn from_bytes(secret: &[u8; 32]) -> Result<Self, Malformed> {
        let agreed = PrivateKey::from_private_key(&ECDH_P256, secret).map_err(|_| Malformed)?;
        let point = agreed.compute_public_key().map_err(|_| Malformed)?.as_ref().to_vec();
        let way = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_private_key_and_public_key(way, secret, &point);
        Ok(Self { pair: pair.map_err(|_| Malformed)?, point })
    }

    /// `x` and `y` of the public half, as a JWK has them.
    pub fn coordinates(&self) -> (String, String) {
        let (x, y) = self.point.get(1..).unwrap_or_default().split_at(32);
        (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y))
    }

    /// The public half in PEM.
    pub fn pem(&self) -> String {
        let text = STANDARD.encode([SPKI.as_slice(), &self.point].concat());
        let (first, second) = text.split_at(64);
        format!("-----BEGIN PUBLIC KEY-----\n{first}\n{second}\n-----END PUBLIC KEY-----\n")
    }

    /// A compact JWS; padded as load balancers write theirs, or as everybody else.
    pub fn sign(&self, header: &str, payload: &[u8], is_padded: bool) -> String {
        let engine = if is_padded { URL_SAFE } else { URL_SAFE_NO_PAD };
        let mut token = format!("{}.{}", engine.encode(header), engine.encode(payload));
        let signature = or_exhausted(self.pair.sign(&SystemRandom::new(), token.as_bytes()).ok());
        token.push('.');
        engine.encode_string(signature.as_ref(), &mut token);
        token
    }
}

impl fmt::Debug for EllipticKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::foreign::{self, ForeignKey};

    #[test]
    fn its_tokens_verify_by_the_key_that_it_shows() {
        let key = EllipticKey::from_bytes(&[7; 32]).unwrap();
        let token = key.sign(r#"{"alg":"ES256","kid":"k"}"#, b"{}", false);
        let (x, y) = key.coordinates();
        let jwk = format!(r#"{{"kty":"EC","crv":"P-256","kid":"k","x":"{x}","y":"{y}"}}"#);
        let shown = ForeignKey::from_jwk(&serde_json::from_str(&jwk).unwrap()).unwrap();
        assert!(shown.verifies(&foreign::parse(&token).unwrap()));
        let other =
            EllipticKey::from_bytes(&[8; 32]).unwrap().sign(r#"{"alg":"ES256","kid":"k"}"#, b"{}", false);
        assert!(!shown.verifies(&foreign::parse(&other).unwrap()));
        let pem = key.pem();
        let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        assert_eq!(STANDARD.decode(der).unwrap().len(), 91);
        let padded = key.sign(r#"{"alg":"ES256"}"#, b"{}", true);
        assert!(padded.split('.').all(|part| part.len() % 4 == 0), "{padded}");
    }

    #[test]
    fn what_is_no_number_of_the_curve_is_no_key() {
        assert!(EllipticKey::from_bytes(&[0; 32]).is_err());
        assert!(EllipticKey::from_bytes(&[255; 32]).is_err());
    }
}
