//! PreSignUp: whether somebody may become a user, and how far on the way. Sources PreSignUp_SignUp, called by SignUp,
//! PreSignUp_AdminCreateUser, called by AdminCreateUser, and PreSignUp_ExternalProvider, called by the first sign-in through
//! an identity provider.
//! AWS: the developer guide, "Pre sign-up Lambda trigger".

use serde::Deserialize;
use serde_json::json;
use store::users::User;

use super::{About, Cause, Metadata, Trigger, add_metadata, call, configured, given};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::users::identities;

const NAME: &str = "PreSignUp";
const BY_PROVIDER: &str = "PreSignUp_ExternalProvider";

/// Who would become a user.
pub(crate) struct Event<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The user to come.
    pub user: &'a User,
    /// ValidationData.
    pub validation_data: Option<&'a Metadata>,
    /// The call; of no app client where an administrator makes the user.
    pub cause: Cause<'a>,
}

/// What is to be taken for granted of the user.
#[derive(Default)]
pub(crate) struct Answer {
    /// Confirmed, without a code.
    pub confirms: bool,
    /// The attributes that count as verified.
    pub verifies: Vec<&'static str>,
}

/// Asks about a user who signs up.
///
/// Errors: those of the function, among them `FunctionAnswer` where an address counts as verified that is not there.
pub(crate) async fn sign_up(ctx: &Ctx, event: &Event<'_>) -> Result<Answer> {
    ask(ctx, event, "PreSignUp_SignUp").await
}

/// Asks about a user whom an administrator makes. AWS: what it says beside yes or no does not count.
///
/// Errors: those of the function.
pub(crate) async fn by_administrator(ctx: &Ctx, event: &Event<'_>) -> Result<()> {
    ask(ctx, event, "PreSignUp_AdminCreateUser").await.map(|_| ())
}

/// Asks about a user whom a provider has proved. Whether anybody confirms that is none of its questions.
///
/// Errors: those of the function, among them `FunctionAnswer` where an address counts as verified that is not there.
pub(crate) async fn by_provider(ctx: &Ctx, event: &Event<'_>) -> Result<Vec<&'static str>> {
    ask(ctx, event, BY_PROVIDER).await.map(|answer| answer.verifies)
}

async fn ask(ctx: &Ctx, event: &Event<'_>, source: &'static str) -> Result<Answer> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Said {
        auto_confirm_user: Option<bool>,
        auto_verify_email: Option<bool>,
        auto_verify_phone: Option<bool>,
    }
    let Some(arn) = configured(event.pool, |config| config.pre_sign_up.as_ref()) else {
        return Ok(Answer::default());
    };
    let mut attributes = given(&event.user.attributes);
    if source == BY_PROVIDER {
        // AWS: the attribute is written after, and these two are there and empty.
        attributes.remove(identities::ATTRIBUTE);
        for name in ["cognito:email_alias", "cognito:phone_number_alias"] {
            attributes.insert(name.to_owned(), json!(""));
        }
    }
    let mut request = super::request(attributes);
    request.insert("validationData".to_owned(), json!(event.validation_data));
    add_metadata(&mut request, event.cause.client_metadata);
    let response = json!({ "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false });
    let about = About::user(event.pool, event.cause.client_id, event.user);
    let said: Said = call(ctx, about, (&Trigger::new(NAME, source), arn), (request, response)).await?;
    let verifies = [("email", said.auto_verify_email), ("phone_number", said.auto_verify_phone)];
    let verifies: Vec<&'static str> = verifies
        .into_iter()
        .filter(|(_, is_wanted)| *is_wanted == Some(true))
        .map(|(name, _)| name)
        .collect();
    // AWS: an address that is not there cannot be verified, and the sign-up ends.
    if event.cause.client_id.is_some()
        && verifies.iter().any(|name| !event.user.attributes.contains_key(*name))
    {
        return Err(Error::new(Reason::FunctionAnswer));
    }
    Ok(Answer { confirms: said.auto_confirm_user == Some(true), verifies })
}
