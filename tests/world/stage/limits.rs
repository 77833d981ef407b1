//! Inputs for provisioned limits.

use serde_json::{Value, json};

use super::Stage;
use crate::world::merged;

/// Whether an operation is one of this family.
pub fn knows(operation: &str) -> bool {
    operation.contains("ProvisionedLimit")
}

impl Stage {
    pub(super) async fn limit_input(&self, operation: &str) -> Value {
        let definition = json!({ "LimitClass": "API_CATEGORY", "Attributes": { "Category": "UserRead" } });
        let named = json!({ "LimitDefinition": definition });
        match operation {
            "GetProvisionedLimit" => named,
            // From the default to another number each time.
            "UpdateProvisionedLimit" => {
                let to = |rate: u64| merged(named.clone(), json!({ "RequestedLimitValue": rate }));
                self.world.ok(operation, to(120)).await;
                to(121 + self.number() % 1_000)
            }
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }
}
