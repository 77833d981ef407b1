//! A sign-in on a page that begins with a passkey and no name: the authenticator says whose it is.
//! AWS: the developer guide, "Passkey sign-in"; its operations want a name. RFC: W3C Web Authentication Level 3, 7.2 with
//! an empty list of credentials.

use super::{Asked, Challenge, Entrance, Reply, entry, select_challenge, take, web_authn};
use crate::clients::Flow;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::sign_in_policy::WEB_AUTHN;

/// Asks for any passkey of the pool's domain. Errors: `FlowNotEnabled` where the client lets nobody choose,
/// `WebAuthnNotEnabled`, `WebAuthnConfigurationMissing`.
pub async fn ask_for_passkey(ctx: &Ctx, entrance: Entrance, mut asked: Asked) -> Result<Challenge> {
    // Nobody is called so: what stands in the row is of no user.
    asked.given.insert("USERNAME".to_owned(), "\u{1}".to_owned());
    let mut attempt = entry::resume(ctx, entrance, asked).await?;
    if !attempt.client.allows(Flow::Choice) {
        return Err(Error::about(Reason::FlowNotEnabled, "USER_AUTH"));
    }
    attempt.user = None;
    entry::check_address(ctx, &attempt).await?;
    web_authn::ask_anyone(ctx, &attempt).await
}

/// Takes the passkey, in CREDENTIAL.
///
/// Errors: `IncorrectCredentials`, `InvalidSession`, `SessionExpired`, `SessionUsed`, `UserDisabled`, and what may follow a
/// first factor.
pub async fn by_passkey(ctx: &Ctx, entrance: Entrance, mut asked: Asked) -> Result<Reply> {
    let wrong = || Error::new(Reason::IncorrectCredentials);
    let said = asked.given.get("CREDENTIAL").and_then(|credential| web_authn::said(credential));
    let sub = said.ok_or_else(wrong)?;
    asked.given.insert("USERNAME".to_owned(), sub.clone());
    let mut attempt = entry::resume(ctx, entrance, asked).await?;
    // A name may look like a sub: the handle means the sub alone.
    attempt.user = attempt.user.take().filter(|user| user.sub == sub);
    entry::check_address(ctx, &attempt).await?;
    let step = web_authn::answer_anyone(ctx, &attempt).await?;
    let before = attempt.user.as_ref().map(|user| (user.revision, user.failures));
    entry::ask_function(ctx, &mut attempt, false).await?;
    attempt.user = attempt.user.take().filter(|user| user.sub == sub);
    select_challenge::check_may_begin(&attempt)?;
    select_challenge::check_still(ctx, &attempt, WEB_AUTHN).await?;
    // A function that has changed the user has the passkey looked at again.
    let is_same = attempt.user.as_ref().map(|user| (user.revision, user.failures)) == before;
    let step = if is_same { step } else { web_authn::answer_anyone(ctx, &attempt).await? };
    take(ctx, &attempt, step).await
}
