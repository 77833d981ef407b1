//! An authenticator in software: makes passkeys and uses them, honestly or as a test says.
//! RFC: W3C Web Authentication Level 3, 6.1 (authenticator data) and 6.5 (attestation); 9052 for keys.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// The key of a passkey.
enum Key {
    Es256(EcdsaKeyPair),
    Rs256(RsaKeyPair),
    /// What Cognito does not take.
    EdDsa(Ed25519KeyPair),
}

/// An authenticator with one passkey, and the browser that it is plugged into.
pub struct Authenticator {
    key: Key,
    /// The credential's id.
    pub id: Vec<u8>,
    /// The page that asks.
    pub origin: String,
    /// The relying party that is signed for, instead of the one that asks.
    pub relying_party: Option<String>,
    /// Whether it verifies its user.
    pub verifies_user: bool,
    /// Its signature counter: 0 stays 0.
    pub counter: u32,
    /// Its model.
    pub aaguid: [u8; 16],
    /// Whether it attests its passkeys with their own key.
    pub attests_itself: bool,
    /// The user's handle, once a passkey was made.
    pub handle: Option<String>,
}

impl Authenticator {
    /// One with an ES256 key, on a page of this origin.
    pub fn new(origin: &str) -> Authenticator {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref()).unwrap();
        Authenticator::with(Key::Es256(key), origin)
    }

    /// One with an RS256 key.
    pub fn rs256(origin: &str) -> Authenticator {
        Authenticator::with(Key::Rs256(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()), origin)
    }

    /// One with an EdDSA key.
    pub fn eddsa(origin: &str) -> Authenticator {
        Authenticator::with(Key::EdDsa(Ed25519KeyPair::generate().unwrap()), origin)
    }

    fn with(key: Key, origin: &str) -> Authenticator {
        let mut authenticator = Authenticator {
            key,
            id: Vec::new(),
            origin: origin.to_owned(),
            relying_party: None,
            verifies_user: true,
            counter: 0,
            aaguid: [0; 16],
            attests_itself: false,
            handle: None,
        };
        authenticator.id = crypto::mac::sha256(&authenticator.public()).to_vec();
        authenticator
    }

    /// The id as the wire shows it.
    pub fn credential_id(&self) -> String {
        encode(&self.id)
    }

    /// Makes its passkey: a RegistrationResponseJSON for these options.
    pub fn make(&mut self, options: &Value) -> Value {
        self.handle = options["user"]["id"].as_str().map(str::to_owned);
        let client_data = self.client_data("webauthn.create", options);
        let mut data = self.data(options["rp"]["id"].as_str().unwrap(), 0x40);
        data.extend(self.aaguid);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public());
        let (format, statement) = match self.attests_itself {
            false => ("none", map(&[])),
            true => {
                let signed = [&data[..], &crypto::mac::sha256(client_data.as_bytes())].concat();
                ("packed", map(&[(text("alg"), int(-7)), (text("sig"), bytes(&self.sign(&signed)))]))
            }
        };
        let object = map(&[
            (text("fmt"), text(format)),
            (text("attStmt"), statement),
            (text("authData"), bytes(&data)),
        ]);
        json!({
            "id": encode(&self.id), "rawId": encode(&self.id), "type": "public-key",
            "authenticatorAttachment": "platform", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": encode(client_data.as_bytes()), "attestationObject": encode(&object),
                "authenticatorData": encode(&data), "transports": ["internal", "hybrid"],
                "publicKeyAlgorithm": -7,
            },
        })
    }

    /// Uses its passkey: an AuthenticationResponseJSON for these options.
    pub fn answer(&mut self, options: &Value) -> Value {
        if self.counter > 0 {
            self.counter += 1;
        }
        let client_data = self.client_data("webauthn.get", options);
        let data = self.data(options["rpId"].as_str().unwrap(), 0);
        let signed = [&data[..], &crypto::mac::sha256(client_data.as_bytes())].concat();
        json!({
            "id": encode(&self.id), "rawId": encode(&self.id), "type": "public-key",
            "authenticatorAttachment": "platform", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": encode(client_data.as_bytes()), "authenticatorData": encode(&data),
                "signature": encode(&self.sign(&signed)), "userHandle": self.handle,
            },
        })
    }

    fn client_data(&self, kind: &str, options: &Value) -> String {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    fn data(&self, relying_party: &str, flags: u8) -> Vec<u8> {
        let relying_party = self.relying_party.as_deref().unwrap_or(relying_party);
        let verified = if self.verifies_user { 0x04 } else { 0 };
        let mut data = crypto::mac::sha256(relying_party.as_bytes()).to_vec();
        data.push(0x01 | verified | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.key {
            Key::Es256(key) => key.sign(&random, message).unwrap().as_ref().to_vec(),
            Key::Rs256(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).unwrap();
                signature
            }
            Key::EdDsa(key) => key.sign(message).as_ref().to_vec(),
        }
    }

    /// The public key as COSE writes it.
    fn public(&self) -> Vec<u8> {
        match &self.key {
            Key::Es256(key) => {
                let point = key.public_key().as_ref();
                let (x, y) = (bytes(&point[1..33]), bytes(&point[33..65]));
                map(&[(int(1), int(2)), (int(3), int(-7)), (int(-1), int(1)), (int(-2), x), (int(-3), y)])
            }
            Key::Rs256(key) => {
                let modulus = key.public_key().modulus().big_endian_without_leading_zero().to_vec();
                let exponent = key.public_key().exponent().big_endian_without_leading_zero().to_vec();
                let (n, e) = (bytes(&modulus), bytes(&exponent));
                map(&[(int(1), int(3)), (int(3), int(-257)), (int(-1), n), (int(-2), e)])
            }
            Key::EdDsa(key) => {
                let x = bytes(key.public_key().as_ref());
                map(&[(int(1), int(1)), (int(3), int(-8)), (int(-1), int(6)), (int(-2), x)])
            }
        }
    }
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn head(major: u8, length: usize) -> Vec<u8> {
    match u16::try_from(length).unwrap() {
        n @ 0..24 => vec![major << 5 | u8::try_from(n).unwrap()],
        n @ 24..256 => vec![major << 5 | 24, u8::try_from(n).unwrap()],
        n => [&[major << 5 | 25][..], &n.to_be_bytes()].concat(),
    }
}

fn int(value: i32) -> Vec<u8> {
    match usize::try_from(value) {
        Ok(value) => head(0, value),
        Err(_) => head(1, usize::try_from(-1 - value).unwrap()),
    }
}

fn bytes(value: &[u8]) -> Vec<u8> {
    [head(2, value.len()), value.to_vec()].concat()
}

fn text(value: &str) -> Vec<u8> {
    [head(3, value.len()), value.as_bytes().to_vec()].concat()
}

fn map(entries: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mut all = head(5, entries.len());
    for (key, value) in entries {
        all.extend(key);
        all.extend(value);
    }
    all
}
