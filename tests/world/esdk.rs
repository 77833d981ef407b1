//! Opens messages of the AWS Encryption SDK with the key that test worlds have, field by field as the format says.
//! AWS: the AWS Encryption SDK developer guide, "Message format reference".

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf;

use super::SENDER_KEY;

/// The text of a message for a pool. The client suites open one by AWS's own library.
pub fn open(message: &[u8], pool: &str) -> String {
    let mut rest = message;
    assert_eq!(take(&mut rest, 3), [2, 0x04, 0x78], "format 2, suite 0x0478");
    let id = take(&mut rest, 32).to_vec();
    let context = sized(&mut rest).to_vec();
    let name = b"userpool-id";
    let expected =
        [&[0, 1, 0, 11], name.as_slice(), &[0, u8::try_from(pool.len()).unwrap()], pool.as_bytes()];
    assert_eq!(context, expected.concat());
    assert_eq!(take(&mut rest, 2), [0, 1], "one data key");
    assert_eq!(sized(&mut rest), b"cenote");
    let info = sized(&mut rest);
    let iv = info.strip_prefix(SENDER_KEY.as_bytes()).expect("the key's name")[8..].to_vec();
    let wrapped = sized(&mut rest);
    let data_key = gcm(&[7; 32], &iv, &context, wrapped);
    assert_eq!(take(&mut rest, 5), [2, 0, 0, 16, 0], "framed");
    let commitment = take(&mut rest, 32);
    assert_eq!(commitment, derived(&data_key, &id, &[b"COMMITKEY"]));
    let head = &message[..message.len() - rest.len()];
    let key = derived(&data_key, &id, &[&[0x04, 0x78], b"DERIVEKEY"]);
    assert!(gcm(&key, &[0; 12], head, take(&mut rest, 16)).is_empty());
    assert_eq!(take(&mut rest, 8), [255, 255, 255, 255, 0, 0, 0, 1], "the final frame, the first");
    let iv = take(&mut rest, 12);
    let length = take(&mut rest, 4);
    let place =
        [&id, b"AWSKMSEncryptionClient Final Frame".as_slice(), &[0, 0, 0, 1], &[0; 4], length].concat();
    String::from_utf8(gcm(&key, iv, &place, rest)).expect("text")
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (taken, after) = rest.split_at(count);
    *rest = after;
    taken
}

fn sized<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let length = take(rest, 2);
    take(rest, usize::from(u16::from_be_bytes([length[0], length[1]])))
}

fn derived(data_key: &[u8], id: &[u8], info: &[&[u8]]) -> [u8; 32] {
    let extracted = hkdf::Salt::new(hkdf::HKDF_SHA512, id).extract(data_key);
    let mut out = [0; 32];
    extracted.expand(info, hkdf::HKDF_SHA256).expect("32 bytes").fill(&mut out).expect("32 bytes");
    out
}

fn gcm(key: &[u8], iv: &[u8], place: &[u8], sealed: &[u8]) -> Vec<u8> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("a key"));
    let mut bytes = sealed.to_vec();
    let iv = Nonce::try_assume_unique_for_key(iv).expect("an IV");
    key.open_in_place(iv, Aad::from(place), &mut bytes).expect("a sealed text").to_vec()
}
