//! People who come through an identity provider, as their browser, the app and the pool's administrator see it.

mod algorithms;
mod attackers;
mod gone;
mod linking;
mod load;
mod oidc;
mod profiles;
pub mod renewal;
mod sign_out;
mod social;
mod trial;
mod triggers;

use serde_json::{Value, json};

use super::hosted::{CALLBACK, PREFIX, app_client, authorize, bare};
use crate::world::browser::Browser;
use crate::world::provider::{Provider, within};
use crate::world::{World, claims, merged};

/// The issuer of test providers.
pub const ISSUER: &str = "https://idp.example";

/// A pool with a domain and an OpenID provider `Corp`, and a client that lets people in by both; settings over each.
pub struct Stage {
    pub pool: String,
    pub client: String,
    pub provider: Provider,
}

pub async fn stage(world: &World, (pool, client, provider): (Value, Value, Value)) -> Stage {
    let (pool, _) = bare(world, pool, json!({})).await;
    let stand_in = Provider::new(world, ISSUER);
    world.federate(&pool, "Corp", &stand_in, provider).await;
    let base = json!({ "SupportedIdentityProviders": ["COGNITO", "Corp"] });
    let client = app_client(world, &pool, merged(base, client)).await;
    Stage { pool, client, provider: stand_in }
}

/// A pool that keeps who has signed in.
pub fn watched() -> Value {
    json!({ "UserPoolAddOns": { "AdvancedSecurityMode": "AUDIT" } })
}

/// The usual one.
pub async fn plain(world: &World) -> Stage {
    stage(world, (json!({}), json!({}), json!({}))).await
}

impl Stage {
    /// Sends a browser to the provider; gives the address there.
    pub async fn depart(&self, browser: &mut Browser<'_>) -> String {
        browser.open(&authorize(&self.client, &[("identity_provider", "Corp")])).await;
        browser.left.clone().unwrap_or_else(|| panic!("still at {}: {}", browser.at, browser.html))
    }

    /// Signs somebody in: a new browser goes to the provider and comes back.
    pub async fn come<'w>(&self, world: &'w World, person: Value) -> Browser<'w> {
        let mut browser = world.browser(PREFIX);
        let there = self.depart(&mut browser).await;
        let back = self.provider.sign_in(world, &there, person);
        browser.open(within(&back)).await;
        browser
    }

    /// The same, and the tokens that the app gets: what its ID token and its access token say.
    pub async fn tokens(&self, world: &World, person: Value) -> (Value, Value) {
        let browser = self.come(world, person).await;
        redeem(world, &self.client, &browser).await
    }

    /// A profile as an administrator sees it.
    pub async fn user(&self, world: &World, name: &str) -> Value {
        world.ok("AdminGetUser", json!({ "UserPoolId": self.pool, "Username": name })).await
    }
}

/// What the tokens say for the code that a browser was sent to the app with.
pub async fn redeem(world: &World, client: &str, browser: &Browser<'_>) -> (Value, Value) {
    let told = browser.told();
    let code = told.get("code").unwrap_or_else(|| panic!("{told:?}"));
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client),
        ("code", code),
        ("redirect_uri", CALLBACK),
    ];
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    (claims(&answer.body["id_token"]), claims(&answer.body["access_token"]))
}

/// One of the attributes of a user.
pub fn attribute<'a>(user: &'a Value, name: &str) -> Option<&'a str> {
    let all = user["UserAttributes"].as_array().unwrap();
    all.iter().find(|one| one["Name"] == name).and_then(|one| one["Value"].as_str())
}

/// What a browser was sent back to the app with in place of a code.
pub fn error(browser: &Browser<'_>) -> (String, String) {
    let told = browser.told();
    assert!(browser.left.as_ref().unwrap().starts_with(CALLBACK), "{:?}", browser.left);
    assert_eq!(told.get("state").map(String::as_str), Some("s-1"));
    let of = |name: &str| told.get(name).cloned().unwrap_or_default();
    (of("error"), of("error_description"))
}

/// Alice at the provider.
pub fn alice() -> Value {
    json!({ "sub": "A-1", "email": "Alice@Corp.example", "email_verified": true, "name": "Alice" })
}
