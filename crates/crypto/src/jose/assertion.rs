//! What a client signs to prove itself to a provider: a JWT by a key of its own, RSA or P-256.
//! RFC: 7523 section 3 (private_key_jwt), 7518 sections 3.3 and 3.4. Apple: "Creating a client secret" (ES256).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey};

use super::{Malformed, SigningKey};
use crate::or_exhausted;

/// A private key of a client's.
pub enum AssertionKey {
    /// Signs by RS256.
    Rsa(SigningKey),
    /// Signs by ES256.
    P256(EncodingKey),
}

impl AssertionKey {
    /// From PKCS#8: PEM, or the base64 within. Errors: it is none, or of another kind.
    pub fn from_text(text: &str) -> Result<Self, Malformed> {
        let inner = match text.split_once("-----BEGIN PRIVATE KEY-----") {
            Some((_, rest)) => rest.split("-----END").next().unwrap_or_default(),
            None => text,
        };
        // Settings that come through a shell have their line ends written out.
        let inner: String = inner.replace("\\n", "").split_whitespace().collect();
        let der = STANDARD.decode(inner).map_err(|_| Malformed)?;
        if let Ok(key) = SigningKey::from_pkcs8(&der) {
            return Ok(Self::Rsa(key));
        }
        let key = EncodingKey::from_ec_der(&der);
        // What is no key of the curve signs nothing.
        match jsonwebtoken::crypto::sign(b"", &key, Algorithm::ES256) {
            Ok(_) => Ok(Self::P256(key)),
            Err(_) => Err(Malformed),
        }
    }

    /// As [`AssertionKey::sign`], but an RSA key signs by PS256.
    pub fn sign_by_pss(&self, kid: &str, payload_json: &[u8]) -> String {
        match self {
            Self::Rsa(key) => key.sign_ps256((kid, "JWT"), payload_json),
            Self::P256(_) => self.sign(kid, payload_json),
        }
    }

    /// A compact JWS over the payload, with the key's name where it has one.
    pub fn sign(&self, kid: &str, payload_json: &[u8]) -> String {
        match self {
            Self::Rsa(key) => key.sign_typed((kid, "JWT"), payload_json),
            Self::P256(key) => {
                let kid = serde_json::Value::from(kid);
                let header = format!(r#"{{"kid":{kid},"alg":"ES256","typ":"JWT"}}"#);
                let mut token = URL_SAFE_NO_PAD.encode(header);
                token.push('.');
                URL_SAFE_NO_PAD.encode_string(payload_json, &mut token);
                let signature = jsonwebtoken::crypto::sign(token.as_bytes(), key, Algorithm::ES256);
                token.push('.');
                token.push_str(&or_exhausted(signature.ok()));
                token
            }
        }
    }
}

impl fmt::Debug for AssertionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
    use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PublicKeyData as _};

    use super::*;

    #[test]
    fn a_key_of_p256_signs_what_its_public_half_verifies() {
        let made = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let base64 = STANDARD.encode(made.serialize_der());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{base64}\n-----END PRIVATE KEY-----\n");
        for text in [base64.as_str(), &pem, &pem.replace('\n', "\\n")] {
            let token = AssertionKey::from_text(text).unwrap().sign("k\"1", br#"{"a":1}"#);
            let (input, signature) = token.rsplit_once('.').unwrap();
            let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
            let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, made.der_bytes());
            key.verify(input.as_bytes(), &signature).unwrap();
            let header = URL_SAFE_NO_PAD.decode(input.split('.').next().unwrap()).unwrap();
            assert_eq!(header, br#"{"kid":"k\"1","alg":"ES256","typ":"JWT"}"#);
        }
        for text in ["", "nonsense", "-----BEGIN PRIVATE KEY-----", &base64[..40]] {
            assert!(AssertionKey::from_text(text).is_err(), "{text}");
        }
    }
}
