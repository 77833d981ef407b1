//! Hashes, keyed hashes and the one comparison of secrets.
//! RFC: 2104 (HMAC), 6234 (SHA-256). AWS: user guide, "Computing secret hash values" (SECRET_HASH).

use aws_lc_rs::{constant_time, digest, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// HMAC-SHA-256.
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    hmac_sha256_parts(key, &[message])
}

/// HMAC-SHA-256 over the parts, one after the other.
pub(crate) fn hmac_sha256_parts(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    for part in parts {
        context.update(part);
    }
    sized(context.sign().as_ref())
}

/// HMAC-SHA-512 over the parts, one after the other.
pub(crate) fn hmac_sha512_parts(key: &[u8], parts: &[&[u8]]) -> [u8; 64] {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA512, key));
    for part in parts {
        context.update(part);
    }
    sized(context.sign().as_ref())
}

/// HMAC-SHA-1, for OAuth 1.0 and nothing else.
pub fn hmac_sha1(key: &[u8], message: &[u8]) -> Vec<u8> {
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    aws_lc_rs::hmac::sign(&key, message).as_ref().to_vec()
}

/// SHA-1, where AWS makes a name of it and nothing is proved by it.
pub fn sha1(message: &[u8]) -> [u8; 20] {
    let mut out = [0; 20];
    out.copy_from_slice(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, message).as_ref());
    out
}

/// SHA-256.
pub fn sha256(message: &[u8]) -> [u8; 32] {
    sha256_parts(&[message])
}

/// The hash of the SHA-2 family of so many bits: 256, 384, else 512.
pub fn sha2(bits: usize, message: &[u8]) -> Vec<u8> {
    let algorithm = match bits {
        256 => &digest::SHA256,
        384 => &digest::SHA384,
        _ => &digest::SHA512,
    };
    digest::digest(algorithm, message).as_ref().to_vec()
}

/// SHA-256 over the parts, one after the other.
pub(crate) fn sha256_parts(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    sized(context.finish().as_ref())
}

/// SHA-256 of what comes piece by piece.
pub struct Sha256(digest::Context);

impl Sha256 {
    /// Of nothing yet.
    pub fn new() -> Sha256 {
        Sha256(digest::Context::new(&digest::SHA256))
    }

    /// The next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The hash.
    pub fn finish(self) -> [u8; 32] {
        sized(self.0.finish().as_ref())
    }
}

impl Default for Sha256 {
    fn default() -> Sha256 {
        Sha256::new()
    }
}

/// Whether both are the same bytes, in a time that tells only their lengths.
pub fn equal(a: &[u8], b: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(a, b).is_ok()
}

/// SECRET_HASH: base64 of HMAC-SHA-256 over user name and client id, keyed by the client's secret.
pub fn secret_hash(secret: &str, username: &str, client_id: &str) -> String {
    STANDARD.encode(hmac_sha256_parts(secret.as_bytes(), &[username.as_bytes(), client_id.as_bytes()]))
}

/// The algorithm's output, whose length is N by its definition.
fn sized<const N: usize>(output: &[u8]) -> [u8; N] {
    let mut sized = [0; N];
    sized.copy_from_slice(output);
    sized
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vectors_hold() {
        assert_eq!(
            hex::encode(sha256(b"abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        // RFC 4231, test case 2.
        let (key, message) = (b"Jefe".as_slice(), b"what do ya want for nothing?".as_slice());
        let short = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        let long = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554\
                    9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
        assert_eq!(hex::encode(hmac_sha256(key, message)), short);
        assert_eq!(hex::encode(hmac_sha256_parts(key, &[&message[..5], &message[5..]])), short);
        assert_eq!(hex::encode(hmac_sha512_parts(key, &[message])), long);
    }

    #[test]
    fn a_secret_hash_is_what_the_sdks_compute() {
        let hash = secret_hash("clientsecret123456789012345", "alice", "1example23456789");
        assert_eq!(hash, "kvm5eJZZd4OO/CxvvNXmapmwxeSGptIct9XDDSRmZiA=");
    }

    #[test]
    fn equal_compares_all_bytes_and_the_length() {
        assert!(equal(b"", b"") && equal(b"abc", b"abc"));
        assert!(!equal(b"abc", b"abd") && !equal(b"abc", b"ab") && !equal(b"", b"a"));
    }
}
