//! Codes that people type: issued one per purpose, kept as a keyed hash, redeemed once.
//! AWS: the developer guide, "Configuring email or phone verification"; API_ConfirmSignUp.

use store::Batch;
use store::attempts::Attempt;
use store::codes::Code;
use store::users::User;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event, Response};
use crate::messages::{self, Posted, Written};
use crate::pools::Pool;
use crate::users::attempts::{self, Limit};
use crate::users::contact::Contact;

/// What a code is for. Each has its own code: one never serves for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// ConfirmSignUp.
    ConfirmSignUp,
    /// ConfirmForgotPassword.
    ForgotPassword,
    /// VerifyUserAttribute, email.
    VerifyEmail,
    /// VerifyUserAttribute, phone_number.
    VerifyPhone,
}

impl Purpose {
    /// The purpose of verifying this attribute.
    pub fn verify(attribute: &str) -> Purpose {
        if attribute == "phone_number" { Purpose::VerifyPhone } else { Purpose::VerifyEmail }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Purpose::ConfirmSignUp => "confirm_sign_up",
            Purpose::ForgotPassword => "forgot_password",
            Purpose::VerifyEmail => "verify_email",
            Purpose::VerifyPhone => "verify_phone_number",
        }
    }

    /// AWS: an hour to reset a password, a day for the rest.
    fn ttl_ms(self) -> i64 {
        match self {
            Purpose::ForgotPassword => 3_600_000,
            _ => 24 * 3_600_000,
        }
    }

    /// What kind of event a wrong code is; none where no proof of the person's is at stake.
    fn event(self) -> Option<events::Kind> {
        match self {
            Purpose::ConfirmSignUp => Some(events::Kind::SignUp),
            Purpose::ForgotPassword => Some(events::Kind::ForgotPassword),
            Purpose::VerifyEmail | Purpose::VerifyPhone => None,
        }
    }

    fn limit(self) -> Limit {
        match self {
            Purpose::ConfirmSignUp => attempts::CONFIRM,
            Purpose::ForgotPassword => attempts::FORGOT,
            Purpose::VerifyEmail | Purpose::VerifyPhone => attempts::VERIFY,
        }
    }
}

/// Issues a code to a contact; an older one of the same purpose stops working with this batch.
pub fn issue(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    user: &User,
    purpose: Purpose,
    contact: &Contact,
) -> Result<String> {
    let text = match &ctx.config().fixed_code {
        Some(code) => code.clone(),
        None => crate::ids::digits(ctx, 6)?,
    };
    let now = ctx.now();
    let code = Code {
        pool_id: pool.id().to_owned(),
        sub: user.sub.clone(),
        purpose: purpose.name().to_owned(),
        hash: hash(pool, &user.sub, purpose, &text),
        attribute: contact.attribute.to_owned(),
        destination: contact.address.clone(),
        medium: contact.medium().to_owned(),
        attempts: 0,
        sent_at: now,
        expires_at: now + purpose.ttl_ms(),
    };
    store::codes::put(batch, &code);
    Ok(text)
}

/// Issues a code and posts the message with it. Of a message that must not go, and of which nobody may be told, all is as
/// for a name that nobody has: an older code keeps working.
pub async fn send(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    user: &User,
    (purpose, contact, written): (Purpose, &Contact, Written),
) -> Result<Posted> {
    if written.is_barred() {
        pretend(ctx, batch, pool, &user.sub, purpose).await?;
        return messages::post(ctx, batch, pool, written, "");
    }
    let code = issue(ctx, batch, pool, user, purpose, contact)?;
    messages::post(ctx, batch, pool, written, &code)
}

/// Spends a code in `batch` and gives what was known of it. A wrong one is counted before this returns.
///
/// Errors: `CodeExpired` when there is none (`CodeMismatch` where one was pretended), `CodeMismatch`,
/// `TooManyAttempts`.
pub async fn redeem(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    user: &User,
    purpose: Purpose,
    typed: &str,
) -> Result<Code> {
    let mut failure = ctx.batch()?;
    attempts::spend(ctx, &mut failure, pool, &user.sub, purpose.limit()).await?;
    // The guard: a code that is gone because the user has just moved on is no wrong code.
    store::users::set_failures(&mut failure, user, user.failures, user.failed_at);
    let code = store::codes::get(&ctx.read(), pool.id(), &user.sub, purpose.name()).await?;
    let Some(code) = code.filter(|code| ctx.now() < code.expires_at) else {
        let reason = without_code(ctx, pool, &user.sub, purpose).await?;
        ctx.commit(failure).await?;
        return Err(Error::new(reason));
    };
    if !crypto::mac::equal(&code.hash, &hash(pool, &user.sub, purpose, typed)) {
        store::codes::fail(&mut failure, &code);
        if let Some(kind) = purpose.event() {
            events::record(ctx, &mut failure, pool, user, Event::of("", kind, Response::Fail))?;
        }
        ctx.commit(failure).await?;
        return Err(Error::new(Reason::CodeMismatch));
    }
    store::codes::take(batch, &code);
    Ok(code)
}

/// Makes the answer that a code for nobody gets: counted like a real one.
///
/// Errors: always; `CodeMismatch` while a code that was [`pretend`]ed would be good, else `CodeExpired`.
pub async fn redeem_nobodys(ctx: &Ctx, pool: &Pool, username: &str, purpose: Purpose) -> Result<Error> {
    let subject = attempts::unknown(pool, username);
    let mut batch = ctx.batch()?;
    attempts::spend(ctx, &mut batch, pool, &subject, purpose.limit()).await?;
    let reason = without_code(ctx, pool, &subject, purpose).await?;
    ctx.commit(batch).await?;
    Ok(Error::new(reason))
}

/// Remembers in `batch` that a code was said to be sent which was not, so that redeeming one answers as it would
/// had it been: the same purpose, for the same time.
pub async fn pretend(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    subject: &str,
    purpose: Purpose,
) -> Result<()> {
    let kind = pretended(purpose);
    let before = store::attempts::get(&ctx.read(), pool.id(), subject, kind).await?;
    let after = Attempt {
        pool_id: pool.id().to_owned(),
        subject: subject.to_owned(),
        kind: kind.to_owned(),
        count: before.as_ref().map_or(0, |row| row.count) + 1,
        since: ctx.now(),
    };
    store::attempts::put(batch, before.as_ref(), &after);
    Ok(())
}

/// What a typed code is called where there is none to compare it with.
async fn without_code(ctx: &Ctx, pool: &Pool, subject: &str, purpose: Purpose) -> Result<Reason> {
    let row = store::attempts::get(&ctx.read(), pool.id(), subject, pretended(purpose)).await?;
    let is_live = row.is_some_and(|row| ctx.now() < row.since + purpose.ttl_ms());
    Ok(if is_live { Reason::CodeMismatch } else { Reason::CodeExpired })
}

fn pretended(purpose: Purpose) -> &'static str {
    if purpose == Purpose::ForgotPassword { "pretended_reset" } else { "pretended_confirm" }
}

/// The live code of a purpose, if there is one.
pub async fn live(ctx: &Ctx, pool: &Pool, user: &User, purpose: Purpose) -> Result<Option<Code>> {
    let code = store::codes::get(&ctx.read(), pool.id(), &user.sub, purpose.name()).await?;
    Ok(code.filter(|code| ctx.now() < code.expires_at))
}

fn hash(pool: &Pool, sub: &str, purpose: Purpose, code: &str) -> Vec<u8> {
    pool.mac("codes", format!("{sub}\0{}\0{code}", purpose.name()).as_bytes()).to_vec()
}
