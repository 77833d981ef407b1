//! The hosted domain: pages and endpoints, as a browser and an app see them.

mod account;
mod account_security;
mod account_sessions;
mod back_channel;
mod conformance;
mod consent;
mod device;
mod discovery;
mod dpop;
mod limits;
mod logout;
mod looks;
mod machines;
mod names;
mod passkeys;
mod pushed;
mod recovery;
mod registration;
mod requests;
mod revoke;
mod sessions;
mod sign_in;
mod sign_up;
mod steps;
mod token;
mod undo_address;
mod user_info;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::world::{World, merged};

/// The callback of test clients.
pub const CALLBACK: &str = "https://app.example.com/back";

/// The prefix of test domains.
pub const PREFIX: &str = "acme";

/// What a client keeps for itself until it has a code.
pub const VERIFIER: &str = "a-verifier-of-our-own-that-is-long-enough-to-be-one";

/// What the client sends of it. RFC: 7636 section 4.2.
pub fn challenge() -> String {
    URL_SAFE_NO_PAD.encode(crypto::mac::sha256(VERIFIER.as_bytes()))
}

/// A pool with a domain, an app client of hosted sign-ins (settings over a public one that wants codes), and alice.
pub async fn stage(world: &World, pool: Value, client: Value) -> (String, String) {
    let (pool, client) = bare(world, pool, client).await;
    world.user(&pool, "alice").await;
    (pool, client)
}

/// The same without anybody.
pub async fn bare(world: &World, pool: Value, client: Value) -> (String, String) {
    let pool = world.pool(pool).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": PREFIX })).await;
    let client = app_client(world, &pool, client).await;
    (pool, client)
}

/// An app client of hosted sign-ins.
pub async fn app_client(world: &World, pool: &str, client: Value) -> String {
    let base = json!({
        "AllowedOAuthFlowsUserPoolClient": true,
        "AllowedOAuthFlows": ["code", "implicit"],
        "AllowedOAuthScopes": ["openid", "email", "profile", "aws.cognito.signin.user.admin"],
        "CallbackURLs": [CALLBACK],
        "LogoutURLs": ["https://app.example.com/bye"],
        "SupportedIdentityProviders": ["COGNITO"],
        "PreventUserExistenceErrors": "ENABLED",
    });
    world.client(pool, merged(base, client)).await
}

/// The path of an authorize request of a client, with more parameters.
pub fn authorize(client: &str, more: &[(&str, &str)]) -> String {
    let mut pairs = vec![
        ("response_type", "code"),
        ("client_id", client),
        ("redirect_uri", CALLBACK),
        ("scope", "openid email"),
        ("state", "s-1"),
    ];
    for pair in more {
        pairs.retain(|(name, _)| *name != pair.0);
        if !pair.1.is_empty() {
            pairs.push(*pair);
        }
    }
    format!("/oauth2/authorize?{}", crate::world::browser::encoded(&pairs))
}
