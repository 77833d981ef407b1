//! REST-JSON's words: method and path name the operation, a header the error, and a status says what kind it is.
//! AWS: the API reference of Amazon Cognito Sync; AWS restJson1 protocol of the Smithy specification.

use std::sync::Arc;

use rules::World;
use wire::rest::{self, Carried};
use wire::{Operation, Service};

use super::{Admission, Answer, Incoming, Refusal, call, printable};
use crate::table;

/// Whether a call names its operation by its path.
pub fn is_spoken(incoming: &Incoming<'_>) -> bool {
    rest::is_spoken(incoming.path)
}

/// Answers one call.
pub async fn answer(world: &Arc<World>, admission: Admission, incoming: &Incoming<'_>) -> Answer {
    let found = rest::operation(incoming.method, incoming.path);
    let known = found.and_then(|found| {
        let entry = table::find(found.operation)?;
        Some((found, entry))
    });
    let Some((found, entry)) = known else {
        return refuse(None, 404, "UnknownOperationException", "");
    };
    let operation = found.operation;
    let parse = || {
        let Incoming { query, headers, body, .. } = *incoming;
        found.tree(&Carried { query, headers, body })
    };
    match call(world, admission, incoming, (operation, entry), parse).await {
        Ok(body) => Answer {
            status: 200,
            headers: vec![("content-type", "application/json".to_owned())],
            body,
            operation: Some(operation.name),
            error: None,
        },
        Err(Refusal { status, code, message }) => {
            let status = its_status(operation.service, &code).unwrap_or(status);
            refuse(Some(operation.name), status, &code, &message)
        }
    }
}

/// The status of an error, where it is not what AWS-JSON has.
fn its_status(service: Service, code: &str) -> Option<u16> {
    const UNPROVED: [&str; 6] = [
        "AccessDeniedException",
        "ExpiredTokenException",
        "IncompleteSignatureException",
        "InvalidSignatureException",
        "MissingAuthenticationTokenException",
        "UnrecognizedClientException",
    ];
    let modelled = service.errors().iter().find(|error| error.name == code).map(|error| error.status);
    modelled.or_else(|| UNPROVED.contains(&code).then_some(403))
}

/// What a dataset's operation says that was outpaced at every try: clients list again, and try again.
pub fn has_conflicts(operation: &Operation) -> bool {
    operation.service == Service::Sync && operation.errors.contains(&"ResourceConflictException")
}

/// Writes an error: the one place of this protocol.
fn refuse(operation: Option<&'static str>, status: u16, code: &str, message: &str) -> Answer {
    Answer {
        status,
        headers: vec![
            ("content-type", "application/json".to_owned()),
            ("x-amzn-errortype", format!("{code}:")),
            ("x-amzn-errormessage", printable(message)),
        ],
        body: rest::error(message),
        operation,
        error: Some(code.to_owned()),
    }
}
