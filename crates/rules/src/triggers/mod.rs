//! The pool's functions: the envelope that every event has, and what becomes of what comes back.
//! AWS: the developer guide, "Customizing user pool workflows with Lambda triggers".
//!
//! Nothing is held while a function runs. It is asked before a batch, which then is guarded on what was loaded after it;
//! or it is told after the commit.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use store::users::User;
use wire::idp::LambdaConfigType;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::outside::Call;
use crate::pools::Pool;
use crate::signin::Attempt;
use crate::users;

pub(crate) mod auth_challenge;
pub(crate) mod custom_message;
pub mod inbound_federation;
pub(crate) mod post_authentication;
pub(crate) mod post_confirmation;
pub(crate) mod pre_authentication;
pub(crate) mod pre_sign_up;
pub mod pre_token_generation;
pub(crate) mod user_migration;

/// ClientMetadata or ValidationData: what a caller sends along for the pool's functions, and for nobody else.
pub type Metadata = BTreeMap<String, String>;

/// What a call tells the pool's functions of itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cause<'a> {
    /// The app client, if the call names one.
    pub client_id: Option<&'a str>,
    /// ClientMetadata.
    pub client_metadata: Option<&'a Metadata>,
}

/// `clientId` of a call that names no app client.
const NO_CLIENT: &str = "CLIENT_ID_NOT_APPLICABLE";

/// One kind of call.
pub(crate) struct Trigger {
    /// What errors call it.
    pub name: &'static str,
    /// `triggerSource`.
    pub source: &'static str,
    /// `version` of the event.
    pub version: &'static str,
}

impl Trigger {
    /// One whose events are of the first version.
    pub(crate) const fn new(name: &'static str, source: &'static str) -> Trigger {
        Trigger { name, source, version: "1" }
    }
}

/// On whose account a function is called.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The app client, if the call names one.
    pub client_id: Option<&'a str>,
    /// `userName`.
    pub username: &'a str,
}

impl<'a> About<'a> {
    /// On a user's account.
    pub(crate) fn user(pool: &'a Pool, client_id: Option<&'a str>, user: &'a User) -> About<'a> {
        About { pool, client_id, username: &user.username }
    }

    /// On the account of someone on the way in, be it somebody or not.
    pub(crate) fn attempt(attempt: &'a Attempt) -> About<'a> {
        let username = attempt.user.as_ref().map_or(&attempt.username, |user| &user.username);
        About { pool: &attempt.pool, client_id: Some(attempt.client.id()), username }
    }
}

/// The ARN of a function that the pool names.
pub(crate) fn configured(pool: &Pool, pick: fn(&LambdaConfigType) -> Option<&String>) -> Option<&str> {
    let config = pool.settings.lambda_config.as_ref()?;
    pick(config).map(String::as_str).filter(|arn| !arn.is_empty())
}

/// The event as a function gets it.
pub(crate) fn event(
    about: About<'_>,
    trigger: &Trigger,
    request: Map<String, Value>,
    response: Value,
) -> Value {
    json!({
        "version": trigger.version,
        "triggerSource": trigger.source,
        "region": about.pool.row.region,
        "userPoolId": about.pool.id(),
        "userName": about.username,
        "callerContext": {
            "awsSdkVersion": "aws-sdk-unknown-unknown",
            "clientId": about.client_id.unwrap_or(NO_CLIENT),
        },
        "request": request,
        "response": response,
    })
}

/// Calls a function and gives the `response` of what it returned.
///
/// Errors: `FunctionRefused` with what it threw, `FunctionFailed` where it could not be run, `FunctionAnswer` where
/// what it returned is no answer.
pub(crate) async fn call<T: DeserializeOwned>(
    ctx: &Ctx,
    about: About<'_>,
    (trigger, arn): (&Trigger, &str),
    (request, response): (Map<String, Value>, Value),
) -> Result<T> {
    let event = event(about, trigger, request, response);
    let pool_id = about.pool.id();
    let call = Call { arn, pool_id, trigger: trigger.name, event: &event, waits: true };
    let answer = ctx.world().functions.invoke(&call).await.map_err(|failed| failed.error(trigger.name))?;
    let response = answer.get("response").filter(|response| response.is_object());
    let response = response.ok_or_else(|| Error::new(Reason::FunctionAnswer))?;
    serde_json::from_value(response.clone()).map_err(|_| Error::new(Reason::FunctionAnswer))
}

/// What is taken back from a function whose answer says nothing.
#[derive(serde::Deserialize)]
pub(crate) struct Nothing {}

/// A request that begins with who the user is.
pub(crate) fn request(attributes: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter([("userAttributes".to_owned(), Value::Object(attributes))])
}

/// Adds ClientMetadata, where there is any.
pub(crate) fn add_metadata(request: &mut Map<String, Value>, metadata: Option<&Metadata>) {
    if let Some(metadata) = metadata {
        request.insert("clientMetadata".to_owned(), json!(metadata));
    }
}

/// `userAttributes` of somebody, all of them texts.
pub(crate) fn attributes(pool: &Pool, user: &User) -> Map<String, Value> {
    let mut all = given(&user.attributes);
    all.insert("sub".to_owned(), json!(user.sub));
    all.insert("cognito:user_status".to_owned(), json!(user.status));
    // AWS: which of them signs in is told where addresses are aliases.
    for (attribute, name) in
        [("email", "cognito:email_alias"), ("phone_number", "cognito:phone_number_alias")]
    {
        if pool.has_alias(attribute) && users::contact::is_verified(user, attribute) {
            all.insert(name.to_owned(), json!(user.attributes.get(attribute)));
        }
    }
    all
}

/// `userAttributes` of someone who is not kept yet.
pub(crate) fn given(attributes: &BTreeMap<String, String>) -> Map<String, Value> {
    attributes.iter().map(|(name, value)| (name.clone(), json!(value))).collect()
}

/// `userAttributes` of someone on the way in; of nobody, none.
pub(crate) fn attributes_of(attempt: &Attempt) -> Map<String, Value> {
    attempt.user.as_ref().map(|user| attributes(&attempt.pool, user)).unwrap_or_default()
}
