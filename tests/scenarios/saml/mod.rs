//! People who come through a SAML provider, as their browser, the provider, the app and the pool's administrator see it.

mod at_the_provider;
mod exchange;
mod logout;
mod metadata;
mod names;
mod refusals;
mod sign_in;

use serde_json::{Value, json};

use super::federation::redeem;
use super::hosted::{PREFIX, app_client, authorize, bare};
use crate::world::browser::Browser;
use crate::world::saml::{Aim, Asked, Idp, Person, asked, audience, packed};
use crate::world::{World, merged};

/// Where providers post.
pub const CONSUMER: &str = "/saml2/idpresponse";

/// The address of the domain.
pub const DOMAIN: &str = "http://acme.auth.localhost:7665";

/// A pool with a domain and a SAML provider `Corp`, and a client that lets people in through it alone.
pub struct Stage<'w> {
    pub world: &'w World,
    pub pool: String,
    pub client: String,
    pub idp: Idp,
}

/// With details over the usual ones.
pub async fn stage(world: &World, details: Value) -> Stage<'_> {
    stage_of(world, details, Idp::default()).await
}

/// With a provider of its own.
pub async fn stage_of(world: &World, details: Value, idp: Idp) -> Stage<'_> {
    let pool = json!({ "Schema": [{ "Name": "groups", "AttributeDataType": "String", "Mutable": true,
                                    "StringAttributeConstraints": { "MaxLength": "2048" } }] });
    let (pool, _) = bare(world, pool, json!({})).await;
    let details = if details.get("MetadataURL").is_some() {
        details
    } else {
        merged(json!({ "MetadataFile": idp.metadata() }), details)
    };
    let input = json!({
        "UserPoolId": pool, "ProviderName": "Corp", "ProviderType": "SAML", "ProviderDetails": details,
        "AttributeMapping": { "email": "mail", "custom:groups": "groups" },
    });
    world.ok("CreateIdentityProvider", input).await;
    let client = app_client(world, &pool, json!({ "SupportedIdentityProviders": ["Corp"] })).await;
    Stage { world, pool, client, idp }
}

impl<'w> Stage<'w> {
    /// Sends a browser to the provider; gives what is asked there.
    pub async fn depart(&self, browser: &mut Browser<'_>) -> Asked {
        browser.open(&authorize(&self.client, &[("identity_provider", "Corp")])).await;
        asked(browser.left.as_deref().unwrap_or_else(|| panic!("still at {}: {}", browser.at, browser.html)))
    }

    /// For whom an answer is.
    pub fn aim(&self, asked: &Asked) -> Aim {
        Aim {
            audience: audience(&self.pool),
            consumer: asked.consumer.clone(),
            request: Some(asked.id.clone()),
            now: self.world.now(),
        }
    }

    /// A browser that brings back what `says` makes of it.
    pub async fn back(&self, says: impl FnOnce(&Aim) -> String) -> Browser<'w> {
        let mut browser = self.world.browser(PREFIX);
        let asked = self.depart(&mut browser).await;
        let xml = says(&self.aim(&asked));
        browser.carry(CONSUMER, &[("SAMLResponse", &packed(&xml)), ("RelayState", &asked.state)]).await;
        browser
    }

    /// Signs somebody in: a new browser goes to the provider and comes back.
    pub async fn come(&self, person: &Person) -> Browser<'w> {
        self.back(|aim| self.idp.response(person, aim)).await
    }

    /// The same, and what the app's tokens say.
    pub async fn tokens(&self, person: &Person) -> (Value, Value) {
        let browser = self.come(person).await;
        redeem(self.world, &self.client, &browser).await
    }

    /// A profile as an administrator sees it.
    pub async fn user(&self, name: &str) -> Value {
        self.world.ok("AdminGetUser", json!({ "UserPoolId": self.pool, "Username": name })).await
    }

    /// An attribute of Ann's profile.
    pub async fn attribute(&self, name: &str) -> Option<String> {
        let user = self.user("Corp_ann@corp.example").await;
        let mut all = user["UserAttributes"].as_array().expect("attributes").iter();
        all.find(|one| one["Name"] == name).map(|one| one["Value"].as_str().expect("text").to_owned())
    }

    /// Changes the provider's details.
    pub async fn change(&self, details: Value) {
        let input = json!({ "UserPoolId": self.pool, "ProviderName": "Corp", "ProviderDetails": details });
        self.world.ok("UpdateIdentityProvider", input).await;
    }

    /// The certificate by which providers know the pool.
    pub async fn certificate(&self) -> String {
        let told = self.world.ok("GetSigningCertificate", json!({ "UserPoolId": self.pool })).await;
        told["Certificate"].as_str().expect("a certificate").to_owned()
    }
}

/// Ann, as the provider has her.
pub fn ann() -> Person {
    Person::new("ann@corp.example", "ann@corp.example").with("groups", &["staff", "a & b"])
}

/// What the app is told of an error.
pub fn told(browser: &Browser<'_>) -> String {
    let told = browser.told();
    assert_eq!(told.get("state").map(String::as_str), Some("s-1"), "{told:?}");
    format!("{}: {}", told["error"], told.get("error_description").cloned().unwrap_or_default())
}
