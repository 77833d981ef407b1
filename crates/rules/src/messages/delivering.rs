//! The way of a message from the outbox to its reader: at once within the request, else in the background, and what
//! became of it into the log.
//! AWS: CodeDeliveryFailureException; there a message that could not be sent is lost without a word.
//!
//! A letter is in the outbox from its cause's commit until a courier has answered. Whoever tries it holds it for a
//! while: the request by the time at which it first falls due, a background job by postponing it over the attempts it
//! has loaded. So no two try one letter at once, on however many nodes, and a node that dies is followed. What a
//! provider accepted is sent twice only where the word of it was lost, under the same id.

use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use store::deliveries::{self, Delivery};
use store::outbox::Letter;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::{NoWay, Parcel, Posted, Undelivered, place};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::delivery;
use crate::users::contact;

/// How long a request waits for the first try.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long the first try may take behind the request.
const FIRST_TRY: Duration = Duration::from_secs(8);

/// How long nobody else tries a new letter: longer by what a commit may take.
pub(super) const FIRST_HOLD_MS: i64 = 10_000;

/// How long a later try may take, within the half minute for which its letter is put off at least.
const LATER_TRY: Duration = Duration::from_secs(25);

/// Letters looked at in one round, and how many of them are tried at once.
const ROUND: i64 = 48;
const AT_ONCE: usize = 8;

/// How often a letter is tried in the background.
const TRIES: i64 = 12;

/// The longest answer of a provider that is kept.
const LONGEST_ANSWER: usize = 500;

type Said = std::result::Result<String, Undelivered>;

/// Delivers what a committed batch has posted.
///
/// A channel that does not answer in time goes on behind the request, and is tried again in the background.
///
/// Errors: `CodeDeliveryFailed` where the channel refuses for good.
pub async fn deliver(ctx: &Ctx, posted: Posted) -> Result<()> {
    match first_try(ctx, posted, PATIENCE).await {
        Some(Err(Undelivered::Refused(_))) => Err(Error::new(Reason::CodeDeliveryFailed)),
        _ => Ok(()),
    }
}

/// The same for an administrator's operation, whose model knows no exception for a failed delivery.
///
/// Errors: `CodeUndeliverable` where the channel refuses for good.
pub async fn deliver_for_administrator(ctx: &Ctx, posted: Posted) -> Result<()> {
    deliver(ctx, posted).await.map_err(|error| match error.reason() {
        Reason::CodeDeliveryFailed => Error::new(Reason::CodeUndeliverable),
        _ => error,
    })
}

/// The same where nobody may learn whether there was anything to deliver: the answer neither waits for the channel nor
/// says what it said.
pub async fn deliver_unseen(ctx: &Ctx, posted: Posted) {
    _ = first_try(ctx, posted, Duration::ZERO).await;
}

/// Tries for the first time; nothing where the channel had not answered when patience ended.
async fn first_try(ctx: &Ctx, posted: Posted, patience: Duration) -> Option<Said> {
    let parcel = match posted.0 {
        Ok(parcel) => Arc::new(parcel),
        Err(NoWay::Barred) => return Some(Err(Undelivered::Refused(String::new()))),
        Err(NoWay::Missing { pool_id, why }) => {
            tracing::warn!(pool.id = %pool_id, why, "a message has no way to go");
            delivery::undelivered(ctx, &pool_id, &why).await;
            return Some(Err(Undelivered::Refused(why)));
        }
    };
    let mut carried = Box::pin(carry(ctx.clone(), Arc::clone(&parcel), FIRST_TRY));
    // A channel that answers on the spot, as the mailbox does, needs no task.
    if let Some(said) = at_once(carried.as_mut()).await {
        settle(ctx, &parcel, 1, &said).await;
        return Some(said);
    }
    // On its own, since a request may be given up: what the provider has accepted must be known to be.
    let behind = ctx.clone();
    let rest = tokio::spawn(async move {
        let said = carried.await;
        settle(&behind, &parcel, 1, &said).await;
        said
    });
    if patience.is_zero() {
        return None;
    }
    timeout(patience, rest).await.ok().and_then(std::result::Result::ok)
}

/// What a future gives without waiting.
async fn at_once<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    std::future::poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

async fn carry(ctx: Ctx, parcel: Arc<Parcel>, patience: Duration) -> Said {
    let said = timeout(patience, parcel.hand_over(&ctx)).await;
    let said = said.unwrap_or_else(|_| Err(Undelivered::Later("it did not answer in time".to_owned())));
    match said {
        Ok(answer) => Ok(kept(&parcel, &answer)),
        Err(Undelivered::Refused(why)) => Err(Undelivered::Refused(kept(&parcel, &why))),
        Err(Undelivered::Later(why)) => Err(Undelivered::Later(kept(&parcel, &why))),
    }
}

/// A provider's answer as it may be kept and logged: short, in one line, and without the secrets that it may echo.
fn kept(parcel: &Parcel, answer: &str) -> String {
    let mut text = answer.to_owned();
    if let Parcel::Message(message) = parcel {
        for secret in
            [Some(&message.text), message.link.as_ref(), message.code.as_ref()].into_iter().flatten()
        {
            if !secret.is_empty() {
                text = text.replace(secret.as_str(), "***");
            }
        }
    }
    let line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    line.take(LONGEST_ANSWER).collect::<String>().trim().to_owned()
}

/// What the log says of a parcel before anybody has answered.
fn told_of(parcel: &Parcel) -> Delivery {
    let (user_pool_id, sub, kind, medium, to) = match parcel {
        Parcel::Message(m) => {
            (&m.user_pool_id, &m.sub, m.kind.as_str(), m.channel.as_str(), contact::mask(&m.to))
        }
        Parcel::Handed(h) => (&h.user_pool_id, &h.sub, h.kind.as_str(), h.channel.as_str(), h.to.clone()),
        Parcel::Farewell(f) => (&f.user_pool_id, &f.sub, "logout", "HTTP", f.logout_uri.clone()),
    };
    Delivery {
        pool_id: user_pool_id.clone(),
        id: parcel.id().to_owned(),
        sub: sub.clone(),
        kind: kind.to_owned(),
        medium: medium.to_owned(),
        destination: to,
        state: String::new(),
        answer: String::new(),
        attempts: 0,
        updated_at: 0,
    }
}

/// Takes a letter out of the outbox when its way has ended, and writes down what became of it.
///
/// Whoever caused the letter has done its work: where this fails, the letter goes out once more, which nobody must be
/// told. Gives whether its way has ended.
async fn settle(ctx: &Ctx, parcel: &Parcel, attempts: i64, said: &Said) -> bool {
    let (state, answer) = match said {
        Ok(answer) => ("sent", answer),
        Err(Undelivered::Refused(why)) => ("refused", why),
        Err(Undelivered::Later(why)) if attempts > TRIES || is_stale(ctx, parcel) => ("given_up", why),
        Err(Undelivered::Later(why)) => ("waiting", why),
    };
    let row = Delivery {
        state: state.to_owned(),
        answer: answer.clone(),
        attempts,
        updated_at: ctx.now(),
        ..told_of(parcel)
    };
    let (id, channel) = (row.id.as_str(), row.medium.as_str());
    if state != "sent" {
        tracing::warn!(message.id = id, channel, pool.id = %row.pool_id, state, why = %answer, "a message was not sent");
    }
    if let Err(error) = write(ctx, &row).await {
        tracing::warn!(message.id = id, %error, "a message stays in the outbox");
        return false;
    }
    // AWS: of what goes to people.
    let is_to_people = !matches!(parcel, Parcel::Farewell(_));
    if is_to_people && matches!(state, "refused" | "given_up") {
        delivery::undelivered(ctx, &row.pool_id, answer).await;
    }
    state != "waiting"
}

async fn write(ctx: &Ctx, row: &Delivery) -> Result<()> {
    let mut batch = ctx.batch()?;
    if row.state != "waiting" {
        store::outbox::delete(&mut batch, &row.id);
    }
    deliveries::put(&mut batch, row);
    ctx.commit(batch).await
}

/// Whether what a message says is no longer good, so that it had better not arrive.
fn is_stale(ctx: &Ctx, parcel: &Parcel) -> bool {
    let (kind, at) = match parcel {
        Parcel::Message(message) => (message.kind.as_str(), message.at),
        Parcel::Handed(handed) => (handed.kind.as_str(), handed.at),
        // Later, an app that was away has ended its own session.
        Parcel::Farewell(farewell) => ("logout", farewell.at),
    };
    let minutes = match kind {
        "sign_in" => 15,
        "forgot_password" => 60,
        "invite" => return false,
        _ => 24 * 60,
    };
    ctx.now() - at >= minutes * 60_000
}

/// Tries the messages that are due again. One call is one round; gives how many were settled.
pub async fn redeliver(ctx: &Ctx) -> Result<usize> {
    let mut settled = 0;
    let mut tries: JoinSet<bool> = JoinSet::new();
    for letter in store::outbox::due(&ctx.read(), ctx.now(), ROUND).await? {
        if tries.len() == AT_ONCE {
            settled += usize::from(matches!(tries.join_next().await, Some(Ok(true))));
        }
        let ctx = ctx.clone();
        tries.spawn(async move {
            let id = letter.id.clone();
            retry(&ctx, letter).await.unwrap_or_else(|error| {
                tracing::warn!(message.id = %id, %error, "a message stays in the outbox");
                false
            })
        });
    }
    while let Some(done) = tries.join_next().await {
        settled += usize::from(matches!(done, Ok(true)));
    }
    Ok(settled)
}

/// Tries one letter; gives whether it is settled.
async fn retry(ctx: &Ctx, letter: Letter) -> Result<bool> {
    // Doubling from half a minute to an hour; the guard keeps two nodes from sending the same one at once.
    let wait = (30_000_i64 << letter.attempts.clamp(0, 7)).min(3_600_000);
    let mut batch = ctx.batch()?;
    store::outbox::postpone(&mut batch, &letter, letter.attempts + 1, ctx.now() + wait);
    if letter.attempts > TRIES {
        // Nobody could read it, as often as it was taken up.
        store::outbox::delete(&mut batch, &letter.id);
    }
    if ctx.commit(batch).await.is_err() {
        return Ok(false);
    }
    // The request's own try was the first.
    let attempts = letter.attempts + 2;
    let pool = crate::pools::get(ctx, &letter.pool_id).await?;
    let plain = pool.key.open(&place(&letter.id), &letter.body).map_err(Error::internal)?;
    let parcel: Arc<Parcel> = Arc::new(serde_json::from_slice(&plain)?);
    if is_stale(ctx, &parcel) {
        let said = Err(Undelivered::Later("it was not sent while it was good".to_owned()));
        return Ok(settle(ctx, &parcel, attempts, &said).await);
    }
    let said = carry(ctx.clone(), Arc::clone(&parcel), LATER_TRY).await;
    Ok(settle(ctx, &parcel, attempts, &said).await)
}
