//! The query protocol's words: a form comes in, XML goes out, and what AWS-JSON calls one thing these services call
//! another.
//! AWS: the "Common errors" of the API references of IAM and STS; texts as public issue threads of SDKs quote them.

use std::sync::Arc;

use rules::World;
use wire::query::{self, Form};
use wire::{Operation, Service};

use super::{Admission, Answer, Incoming, Refusal, call, header, is_query};
use crate::table;

/// Codes that any operation of these services may answer.
pub const PROTOCOL_ERRORS: [&str; 6] = [
    "AccessDenied",
    "InternalFailure",
    "InvalidClientTokenId",
    "ServiceFailure",
    "Throttling",
    "ValidationError",
];

/// Whether a call names its operation by a parameter.
pub fn is_spoken(incoming: &Incoming<'_>) -> bool {
    let is_form = || {
        let content = header(incoming, "content-type").unwrap_or_default();
        content.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(FORM)
    };
    header(incoming, "x-amz-target").is_none() && (is_form() || is_query(incoming.query))
}

const FORM: &str = "application/x-www-form-urlencoded";

/// Answers one call.
pub async fn answer(world: &Arc<World>, admission: Admission, incoming: &Incoming<'_>) -> Answer {
    let sent = if is_query(incoming.query) { incoming.query.as_bytes() } else { incoming.body };
    let form = match Form::parse(sent) {
        Ok(form) => form,
        Err(_) => {
            let text = "The request is no form in UTF-8, or has too many parameters.";
            return refuse(incoming, None, None, (400, "MalformedQueryString", text));
        }
    };
    let Some(action) = form.get("Action") else {
        let text = "The request must contain the parameter Action.";
        return refuse(incoming, None, None, (400, "MissingAction", text));
    };
    let version = form.get("Version").unwrap_or("NO_VERSION_SPECIFIED");
    let service = query::service(version);
    let known = service.and_then(|service| service.operation(action));
    let Some((operation, entry)) = known.and_then(|it| Some((it, table::find(it)?))) else {
        const SHOWN: usize = 128;
        let shown = |text: &str| text.chars().take(SHOWN).collect::<String>();
        let text = format!("Could not find operation {} for version {}", shown(action), shown(version));
        return refuse(incoming, service, None, (400, "InvalidAction", &text));
    };
    match call(world, admission, incoming, (operation, entry), || Ok(form.tree(operation))).await {
        Ok(encoded) => {
            // What an operation without output encodes is nothing.
            let tree = serde_json::from_slice(&encoded).unwrap_or_default();
            Answer {
                status: 200,
                headers: vec![("content-type", "text/xml".to_owned())],
                body: query::answer(operation, &tree, incoming.request_id),
                operation: Some(operation.name),
                error: None,
            }
        }
        Err(Refusal { status, code, message }) => {
            let (code, its) = word(operation, &code);
            let told = (its.unwrap_or(status), code, message.as_str());
            refuse(incoming, Some(operation.service), Some(operation.name), told)
        }
    }
}

/// What these services call an error, and its status where that differs too.
pub fn word<'a>(operation: &Operation, code: &'a str) -> (&'a str, Option<u16>) {
    if operation.service.xml_namespace().is_none() || operation.errors.contains(&code) {
        return (code, None);
    }
    let (code, status) = match code {
        "AccessDeniedException" => ("AccessDenied", 403),
        "ConcurrentModificationException" => ("ConcurrentModification", 409),
        "ExpiredTokenException" => ("ExpiredToken", 403),
        "IncompleteSignatureException" => ("IncompleteSignature", 400),
        "InternalErrorException" if operation.service == Service::Iam => ("ServiceFailure", 500),
        "InternalErrorException" => ("InternalFailure", 500),
        "InvalidParameterException" | "SerializationException" => ("ValidationError", 400),
        "InvalidSignatureException" => ("SignatureDoesNotMatch", 403),
        "MissingAuthenticationTokenException" => ("MissingAuthenticationToken", 403),
        "TooManyRequestsException" => ("Throttling", 400),
        "UnrecognizedClientException" => ("InvalidClientTokenId", 403),
        other => return (other, None),
    };
    (code, Some(status))
}

/// Writes an error: the one place of this protocol.
fn refuse(
    incoming: &Incoming<'_>,
    service: Option<Service>,
    operation: Option<&'static str>,
    (status, code, message): (u16, &str, &str),
) -> Answer {
    Answer {
        status,
        headers: vec![("content-type", "text/xml".to_owned())],
        body: query::error(service, status, code, message, incoming.request_id),
        operation,
        error: Some(code.to_owned()),
    }
}
