//! WEB_AUTHN: a passkey.
//! AWS: API_RespondToAuthChallenge; the developer guide, "Passkey sign-in". RFC: W3C Web Authentication Level 3, 5.5
//! and 7.2.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crypto::webauthn::{self, Asked};
use serde_json::{Value, json};
use store::flows::Flow;
use store::passkeys::Passkey;

use super::session::{Row, State};
use super::{Attempt, Challenge, Factor, Proven, Step, select_challenge, session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::pools::sign_in_policy::WEB_AUTHN;
use crate::users::{names, passkeys};

/// What the row of somebody who has said no name waits at.
const ANYONE: &str = "WEB_AUTHN of anyone";

/// Asks for a passkey of the user's; of nobody's, for one that nobody has.
pub(super) async fn ask(ctx: &Ctx, attempt: &Attempt, row: Row) -> Result<Challenge> {
    let pool = &attempt.pool;
    let allowed = match &attempt.user {
        Some(user) => passkeys::descriptors(&passkeys::usable(ctx, pool, user).await?)?,
        None => vec![nobodys(pool, &attempt.username)],
    };
    let challenge: [u8; 32] = ctx.random()?;
    let challenge = URL_SAFE_NO_PAD.encode(challenge);
    let options = json!({
        "challenge": challenge,
        "timeout": passkeys::TIMEOUT_MS,
        "rpId": pool.relying_party_id(ctx).await?,
        "allowCredentials": allowed,
        "userVerification": if pool.passkeys_verify_users() { "required" } else { "preferred" },
    });
    let waits = (ctx.batch()?, WEB_AUTHN, json!(challenge));
    let session = session::wait(ctx, attempt, row, waits).await?;
    let parameters = BTreeMap::from([("CREDENTIAL_REQUEST_OPTIONS".to_owned(), options.to_string())]);
    Ok(Challenge { name: WEB_AUTHN, parameters, session: Some(session), available: vec![WEB_AUTHN] })
}

/// Asks for whichever passkey of the pool's domain an authenticator finds by itself: nobody has said a name yet.
///
/// Errors: `WebAuthnNotEnabled`, `WebAuthnConfigurationMissing`.
pub(super) async fn ask_anyone(ctx: &Ctx, attempt: &Attempt) -> Result<Challenge> {
    let pool = &attempt.pool;
    let challenge: [u8; 32] = ctx.random()?;
    let challenge = URL_SAFE_NO_PAD.encode(challenge);
    let options = json!({
        "challenge": challenge,
        "timeout": passkeys::TIMEOUT_MS,
        "rpId": pool.relying_party(ctx).await?,
        "allowCredentials": [],
        "userVerification": if pool.passkeys_verify_users() { "required" } else { "preferred" },
    });
    let waits = (ctx.batch()?, ANYONE, json!(challenge));
    let session = session::wait(ctx, attempt, Row::fresh(ctx)?, waits).await?;
    let parameters = BTreeMap::from([("CREDENTIAL_REQUEST_OPTIONS".to_owned(), options.to_string())]);
    Ok(Challenge { name: WEB_AUTHN, parameters, session: Some(session), available: vec![WEB_AUTHN] })
}

/// Whom a response says that it is of: the handle that went into the passkey when it was made.
pub(super) fn said(credential: &str) -> Option<String> {
    let response: Value = serde_json::from_str(credential).ok()?;
    let handle = URL_SAFE_NO_PAD.decode(response.pointer("/response/userHandle")?.as_str()?).ok()?;
    String::from_utf8(handle).ok().filter(|sub| uuid::Uuid::try_parse(sub).is_ok())
}

/// Takes the passkey that an authenticator has found by itself, of the user whom it names. Nothing may be asked of the
/// pool's functions about a user before this holds: a handle alone is no proof.
///
/// Errors: `IncorrectCredentials`, those of a Session that is none.
pub(super) async fn answer_anyone(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let invalid = || Error::new(Reason::InvalidSession);
    let text = attempt.session.as_deref().ok_or_else(invalid)?;
    let (flow, state) = session::find(ctx, &attempt.pool, text).await?;
    if flow.step != ANYONE || state.client_id != attempt.client.id() {
        return Err(invalid());
    }
    judge(ctx, attempt, flow, state).await
}

/// Takes what the authenticator says. A proof that does not hold leaves the challenge as it is.
///
/// Errors: `IncorrectCredentials`.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    attempt.required("CREDENTIAL")?;
    let (flow, state) = session::open(ctx, attempt, WEB_AUTHN).await?;
    judge(ctx, attempt, flow, state).await
}

async fn judge(ctx: &Ctx, attempt: &Attempt, flow: Flow, state: State) -> Result<Step> {
    let wrong = || Error::new(Reason::IncorrectCredentials);
    let credential = attempt.required("CREDENTIAL")?;
    let response: Value = serde_json::from_str(credential).map_err(|_| wrong())?;
    let challenge = URL_SAFE_NO_PAD.decode(state.own.as_str().unwrap_or_default());
    let challenge = challenge.map_err(Error::internal)?;
    let pool = &attempt.pool;
    let relying_party = pool.relying_party_id(ctx).await?.ok_or_else(wrong)?;
    let passkey = named(ctx, attempt, &response).await?;
    let (key, counter) = match &passkey {
        Some(passkey) => (passkey.public_key.clone(), u32::try_from(passkey.counter).unwrap_or(u32::MAX)),
        // Judged all the same, by a key that nobody has: how long it takes must not tell.
        None => (webauthn::nobodys_key(&response), 0),
    };
    let handle = attempt.user.as_ref().map(|user| passkeys::handle(user).to_vec()).unwrap_or_default();
    let verifies_user = pool.passkeys_verify_users();
    let said = response.get("authenticatorAttachment").and_then(Value::as_str);
    let is_roaming = said.map(str::to_owned).or_else(|| passkey.as_ref()?.attachment.clone())
        == Some("cross-platform".to_owned());
    let used = ctx
        .compute(move || {
            let asked = Asked { relying_party: &relying_party, challenge: &challenge, verifies_user };
            webauthn::used(asked, &key, counter, &handle, &response)
        })
        .await?;
    let (Some(user), Some(passkey), Ok(used)) = (&attempt.user, passkey, used) else { return Err(wrong()) };
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    select_challenge::check_still(ctx, attempt, WEB_AUTHN).await?;
    let mut batch = ctx.batch()?;
    store::passkeys::count(&mut batch, &passkey, i64::from(used.counter));
    let factor = if is_roaming { Factor::RoamingPasskey } else { Factor::PlatformPasskey };
    Ok(Step::Proven(Proven::further(user.clone(), state, factor, flow, batch)))
}

/// The user's passkey that the response is of.
async fn named(ctx: &Ctx, attempt: &Attempt, response: &Value) -> Result<Option<Passkey>> {
    let id = webauthn::credential_id(response).map(|id| URL_SAFE_NO_PAD.encode(id));
    let all = match &attempt.user {
        Some(user) => passkeys::usable(ctx, &attempt.pool, user).await?,
        None => store::passkeys::of_user(&ctx.read(), attempt.pool.id(), "").await?,
    };
    Ok(all.into_iter().find(|passkey| Some(&passkey.credential_id) == id.as_ref()))
}

/// A passkey that nobody has, always the same for a name; as long as those of common authenticators.
fn nobodys(pool: &Pool, username: &str) -> Value {
    let bytes = pool.mac("nobody's passkey", names::fold(pool, username).as_bytes());
    let length = [16, 20, 20, 32][usize::from(bytes[0] % 4)];
    let id = URL_SAFE_NO_PAD.encode(&pool.mac("nobody's passkey id", &bytes)[..length]);
    json!({ "type": "public-key", "id": id, "transports": ["internal", "hybrid"] })
}
