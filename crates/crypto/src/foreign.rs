//! Password hashes that other systems have made: read, bounded in what they may cost, and judged.
//! AWS: the developer guide, "Importing users with password hashes", for the forms and their bounds.
//! RFC: 7914 (scrypt), 8018 (PBKDF2), 9106 (Argon2).
//!
//! Whoever hands in a hash chooses what its check costs us: what lies beyond AWS's bounds is refused when it is read,
//! so that it is never computed.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::mac;

/// The kinds of hashes, by AWS's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// `$2b$10$…`
    Bcrypt,
    /// `N$r$p$salt$hash`, salt and hash in hex.
    Scrypt,
    /// `$argon2id$v=19$m=…,t=…,p=…$salt$hash`
    Argon2id,
    /// `$pbkdf2-sha256$iterations$salt$hash`
    Pbkdf2Sha256,
}

impl Algorithm {
    /// The algorithm of a name.
    pub fn of(name: &str) -> Option<Algorithm> {
        [Algorithm::Bcrypt, Algorithm::Scrypt, Algorithm::Argon2id, Algorithm::Pbkdf2Sha256]
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
    }

    /// AWS's name.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Bcrypt => "BCRYPT",
            Algorithm::Scrypt => "SCRYPT",
            Algorithm::Argon2id => "ARGON2ID",
            Algorithm::Pbkdf2Sha256 => "PBKDF2_SHA256",
        }
    }
}

/// Why a hash was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has not the algorithm's form.
    Malformed,
    /// Its check would cost more than AWS's bounds allow.
    OutOfBounds,
}

/// A hash, ready to be compared with a password.
pub struct Hash {
    cost: Cost,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

enum Cost {
    Bcrypt { cost: u32 },
    Scrypt(scrypt::Params),
    Argon2id(argon2::Params),
    Pbkdf2 { iterations: NonZeroU32 },
}

/// The longest salt that is taken.
const LONGEST_SALT: usize = 128;

/// Lengths of hashes that are taken. A shorter one would match too many passwords.
const LENGTHS: std::ops::RangeInclusive<usize> = 16..=64;

/// How many bytes of a password bcrypt reads.
const BCRYPT_READS: usize = 72;

impl Hash {
    /// Reads a hash.
    pub fn parse(algorithm: Algorithm, text: &str) -> Result<Hash, Refusal> {
        let read = match algorithm {
            Algorithm::Bcrypt => bcrypt(text),
            Algorithm::Scrypt => scrypt(text),
            Algorithm::Argon2id => argon2id(text),
            Algorithm::Pbkdf2Sha256 => pbkdf2_sha256(text),
        };
        let read = read?;
        let is_sound = LENGTHS.contains(&read.hash.len()) && (1..=LONGEST_SALT).contains(&read.salt.len());
        if is_sound { Ok(read) } else { Err(Refusal::Malformed) }
    }

    /// Whether it is this password's. Takes up to some hundred milliseconds and 64 MiB.
    pub fn is_of(&self, password: &str) -> bool {
        let password = password.as_bytes();
        let mut made = vec![0; self.hash.len()];
        let is_made = match &self.cost {
            Cost::Bcrypt { cost } => {
                // The NUL at the end of a C string counts where there is room for it.
                let mut read = [password, &[0]].concat();
                read.truncate(BCRYPT_READS);
                <[u8; 16]>::try_from(self.salt.as_slice())
                    .map(|salt| made.copy_from_slice(&bcrypt::bcrypt(*cost, salt, &read)[..23]))
                    .is_ok()
            }
            Cost::Scrypt(params) => scrypt::scrypt(password, &self.salt, params, &mut made).is_ok(),
            Cost::Argon2id(params) => {
                argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params.clone())
                    .hash_password_into(password, &self.salt, &mut made)
                    .is_ok()
            }
            Cost::Pbkdf2 { iterations } => {
                pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, *iterations, &self.salt, password, &mut made);
                true
            }
        };
        is_made && mac::equal(&made, &self.hash)
    }
}

/// Base64 without padding, as PHC strings have it, or with it.
const PLAIN: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);

/// Base64 in bcrypt's alphabet.
const BCRYPT: GeneralPurpose = GeneralPurpose::new(&alphabet::BCRYPT, LENIENT);

/// Some writers leave bits behind the last byte.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(true)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);

fn bcrypt(text: &str) -> Result<Hash, Refusal> {
    let mut parts = text.split('$');
    let (Some(""), Some("2a" | "2b" | "2x" | "2y"), Some(cost), Some(rest), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Refusal::Malformed);
    };
    let cost = if cost.len() == 2 { number(cost)? } else { return Err(Refusal::Malformed) };
    if rest.len() != 53 || !rest.is_ascii() {
        return Err(Refusal::Malformed);
    }
    let (salt, hash) = rest.split_at(22);
    let (salt, hash) = (decoded(&BCRYPT, salt)?, decoded(&BCRYPT, hash)?);
    if salt.len() != 16 || hash.len() != 23 || cost < 4 {
        return Err(Refusal::Malformed);
    }
    bounded(cost <= 12)?;
    Ok(Hash { cost: Cost::Bcrypt { cost }, salt, hash })
}

fn scrypt(text: &str) -> Result<Hash, Refusal> {
    let parts: Vec<&str> = text.split('$').collect();
    let [n, r, p, salt, hash] = parts[..] else { return Err(Refusal::Malformed) };
    let (n, r, p) = (number(n)?, number(r)?, number(p)?);
    let (Ok(salt), Ok(hash)) = (hex::decode(salt), hex::decode(hash)) else {
        return Err(Refusal::Malformed);
    };
    if n < 2 || !n.is_power_of_two() || r == 0 || p == 0 {
        return Err(Refusal::Malformed);
    }
    bounded(n <= 65_536 && r <= 8 && p <= 1)?;
    let log_n = u8::try_from(n.trailing_zeros()).map_err(|_| Refusal::Malformed)?;
    // The length is that of the buffer at the check; the parameter is for texts that the crate writes.
    let params = scrypt::Params::new(log_n, r, p, 32).map_err(|_| Refusal::Malformed)?;
    Ok(Hash { cost: Cost::Scrypt(params), salt, hash })
}

fn argon2id(text: &str) -> Result<Hash, Refusal> {
    let parts: Vec<&str> = text.split('$').collect();
    let ["", "argon2id", "v=19", costs, salt, hash] = parts[..] else { return Err(Refusal::Malformed) };
    let costs: Vec<&str> = costs.split(',').collect();
    let [m, t, p] = costs[..] else { return Err(Refusal::Malformed) };
    let cost = |text: &str, name: &str| number(text.strip_prefix(name).ok_or(Refusal::Malformed)?);
    let (m, t, p) = (cost(m, "m=")?, cost(t, "t=")?, cost(p, "p=")?);
    let (salt, hash) = (decoded(&PLAIN, salt)?, decoded(&PLAIN, hash)?);
    bounded(m <= 19_456 && t <= 2 && p <= 1)?;
    let params = argon2::Params::new(m, t, p, Some(hash.len())).map_err(|_| Refusal::Malformed)?;
    match salt.len() >= argon2::MIN_SALT_LEN {
        true => Ok(Hash { cost: Cost::Argon2id(params), salt, hash }),
        false => Err(Refusal::Malformed),
    }
}

fn pbkdf2_sha256(text: &str) -> Result<Hash, Refusal> {
    let parts: Vec<&str> = text.split('$').collect();
    let ["", "pbkdf2-sha256", iterations, salt, hash] = parts[..] else { return Err(Refusal::Malformed) };
    let iterations = NonZeroU32::new(number(iterations)?).ok_or(Refusal::Malformed)?;
    // Passlib writes a dot where base64 has a plus.
    let (salt, hash) = (decoded(&PLAIN, &salt.replace('.', "+"))?, decoded(&PLAIN, &hash.replace('.', "+"))?);
    bounded(iterations.get() <= 600_000)?;
    Ok(Hash { cost: Cost::Pbkdf2 { iterations }, salt, hash })
}

fn bounded(holds: bool) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::OutOfBounds) }
}

/// Digits alone, no sign. What 32 bits do not hold is beyond every bound.
fn number(text: &str) -> Result<u32, Refusal> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::Malformed);
    }
    text.parse().map_err(|_| Refusal::OutOfBounds)
}

fn decoded(engine: &GeneralPurpose, text: &str) -> Result<Vec<u8>, Refusal> {
    engine.decode(text).map_err(|_| Refusal::Malformed)
}

#[cfg(test)]
mod tests;
