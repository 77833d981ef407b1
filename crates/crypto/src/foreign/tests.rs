//! Hashes that other libraries have made, and hashes that nobody should compute.

use super::{Algorithm, Hash, Refusal};

/// Made by Python's `bcrypt`, `hashlib.scrypt`, `argon2-cffi` and `passlib`, of the password `Right-pass-1`.
const RIGHT: [(Algorithm, &str); 6] = [
    (Algorithm::Bcrypt, "$2b$04$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR25."),
    (Algorithm::Bcrypt, "$2y$04$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR25."),
    (
        Algorithm::Scrypt,
        "1024$8$1$00112233445566778899aabbccddeeff$\
         68ba8036eec38ba8a970fcd917a0eb59dcc7f06ee725bef3857bfb7afee4dd8c",
    ),
    (
        Algorithm::Argon2id,
        "$argon2id$v=19$m=64,t=1,p=1$nm9scbcOHXLfHcb4xzM+Pw$B1zv6ZcHLguAxwEajK/7IHL1LQHN2N/CLSw7Gvtae2o",
    ),
    (
        Algorithm::Pbkdf2Sha256,
        "$pbkdf2-sha256$1000$hrA2JmSs9R7DGCOkNAZgjA$fyfzzueUN89N2IVOwUTXImQA4blbJJJM5CAgEYgONko",
    ),
    (
        Algorithm::Pbkdf2Sha256,
        "$pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg$pO/vn2Meh1w2hnzrh2QYH/fB3Yb3UqjYd7SLp7KHZ7k=",
    ),
];

#[test]
fn hashes_of_other_libraries_are_their_passwords() {
    for (algorithm, text) in RIGHT {
        let hash = Hash::parse(algorithm, text).unwrap_or_else(|why| panic!("{text}: {why:?}"));
        assert!(hash.is_of("Right-pass-1"), "{text}");
        assert!(!hash.is_of("Right-pass-2") && !hash.is_of(""), "{text}");
    }
}

#[test]
fn the_vector_of_crypt_blowfish_holds() {
    let text = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    assert!(Hash::parse(Algorithm::Bcrypt, text).unwrap().is_of("U*U"));
}

#[test]
fn bcrypt_reads_72_bytes_and_no_more() {
    let text = "$2b$04$REHBaOEoRg1242CVZyU32uCEo2EF3OvQljcU6NgH4UQoib0qv948.";
    let hash = Hash::parse(Algorithm::Bcrypt, text).unwrap();
    assert!(hash.is_of(&"x".repeat(72)) && hash.is_of(&"x".repeat(256)));
    assert!(!hash.is_of(&"x".repeat(71)));
}

#[test]
fn what_would_cost_too_much_is_not_taken() {
    let (salt, hash) = ("AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let (hex_salt, hex_hash) = ("00".repeat(16), "00".repeat(32));
    let argon = |costs: &str| (Algorithm::Argon2id, format!("$argon2id$v=19${costs}${salt}${hash}"));
    let scrypt = |costs: &str| (Algorithm::Scrypt, format!("{costs}${hex_salt}${hex_hash}"));
    let pbkdf = |count: &str| (Algorithm::Pbkdf2Sha256, format!("$pbkdf2-sha256${count}${salt}${hash}"));
    let bcrypt = |cost: &str| {
        (Algorithm::Bcrypt, format!("$2b${cost}$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR25."))
    };
    let most = [argon("m=19456,t=2,p=1"), scrypt("65536$8$1"), pbkdf("600000"), bcrypt("12")];
    for (algorithm, text) in most {
        assert!(Hash::parse(algorithm, &text).is_ok(), "{text}");
    }
    let beyond = [
        argon("m=19457,t=2,p=1"),
        argon("m=19456,t=3,p=1"),
        argon("m=19456,t=2,p=2"),
        argon("m=4294967296,t=1,p=1"),
        scrypt("131072$8$1"),
        scrypt("65536$9$1"),
        scrypt("65536$8$2"),
        scrypt("2147483648$8$1"),
        pbkdf("600001"),
        pbkdf("2147483648"),
        pbkdf("99999999999999999999"),
        bcrypt("13"),
        bcrypt("31"),
    ];
    for (algorithm, text) in beyond {
        assert_eq!(Hash::parse(algorithm, &text).err(), Some(Refusal::OutOfBounds), "{text}");
    }
}

#[test]
fn what_is_no_hash_is_not_taken() {
    let malformed = [
        (Algorithm::Bcrypt, "$2b$04$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR25"),
        (Algorithm::Bcrypt, "$2b$04$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR2é"),
        (Algorithm::Bcrypt, "$2b$03$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR25."),
        (Algorithm::Bcrypt, "$2b$+4$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR25."),
        (Algorithm::Bcrypt, "$2z$04$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR25."),
        (Algorithm::Scrypt, "1000$8$1$00$68ba8036eec38ba8a970fcd917a0eb59"),
        (Algorithm::Scrypt, "1024$0$1$00$68ba8036eec38ba8a970fcd917a0eb59"),
        (Algorithm::Scrypt, "1024$8$1$$68ba8036eec38ba8a970fcd917a0eb59"),
        (Algorithm::Scrypt, "1024$8$1$00$68ba"),
        (Algorithm::Scrypt, "0$8$1$00$68ba8036eec38ba8a970fcd917a0eb59"),
        (Algorithm::Argon2id, "$argon2i$v=19$m=64,t=1,p=1$nm9scbcOHXLfHcb4xzM+Pw$B1zv6ZcHLguAxwEajK/7IA"),
        (Algorithm::Argon2id, "$argon2id$v=16$m=64,t=1,p=1$nm9scbcOHXLfHcb4xzM+Pw$B1zv6ZcHLguAxwEajK/7IA"),
        (Algorithm::Argon2id, "$argon2id$v=19$m=7,t=1,p=1$nm9scbcOHXLfHcb4xzM+Pw$B1zv6ZcHLguAxwEajK/7IA"),
        (Algorithm::Argon2id, "$argon2id$v=19$m=64,t=0,p=1$nm9scbcOHXLfHcb4xzM+Pw$B1zv6ZcHLguAxwEajK/7IA"),
        (Algorithm::Argon2id, "$argon2id$v=19$m=64,t=1,p=1$nm9s$B1zv6ZcHLguAxwEajK/7IA"),
        (Algorithm::Argon2id, "$argon2id$v=19$m=64,t=1,p=1$nm9scbcOHXLfHcb4xzM+Pw$B1zv"),
        (Algorithm::Pbkdf2Sha256, "$pbkdf2-sha256$0$hrA2JmSs9R7DGCOkNAZgjA$fyfzzueUN89N2IVOwUTXImQA"),
        (Algorithm::Pbkdf2Sha256, "$pbkdf2-sha512$1000$hrA2JmSs9R7DGCOkNAZgjA$fyfzzueUN89N2IVOwUTXImQA"),
        (Algorithm::Pbkdf2Sha256, "$pbkdf2-sha256$1000$hrA2$%%%%"),
        (Algorithm::Bcrypt, ""),
        (Algorithm::Scrypt, ""),
        (Algorithm::Argon2id, ""),
        (Algorithm::Pbkdf2Sha256, ""),
    ];
    for (algorithm, text) in malformed {
        assert_eq!(Hash::parse(algorithm, text).err(), Some(Refusal::Malformed), "{text}");
    }
    // One algorithm's hash is not another's.
    for (_, text) in RIGHT {
        let taken = [Algorithm::Bcrypt, Algorithm::Scrypt, Algorithm::Argon2id, Algorithm::Pbkdf2Sha256]
            .into_iter()
            .filter(|algorithm| Hash::parse(*algorithm, text).is_ok());
        assert_eq!(taken.count(), 1, "{text}");
    }
}

#[test]
fn the_names_are_those_of_the_model() {
    for name in ["BCRYPT", "SCRYPT", "ARGON2ID", "PBKDF2_SHA256"] {
        assert_eq!(Algorithm::of(name).map(Algorithm::name), Some(name));
    }
    assert_eq!(Algorithm::of("MD5"), None);
}
