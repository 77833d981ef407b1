//! Calls of REST-JSON, written as JSON is: a scenario need not know which member travels where.

use serde_json::{Value, json};
use wire::Operation;
use wire::rest::{self, Sent};

/// Whether an operation is called in this protocol.
pub fn is_spoken(operation: &Operation) -> bool {
    rest::is_spoken_by(operation.service)
}

/// A body in JSON as the call that it says; what is no JSON object is the body of a call whose labels are dashes.
pub fn sent(operation: &Operation, body: &[u8]) -> Sent {
    if let Ok(tree @ Value::Object(_)) = serde_json::from_slice(body) {
        return rest::request(operation, &tree);
    }
    let path = operation.uri.split('/').map(|step| if step.starts_with('{') { "-" } else { step });
    let path = path.collect::<Vec<_>>().join("/");
    Sent { path, body: body.to_vec(), ..rest::request(operation, &json!({})) }
}
