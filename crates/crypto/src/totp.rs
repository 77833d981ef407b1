//! Codes of authenticator apps: six digits, a step of half a minute, one step early or late.
//! RFC: 6238 with HMAC-SHA-1, 4648 (base32). AWS: the developer guide, "TOTP software token MFA".

use totp_rs::{Algorithm, Builder, Secret, Totp};

/// How long a step lasts, in seconds.
pub const STEP_S: u64 = 30;

/// The step whose code was typed: the one of this moment (seconds since the epoch), the one before or the one after.
/// Codes are compared in constant time; that a step serves once is the caller's to see to.
pub fn matched_step(secret: &[u8], typed: &str, at_s: u64) -> Option<u64> {
    totp(secret).check(typed, at_s)
}

/// The code of a moment, in seconds since the epoch.
pub fn code(secret: &[u8], at_s: u64) -> String {
    totp(secret).generate(at_s).to_string()
}

/// A secret as people and apps read it: base32 without padding.
pub fn shown(secret: &[u8]) -> String {
    Secret::from(secret.to_vec()).to_base32()
}

/// What [`shown`] wrote.
pub fn read(shown: &str) -> Option<Vec<u8>> {
    Secret::try_from_base32(shown).ok().map(|secret| secret.as_bytes().to_vec())
}

fn totp(secret: &[u8]) -> Totp {
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(1);
    builder.with_step_duration(STEP_S).with_secret(secret.to_vec()).build_noncompliant()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: its eight digits end in our six.
    #[test]
    fn the_published_vectors_hold() {
        let secret = b"12345678901234567890";
        for (at_s, code_of_eight) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(code(secret, at_s), code_of_eight[2..]);
            assert_eq!(matched_step(secret, &code_of_eight[2..], at_s), Some(at_s / STEP_S));
        }
    }

    #[test]
    fn one_step_early_or_late_is_accepted_and_not_a_second_more() {
        let secret = [7; 32];
        let typed = code(&secret, 3_000);
        for (at_s, is_accepted) in
            [(2_969, false), (2_970, true), (3_029, true), (3_059, true), (3_060, false)]
        {
            assert_eq!(matched_step(&secret, &typed, at_s), is_accepted.then_some(100), "at {at_s} s");
        }
        assert_eq!(matched_step(&secret, &code(&secret, 0), 0), Some(0));
    }

    #[test]
    fn what_is_no_code_matches_nothing() {
        for typed in ["", "+12345", "12345", "1234567", " 12345", "\u{661}\u{662}\u{663}", "abcdef"] {
            assert_eq!(matched_step(&[7; 32], typed, 3_000), None, "{typed}");
        }
    }

    #[test]
    fn a_secret_is_shown_in_base32_and_read_again() {
        assert_eq!(shown(b"foobar"), "MZXW6YTBOI");
        assert_eq!(shown(&[0; 32]).len(), 52);
        assert_eq!(read("MZXW6YTBOI").as_deref(), Some(b"foobar".as_slice()));
        assert_eq!(read("not base32!"), None);
    }
}
