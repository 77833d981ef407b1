//! DefineAuthChallenge, CreateAuthChallenge and VerifyAuthChallengeResponse: sources DefineAuthChallenge_Authentication,
//! CreateAuthChallenge_Authentication, VerifyAuthChallengeResponse_Authentication; called by CUSTOM_AUTH.
//! AWS: the developer guide, "Custom authentication challenge Lambda triggers".

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use wire::idp::LambdaConfigType;

use super::{About, Trigger, add_metadata, attributes_of, call, configured};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::signin::{Answered, Attempt};

const DEFINE: Trigger = Trigger::new("DefineAuthChallenge", "DefineAuthChallenge_Authentication");
const CREATE: Trigger = Trigger::new("CreateAuthChallenge", "CreateAuthChallenge_Authentication");
const VERIFY: Trigger =
    Trigger::new("VerifyAuthChallengeResponse", "VerifyAuthChallengeResponse_Authentication");

/// What is to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// The person is in.
    Tokens,
    /// The person stays out.
    Refused,
    /// CUSTOM_CHALLENGE.
    Custom,
    /// PASSWORD_VERIFIER.
    Password,
}

/// What CreateAuthChallenge made.
pub(crate) struct Made {
    /// For the client.
    pub public: BTreeMap<String, String>,
    /// For VerifyAuthChallengeResponse.
    pub private: BTreeMap<String, String>,
    /// For the functions to come.
    pub metadata: Option<String>,
}

/// Refuses a pool that does not name the function that begins. Errors: `CustomAuthNotConfigured`.
pub(crate) fn check_configured(pool: &Pool) -> Result<()> {
    arn(pool, |config| config.define_auth_challenge.as_ref()).map(|_| ())
}

/// Asks what is to follow from what was answered so far.
pub(crate) async fn define(ctx: &Ctx, attempt: &Attempt, session: &[Answered]) -> Result<Next> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Said {
        challenge_name: Option<String>,
        issue_tokens: Option<bool>,
        fail_authentication: Option<bool>,
    }
    let arn = arn(&attempt.pool, |config| config.define_auth_challenge.as_ref())?;
    let mut request = request(attempt);
    request.insert("session".to_owned(), serde_json::to_value(session)?);
    request.insert("userNotFound".to_owned(), json!(attempt.user.is_none()));
    let response = json!({ "challengeName": null, "issueTokens": null, "failAuthentication": null });
    let said: Said = call(ctx, About::attempt(attempt), (&DEFINE, arn), (request, response)).await?;
    let is_in = said.issue_tokens == Some(true);
    let is_out = said.fail_authentication == Some(true);
    match (is_in, is_out, said.challenge_name.as_deref().filter(|name| !name.is_empty())) {
        (true, false, None) => Ok(Next::Tokens),
        (false, true, _) => Ok(Next::Refused),
        (false, false, Some("CUSTOM_CHALLENGE")) => Ok(Next::Custom),
        (false, false, Some("PASSWORD_VERIFIER")) => Ok(Next::Password),
        _ => Err(Error::new(Reason::FunctionAnswer)),
    }
}

/// Has a challenge made.
pub(crate) async fn create(ctx: &Ctx, attempt: &Attempt, session: &[Answered]) -> Result<Made> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Said {
        public_challenge_parameters: Option<BTreeMap<String, String>>,
        private_challenge_parameters: Option<BTreeMap<String, String>>,
        challenge_metadata: Option<String>,
    }
    let arn = arn(&attempt.pool, |config| config.create_auth_challenge.as_ref())?;
    let mut request = request(attempt);
    request.insert("challengeName".to_owned(), json!("CUSTOM_CHALLENGE"));
    request.insert("session".to_owned(), serde_json::to_value(session)?);
    request.insert("userNotFound".to_owned(), json!(attempt.user.is_none()));
    let response = json!({
        "publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetadata": null,
    });
    let said: Said = call(ctx, About::attempt(attempt), (&CREATE, arn), (request, response)).await?;
    Ok(Made {
        public: said.public_challenge_parameters.unwrap_or_default(),
        private: said.private_challenge_parameters.unwrap_or_default(),
        metadata: said.challenge_metadata,
    })
}

/// Has an answer judged.
pub(crate) async fn verify(
    ctx: &Ctx,
    attempt: &Attempt,
    private: &BTreeMap<String, String>,
    answer: &str,
) -> Result<bool> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Said {
        answer_correct: bool,
    }
    let arn = arn(&attempt.pool, |config| config.verify_auth_challenge_response.as_ref())?;
    let mut request = request(attempt);
    request.insert("privateChallengeParameters".to_owned(), json!(private));
    request.insert("challengeAnswer".to_owned(), json!(answer));
    request.insert("userNotFound".to_owned(), json!(attempt.user.is_none()));
    let response = json!({ "answerCorrect": null });
    let said: Said = call(ctx, About::attempt(attempt), (&VERIFY, arn), (request, response)).await?;
    Ok(said.answer_correct)
}

/// What the three requests share. AWS: the ClientMetadata of InitiateAuth does not reach them.
fn request(attempt: &Attempt) -> Map<String, Value> {
    let mut request = super::request(attributes_of(attempt));
    add_metadata(&mut request, attempt.client_metadata.as_ref());
    request
}

fn arn(pool: &Pool, pick: fn(&LambdaConfigType) -> Option<&String>) -> Result<&str> {
    configured(pool, pick).ok_or_else(|| Error::new(Reason::CustomAuthNotConfigured))
}
