//! Devices without a browser: a code for the device, a short one for its person, and what the person says to it.
//! AWS has none. RFC: 8628.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use store::Outcome;
use store::flows::{self, Flow};

use super::authorize::{self, Params, Prompt, Refusal, Request, Wants};
use super::browser::{self, Live};
use super::codes;
use super::site::{self, Site};
use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::pools::Pool;
use crate::sealed_flows;
use crate::tokens::dpop::Key;
use crate::tokens::issue::Issued;
use crate::users::attempts;

#[derive(Serialize, Deserialize)]
struct State {
    client_id: String,
    scopes: Vec<String>,
    user_code: String,
    interval_s: i64,
    polled_at: i64,
    /// Of whoever has allowed it.
    browser_session: Option<String>,
}

const KIND: &str = "device";
/// Where the person's code leads: to the row of the device's.
const SHORT_KIND: &str = "device user code";
const WAITS: &str = "waits";
const ALLOWED: &str = "allowed";
const DENIED: &str = "denied";

/// How long both codes are good.
pub const LIFE_S: i64 = 600;

/// How long a device waits between two questions. RFC: 8628 section 3.2, and 3.5 for what is added to it.
const INTERVAL_S: i64 = 5;

/// RFC: 8628 section 6.1: no vowels, so that no words come out, and nothing that looks like something else.
const LETTERS: &[u8] = b"BCDFGHJKLMNPQRSTVWXZ";
const LENGTH: usize = 8;

/// Wrong codes that one address may type in an hour.
const GUESSES: attempts::Limit = attempts::Limit::new("device_code", 20);

/// What a device gets first.
pub struct Begun {
    /// For the device alone.
    pub device_code: String,
    /// For the person: `XXXX-XXXX`.
    pub user_code: String,
    /// Seconds between two questions.
    pub interval_s: i64,
}

/// What a device that asks is told.
pub enum Polled {
    /// Its tokens.
    Tokens(Box<Issued>),
    /// Nobody has answered yet.
    Pending,
    /// It asks too often, and is to wait five seconds more from now on.
    TooOften,
    /// The person does not want it.
    Denied,
    /// Too late.
    Expired,
}

/// A device that waits for its person's word.
pub struct Waiting {
    /// The client.
    pub client: Arc<Client>,
    /// What it asks for.
    pub scopes: Vec<String>,
    /// The code that it shows.
    pub user_code: String,
    flow: Flow,
    state: State,
}

/// Begins for a client that has proved itself.
///
/// Errors: `AuthFlowNotEnabled` for a client that may not have codes, or that has registered itself; `ScopeNotAllowed`.
pub async fn begin(ctx: &Ctx, pool: &Pool, client: &Client, params: &Params) -> Result<Begun> {
    let is_on = client.settings.allowed_oauth_flows_user_pool_client == Some(true);
    let has_codes = client.settings.allowed_oauth_flows.iter().flatten().any(|flow| flow == "code");
    if !is_on || !has_codes || client.is_registered() {
        return Err(Error::new(Reason::AuthFlowNotEnabled));
    }
    let asked = authorize::text(params, "scope").unwrap_or_default();
    let scopes =
        authorize::scopes(client, params).map_err(|_| Error::about(Reason::ScopeNotAllowed, asked))?;
    let device_code = hex::encode(ctx.random::<32>()?);
    let user_code = ids::text(ctx, LETTERS, LENGTH)?;
    let state = State {
        client_id: client.id().to_owned(),
        scopes,
        user_code: user_code.clone(),
        interval_s: INTERVAL_S,
        polled_at: 0,
        browser_session: None,
    };
    let life_ms = LIFE_S * 1_000;
    let begun = sealed_flows::begun(ctx, pool, (KIND, WAITS, life_ms), row_id(pool, &device_code), &state)?;
    let leads = (SHORT_KIND, WAITS, life_ms);
    let short = sealed_flows::begun(ctx, pool, leads, short_id(pool, &user_code), &begun.id)?;
    let mut batch = ctx.batch()?;
    flows::insert(&mut batch, &begun);
    // One that waits already has the same code, once in ten thousand million times: the next try has another.
    flows::insert(&mut batch, &short);
    ctx.commit(batch).await?;
    Ok(Begun { device_code, user_code: shown(&user_code), interval_s: INTERVAL_S })
}

/// What a device is told that asks with its code.
///
/// Errors: `CodeGrantInvalid` for a code that is not there, used, another client's, or allowed by somebody who may not sign in
/// any more; those of PreTokenGeneration.
pub async fn poll(
    ctx: &Ctx,
    pool: &Arc<Pool>,
    client: &Client,
    (device_code, key): (&str, Option<&Key>),
) -> Result<Polled> {
    let invalid = || Error::new(Reason::CodeGrantInvalid);
    let flow = flows::get(&ctx.read(), pool.id(), &row_id(pool, device_code)).await?;
    let flow = flow.filter(|flow| flow.kind == KIND && flow.step != flows::SPENT).ok_or_else(invalid)?;
    let mut state: State = sealed_flows::opened(pool, &flow)?;
    let mut batch = ctx.batch()?;
    if state.client_id != client.id() {
        flows::tombstone(&mut batch, &flow);
        ctx.try_commit(batch).await?;
        return Err(invalid());
    }
    if flow.expires_at <= ctx.now() {
        return Ok(Polled::Expired);
    }
    match (flow.step.as_str(), &state.browser_session) {
        (ALLOWED, Some(session)) => {
            let live = browser::of_id(ctx, pool, session).await?.ok_or_else(invalid)?;
            let issued = codes::of_device(ctx, (pool, client), &live, (&state.scopes, key), &flow).await?;
            Ok(Polled::Tokens(Box::new(issued)))
        }
        (DENIED, _) => {
            flows::tombstone(&mut batch, &flow);
            ctx.try_commit(batch).await?;
            Ok(Polled::Denied)
        }
        _ => {
            let is_early = ctx.now() - state.polled_at < state.interval_s * 1_000;
            if is_early {
                state.interval_s += 5;
            }
            state.polled_at = ctx.now();
            let sealed = sealed_flows::sealed(ctx, pool, &flow.id, &state)?;
            flows::advance(&mut batch, &flow, WAITS, sealed, flow.expires_at);
            // Whoever asks twice at once asks too often.
            let is_first = matches!(ctx.try_commit(batch).await?, Outcome::Done);
            Ok(if is_early || !is_first { Polled::TooOften } else { Polled::Pending })
        }
    }
}

/// The text by which the pages know the device whose code somebody has typed, in one browser.
///
/// Errors: `CodeMismatch` for a code that no device shows; `TooManyAttempts` for an address that types too many such.
pub async fn typed(ctx: &Ctx, pool: &Pool, code: &str, browser: &str) -> Result<String> {
    let upper = code.to_ascii_uppercase();
    let code: String = upper.chars().filter(|c| !c.is_whitespace() && *c != '-').take(LENGTH + 1).collect();
    let admitted = attempts::admit(ctx, pool, &attempts::address(ctx, pool), GUESSES).await?;
    let short = flows::get(&ctx.read(), pool.id(), &short_id(pool, &code)).await?;
    let short = short.filter(|flow| flow.kind == SHORT_KIND && flow.expires_at > ctx.now());
    let id = match short {
        Some(short) => Some(sealed_flows::opened::<String>(pool, &short)?),
        None => None,
    };
    let waits = match &id {
        Some(id) => waiting(ctx, pool, id).await?.is_some(),
        None => false,
    };
    let Some(id) = id.filter(|_| waits) else {
        let mut batch = ctx.batch()?;
        admitted.count(&mut batch);
        ctx.commit(batch).await?;
        return Err(Error::new(Reason::CodeMismatch));
    };
    let name = serde_json::to_vec(&(id, browser))?;
    Ok(pool.key.seal_token(KIND, &ctx.random()?, &name))
}

/// The device that a text of [`typed`] names, where it waits still; and whether it was typed in this browser.
pub async fn named(ctx: &Ctx, pool: &Pool, text: &str, browser: &str) -> Result<Option<(Waiting, bool)>> {
    let name = pool.key.open_token(KIND, text);
    let name = name.and_then(|name| serde_json::from_slice::<(String, String)>(&name).ok());
    let Some((id, bound)) = name else { return Ok(None) };
    let is_own = crypto::mac::equal(bound.as_bytes(), browser.as_bytes());
    Ok(waiting(ctx, pool, &id).await?.map(|waiting| (waiting, is_own)))
}

/// What the pages take for the app's request while somebody signs in for a device.
pub(super) async fn request(
    ctx: &Ctx,
    site: &Site,
    params: &Params,
    device: &str,
) -> Result<Request, Refusal> {
    let gone = Refusal::Page { parameter: "device", error: "expired" };
    let (waiting, _) = named(ctx, &site.pool, device, "").await?.ok_or(gone)?;
    Ok(Request {
        client: waiting.client,
        redirect_uri: verification_uri(ctx, site),
        wants: Wants::Code,
        scopes: waiting.scopes,
        state: None,
        nonce: None,
        challenge: None,
        resource: None,
        prompt: Prompt::default(),
        max_age_s: None,
        login_hint: None,
        provider: authorize::text(params, "identity_provider").map(str::to_owned),
        provider_identifier: authorize::text(params, "idp_identifier").map(str::to_owned),
        levels: Vec::new(),
        device: Some(device.to_owned()),
        key: None,
        account: None,
    })
}

/// Where people type the code: under the domain's own host, since it is where they sign in.
pub fn verification_uri(ctx: &Ctx, site: &Site) -> String {
    format!("{}/device", site::origin(ctx.config(), &site.domain.row))
}

/// Notes what the person says: allowed with who it is, or not. False where it is too late.
pub async fn decide(ctx: &Ctx, pool: &Pool, waiting: Waiting, allowed_by: Option<&Live>) -> Result<bool> {
    let Waiting { flow, mut state, .. } = waiting;
    let step = if allowed_by.is_some() { ALLOWED } else { DENIED };
    state.browser_session = allowed_by.map(|live| live.session.id.clone());
    let sealed = sealed_flows::sealed(ctx, pool, &flow.id, &state)?;
    let mut batch = ctx.batch()?;
    flows::advance(&mut batch, &flow, step, sealed, flow.expires_at);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(true),
        // The device has asked meanwhile, or somebody else has answered: the next look tells.
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

async fn waiting(ctx: &Ctx, pool: &Pool, id: &str) -> Result<Option<Waiting>> {
    let flow = flows::get(&ctx.read(), pool.id(), id).await?;
    let is_good = |flow: &Flow| flow.kind == KIND && flow.step == WAITS && flow.expires_at > ctx.now();
    let Some(flow) = flow.filter(is_good) else { return Ok(None) };
    let state: State = sealed_flows::opened(pool, &flow)?;
    let client = match clients::of_pool(ctx, pool, &state.client_id).await {
        Ok(client) => client,
        Err(error) if error.reason() == Reason::ClientNotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let (scopes, user_code) = (state.scopes.clone(), shown(&state.user_code));
    Ok(Some(Waiting { client, scopes, user_code, flow, state }))
}

fn shown(code: &str) -> String {
    let (first, last) = code.split_at_checked(LENGTH / 2).unwrap_or((code, ""));
    format!("{first}-{last}")
}

fn row_id(pool: &Pool, code: &str) -> String {
    sealed_flows::id_of(pool, "device code", code)
}

fn short_id(pool: &Pool, code: &str) -> String {
    sealed_flows::id_of(pool, "device user code", code)
}
