//! The message format of the AWS Encryption SDK, as far as it is written here: format 2, the suite 0x0478 (AES-256-GCM,
//! HKDF-SHA-512, key commitment, no signature), one data key, wrapped as the SDK's raw AES keyrings do it, one frame.
//! AWS: the AWS Encryption SDK developer guide, "Message format reference", "Body AAD reference", "Algorithms reference";
//! its specification, "Raw AES Keyring".

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

use crate::seal::Key;
use crate::{mac, or_exhausted};

const FORMAT: u8 = 2;
const SUITE: [u8; 2] = [0x04, 0x78];
const FRAMED: u8 = 2;
/// What the SDKs write too. A longer text would need further frames, and none that is written here is.
const FRAME_BYTES: u32 = 4_096;
const TAG_BITS: u32 = 128;
const IV_BYTES: u32 = 12;
const FINAL_FRAME: [u8; 4] = [0xff; 4];
/// The number of the only frame, as bytes of its own and as the IV that the format makes of it.
const FIRST: [u8; 4] = [0, 0, 0, 1];
const FIRST_IV: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
const BODY_LABEL: &[u8] = b"AWSKMSEncryptionClient Final Frame";

/// A wrapping key by the two names that a keyring must have to open with it.
pub struct Wrapping<'a> {
    /// Key namespace, or provider id.
    pub namespace: &'a str,
    /// Key name.
    pub name: &'a str,
    /// The key.
    pub key: &'a Key,
}

/// What must be fresh for each message.
pub struct Fresh {
    /// The data key.
    pub data_key: [u8; 32],
    /// The message's id.
    pub message_id: [u8; 32],
    /// The IV under which the data key is wrapped.
    pub iv: [u8; 12],
}

/// Writes a message; nothing where the text is longer than a frame or a name is longer than the format can say.
/// `context` is the encryption context, by ascending key.
pub fn seal(
    wrapping: &Wrapping<'_>,
    context: &[(&str, &str)],
    fresh: &Fresh,
    text: &[u8],
) -> Option<Vec<u8>> {
    let length = u32::try_from(text.len()).ok().filter(|length| *length <= FRAME_BYTES)?;
    let context = pairs(context)?;
    let wrapped = gcm(&wrapping.key.0, fresh.iv, &context, &fresh.data_key);
    let info =
        [wrapping.name.as_bytes(), &TAG_BITS.to_be_bytes(), &IV_BYTES.to_be_bytes(), &fresh.iv].concat();
    let commitment = derived(fresh, &[b"COMMITKEY"]);
    let key = derived(fresh, &[&SUITE, b"DERIVEKEY"]);
    let mut message = [&[FORMAT], SUITE.as_slice(), &fresh.message_id].concat();
    message.extend(sized(&context)?);
    message.extend(1_u16.to_be_bytes());
    message.extend(sized(wrapping.namespace.as_bytes())?);
    message.extend(sized(&info)?);
    message.extend(sized(&wrapped)?);
    message.push(FRAMED);
    message.extend(FRAME_BYTES.to_be_bytes());
    message.extend(commitment);
    let tag = gcm(&key, [0; 12], &message, &[]);
    message.extend(tag);

    let place = [&fresh.message_id, BODY_LABEL, &FIRST, &u64::from(length).to_be_bytes()].concat();
    message.extend(FINAL_FRAME);
    message.extend(FIRST);
    message.extend(FIRST_IV);
    message.extend(length.to_be_bytes());
    message.extend(gcm(&key, FIRST_IV, &place, text));
    Some(message)
}

/// An encryption context: how many pairs, then each with its lengths. An empty one has no bytes at all.
fn pairs(context: &[(&str, &str)]) -> Option<Vec<u8>> {
    if context.is_empty() {
        return Some(Vec::new());
    }
    let mut bytes = u16::try_from(context.len()).ok()?.to_be_bytes().to_vec();
    for (key, value) in context {
        bytes.extend(sized(key.as_bytes())?);
        bytes.extend(sized(value.as_bytes())?);
    }
    Some(bytes)
}

/// The bytes behind their length in two.
fn sized(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = u16::try_from(bytes.len()).ok()?;
    Some([length.to_be_bytes().as_slice(), bytes].concat())
}

/// HKDF-SHA-512 of the data key, the message's id as salt, for one block's half. RFC: 5869.
fn derived(fresh: &Fresh, info: &[&[u8]]) -> [u8; 32] {
    let extracted = mac::hmac_sha512_parts(&fresh.message_id, &[&fresh.data_key]);
    let expanded = mac::hmac_sha512_parts(&extracted, &[&info.concat(), &[1]]);
    let mut half = [0; 32];
    half.copy_from_slice(&expanded[..32]);
    half
}

/// AES-256-GCM: ciphertext and tag.
fn gcm(key: &[u8; 32], iv: [u8; 12], place: &[u8], text: &[u8]) -> Vec<u8> {
    let key = or_exhausted(UnboundKey::new(&AES_256_GCM, key).ok());
    let mut bytes = text.to_vec();
    let sealed = LessSafeKey::new(key).seal_in_place_append_tag(
        Nonce::assume_unique_for_key(iv),
        Aad::from(place),
        &mut bytes,
    );
    or_exhausted(sealed.ok());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &[u8]) -> Option<Vec<u8>> {
        let key = Key([7; 32]);
        let wrapping = Wrapping { namespace: "cenote", name: "arn:aws:kms:us-east-1:0:key/k", key: &key };
        let fresh = Fresh { data_key: [1; 32], message_id: [2; 32], iv: [3; 12] };
        seal(&wrapping, &[("userpool-id", "us-east-1_AbCdEfGhI")], &fresh, text)
    }

    #[test]
    fn a_message_has_the_fields_of_the_format_in_their_order() {
        let message = message(b"123456").unwrap();
        let context = b"\x00\x01\x00\x0buserpool-id\x00\x13us-east-1_AbCdEfGhI";
        let info =
            [b"arn:aws:kms:us-east-1:0:key/k".as_slice(), &[0, 0, 0, 128, 0, 0, 0, 12], &[3; 12]].concat();
        let head = [
            &[2, 4, 0x78],
            [2; 32].as_slice(),
            &[0, 36],
            context,
            &[0, 1, 0, 6],
            b"cenote",
            &[0, 49],
            &info,
            &[0, 48],
        ]
        .concat();
        assert_eq!(context.len(), 36);
        assert_eq!(message[..head.len()], head);
        let rest = &message[head.len() + 48..];
        assert_eq!(rest[..5], [2, 0, 0, 16, 0]);
        // The commitment, the header's tag, then the frame.
        let frame = &rest[5 + 32 + 16..];
        assert_eq!(frame[..24], [&[0xff; 4], &FIRST[..], &FIRST_IV, &[0, 0, 0, 6]].concat());
        assert_eq!(frame.len(), 24 + 6 + 16);
    }

    #[test]
    fn a_message_is_the_one_that_aws_library_opens() {
        // `tests/clients/python/test_code_messages.py` opens these very bytes.
        let message = message(b"123456").unwrap();
        let hash = "2cb6eaa10acb6bb1775cc665de1dc462493bc7a9ea015250318052158aeea983";
        assert_eq!(hex::encode(mac::sha256(&message)), hash);
    }

    #[test]
    fn what_the_format_cannot_say_is_not_said() {
        assert!(message(&[0; 4_096]).is_some());
        assert_eq!(message(&[0; 4_097]), None);
        let key = Key([7; 32]);
        let long = "x".repeat(70_000);
        let fresh = Fresh { data_key: [1; 32], message_id: [2; 32], iv: [3; 12] };
        assert_eq!(seal(&Wrapping { namespace: &long, name: "n", key: &key }, &[], &fresh, b""), None);
        assert_eq!(seal(&Wrapping { namespace: "n", name: &long, key: &key }, &[], &fresh, b""), None);
    }
}
