//! The concrete `decode` and `encode` of every request and response, so that serde's generic code is compiled
//! once, in `wire`.

use super::model::Model;

/// `decode.rs`: what implements `Request`.
pub fn decode(model: &Model) -> String {
    let mut out = String::from(
        "use super::*;\nuse crate::operation::read;\nuse crate::{Invalid, Operation, Request};\n\
         use serde_json::Value;\n\n",
    );
    for (at, operation) in model.operations.values().enumerate() {
        out.push_str(&format!(
            "impl Request for {} {{\n\
             const OPERATION: &'static Operation = &OPERATIONS[{at}];\n\n\
             fn decode(tree: &Value) -> Result<Self, Invalid> {{ read(tree) }}\n}}\n\n",
            operation.input
        ));
    }
    out
}

/// `encode.rs`: what implements `Response`, and the JSON form of settings shapes.
pub fn encode(model: &Model) -> String {
    let mut out = String::from("use super::*;\nuse crate::Response;\nuse crate::operation::write;\n\n");
    for output in model.outputs() {
        out.push_str(&format!(
            "impl Response for {output} {{\nfn encode(&self) -> Vec<u8> {{ write(self) }}\n}}\n\n"
        ));
    }
    if !model.patches.settings.is_empty() {
        out = out.replace("use crate::Response;\n", "use crate::{Invalid, Response, Settings};\n");
        out = out.replace("operation::write;", "operation::{from_text, to_text, write};");
    }
    for name in &model.patches.settings {
        out.push_str(&format!(
            "impl Settings for {name} {{\n\
             fn from_json(text: &str) -> Result<Self, Invalid> {{ from_text(text) }}\n\n\
             fn to_json(&self) -> String {{ to_text(self) }}\n}}\n\n"
        ));
    }
    out
}
