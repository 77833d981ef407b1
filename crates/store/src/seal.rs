//! Who seals what: root keys wrap one data key per pool, data keys seal the secrets in its rows.
//!
//! A sealed value is the key's id (4 bytes, big-endian) before what [`crypto::seal`] makes; table, pool, row and
//! column are its associated data, so it opens in no other place. The same keys make sealed texts that a client
//! carries (sessions, pagination tokens, refresh tokens); each kind opens only as itself.
//! Salts and keys are handed in: this file has no chance of its own.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use crypto::seal::Key;
use serde::{Deserialize, Serialize};

use crate::error::{Result, StoreError};

/// Fresh random bytes, one such for every sealing.
pub type Salt = [u8; 24];

const ID_BYTES: usize = 4;

/// The root keys by id. The one with the highest id seals, all of them open. Never printed.
#[derive(Clone)]
pub struct KeyRing {
    keys: Vec<Numbered>,
}

#[derive(Clone)]
struct Numbered {
    id: u32,
    key: Key,
}

/// The data key of one pool. Never printed.
#[derive(Clone)]
pub struct PoolKey {
    pool_id: String,
    numbered: Numbered,
}

/// Which value of a table is sealed; the pool is known from the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The table.
    pub table: &'a str,
    /// The row's key within the pool, such as a sub or a client id.
    pub row: &'a str,
    /// The column, or a path into its JSON.
    pub column: &'a str,
}

/// The ring as text.
#[derive(Serialize, Deserialize)]
struct Written {
    keys: Vec<WrittenKey>,
}

#[derive(Serialize, Deserialize)]
struct WrittenKey {
    id: u32,
    key: String,
}

impl KeyRing {
    /// A ring of one key with id 1.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self { keys: vec![Numbered { id: 1, key: Key(bytes) }] }
    }

    /// Reads what [`KeyRing::format`] writes: `{"keys":[{"id":1,"key":"<base64 of 32 bytes>"}]}`.
    pub fn parse(text: &str) -> Result<Self> {
        let invalid =
            || StoreError::Corrupt("the key ring is not a list of numbered 32-byte keys".to_owned());
        let written: Written = serde_json::from_str(text).map_err(|_| invalid())?;
        let mut keys = Vec::with_capacity(written.keys.len());
        for WrittenKey { id, key } in written.keys {
            let bytes = STANDARD.decode(key).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
            keys.push(Numbered { id, key: Key(bytes.ok_or_else(invalid)?) });
        }
        keys.sort_by_key(|numbered| numbered.id);
        let is_repeated = keys.windows(2).any(|pair| pair[0].id == pair[1].id);
        if keys.is_empty() || is_repeated { Err(invalid()) } else { Ok(Self { keys }) }
    }

    /// The ring as JSON text, with the keys in clear.
    pub fn format(&self) -> String {
        let keys =
            self.keys.iter().map(|Numbered { id, key }| WrittenKey { id: *id, key: STANDARD.encode(key.0) });
        let written = Written { keys: keys.collect() };
        serde_json::to_value(written).map_or_else(|_| String::new(), |value| value.to_string())
    }

    /// Adds a key that seals from now on.
    pub fn add(&mut self, bytes: [u8; 32]) {
        let id = self.newest().map_or(1, |newest| newest.id.saturating_add(1));
        self.keys.push(Numbered { id, key: Key(bytes) });
    }

    /// Seals a new data key for a pool, for its column `data_key`.
    pub fn new_pool_key(&self, pool_id: &str, key: [u8; 32], salt: &Salt) -> Vec<u8> {
        self.seal_at(&pool_key_place(pool_id), salt, &key)
    }

    /// Opens the data key of a pool.
    ///
    /// Errors: `Corrupt` when no key of this ring opens it for this pool.
    pub fn open_pool_key(&self, pool_id: &str, sealed: &[u8]) -> Result<PoolKey> {
        let opened = self.open_at(&pool_key_place(pool_id), sealed);
        let bytes = opened.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let key = Key(bytes.ok_or_else(|| closed("the data key of a pool"))?);
        let [a, b, c, d, ..] = key.derive("id").0;
        let numbered = Numbered { id: u32::from_be_bytes([a, b, c, d]), key };
        Ok(PoolKey { pool_id: pool_id.to_owned(), numbered })
    }

    /// A pool's data key sealed anew under the newest root key; `None` when it already is.
    ///
    /// Errors: `Corrupt` when no key of this ring opens it for this pool.
    pub fn reseal_pool_key(&self, pool_id: &str, sealed: &[u8], salt: &Salt) -> Result<Option<Vec<u8>>> {
        let id = split(sealed).map(|(id, _)| id);
        if id.is_some() && id == self.newest().map(|newest| newest.id) {
            return Ok(None);
        }
        let pool_key = self.open_pool_key(pool_id, sealed)?;
        Ok(Some(self.new_pool_key(pool_id, pool_key.numbered.key.0, salt)))
    }

    /// Seals a value that belongs to no pool, such as an access key's secret.
    pub fn seal(&self, place: &Place<'_>, salt: &Salt, plain: &[u8]) -> Vec<u8> {
        self.seal_at(&place_of("", place), salt, plain)
    }

    /// Opens a value that belongs to no pool.
    ///
    /// Errors: `Corrupt` when it was not sealed for this place by a key of this ring.
    pub fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Vec<u8>> {
        self.open_at(&place_of("", place), sealed).ok_or_else(|| closed(place.table))
    }

    /// A sealed text that clients carry between calls, base64url.
    pub fn seal_token(&self, kind: &str, salt: &Salt, plain: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(self.seal_at(&token_place("", kind), salt, plain))
    }

    /// What is in a sealed text; `None` when it is not one of this kind, made here.
    pub fn open_token(&self, kind: &str, text: &str) -> Option<Vec<u8>> {
        self.open_at(&token_place("", kind), &URL_SAFE_NO_PAD.decode(text).ok()?)
    }

    fn newest(&self) -> Option<&Numbered> {
        self.keys.last()
    }

    fn seal_at(&self, place: &str, salt: &Salt, plain: &[u8]) -> Vec<u8> {
        self.newest().map_or_else(Vec::new, |newest| newest.seal(place, salt, plain))
    }

    fn open_at(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (id, _) = split(sealed)?;
        self.keys.iter().find(|numbered| numbered.id == id)?.open(place, sealed)
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl PoolKey {
    /// The pool whose rows it seals.
    pub fn pool_id(&self) -> &str {
        &self.pool_id
    }

    /// Seals a value for its place in the pool.
    pub fn seal(&self, place: &Place<'_>, salt: &Salt, plain: &[u8]) -> Vec<u8> {
        self.numbered.seal(&place_of(&self.pool_id, place), salt, plain)
    }

    /// Opens the value of a place.
    ///
    /// Errors: `Corrupt` when it was not sealed for this place by this key.
    pub fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Vec<u8>> {
        self.numbered.open(&place_of(&self.pool_id, place), sealed).ok_or_else(|| closed(place.table))
    }

    /// A sealed text of this pool that clients carry between calls, base64url.
    pub fn seal_token(&self, kind: &str, salt: &Salt, plain: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(self.numbered.seal(&token_place(&self.pool_id, kind), salt, plain))
    }

    /// What is in a sealed text; `None` when it is not one of this kind and pool.
    pub fn open_token(&self, kind: &str, text: &str) -> Option<Vec<u8>> {
        self.numbered.open(&token_place(&self.pool_id, kind), &URL_SAFE_NO_PAD.decode(text).ok()?)
    }

    /// A key for one purpose of this pool, such as hashing codes.
    pub fn derive(&self, purpose: &str) -> Key {
        self.numbered.key.derive(&format!("pool {purpose}"))
    }
}

impl fmt::Debug for PoolKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PoolKey({}, ***)", self.pool_id)
    }
}

impl Numbered {
    fn seal(&self, place: &str, salt: &Salt, plain: &[u8]) -> Vec<u8> {
        let mut sealed = self.id.to_be_bytes().to_vec();
        sealed.extend(self.key.seal(place, salt, plain));
        sealed
    }

    fn open(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (id, sealed) = split(sealed)?;
        if id == self.id { self.key.open(place, sealed) } else { None }
    }
}

fn split(sealed: &[u8]) -> Option<(u32, &[u8])> {
    let (id, rest) = sealed.split_first_chunk::<ID_BYTES>()?;
    Some((u32::from_be_bytes(*id), rest))
}

fn pool_key_place(pool_id: &str) -> String {
    place_of(pool_id, &Place { table: "pools", row: pool_id, column: "data_key" })
}

fn place_of(pool_id: &str, place: &Place<'_>) -> String {
    join("row", [place.table, pool_id, place.row, place.column])
}

fn token_place(pool_id: &str, kind: &str) -> String {
    join("token", [kind, pool_id, "", ""])
}

/// Joins parts so that no two lists of parts make the same text.
fn join(use_: &str, parts: [&str; 4]) -> String {
    let parts = parts.map(|part| format!(" {}:{part}", part.len()));
    format!("{use_}{}", parts.concat())
}

fn closed(what: &str) -> StoreError {
    StoreError::Corrupt(format!("a sealed value that does not open: {what}"))
}

#[cfg(test)]
mod tests {
    use super::{KeyRing, Place};

    const PLACE: Place<'_> = Place { table: "users", row: "a", column: "verifier" };

    #[test]
    fn a_value_opens_only_in_its_place() {
        let ring = KeyRing::from_bytes([1; 32]);
        let sealed_key = ring.new_pool_key("p", [2; 32], &[3; 24]);
        let key = ring.open_pool_key("p", &sealed_key).unwrap();
        assert!(ring.open_pool_key("q", &sealed_key).is_err());
        let sealed = key.seal(&PLACE, &[4; 24], b"secret");
        assert_eq!(key.open(&PLACE, &sealed).unwrap(), b"secret");
        assert!(key.open(&Place { row: "b", ..PLACE }, &sealed).is_err());
        assert!(key.open(&Place { column: "history", ..PLACE }, &sealed).is_err());
        let other = ring.open_pool_key("q", &ring.new_pool_key("q", [2; 32], &[5; 24])).unwrap();
        assert!(other.open(&PLACE, &sealed).is_err());
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert!(key.open(&PLACE, &bent).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_token_opens_only_as_its_kind() {
        let ring = KeyRing::from_bytes([1; 32]);
        let key = ring.open_pool_key("p", &ring.new_pool_key("p", [2; 32], &[3; 24])).unwrap();
        let text = key.seal_token("session", &[6; 24], b"id");
        assert_eq!(key.open_token("session", &text).as_deref(), Some(&b"id"[..]));
        assert_eq!(key.open_token("refresh", &text), None);
        assert_eq!(key.open_token("session", "%"), None);
        assert_eq!(key.open_token("session", ""), None);
        let text = ring.seal_token("page", &[7; 24], b"next");
        assert_eq!(ring.open_token("page", &text).as_deref(), Some(&b"next"[..]));
        assert_eq!(ring.open_token("session", &text), None);
    }

    #[test]
    fn an_older_root_key_opens_and_the_newest_seals() {
        let mut ring = KeyRing::from_bytes([1; 32]);
        let old = ring.new_pool_key("p", [2; 32], &[3; 24]);
        assert_eq!(ring.reseal_pool_key("p", &old, &[4; 24]).unwrap(), None);
        ring.add([9; 32]);
        let ring = KeyRing::parse(&ring.format()).unwrap();
        let new = ring.reseal_pool_key("p", &old, &[4; 24]).unwrap().unwrap();
        let sealed = ring.open_pool_key("p", &old).unwrap().seal(&PLACE, &[5; 24], b"x");
        assert_eq!(ring.open_pool_key("p", &new).unwrap().open(&PLACE, &sealed).unwrap(), b"x");
        assert!(KeyRing::from_bytes([1; 32]).open_pool_key("p", &new).is_err());
        assert!(KeyRing::parse("{\"keys\":[]}").is_err());
        assert!(KeyRing::parse("{\"keys\":[{\"id\":1,\"key\":\"AAAA\"}]}").is_err());
    }
}
