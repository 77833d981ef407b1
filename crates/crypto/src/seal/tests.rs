//! The sealed form written out by hand, and all that must not open.

use aws_lc_rs::{aead, hmac};
use proptest::prelude::*;

use super::*;

const SALT: [u8; 24] = *b"twenty-four bytes salt!!";

#[test]
fn the_form_is_what_the_header_says() {
    let key = Key([7; 32]);
    // The derivation and the cipher once more, by the library's calls alone.
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA512, &[7; 32]));
    context.update(b"cenote seal v1twenty-four bytes salt!!");
    let material = context.sign();
    let cipher = aead::UnboundKey::new(&aead::AES_256_GCM, &material.as_ref()[..32]).unwrap();
    let nonce = aead::Nonce::try_assume_unique_for_key(&material.as_ref()[32..44]).unwrap();
    let mut expected = b"the secret".to_vec();
    aead::LessSafeKey::new(cipher)
        .seal_in_place_append_tag(nonce, aead::Aad::from("users/1/verifier"), &mut expected)
        .unwrap();
    let expected = [&[1], SALT.as_slice(), &expected].concat();
    assert_eq!(key.seal("users/1/verifier", &SALT, b"the secret"), expected);
    assert_eq!(hex::encode(&expected[25..]), "5e8bfb3c3033aa52ebb0002ba5c8f530514f00b613e15e9eb165");
}

#[test]
fn nothing_opens_but_what_was_sealed() {
    let key = Key([7; 32]);
    let sealed = key.seal("here", &SALT, b"the secret");
    assert_eq!(key.open("here", &sealed).as_deref(), Some(b"the secret".as_slice()));
    assert_eq!(key.open("there", &sealed), None);
    assert_eq!(key.open("", &sealed), None);
    assert_eq!(Key([8; 32]).open("here", &sealed), None);
    for at in 0..sealed.len() {
        let mut other = sealed.clone();
        other[at] ^= 1;
        assert_eq!(key.open("here", &other), None, "byte {at}");
        assert_eq!(key.open("here", &sealed[..at]), None, "cut at {at}");
    }
    assert_eq!(key.open("here", &[sealed.as_slice(), &[0]].concat()), None);
}

#[test]
fn each_purpose_has_its_own_key() {
    let key = Key([7; 32]);
    assert_eq!(key.derive("a").0, key.derive("a").0);
    let others = [key.derive("a").0, key.derive("b").0, key.derive("").0, Key([8; 32]).derive("a").0, key.0];
    for (at, one) in others.iter().enumerate() {
        assert!(others[at + 1..].iter().all(|other| other != one));
    }
    let mut by_hand = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &[7; 32]));
    by_hand.update(b"cenote derive v1a\x01");
    assert_eq!(key.derive("a").0, by_hand.sign().as_ref());
}

#[test]
fn a_key_prints_as_stars() {
    assert_eq!(format!("{:?}", Key([7; 32])), "***");
}

proptest! {
    #[test]
    fn what_is_sealed_opens(
        key: [u8; 32], salt: [u8; 24], place in ".{0,40}", plain in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let key = Key(key);
        let sealed = key.seal(&place, &salt, &plain);
        prop_assert_eq!(sealed.len(), 1 + 24 + plain.len() + 16);
        prop_assert_eq!(key.open(&place, &sealed), Some(plain));
    }

    #[test]
    fn noise_does_not_open(key: [u8; 32], noise in prop::collection::vec(any::<u8>(), 0..100)) {
        prop_assert_eq!(Key(key).open("here", &noise), None);
    }
}
