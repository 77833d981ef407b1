//! OpenID providers: what is discovered, and what is given instead.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{described, named, oidc, with_details};
use crate::world::internet::discovery;
use crate::world::{KEYS, World, merged};

const WELL_KNOWN: &str = "https://idp.example/.well-known/openid-configuration";

fn bare() -> serde_json::Value {
    json!({ "authorize_url": null, "token_url": null, "attributes_url": null, "jwks_uri": null })
}

#[tokio::test]
async fn addresses_that_are_not_given_are_discovered() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.internet.serve(WELL_KNOWN, &discovery("https://idp.example"));
    let made = world.ok("CreateIdentityProvider", with_details(oidc(&pool, "Corporate"), bare())).await;
    let expected = json!({
        "client_id": "id", "client_secret": "secret", "authorize_scopes": "openid email",
        "attributes_request_method": "GET", "oidc_issuer": "https://idp.example",
        "attributes_url_add_attributes": "false",
        "authorize_url": "https://idp.example/authorize", "token_url": "https://idp.example/token",
        "attributes_url": "https://idp.example/userinfo", "jwks_uri": "https://idp.example/keys",
    });
    assert_eq!(made["IdentityProvider"]["ProviderDetails"], expected);
    assert_eq!(described(&world, &pool, "Corporate").await, made["IdentityProvider"]);
    assert_eq!(world.internet.asked(), [WELL_KNOWN]);

    // What is given counts; only what is left out is asked for.
    let some = json!({ "authorize_url": null, "oidc_issuer": "https://idp.example/" });
    let made = world.ok("CreateIdentityProvider", with_details(oidc(&pool, "Second"), some)).await;
    let details = &made["IdentityProvider"]["ProviderDetails"];
    assert_eq!(details["authorize_url"], "https://idp.example/authorize");
    assert_eq!(
        (&details["token_url"], &details["oidc_issuer"]),
        (&json!("https://idp.example/t"), &json!("https://idp.example/"))
    );
    assert_eq!(world.internet.asked(), [WELL_KNOWN]);
    world.ok("CreateIdentityProvider", oidc(&pool, "Third")).await;
    // An update without details asks nobody.
    let levels = json!({ "Level1": "low", "Level4": "high" });
    let change = json!({ "UserPoolId": pool, "ProviderName": "Corporate", "AcrMapping": levels });
    let changed = world.ok("UpdateIdentityProvider", change).await["IdentityProvider"].clone();
    assert_eq!((&changed["AcrMapping"], &changed["ProviderDetails"]), (&levels, &expected));
    assert_eq!(world.internet.asked(), [""; 0]);
}

#[tokio::test]
async fn an_issuer_that_cannot_be_asked_is_refused_and_nothing_is_told_of_it() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let input = with_details(oidc(&pool, "Corporate"), bare());
    let text = "InvalidParameterException: Unable to discover the endpoints of https://idp.example.";
    assert_eq!(world.refused("CreateIdentityProvider", input.clone()).await, text);
    world.internet.fail(WELL_KNOWN, 404);
    assert_eq!(world.refused("CreateIdentityProvider", input.clone()).await, text);
    let foreign = discovery("https://other.example");
    let partial =
        json!({ "issuer": "https://idp.example", "jwks_uri": "https://idp.example/keys" }).to_string();
    for answer in ["", "[]", "not JSON", &foreign, &partial] {
        world.internet.serve(WELL_KNOWN, answer);
        assert_eq!(world.refused("CreateIdentityProvider", input.clone()).await, text, "{answer}");
    }
    let plain =
        discovery("https://idp.example").replace("https://idp.example/token", "http://idp.example/token");
    world.internet.serve(WELL_KNOWN, &plain);
    assert_eq!(
        world.refused("CreateIdentityProvider", input).await,
        "InvalidParameterException: Invalid URL for token_url in ProviderDetails."
    );
}

#[tokio::test]
async fn addresses_are_https_unless_requests_may_go_to_private_ones() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    for key in ["authorize_url", "token_url", "attributes_url", "jwks_uri", "oidc_issuer"] {
        for url in [
            "http://localhost:8080/",
            "javascript:alert(1)",
            "idp.example",
            "https://idp example",
            "https://idp.example@evil.example/",
            "https:///x",
            "",
        ] {
            let input = with_details(oidc(&pool, "Corporate"), json!({ key: url }));
            let expected = match (key, url) {
                ("oidc_issuer", "") => "ProviderDetails is missing oidc_issuer.".to_owned(),
                _ => format!("Invalid URL for {key} in ProviderDetails."),
            };
            let refused = world.refused("CreateIdentityProvider", input).await;
            assert_eq!(refused, format!("InvalidParameterException: {expected}"));
        }
    }
    assert_eq!(world.internet.asked(), [""; 0]);
    world.internet.let_in();
    let issuer = "http://localhost:8080/realms/x";
    world.internet.serve(&format!("{issuer}/.well-known/openid-configuration"), &discovery(issuer));
    let local =
        with_details(with_details(oidc(&pool, "Corporate"), bare()), json!({ "oidc_issuer": issuer }));
    let made = world.ok("CreateIdentityProvider", local).await;
    assert_eq!(made["IdentityProvider"]["ProviderDetails"]["token_url"], format!("{issuer}/token"));
}

#[tokio::test]
async fn what_is_needed_is_asked_for() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    for key in ["client_id", "attributes_request_method", "oidc_issuer", "authorize_scopes"] {
        for missing in [json!(null), json!(" ")] {
            let input = with_details(oidc(&pool, "Corporate"), json!({ key: missing }));
            assert_eq!(
                world.refused("CreateIdentityProvider", input).await,
                format!("InvalidParameterException: ProviderDetails is missing {key}.")
            );
        }
    }
    let input = with_details(oidc(&pool, "Corporate"), json!({ "attributes_request_method": "PUT" }));
    assert_eq!(
        world.refused("CreateIdentityProvider", input).await,
        "InvalidParameterException: Invalid value for attributes_request_method in ProviderDetails."
    );
    // A provider without a secret is a public client there.
    let input = with_details(oidc(&pool, "Corporate"), json!({ "client_secret": null }));
    world.ok("CreateIdentityProvider", input).await;
}

#[tokio::test]
async fn a_private_key_of_ours_never_comes_back() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let key = STANDARD.encode(&KEYS[1]);
    let proving = json!({
        "client_secret": null, "token_endpoint_auth_method": "private_key_jwt", "key_id": "own", "private_key": key,
    });
    let input = with_details(oidc(&pool, "Corporate"), proving);
    let with_identifier = merged(input.clone(), json!({ "IdpIdentifiers": ["corp"] }));
    let is_in = |said: &Value| said.to_string().contains(&key[40..120]);
    assert!(is_in(&input));
    let made = world.ok("CreateIdentityProvider", with_identifier).await;
    let shown = &made["IdentityProvider"]["ProviderDetails"];
    assert_eq!((shown.get("private_key"), &shown["key_id"]), (None, &json!("own")));
    // What was shown, sent back, leaves the key where it is; what is said of it anew is told as little.
    let send = |details: Value| merged(named(&pool, "Corporate"), json!({ "ProviderDetails": details }));
    let mut all = vec![made.clone()];
    for details in [shown.clone(), input["ProviderDetails"].clone()] {
        all.push(world.ok("UpdateIdentityProvider", send(details)).await);
    }
    let rename = merged(named(&pool, "Corporate"), json!({ "AttributeMapping": { "email": "mail" } }));
    all.push(world.ok("UpdateIdentityProvider", rename).await);
    all.push(described(&world, &pool, "Corporate").await);
    let identified = json!({ "UserPoolId": pool, "IdpIdentifier": "corp" });
    all.push(world.ok("GetIdentityProviderByIdentifier", identified).await);
    all.push(world.ok("ListIdentityProviders", json!({ "UserPoolId": pool, "MaxResults": 60 })).await);
    // Nor where it is taken for a client that proves itself in another way.
    let otherwise = json!({ "token_endpoint_auth_method": "client_secret_post", "client_secret": "secret" });
    let otherwise = with_details(input.clone(), otherwise)["ProviderDetails"].clone();
    all.push(world.ok("UpdateIdentityProvider", send(otherwise)).await);
    all.push(described(&world, &pool, "Corporate").await);
    for said in &all {
        assert!(!is_in(said) && !said.to_string().contains("private_key\""), "{said}");
    }
    // A refusal says what is wrong, not what was sent; and the key goes nowhere that it was not meant for.
    let half = json!({ "private_key": key[..key.len() - 40] });
    let refused =
        world.refused("UpdateIdentityProvider", send(with_details(input, half)["ProviderDetails"].clone()));
    assert_eq!(refused.await, "InvalidParameterException: The private_key in ProviderDetails does not read.");
    for moved in [
        json!({ "token_url": "https://evil.example/t" }),
        json!({ "oidc_issuer": "https://evil.example" }),
        json!({ "client_id": "other" }),
        json!({ "key_id": "other" }),
    ] {
        let details = merged(shown.clone(), moved);
        assert_eq!(
            world.refused("UpdateIdentityProvider", send(details)).await,
            "InvalidParameterException: ProviderDetails is missing private_key."
        );
    }
}
