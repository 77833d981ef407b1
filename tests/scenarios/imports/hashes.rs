//! Password hashes: they sign in by the plain password first, and by SRP from then on.

use serde_json::{Value, json};

use crate::world::imports::person;
use crate::world::{PASSWORD, World, by_password, merged, srp};

/// Hashes of [`PASSWORD`], made by Python's `bcrypt`, `hashlib.scrypt`, `argon2-cffi` and `passlib`.
const HASHES: [(&str, &str); 4] = [
    ("BCRYPT", "$2b$04$8Fi/jF1hJlfbHefMfzZIquNXm6DC3SjJz6tSbglcuLPol/SJlR25."),
    (
        "SCRYPT",
        "1024$8$1$00112233445566778899aabbccddeeff$\
         68ba8036eec38ba8a970fcd917a0eb59dcc7f06ee725bef3857bfb7afee4dd8c",
    ),
    (
        "ARGON2ID",
        "$argon2id$v=19$m=64,t=1,p=1$nm9scbcOHXLfHcb4xzM+Pw$B1zv6ZcHLguAxwEajK/7IHL1LQHN2N/CLSw7Gvtae2o",
    ),
    (
        "PBKDF2_SHA256",
        "$pbkdf2-sha256$1000$hrA2JmSs9R7DGCOkNAZgjA$fyfzzueUN89N2IVOwUTXImQA4blbJJJM5CAgEYgONko",
    ),
];

const WRONG: &str = "NotAuthorizedException: Incorrect username or password.";

async fn imported(world: &World, pool: &str, algorithm: &str, rows: &[Value]) -> Value {
    let csv = world.csv(pool, &["password_hash"], rows).await;
    let ended = world.import(pool, json!({ "PasswordHashingAlgorithm": algorithm }), &csv).await;
    assert_eq!(ended["PasswordHashingAlgorithm"], algorithm);
    ended
}

fn hashed(name: &str, hash: &str) -> Value {
    merged(person(name), json!({ "password_hash": hash }))
}

async fn by_srp(world: &World, pool: &str, client: &str, password: &str) -> Result<Value, String> {
    let challenge = world.ok("InitiateAuth", srp::hello(client, "alice")).await;
    let proof = srp::proof(world, pool, client, &challenge, password);
    world.call("RespondToAuthChallenge", proof).await
}

#[tokio::test]
async fn a_hash_signs_in_by_the_plain_password_and_then_by_srp() {
    for (algorithm, hash) in HASHES {
        let world = World::new();
        let pool = world.pool(json!({})).await;
        let client = world.client(&pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
        let ended = imported(&world, &pool, algorithm, &[hashed("alice", hash)]).await;
        assert_eq!(ended["Status"], "Succeeded", "{}", world.log(&ended).await);
        assert_eq!(world.look(&pool, "alice").await["UserStatus"], "CONFIRMED");
        let kept = world.inner.store.driver().rows("SELECT settings FROM users", &[]).await.unwrap();
        assert!(!kept[0].text("settings").unwrap().contains(hash), "the hash is kept bare");

        // SRP needs a verifier, and there is none yet.
        assert_eq!(by_srp(&world, &pool, &client, PASSWORD).await.unwrap_err(), WRONG);
        assert_eq!(world.no_sign_in(&client, "alice", "Wrong-pass-1").await, WRONG);
        world.sign_in(&client, "alice").await;
        let kept = world.inner.store.driver().rows("SELECT settings FROM users", &[]).await.unwrap();
        assert_eq!(kept[0].text("settings").unwrap(), "{}", "the hash has served");
        by_srp(&world, &pool, &client, PASSWORD).await.expect("a sign-in by SRP");
        assert_eq!(by_srp(&world, &pool, &client, "Wrong-pass-1").await.unwrap_err(), WRONG);
        world.sign_in(&client, "alice").await;
        assert_eq!(world.no_sign_in(&client, "alice", "Wrong-pass-1").await, WRONG);
    }
}

#[tokio::test]
async fn an_administrators_sign_in_takes_a_hash_over_too() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    imported(&world, &pool, "BCRYPT", &[hashed("alice", HASHES[0].1)]).await;
    let input = json!({
        "UserPoolId": pool, "ClientId": client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD },
    });
    world.ok("AdminInitiateAuth", input).await;
    by_srp(&world, &pool, &client, PASSWORD).await.expect("a sign-in by SRP");
}

#[tokio::test]
async fn guesses_at_a_hash_are_counted() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    imported(&world, &pool, "BCRYPT", &[hashed("alice", HASHES[0].1)]).await;
    for _ in 0..5 {
        assert_eq!(world.no_sign_in(&client, "alice", "Wrong-pass-1").await, WRONG);
    }
    assert_eq!(
        world.no_sign_in(&client, "alice", PASSWORD).await,
        "NotAuthorizedException: Password attempts exceeded"
    );
    world.pass_s(60);
    world.sign_in(&client, "alice").await;
}

#[tokio::test]
async fn a_new_password_ends_the_hash() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    imported(&world, &pool, "BCRYPT", &[hashed("alice", HASHES[0].1), hashed("bob", HASHES[0].1)]).await;
    let input =
        json!({ "UserPoolId": pool, "Username": "alice", "Password": "Other-pass-2", "Permanent": true });
    world.ok("AdminSetUserPassword", input).await;
    assert_eq!(world.no_sign_in(&client, "alice", PASSWORD).await, WRONG);
    world.ok("InitiateAuth", by_password(&client, "alice", "Other-pass-2")).await;

    world.ok("AdminResetUserPassword", json!({ "UserPoolId": pool, "Username": "bob" })).await;
    assert_eq!(
        world.no_sign_in(&client, "bob", PASSWORD).await,
        "PasswordResetRequiredException: Password reset required for the user"
    );
    let code = world.code("bob@example.com");
    let reset = json!({
        "ClientId": client, "Username": "bob", "ConfirmationCode": code, "Password": "Other-pass-2",
    });
    world.ok("ConfirmForgotPassword", reset).await;
    assert_eq!(world.no_sign_in(&client, "bob", PASSWORD).await, WRONG);
    let kept = world.inner.store.driver().rows("SELECT settings FROM users", &[]).await.unwrap();
    assert!(kept.iter().all(|row| row.text("settings").unwrap() == "{}"));
}

#[tokio::test]
async fn two_first_sign_ins_at_once_both_hold() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    imported(&world, &pool, "BCRYPT", &[hashed("alice", HASHES[0].1)]).await;
    let input = || by_password(&client, "alice", PASSWORD);
    let both =
        futures_util::future::join(world.call("InitiateAuth", input()), world.call("InitiateAuth", input()));
    let (one, other) = both.await;
    assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
    by_srp(&world, &pool, &client, PASSWORD).await.expect("a sign-in by SRP");
}

#[tokio::test]
async fn hashes_that_are_none_or_cost_too_much_fail_their_rows() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let (salt, hash) = ("00".repeat(16), "00".repeat(32));
    let rows = [
        hashed("alice", "nonsense"),
        hashed("bob", &format!("2147483648$8$1${salt}${hash}")),
        hashed("carol", HASHES[0].1),
        hashed("dave", HASHES[1].1),
        person("erin"),
    ];
    let ended = imported(&world, &pool, "SCRYPT", &rows).await;
    assert_eq!(
        world.log(&ended).await,
        "[FAILED] Line Number 2 - The password hash is malformed.\n\
         [FAILED] Line Number 3 - The password hash exceeds the allowed parameters.\n\
         [FAILED] Line Number 4 - The password hash is malformed.\n\
         [SUCCEEDED] Line Number 5 - The import succeeded.\n\
         [SUCCEEDED] Line Number 6 - The import succeeded.\n"
    );
    // A row without a hash is one of a user who must reset.
    assert_eq!(world.look(&pool, "erin").await["UserStatus"], "RESET_REQUIRED");
    assert_eq!(world.look(&pool, "dave").await["UserStatus"], "CONFIRMED");
    // The column must be there.
    let csv = world.csv(&pool, &[], &[person("frank")]).await;
    let ended = world.import(&pool, json!({ "PasswordHashingAlgorithm": "SCRYPT" }), &csv).await;
    assert_eq!(ended["CompletionMessage"], "The header of the CSV file lacks the column password_hash");
}
