//! Denials whose reasons are for administrators alone: sealed into the answer, and read again by whoever may.
//! AWS: API_DecodeAuthorizationMessage; the user guide's example of a decoded message. AWS puts them into the refusals of
//! some services; here the operator decides whether they are in those of administrators' calls.

use serde_json::{Value, json};

use super::principals::Principal;
use crate::ctx::{Ctx, World};
use crate::error::{Error, Reason, Result};
use crate::policy::{Asked, Context, Decision, Outcome};

/// What sealed denials are called among sealed texts.
const KIND: &str = "denial";

/// How much of the condition keys a message tells, in bytes: with the rest it stays below the 10,240 characters that can be
/// sent back.
const CONDITIONS: usize = 4_096;

/// How much of an action, a resource and the names of statements and their policies.
const LONGEST: usize = 512;
const STATEMENTS: usize = 2;

/// What follows a refusal, for who may decode it.
pub(super) fn appended(
    world: &World,
    principal: &Principal,
    decision: &Decision<'_>,
    asked: &Asked<'_>,
) -> Result<String> {
    let message = message(principal, decision, asked).to_string();
    let mut salt = store::seal::Salt::default();
    world.rng.fill(&mut salt)?;
    let sealed = world.ring.seal_token(KIND, &salt, message.as_bytes());
    Ok(format!(" Encoded authorization failure message: {sealed}"))
}

/// What a message says, JSON text. Errors: `DenialUnreadable` for what was not sealed here.
pub fn decoded(ctx: &Ctx, encoded: &str) -> Result<String> {
    let unreadable = || Error::new(Reason::DenialUnreadable);
    let plain = ctx.world().ring.open_token(KIND, encoded.trim()).ok_or_else(unreadable)?;
    String::from_utf8(plain).map_err(|_| unreadable())
}

fn message(principal: &Principal, decision: &Decision<'_>, asked: &Asked<'_>) -> Value {
    let statements = decision.matched.iter().filter(|found| !found.is_allow).take(STATEMENTS).map(|found| {
        json!({
            "statementId": short(found.sid.unwrap_or_default()), "effect": "DENY",
            "sourcePolicyId": short(found.policy), "sourcePolicyType": format!("{:?}", found.layer),
        })
    });
    json!({
        "allowed": false,
        "explicitDeny": decision.outcome == Outcome::ExplicitDeny,
        "matchedStatements": { "items": statements.collect::<Vec<_>>() },
        "failures": { "items": [] },
        "context": {
            "principal": { "id": short(&principal.id), "arn": short(&principal.arn) },
            "action": short(asked.action),
            "resource": short(asked.resource),
            "conditions": { "items": conditions(asked.context) },
        },
    })
}

/// The condition keys of a request, as many as there is room for.
fn conditions(context: &Context) -> Vec<Value> {
    let mut room = CONDITIONS;
    let items = context.each().map(|(key, values)| {
        let values: Vec<Value> = values.iter().map(|value| json!({ "value": value })).collect();
        json!({ "key": key, "values": { "items": values } })
    });
    items
        .filter(|item| {
            let left = room.checked_sub(item.to_string().len());
            room = left.unwrap_or(room);
            left.is_some()
        })
        .collect()
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
