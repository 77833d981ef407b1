//! The CSRF token as forms carry it: under a pad of its own in each answer, so that no length of an answer, packed by
//! whoever stands between, tells anything of it (BREACH, CVE-2013-3587). The cookie has it bare.
//!
//! AWS: forms carry what the cookie has, and so do scripts that fill them in. That is taken too.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Characters of a token.
pub const LENGTH: usize = 36;

/// A token under a pad, which must be fresh.
pub fn masked(token: &str, pad: &[u8; LENGTH]) -> String {
    let hidden = token.bytes().zip(pad).map(|(byte, pad)| byte ^ pad);
    URL_SAFE_NO_PAD.encode(pad.iter().copied().chain(hidden).collect::<Vec<u8>>())
}

/// Whether a form has sent this token, masked or bare.
pub fn is_sent(token: &str, sent: &str) -> bool {
    let opened = URL_SAFE_NO_PAD.decode(sent).ok().filter(|bytes| bytes.len() == 2 * LENGTH);
    let bare: Vec<u8> = match opened.as_deref().and_then(<[u8]>::split_first_chunk::<LENGTH>) {
        Some((pad, hidden)) => hidden.iter().zip(pad).map(|(byte, pad)| byte ^ pad).collect(),
        None => sent.as_bytes().to_vec(),
    };
    crypto::mac::equal(token.as_bytes(), &bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_under_every_pad() {
        let (token, other) = ("00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000001");
        let (one, two) = (masked(token, &[7; LENGTH]), masked(token, &[200; LENGTH]));
        assert!(one != two && !one.contains(token) && one.len() == 96);
        for sent in [token, &one, &two] {
            assert!(is_sent(token, sent) && !is_sent(other, sent), "{sent}");
        }
        for sent in ["", &one[..95], &one[1..], &format!("{one}A"), "\u{e9}", &"A".repeat(96)] {
            assert!(!is_sent(token, sent), "{sent}");
        }
    }
}
