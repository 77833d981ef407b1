//! USER_SRP_AUTH and PASSWORD_VERIFIER: the Secure Remote Password protocol as Cognito's clients speak it.
//! AWS: API_InitiateAuth; RFC 5054 for the group. Not RFC 5054's hashing: see `crypto::srp`.
//!
//! The first leg writes nothing: what the second needs is sealed in SECRET_BLOCK. The id of the refresh family to
//! come is sealed with it, so that a proof serves once: a second sign-in by the same block finds the family there.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::srp::Verifier;
use serde::{Deserialize, Serialize};
use store::seal::Place;

use super::proof::{Claimed, Numbers};
use super::session::Row;
use super::{Attempt, Challenge, Factor, Proven, Step, directory, has_password, lockout, session, srp_name};
use crate::ctx::Ctx;
use crate::directory::asking;
use crate::error::{Error, Reason, Result};
use crate::events::Proof;
use crate::ids;
use crate::users::password;

/// AWS's name of the challenge.
pub(super) const NAME: &str = "PASSWORD_VERIFIER";

/// The longest device key, as the API model has it.
const LONGEST_KEY: usize = 55;

/// The sub of a name that nobody has. As long as any other, or the length of SECRET_BLOCK would tell who exists.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// What SECRET_BLOCK holds.
#[derive(Serialize, Deserialize)]
struct Block {
    /// The user, or [`NOBODY`].
    sub: String,
    /// The name as typed.
    username: String,
    /// The name that both sides hash.
    srp_name: String,
    #[serde(flatten)]
    numbers: Numbers,
    origin_jti: String,
    /// Whether a row of that id waits for the answer.
    has_row: bool,
    /// The device that the first leg named.
    device_key: Option<String>,
    expires_at: i64,
}

/// The first leg: PASSWORD_VERIFIER with SALT, SRP_B and SECRET_BLOCK.
/// `row` names the sign-in's row, where one waits for the answer.
pub(super) async fn ask(ctx: &Ctx, attempt: &Attempt, row: Option<&str>) -> Result<Challenge> {
    check_is_provable(ctx, attempt)?;
    let (salt, verifier) = secrets(attempt)?;
    let (numbers, srp_b) = Numbers::draw(ctx, attempt, verifier).await?;
    let srp_name = srp_name(attempt);
    let block = Block {
        sub: sub(attempt).to_owned(),
        username: attempt.username.clone(),
        srp_name: srp_name.clone(),
        numbers,
        origin_jti: match row {
            Some(row) => row.to_owned(),
            None => ids::uuid(ctx)?,
        },
        has_row: row.is_some(),
        device_key: attempt.given.get("DEVICE_KEY").filter(|key| key.len() <= LONGEST_KEY).cloned(),
        expires_at: ctx.now() + attempt.session_ms(),
    };
    let sealed = attempt.pool.key.seal(&place(attempt), &ctx.random()?, &serde_json::to_vec(&block)?);
    let parameters = BTreeMap::from([
        ("SALT".to_owned(), hex::encode(salt)),
        ("SRP_B".to_owned(), srp_b),
        ("SECRET_BLOCK".to_owned(), STANDARD.encode(sealed)),
        ("USERNAME".to_owned(), srp_name.clone()),
        ("USER_ID_FOR_SRP".to_owned(), srp_name),
    ]);
    Ok(Challenge { name: NAME, parameters, session: None, available: Vec::new() })
}

/// The second leg: the client's proof.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let claimed = Claimed::of(attempt)?;
    let block = open(ctx, attempt, &claimed.secret_block)?;
    // The name's user must be the block's: the block of one never proves another.
    let attempt = &attempt_of(attempt, &block)?;
    let row = match block.has_row {
        true => Some(session::open(ctx, attempt, NAME).await?),
        false => None,
    };
    if row.as_ref().is_some_and(|(flow, _)| flow.id != block.origin_jti) {
        return Err(Error::new(Reason::InvalidSession));
    }
    super::entry::check_may_try(ctx, attempt).await?;
    let (_, verifier) = secrets(attempt)?;
    let is_recent = claimed.is_recent(ctx, attempt);
    let names = (attempt.pool.srp_name().to_owned(), block.srp_name);
    let holds = claimed.holds(ctx, verifier, &block.numbers, names).await?;
    match &attempt.user {
        Some(user) if holds && is_recent && has_password(user) => {
            let mut proven = Proven::first(ctx, user, block.origin_jti, Factor::Password)?;
            proven.device_key = block.device_key;
            Ok(Step::Proven(match row {
                Some((flow, state)) => Row::of(flow, state).takes(*proven),
                None => proven,
            }))
        }
        _ => {
            let error = lockout::fail(ctx, attempt, Proof::password(false)).await?;
            Err(directory::by_srp(ctx, attempt, error))
        }
    }
}

/// Says at once, where the client does not hide who exists, that nothing here knows a password that a directory keeps. Where it
/// does, the proof fails as that of anybody would. Errors: `SrpOfDirectory`.
fn check_is_provable(ctx: &Ctx, attempt: &Attempt) -> Result<()> {
    match &attempt.user {
        Some(user)
            if !attempt.client.hides_users() && asking::keeping(ctx, &attempt.pool, user)?.is_some() =>
        {
            Err(Error::new(Reason::SrpOfDirectory))
        }
        _ => Ok(()),
    }
}

/// Salt and verifier: the user's, or ones that look like a user's.
fn secrets(attempt: &Attempt) -> Result<(Vec<u8>, Verifier)> {
    if let Some(user) = &attempt.user
        && let Some(verifier) = password::verifier_of(&attempt.pool, user)?
    {
        return Ok((user.salt.clone().unwrap_or_default(), verifier));
    }
    let name = &attempt.username;
    Ok((password::nobodys_salt(&attempt.pool, name), password::nobody(&attempt.pool, name)?))
}

fn open(ctx: &Ctx, attempt: &Attempt, sealed: &[u8]) -> Result<Block> {
    let plain = attempt.pool.key.open(&place(attempt), sealed);
    let plain = plain.map_err(|_| Error::new(Reason::IncorrectCredentials))?;
    let block: Block = serde_json::from_slice(&plain)?;
    if block.expires_at <= ctx.now() {
        return Err(Error::new(Reason::SessionExpired));
    }
    Ok(block)
}

/// The attempt with the name that the block was made for: clients answer with what USER_ID_FOR_SRP told them.
fn attempt_of(attempt: &Attempt, block: &Block) -> Result<Attempt> {
    if sub(attempt) != block.sub {
        return Err(Error::new(Reason::IncorrectCredentials));
    }
    let (username, given) = (block.username.clone(), BTreeMap::new());
    Ok(Attempt { username, given, device: None, ..attempt.clone() })
}

fn sub(attempt: &Attempt) -> &str {
    attempt.user.as_ref().map_or(NOBODY, |user| user.sub.as_str())
}

fn place(attempt: &Attempt) -> Place<'_> {
    Place { table: "srp", row: attempt.client.id(), column: "secret_block" }
}
