//! The pool's functions: the envelope that every event has, and what becomes of what comes back.
//! AWS: the developer guide, "Customizing user pool workflows with Lambda triggers".

use serde_json::{Map, Value, json};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::outside::{Call, Failed};
use crate::signin::Attempt;
use crate::users;

pub mod auth_challenge;

/// One kind of call.
struct Trigger {
    /// What errors call it.
    name: &'static str,
    /// `triggerSource`.
    source: &'static str,
}

/// Calls a function and gives the `response` of what it returned.
///
/// Errors: `FunctionRefused` with what it threw, `FunctionFailed` where it could not be run, `FunctionAnswer` where
/// what it returned is no answer.
async fn call(
    ctx: &Ctx,
    attempt: &Attempt,
    (trigger, arn): (&Trigger, &str),
    (request, response): (Map<String, Value>, Value),
) -> Result<Value> {
    let event = json!({
        "version": "1",
        "triggerSource": trigger.source,
        "region": attempt.pool.row.region,
        "userPoolId": attempt.pool.id(),
        "userName": attempt.user.as_ref().map_or(&attempt.username, |user| &user.username),
        "callerContext": {
            "awsSdkVersion": "aws-sdk-unknown-unknown",
            "clientId": attempt.client.id(),
        },
        "request": request,
        "response": response,
    });
    let pool_id = attempt.pool.id();
    let call = Call { arn, pool_id, trigger: trigger.name, event: &event, waits: true };
    let answer = ctx.world().functions.invoke(&call).await.map_err(|failed| match failed {
        Failed::Thrown(message) => Error::about(Reason::FunctionRefused, trigger.name).and(message),
        Failed::NotRun(code) => Error::about(Reason::FunctionFailed, trigger.name).and(code),
        Failed::Unreadable => Error::new(Reason::FunctionAnswer),
    })?;
    match answer.get("response") {
        Some(Value::Object(response)) => Ok(Value::Object(response.clone())),
        _ => Err(Error::new(Reason::FunctionAnswer)),
    }
}

/// `userAttributes`, all of them texts; of nobody, none.
fn attributes(attempt: &Attempt) -> Map<String, Value> {
    let Some(user) = &attempt.user else { return Map::new() };
    let mut all: Map<String, Value> =
        user.attributes.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    all.insert("sub".to_owned(), json!(user.sub));
    all.insert("cognito:user_status".to_owned(), json!(user.status));
    // AWS: which of them signs in is told where addresses are aliases.
    for (attribute, name) in
        [("email", "cognito:email_alias"), ("phone_number", "cognito:phone_number_alias")]
    {
        if attempt.pool.has_alias(attribute) && users::contact::is_verified(user, attribute) {
            all.insert(name.to_owned(), json!(user.attributes.get(attribute)));
        }
    }
    all
}
