//! Messages to people: composed from the pool's templates or by its own function, kept in the outbox, handed to a courier,
//! or to the function that the pool sends by.
//! AWS: the developer guide on message templates; API_CodeDeliveryDetailsType.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use store::Batch;
use store::outbox::Letter;
use store::users::User;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::delivery;
use crate::pools::Pool;
use crate::triggers::{Cause, custom_message};
use crate::users::contact::Contact;

mod sender;
mod templates;

pub mod mailbox;

pub use sender::SenderKeys;
pub use templates::Kind;

use sender::{Event, Handed};
use templates::Texts;

/// One message to one person. The JSON form is that of the mailbox and of the file channel.
#[derive(Clone, Serialize, Deserialize)]
pub struct Message {
    /// UUIDv7: later messages sort later.
    pub id: String,
    /// `EMAIL` or `SMS`.
    pub channel: String,
    /// Address or phone number.
    pub to: String,
    /// Subject; empty for SMS.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML form; empty for SMS.
    pub html: String,
    /// The code or temporary password within, for tests and people at a laptop.
    pub code: Option<String>,
    /// The link within.
    pub link: Option<String>,
    /// What the message is for: `sign_up`, `resend`, `forgot_password`, `invite`, `verify_attribute`,
    /// `sign_in`.
    pub kind: String,
    /// The pool it comes from.
    pub user_pool_id: String,
    /// The user's name.
    pub username: String,
    /// When, in epoch milliseconds.
    pub at: i64,
}

/// What a courier says of a message that it did not take.
#[derive(Debug)]
pub enum Undelivered {
    /// It will never be taken: the address or the account is refused.
    Refused(String),
    /// It may be taken later: the channel did not answer.
    Later(String),
}

/// Carries messages to people.
#[async_trait]
pub trait Courier: Send + Sync {
    /// Hands over one message. A message that was taken may be handed over again after a crash: delivery is at
    /// least once.
    async fn deliver(&self, message: &Message) -> Result<(), Undelivered>;
}

/// What a batch has put into the outbox, to be delivered once the batch is committed.
#[must_use = "a message in the outbox still has to be delivered"]
pub struct Posted(Result<Parcel, NoWay>);

/// There is no way to the person, whoever tries: nothing is in the outbox.
struct NoWay {
    pool_id: String,
    why: String,
}

/// What the outbox keeps: a message for the courier, or an event for the function that a pool sends by.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Parcel {
    Message(Message),
    Handed(Handed),
}

impl Parcel {
    fn id(&self) -> &str {
        match self {
            Parcel::Message(message) => &message.id,
            Parcel::Handed(handed) => &handed.id,
        }
    }

    fn pool_id(&self) -> &str {
        match self {
            Parcel::Message(message) => &message.user_pool_id,
            Parcel::Handed(handed) => &handed.user_pool_id,
        }
    }

    fn channel(&self) -> &str {
        match self {
            Parcel::Message(message) => &message.channel,
            Parcel::Handed(handed) => &handed.channel,
        }
    }

    async fn hand_over(&self, ctx: &Ctx) -> Result<(), Undelivered> {
        match self {
            Parcel::Message(message) => ctx.world().courier.deliver(message).await,
            Parcel::Handed(handed) => handed.deliver(ctx).await,
        }
    }
}

/// How long the first try may take, within the request.
const FIRST_TRY: std::time::Duration = std::time::Duration::from_secs(3);

/// What is to be told to whom.
#[derive(Clone, Copy)]
pub struct Draft<'a> {
    /// The user that it is about.
    pub user: &'a User,
    /// What for.
    pub what: Kind,
    /// Where to.
    pub contact: &'a Contact,
    /// The call that sends it, for the pool's functions.
    pub cause: Cause<'a>,
}

/// A message whose words are chosen, and which waits for its code.
pub struct Written {
    contact: Contact,
    username: String,
    shown_name: String,
    what: Kind,
    form: Form,
}

/// How a message goes out.
enum Form {
    /// In these words, by the courier.
    Texts(Texts),
    /// As the pool's function makes it.
    Event(Event),
}

/// Chooses the words of a message: before the batch, since the pool's function may be asked for them.
///
/// Errors: those of CustomMessage.
pub async fn compose(ctx: &Ctx, pool: &Pool, draft: &Draft<'_>) -> Result<Written> {
    let form = match sender::event(pool, draft) {
        // AWS: a function that sends writes too.
        Some(event) => Form::Event(event),
        None => {
            let own = custom_message::words(ctx, pool, draft).await?;
            Form::Texts(templates::texts(pool, draft, own))
        }
    };
    Ok(Written {
        contact: draft.contact.clone(),
        username: draft.user.username.clone(),
        shown_name: templates::name_for_reader(pool, draft.user),
        what: draft.what,
        form,
    })
}

/// Puts a message with its code or temporary password into the outbox, in the batch of its cause.
pub fn post(ctx: &Ctx, batch: &mut Batch, pool: &Pool, written: Written, code: &str) -> Result<Posted> {
    let id = batch.id();
    let parcel = match written.form {
        Form::Event(event) => match event.handed(ctx, pool, id, code)? {
            Ok(handed) => Parcel::Handed(handed),
            Err(why) => return Ok(Posted(Err(NoWay { pool_id: pool.id().to_owned(), why }))),
        },
        Form::Texts(ref texts) => {
            Parcel::Message(templates::fill_in(pool, &written, texts, (id, code), ctx.now()))
        }
    };
    let at = ctx.now();
    let sealed = pool.key.seal(&place(parcel.id()), &ctx.random()?, &serde_json::to_vec(&parcel)?);
    // Nobody else tries before the first try is over.
    let due_at = at + 2 * i64::try_from(FIRST_TRY.as_millis()).unwrap_or(0);
    store::outbox::insert(
        batch,
        &Letter {
            id: parcel.id().to_owned(),
            pool_id: pool.id().to_owned(),
            body: sealed,
            attempts: 0,
            due_at,
            created_at: at,
        },
    );
    Ok(Posted(Ok(parcel)))
}

/// Delivers what a committed batch has posted.
///
/// A channel that does not answer in time is tried again in the background: the request goes on.
///
/// Errors: `CodeDeliveryFailed` where the channel refuses for good.
pub async fn deliver(ctx: &Ctx, posted: Posted) -> Result<()> {
    let parcel = match posted.0 {
        Ok(parcel) => parcel,
        Err(NoWay { pool_id, why }) => {
            tracing::warn!(pool.id = %pool_id, why, "a message has no way to go");
            delivery::undelivered(ctx, &pool_id, &why).await;
            return Err(Error::new(Reason::CodeDeliveryFailed));
        }
    };
    let (id, channel) = (parcel.id(), parcel.channel());
    let refused = match tokio::time::timeout(FIRST_TRY, parcel.hand_over(ctx)).await {
        Ok(Ok(())) => false,
        Ok(Err(Undelivered::Refused(why))) => {
            tracing::warn!(message.id = id, channel, why, "a message was refused");
            delivery::undelivered(ctx, parcel.pool_id(), &why).await;
            true
        }
        Ok(Err(Undelivered::Later(why))) => {
            tracing::warn!(message.id = id, channel, why, "a message waits");
            return Ok(());
        }
        Err(_) => {
            tracing::warn!(message.id = id, channel, "a channel did not answer in time");
            return Ok(());
        }
    };
    // The request has done its work: a letter that stays behind goes out once more, which nobody must be told.
    if let Err(error) = settle(ctx, id).await {
        tracing::warn!(message.id = id, %error, "a message stays in the outbox");
    }
    if refused { Err(Error::new(Reason::CodeDeliveryFailed)) } else { Ok(()) }
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

/// Takes a letter out of the outbox.
async fn settle(ctx: &Ctx, id: &str) -> Result<()> {
    let mut batch = ctx.batch()?;
    store::outbox::delete(&mut batch, id);
    ctx.commit(batch).await
}

/// Tries the messages that are due again. One call is one round; gives how many were settled.
pub async fn redeliver(ctx: &Ctx) -> Result<usize> {
    const ROUND: i64 = 50;
    const TRIES: i64 = 12;
    let mut settled = 0;
    for row in store::outbox::due(&ctx.read(), ctx.now(), ROUND).await? {
        let mut batch = ctx.batch()?;
        // Doubling from half a minute to an hour; the guard keeps two nodes from sending the same one at once.
        let wait = (30_000_i64 << row.attempts.clamp(0, 7)).min(3_600_000);
        store::outbox::postpone(&mut batch, &row, row.attempts + 1, ctx.now() + wait);
        if ctx.commit(batch).await.is_err() {
            continue;
        }
        let Ok(pool) = crate::pools::get(ctx, &row.pool_id).await else { continue };
        let Ok(plain) = pool.key.open(&place(&row.id), &row.body) else { continue };
        let parcel: Parcel = serde_json::from_slice(&plain)?;
        let gives_up = match parcel.hand_over(ctx).await {
            Ok(()) => true,
            Err(Undelivered::Refused(why)) => {
                delivery::undelivered(ctx, &row.pool_id, &why).await;
                true
            }
            Err(Undelivered::Later(why)) => {
                let gives_up = row.attempts + 1 >= TRIES;
                if gives_up {
                    delivery::undelivered(ctx, &row.pool_id, &why).await;
                }
                gives_up
            }
        };
        if gives_up {
            settle(ctx, &row.id).await?;
            settled += 1;
        }
    }
    Ok(settled)
}

fn place(id: &str) -> store::seal::Place<'_> {
    store::seal::Place { table: "outbox", row: id, column: "body" }
}
