//! Sign-ins that go on: a row per sign-in, moved by compare-and-set, named by a sealed Session string. Its id is that
//! of the refresh family to come: one proof, one row, one family.
//! AWS: the Session parameter of API_RespondToAuthChallenge.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::flows::Flow;
use store::users::User;
use store::{Batch, Outcome};

use super::aim::Aim;
use super::custom_challenge::Custom;
use super::{Attempt, Factor, PAGE_STEP_MS, Proven};
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Kind, Proof, Response};
use crate::pools::Pool;
use crate::sealed_flows;
use crate::users;

/// What a sign-in keeps between two challenges.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct State {
    pub client_id: String,
    pub sub: String,
    pub origin_jti: String,
    /// The [`mark`] of the password that was proved.
    pub password: String,
    /// What was proved, in order.
    #[serde(default)]
    pub proved: Vec<Factor>,
    /// The key of the device that was named.
    #[serde(default)]
    pub device_key: Option<String>,
    /// How far the pool's own functions have come, in a sign-in that they lead.
    #[serde(default)]
    pub custom: Option<Custom>,
    /// Whether a temporary password was replaced on the way.
    #[serde(default)]
    pub has_new_password: bool,
    /// The level that it aims at, and what was credited to it.
    #[serde(default)]
    pub aim: Option<Aim>,
    /// Whether it goes on on a page of the hosted domain.
    #[serde(default)]
    pub is_on_page: bool,
    /// The name that was typed, where the pool's directory knows the user by it and the pool may not.
    #[serde(default)]
    pub typed: Option<String>,
    /// What the step that waits keeps for itself, in its own shape.
    #[serde(default)]
    pub own: Value,
}

/// The row of a sign-in in which nothing is proved by this request: begun by an earlier one, or about to be.
pub(super) struct Row {
    /// Its id, that of the refresh family to come.
    pub id: String,
    flow: Option<Flow>,
    /// What was proved before.
    pub proved: Vec<Factor>,
    device_key: Option<String>,
    /// How far the pool's own functions have come.
    pub custom: Option<Custom>,
    has_new_password: bool,
    /// The level that it aims at.
    pub aim: Option<Aim>,
}

impl Row {
    /// One that is about to be.
    pub(super) fn fresh(ctx: &Ctx) -> Result<Row> {
        let id = crate::ids::uuid(ctx)?;
        let (flow, device_key, custom, has_new_password) = (None, None, None, false);
        Ok(Row { id, flow, proved: Vec::new(), device_key, custom, has_new_password, aim: None })
    }

    /// One that goes on.
    pub(super) fn of(flow: Flow, state: State) -> Row {
        let State { origin_jti, proved, device_key, custom, has_new_password, aim, .. } = state;
        Row { id: origin_jti, flow: Some(flow), proved, device_key, custom, has_new_password, aim }
    }

    /// A proof of the password, made on this row.
    pub(super) fn takes(self, proof: Proven) -> Box<Proven> {
        let Proven { user, proved, device_key, batch, .. } = proof;
        let mut proven = self.proven(user, batch);
        proven.proved.extend(proved);
        proven.device_key = device_key.or(proven.device_key);
        proven
    }

    /// What this row's user has proved.
    pub(super) fn proven(self, user: User, batch: Batch) -> Box<Proven> {
        let Row { id: origin_jti, flow, proved, device_key, custom, has_new_password, aim } = self;
        Box::new(Proven { user, origin_jti, proved, device_key, custom, has_new_password, aim, flow, batch })
    }
}

const FLOW: &str = "sign_in";
/// The step of a row whose answer is being judged: no Session string names it.
const JUDGED: &str = "judged";

/// Lets a sign-in wait at `step`: commits what was proved with its row, begun or moved on, and gives the Session string.
///
/// The batch is guarded on the failures that were loaded with the user: of many parallel guesses no more are judged
/// than the rule allows. Errors: `SessionUsed` when another answer came first, `AliasExists` for a name that came with
/// the answer and is somebody else's.
pub(super) async fn park(
    ctx: &Ctx,
    attempt: &Attempt,
    proven: Proven,
    step: &'static str,
    own: Value,
) -> Result<String> {
    let Proven { user, origin_jti, proved, device_key, custom, has_new_password, aim, flow, mut batch } =
        proven;
    let state = State {
        client_id: attempt.client.id().to_owned(),
        sub: user.sub.clone(),
        origin_jti,
        password: mark(&user),
        proved,
        device_key: attempt.device.as_ref().map(|device| device.key.clone()).or(device_key),
        custom,
        has_new_password,
        aim,
        is_on_page: attempt.is_on_page,
        typed: typed(attempt),
        own,
    };
    let event = Event {
        id: Some(events::id_of_sign_in(&state.origin_jti)),
        proofs: Proof::all(&state.proved),
        ..Event::of(attempt.client.id(), Kind::SignIn, Response::InProgress)
    };
    events::record(ctx, &mut batch, &attempt.pool, &user, event)?;
    let name = put(ctx, &mut batch, attempt, (flow.as_ref(), step), &state)?;
    // Where all is credited and nothing proved yet, wrong passwords stay counted.
    let failures = if state.proved.is_empty() { user.failures } else { 0 };
    store::users::set_failures(&mut batch, &user, failures, user.failed_at);
    commit(ctx, batch).await?;
    Ok(name)
}

/// Lets a sign-in wait at `step` in which this request proves nothing, of a user or of nobody: commits its row and gives
/// the Session string. A name that nobody has gets a row like any other: it moves on, expires and fails as one.
///
/// Errors: `SessionUsed` when another answer came first.
pub(super) async fn wait(
    ctx: &Ctx,
    attempt: &Attempt,
    row: Row,
    (mut batch, step, own): (Batch, &'static str, Value),
) -> Result<String> {
    let state = State {
        client_id: attempt.client.id().to_owned(),
        sub: subject(attempt),
        origin_jti: row.id,
        password: attempt.user.as_ref().map(mark).unwrap_or_default(),
        proved: row.proved,
        device_key: attempt.device.as_ref().map(|device| device.key.clone()).or(row.device_key),
        custom: row.custom,
        has_new_password: row.has_new_password,
        aim: row.aim,
        is_on_page: attempt.is_on_page,
        typed: typed(attempt),
        own,
    };
    let name = put(ctx, &mut batch, attempt, (row.flow.as_ref(), step), &state)?;
    commit(ctx, batch).await?;
    Ok(name)
}

fn typed(attempt: &Attempt) -> Option<String> {
    attempt.is_named_elsewhere.then(|| users::names::fold(&attempt.pool, &attempt.username))
}

/// The user of a sign-in that goes on by a name that only the pool's directory knows; none where the Session is no such one.
pub(super) async fn named_elsewhere(ctx: &Ctx, attempt: &Attempt) -> Result<Option<User>> {
    let Some(text) = attempt.session.as_deref() else { return Ok(None) };
    let state = match find(ctx, &attempt.pool, text).await {
        Ok((_, state)) => state,
        Err(error) if error.reason().entry().status >= 500 => return Err(error),
        // What is wrong with it is told where it is opened.
        Err(_) => return Ok(None),
    };
    let is_it = state.client_id == attempt.client.id()
        && state.typed.is_some_and(|typed| typed == users::names::fold(&attempt.pool, &attempt.username));
    match is_it {
        true => Ok(store::users::get(&ctx.read(), attempt.pool.id(), &state.sub).await?),
        false => Ok(None),
    }
}

/// Takes a row whose answer somebody else is to judge: of many answers at once one is judged.
///
/// Errors: `SessionUsed` when another answer came first.
pub(super) async fn claim(ctx: &Ctx, attempt: &Attempt, mut flow: Flow, state: &State) -> Result<Flow> {
    let mut batch = ctx.batch()?;
    rotate(ctx, &mut batch, (&attempt.pool, &attempt.client), (&flow, JUDGED), state)?;
    commit(ctx, batch).await?;
    flow.revision += 1;
    flow.attempts = 0;
    JUDGED.clone_into(&mut flow.step);
    Ok(flow)
}

/// Begins a row or moves it on, in the batch, and gives the Session string.
fn put(
    ctx: &Ctx,
    batch: &mut Batch,
    attempt: &Attempt,
    (flow, step): (Option<&Flow>, &'static str),
    state: &State,
) -> Result<String> {
    let of = (&*attempt.pool, &*attempt.client);
    match flow {
        None => begin(ctx, batch, of, step, state),
        Some(flow) => rotate(ctx, batch, of, (flow, step), state),
    }
}

fn step_ms(client: &Client, state: &State) -> i64 {
    if state.is_on_page { PAGE_STEP_MS } else { client.session_ms() }
}

/// Begins a row, in the batch, and gives the Session string.
pub(super) fn begin(
    ctx: &Ctx,
    batch: &mut Batch,
    (pool, client): (&Pool, &Client),
    step: &'static str,
    state: &State,
) -> Result<String> {
    let id = state.origin_jti.clone();
    let flow = sealed_flows::begun(ctx, pool, (FLOW, step, step_ms(client, state)), id, state)?;
    store::flows::insert(batch, &flow);
    name(ctx, pool, &flow.id, flow.revision)
}

/// Moves a row on, in the batch, and gives the next Session string.
pub(super) fn rotate(
    ctx: &Ctx,
    batch: &mut Batch,
    (pool, client): (&Pool, &Client),
    (flow, step): (&Flow, &'static str),
    state: &State,
) -> Result<String> {
    let expires_at = ctx.now() + step_ms(client, state);
    store::flows::advance(batch, flow, step, sealed_flows::sealed(ctx, pool, &flow.id, state)?, expires_at);
    name(ctx, pool, &flow.id, flow.revision + 1)
}

/// Commits a batch that [`rotate`]s. Errors: `SessionUsed` when another answer came first.
pub(super) async fn commit(ctx: &Ctx, batch: Batch) -> Result<()> {
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { tag: "flows", .. } => Err(Error::new(Reason::SessionUsed)),
        Outcome::Missed { tag, .. } => Err(users::taken(tag)),
    }
}

/// Opens the row that the Session string names, which must wait at `step` for this client and user, or for the name
/// that nobody has. A password that was set meanwhile ends it: who proved the former one has proved nothing.
///
/// Errors: `InvalidSession`, `SessionExpired`, `SessionUsed`.
pub(super) async fn open(ctx: &Ctx, attempt: &Attempt, step: &'static str) -> Result<(Flow, State)> {
    open_at(ctx, attempt, &[step]).await
}

/// The same of a row that may wait at any of several steps.
pub(super) async fn open_at(ctx: &Ctx, attempt: &Attempt, steps: &[&str]) -> Result<(Flow, State)> {
    let invalid = || Error::new(Reason::InvalidSession);
    let text = attempt.session.as_deref().ok_or_else(invalid)?;
    let (flow, state) = find(ctx, &attempt.pool, text).await?;
    check_theirs(attempt, &flow, &state, steps)?;
    Ok((flow, state))
}

/// The row of this id, for who is told of it by something else than a Session string; the same rules.
pub(super) async fn waiting(
    ctx: &Ctx,
    attempt: &Attempt,
    id: &str,
    step: &'static str,
) -> Result<(Flow, State)> {
    let (flow, state) = load(ctx, &attempt.pool, id, None).await?;
    check_theirs(attempt, &flow, &state, &[step])?;
    Ok((flow, state))
}

/// Errors: `InvalidSession`.
fn check_theirs(attempt: &Attempt, flow: &Flow, state: &State, steps: &[&str]) -> Result<()> {
    let is_theirs = match &attempt.user {
        Some(user) => is_of(state, &attempt.client, user),
        // Clients answer with the name that was typed, or with the one that a challenge told them.
        None => {
            let names = [subject(attempt), nobody(&attempt.username)];
            state.client_id == attempt.client.id() && names.contains(&state.sub)
        }
    };
    match is_theirs && steps.contains(&flow.step.as_str()) {
        true => Ok(()),
        false => Err(Error::new(Reason::InvalidSession)),
    }
}

/// Whether the row that the Session string names waits at `step`; false where there is no such row.
pub(super) async fn waits_at(ctx: &Ctx, attempt: &Attempt, step: &str) -> Result<bool> {
    let Some(text) = attempt.session.as_deref() else { return Ok(false) };
    match find(ctx, &attempt.pool, text).await {
        Ok((flow, _)) => Ok(flow.step == step),
        Err(why) if why.reason() == Reason::Internal => Err(why),
        Err(_) => Ok(false),
    }
}

/// The id of the user's sign-in that the Session string names, and what was proved in it; nothing where there is none.
pub(super) async fn told(ctx: &Ctx, attempt: &Attempt, user: &User) -> Result<(Option<String>, Vec<Factor>)> {
    let Some(text) = attempt.session.as_deref() else { return Ok((None, Vec::new())) };
    match find(ctx, &attempt.pool, text).await {
        Ok((flow, state)) if is_of(&state, &attempt.client, user) => Ok((Some(flow.id), state.proved)),
        Err(why) if why.reason() == Reason::Internal => Err(why),
        _ => Ok((None, Vec::new())),
    }
}

/// Whether a sign-in is this client's and user's, by the password that the user has now.
pub(super) fn is_of(state: &State, client: &Client, user: &User) -> bool {
    state.client_id == client.id() && state.sub == user.sub && state.password == mark(user)
}

/// The pool that a Session string names, before anything of it is believed.
pub(super) fn pool_id(text: &str) -> Option<&str> {
    text.split_once('.').map(|(pool, _)| pool)
}

/// The row that the Session string names, while it waits.
///
/// Errors: `InvalidSession`, `SessionExpired`, `SessionUsed`.
pub(super) async fn find(ctx: &Ctx, pool: &Pool, text: &str) -> Result<(Flow, State)> {
    let invalid = || Error::new(Reason::InvalidSession);
    let (named, sealed) = text.split_once('.').ok_or_else(invalid)?;
    let plain = pool.key.open_token(FLOW, sealed).filter(|_| named == pool.id()).ok_or_else(invalid)?;
    let named = String::from_utf8(plain).map_err(|_| invalid())?;
    let (id, revision) = named.split_once(' ').ok_or_else(invalid)?;
    load(ctx, pool, id, Some(revision)).await
}

/// Errors: `SessionExpired`, `SessionUsed`.
async fn load(ctx: &Ctx, pool: &Pool, id: &str, revision: Option<&str>) -> Result<(Flow, State)> {
    let flow = store::flows::get(&ctx.read(), pool.id(), id).await?;
    let flow = flow.filter(|flow| flow.kind == FLOW).ok_or_else(|| Error::new(Reason::SessionExpired))?;
    if flow.expires_at <= ctx.now() {
        return Err(Error::new(Reason::SessionExpired));
    }
    let is_other = revision.is_some_and(|revision| flow.revision.to_string() != revision);
    if flow.step == store::flows::SPENT || is_other {
        return Err(Error::new(Reason::SessionUsed));
    }
    let state: State = sealed_flows::opened(pool, &flow)?;
    Ok((flow, state))
}

/// Spends the row: its Session string serves no second time, and a row stays until it expires to say so.
pub(super) fn spend(batch: &mut Batch, flow: &Flow) {
    store::flows::tombstone(batch, flow);
}

/// Tells one password of a user from the next, and nothing about either: a hash of what is sealed.
pub(super) fn mark(user: &User) -> String {
    hex::encode(crypto::mac::sha256(user.verifier.as_deref().unwrap_or_default()))
}

/// The Session string of a row at a revision.
pub(super) fn name(ctx: &Ctx, pool: &Pool, id: &str, revision: i64) -> Result<String> {
    let named = format!("{id} {revision}");
    let sealed = pool.key.seal_token(FLOW, &ctx.random()?, named.as_bytes());
    // Some operations are given nothing but the Session: it says in which pool to look.
    Ok(format!("{}.{sealed}", pool.id()))
}

/// Whose the sign-in is: a sub, or what stands for the name that nobody has.
fn subject(attempt: &Attempt) -> String {
    match &attempt.user {
        Some(user) => user.sub.clone(),
        None => nobody(&super::srp_name(attempt)),
    }
}

fn nobody(name: &str) -> String {
    format!("nobody {name}")
}
