//! SRP as an SDK does it, for scenarios.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::srp::{Claim, client};
use serde_json::{Value, json};

use super::World;

/// The client's secret: as good as any, since the server's is what keeps a sign-in apart from another.
const A: [u8; 32] = [0x11; 32];

/// The input of the first leg.
pub fn hello(client_id: &str, username: &str) -> Value {
    json!({
        "ClientId": client_id,
        "AuthFlow": "USER_SRP_AUTH",
        "AuthParameters": { "USERNAME": username, "SRP_A": client::public(&A).expect("memory") },
    })
}

/// The input of the second leg, answering `challenge` with this password, signed at the world's time.
pub fn proof(world: &World, pool: &str, client_id: &str, challenge: &Value, password: &str) -> Value {
    let parameter = |name: &str| challenge["ChallengeParameters"][name].as_str().expect("a parameter");
    let secret_block = STANDARD.decode(parameter("SECRET_BLOCK")).expect("base64");
    let timestamp = timestamp(world.now());
    let uid = parameter("USER_ID_FOR_SRP");
    let claim = Claim {
        pool_name: pool.split_once('_').expect("a pool id").1,
        uid,
        secret_block: &secret_block,
        timestamp: &timestamp,
        signature: &[],
    };
    let server = client::server_public(parameter("SRP_B")).expect("SRP_B");
    let salt = hex::decode(parameter("SALT")).expect("a salt");
    let signature = client::sign(&A, &server, password, &salt, &claim).expect("a signature");
    json!({
        "ClientId": client_id,
        "ChallengeName": "PASSWORD_VERIFIER",
        "ChallengeResponses": {
            "USERNAME": uid,
            "PASSWORD_CLAIM_SECRET_BLOCK": parameter("SECRET_BLOCK"),
            "PASSWORD_CLAIM_SIGNATURE": STANDARD.encode(signature),
            "TIMESTAMP": timestamp,
        },
    })
}

/// A time as the SDKs sign it: `Sat Nov 7 01:02:03 UTC 2026`.
pub fn timestamp(millis: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(millis).expect("a time").to_zoned(jiff::tz::TimeZone::UTC);
    at.strftime("%a %b %-d %H:%M:%S UTC %Y").to_string()
}
