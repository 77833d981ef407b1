//! Who holds a key and proves it: DPoP proofs, as an app makes them.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Value, json};

/// A key of an app.
pub struct Holder {
    key: EncodingKey,
    jwk: Value,
}

impl Holder {
    /// A new key.
    pub fn new() -> Holder {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let point = pair.public_key().as_ref()[1..].to_vec();
        let text = |half: &[u8]| URL_SAFE_NO_PAD.encode(half);
        let jwk = json!({ "crv": "P-256", "kty": "EC", "x": text(&point[..32]), "y": text(&point[32..]) });
        Holder { key: EncodingKey::from_ec_der(pair.to_pkcs8v1().expect("a key").as_ref()), jwk }
    }

    /// The key's thumbprint: its members stand in the order that RFC 7638 wants.
    pub fn thumbprint(&self) -> String {
        URL_SAFE_NO_PAD.encode(crypto::mac::sha256(self.jwk.to_string().as_bytes()))
    }

    /// A proof of these claims.
    pub fn prove(&self, claims: &Value) -> String {
        let header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk });
        self.sign(&header, claims)
    }

    /// Anything, signed by the key.
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let text = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let signed = format!("{}.{}", text(header), text(claims));
        let signature = jsonwebtoken::crypto::sign(signed.as_bytes(), &self.key, Algorithm::ES256);
        format!("{signed}.{}", signature.expect("a signature"))
    }
}
