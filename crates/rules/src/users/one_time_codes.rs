//! Codes that belong to one sign-in: sent by e-mail or text message, kept as a keyed hash in the sign-in's own row, good
//! for as long as that row waits and for nothing else.
//! AWS: EMAIL_OTP, SMS_MFA and SMS_OTP of API_RespondToAuthChallenge; API_SmsMfaConfigType, API_EmailMfaConfigType.

use serde::{Deserialize, Serialize};
use store::Batch;
use store::users::User;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::messages::guard::{self, Asker};
use crate::messages::{self, Draft, Kind, Posted};
use crate::pools::Pool;
use crate::triggers::Cause;
use crate::users::attempts::{self, Limit};
use crate::users::contact::Contact;
use crate::users::guesses;

/// What a code proves. One never serves for another, and each counts wrong guesses for itself: whoever guesses at one
/// does not lock the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A second factor by text message.
    SmsMfa,
    /// A second factor by e-mail.
    EmailMfa,
    /// A first factor by text message.
    SmsFirst,
    /// A first factor by e-mail.
    EmailFirst,
}

impl Purpose {
    fn is_first(self) -> bool {
        matches!(self, Purpose::SmsFirst | Purpose::EmailFirst)
    }

    /// AWS: eight digits where the code is all there is, six where it follows a password.
    fn digits(self) -> usize {
        if self.is_first() { 8 } else { 6 }
    }

    /// The kind under which wrong guesses are counted.
    pub fn guesses(self) -> &'static str {
        match self {
            Purpose::SmsMfa => "guess_sms_mfa",
            Purpose::EmailMfa => "guess_email_mfa",
            Purpose::SmsFirst => "guess_sms_first",
            Purpose::EmailFirst => "guess_email_first",
        }
    }

    /// Unanswered codes that an hour allows. Those of first factors are counted apart: anyone can ask for them.
    pub fn limit(self) -> Limit {
        if self.is_first() { attempts::FIRST_FACTOR_CODE } else { attempts::MFA_CODE }
    }
}

/// A code that was sent, as the sign-in's row keeps it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Sent {
    /// What it proves.
    pub purpose: Purpose,
    /// `email` or `phone_number`.
    pub attribute: String,
    /// The address it went to.
    pub address: String,
    /// Whether the address is one that the user does not have yet.
    pub is_new: bool,
    /// A keyed hash of the code, bound to the row.
    hash: String,
}

/// Makes a code for the sign-in `row` and puts it with its message into the batch that begins or moves the row; the
/// caller keeps [`Sent`] in the row and, once the batch is committed, delivers [`Posted`] by
/// [`messages::deliver_for_administrator`], since no sign-in operation declares CodeDeliveryFailureException.
///
/// Errors: `SignInCodesExceeded` when the hour's are spent, those of CustomMessage.
pub async fn issue(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    (user, row): (&User, &str),
    (purpose, contact, cause, asker): (Purpose, &Contact, Cause<'_>, Asker<'_>),
) -> Result<(Sent, Posted)> {
    count(ctx, batch, pool, &user.sub, purpose).await?;
    let draft = Draft { user, what: Kind::SignIn, contact, cause, asker };
    let written = messages::compose(ctx, pool, &draft).await.map_err(exceeded)?;
    let code = match &ctx.config().fixed_code {
        Some(code) => code.clone(),
        None => crate::ids::digits(ctx, purpose.digits())?,
    };
    let posted = messages::post(ctx, batch, pool, written, &code)?;
    let sent = Sent {
        purpose,
        attribute: contact.attribute.to_owned(),
        address: contact.address.clone(),
        is_new: !user.attributes.contains_key(contact.attribute),
        hash: hash(pool, row, purpose, &code),
    };
    Ok((sent, posted))
}

/// Counts in the batch a code for a name that nobody has: all that happens.
///
/// Errors: `SignInCodesExceeded` when the hour's are spent.
pub async fn pretend(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    username: &str,
    (purpose, attribute): (Purpose, &str),
) -> Result<()> {
    count(ctx, batch, pool, &attempts::unknown(pool, username), purpose).await?;
    guard::pretend(ctx, batch, pool, username, Some(attribute)).await.map_err(exceeded)
}

async fn count(ctx: &Ctx, batch: &mut Batch, pool: &Pool, subject: &str, purpose: Purpose) -> Result<()> {
    attempts::spend(ctx, batch, pool, subject, purpose.limit()).await.map_err(exceeded)
}

fn exceeded(why: Error) -> Error {
    why.renamed(Reason::TooManyAttempts, Reason::SignInCodesExceeded)
}

/// Makes the answer that a code for nobody gets, counted like a wrong one.
///
/// Errors: always; `SignInCodeMismatch`, and `PasswordAttemptsExceeded` while the lock holds.
pub async fn refuse(ctx: &Ctx, pool: &Pool, subject: &str, purpose: Purpose) -> Result<Error> {
    let guess = guesses::admit(ctx, pool, subject, purpose.guesses()).await?;
    let mut failure = ctx.batch()?;
    guess.wrong(&mut failure);
    ctx.commit(failure).await?;
    Ok(Error::new(Reason::SignInCodeMismatch))
}

/// Judges a typed code for the sign-in `row`. A wrong one is counted before this returns, and leaves the row as it is;
/// a right one is put into `batch` as such, which also must spend or move the row.
///
/// Errors: `SignInCodeMismatch`, `PasswordAttemptsExceeded` while the lock holds.
pub async fn check(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    (user, row): (&User, &str),
    (sent, typed): (&Sent, &str),
) -> Result<()> {
    let guess = guesses::admit(ctx, pool, &user.sub, sent.purpose.guesses()).await?;
    // The code of an address that is no longer the user's proves nothing.
    let is_current = match user.attributes.get(&sent.attribute) {
        Some(address) => *address == sent.address,
        None => sent.is_new,
    };
    let is_right = crypto::mac::equal(sent.hash.as_bytes(), hash(pool, row, sent.purpose, typed).as_bytes());
    if !is_right || !is_current {
        let mut failure = ctx.batch()?;
        guess.wrong(&mut failure);
        ctx.commit(failure).await?;
        return Err(Error::new(Reason::SignInCodeMismatch));
    }
    guess.right(batch);
    attempts::forget(batch, pool, &user.sub, sent.purpose.limit());
    guard::forgive(batch, pool, &sent.address);
    Ok(())
}

fn hash(pool: &Pool, row: &str, purpose: Purpose, code: &str) -> String {
    let bytes = pool.mac("one-time codes", format!("{row}\0{}\0{code}", purpose.guesses()).as_bytes());
    hex::encode(bytes)
}
