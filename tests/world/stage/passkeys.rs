//! Inputs of what people do with passkeys.

use serde_json::{Value, json};

use super::{Stage, merged};
use crate::world::authenticator::Authenticator;
use crate::world::passkeys::ORIGIN;

/// Whether [`Stage::passkey_input`] has the input of an operation.
pub fn knows(operation: &str) -> bool {
    operation.contains("WebAuthn")
}

impl Stage {
    pub(super) async fn passkey_input(&self, operation: &str) -> Value {
        let pool = self.world.passkey_pool(json!({})).await;
        let client = self.world.client(&pool, json!({})).await;
        self.world.user(&pool, "keeper").await;
        let token = self.world.access_token(&client, "keeper").await;
        let access = json!({ "AccessToken": token });
        match operation {
            "StartWebAuthnRegistration" => access,
            "CompleteWebAuthnRegistration" => {
                let options = self.world.creation_options(&token).await;
                merged(access, json!({ "Credential": Authenticator::new(ORIGIN).make(&options) }))
            }
            "DeleteWebAuthnCredential" => {
                let id = self.world.passkey(&token).await.credential_id();
                merged(access, json!({ "CredentialId": id }))
            }
            "ListWebAuthnCredentials" => {
                self.world.passkey(&token).await;
                self.world.passkey(&token).await;
                let page = merged(access, json!({ "MaxResults": 1 }));
                let first = self.world.ok("ListWebAuthnCredentials", page.clone()).await;
                merged(page, json!({ "NextToken": first["NextToken"] }))
            }
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }
}
