//! What the documentation says of policies, sentence by sentence, and what must hold of any policy at all.

mod conditions;
mod evaluation;
mod grammar;
mod patterns;
mod properties;
mod trusting;

use std::sync::Arc;

use serde_json::Value as Json;

use super::*;

const ACCOUNT: &str = "111122223333";
const ALICE: &str = "arn:aws:iam::111122223333:user/alice";
const ROLE: &str = "arn:aws:iam::111122223333:role/reader";
const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/reader/alice";
const POOL: &str = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEfGhI";

fn user() -> Who<'static> {
    Who::Aws(Aws { account: ACCOUNT, arn: ALICE, role_arn: None, id: "AIDAALICEALICEALICE12" })
}

fn session() -> Who<'static> {
    Who::Aws(Aws { account: ACCOUNT, arn: SESSION, role_arn: Some(ROLE), id: "AROAREADERREADERREADE:alice" })
}

fn compiled(kind: Kind, document: &Json) -> Policy {
    let document = Document::parse(&document.to_string(), kind).expect("a document");
    Policy { name: "test".to_owned(), document: Arc::new(document) }
}

/// A policy of these statements.
fn policy(statements: Json) -> Policy {
    compiled(Kind::Identity, &serde_json::json!({ "Version": "2012-10-17", "Statement": statements }))
}

fn resource_policy(statements: Json) -> Policy {
    compiled(Kind::Resource, &serde_json::json!({ "Version": "2012-10-17", "Statement": statements }))
}

fn context(keys: &[(&str, &str)]) -> Context {
    let mut context = Context::new();
    for (key, value) in keys {
        context.set(key, *value);
    }
    context
}

/// What identity policies alone say of one request of a user.
fn outcome(identity: &[Policy], action: &str, resource: &str, context: &Context) -> Outcome {
    let asked = Asked { who: user(), action, resource, context };
    decide(&Policies { identity, ..Policies::default() }, &asked).outcome
}
