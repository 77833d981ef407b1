//! SOFTWARE_TOKEN_MFA: a code of the user's authenticator app after the password.
//! AWS: API_RespondToAuthChallenge; the developer guide, "TOTP software token MFA".

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Attempt, Challenge, Factor, Proven, Step, session};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::users::software_tokens;

/// AWS's name of the challenge.
pub(super) const NAME: &str = "SOFTWARE_TOKEN_MFA";

/// Asks for a code.
pub(super) async fn ask(ctx: &Ctx, attempt: &Attempt, proven: Proven) -> Result<Challenge> {
    let mut parameters = BTreeMap::from([("USER_ID_FOR_SRP".to_owned(), proven.user.username.clone())]);
    if let Some(token) = software_tokens::get(ctx, &attempt.pool, &proven.user).await?
        && let Some(name) = software_tokens::name(&token)?
    {
        parameters.insert("FRIENDLY_DEVICE_NAME".to_owned(), name);
    }
    let session = session::park(ctx, attempt, proven, NAME, Value::Null).await?;
    Ok(Challenge { name: NAME, parameters, session: Some(session), available: Vec::new() })
}

/// Takes the code.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let typed = attempt.required("SOFTWARE_TOKEN_MFA_CODE")?;
    let (flow, state) = session::open(ctx, attempt, NAME).await?;
    let user = attempt.present()?;
    let mut batch = ctx.batch()?;
    software_tokens::check(ctx, &mut batch, &attempt.pool, user, typed).await?;
    Ok(Step::Proven(Proven::further(user.clone(), state, Factor::SoftwareToken, flow, batch)))
}
