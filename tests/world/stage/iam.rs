//! Inputs of IAM and STS.

use serde_json::{Value, json};

use super::Stage;

/// Whether an operation is one of these services'.
pub fn knows(operation: &str) -> bool {
    operation.starts_with("iam:") || operation.starts_with("sts:")
}

impl Stage {
    pub(super) async fn iam_input(&self, operation: &str) -> Value {
        match operation {
            "sts:GetCallerIdentity" => json!({}),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }
}
