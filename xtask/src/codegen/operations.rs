//! Tables of operations and errors, and what identifies the service.

use super::model::Model;
use super::names;
use crate::Result;

/// `operations.rs`: one table, sorted by name.
pub fn operations(model: &Model, variant: &str) -> Result<String> {
    let mut out = format!(
        "use super::structures::*;\nuse crate::operation::{{Auth, Operation, Service}};\n\n\
         /// Every operation of the service, sorted by name.\n\
         pub(crate) static OPERATIONS: [Operation; {}] = [\n",
        model.operations.len()
    );
    for (name, operation) in &model.operations {
        let auth = if operation.noauth { "None" } else { "SigV4" };
        model.shape(&operation.input)?;
        let output = match &operation.output {
            Some(output) => format!("Some(&{})", names::constant(output)),
            None => "None".to_owned(),
        };
        out.push_str(&format!(
            "Operation {{\nservice: Service::{variant},\nname: {name:?},\nauth: Auth::{auth},\n\
             method: {:?},\nuri: {:?},\ninput: &{},\noutput: {output},\nhas_output: {},\nerrors: &{:?},\n}},\n",
            operation.method,
            operation.uri,
            names::constant(&operation.input),
            operation.output.is_some(),
            operation.errors,
        ));
    }
    out.push_str("];\n");
    Ok(out)
}

/// `errors.rs`: every error code with its HTTP status.
///
/// Where the model gives no status, AWS answers 400, and 500 for its own faults.
pub fn errors(model: &Model) -> String {
    let mut rows = Vec::new();
    for (name, shape) in model.shapes.iter().filter(|(_, shape)| shape.exception) {
        let status = shape.status.unwrap_or(if shape.fault { 500 } else { 400 });
        rows.push(format!("ErrorCode {{ name: {name:?}, status: {status} }},\n"));
    }
    format!(
        "use crate::operation::ErrorCode;\n\n\
         /// Every error of the service's model, sorted by name.\n\
         pub(crate) static ERRORS: [ErrorCode; {}] = [\n{}];\n",
        rows.len(),
        rows.concat()
    )
}

/// Constants of `<service>/mod.rs`.
pub fn service_facts(model: &Model) -> String {
    let metadata = &model.metadata;
    format!(
        "\npub(crate) const SIGNING_NAME: &str = {:?};\npub(crate) const TARGET_PREFIX: Option<&str> = {:?};\n\
         pub(crate) const VERSION: &str = {:?};\npub(crate) const XML_NAMESPACE: Option<&str> = {:?};\n",
        metadata.signing_name.as_ref().unwrap_or(&metadata.endpoint_prefix),
        metadata.target_prefix,
        metadata.api_version,
        metadata.xml_namespace,
    )
}
