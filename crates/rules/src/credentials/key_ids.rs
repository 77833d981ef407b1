//! Ids of temporary access keys: the account is written in them.
//! AWS: API_GetAccessKeyInfo; the ids since 2019, whose first 48 bits are a one, the account's number in 40, and seven more.

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PREFIX: &str = "ASIA";

/// How far the account's number is from the end of the first 48 bits.
const SHIFT: u32 = 7;
const NUMBER: u64 = (1 << 40) - 1;

/// A new id for this account.
pub(super) fn of_account(account: &str, random: [u8; 10]) -> String {
    let number = account.parse::<u64>().unwrap_or_default() & NUMBER;
    let [a, b, c, d, e, f, rest @ ..] = random;
    let chance = u64::from_be_bytes([0, 0, a, b, c, d, e, f]) & ((1 << SHIFT) - 1);
    let [_, _, head @ ..] = ((1 << 47) | (number << SHIFT) | chance).to_be_bytes();
    format!("{PREFIX}{}", base32(&[head.as_slice(), rest.as_slice()].concat()))
}

/// The account that a key's id names, temporary or not; nothing for what is no id of such a form.
pub fn account_of(access_key_id: &str) -> Option<String> {
    let text = access_key_id.get(4..).filter(|text| text.len() == 16)?;
    let head = text.bytes().take(10).try_fold(0_u64, |bits, byte| {
        let five = ALPHABET.iter().position(|known| *known == byte)?;
        Some((bits << 5) | u64::try_from(five).ok()?)
    })?;
    // Fifty bits of ten characters: two too many.
    let head = head >> 2;
    (head >> 47 == 1).then(|| format!("{:012}", (head >> SHIFT) & NUMBER))
}

/// Upper-case base32 without padding. RFC: 4648 section 6.
pub(super) fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 8 / 5 + 1);
    for chunk in bytes.chunks(5) {
        let mut five = [0; 8];
        five[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(five);
        let count = (chunk.len() * 8).div_ceil(5);
        out.extend((0..count).map(|at| {
            let shift = 35 - 5 * u32::try_from(at).unwrap_or_default();
            char::from(ALPHABET[usize::try_from((bits >> shift) & 31).unwrap_or_default()])
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_that_of_the_rfc() {
        for (plain, text) in
            [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(plain.as_bytes()), text);
        }
    }

    #[test]
    fn an_id_tells_its_account() {
        for account in ["000000000000", "123456789012", "999999999999"] {
            for random in [[0; 10], [255; 10], [0x5a; 10]] {
                let id = of_account(account, random);
                assert_eq!((id.len(), &id[..4]), (20, "ASIA"));
                assert_eq!(account_of(&id).as_deref(), Some(account), "{id}");
            }
        }
        // Published as an example of an id that tells its account.
        assert_eq!(account_of("ASIAQNZGKIQY56JQ7WML").as_deref(), Some("029608264753"));
        for other in ["", "ASIA", "ASIAaaaaaaaaaaaaaaaa", "ASIA\u{e9}AAAAAAAAAAAAAA", "AKIAAAAAAAAAAAAAAAAA"]
        {
            assert_eq!(account_of(other), None, "{other}");
        }
    }
}
