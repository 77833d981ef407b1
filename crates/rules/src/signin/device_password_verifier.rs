//! DEVICE_PASSWORD_VERIFIER: a remembered device proves its secret.
//! AWS: API_RespondToAuthChallenge; the developer guide, "Signing in with a device".

use super::proof::Claimed;
use super::{Attempt, Factor, Proven, Step, device_srp, lockout, session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::Proof;
use crate::users::devices;

/// AWS's name of the challenge.
pub(super) const NAME: &str = "DEVICE_PASSWORD_VERIFIER";

/// The device's proof. A wrong one counts like a wrong password, and the sign-in goes on waiting.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    attempt.required("DEVICE_KEY")?;
    let claimed = Claimed::of(attempt)?;
    let block = device_srp::open(ctx, attempt, &claimed.secret_block)?;
    let device = attempt.device.as_ref().filter(|device| device.key == block.device_key);
    let device = device.ok_or_else(|| Error::new(Reason::IncorrectCredentials))?;
    let (flow, state) = session::waiting(ctx, attempt, &block.flow_id, device_srp::NAME).await?;
    if flow.revision != block.revision {
        return Err(Error::new(Reason::SessionUsed));
    }
    let user = attempt.user.as_ref().ok_or_else(|| Error::new(Reason::InvalidSession))?;
    lockout::check(ctx, user)?;
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    let verifier = devices::verifier_of(&attempt.pool, device)?;
    let is_recent = claimed.is_recent(ctx, attempt);
    let names = (devices::group_key(&attempt.pool), device.key.clone());
    let holds = claimed.holds(ctx, verifier, &block.numbers, names).await?;
    // Forgotten, or no longer remembered, while it was asked: it proves nothing.
    if !(holds && is_recent && device.is_remembered && device.is_trusted) {
        return Err(lockout::fail(ctx, attempt, Proof::mfa(false)).await?);
    }
    Ok(Step::Proven(Proven::further(user.clone(), state, Factor::Device, flow, ctx.batch()?)))
}
