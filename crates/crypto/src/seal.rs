//! Sealing of secrets at rest and of what clients carry for us.
//!
//! Form: version byte 1 | 24 bytes of salt | AES-256-GCM ciphertext and tag. Key and nonce of a message are the
//! first 44 bytes of HMAC-SHA-512(key, "cenote seal v1" | salt), so one key seals any number of messages: what
//! must never repeat is the salt, and 24 random bytes do not. The place is associated data: what was sealed for
//! one row opens in no other.
//! NIST: SP 800-38D. RFC: 5869 (derivation).

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

use crate::exp::wipe;
use crate::{mac, or_exhausted};

const VERSION: u8 = 1;
const SALT_BYTES: usize = 24;

/// A key that seals and opens, and from which further keys are derived. Cleared when dropped, never printed.
#[derive(Clone)]
pub struct Key(pub [u8; 32]);

impl Key {
    /// Seals for one place. The salt must be fresh random bytes each time.
    pub fn seal(&self, place: &str, salt: &[u8; SALT_BYTES], plain: &[u8]) -> Vec<u8> {
        let (key, nonce) = self.message_key(salt);
        let mut body = plain.to_vec();
        let tag = key.seal_in_place_separate_tag(nonce, Aad::from(place.as_bytes()), &mut body);
        let tag = or_exhausted(tag.ok());
        [&[VERSION], salt.as_slice(), &body, tag.as_ref()].concat()
    }

    /// What was sealed for this place; `None` if any byte, the place, the key or the version is another.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (version, rest) = sealed.split_first()?;
        let (salt, body) = rest.split_first_chunk::<SALT_BYTES>()?;
        if *version != VERSION {
            return None;
        }
        let (key, nonce) = self.message_key(salt);
        let mut body = body.to_vec();
        let length = key.open_in_place(nonce, Aad::from(place.as_bytes()), &mut body).ok()?.len();
        body.truncate(length);
        Some(body)
    }

    /// A key of its own for one purpose, from which neither this one nor another purpose's can be told.
    pub fn derive(&self, purpose: &str) -> Self {
        // HKDF-Expand for one block; this key is uniformly random, so the extract step has nothing to add.
        Self(mac::hmac_sha256_parts(&self.0, &[b"cenote derive v1", purpose.as_bytes(), &[1]]))
    }

    fn message_key(&self, salt: &[u8; SALT_BYTES]) -> (LessSafeKey, Nonce) {
        let mut material = mac::hmac_sha512_parts(&self.0, &[b"cenote seal v1", salt]);
        let (key, rest) = material.split_at(32);
        let made = UnboundKey::new(&AES_256_GCM, key).map(LessSafeKey::new).ok();
        let nonce = Nonce::try_assume_unique_for_key(&rest[..12]).ok();
        wipe(&mut material);
        or_exhausted(made.zip(nonce))
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests;
