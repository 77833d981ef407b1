//! Inputs of tokens that are made without a sign-in: a machine's own, and one made from another.

use serde_json::{Value, json};

use super::{Stage, merged};

const SECRET: &str = "stage_secret_stage_secret";
const ADMIN: &str = "aws.cognito.signin.user.admin";

/// Whether [`Stage::exchange_input`] has the input of an operation.
pub fn knows(operation: &str) -> bool {
    ["GetClientToken", "GetDerivedToken"].contains(&operation)
}

impl Stage {
    pub(super) async fn exchange_input(&self, operation: &str) -> Value {
        let machine = json!({ "ClientSecret": SECRET, "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"] });
        let machine = self.world.client(&self.pool, machine).await;
        let own = json!({ "ClientId": machine, "Secret": SECRET });
        if operation == "GetClientToken" {
            return merged(own, json!({ "Scopes": [], "ClientMetadata": { "a": "b" } }));
        }
        let actor = self.world.ok("GetClientToken", own).await;
        let service = json!({
            "ClientSecret": SECRET, "ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_DELEGATION"],
            "AllowedOAuthScopes": [ADMIN], "AllowedOAuthFlows": ["code"],
            "CallbackURLs": ["https://service.example/back"],
        });
        json!({
            "ClientId": self.world.client(&self.pool, service).await, "ClientSecret": SECRET,
            "SubjectToken": self.access().await["AccessToken"], "SubjectTokenType": "ACCESS_TOKEN",
            "ActorToken": actor["ClientAuthenticationResult"]["AccessToken"], "ActorTokenType": "ACCESS_TOKEN",
            "Scopes": [ADMIN], "Audiences": ["https://orders.example"], "RequestedTokenType": "ACCESS_TOKEN",
        })
    }
}
