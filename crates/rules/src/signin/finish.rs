//! The end of a sign-in: one guarded batch, then tokens.
//! AWS: API_AuthenticationResultType.

use store::families::Family;
use store::users::User;
use store::{Miss, Outcome};

use super::{Attempt, Proven, Reply, device, session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Kind, Proof, Response};
use crate::tokens::claims::ADMIN_SCOPE;
use crate::tokens::issue::{self, Issued};
use crate::tokens::refresh::{self, Grant, Held, Manner};
use crate::tokens::sessions;
use crate::users::{self, devices};

/// Signs the tokens and commits the refresh family, guarded on the user as loaded: whoever was disabled, changed
/// or guessed at meanwhile is not let in.
pub(super) async fn tokens(ctx: &Ctx, attempt: &Attempt, proven: Proven) -> Result<Issued> {
    let device = device::of(ctx, attempt, &proven).await?;
    let Proven { user, origin_jti, proved, flow, mut batch, .. } = proven;
    if let Some(flow) = &flow {
        session::spend(&mut batch, flow);
    }
    let event = Event {
        id: Some(events::id_of_sign_in(&origin_jti)),
        proofs: Proof::all(&proved),
        ..Event::of(attempt.client.id(), Kind::SignIn, Response::Pass)
    };
    let event_id = events::record(ctx, &mut batch, &attempt.pool, &user, event)?;
    let new_device = device::sign(ctx, attempt, device.as_ref(), &proved, &mut batch)?;
    let device_key =
        device.map(|device| device.key).or_else(|| new_device.as_ref().map(|new| new.key.clone()));
    sessions::make_room(ctx, &attempt.pool, &user, &mut batch).await?;
    let session = sessions::begun(ctx, &attempt.pool);
    let grant = Grant { event_id, scopes: vec![ADMIN_SCOPE.to_owned()], proved, device_key, session };
    let now = ctx.now();
    let family = Family {
        pool_id: attempt.pool.id().to_owned(),
        origin_jti,
        sub: user.sub.clone(),
        client_id: attempt.client.id().to_owned(),
        generation: 0,
        rotated_at: 0,
        revoked_at: None,
        auth_time: now,
        expires_at: now + attempt.client.refresh_ttl_s() * 1_000,
        settings: serde_json::to_string(&grant)?,
    };
    store::families::insert_for(&mut batch, &family, &user);
    if user.failures > 0 {
        store::users::set_failures(&mut batch, &user, 0, user.failed_at);
    }
    let mut issued = issue::sign(ctx, &attempt.pool, &attempt.client, &user, &family, &grant).await?;
    issued.refresh_token = Some(refresh::token(&attempt.pool, &family));
    issued.new_device = new_device;
    match ctx.commit_as_is(batch).await? {
        Outcome::Done => Ok(issued),
        // An alias that came with the new password may be somebody else's.
        Outcome::Missed { miss: Miss::Taken, tag, .. } => Err(users::taken(tag)),
        Outcome::Missed { .. } => Err(missed(ctx, &family).await?),
    }
}

/// Why the batch missed: the family is there, so the proof was used before; or something moved.
async fn missed(ctx: &Ctx, family: &Family) -> Result<Error> {
    let used = store::families::get(&ctx.read(), &family.pool_id, &family.origin_jti).await?.is_some();
    Ok(Error::new(if used { Reason::SessionUsed } else { Reason::Moved }))
}

/// REFRESH_TOKEN_AUTH: new tokens, no new refresh token.
///
/// Errors: `RefreshFlowRotates` for a client that rotates, `SecretHashMissing`, `SecretHashMismatch`, and those of
/// [`refresh::redeem`].
pub(super) async fn refresh(ctx: &Ctx, attempt: &Attempt, held: Option<Held>) -> Result<Reply> {
    if attempt.client.rotates() {
        return Err(Error::new(Reason::RefreshFlowRotates));
    }
    let sent = attempt.given.get("SECRET_HASH").map(String::as_str);
    if attempt.client.has_secret() && sent.is_none() {
        return Err(Error::about(Reason::SecretHashMissing, attempt.client.id()));
    }
    let is_proved = |user: &User| {
        // AWS: the hash is over the username, which is the sub where people sign up with an address. A typed name
        // would let the hash of one user serve another.
        let proved = attempt.client.check_secret_hash(sent, &[&user.username, &user.sub]);
        proved.map_err(|_| Error::about(Reason::SecretHashMismatch, attempt.client.id()))
    };
    let family = held.as_ref().and_then(Held::family);
    let device_key = attempt.given.get("DEVICE_KEY").map(String::as_str);
    devices::check_refresh(ctx, &attempt.pool, family, device_key).await?;
    let issued = refresh::redeem(ctx, &attempt.pool, &attempt.client, held, Manner::Plain, is_proved).await?;
    Ok(Reply::Tokens(issued))
}
