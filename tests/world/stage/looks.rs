//! Inputs of what a client shows and proves: its secrets.

use serde_json::{Value, json};

use super::{Stage, merged};

/// Whether [`Stage::looks_input`] has the input of an operation.
pub fn knows(operation: &str) -> bool {
    operation.contains("ClientSecret")
}

impl Stage {
    pub(super) async fn looks_input(&self, operation: &str) -> Value {
        match operation {
            "AddUserPoolClientSecret" => self.confidential().await,
            "DeleteUserPoolClientSecret" => {
                let client = self.confidential().await;
                let added = self.world.ok("AddUserPoolClientSecret", client.clone()).await;
                let id = &added["ClientSecretDescriptor"]["ClientSecretId"];
                merged(client, json!({ "ClientSecretId": id }))
            }
            "ListUserPoolClientSecrets" => self.confidential().await,
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    /// A client with a secret.
    async fn confidential(&self) -> Value {
        let client = self.world.client(&self.pool, json!({ "GenerateSecret": true })).await;
        json!({ "UserPoolId": self.pool, "ClientId": client })
    }
}
