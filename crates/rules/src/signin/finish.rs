//! The end of a sign-in: one guarded batch, then tokens.
//! AWS: API_AuthenticationResultType.

use store::browser_sessions::BrowserSession;
use store::devices::Device;
use store::families::Family;
use store::users::User;
use store::{Batch, Miss, Outcome};

use super::aim::Aim;
use super::{Attempt, Factor, Proven, Reply, aim, device, session};
use crate::ctx::Ctx;
use crate::directory::asking;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Kind, Proof, Response};
use crate::hosted::browser;
use crate::pools::Pool;
use crate::tokens::claims::{ADMIN_SCOPE, Subject};
use crate::tokens::issue::{self, Issued};
use crate::tokens::overrides::Changes;
use crate::tokens::refresh::{self, Grant, Held, Manner};
use crate::tokens::sessions;
use crate::triggers::post_authentication;
use crate::triggers::pre_token_generation::{self, Source};
use crate::users::{self, devices};

/// How often the last batch is written again where the user has moved under it, once functions have run.
const TRIES: usize = 3;

/// A sign-in that has come to its end.
struct Ending<'a> {
    attempt: &'a Attempt,
    proved: Vec<Factor>,
    device: Option<Device>,
    family: Family,
    event_id: String,
}

/// The end of whichever sign-in it is.
pub(super) async fn end(ctx: &Ctx, attempt: &Attempt, proven: Proven) -> Result<Reply> {
    if !proven.proved.contains(&Factor::Password) {
        // Nobody has asked the directory yet whether it lets them in.
        asking::check_admits(ctx, &attempt.pool, &proven.user).await?;
    }
    match attempt.is_on_page {
        true => enter(ctx, attempt, proven).await.map(Reply::Entered),
        false => tokens(ctx, attempt, proven).await.map(Reply::Tokens),
    }
}

/// Commits a browser session, guarded on the user as loaded. The tokens come with the code that it gives, and so does
/// what is asked about them.
async fn enter(ctx: &Ctx, attempt: &Attempt, proven: Proven) -> Result<BrowserSession> {
    let pool = &attempt.pool;
    let is_asked = post_authentication::is_configured(pool);
    let proven = if is_asked { settle(ctx, attempt, proven).await? } else { proven };
    let Proven { mut user, origin_jti, proved, aim, flow, mut batch, .. } = proven;
    let event_id = events::id_of_sign_in(&origin_jti);
    let proofs = Proof::all(&proved);
    let event = |response| Event {
        id: Some(event_id.clone()),
        proofs: proofs.clone(),
        ..Event::of(attempt.client.id(), Kind::SignIn, response)
    };
    if is_asked {
        if let Err(why) = post_authentication::tell(ctx, attempt, &user, false).await {
            record_refusal(ctx, pool, &user, event(Response::Fail), &why).await;
            return Err(why);
        }
        user = again(ctx, attempt, &user).await?;
    }
    let entered = browser::Entered {
        event_id: event_id.clone(),
        proved: aim::counted(aim.as_ref(), &proved),
        client_id: attempt.client.id().to_owned(),
        auth_time: aim.as_ref().and_then(Aim::began_at).unwrap_or_else(|| ctx.now()),
        federated: None,
    };
    let session = browser::begun(ctx, pool, &attempt.client, &user.sub, entered).await?;
    events::record(ctx, &mut batch, pool, &user, event(Response::Pass))?;
    if let Some(flow) = &flow {
        session::spend(&mut batch, flow);
    }
    store::browser_sessions::insert_for(&mut batch, &session, &user);
    if user.failures > 0 {
        store::users::set_failures(&mut batch, &user, 0, user.failed_at);
    }
    match ctx.commit_as_is(batch).await? {
        Outcome::Done => Ok(session),
        Outcome::Missed { miss: Miss::Taken, tag, .. } => Err(users::taken(tag)),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Signs the tokens and commits the refresh family, guarded on the user as loaded: whoever was disabled, changed
/// or guessed at meanwhile is not let in.
///
/// Where the pool's functions are to be asked, what was proved is committed before: whether it was right, they tell.
pub(super) async fn tokens(ctx: &Ctx, attempt: &Attempt, proven: Proven) -> Result<Issued> {
    let pool = &attempt.pool;
    let device = device::of(ctx, attempt, &proven).await?;
    let new_device = device::new(ctx, attempt, device.as_ref())?;
    let is_asked = post_authentication::is_configured(pool) || pre_token_generation::is_configured(pool);
    let source = source(&proven);
    let proven = if is_asked { settle(ctx, attempt, proven).await? } else { proven };
    let Proven { mut user, origin_jti, proved, aim, flow, batch, .. } = proven;
    let new_key = new_device.as_ref().map(|new| new.key.clone());
    let grant = Grant {
        event_id: events::id_of_sign_in(&origin_jti),
        scopes: vec![ADMIN_SCOPE.to_owned()],
        proved: aim::counted(aim.as_ref(), &proved),
        device_key: device.as_ref().map(|device| device.key.clone()).or(new_key),
        session: sessions::begun(ctx, pool),
        hosted: None,
        federated: None,
        key: None,
    };
    let event_id = grant.event_id.clone();
    let family = family(ctx, attempt, (&user, origin_jti), &grant)?;
    let mut ending = Ending { attempt, proved, device, family, event_id };
    let changes = match ask(ctx, &ending, &mut user, (&grant, source, new_device.is_some())).await {
        Ok(changes) => changes,
        Err(why) => return Err(ending.refused(ctx, &user, why).await),
    };
    // A function may end all earlier sign-ins of the user: this one is none of them.
    ending.family.auth_time = ctx.now();
    let mut issued = sign(ctx, &ending, &user, (&grant, &changes)).await?;
    issued.refresh_token = Some(refresh::token(pool, &ending.family));
    issued.new_device = new_device;

    let mut batch = Some(batch);
    for tries in 1.. {
        let mut batch = match batch.take() {
            Some(batch) => batch,
            None => ctx.batch()?,
        };
        if let Some(flow) = &flow {
            session::spend(&mut batch, flow);
        }
        ending.put(ctx, &user, &mut batch).await?;
        match ctx.commit_as_is(batch).await? {
            Outcome::Done => break,
            // An alias that came with the new password may be somebody else's.
            Outcome::Missed { miss: Miss::Taken, tag, .. } => return Err(users::taken(tag)),
            Outcome::Missed { .. } => {
                let why = missed(ctx, &ending.family).await?;
                // What was proved is spent: only this can be done again.
                if why.reason() != Reason::Moved || !is_asked || tries == TRIES {
                    return Err(why);
                }
                user = again(ctx, attempt, &user).await?;
                issued = Issued {
                    refresh_token: issued.refresh_token,
                    new_device: issued.new_device,
                    ..sign(ctx, &ending, &user, (&grant, &changes)).await?
                };
            }
        }
    }
    Ok(issued)
}

/// Commits what was proved, before functions are asked: it tells that the proof was right, so it is guarded like a sign-in
/// on the failures that were loaded with it. A Session is spent by it.
async fn settle(ctx: &Ctx, attempt: &Attempt, mut proven: Proven) -> Result<Proven> {
    let mut batch = std::mem::replace(&mut proven.batch, ctx.batch()?);
    if let Some(flow) = proven.flow.take() {
        session::spend(&mut batch, &flow);
    }
    store::users::set_failures(&mut batch, &proven.user, 0, proven.user.failed_at);
    session::commit(ctx, batch).await?;
    proven.user.failures = 0;
    proven.user = again(ctx, attempt, &proven.user).await?;
    Ok(proven)
}

/// Asks the pool's functions at the end of a sign-in; the user is loaded again after each.
async fn ask(
    ctx: &Ctx,
    ending: &Ending<'_>,
    user: &mut User,
    (grant, source, is_device_new): (&Grant, Source, bool),
) -> Result<Changes> {
    let Ending { attempt, .. } = ending;
    let (pool, client) = (&attempt.pool, &attempt.client);
    if post_authentication::is_configured(pool) {
        post_authentication::tell(ctx, attempt, user, is_device_new).await?;
        *user = again(ctx, attempt, user).await?;
    }
    if !pre_token_generation::is_configured(pool) {
        return Ok(Changes::default());
    }
    let groups = issue::groups(ctx, pool, user).await?;
    let client_metadata = attempt.client_metadata.as_ref();
    let of = Some((&*user, groups.as_slice()));
    let event =
        pre_token_generation::Event { pool, client, user: of, scopes: &grant.scopes, client_metadata };
    let changes = pre_token_generation::ask(ctx, &event, source).await?;
    *user = again(ctx, attempt, user).await?;
    Ok(changes)
}

/// The user once a function has run, which may have changed more than its answer says.
///
/// Errors: `IncorrectCredentials` for one who is gone, `UserDisabled`, `Moved` where the password or the status is
/// another: what was proved is to be judged anew.
async fn again(ctx: &Ctx, attempt: &Attempt, before: &User) -> Result<User> {
    let user = store::users::get(&ctx.read(), attempt.pool.id(), &before.sub).await?;
    let user = user.ok_or_else(|| Error::new(Reason::IncorrectCredentials))?;
    if !user.is_enabled {
        return Err(Error::new(Reason::UserDisabled));
    }
    let is_same = session::mark(&user) == session::mark(before) && user.status == before.status;
    if is_same { Ok(user) } else { Err(Error::new(Reason::Moved)) }
}

async fn sign(
    ctx: &Ctx,
    ending: &Ending<'_>,
    user: &User,
    (grant, changes): (&Grant, &Changes),
) -> Result<Issued> {
    let Ending { attempt, family, .. } = ending;
    let groups = issue::groups(ctx, &attempt.pool, user).await?;
    let (pool, client) = (&*attempt.pool, &*attempt.client);
    issue::sign(
        ctx,
        &Subject { pool, client, user, family, groups: &groups, grant, nonce: None, key: None },
        changes,
    )
    .await
}

/// What a function is told the tokens are made for.
fn source(proven: &Proven) -> Source {
    match proven.proved.last() {
        _ if proven.has_new_password => Source::NewPassword,
        Some(Factor::Device) => Source::Device,
        _ => Source::Authentication,
    }
}

fn family(
    ctx: &Ctx,
    attempt: &Attempt,
    (user, origin_jti): (&User, String),
    grant: &Grant,
) -> Result<Family> {
    let now = ctx.now();
    Ok(Family {
        pool_id: attempt.pool.id().to_owned(),
        origin_jti,
        sub: user.sub.clone(),
        client_id: attempt.client.id().to_owned(),
        generation: 0,
        rotated_at: 0,
        revoked_at: None,
        auth_time: now,
        expires_at: now + attempt.client.refresh_ttl_s() * 1_000,
        settings: serde_json::to_string(grant)?,
    })
}

impl Ending<'_> {
    /// Puts the sign-in into the batch.
    async fn put(&self, ctx: &Ctx, user: &User, batch: &mut Batch) -> Result<()> {
        let pool = &self.attempt.pool;
        events::record(ctx, batch, pool, user, self.event(Response::Pass))?;
        if let Some(device) = &self.device {
            device::sign(ctx, device, &self.proved, batch);
        }
        sessions::make_room(ctx, pool, user, batch).await?;
        store::families::insert_for(batch, &self.family, user);
        if user.failures > 0 {
            store::users::set_failures(batch, user, 0, user.failed_at);
        }
        Ok(())
    }

    fn event(&self, response: Response) -> Event<'_> {
        Event {
            id: Some(self.event_id.clone()),
            proofs: Proof::all(&self.proved),
            ..Event::of(self.attempt.client.id(), Kind::SignIn, response)
        }
    }

    /// Records that a function has refused; the error stays the function's.
    async fn refused(&self, ctx: &Ctx, user: &User, why: Error) -> Error {
        record_refusal(ctx, &self.attempt.pool, user, self.event(Response::Fail), &why).await;
        why
    }
}

/// Records that a function has refused a sign-in.
async fn record_refusal(ctx: &Ctx, pool: &Pool, user: &User, event: Event<'_>, why: &Error) {
    if !why.is_of_function() {
        return;
    }
    let recorded = async {
        let user = store::users::get(&ctx.read(), pool.id(), &user.sub).await?;
        let Some(user) = user else { return Ok(()) };
        let mut batch = ctx.batch()?;
        events::record(ctx, &mut batch, pool, &user, event)?;
        // The guard: who is deleted meanwhile leaves nothing behind.
        store::users::set_failures(&mut batch, &user, user.failures, user.failed_at);
        ctx.commit(batch).await
    };
    if let Err(error) = recorded.await {
        tracing::warn!(%error, "a refused sign-in is not in the history");
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
