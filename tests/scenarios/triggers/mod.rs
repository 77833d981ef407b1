//! The functions of pools: what each is told, and what becomes of what it says.

use rules::outside::Failed;
use serde_json::{Map, Value, json};

use crate::world::{World, merged};

mod accounts;
mod federation;
mod messages;
mod metadata;
mod migration;
mod senders;
mod sign_in;
mod tokens;

/// What a function can come to beside an answer, and what the caller is told of it.
pub fn failures(trigger: &str) -> [(Result<Value, Failed>, String); 4] {
    let invalid = || "InvalidLambdaResponseException: Unrecognizable lambda output".to_owned();
    [
        (
            Err(Failed::Thrown("not today".to_owned())),
            format!("UserLambdaValidationException: {trigger} failed with error not today."),
        ),
        (
            Err(Failed::NotRun("AccessDeniedException".to_owned())),
            format!(
                "UnexpectedLambdaException: {trigger} invocation failed due to error AccessDeniedException."
            ),
        ),
        (Err(Failed::Unreadable), invalid()),
        (Ok(json!({ "response": null })), invalid()),
    ]
}

/// A function that the pool names by its trigger.
pub fn arn(trigger: &str) -> String {
    format!("arn:aws:lambda:us-east-1:000000000000:function:{trigger}")
}

/// A pool with these triggers, whose functions return what they were given, and a client.
pub struct Place {
    pub world: World,
    pub pool: String,
    pub client: String,
}

impl Place {
    pub async fn new(triggers: &[&str]) -> Place {
        Place::with(triggers, json!({}), json!({})).await
    }

    pub async fn with(triggers: &[&str], pool: Value, client: Value) -> Place {
        let world = World::new();
        let mut functions: Map<String, Value> =
            triggers.iter().map(|trigger| ((*trigger).to_owned(), json!(arn(trigger)))).collect();
        for trigger in triggers {
            world.functions.set(&arn(trigger), |event| Ok(event.clone()));
        }
        if let Some(more) = pool.get("LambdaConfig").and_then(Value::as_object) {
            functions.extend(more.clone());
        }
        let pool = world.pool(merged(pool, json!({ "LambdaConfig": functions }))).await;
        let client = world.client(&pool, client).await;
        Place { world, pool, client }
    }

    /// What a function of this trigger answers from now on.
    pub fn answer(&self, trigger: &str, response: Value) {
        self.world.functions.answer(&arn(trigger), response);
    }

    /// The event as a function gets it.
    pub fn event(&self, name: &str, source: &str, request: Value, response: Value) -> Value {
        json!({
            "version": "1", "triggerSource": source, "region": "us-east-1", "userPoolId": self.pool,
            "userName": name,
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": self.client },
            "request": request, "response": response,
        })
    }

    /// The same of a call that names no client.
    pub fn event_of_administrator(&self, name: &str, source: &str, request: Value, response: Value) -> Value {
        let mut event = self.event(name, source, request, response);
        event["callerContext"]["clientId"] = json!("CLIENT_ID_NOT_APPLICABLE");
        event
    }

    /// `userAttributes` of a user with the address `{name}@example.com`.
    pub async fn attributes(&self, name: &str) -> Value {
        let user = self.world.look(&self.pool, name).await;
        let mut all = self.world.attributes(&self.pool, name).await;
        all["sub"] = user["UserAttributes"][0]["Value"].clone();
        all["cognito:user_status"] = user["UserStatus"].clone();
        all
    }

    /// Lets an operation meet everything that its function can come to; `input` makes one that reaches it each time.
    pub async fn fails(&self, trigger: &str, operation: &str, input: impl AsyncFn(usize) -> Value) {
        for (at, (outcome, told)) in failures(trigger).into_iter().enumerate() {
            let input = input(at).await;
            self.world.functions.set(&arn(trigger), move |_| outcome.clone());
            assert_eq!(self.world.refused(operation, input).await, told, "{operation}");
            self.world.functions.set(&arn(trigger), |event| Ok(event.clone()));
        }
    }
}
