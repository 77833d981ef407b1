//! PostConfirmation: somebody is confirmed. Sources PostConfirmation_ConfirmSignUp, called by ConfirmSignUp,
//! AdminConfirmSignUp and a SignUp that PreSignUp confirms, and PostConfirmation_ConfirmForgotPassword, called by
//! ConfirmForgotPassword.
//! AWS: the developer guide, "Post confirmation Lambda trigger".
//!
//! Told after the commit: what the function throws is the call's error, and the user stays confirmed.

use serde_json::json;
use store::users::User;

use super::{About, Cause, Nothing, Trigger, add_metadata, attributes, call, configured};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;

const SIGN_UP: Trigger = Trigger::new("PostConfirmation", "PostConfirmation_ConfirmSignUp");
const PASSWORD: Trigger = Trigger::new("PostConfirmation", "PostConfirmation_ConfirmForgotPassword");

/// Tells of a sign-up that was confirmed. Errors: those of the function.
pub(crate) async fn sign_up(ctx: &Ctx, pool: &Pool, user: &User, cause: Cause<'_>) -> Result<()> {
    tell(ctx, &SIGN_UP, About::user(pool, cause.client_id, user), (user, cause)).await
}

/// Tells of a new password by a code. Errors: those of the function.
pub(crate) async fn password(ctx: &Ctx, pool: &Pool, user: &User, cause: Cause<'_>) -> Result<()> {
    tell(ctx, &PASSWORD, About::user(pool, cause.client_id, user), (user, cause)).await
}

async fn tell(
    ctx: &Ctx,
    trigger: &Trigger,
    about: About<'_>,
    (user, cause): (&User, Cause<'_>),
) -> Result<()> {
    let Some(arn) = configured(about.pool, |config| config.post_confirmation.as_ref()) else {
        return Ok(());
    };
    let mut request = super::request(attributes(about.pool, user));
    add_metadata(&mut request, cause.client_metadata);
    let Nothing {} = call(ctx, about, (trigger, arn), (request, json!({}))).await?;
    Ok(())
}
