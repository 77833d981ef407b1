//! The binding against crypto-bigint, an independent implementation in pure Rust.

use crypto_bigint::modular::{FixedMontyForm, FixedMontyParams};
use crypto_bigint::{Odd, U256, U3072};
use proptest::prelude::*;

use super::*;

fn params() -> FixedMontyParams<{ U3072::LIMBS }> {
    FixedMontyParams::new_vartime(Odd::new(U3072::from_be_slice(&PRIME)).unwrap())
}

fn peer(residue: &Residue) -> FixedMontyForm<{ U3072::LIMBS }> {
    FixedMontyForm::new(&U3072::from_be_slice(&residue.0), &params())
}

fn bytes(form: &FixedMontyForm<{ U3072::LIMBS }>) -> Vec<u8> {
    form.retrieve().to_be_bytes().as_ref().to_vec()
}

/// N − 1.
fn last() -> Residue {
    let mut bytes = PRIME;
    bytes[SIZE_BYTES - 1] -= 1;
    Residue(bytes)
}

fn exponents() -> Vec<[u8; 32]> {
    let small = |low: u8| {
        let mut exponent = [0; 32];
        exponent[31] = low;
        exponent
    };
    let mut top = [0; 32];
    top[0] = 0x80;
    let mut half = [0xff; 32];
    half[..16].fill(0);
    vec![small(0), small(1), small(2), small(63), small(64), small(255), top, half, [0xff; 32], [0x55; 32]]
}

fn bases() -> Vec<Residue> {
    let zero = Residue([0; SIZE_BYTES]);
    let mut word = [0; SIZE_BYTES];
    word[SIZE_BYTES - 8..].fill(0xff);
    vec![zero, Residue::ONE, Residue::TWO, Residue::small(255), Residue(word), last()]
}

#[test]
fn edges_agree_with_the_peer() {
    for base in bases() {
        for exponent in exponents() {
            let expected = bytes(&peer(&base).pow(&U256::from_be_slice(&exponent)));
            assert_eq!(pow(&base, &exponent).unwrap().0.to_vec(), expected);
            assert_eq!(pow_public(&base, &exponent).unwrap().0.to_vec(), expected);
        }
        for other in bases() {
            assert_eq!(mul(&base, &other).unwrap().0.to_vec(), bytes(&(peer(&base) * peer(&other))));
            assert_eq!(add(&base, &other).unwrap().0.to_vec(), bytes(&(peer(&base) + peer(&other))));
            assert_eq!(sub(&base, &other).unwrap().0.to_vec(), bytes(&(peer(&base) - peer(&other))));
        }
    }
    for exponent in exponents() {
        assert_eq!(pow_of_two(&exponent).unwrap().0, pow(&Residue::TWO, &exponent).unwrap().0);
    }
}

#[test]
fn the_prime_is_the_published_one() {
    // RFC 3526: 2^3072 − 2^3008 − 1 + 2^64 · (floor(2^2942 π) + 1690314); its ends, and a digest of the whole.
    assert!(PRIME[..8] == [0xff; 8] && PRIME[SIZE_BYTES - 8..] == [0xff; 8]);
    assert_eq!(
        hex::encode(crate::mac::sha256(&PRIME)),
        "48cf8b092fbce4359d9871abf74f98e25b6163379eaa15cd9087e800c6d1c55c"
    );
}

#[test]
fn only_numbers_below_the_prime_are_residues() {
    assert!(Residue::from_bytes(&PRIME).is_none());
    assert!(Residue::from_bytes(&[0xff; SIZE_BYTES]).is_none());
    assert!(Residue::from_bytes(&[1; SIZE_BYTES + 1]).is_none());
    assert_eq!(Residue::from_bytes(&last().0).unwrap().0, last().0);
    assert_eq!(Residue::from_bytes(&[]).unwrap().0, [0; SIZE_BYTES]);
    let long = [&[0, 0], last().0.as_slice()].concat();
    assert_eq!(Residue::from_bytes(&long).unwrap().0, last().0);
    assert!(Residue::reduced(&[1; SIZE_BYTES + 1]).is_none());
    assert_eq!(Residue::reduced(&PRIME).unwrap().0, [0; SIZE_BYTES]);
    assert_eq!(format!("{:?}", Residue::TWO), "***");
}

#[test]
fn threads_share_the_group() {
    let expected = pow(&Residue::TWO, &[0x77; 32]).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..4 {
                    assert_eq!(pow_of_two(&[0x77; 32]).unwrap().0, expected.0);
                    assert_eq!(pow(&Residue::TWO, &[0x77; 32]).unwrap().0, expected.0);
                }
            });
        }
    });
}

#[test]
fn what_is_wiped_is_zero() {
    let mut secret = [7_u8; 40];
    wipe(&mut secret);
    assert_eq!(secret, [0; 40]);
}

fn any_residue() -> impl Strategy<Value = Residue> {
    prop::collection::vec(any::<u8>(), 0..=SIZE_BYTES).prop_map(|bytes| Residue::reduced(&bytes).unwrap())
}

fn any_exponent() -> impl Strategy<Value = [u8; 32]> {
    (any::<[u8; 32]>(), 0_usize..32).prop_map(|(mut exponent, zeros)| {
        if zeros > 16 {
            exponent[..zeros].fill(0);
        }
        exponent
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn powers_agree_with_the_peer(base in any_residue(), exponent in any_exponent()) {
        let expected = bytes(&peer(&base).pow(&U256::from_be_slice(&exponent)));
        prop_assert_eq!(pow(&base, &exponent).unwrap().0.to_vec(), expected.as_slice());
        prop_assert_eq!(pow_public(&base, &exponent).unwrap().0.to_vec(), expected.as_slice());
    }

    #[test]
    fn the_table_agrees_with_the_long_way(exponent in any_exponent()) {
        prop_assert_eq!(pow_of_two(&exponent).unwrap().0, pow(&Residue::TWO, &exponent).unwrap().0);
    }

    #[test]
    fn sums_and_products_agree_with_the_peer(a in any_residue(), b in any_residue()) {
        prop_assert_eq!(mul(&a, &b).unwrap().0.to_vec(), bytes(&(peer(&a) * peer(&b))));
        prop_assert_eq!(add(&a, &b).unwrap().0.to_vec(), bytes(&(peer(&a) + peer(&b))));
        prop_assert_eq!(sub(&a, &b).unwrap().0.to_vec(), bytes(&(peer(&a) - peer(&b))));
    }

    #[test]
    fn reduction_agrees_with_the_peer(number in prop::collection::vec(any::<u8>(), SIZE_BYTES)) {
        let number = U3072::from_be_slice(&number);
        let expected = number.rem_vartime(&Odd::new(U3072::from_be_slice(&PRIME)).unwrap().as_nz_ref().clone());
        let number = number.to_be_bytes();
        prop_assert_eq!(Residue::reduced(number.as_ref()).unwrap().0.to_vec(), expected.to_be_bytes().as_ref().to_vec());
    }
}
