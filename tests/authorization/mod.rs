//! Who may call what: every operation that is built falls in one class, and each class meets every wrong proof.
//! AWS: the developer guide, "Understanding API, OIDC, and managed login pages authentication".

mod administrators;
mod clients;
mod holders;
mod policies;
mod routes;

use ops::table;
use serde_json::Value;
use store::Store;
use wire::{Auth, Kind, Operation};

use crate::world::query::called;
use crate::world::stage::{ClientKind, Stage};
use crate::world::{World, told};

/// What stands for the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    /// A signature by an administrator's access key.
    Signature,
    /// An access token.
    Token,
    /// No more than a client's id, and its secret where it has one; what else is proved is said by name.
    Client,
}

/// Operations that anybody may call who knows a client's id, and what they ask for besides.
const OPEN: [(&str, &str); 17] = [
    ("AssumeRoleWithSAML", "the assertion of a provider that the role trusts"),
    ("AssumeRoleWithWebIdentity", "the token of a provider that the role trusts"),
    ("ConfirmForgotPassword", "the code of the message"),
    ("ConfirmSignUp", "the code of the message"),
    ("ForgotPassword", "nothing: the message goes to the user"),
    ("GetClientToken", "the client's secret"),
    ("GetCredentialsForIdentity", "the logins of the identity; of a guest's its id"),
    ("GetDerivedToken", "the user's token"),
    ("GetId", "the logins; for a guest nothing, where the pool allows them"),
    ("GetOpenIdToken", "the logins of the identity; of a guest's its id"),
    ("GetTokensFromRefreshToken", "the refresh token"),
    ("InitiateAuth", "what the flow asks for"),
    ("ResendConfirmationCode", "nothing: the message goes to the user"),
    ("RespondToAuthChallenge", "the session, and what the challenge asks for"),
    ("SignUp", "nothing: whoever may, makes a new user"),
    ("UnlinkIdentity", "a login of the identity"),
    ("UpdateAuthEventFeedback", "the token of the message"),
];

/// The same where what is sent is itself what proves: whoever holds it may give it up.
const GIVEN_UP: [&str; 1] = ["RevokeToken"];

/// The class of an operation; nothing where nobody has decided.
fn proof(operation: &Operation) -> Option<Proof> {
    let is_open = OPEN.iter().any(|(name, _)| *name == operation.name) || GIVEN_UP.contains(&operation.name);
    match (operation.auth, has_member(operation, "AccessToken"), is_open) {
        (Auth::SigV4, _, false) => Some(Proof::Signature),
        (Auth::None, true, false) => Some(Proof::Token),
        (Auth::None, false, true) => Some(Proof::Client),
        _ => None,
    }
}

fn has_member(operation: &Operation, name: &str) -> bool {
    member(operation, name).is_some()
}

/// Whether a member must be there; nothing where there is no such member.
fn member(operation: &Operation, name: &str) -> Option<bool> {
    let Kind::Structure(members) = operation.input.kind else { return None };
    members.iter().find(|member| member.name == name).map(|member| member.is_required)
}

/// The operations of a class.
fn operations(of: Proof) -> Vec<&'static Operation> {
    let operation =
        |entry: &table::Entry| entry.service.operation(entry.name).expect("an operation of the model");
    let all: Vec<&Operation> =
        table::entries().map(operation).filter(|operation| proof(operation) == Some(of)).collect();
    assert!(!all.is_empty(), "no operation takes {of:?}");
    all
}

#[test]
fn every_operation_has_one_class() {
    for entry in table::entries() {
        let operation = entry.service.operation(entry.name).expect("an operation of the model");
        assert!(
            proof(operation).is_some(),
            "{}: who may call it? See tests/authorization/mod.rs",
            entry.name
        );
    }
}

async fn stage(kind: ClientKind) -> Stage {
    Stage::on(Store::open_memory().expect("a store"), kind).await
}

/// Makes a call that must be refused with this text, and sees that nothing is written.
///
/// Errors: what is wrong.
async fn refuse(world: &World, operation: &Operation, input: &Value, expected: &str) -> Result<(), String> {
    let batches = world.inner.store.stats().batches;
    let answer = told(&world.send(&called(operation), &[], input.to_string().as_bytes()).await);
    // A driver has no other way to change anything.
    let written = world.inner.store.stats().batches - batches;
    match (answer == expected, written) {
        (true, 0) => Ok(()),
        (true, _) => Err("refused, and yet something was written".to_owned()),
        (false, _) => Err(format!("{answer:?} instead of {expected:?}")),
    }
}

fn report(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
