//! OpenID providers: what is discovered, and what is given instead.

use serde_json::json;

use super::{described, oidc, with_details};
use crate::world::World;
use crate::world::internet::discovery;

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
