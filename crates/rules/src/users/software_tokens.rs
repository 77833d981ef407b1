//! Authenticator apps: their secrets, and the codes that prove them, each accepted once.
//! AWS: API_AssociateSoftwareToken, API_VerifySoftwareToken; the developer guide, "TOTP software token MFA". RFC: 6238.

use crypto::totp;
use store::Batch;
use store::seal::Place;
use store::software_tokens::SoftwareToken;
use store::users::User;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::pools::mfa::{Demand, Method};
use crate::users::{self, guesses};

/// The kind under which wrong codes are counted.
const GUESSES: &str = "guess_software_token";

/// How a typed code fared against a secret.
pub enum Verdict {
    /// Right, by this step.
    Right(i64),
    /// Right, but the step was used before.
    Used,
    /// Wrong.
    Wrong,
}

/// A new secret: 256 bits.
pub fn new_secret(ctx: &Ctx) -> Result<[u8; 32]> {
    ctx.random()
}

/// Errors: `SoftwareTokenDisabled` where the pool does not offer authenticator apps.
pub fn check_offered(pool: &Pool) -> Result<()> {
    match pool.mfa_demand() != Demand::Off && pool.offers(Method::SoftwareToken) {
        true => Ok(()),
        false => Err(Error::new(Reason::SoftwareTokenDisabled)),
    }
}

/// Gives a signed-in user a secret that waits for its first code, in the place of one that waits already. A verified
/// one stays in force until then.
///
/// Errors: `SoftwareTokenDisabled`.
pub async fn associate(ctx: &Ctx, pool: &Pool, user: &User) -> Result<String> {
    check_offered(pool)?;
    let secret = new_secret(ctx)?;
    let pending = Some(pool.key.seal(&place(user, "pending"), &ctx.random()?, &secret));
    let before = get(ctx, pool, user).await?;
    let mut batch = ctx.batch()?;
    match before {
        None => store::software_tokens::insert(&mut batch, &SoftwareToken { pending, ..empty(user) }),
        Some(before) => {
            let after = SoftwareToken { pending, ..before.clone() };
            store::software_tokens::update(&mut batch, &before, &after);
        }
    }
    ctx.commit(batch).await?;
    Ok(totp::shown(&secret))
}

/// The secret that waits for its first code, as people type it; none where none does.
pub async fn waiting(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Option<String>> {
    let pending = get(ctx, pool, user).await?.and_then(|token| token.pending);
    let Some(pending) = pending else { return Ok(None) };
    Ok(Some(totp::shown(&pool.key.open(&place(user, "pending"), &pending)?)))
}

/// The first code of an app, and what is to become of it.
#[derive(Clone, Copy)]
pub struct First<'a> {
    /// As it was typed.
    pub code: &'a str,
    /// What the person calls the app.
    pub name: Option<&'a str>,
    /// Whether it is asked for at sign-ins from now on. AWS: SetUserMFAPreference says so later.
    pub is_preferred: bool,
}

/// Takes the first code of the secret that waits; from then on it is the user's. Without one that waits, the code
/// must be the next one of the app that the user has.
///
/// Errors: `SoftwareTokenDisabled`, `SoftwareTokenNotSetUp`, `SoftwareTokenCodeWrong`, `PasswordAttemptsExceeded`.
pub async fn verify(ctx: &Ctx, pool: &Pool, user: &User, first: First<'_>) -> Result<()> {
    let First { code: typed, name, is_preferred } = first;
    check_offered(pool)?;
    let not_set_up = || Error::new(Reason::SoftwareTokenNotSetUp);
    let before = get(ctx, pool, user).await?.ok_or_else(not_set_up)?;
    let (secret, last_step) = match (&before.pending, &before.secret) {
        (Some(pending), _) => (pool.key.open(&place(user, "pending"), pending)?, 0),
        (None, Some(secret)) => (pool.key.open(&place(user, "secret"), secret)?, before.last_step),
        (None, None) => return Err(not_set_up()),
    };
    let mut batch = ctx.batch()?;
    let step = first_step(ctx, &mut batch, pool, (user, &secret), (typed, last_step)).await?;
    register(ctx, &mut batch, pool, (user, Some(&before)), (&secret, step, name))?;
    let mut extra = users::extra(user)?;
    extra.mfa.has_software_token = true;
    if is_preferred {
        extra.mfa.prefer(Method::SoftwareToken);
    }
    let after = User { settings: serde_json::to_string(&extra)?, updated_at: ctx.now(), ..user.clone() };
    users::commit_update(ctx, batch, pool, user, after).await
}

/// The step of a typed code that sets an app up. A wrong one is counted before this returns.
///
/// Errors: `SoftwareTokenCodeWrong`, `PasswordAttemptsExceeded`.
pub async fn first_step(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    (user, secret): (&User, &[u8]),
    (typed, last_step): (&str, i64),
) -> Result<i64> {
    match judge(ctx, batch, pool, (user, secret), (typed, last_step)).await? {
        Verdict::Right(step) => Ok(step),
        Verdict::Used | Verdict::Wrong => Err(Error::new(Reason::SoftwareTokenCodeWrong)),
    }
}

/// Puts the user's app into the batch, in the place of the one before, and gives its [`mark`].
pub fn register(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    (user, before): (&User, Option<&SoftwareToken>),
    (secret, last_step, name): (&[u8], i64, Option<&str>),
) -> Result<String> {
    let after = SoftwareToken {
        secret: Some(pool.key.seal(&place(user, "secret"), &ctx.random()?, secret)),
        pending: None,
        name: name.filter(|name| !name.is_empty()).map(serde_json::to_string).transpose()?,
        last_step,
        ..before.cloned().unwrap_or_else(|| empty(user))
    };
    match before {
        None => store::software_tokens::insert(batch, &after),
        Some(before) => store::software_tokens::update(batch, before, &after),
    }
    Ok(mark(&after))
}

/// Tells one verified app of a user from the next, and nothing about either: a hash of what is sealed.
pub fn mark(token: &SoftwareToken) -> String {
    hex::encode(crypto::mac::sha256(token.secret.as_deref().unwrap_or_default()))
}

/// Judges a code at a sign-in and uses its step up in `batch`: of parallel answers with one code, one is in time.
///
/// Errors: `SoftwareTokenGone`, `SoftwareTokenUsed`, `SoftwareTokenMismatch`, `PasswordAttemptsExceeded`.
pub async fn check(ctx: &Ctx, batch: &mut Batch, pool: &Pool, user: &User, typed: &str) -> Result<()> {
    let gone = || Error::new(Reason::SoftwareTokenGone);
    let token = get(ctx, pool, user).await?.ok_or_else(gone)?;
    let sealed = token.secret.as_ref().ok_or_else(gone)?;
    let secret = pool.key.open(&place(user, "secret"), sealed)?;
    match judge(ctx, batch, pool, (user, &secret), (typed, token.last_step)).await? {
        Verdict::Right(step) => {
            store::software_tokens::use_step(batch, &token, step);
            Ok(())
        }
        Verdict::Used => Err(Error::new(Reason::SoftwareTokenUsed)),
        Verdict::Wrong => Err(Error::new(Reason::SoftwareTokenMismatch)),
    }
}

/// The user's app.
pub async fn get(ctx: &Ctx, pool: &Pool, user: &User) -> Result<Option<SoftwareToken>> {
    Ok(store::software_tokens::get(&ctx.read(), pool.id(), &user.sub).await?)
}

/// What the person calls the app.
pub fn name(token: &SoftwareToken) -> Result<Option<String>> {
    Ok(token.name.as_deref().map(serde_json::from_str).transpose()?)
}

async fn judge(
    ctx: &Ctx,
    batch: &mut Batch,
    pool: &Pool,
    (user, secret): (&User, &[u8]),
    (typed, last_step): (&str, i64),
) -> Result<Verdict> {
    let guess = guesses::admit(ctx, pool, &user.sub, GUESSES).await?;
    let now_s = u64::try_from(ctx.now() / 1_000).unwrap_or(0);
    let step = totp::matched_step(secret, typed, now_s).and_then(|step| i64::try_from(step).ok());
    match step {
        Some(step) if step > last_step => {
            guess.right(batch);
            Ok(Verdict::Right(step))
        }
        // Sent twice rather than guessed.
        Some(_) => Ok(Verdict::Used),
        None => {
            let mut failure = ctx.batch()?;
            guess.wrong(&mut failure);
            ctx.commit(failure).await?;
            Ok(Verdict::Wrong)
        }
    }
}

fn empty(user: &User) -> SoftwareToken {
    SoftwareToken {
        pool_id: user.pool_id.clone(),
        sub: user.sub.clone(),
        revision: 1,
        secret: None,
        pending: None,
        name: None,
        last_step: 0,
    }
}

fn place<'a>(user: &'a User, column: &'a str) -> Place<'a> {
    Place { table: "software_tokens", row: &user.sub, column }
}
