//! The door of every SDK call: which operation, who asks, is the input sound; then the operation, then the answer.
//! AWS: AWS-JSON 1.1; the common errors of the API reference. What is said in another protocol is in a file of its own,
//! which asks [`call`] as this one does.
//!
//! Order: operation known, signature, constraints, permission, rates, operation.

use std::sync::Arc;

use rules::clients::Secret;
use rules::iam::authority::Signer;
use rules::{Caller, Ctx, Error, Origin, Reason, World, access_keys, credentials};
use serde_json::Value;
use wire::{Auth, Invalid, Operation, Service};

use crate::{table, throttle};

mod permission;
mod query;
mod rest;

/// One call as it came in.
pub struct Incoming<'a> {
    /// HTTP method.
    pub method: &'a str,
    /// The path, as on the request line.
    pub path: &'a str,
    /// The query, as on the request line, without `?`.
    pub query: &'a str,
    /// Headers as received.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a [u8],
    /// Address of the caller.
    pub peer_ip: &'a str,
    /// The id that the answer carries.
    pub request_id: &'a str,
}

/// What goes out.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers of the protocol.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The operation, if the call named one that we know.
    pub operation: Option<&'static str>,
    /// AWS's error code, if it failed.
    pub error: Option<String>,
}

/// Whose calls are let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Every access key and signature, as emulators do: `cenote dev`.
    Anyone,
    /// Only signatures by access keys that are kept: `cenote serve`.
    Keys,
}

/// How often an operation runs again when a record has moved under it.
const TRIES: usize = 3;

/// Answers one call, in the protocol in which it came.
pub async fn answer(world: &Arc<World>, admission: Admission, incoming: Incoming<'_>) -> Answer {
    match (rest::is_spoken(&incoming), query::is_spoken(&incoming)) {
        (true, _) => rest::answer(world, admission, &incoming).await,
        (false, true) => query::answer(world, admission, &incoming).await,
        (false, false) => json(world, admission, &incoming).await,
    }
}

/// Whether a request for the root that is no post is a call of the query protocol, by its query.
pub fn is_query(query: &str) -> bool {
    query.split('&').any(|pair| pair.starts_with("Action="))
}

/// AWS-JSON 1.1.
async fn json(world: &Arc<World>, admission: Admission, incoming: &Incoming<'_>) -> Answer {
    let target = header(incoming, "x-amz-target").unwrap_or_default();
    let known =
        wire::json::operation(target).and_then(|operation| Some((operation, table::find(operation)?)));
    let Some((operation, entry)) = known else {
        return refuse(None, 400, "UnknownOperationException", "");
    };
    let parse = || wire::json::parse(incoming.body);
    match call(world, admission, incoming, (operation, entry), parse).await {
        Ok(body) => Answer {
            status: 200,
            headers: vec![("content-type", "application/x-amz-json-1.1".to_owned())],
            body,
            operation: Some(operation.name),
            error: None,
        },
        Err(refusal) => refuse(Some(operation.name), refusal.status, &refusal.code, &refusal.message),
    }
}

/// Why a call is not answered as it hoped, as AWS-JSON would say it.
struct Refusal {
    status: u16,
    code: String,
    message: String,
}

/// Who asks, is the input sound, may they so often; then the operation. Gives what it encoded.
async fn call(
    world: &Arc<World>,
    admission: Admission,
    incoming: &Incoming<'_>,
    (operation, entry): (&'static Operation, &table::Entry),
    parse: impl FnOnce() -> Result<Value, Invalid>,
) -> Result<Vec<u8>, Refusal> {
    let caller = match operation.auth {
        Auth::None if signed_or_not(operation) && header(incoming, "authorization").is_some() => {
            // A signature that proves nothing does no harm: what else is proved then decides.
            administrator(world, admission, incoming, operation).await.unwrap_or(Caller::Anyone)
        }
        Auth::None => Caller::Anyone,
        Auth::SigV4 => administrator(world, admission, incoming, operation).await?,
    };
    let invalid = |why| invalid(operation.service, why);
    let mut tree = parse().map_err(invalid)?;
    wire::validate(operation, &mut tree).map_err(invalid)?;
    let origin = Origin {
        ip: incoming.peer_ip.to_owned(),
        user_agent: header(incoming, "user-agent").unwrap_or_default().to_owned(),
        ..Origin::default()
    };
    let mut ctx = Ctx::new(Arc::clone(world), caller, incoming.request_id.to_owned(), origin);
    if admission == Admission::Keys {
        match permission::judge(&ctx, incoming, operation, &tree).await {
            Ok(()) => {}
            Err(error) if error.reason() == Reason::AccessDenied && signed_or_not(operation) => {
                ctx.caller = Caller::Anyone;
            }
            Err(error) => return Err(failed(&ctx, operation, &error)),
        }
    }
    throttle::judge(world, &ctx.caller, operation, &tree).map_err(|error| refusal(&error))?;
    let mut tries = 1;
    loop {
        match (entry.run)(&ctx, &tree).await {
            Ok(body) => return Ok(body),
            // Loaded, decided, and then the record was another: load and decide again.
            Err(error) if error.reason() == Reason::Moved && tries < TRIES => tries += 1,
            Err(error) => return Err(failed(&ctx, operation, &outpaced(operation, error))),
        }
    }
}

/// What an operation says whose record moved at every try, where it has a word for that: others ask to come again.
fn outpaced(operation: &Operation, error: Error) -> Error {
    let is_outpaced = error.reason() == Reason::Moved;
    if is_outpaced && rest::has_conflicts(operation) {
        return Error::new(Reason::DatasetMoved);
    }
    let has_word =
        operation.errors.iter().any(|code| code.trim_end_matches("Exception") == "ConcurrentModification");
    if !is_outpaced || !has_word {
        return error;
    }
    // AWS: UpdateUserPoolClient speaks of the "user pool client".
    let words = operation.name.chars().fold(String::new(), |mut text, c| {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.push(c.to_ascii_lowercase());
        text
    });
    let record = words.split_once(' ').map_or(words.as_str(), |(_, record)| record);
    Error::about(Reason::ConcurrentModification, record)
}

/// Whether a caller may sign and need not. AWS: API_GetDerivedToken takes IAM credentials or the client's secret.
fn signed_or_not(operation: &Operation) -> bool {
    operation.name == "GetDerivedToken"
}

/// Who signs. Errors: AWS's own refusals of signatures.
async fn administrator(
    world: &Arc<World>,
    admission: Admission,
    incoming: &Incoming<'_>,
    operation: &Operation,
) -> Result<Caller, Refusal> {
    let request = crypto::sigv4::Request {
        method: incoming.method,
        path: incoming.path,
        query: incoming.query,
        headers: incoming.headers,
        body: incoming.body,
    };
    let regions: Vec<&str> = world.config.regions.iter().map(String::as_str).collect();
    let first = regions.first().copied().unwrap_or("us-east-1");
    let administrator = |access_key_id: &str, region: &str, signer: Signer| Caller::Administrator {
        access_key_id: access_key_id.to_owned(),
        region: region.to_owned(),
        signer,
    };
    let claim = crypto::sigv4::parse(&request);
    if admission == Admission::Anyone {
        // Any page of the web can have a browser send a form, or ask for a path: unlike a target, these must come from who
        // meant it.
        let is_simple = query::is_spoken(incoming) || rest::is_spoken(incoming);
        let by_browser = ["origin", "sec-fetch-site"].iter().any(|name| header(incoming, name).is_some());
        if by_browser && is_simple && header(incoming, "authorization").is_none() {
            return Err(unsigned(&crypto::sigv4::Refusal::Missing));
        }
        // Whatever region a profile signs for, the call lands in one that is served.
        let asked = claim.as_ref().map_or("", |claim| claim.region.as_str());
        let region = regions.iter().find(|region| **region == asked).copied().unwrap_or(first);
        return Ok(administrator("anyone", region, named(world, claim.ok().as_ref())));
    }
    let claim = claim.map_err(|why| unsigned(&why))?;
    // AWS: IAM has no regions, and STS has an endpoint without one: both are signed for this.
    let scopes = match operation.service.xml_namespace() {
        Some(_) => [&regions[..], &["us-east-1"]].concat(),
        None => regions.clone(),
    };
    claim.check_scope(&scopes, &[operation.service.signing_name()]).map_err(|why| unsigned(&why))?;
    let verify = |secret: &Secret| {
        let now = world.clock.now();
        crypto::sigv4::verify(&request, &claim, secret.reveal(), now).map_err(|why| unsigned(&why))
    };
    let signer = match claim.session_token.as_deref() {
        Some(token) => {
            let opened = credentials::open(world, &claim.access_key_id, token);
            let opened = opened.map_err(|error| refusal(&error))?;
            verify(&opened.secret)?;
            Signer::Session(Box::new(opened.session))
        }
        None => {
            let known = access_keys::known(world, &claim.access_key_id).await;
            let known = known.map_err(|error| refusal(&error))?;
            verify(&known.secret)?;
            access_keys::used(world, &known, operation.service.signing_name(), &claim.region).await;
            known.signer
        }
    };
    let region = regions.iter().find(|region| **region == claim.region).copied().unwrap_or(first);
    Ok(administrator(&claim.access_key_id, region, signer))
}

/// Who a call says it is by where every signature is taken: temporary credentials that were made here, or the account.
fn named(world: &World, claim: Option<&crypto::sigv4::Claim>) -> Signer {
    let opened = claim.and_then(|claim| {
        credentials::open(world, &claim.access_key_id, claim.session_token.as_deref()?).ok()
    });
    opened.map_or(Signer::Root, |opened| Signer::Session(Box::new(opened.session)))
}

fn unsigned(refusal: &crypto::sigv4::Refusal) -> Refusal {
    Refusal { status: 400, code: refusal.code().to_owned(), message: refusal.message() }
}

/// What is said of input that is not sound. AWS: user pools have no ValidationException, identity pools have one.
fn invalid(service: Service, why: Invalid) -> Refusal {
    let (code, message) = match why {
        Invalid::Serialization(text) => ("SerializationException", text),
        Invalid::Constraints(text) if service == Service::Identity => ("ValidationException", text),
        Invalid::Constraints(text) => ("InvalidParameterException", text),
    };
    Refusal { status: 400, code: code.to_owned(), message }
}

fn failed(ctx: &Ctx, operation: &Operation, error: &Error) -> Refusal {
    if error.reason() == Reason::Internal {
        tracing::error!(request_id = %ctx.request_id, op = operation.name, %error, "an operation failed");
    }
    if error.reason() == Reason::Internal && operation.errors.contains(&FAILED_TOO) {
        return Refusal { code: FAILED_TOO.to_owned(), ..refusal(error) };
    }
    // Builds with debug assertions, as tests are, stop here: no scenario passes by an answer that AWS never gives.
    debug_assert!(
        is_declared(operation, error.code())
            || is_declared(operation, query::word(operation, error.code()).0),
        "{} answers {}, which its model does not declare",
        operation.name,
        error.code()
    );
    refusal(error)
}

/// AWS: what some younger operations call a failure of the service.
const FAILED_TOO: &str = "InternalServerException";

/// Codes that any operation may answer, whatever its model declares.
/// AWS: the "Common Error Types" of the API reference, and the two that user pools answer when they fail or throttle.
pub const PROTOCOL_ERRORS: [&str; 5] = [
    "InternalErrorException",
    "TooManyRequestsException",
    "AccessDeniedException",
    "ExpiredTokenException",
    "UnrecognizedClientException",
];

/// Whether an operation may answer this code: its model declares it, or it is one that any operation may answer.
pub fn is_declared(operation: &Operation, code: &str) -> bool {
    // AWS: API_AdminCreateUser names this one under ForceAliasCreation, and its model forgets it.
    // And IAM's creation of a role what a boundary that is not there comes to everywhere.
    const FORGOTTEN: [(&str, &str); 2] =
        [("AdminCreateUser", "AliasExistsException"), ("CreateRole", "NoSuchEntity")];
    operation.errors.contains(&code)
        || PROTOCOL_ERRORS.contains(&code)
        || (operation.service.xml_namespace().is_some() && query::PROTOCOL_ERRORS.contains(&code))
        || FORGOTTEN.contains(&(operation.name, code))
}

fn refusal(error: &Error) -> Refusal {
    Refusal { status: error.reason().entry().status, code: error.code().to_owned(), message: error.message() }
}

/// Writes an error: the one place of this protocol.
fn refuse(operation: Option<&'static str>, status: u16, code: &str, message: &str) -> Answer {
    let body = match message.is_empty() {
        true => format!("{{\"__type\":\"{code}\"}}").into_bytes(),
        false => wire::json::error(code, message),
    };
    Answer {
        status,
        headers: vec![
            ("content-type", "application/x-amz-json-1.1".to_owned()),
            ("x-amzn-errortype", format!("{code}:")),
            ("x-amzn-errormessage", printable(message)),
        ],
        body,
        operation,
        error: Some(code.to_owned()),
    }
}

/// A message as a header value: one line of visible ASCII, since a message can repeat what a caller sent.
fn printable(message: &str) -> String {
    const LONGEST: usize = 1_024;
    message.chars().take(LONGEST).map(|c| if (' '..='~').contains(&c) { c } else { '?' }).collect()
}

fn header<'a>(incoming: &Incoming<'a>, name: &str) -> Option<&'a str> {
    incoming.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
}
