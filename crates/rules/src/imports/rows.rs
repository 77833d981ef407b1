//! What the columns of a file are, and the user that a row makes.
//! AWS: the developer guide, "Formatting the CSV file"; birthdates as mm/dd/yyyy, a row needs a verified address.

use std::collections::BTreeMap;

use crypto::foreign::Algorithm;
use store::users::User;

use super::log::Fate;
use super::{hash, header};
use crate::account::sign_up;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::pools::Pool;
use crate::pools::mfa::{Demand, Method};
use crate::users::mfa::is_able;
use crate::users::schema::{self, Writer};
use crate::users::{self, status};

/// The column of the name.
pub(super) const USERNAME: &str = "cognito:username";
/// The column of multi-factor sign-in.
pub(super) const MFA_ENABLED: &str = "cognito:mfa_enabled";
/// The column of password hashes, in the file of a job that names their algorithm.
const PASSWORD_HASH: &str = "password_hash";

/// AWS: the longest username.
const LONGEST_NAME: usize = 128;

/// The columns of a file, in its order.
pub(super) struct Columns {
    names: Vec<String>,
    algorithm: Option<Algorithm>,
}

/// What a row makes.
pub(super) enum Made {
    /// A user to come.
    User(Box<User>),
    /// None.
    Not(Fate),
}

/// The addresses that a pool verifies by itself.
pub(super) fn auto_verified(pool: &Pool) -> impl Iterator<Item = &'static str> {
    ["email", "phone_number"].into_iter().filter(|name| pool.auto_verifies(name))
}

impl Columns {
    /// Reads the first row. AWS: the order is free, and every column of the pool must be there.
    ///
    /// Errors: what is wrong with it, for the job's CompletionMessage.
    pub(super) fn read(
        pool: &Pool,
        algorithm: Option<Algorithm>,
        cells: Vec<String>,
    ) -> Result<Columns, String> {
        let mut missing = header(pool);
        if algorithm.is_some() {
            missing.push(PASSWORD_HASH.to_owned());
        }
        for name in &cells {
            match missing.iter().position(|column| column == name) {
                Some(at) => drop(missing.swap_remove(at)),
                None => {
                    return Err(format!(
                        "The header of the CSV file has an unexpected column: {}",
                        shown(name)
                    ));
                }
            }
        }
        match missing.first() {
            Some(name) => Err(format!("The header of the CSV file lacks the column {name}")),
            None => Ok(Columns { names: cells, algorithm }),
        }
    }

    /// The user of a row. Errors: those that are ours; what is wrong with the row is its fate.
    pub(super) fn user(&self, ctx: &Ctx, pool: &Pool, cells: Vec<String>) -> Result<Made> {
        if cells.len() != self.names.len() {
            return failed("The number of columns in the row does not match the header.");
        }
        let filled = self.names.iter().map(String::as_str).zip(cells).filter(|(_, cell)| !cell.is_empty());
        let mut given: BTreeMap<&str, String> = filled.collect();
        let Some(username) = given.remove(USERNAME) else {
            return failed("The User Record does not have a username.");
        };
        // The bounds that an operation's model puts on a username.
        let is_name = |c: char| !c.is_whitespace() && !c.is_control();
        if username.chars().count() > LONGEST_NAME || !username.chars().all(is_name) {
            return failed("The username is longer than 128 characters or holds blanks.");
        }
        let has_mfa = match has_mfa(pool, given.remove(MFA_ENABLED).as_deref()) {
            Ok(has_mfa) => has_mfa,
            Err(why) => return failed(why),
        };
        let hashed = given.remove(PASSWORD_HASH);
        let attributes = match attributes(given) {
            Ok(attributes) => attributes,
            Err(why) => return failed(why),
        };
        let mut user = match self.checked(ctx, pool, &username, attributes) {
            Ok(user) => user,
            Err(error) => return Ok(Made::Not(Fate::of(error)?)),
        };
        if !auto_verified(pool).any(|name| is_verified(&user, name)) {
            return failed(
                "The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).",
            );
        }
        if has_mfa {
            turn_on(pool, &mut user)?;
        }
        user.status = status::RESET_REQUIRED.to_owned();
        if let (Some(algorithm), Some(text)) = (self.algorithm, hashed) {
            if let Some(why) = hash::give(ctx, pool, &mut user, algorithm, &text)? {
                return failed(why);
            }
            user.status = status::CONFIRMED.to_owned();
        }
        Ok(Made::User(Box::new(user)))
    }

    fn checked(
        &self,
        ctx: &Ctx,
        pool: &Pool,
        username: &str,
        attributes: BTreeMap<String, String>,
    ) -> Result<User, Error> {
        let user = sign_up::draft(ctx, pool, username, attributes)?;
        schema::check_new(pool, Writer::Administrator, &user.attributes)?;
        schema::check_required(pool, &user.attributes)?;
        Ok(user)
    }
}

fn failed(why: &str) -> Result<Made> {
    Ok(Made::Not(Fate::Failed(why.to_owned())))
}

fn is_verified(user: &User, name: &str) -> bool {
    let flag = user.attributes.get(&format!("{name}_verified"));
    flag.is_some_and(|flag| flag == "true") && user.attributes.contains_key(name)
}

/// Whether a row turns multi-factor sign-in on. AWS: true or nothing in a pool that demands a second factor, false or
/// nothing in one that has none.
fn has_mfa(pool: &Pool, cell: Option<&str>) -> Result<bool, &'static str> {
    let cell = cell.map(str::to_ascii_lowercase);
    match (cell.as_deref(), pool.mfa_demand()) {
        (None, _) | (Some("false"), Demand::Off | Demand::Optional) => Ok(false),
        (Some("true"), Demand::On | Demand::Optional) => Ok(true),
        (Some("true" | "false"), _) => {
            Err("cognito:mfa_enabled does not match the user pool's MFA configuration.")
        }
        _ => Err("cognito:mfa_enabled must be either true or false."),
    }
}

/// Turns on the one second factor that a row can bring along, where it does: a phone for text messages.
fn turn_on(pool: &Pool, user: &mut User) -> Result<()> {
    let mut extra = users::extra(user)?;
    if pool.offers(Method::Sms) && is_able(user, &extra.mfa, Method::Sms) {
        extra.mfa.enabled.insert(Method::Sms);
        user.settings = serde_json::to_string(&extra)?;
    }
    Ok(())
}

/// Attributes as they are kept: truths in lower case, birthdates by year.
fn attributes(given: BTreeMap<&str, String>) -> Result<BTreeMap<String, String>, &'static str> {
    let kept = given.into_iter().map(|(name, cell)| {
        let value = match name {
            "email_verified" | "phone_number_verified" => cell.to_ascii_lowercase(),
            "birthdate" => birthdate(&cell).ok_or("The birthdate is not of the form mm/dd/yyyy.")?,
            _ => cell,
        };
        Ok((name.to_owned(), value))
    });
    kept.collect()
}

/// `mm/dd/yyyy` as `yyyy-mm-dd`; the latter is taken too.
fn birthdate(cell: &str) -> Option<String> {
    let parts: Vec<&str> = cell.split('/').collect();
    let [month, day, year] = parts[..] else { return Some(cell.to_owned()) };
    let are_digits = [month, day, year].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_date =
        are_digits && year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    is_date.then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// A column's name in a message: somebody else's text, of any length.
fn shown(name: &str) -> String {
    const LONGEST: usize = 40;
    let plain = name.chars().map(|c| if c.is_control() { '?' } else { c });
    plain.take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::birthdate;

    #[test]
    fn a_birthdate_is_turned_round() {
        assert_eq!(birthdate("2/9/1990").as_deref(), Some("1990-02-09"));
        assert_eq!(birthdate("1990-02-09").as_deref(), Some("1990-02-09"));
        assert_eq!(birthdate("2/9/90"), None);
        assert_eq!(birthdate("x/9/1990"), None);
        assert_eq!(birthdate("/9/1990"), None);
    }
}
