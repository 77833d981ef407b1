//! SRP-6a as Cognito speaks it, the server's half: verifiers, B, and the proof that a client knows the password.
//! RFC: 5054 (group, protocol). AWS: API_RespondToAuthChallenge (PASSWORD_VERIFIER, DEVICE_PASSWORD_VERIFIER);
//! the byte forms are those of AWS's own client libraries, which hash Java's `BigInteger.toByteArray`.
//!
//! A remembered device proves itself by the same functions, with its group key in the place of the pool's name and
//! its device key in the place of the user's.

pub mod client;
mod time;

use std::fmt;
use std::sync::LazyLock;

use crate::exp::{self, PRIME, Residue, wipe};
use crate::{mac, or_exhausted};

pub use time::timestamp_millis;

/// Hex digits that an A may have: 385 bytes, as a client sends it that writes the sign byte too.
const MAX_HEX_DIGITS: usize = 770;

/// v = g^x: as good as a password to an offline guesser, so it is sealed at rest and never printed.
#[derive(Clone)]
pub struct Verifier(Residue);

impl Verifier {
    /// From big-endian bytes of any length; leading zeros are welcome. `None` if the number is not below N, or is
    /// 0, 1 or N − 1, with which anybody could sign in.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let residue = Residue::from_bytes(bytes)?;
        let mut last = PRIME;
        last[exp::SIZE_BYTES - 1] -= 1;
        let is_weak = [&[0; exp::SIZE_BYTES], Residue::ONE.as_bytes(), &last].contains(&residue.as_bytes());
        (!is_weak).then_some(Self(residue))
    }

    /// 384 bytes, big-endian.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The client's A, which is not 0 modulo N.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPublic {
    /// As the client meant it, without leading zeros: u is a hash of this, and A may exceed N.
    bytes: Vec<u8>,
}

impl ClientPublic {
    /// From SRP_A: hex in either case, also of odd length. `None` if it is no hex, has more than 770 digits or
    /// more than 384 bytes without its leading zeros, or is 0 modulo N.
    pub fn parse(hex: &str) -> Option<Self> {
        if hex.is_empty() || hex.len() > MAX_HEX_DIGITS {
            return None;
        }
        let even = if hex.len().is_multiple_of(2) { hex.to_owned() } else { format!("0{hex}") };
        Self::from_bytes(&hex::decode(even).ok()?)
    }

    /// From big-endian bytes; the same rules.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let residue = Residue::reduced(bytes)?;
        let is_zero = residue.as_bytes().iter().all(|digit| *digit == 0);
        (!is_zero).then(|| Self { bytes: trimmed(bytes).to_vec() })
    }

    /// Big-endian, without leading zeros: at most 384 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }
}

/// The server's B, public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerPublic {
    bytes: Vec<u8>,
}

impl ServerPublic {
    /// From big-endian bytes; `None` if the number is not below N.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self { bytes: trimmed(Residue::from_bytes(bytes)?.as_bytes()).to_vec() })
    }

    /// Big-endian, without leading zeros: at most 384 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }

    /// SRP_B: lower-case hex without leading zeros, so it may have an odd length.
    pub fn to_hex(&self) -> String {
        unpadded_hex(&self.bytes)
    }
}

/// What a client hands in to prove that it knows the password.
#[derive(Clone, Copy)]
pub struct Claim<'a> {
    /// What follows the first `_` of the pool's id; a device's group key.
    pub pool_name: &'a str,
    /// USER_ID_FOR_SRP; a device's key.
    pub uid: &'a str,
    /// SECRET_BLOCK's bytes, base64 taken off.
    pub secret_block: &'a [u8],
    /// TIMESTAMP as it was received: the signature is over that text, however the client wrote the day.
    pub timestamp: &'a str,
    /// PASSWORD_CLAIM_SIGNATURE's bytes, base64 taken off.
    pub signature: &'a [u8],
}

/// The verifier of a password. The salt is taken as a positive number, as the clients do.
pub fn verifier(pool_name: &str, uid: &str, password: &str, salt: &[u8]) -> Verifier {
    let mut x = private_exponent(pool_name, uid, password, salt);
    let power = exp::pow_of_two(&x);
    wipe(&mut x);
    Verifier(or_exhausted(power.ok()))
}

/// Whether this is the password behind the verifier; for sign-ins that send the password itself.
pub fn password_matches(
    pool_name: &str,
    uid: &str,
    password: &str,
    salt: &[u8],
    verifier: &Verifier,
) -> bool {
    let tried = self::verifier(pool_name, uid, password, salt);
    mac::equal(tried.as_bytes(), verifier.as_bytes())
}

/// B = kv + g^b for the server's secret b, 32 random bytes.
pub fn server_public(verifier: &Verifier, b: &[u8; 32]) -> ServerPublic {
    let sum = || exp::add(&exp::mul(multiplier(), &verifier.0)?, &exp::pow_of_two(b)?);
    ServerPublic { bytes: trimmed(or_exhausted(sum().ok()).as_bytes()).to_vec() }
}

/// Whether the claim's signature is the one that only somebody who knows the password can make for this A and B.
/// Also false if u is 0, which would take the password out of the sum.
pub fn claim_holds(
    verifier: &Verifier,
    a: &ClientPublic,
    b: &[u8; 32],
    server_public: &ServerPublic,
    claim: &Claim<'_>,
) -> bool {
    let Some(u) = scramble(&a.bytes, &server_public.bytes) else { return false };
    let Some(a) = Residue::reduced(&a.bytes) else { return false };
    let shared = || exp::pow(&exp::mul(&a, &exp::pow_public(&verifier.0, &u)?)?, b);
    let mut key = session_key(&u, &or_exhausted(shared().ok()));
    let right = signature(&key, claim);
    wipe(&mut key);
    mac::equal(&right, claim.signature)
}

/// Builds the table of powers of g now, so that no sign-in waits for it.
pub fn warm() {
    or_exhausted(exp::warm().ok());
}

/// k = H(PAD(N) | PAD(g)).
fn multiplier() -> &'static Residue {
    static K: LazyLock<Residue> = LazyLock::new(|| {
        let k = mac::sha256_parts(&[&pad(&PRIME), &pad(Residue::TWO.as_bytes())]);
        or_exhausted(Residue::from_bytes(&k))
    });
    &K
}

/// x = H(PAD(salt) | H(pool name | uid | ":" | password)).
fn private_exponent(pool_name: &str, uid: &str, password: &str, salt: &[u8]) -> [u8; 32] {
    let inner = [pool_name.as_bytes(), uid.as_bytes(), b":", password.as_bytes()];
    mac::sha256_parts(&[&pad(salt), &mac::sha256_parts(&inner)])
}

/// u = H(PAD(A) | PAD(B)); `None` if it is 0.
fn scramble(a: &[u8], b: &[u8]) -> Option<[u8; 32]> {
    let u = mac::sha256_parts(&[&pad(a), &pad(b)]);
    (u != [0; 32]).then_some(u)
}

/// K: HKDF with PAD(u) as salt and PAD(S) as key material, cut to 16 bytes.
fn session_key(u: &[u8; 32], shared: &Residue) -> [u8; 16] {
    let mut padded = pad(shared.as_bytes());
    let mut extracted = mac::hmac_sha256(&pad(u), &padded);
    let mut expanded = mac::hmac_sha256(&extracted, b"Caldera Derived Key\x01");
    let mut key = [0; 16];
    key.copy_from_slice(&expanded[..16]);
    wipe(&mut padded);
    wipe(&mut extracted);
    wipe(&mut expanded);
    key
}

fn signature(key: &[u8; 16], claim: &Claim<'_>) -> [u8; 32] {
    let Claim { pool_name, uid, secret_block, timestamp, signature: _ } = claim;
    mac::hmac_sha256_parts(key, &[pool_name.as_bytes(), uid.as_bytes(), secret_block, timestamp.as_bytes()])
}

/// PAD: a number's bytes as Java writes it. As few as possible, but with a zero before a leading 1 bit; zero is
/// one zero byte.
fn pad(number: &[u8]) -> Vec<u8> {
    let number = trimmed(number);
    let needs_sign = number.first().is_none_or(|digit| *digit >= 0x80);
    let mut padded = Vec::with_capacity(number.len() + 1);
    if needs_sign {
        padded.push(0);
    }
    padded.extend_from_slice(number);
    padded
}

fn trimmed(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|digit| **digit == 0).count();
    &number[zeros..]
}

fn unpadded_hex(number: &[u8]) -> String {
    let text = hex::encode(trimmed(number));
    match text.strip_prefix('0') {
        Some(rest) => rest.to_owned(),
        None if text.is_empty() => "0".to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests;
