//! Messages to people: composed from the pool's templates or by its own function, kept in the outbox, handed to a courier,
//! or to the function that the pool sends by.
//! AWS: the developer guide on message templates; API_CodeDeliveryDetailsType.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use store::Batch;
use store::outbox::Letter;
use store::users::User;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;
use crate::triggers::{Cause, custom_message};
use crate::users::contact::{self, Contact};

mod delivering;
mod envelope;
pub(crate) mod farewell;
pub mod guard;
pub(crate) mod link;
pub(crate) mod notice;
mod sender;
mod templates;
mod trial;

pub mod mailbox;

pub use delivering::{deliver, deliver_for_administrator, deliver_unseen, redeliver};
pub use envelope::Sender;
pub use link::sends_links;
pub use sender::SenderKeys;
pub use templates::Kind;
pub use trial::trial;

use farewell::Farewell;
use guard::{Asker, Counted};
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
    /// `sign_in`, `notice`, `address_changed`.
    pub kind: String,
    /// The pool it comes from.
    pub user_pool_id: String,
    /// The user's name.
    pub username: String,
    /// When, in epoch milliseconds.
    pub at: i64,
    /// The user's permanent id.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sub: String,
    /// From whom, as the pool has it.
    #[serde(default, skip_serializing_if = "Sender::is_empty")]
    pub sender: Sender,
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
    /// Hands over one message, and gives what the provider said. A message that was taken may be handed over again
    /// after a crash: delivery is at least once, always under the same id.
    async fn deliver(&self, message: &Message) -> Result<String, Undelivered>;

    /// The channels whose last try failed, by name.
    fn failing(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What a batch has put into the outbox, to be delivered once the batch is committed.
#[must_use = "a message in the outbox still has to be delivered"]
pub struct Posted(Result<Parcel, NoWay>);

/// Nothing is in the outbox.
enum NoWay {
    /// There is no way to the person, whoever tries.
    Missing {
        /// The pool.
        pool_id: String,
        /// Why.
        why: String,
    },
    /// There were too many messages, which is said already.
    Barred,
}

/// What the outbox keeps: a message for the courier, an event for the function that a pool sends by, or word for an app.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Parcel {
    Message(Message),
    Handed(Handed),
    Farewell(Farewell),
}

impl Parcel {
    fn id(&self) -> &str {
        match self {
            Parcel::Message(message) => &message.id,
            Parcel::Handed(handed) => &handed.id,
            Parcel::Farewell(farewell) => &farewell.id,
        }
    }

    async fn hand_over(&self, ctx: &Ctx) -> Result<String, Undelivered> {
        match self {
            Parcel::Message(message) => ctx.world().courier.deliver(message).await,
            Parcel::Handed(handed) => handed.deliver(ctx).await.map(|()| "a function was begun".to_owned()),
            Parcel::Farewell(farewell) => farewell.deliver(ctx).await,
        }
    }
}

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
    /// At whose word.
    pub asker: Asker<'a>,
}

/// A message whose words are chosen, and which waits for its code.
pub struct Written {
    contact: Contact,
    sub: String,
    username: String,
    shown_name: String,
    what: Kind,
    /// The link but for its code.
    link: Option<String>,
    counted: Counted,
    form: Form,
}

impl Written {
    /// Whether it must not go, and nobody may be told: see [`guard`].
    pub fn is_barred(&self) -> bool {
        matches!(self.form, Form::Barred)
    }
}

/// How a message goes out.
enum Form {
    /// Not at all.
    Barred,
    /// In these words, by the courier.
    Texts(Texts),
    /// As it is: there is no code to put in.
    Letter(notice::Letter),
    /// As the pool's function makes it.
    Event(Event),
}

/// Chooses the words of a message: before the batch, since the pool's function may be asked for them.
///
/// Errors: those of CustomMessage; `CodeDeliveryFailed` where a link is to be sent and leads nowhere; `TooManyAttempts`
/// where too many went before it.
pub async fn compose(ctx: &Ctx, pool: &Pool, draft: &Draft<'_>) -> Result<Written> {
    let (counted, is_barred) = guard::admit(ctx, pool, draft).await?;
    let link = link::before_code(ctx, pool, draft).await?;
    let form = match (is_barred, sender::event(pool, draft)) {
        (true, _) => Form::Barred,
        // AWS: a function that sends writes too.
        (false, Some(event)) => Form::Event(event),
        (false, None) => {
            let own = custom_message::words(ctx, pool, draft, link.is_some()).await?;
            Form::Texts(templates::texts(ctx, pool, draft, link.is_some(), own))
        }
    };
    Ok(Written {
        contact: draft.contact.clone(),
        sub: draft.user.sub.clone(),
        username: draft.user.username.clone(),
        shown_name: templates::name_for_reader(pool, draft.user),
        what: draft.what,
        link,
        counted,
        form,
    })
}

/// Puts a message with its code or temporary password into the outbox, in the batch of its cause.
pub fn post(ctx: &Ctx, batch: &mut Batch, pool: &Pool, written: Written, code: &str) -> Result<Posted> {
    let id = batch.id();
    written.counted.count(ctx, batch, pool);
    let parcel = match written.form {
        Form::Barred => return Ok(Posted(Err(NoWay::Barred))),
        Form::Event(event) => match event.handed(ctx, pool, id, code)? {
            Ok(handed) => Parcel::Handed(Handed {
                sub: written.sub.clone(),
                kind: written.what.name().to_owned(),
                to: contact::mask(&written.contact.address),
                at: ctx.now(),
                ..handed
            }),
            Err(why) => return Ok(Posted(Err(NoWay::Missing { pool_id: pool.id().to_owned(), why }))),
        },
        Form::Texts(ref texts) => {
            Parcel::Message(templates::fill_in(pool, &written, texts, (id, code), ctx.now()))
        }
        Form::Letter(letter) => Parcel::Message(Message {
            id,
            channel: written.contact.medium().to_owned(),
            to: written.contact.address.clone(),
            subject: letter.subject,
            text: letter.text,
            html: letter.html,
            code: None,
            link: written.link.clone(),
            kind: written.what.name().to_owned(),
            user_pool_id: pool.id().to_owned(),
            username: written.username.clone(),
            at: ctx.now(),
            sub: written.sub.clone(),
            sender: letter.sender,
        }),
    };
    let at = ctx.now();
    let topic = topic(pool, &written.sub, written.what, written.contact.attribute);
    // Invitations by e-mail and text message go out in one batch: see `take_back_invitations`.
    if !topic.is_empty() && !matches!(written.what, Kind::Invite | Kind::InviteBare) {
        store::outbox::replace(batch, pool.id(), &topic);
    }
    let sealed = pool.key.seal(&place(parcel.id()), &ctx.random()?, &serde_json::to_vec(&parcel)?);
    // Nobody else tries before the first try is over.
    let due_at = at + delivering::FIRST_HOLD_MS;
    store::outbox::insert(
        batch,
        &Letter {
            id: parcel.id().to_owned(),
            pool_id: pool.id().to_owned(),
            body: sealed,
            attempts: 0,
            due_at,
            created_at: at,
            topic,
        },
    );
    Ok(Posted(Ok(parcel)))
}

/// Takes back in `batch` the invitations of a user that still wait: their password is about to be another.
pub fn take_back_invitations(batch: &mut Batch, pool: &Pool, user: &User) {
    store::outbox::replace(batch, pool.id(), &topic(pool, &user.sub, Kind::Invite, ""));
}

/// Where a message takes the place of an older one that still waits: what it says is no longer so. Empty for codes of
/// sign-ins, each of which is good for its own.
fn topic(pool: &Pool, sub: &str, what: Kind, attribute: &str) -> String {
    let of = match what {
        Kind::SignUp | Kind::Resend => "sign_up",
        Kind::ForgotPassword => "forgot_password",
        Kind::Invite | Kind::InviteBare => "invite",
        Kind::UpdateAttribute | Kind::VerifyAttribute => attribute,
        Kind::SignIn | Kind::Welcome | Kind::Notice | Kind::AddressChanged => return String::new(),
    };
    hex::encode(&pool.mac("outbox", format!("{sub}\0{of}").as_bytes())[..16])
}

fn place(id: &str) -> store::seal::Place<'_> {
    store::seal::Place { table: "outbox", row: id, column: "body" }
}
