//! The history of what touched a person's proofs: one event per sign-in, sign-up, reset, change or code sent again, in
//! the batch that tells of it. A risk engine will read it.
//! AWS: API_AuthEventType; the developer guide, "Viewing user event history" and "Exporting logs".

pub mod context;
pub mod delivery;
pub mod device_name;
pub mod feedback;

use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Batch;
use store::auth_events::AuthEvent;
use store::users::User;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::risk;
use crate::signin::Factor;

/// What was done, by AWS's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Somebody signed in, or tried to.
    SignIn,
    /// Somebody signed up, or confirmed it.
    SignUp,
    /// Somebody asked for a way back in, or went it.
    ForgotPassword,
    /// Somebody chose another password.
    PasswordChange,
    /// A code was sent again.
    ResendCode,
}

/// How it ended, by AWS's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Response {
    /// It is done.
    Pass,
    /// It was refused.
    Fail,
    /// More is to come.
    InProgress,
}

/// One proof that was asked for, and whether it held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Proof {
    /// `Password` or `Mfa`.
    pub challenge_name: String,
    /// `Success` or `Failure`.
    pub challenge_response: String,
}

impl Proof {
    /// A password.
    pub fn password(holds: bool) -> Proof {
        Proof::of("Password", holds)
    }

    /// A second factor.
    pub fn mfa(holds: bool) -> Proof {
        Proof::of("Mfa", holds)
    }

    /// What was proved on the way in. A device's own proof is none of a person's.
    pub fn all(proved: &[Factor]) -> Vec<Proof> {
        let persons = proved.iter().filter(|factor| **factor != Factor::Device);
        let name = |factor: &Factor| if *factor == Factor::Password { "Password" } else { "Mfa" };
        persons.map(|factor| Proof::of(name(factor), true)).collect()
    }

    fn of(name: &str, holds: bool) -> Proof {
        let response = if holds { "Success" } else { "Failure" };
        Proof { challenge_name: name.to_owned(), challenge_response: response.to_owned() }
    }
}

/// An event as its row keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Body {
    /// What was done.
    pub event_type: Kind,
    /// How it ended.
    pub event_response: Response,
    /// The proofs that were asked for.
    #[serde(default)]
    pub challenge_responses: Vec<Proof>,
    /// The app client; empty where none had a part in it.
    #[serde(default)]
    pub client_id: String,
    /// Where it came from.
    #[serde(default)]
    pub ip_address: String,
    /// With which browser or library.
    #[serde(default)]
    pub user_agent: String,
    /// As the app told it: `-07:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Whether the app told of the device.
    #[serde(default)]
    pub has_context_data: bool,
    /// Whether it was refused for where it came from.
    #[serde(default)]
    pub is_blocked: bool,
    /// The identity provider that it went through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// What was said of it later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<feedback::Feedback>,
}

/// An event to record.
pub struct Event<'a> {
    /// Its id; a new one where none is given.
    pub id: Option<String>,
    /// The app client; empty where none had a part in it.
    pub client_id: &'a str,
    /// What was done.
    pub kind: Kind,
    /// How it ended.
    pub response: Response,
    /// The proofs that were asked for.
    pub proofs: Vec<Proof>,
}

impl<'a> Event<'a> {
    /// An event without proofs.
    pub fn of(client_id: &'a str, kind: Kind, response: Response) -> Event<'a> {
        Event { id: None, client_id, kind, response, proofs: Vec::new() }
    }
}

/// How long events are kept. AWS: two years.
const KEPT_MS: i64 = 2 * 365 * 24 * 3_600_000;

/// Deletes events that are too old, at most so many.
pub async fn expire(ctx: &Ctx, limit: i64) -> Result<()> {
    let mut batch = ctx.batch()?;
    store::auth_events::delete_older(&mut batch, ctx.now() - KEPT_MS, limit);
    ctx.commit(batch).await
}

/// The id of a sign-in's event: each of its steps writes the same one. `event_id` in tokens.
pub fn id_of_sign_in(origin_jti: &str) -> String {
    let hash = crypto::mac::sha256(format!("event of {origin_jti}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// Puts an event into the batch and gives its id.
pub fn record(ctx: &Ctx, batch: &mut Batch, pool: &Pool, user: &User, event: Event<'_>) -> Result<String> {
    write(ctx, batch, pool, user, (event, Mark::None))
}

/// The same for one that went through an identity provider.
pub(crate) fn record_through(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    user: &User,
    (event, provider): (Event<'_>, &str),
) -> Result<String> {
    write(ctx, batch, pool, user, (event, Mark::Through(provider)))
}

/// The same for one that was refused for where it came from.
pub(crate) fn record_blocked(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    user: &User,
    event: Event<'_>,
) -> Result<String> {
    write(ctx, batch, pool, user, (event, Mark::Blocked))
}

/// What is particular to an event.
#[derive(Clone, Copy)]
enum Mark<'a> {
    None,
    /// It was refused for where it came from.
    Blocked,
    /// It went through this identity provider.
    Through(&'a str),
}

fn write(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    user: &User,
    (event, mark): (Event<'_>, Mark<'_>),
) -> Result<String> {
    let id = event.id.clone().unwrap_or_else(|| batch.id());
    let body = Body {
        event_type: event.kind,
        event_response: event.response,
        challenge_responses: event.proofs,
        client_id: event.client_id.to_owned(),
        ip_address: ctx.origin.ip.clone(),
        user_agent: bounded(&ctx.origin.user_agent),
        timezone: ctx.origin.timezone.clone(),
        has_context_data: ctx.origin.has_context_data,
        is_blocked: matches!(mark, Mark::Blocked),
        provider: match mark {
            Mark::Through(provider) => Some(provider.to_owned()),
            Mark::None | Mark::Blocked => None,
        },
        feedback: None,
    };
    let row = AuthEvent {
        pool_id: pool.id().to_owned(),
        id: id.clone(),
        sub: user.sub.clone(),
        at: batch.at(),
        body: serde_json::to_string(&body)?,
    };
    store::auth_events::put(batch, &row);
    if risk::is_on(pool) {
        // AWS: what is exported is all text.
        batch.note(
            json!({ "pool": pool.id(), "record": delivery::activity(ctx, pool, user, (&id, &body)) })
                .to_string(),
        );
    }
    Ok(id)
}

/// A header is as long as its sender likes.
fn bounded(text: &str) -> String {
    const LONGEST: usize = 512;
    text.chars().take(LONGEST).collect()
}
