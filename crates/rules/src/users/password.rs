//! Passwords: the policy, the verifier that is kept of one, its history, and temporary ones.
//! AWS: API_PasswordPolicyType and the developer guide's page on password requirements.

use crypto::srp::Verifier;
use serde::{Deserialize, Serialize};
use store::seal::Place;
use store::users::User;
use wire::idp::PasswordPolicyType;

use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::imports;
use crate::pools::Pool;

/// The symbols that count as such. AWS's list, the space within a password included.
const SYMBOLS: &str = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";

/// What is kept of a password.
pub struct Hashed {
    salt: Vec<u8>,
    verifier: Verifier,
}

impl Hashed {
    /// What somebody else has made of a password.
    pub fn new(salt: Vec<u8>, verifier: Verifier) -> Hashed {
        Hashed { salt, verifier }
    }
}

/// One former password.
#[derive(Serialize, Deserialize)]
struct Former {
    salt: String,
    verifier: String,
}

/// Who chose the password: AWS words the refusal differently.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Chooser {
    /// The user.
    User,
    /// An administrator.
    Administrator,
}

/// Checks a password against the policy. Only the first rule that fails is told.
///
/// Errors: `PasswordPolicy`, `PasswordPolicyAdmin`.
pub fn check_policy(pool: &Pool, password: &str, chooser: Chooser) -> Result<()> {
    match broken_rule(&pool.password_policy(), password) {
        None => Ok(()),
        Some(rule) => Err(match chooser {
            Chooser::User => Error::about(Reason::PasswordPolicy, rule),
            Chooser::Administrator => Error::about(Reason::PasswordPolicyAdmin, rule),
        }),
    }
}

/// One rule of a policy, for whoever is about to choose a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// So many characters.
    Length(i32),
    /// A lower-case letter.
    Lowercase,
    /// An upper-case letter.
    Uppercase,
    /// A digit.
    Number,
    /// One of the symbols.
    Symbol,
}

/// The rules of a pool's policy.
pub fn rules(pool: &Pool) -> Vec<Rule> {
    let policy = pool.password_policy();
    let on = |switch: Option<bool>, rule| switch.unwrap_or(true).then_some(rule);
    [
        Some(Rule::Length(policy.minimum_length.unwrap_or(8))),
        on(policy.require_lowercase, Rule::Lowercase),
        on(policy.require_uppercase, Rule::Uppercase),
        on(policy.require_numbers, Rule::Number),
        on(policy.require_symbols, Rule::Symbol),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn broken_rule(policy: &PasswordPolicyType, password: &str) -> Option<&'static str> {
    let least = usize::try_from(policy.minimum_length.unwrap_or(8)).unwrap_or(8);
    let has = |wanted: fn(char) -> bool| password.chars().any(wanted);
    let is_on = |rule: Option<bool>| rule.unwrap_or(true);
    if password.encode_utf16().count() < least {
        Some("Password not long enough")
    } else if is_on(policy.require_uppercase) && !has(|c| c.is_ascii_uppercase()) {
        Some("Password must have uppercase characters")
    } else if is_on(policy.require_lowercase) && !has(|c| c.is_ascii_lowercase()) {
        Some("Password must have lowercase characters")
    } else if is_on(policy.require_numbers) && !has(|c| c.is_ascii_digit()) {
        Some("Password must have numeric characters")
    } else if is_on(policy.require_symbols) && !has(|c| SYMBOLS.contains(c)) {
        Some("Password must have symbol characters")
    } else {
        None
    }
}

/// A temporary password that meets the policy: one character of each class, the rest from all of them, shuffled.
pub fn temporary(ctx: &Ctx, pool: &Pool) -> Result<String> {
    const CLASSES: [&[u8]; 4] =
        [b"ABCDEFGHJKLMNPQRSTUVWXYZ", b"abcdefghijkmnpqrstuvwxyz", b"23456789", b"!@#%&*?+=-"];
    let policy = pool.password_policy();
    let length = usize::try_from(policy.minimum_length.unwrap_or(8)).unwrap_or(8).max(12);
    let mut chars = Vec::with_capacity(length);
    for class in CLASSES {
        chars.extend(crate::ids::text(ctx, class, 1)?.chars());
    }
    chars.extend(crate::ids::text(ctx, &CLASSES.concat(), length - CLASSES.len())?.chars());
    // Fisher and Yates; a 64-bit draw makes the bias of the remainder negligible.
    for last in (1..chars.len()).rev() {
        let draw = u64::from_le_bytes(ctx.random()?);
        let other = usize::try_from(draw % (last as u64 + 1)).unwrap_or(0);
        chars.swap(last, other);
    }
    Ok(chars.into_iter().collect())
}

/// Makes what is kept of a password: a fresh salt and the SRP verifier.
pub async fn hash(ctx: &Ctx, pool: &Pool, username: &str, password: &str) -> Result<Hashed> {
    let mut salt: [u8; 16] = ctx.random()?;
    // A salt that starts with a zero byte, or with the top bit set, is padded differently by careless clients.
    salt[0] = (salt[0] & 0x7f) | 0x40;
    let (pool_name, uid) = (pool.srp_name().to_owned(), username.to_owned());
    let password = password.to_owned();
    let verifier =
        ctx.compute_brief(move || crypto::srp::verifier(&pool_name, &uid, &password, &salt)).await?;
    Ok(Hashed { salt: salt.to_vec(), verifier })
}

/// Gives the user this password, the one before going into the history that the policy asks for.
pub fn set(ctx: &Ctx, pool: &Pool, user: &mut User, hashed: &Hashed) -> Result<()> {
    // The current password counts as the newest of the history.
    retire(ctx, pool, user, history_size(pool).saturating_sub(1))?;
    user.salt = Some(hashed.salt.clone());
    user.verifier =
        Some(pool.key.seal(&place(&user.sub, "verifier"), &ctx.random()?, hashed.verifier.as_bytes()));
    user.temporary_until = None;
    imports::hash::drop(user)
}

/// Takes the password away; the history remembers it.
pub fn clear(ctx: &Ctx, pool: &Pool, user: &mut User) -> Result<()> {
    retire(ctx, pool, user, history_size(pool))?;
    user.salt = None;
    user.verifier = None;
    user.temporary_until = None;
    imports::hash::drop(user)
}

/// Puts the current password into the history, of which the newest `kept` stay.
fn retire(ctx: &Ctx, pool: &Pool, user: &mut User, kept: usize) -> Result<()> {
    let mut former = history(pool, user)?;
    if let (Some(salt), Some(verifier)) = (&user.salt, verifier_of(pool, user)?) {
        former.insert(0, Former { salt: hex::encode(salt), verifier: hex::encode(verifier.as_bytes()) });
    }
    former.truncate(kept);
    user.history = match former.is_empty() {
        true => None,
        false => {
            Some(pool.key.seal(&place(&user.sub, "history"), &ctx.random()?, &serde_json::to_vec(&former)?))
        }
    };
    Ok(())
}

/// Whether this is the user's password. A user without one has none that matches.
pub async fn matches(ctx: &Ctx, pool: &Pool, user: &User, password: &str) -> Result<bool> {
    let Some(verifier) = verifier_of(pool, user)? else {
        return imports::hash::matches(ctx, pool, user, password).await;
    };
    let salt = user.salt.clone().unwrap_or_default();
    same(ctx, pool, &user.username, password, salt, verifier).await
}

/// Refuses a password that the user has, or had within the policy's history.
///
/// Errors: `PasswordUsedBefore`.
pub async fn check_history(ctx: &Ctx, pool: &Pool, user: &User, password: &str) -> Result<()> {
    if history_size(pool) == 0 {
        return Ok(());
    }
    if matches(ctx, pool, user, password).await? {
        return Err(Error::new(Reason::PasswordUsedBefore));
    }
    for former in history(pool, user)? {
        let salt = hex::decode(&former.salt).map_err(Error::internal)?;
        let bytes = hex::decode(&former.verifier).map_err(Error::internal)?;
        let verifier = parse(&bytes)?;
        if same(ctx, pool, &user.username, password, salt, verifier).await? {
            return Err(Error::new(Reason::PasswordUsedBefore));
        }
    }
    Ok(())
}

/// Does the work of [`matches`] for a user who is not there, so that the time tells nothing.
pub async fn match_nobody(ctx: &Ctx, pool: &Pool, username: &str, password: &str) -> Result<()> {
    let verifier = nobody(pool, username)?;
    same(ctx, pool, username, password, vec![0x40; 16], verifier).await?;
    Ok(())
}

/// The verifier of a user who is not there: stable for the name, and nobody's password.
pub fn nobody(pool: &Pool, username: &str) -> Result<Verifier> {
    let name = super::names::fold(pool, username);
    let mut bytes = Vec::with_capacity(384);
    for block in 0..12_u8 {
        bytes.extend(pool.mac("nobody's verifier", &[name.as_bytes(), &[0, block]].concat()));
    }
    // The top bit off: below the 3072-bit prime, whose first 64 bits are ones.
    bytes[0] &= 0x7f;
    parse(&bytes)
}

/// The salt of a user who is not there: stable for the name.
pub fn nobodys_salt(pool: &Pool, username: &str) -> Vec<u8> {
    let name = super::names::fold(pool, username);
    let mut salt = pool.mac("nobody's salt", name.as_bytes())[..16].to_vec();
    salt[0] = (salt[0] & 0x7f) | 0x40;
    salt
}

/// The user's verifier, opened.
pub fn verifier_of(pool: &Pool, user: &User) -> Result<Option<Verifier>> {
    let Some(sealed) = &user.verifier else { return Ok(None) };
    parse(&pool.key.open(&place(&user.sub, "verifier"), sealed)?).map(Some)
}

fn parse(bytes: &[u8]) -> Result<Verifier> {
    Verifier::from_bytes(bytes).ok_or_else(|| Error::internal("a password verifier has the wrong length"))
}

async fn same(
    ctx: &Ctx,
    pool: &Pool,
    username: &str,
    password: &str,
    salted: Vec<u8>,
    verifier: Verifier,
) -> Result<bool> {
    let (pool_name, uid) = (pool.srp_name().to_owned(), username.to_owned());
    let password = password.to_owned();
    ctx.compute_brief(move || crypto::srp::password_matches(&pool_name, &uid, &password, &salted, &verifier))
        .await
}

fn history_size(pool: &Pool) -> usize {
    usize::try_from(pool.password_policy().password_history_size.unwrap_or(0)).unwrap_or(0)
}

fn history(pool: &Pool, user: &User) -> Result<Vec<Former>> {
    let Some(sealed) = &user.history else { return Ok(Vec::new()) };
    Ok(serde_json::from_slice(&pool.key.open(&place(&user.sub, "history"), sealed)?)?)
}

fn place<'a>(sub: &'a str, column: &'static str) -> Place<'a> {
    Place { table: "users", row: sub, column }
}
