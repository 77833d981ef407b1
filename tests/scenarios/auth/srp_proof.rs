//! SECRET_BLOCK and the proof over it: served once, to one client, one user, in one pool, within the session.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{Home, SESSION_EXPIRED, SESSION_USED, WRONG, invite, with};
use crate::world::{PASSWORD, srp};

const BLOCK: &str = "PASSWORD_CLAIM_SECRET_BLOCK";
const SIGNATURE: &str = "PASSWORD_CLAIM_SIGNATURE";
const N: &str = "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD\
EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED\
EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F\
83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B\
E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510\
15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7\
ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C\
BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

async fn answer(home: &Home, proof: Value) -> Result<Value, String> {
    home.world.call("RespondToAuthChallenge", proof).await
}

fn changed(proof: &Value, name: &str, value: &str) -> Value {
    with(proof.clone(), "ChallengeResponses", name, value)
}

#[tokio::test]
async fn the_challenge_has_exactly_what_clients_read() {
    let home = Home::new().await;
    let challenge = home.challenge("alice").await;
    let members: Vec<&String> = challenge.as_object().unwrap().keys().collect();
    assert_eq!(members, ["ChallengeName", "ChallengeParameters"]);
    let parameters = challenge["ChallengeParameters"].as_object().unwrap();
    let names: Vec<&String> = parameters.keys().collect();
    assert_eq!(names, ["SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"]);
    assert!(parameters["SALT"].as_str().unwrap().bytes().all(|b| b"0123456789abcdef".contains(&b)));
    assert_eq!(parameters["SALT"].as_str().unwrap().len(), 32);
    let again = home.challenge("alice").await;
    assert_eq!(again["ChallengeParameters"]["SALT"], challenge["ChallengeParameters"]["SALT"]);
    assert_ne!(again["ChallengeParameters"]["SRP_B"], challenge["ChallengeParameters"]["SRP_B"]);
}

#[tokio::test]
async fn an_a_that_takes_the_password_out_of_the_sum_is_refused() {
    let home = Home::new().await;
    let twice = {
        // 2N: each digit doubled, with the carry.
        let mut carry = 0;
        let mut digits: Vec<char> = Vec::new();
        for digit in N.chars().rev() {
            let sum = digit.to_digit(16).unwrap() * 2 + carry;
            digits.push(char::from_digit(sum % 16, 16).unwrap());
            carry = sum / 16;
        }
        digits.push('1');
        digits.iter().rev().collect::<String>()
    };
    let long = "1".repeat(771);
    for a in [
        "0",
        "00",
        "0000000000",
        N,
        &N.to_lowercase(),
        &format!("0{N}"),
        &twice,
        "xyz",
        "-1",
        "0x2",
        " 2",
        &long,
    ] {
        let hello = with(srp::hello(&home.client, "alice"), "AuthParameters", "SRP_A", a);
        let refused = home.world.refused("InitiateAuth", hello).await;
        assert_eq!(refused, "InvalidParameterException: Invalid SRP_A value.", "{a}");
    }
}

#[tokio::test]
async fn a_proof_serves_once_even_when_it_is_sent_many_times_at_once() {
    let home = Home::new().await;
    let proof = home.proof(&home.challenge("alice").await, PASSWORD);
    let answers = join_all((0..8).map(|_| answer(&home, proof.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().flat_map(|answer| answer.as_ref().err()).all(|error| error == SESSION_USED));
    assert_eq!(answer(&home, proof).await.unwrap_err(), SESSION_USED);

    invite(&home.world, &home.pool, "bob", json!([])).await;
    let proof = home.proof(&home.challenge("bob").await, PASSWORD);
    let asked = answer(&home, proof.clone()).await.unwrap();
    assert_eq!(asked["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    assert_eq!(answer(&home, proof).await.unwrap_err(), SESSION_USED);
}

#[tokio::test]
async fn a_wrong_proof_does_not_spend_the_challenge() {
    let home = Home::new().await;
    let challenge = home.challenge("alice").await;
    assert_eq!(answer(&home, home.proof(&challenge, "Wrong-pass-1")).await.unwrap_err(), WRONG);
    answer(&home, home.proof(&challenge, PASSWORD)).await.unwrap();
}

#[tokio::test]
async fn no_bit_of_the_secret_block_can_be_changed() {
    let home = Home::new().await;
    let proof = home.proof(&home.challenge("alice").await, PASSWORD);
    let block = STANDARD.decode(proof["ChallengeResponses"][BLOCK].as_str().unwrap()).unwrap();
    for at in (0..block.len()).step_by(7).chain([0, 1, 2, 3, block.len() - 1]) {
        let mut bent = block.clone();
        bent[at] ^= 1 << (at % 8);
        let bent = changed(&proof, BLOCK, &STANDARD.encode(bent));
        assert_eq!(answer(&home, bent).await.unwrap_err(), WRONG, "byte {at}");
    }
    for bent in ["AAAA", "not base64", &STANDARD.encode(&block[..block.len() - 1])] {
        assert_eq!(answer(&home, changed(&proof, BLOCK, bent)).await.unwrap_err(), WRONG);
    }
    answer(&home, proof).await.unwrap();
}

#[tokio::test]
async fn what_is_signed_cannot_be_changed_and_each_wrong_signature_counts() {
    let home = Home::new().await;
    let proof = home.proof(&home.challenge("alice").await, PASSWORD);
    let mut signature = STANDARD.decode(proof["ChallengeResponses"][SIGNATURE].as_str().unwrap()).unwrap();
    signature[31] ^= 1;
    let later = srp::timestamp(home.world.now() + 1_000);
    for bent in [
        changed(&proof, SIGNATURE, &STANDARD.encode(&signature)),
        changed(&proof, SIGNATURE, &STANDARD.encode(&signature[..16])),
        changed(&proof, SIGNATURE, "not base64"),
        changed(&proof, "TIMESTAMP", &later),
        changed(&proof, SIGNATURE, &STANDARD.encode([0; 32])),
    ] {
        assert_eq!(answer(&home, bent).await.unwrap_err(), WRONG);
    }
    assert_eq!(answer(&home, proof).await.unwrap_err(), super::EXCEEDED);
}

#[tokio::test]
async fn the_block_of_one_client_user_or_pool_serves_no_other() {
    let home = Home::new().await;
    home.world.user(&home.pool, "bob").await;
    let challenge = home.challenge("alice").await;
    let proof = home.proof(&challenge, PASSWORD);

    assert_eq!(answer(&home, changed(&proof, "USERNAME", "bob")).await.unwrap_err(), WRONG);
    // Both have the same password, and still alice's block proves nothing about bob.
    let mut as_bob = challenge.clone();
    as_bob["ChallengeParameters"]["USER_ID_FOR_SRP"] = json!("bob");
    assert_eq!(answer(&home, home.proof(&as_bob, PASSWORD)).await.unwrap_err(), WRONG);

    let sibling = home.world.client(&home.pool, json!({})).await;
    let mut elsewhere = proof.clone();
    elsewhere["ClientId"] = json!(sibling);
    assert_eq!(answer(&home, elsewhere).await.unwrap_err(), WRONG);

    let other_pool = home.world.pool(json!({})).await;
    let other_client = home.world.client(&other_pool, json!({})).await;
    home.world.user(&other_pool, "alice").await;
    let elsewhere = srp::proof(&home.world, &other_pool, &other_client, &challenge, PASSWORD);
    assert_eq!(answer(&home, elsewhere).await.unwrap_err(), WRONG);
    answer(&home, proof).await.unwrap();
}

#[tokio::test]
async fn a_challenge_lives_as_long_as_the_client_says() {
    let home = Home::with(json!({}), json!({ "AuthSessionValidity": 4 })).await;
    let challenge = home.challenge("alice").await;
    home.world.pass_s(4 * 60 - 1);
    answer(&home, home.proof(&challenge, PASSWORD)).await.unwrap();
    let challenge = home.challenge("alice").await;
    home.world.pass_s(4 * 60);
    assert_eq!(answer(&home, home.proof(&challenge, PASSWORD)).await.unwrap_err(), SESSION_EXPIRED);
}

#[tokio::test]
async fn a_password_set_meanwhile_is_the_one_that_must_be_proved() {
    let home = Home::new().await;
    let challenge = home.challenge("alice").await;
    let next = json!({ "Password": "Other-pass-2", "Permanent": true });
    home.admin("AdminSetUserPassword", "alice", next).await;
    assert_eq!(answer(&home, home.proof(&challenge, PASSWORD)).await.unwrap_err(), WRONG);
}

#[tokio::test]
async fn the_clock_of_a_client_may_be_off_by_minutes_but_not_by_more() {
    let home = Home::new().await;
    let challenge = home.challenge("alice").await;
    let at = |offset_s: i64| {
        // The proof is signed at the world's time: turned for the signing, and back.
        home.world.pass_s(offset_s);
        let proof = home.proof(&challenge, PASSWORD);
        home.world.pass_s(-offset_s);
        proof
    };
    for offset_s in [600, -600, 86_400] {
        assert_eq!(answer(&home, at(offset_s)).await.unwrap_err(), WRONG, "{offset_s}");
    }
    answer(&home, at(-240)).await.unwrap();
}

#[tokio::test]
async fn a_timestamp_of_another_form_is_told_the_form() {
    let home = Home::new().await;
    let proof = home.proof(&home.challenge("alice").await, PASSWORD);
    let text = "InvalidParameterException: TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.";
    for form in
        ["2026-11-21T04:00:00Z", "Sam Nov 21 04:00:00 UTC 2026", "Sat Nov 21 04:00:00 CET 2026", "1795233600"]
    {
        assert_eq!(answer(&home, changed(&proof, "TIMESTAMP", form)).await.unwrap_err(), text);
    }
}

#[tokio::test]
async fn a_user_deleted_and_made_again_is_another() {
    let home = Home::new().await;
    let proof = home.proof(&home.challenge("alice").await, PASSWORD);
    home.admin("AdminDeleteUser", "alice", json!({})).await;
    assert_eq!(answer(&home, proof.clone()).await.unwrap_err(), WRONG);
    home.world.user(&home.pool, "alice").await;
    assert_eq!(answer(&home, proof).await.unwrap_err(), WRONG);
}
