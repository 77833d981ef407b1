//! DEVICE_SRP_AUTH: a remembered device is asked to prove itself, in the place of a second factor.
//! AWS: API_RespondToAuthChallenge; the developer guide, "Signing in with a device".
//!
//! Some clients send no Session with it: the device then tells which sign-in waits for it, and only where that sign-in
//! came from is it answered.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::devices::Device;
use store::flows::Flow;
use store::seal::Place;

use super::proof::Numbers;
use super::session::State;
use super::{Attempt, Challenge, Factor, Proven, Step, device, device_password_verifier, lockout, session};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::users::devices;

/// AWS's name of the challenge.
pub(super) const NAME: &str = "DEVICE_SRP_AUTH";

/// What SECRET_BLOCK holds.
#[derive(Serialize, Deserialize)]
pub(super) struct Block {
    /// The sign-in that waits.
    pub flow_id: String,
    /// Where it stood.
    pub revision: i64,
    /// The device that was asked.
    pub device_key: String,
    #[serde(flatten)]
    pub numbers: Numbers,
    pub expires_at: i64,
}

/// The device that may prove itself in the place of a second factor: remembered, trusted by a second factor that was
/// proved on it before, and not asked yet. AWS: only where ChallengeRequiredOnNewDevice says so.
pub(super) async fn of(ctx: &Ctx, attempt: &Attempt, proven: &Proven) -> Result<Option<Device>> {
    let replaces = devices::tracking(&attempt.pool)
        .is_some_and(|config| config.challenge_required_on_new_device == Some(true));
    if !replaces || proven.proved.contains(&Factor::Device) {
        return Ok(None);
    }
    let device = device::of(ctx, attempt, proven).await?;
    Ok(device.filter(|device| device.is_remembered && device.is_trusted))
}

/// Asks the device.
pub(super) async fn ask(
    ctx: &Ctx,
    attempt: &Attempt,
    mut proven: Proven,
    device: &Device,
) -> Result<Challenge> {
    let parameters = BTreeMap::from([
        ("DEVICE_KEY".to_owned(), device.key.clone()),
        ("USERNAME".to_owned(), proven.user.username.clone()),
    ]);
    proven.device_key = Some(device.key.clone());
    store::devices::set_waiting(&mut proven.batch, device, &proven.origin_jti);
    let session = session::park(ctx, attempt, proven, NAME, json!({ "ip": ctx.origin.ip })).await?;
    Ok(Challenge { name: NAME, parameters, session: Some(session), available: Vec::new() })
}

/// The device's first leg: DEVICE_PASSWORD_VERIFIER with SALT, SRP_B and SECRET_BLOCK. Nothing is written.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    attempt.required("DEVICE_KEY")?;
    let device = attempt.device.as_ref().ok_or_else(|| Error::new(Reason::DeviceNotFound))?;
    let user = attempt.user.as_ref().ok_or_else(|| Error::new(Reason::InvalidSession))?;
    let (flow, state) = waiting(ctx, attempt, device).await?;
    if state.device_key.as_ref() != Some(&device.key) {
        return Err(Error::new(Reason::InvalidSession));
    }
    lockout::check(ctx, user)?;
    let verifier = devices::verifier_of(&attempt.pool, device)?;
    let (numbers, srp_b) = Numbers::draw(ctx, attempt, verifier).await?;
    let block = Block {
        flow_id: flow.id.clone(),
        revision: flow.revision,
        device_key: device.key.clone(),
        numbers,
        expires_at: ctx.now() + attempt.session_ms(),
    };
    let sealed = attempt.pool.key.seal(&place(attempt), &ctx.random()?, &serde_json::to_vec(&block)?);
    let parameters = BTreeMap::from([
        ("SALT".to_owned(), hex::encode(&device.salt)),
        ("SRP_B".to_owned(), srp_b),
        ("SECRET_BLOCK".to_owned(), STANDARD.encode(sealed)),
        ("DEVICE_KEY".to_owned(), device.key.clone()),
        ("USERNAME".to_owned(), user.username.clone()),
    ]);
    let session = Some(session::name(ctx, &attempt.pool, &flow.id, flow.revision)?);
    let name = device_password_verifier::NAME;
    Ok(Step::Ask(Challenge { name, parameters, session, available: Vec::new() }))
}

/// The sign-in that waits for the device: the Session's, or the one that the device knows of.
async fn waiting(ctx: &Ctx, attempt: &Attempt, device: &Device) -> Result<(Flow, State)> {
    if attempt.session.is_some() {
        return session::open(ctx, attempt, NAME).await;
    }
    let invalid = || Error::new(Reason::InvalidSession);
    let id = device.waiting.as_deref().ok_or_else(invalid)?;
    let (flow, state) = session::waiting(ctx, attempt, id, NAME).await?;
    let is_from_there = state.own.get("ip").and_then(|ip| ip.as_str()) == Some(ctx.origin.ip.as_str());
    if is_from_there { Ok((flow, state)) } else { Err(invalid()) }
}

/// What SECRET_BLOCK holds, while it is good. Errors: `IncorrectCredentials`, `SessionExpired`.
pub(super) fn open(ctx: &Ctx, attempt: &Attempt, sealed: &[u8]) -> Result<Block> {
    let plain = attempt.pool.key.open(&place(attempt), sealed);
    let plain = plain.map_err(|_| Error::new(Reason::IncorrectCredentials))?;
    let block: Block = serde_json::from_slice(&plain)?;
    match block.expires_at <= ctx.now() {
        true => Err(Error::new(Reason::SessionExpired)),
        false => Ok(block),
    }
}

fn place(attempt: &Attempt) -> Place<'_> {
    Place { table: "srp", row: attempt.client.id(), column: "device_secret_block" }
}
