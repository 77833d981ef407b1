//! Identity providers of pools: what they bring, what is found out about them, who may use them.

mod linking;
mod oidc;
mod rules;
mod saml;

use serde_json::{Value, json};

use crate::world::{World, merged};

/// The input of a social provider.
fn social(pool: &str, kind: &str) -> Value {
    let details = match kind {
        "SignInWithApple" => json!({
            "client_id": "id", "team_id": "team", "key_id": "key", "private_key": "secret",
            "authorize_scopes": "email name",
        }),
        _ => json!({ "client_id": "id", "client_secret": "secret", "authorize_scopes": "email profile" }),
    };
    json!({ "UserPoolId": pool, "ProviderName": kind, "ProviderType": kind, "ProviderDetails": details })
}

/// The input of an OpenID provider that gives all addresses.
fn oidc(pool: &str, name: &str) -> Value {
    json!({
        "UserPoolId": pool, "ProviderName": name, "ProviderType": "OIDC",
        "ProviderDetails": {
            "client_id": "id", "client_secret": "secret", "authorize_scopes": "openid email",
            "attributes_request_method": "GET", "oidc_issuer": "https://idp.example",
            "authorize_url": "https://idp.example/a", "token_url": "https://idp.example/t",
            "attributes_url": "https://idp.example/u", "jwks_uri": "https://idp.example/k",
        },
    })
}

fn named(pool: &str, name: &str) -> Value {
    json!({ "UserPoolId": pool, "ProviderName": name })
}

async fn described(world: &World, pool: &str, name: &str) -> Value {
    world.ok("DescribeIdentityProvider", named(pool, name)).await["IdentityProvider"].clone()
}

/// The input with details laid over its own; null takes one away.
fn with_details(mut input: Value, details: Value) -> Value {
    let mut all = merged(input["ProviderDetails"].clone(), details);
    all.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    input["ProviderDetails"] = all;
    input
}
