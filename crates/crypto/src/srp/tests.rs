//! The two known sign-ins figure by figure, and what must not pass for one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

use super::*;

const A: [u8; 32] = [0x11; 32];
const B: [u8; 32] = [0x22; 32];
const TIME: &str = "Sat Nov 7 01:02:03 UTC 2026";

/// The two sign-ins of which every intermediate figure is known.
struct Vector {
    pool_name: &'static str,
    uid: &'static str,
    password: &'static str,
    salt: &'static str,
    x: &'static str,
    u: &'static str,
    key: &'static str,
    signature: &'static str,
}

const USER: Vector = Vector {
    pool_name: "AbCdEfGhI",
    uid: "alice",
    password: "P@ssw0rd!",
    salt: "8f0e1d2c3b4a59687766554433221100",
    x: "d38c19a9aad1b782168262099c21f14c0e0241cd96a9a695e6c0d00e69051a29",
    u: "7fd4418bf1c65c6094d804c43e026ad4b6381792c0f095fc6f3ad2f2259d6ce1",
    key: "d5ecd8edb809679e86f3e4c5c949001b",
    signature: "HZ61cJIAb+NKdvX5osZs8a+H040+40bbPYaxPKpFgf4=",
};

const DEVICE: Vector = Vector {
    pool_name: "-device-group",
    uid: "us-east-1_11111111-2222-4333-8444-555555555555",
    password: "ZGV2aWNlcGFzc3dvcmQ=",
    salt: "0f0e1d2c3b4a59687766554433221100",
    x: "ea61170234895062e357e36dae59a83aa159c34781c97e9573356804ce8fd47a",
    u: "11aff6a36bfadf53bed033a47af0fb7acf00f887ec5cd5e60f73b81976c5cedd",
    key: "3a15449a900e9acc3b107cdfb06c5799",
    signature: "F8u849dV/UiLAEnNrVHKPaySbcKgFm0lDUxElodhm9w=",
};

impl Vector {
    fn salt(&self) -> Vec<u8> {
        hex::decode(self.salt).unwrap()
    }

    fn verifier(&self) -> Verifier {
        verifier(self.pool_name, self.uid, self.password, &self.salt())
    }

    fn claim<'a>(&self, signature: &'a [u8]) -> Claim<'a> {
        let Self { pool_name, uid, .. } = self;
        Claim { pool_name, uid, secret_block: b"secret-block", timestamp: TIME, signature }
    }
}

fn digest(hex: &str) -> String {
    hex::encode(mac::sha256(hex.as_bytes()))
}

#[test]
fn the_users_vector_holds_figure_by_figure() {
    let verifier = USER.verifier();
    let a = ClientPublic::parse(&client::public(&A).unwrap()).unwrap();
    let b = server_public(&verifier, &B);
    let v = unpadded_hex(verifier.as_bytes());
    assert_eq!(v.len(), 768);
    assert_eq!(digest(&v), "78b9baaf7eb126e3e8bbca5429170d75319f74462dcc87b4ef5b29c65b3f68b3");
    assert_eq!(
        digest(&unpadded_hex(&a.to_bytes())),
        "99f14375d9cdbb6a94ee1804aa89f307dd0cdc5c3a8002a9d24a1012a9d5e1a1"
    );
    assert!(b.to_hex().starts_with("ec840628cfc8b0e4"));
    assert_eq!(digest(&b.to_hex()), "a032842026a6df0ea5b68c1b1b12fbc75f4ab5864324442cb2bb72c4a5ab45c9");
    let k = "538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6";
    assert_eq!(unpadded_hex(multiplier().as_bytes()), k);

    let u = scramble(&a.to_bytes(), &b.to_bytes()).unwrap();
    let power = exp::pow_public(&verifier.0, &u).unwrap();
    let base = exp::mul(&Residue::reduced(&a.to_bytes()).unwrap(), &power).unwrap();
    let shared = exp::pow(&base, &B).unwrap();
    let text = unpadded_hex(shared.as_bytes());
    assert!(text.starts_with("c76fea49360b5ed4"));
    assert_eq!(digest(&text), "9f775a324f00636db6cacd44b2744f368fb7df55be893105ee3c538de9e05a8d");
    assert_eq!(hex::encode(session_key(&u, &shared)), USER.key);
}

#[test]
fn users_and_devices_prove_themselves_alike() {
    for vector in [&USER, &DEVICE] {
        let Vector { pool_name, uid, password, .. } = *vector;
        let x = private_exponent(pool_name, uid, password, &vector.salt());
        assert_eq!(hex::encode(x), vector.x);
        let verifier = vector.verifier();
        let a = ClientPublic::parse(&client::public(&A).unwrap()).unwrap();
        let b = server_public(&verifier, &B);
        assert_eq!(hex::encode(scramble(&a.to_bytes(), &b.to_bytes()).unwrap()), vector.u);
        let right = STANDARD.decode(vector.signature).unwrap();
        assert!(claim_holds(&verifier, &a, &B, &b, &vector.claim(&right)));
        let theirs = client::server_public(&b.to_hex()).unwrap();
        let made = client::sign(&A, &theirs, password, &vector.salt(), &vector.claim(b"")).unwrap();
        assert_eq!(made.as_slice(), right);
    }
}

#[test]
fn a_claim_holds_for_nothing_else() {
    let verifier = USER.verifier();
    let a = ClientPublic::parse(&client::public(&A).unwrap()).unwrap();
    let b = server_public(&verifier, &B);
    let right = STANDARD.decode(USER.signature).unwrap();
    let claim = USER.claim(&right);
    let holds = |claim: Claim<'_>| claim_holds(&verifier, &a, &B, &b, &claim);
    assert!(holds(claim));
    assert!(!holds(Claim { uid: "alicf", ..claim }));
    assert!(!holds(Claim { pool_name: "AbCdEfGhJ", ..claim }));
    assert!(!holds(Claim { secret_block: b"secret-blocl", ..claim }));
    assert!(!holds(Claim { timestamp: "Sat Nov 07 01:02:03 UTC 2026", ..claim }));
    assert!(!holds(Claim { signature: b"", ..claim }));
    assert!(!holds(Claim { signature: &right[..31], ..claim }));
    for at in 0..right.len() {
        let mut other = right.clone();
        other[at] ^= 0x80;
        assert!(!holds(Claim { signature: &other, ..claim }));
    }
    assert!(!claim_holds(&DEVICE.verifier(), &a, &B, &b, &claim));
    assert!(!claim_holds(&verifier, &a, &[0x23; 32], &b, &claim));
    let other = ClientPublic::parse(&client::public(&B).unwrap()).unwrap();
    assert!(!claim_holds(&verifier, &other, &B, &b, &claim));
}

#[test]
fn a_password_is_compared_through_its_verifier() {
    let Vector { pool_name, uid, password, .. } = USER;
    let (salt, verifier) = (USER.salt(), USER.verifier());
    assert!(password_matches(pool_name, uid, password, &salt, &verifier));
    assert!(!password_matches(pool_name, uid, "P@ssw0rd?", &salt, &verifier));
    assert!(!password_matches(pool_name, "Alice", password, &salt, &verifier));
    assert!(!password_matches(pool_name, uid, password, &salt[1..], &verifier));
    // A number has no leading zeros.
    let longer = [&[0], salt.as_slice()].concat();
    assert!(password_matches(pool_name, uid, password, &longer, &verifier));
}

#[test]
fn bad_values_of_a_are_refused() {
    let prime = hex::encode(PRIME);
    let above = [0xff; 384];
    for zero in ["", "0", "00", "000", &"0".repeat(770), &prime, &prime.to_uppercase(), &format!("00{prime}")]
    {
        assert_eq!(ClientPublic::parse(zero), None, "{zero}");
    }
    for bad in ["xyz", "0x12", "-1", "+1", " 12", "1 2", "é", "1é", &"0".repeat(769), &"f".repeat(770)] {
        assert_eq!(ClientPublic::parse(bad), None, "{bad}");
    }
    assert_eq!(ClientPublic::parse(&format!("1{}", "0".repeat(768))), None);
    assert_eq!(ClientPublic::parse(&format!("{}1", "0".repeat(770))), None);
    assert_eq!(ClientPublic::from_bytes(&[1; 385]), None);
    let one = ClientPublic::parse("1").unwrap();
    assert_eq!(one.to_bytes(), [1]);
    assert_eq!(ClientPublic::parse(&format!("{}1", "0".repeat(769))), Some(one.clone()));
    assert_eq!(ClientPublic::from_bytes(&one.to_bytes()), Some(one));
    // Above N is not 0, and stays as it was sent: u is a hash of it.
    assert_eq!(ClientPublic::from_bytes(&above).unwrap().to_bytes(), above);
    assert_eq!(ClientPublic::parse("aBc").unwrap().to_bytes(), [0x0a, 0xbc]);
}

#[test]
fn verifiers_that_prove_nothing_are_refused() {
    let mut last = PRIME;
    last[383] -= 1;
    for weak in [&[][..], &[0], &[0, 0], &[1], &[0, 1], &PRIME, &last, &[0xff; 384], &[1; 385]] {
        assert!(Verifier::from_bytes(weak).is_none(), "{weak:?}");
    }
    let verifier = DEVICE.verifier();
    let bytes = verifier.as_bytes();
    assert_eq!(bytes.len(), 384);
    assert_eq!(Verifier::from_bytes(&pad(bytes)).unwrap().as_bytes(), bytes);
    assert_eq!(Verifier::from_bytes(&[2]).unwrap().as_bytes()[380..], [0, 0, 0, 2]);
    assert_eq!(format!("{verifier:?}"), "***");
}

#[test]
fn numbers_are_written_as_java_writes_them() {
    assert_eq!(pad(&[]), [0]);
    assert_eq!(pad(&[0, 0]), [0]);
    assert_eq!(pad(&[0x7f]), [0x7f]);
    assert_eq!(pad(&[0x80]), [0, 0x80]);
    assert_eq!(pad(&[0, 0, 0x80, 0]), [0, 0x80, 0]);
    assert_eq!(pad(&PRIME).len(), 385);
    assert_eq!(unpadded_hex(&[]), "0");
    assert_eq!(unpadded_hex(&[0, 0x0a, 0]), "a00");
    assert_eq!(unpadded_hex(&[0xab]), "ab");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whoever_knows_the_password_proves_it(
        a: [u8; 32], b: [u8; 32], salt: [u8; 16], password in ".{1,20}", other in ".{1,20}",
    ) {
        prop_assume!(a != [0; 32]);
        let verifier = verifier("pool", "uid", &password, &salt);
        let public = ClientPublic::parse(&client::public(&a).unwrap()).unwrap();
        let server = server_public(&verifier, &b);
        prop_assert_eq!(ServerPublic::from_bytes(&server.to_bytes()), Some(server.clone()));
        let claim = Claim { pool_name: "pool", uid: "uid", secret_block: &b, timestamp: TIME, signature: b"" };
        let made = client::sign(&a, &server, &password, &salt, &claim).unwrap();
        let holds = claim_holds(&verifier, &public, &b, &server, &Claim { signature: &made, ..claim });
        prop_assert!(holds);
        prop_assert!(password_matches("pool", "uid", &password, &salt, &verifier));
        if other != password {
            let made = client::sign(&a, &server, &other, &salt, &claim).unwrap();
            let holds = claim_holds(&verifier, &public, &b, &server, &Claim { signature: &made, ..claim });
            prop_assert!(!holds);
        }
    }
}
