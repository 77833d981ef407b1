//! What ID tokens may be signed by, and what our own assertions are: RSA-PSS and EdDSA beside the usual, and no way by another's key.
//! RFC: 7518 section 3.5, 8037, 8725 sections 2.1 and 3.1.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use crypto::jose::SigningKey;
use serde_json::{Value, json};

use super::{ISSUER, Stage, alice, error, plain};
use crate::world::internet::key_set;
use crate::world::provider::{CLIENT, SECRET};
use crate::world::{KEYS, World};

const WRONG: &str = "Corp Error - the signature of the ID token is invalid";

fn rsa() -> SigningKey {
    SigningKey::from_pkcs8(&KEYS[0]).expect("a key")
}

/// A header over claims, to be signed.
fn input(header: &Value, claims: &Value) -> String {
    [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".")
}

/// From now on the ID token is what this makes of its claims, `at_hash` not among them.
fn signs(stage: &Stage, by: impl Fn(&Value) -> String + Send + Sync + 'static) {
    stage.provider.bend_id(move |mut said| {
        said.as_object_mut().expect("claims").remove("at_hash");
        json!({ "whole": by(&said) })
    });
}

async fn enters(world: &World, stage: &Stage) -> bool {
    stage.come(world, alice()).await.told().contains_key("code")
}

async fn refused(world: &World, stage: &Stage) -> String {
    error(&stage.come(world, alice()).await).1
}

#[tokio::test]
async fn rsa_pss_and_eddsa_are_verified_by_keys_of_theirs_alone() {
    let world = World::new();
    let stage = plain(&world).await;
    let pair = std::sync::Arc::new(Ed25519KeyPair::generate().expect("a key"));
    let ed = move |header: Value, claims: &Value| {
        let input = input(&header, claims);
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(pair.sign(input.as_bytes())))
    };
    let pss = |said: &Value| rsa().sign_ps256(("key-1", "JWT"), said.to_string().as_bytes());
    // The key set binds its key to RS256.
    signs(&stage, pss);
    assert_eq!(refused(&world, &stage).await, WRONG);
    let mut set: Value = serde_json::from_str(&key_set(&[(0, "key-1")])).unwrap();
    set["keys"][0].as_object_mut().unwrap().remove("alg");
    world.internet.serve(&format!("{ISSUER}/keys"), &set.to_string());
    world.pass_s(3_601);
    assert!(enters(&world, &stage).await);
    // One way's signature under another's name, and a key's text as the secret of a MAC.
    signs(&stage, |said| {
        let token = rsa().sign("key-1", said.to_string().as_bytes());
        let (_, rest) = token.split_once('.').unwrap();
        format!("{}.{rest}", URL_SAFE_NO_PAD.encode(r#"{"kid":"key-1","alg":"PS256"}"#))
    });
    assert_eq!(refused(&world, &stage).await, WRONG);
    signs(&stage, move |said| ed(json!({ "alg": "EdDSA", "kid": "key-1" }), said));
    assert_eq!(refused(&world, &stage).await, WRONG);
}

#[tokio::test]
async fn eddsa_is_taken_of_a_key_that_is_one() {
    let world = World::new();
    let stage = plain(&world).await;
    let pair = Ed25519KeyPair::generate().expect("a key");
    let own = json!({ "kty": "OKP", "crv": "Ed25519", "kid": "ed", "use": "sig",
                      "x": URL_SAFE_NO_PAD.encode(pair.public_key()) });
    let mut set: Value = serde_json::from_str(&key_set(&[(0, "key-1")])).unwrap();
    set["keys"].as_array_mut().unwrap().push(own);
    world.internet.serve(&format!("{ISSUER}/keys"), &set.to_string());
    let pair = std::sync::Arc::new(pair);
    let sign = move |header: Value, claims: &Value| {
        let input = input(&header, claims);
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(pair.sign(input.as_bytes())))
    };
    let good = sign.clone();
    signs(&stage, move |said| good(json!({ "alg": "EdDSA", "kid": "ed" }), said));
    assert!(enters(&world, &stage).await);
    for alg in ["RS256", "PS256", "ES256", "HS256", "none", "Ed25519"] {
        let other = sign.clone();
        signs(&stage, move |said| other(json!({ "alg": alg, "kid": "ed" }), said));
        assert_eq!(refused(&world, &stage).await, WRONG, "{alg}");
    }
    // Where the settings list what is taken, nothing else is.
    let details = |algorithms: &str| {
        json!({
            "UserPoolId": stage.pool, "ProviderName": "Corp",
            "ProviderDetails": {
                "client_id": CLIENT, "client_secret": SECRET,
                "authorize_scopes": "openid", "attributes_request_method": "GET", "oidc_issuer": ISSUER,
                "id_token_signing_alg_values": algorithms,
            },
        })
    };
    let good = sign.clone();
    signs(&stage, move |said| good(json!({ "alg": "EdDSA", "kid": "ed" }), said));
    world.ok("UpdateIdentityProvider", details("PS256 PS384 PS512")).await;
    let not_taken = "Corp Error - the ID token is signed by an algorithm that is not taken";
    assert_eq!(refused(&world, &stage).await, not_taken);
    world.ok("UpdateIdentityProvider", details("EdDSA")).await;
    assert!(enters(&world, &stage).await);
}

#[tokio::test]
async fn an_assertion_of_ours_is_signed_by_pss_where_the_settings_say_so() {
    let world = World::new();
    let stage = plain(&world).await;
    let input = |alg: &str| {
        json!({
            "UserPoolId": stage.pool, "ProviderName": "Corp",
            "ProviderDetails": {
                "client_id": CLIENT, "authorize_scopes": "openid", "attributes_request_method": "GET",
                "oidc_issuer": ISSUER, "token_endpoint_auth_method": "private_key_jwt", "key_id": "own",
                "private_key": STANDARD.encode(&KEYS[1]), "token_endpoint_auth_signing_alg": alg,
            },
        })
    };
    let token = format!("{ISSUER}/token");
    let mut ids = Vec::new();
    for alg in ["PS256", "RS256"] {
        world.ok("UpdateIdentityProvider", input(alg)).await;
        stage.provider.calls();
        assert!(enters(&world, &stage).await, "{alg}");
        let calls = stage.provider.calls();
        let assertion = &calls[0].1["client_assertion"];
        let header = URL_SAFE_NO_PAD.decode(assertion.split('.').next().unwrap()).unwrap();
        let header: Value = serde_json::from_slice(&header).unwrap();
        assert_eq!((&header["alg"], &header["kid"]), (&json!(alg), &json!("own")));
        // RFC: 7523 section 3: for this endpoint alone, by nobody else, and not for long.
        let said = crate::world::claims(&json!(assertion));
        assert_eq!(
            (&said["iss"], &said["sub"], &said["aud"]),
            (&json!(CLIENT), &json!(CLIENT), &json!(token))
        );
        assert_eq!(said["exp"].as_i64().unwrap() - world.now() / 1_000, 300);
        assert!(!ids.contains(&said["jti"]) && !calls[0].1.contains_key("client_secret"));
        ids.push(said["jti"].clone());
    }
    assert_eq!(
        world.refused("UpdateIdentityProvider", input("ES256")).await,
        "InvalidParameterException: The private_key in ProviderDetails does not sign by token_endpoint_auth_signing_alg."
    );
    assert_eq!(
        world.refused("UpdateIdentityProvider", input("none")).await,
        "InvalidParameterException: Invalid value for token_endpoint_auth_signing_alg in ProviderDetails."
    );
}

#[tokio::test]
async fn a_secret_goes_in_a_header_where_the_settings_say_so() {
    let world = World::new();
    let stage = plain(&world).await;
    let input = json!({
        "UserPoolId": stage.pool, "ProviderName": "Corp",
        "ProviderDetails": {
            "client_id": CLIENT, "client_secret": SECRET, "authorize_scopes": "openid",
            "attributes_request_method": "GET", "oidc_issuer": ISSUER,
            "token_endpoint_auth_method": "client_secret_basic",
        },
    });
    world.ok("UpdateIdentityProvider", input).await;
    stage.provider.calls();
    // The stand-in takes both parts encoded as in a form. RFC: 6749 section 2.3.1.
    assert!(enters(&world, &stage).await);
    let (path, form) = stage.provider.calls().remove(0);
    assert!(path == "/token" && form["authorization"].starts_with("Basic "), "{form:?}");
    assert!(!form.contains_key("client_secret") && !form.contains_key("client_id"), "{form:?}");
}
