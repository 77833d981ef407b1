//! Shorthand for scenarios about passkeys.

use serde_json::{Value, json};

use super::World;
use super::authenticator::Authenticator;

/// The page that scenarios register and sign in on.
pub const ORIGIN: &str = "https://app.example.com";
/// The relying party of its pools.
pub const DOMAIN: &str = "example.com";

impl World {
    /// Makes a pool whose people may begin with a password, a code by mail or a passkey.
    pub async fn passkey_pool(&self, over: Value) -> String {
        let factors = ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"];
        let policy = json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": factors } } });
        let pool = self.pool(super::merged(policy, over)).await;
        self.web_authn(&pool, json!({ "RelyingPartyId": DOMAIN, "UserVerification": "preferred" })).await;
        pool
    }

    /// Says what a pool says of passkeys.
    pub async fn web_authn(&self, pool: &str, configuration: Value) {
        let input = json!({ "UserPoolId": pool, "WebAuthnConfiguration": configuration });
        self.ok("SetUserPoolMfaConfig", input).await;
    }

    /// What StartWebAuthnRegistration gives.
    pub async fn creation_options(&self, access: &Value) -> Value {
        let started = self.ok("StartWebAuthnRegistration", json!({ "AccessToken": access })).await;
        started["CredentialCreationOptions"].clone()
    }

    /// Registers the passkey of a fresh authenticator on [`ORIGIN`].
    pub async fn passkey(&self, access: &Value) -> Authenticator {
        let mut authenticator = Authenticator::new(ORIGIN);
        self.register(access, &mut authenticator).await;
        authenticator
    }

    /// Registers the passkey of an authenticator.
    pub async fn register(&self, access: &Value, authenticator: &mut Authenticator) {
        let options = self.creation_options(access).await;
        let made = json!({ "AccessToken": access, "Credential": authenticator.make(&options) });
        self.ok("CompleteWebAuthnRegistration", made).await;
    }
}
