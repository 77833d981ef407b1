//! SMS_MFA: a code by text message after the password.
//! AWS: API_RespondToAuthChallenge; the developer guide, "SMS and email message MFA".

use super::sent_code::{self, Channel};
use super::{Attempt, Challenge, Factor, Proven, Step};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::mfa::Method;
use crate::users::one_time_codes::Purpose;

/// AWS's name of the challenge.
pub(super) const NAME: &str = "SMS_MFA";

const CHANNEL: Channel = Channel {
    name: NAME,
    key: "SMS_MFA_CODE",
    attribute: "phone_number",
    purpose: Purpose::SmsMfa,
    factor: Factor::Sms,
    method: Method::Sms,
};

/// Sends a code and asks for it; to `address` where the user has none yet.
pub(super) async fn ask(
    ctx: &Ctx,
    attempt: &Attempt,
    proven: Proven,
    address: Option<String>,
) -> Result<Challenge> {
    sent_code::ask(ctx, attempt, proven, &CHANNEL, address).await
}

/// Takes the code.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    sent_code::answer(ctx, attempt, &CHANNEL).await
}
