//! SELECT_MFA_TYPE: several second factors, and none is preferred.
//! AWS: API_RespondToAuthChallenge; the developer guide, "Details of MFA logic at user runtime".

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::mfa::{self, Due};
use super::{Attempt, Challenge, Proven, Step, session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::mfa::Method;

/// AWS's name of the challenge.
pub(super) const NAME: &str = "SELECT_MFA_TYPE";

/// Asks for a choice.
pub(super) async fn ask(
    ctx: &Ctx,
    attempt: &Attempt,
    proven: Proven,
    methods: Vec<Method>,
) -> Result<Challenge> {
    let names: Vec<&str> = methods.into_iter().map(Method::name).collect();
    let parameters = BTreeMap::from([
        // AWS: the guide writes MFAS_CAN_SELECT; its client libraries read this.
        ("MFAS_CAN_CHOOSE".to_owned(), json!(names).to_string()),
        ("USER_ID_FOR_SRP".to_owned(), proven.user.username.clone()),
    ]);
    let session = session::park(ctx, attempt, proven, NAME, Value::Null).await?;
    Ok(Challenge { name: NAME, parameters, session: Some(session), available: Vec::new() })
}

/// Takes the choice.
///
/// Errors: `InvalidSession` where there is nothing left to choose from, `ChallengeUnexpected` for another answer.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let answer = attempt.required("ANSWER")?;
    let (flow, state) = session::open(ctx, attempt, NAME).await?;
    let user = attempt.present()?;
    let Due::Select(methods) = mfa::due(&attempt.pool, user, &state.proved, state.aim.as_ref())? else {
        return Err(Error::new(Reason::InvalidSession));
    };
    let chosen = Method::named(answer).filter(|method| methods.contains(method));
    let chosen = chosen.ok_or_else(|| Error::about(Reason::ChallengeUnexpected, answer))?;
    let proven = Proven::resumed(user.clone(), state, flow, ctx.batch()?);
    Ok(Step::Chosen(proven, chosen, None))
}
