//! A change of the own e-mail address that can be undone: word of it goes to the verified address that was in force until
//! then, with a link that puts it back.
//! AWS sends nothing of the kind: DEVIATION, by `undo_address_changes`.
//!
//! A link is good once, for seven days, for its own address. A later change by the person ends no older link: whoever has
//! stolen a session would only have to change the address twice. What ends them is a link to an address of before, a newer
//! link to the same address, or an administrator's word on the address.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use store::codes::Code;
use store::users::User;
use store::{Batch, Miss, Outcome};

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::hosted::browser;
use crate::messages::{self, Posted, Written, notice};
use crate::pools::Pool;
use crate::users;
use crate::users::codes::Purpose;
use crate::users::contact::{self, Contact};
use crate::users::schema::Writer;

/// What begins the purpose of each such code; the rest of it stands for the address.
const PURPOSE: &str = "undo_email ";

/// The kind of the sealed text in a link.
const KIND: &str = "undo of an address";

const EMAIL: &str = "email";

/// How long a link is good.
const LIFE_MS: i64 = 7 * 24 * 3_600_000;

/// What goes with a change of attributes.
pub(crate) enum Offer {
    /// Nothing.
    None,
    /// Word to the old address.
    Undo(Box<(Written, Code)>),
    /// The end of what was offered before.
    End(String),
}

/// What goes with this change: a word to a verified address that the person gives up.
pub(crate) async fn offer(
    ctx: &Ctx,
    pool: &Pool,
    (before, after): (&User, &User),
    writer: Writer<'_>,
) -> Result<Offer> {
    if before.attributes.get(EMAIL) == after.attributes.get(EMAIL) {
        return Ok(Offer::None);
    }
    if matches!(writer, Writer::Administrator) {
        return Ok(Offer::End(before.sub.clone()));
    }
    let contact = Contact::of(before, EMAIL).filter(|_| contact::is_verified(before, EMAIL));
    let Some(contact) = contact.filter(|_| ctx.config().undoes_address_changes) else {
        return Ok(Offer::None);
    };
    let (purpose, secret) = (purpose(pool, &contact.address), ctx.random::<16>()?);
    let now = ctx.now();
    let code = Code {
        pool_id: pool.id().to_owned(),
        sub: before.sub.clone(),
        hash: hash(pool, &before.sub, &purpose, &secret),
        attribute: EMAIL.to_owned(),
        destination: contact.address.clone(),
        medium: contact.medium().to_owned(),
        attempts: 0,
        sent_at: now,
        expires_at: now + LIFE_MS,
        purpose,
    };
    let plain = format!("{} {} {}", before.sub, &code.purpose[PURPOSE.len()..], hex::encode(secret));
    let token = pool.key.seal_token(KIND, &ctx.random()?, plain.as_bytes());
    let written = notice::of_changed_address(ctx, pool, (before, contact), &token).await?;
    Ok(written.map_or(Offer::None, |written| Offer::Undo(Box::new((written, code)))))
}

impl Offer {
    /// Puts it into the batch of the change.
    pub(crate) fn put(self, ctx: &Ctx, batch: &mut Batch, pool: &Pool) -> Result<Option<Posted>> {
        match self {
            Offer::None => Ok(None),
            Offer::End(sub) => {
                store::codes::delete_since(batch, (pool.id(), &sub), PURPOSE, 0);
                Ok(None)
            }
            Offer::Undo(offer) => {
                let (written, code) = *offer;
                store::codes::delete_expired(batch, (pool.id(), &code.sub), PURPOSE, ctx.now());
                store::codes::put(batch, &code);
                messages::post(ctx, batch, pool, written, "").map(Some)
            }
        }
    }
}

/// Sends what was posted: whoever changes an address learns nothing of it.
pub(crate) async fn deliver(ctx: &Ctx, posted: Option<Posted>) {
    if let Some(posted) = posted {
        messages::deliver_unseen(ctx, posted).await;
    }
}

/// Puts the address back that a link was sent to, ends every sign-in of the account, and with it codes that went elsewhere.
///
/// Errors: `CodeExpired` for a link that is none, was used, is too old or was overtaken; `AliasExists` where somebody else
/// has the address by now.
pub async fn undo(ctx: &Ctx, pool: &Pool, token: &str) -> Result<()> {
    let spent = || Error::new(Reason::CodeExpired);
    let (sub, purpose, secret) = opened(pool, token).ok_or_else(spent)?;
    let user = store::users::get(&ctx.read(), pool.id(), &sub).await?.ok_or_else(spent)?;
    let code = store::codes::get(&ctx.read(), pool.id(), &sub, &purpose).await?;
    let is_good = |code: &Code| {
        ctx.now() < code.expires_at && crypto::mac::equal(&code.hash, &hash(pool, &sub, &purpose, &secret))
    };
    let code = code.filter(is_good).ok_or_else(spent)?;
    let mut after = user.clone();
    let mut extra = users::extra(&user)?;
    extra.pending.remove(EMAIL);
    after.attributes.insert(EMAIL.to_owned(), code.destination.clone());
    after.attributes.insert("email_verified".to_owned(), "true".to_owned());
    after.settings = serde_json::to_string(&extra)?;
    after.updated_at = ctx.now();
    let mut batch = ctx.batch()?;
    store::codes::take(&mut batch, &code);
    store::codes::delete_since(&mut batch, (pool.id(), &sub), PURPOSE, code.sent_at);
    // What was sent to the address that goes.
    for purpose in [Purpose::VerifyEmail, Purpose::ForgotPassword] {
        store::codes::delete(&mut batch, pool.id(), &sub, purpose.name());
    }
    users::update(&mut batch, pool, &user, after);
    // After the guarded update: signing out moves the revision too.
    store::users::sign_out(&mut batch, pool.id(), &sub, ctx.now());
    browser::end_all(ctx, &mut batch, &user).await?;
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { miss: Miss::Spent, .. } => Err(spent()),
        Outcome::Missed { tag, .. } => Err(users::taken(tag)),
    }
}

/// Whose link it is, for what, and its secret.
fn opened(pool: &Pool, token: &str) -> Option<(String, String, Vec<u8>)> {
    let plain = String::from_utf8(pool.key.open_token(KIND, token)?).ok()?;
    let mut parts = plain.split(' ');
    let (sub, address, secret) = (parts.next()?, parts.next()?, parts.next()?);
    Some((sub.to_owned(), format!("{PURPOSE}{address}"), hex::decode(secret).ok()?))
}

/// One for each address: a newer link to the same takes the place of the older.
fn purpose(pool: &Pool, address: &str) -> String {
    let mac = pool.mac("undo of an address", address.as_bytes());
    format!("{PURPOSE}{}", URL_SAFE_NO_PAD.encode(&mac[..12]))
}

fn hash(pool: &Pool, sub: &str, purpose: &str, secret: &[u8]) -> Vec<u8> {
    let mut of = format!("{sub}\0{purpose}\0").into_bytes();
    of.extend_from_slice(secret);
    pool.mac("codes", &of).to_vec()
}
